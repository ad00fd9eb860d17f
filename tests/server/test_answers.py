"""What is written in a form is read back as the same, or refused."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from kg.rdf.results import Cell, Result
from kg.server import answers

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ENDS = st.text("abX1-._:/é", max_size=6)
LITERALS = st.one_of(TEXTS.map(Literal), TEXTS.map(lambda text: Literal(text, language="ar")))
TRIPLES = st.builds(
    Triple,
    ENDS.map(lambda end: NamedNode(f"https://example.org/{end}")),
    ENDS.map(lambda end: NamedNode(f"https://example.org/{end}")),
    st.one_of(LITERALS, ENDS.map(lambda end: NamedNode(f"https://example.org/{end}"))),
)


@given(st.sets(TRIPLES, min_size=1, max_size=4), st.sampled_from(sorted(set(answers.TRIPLES.values()))))
def test_triples_are_read_back_as_they_were_or_refused(triples, type_):
    text = serialize(triples, format=RdfFormat.N_TRIPLES).decode()
    try:
        written = answers.graph(text, type_)
    except answers.FormError:
        assert type_ == answers.RDFXML
        return
    assert {quad.triple for quad in parse(written, format=RdfFormat.from_media_type(type_))} == triples


CELLS = st.one_of(
    st.none(),
    TEXTS.map(lambda text: Cell("literal", text, None, "http://www.w3.org/2001/XMLSchema#string")),
    TEXTS.map(lambda text: Cell("literal", text, "tr", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")),
    ENDS.map(lambda end: Cell("iri", f"https://example.org/{end}")),
    st.just(Cell("blank", "b1")),
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4), st.sampled_from([answers.JSON, answers.XML, answers.TSV]))
def test_rows_are_read_back_as_they_were_or_refused(rows, type_):
    try:
        written = answers.write(Result(("a", "b"), tuple(rows)), type_)
    except answers.FormError:
        assert type_ == answers.XML
        return
    read = [tuple(row) for row in parse_query_results(written, format=QueryResultsFormat.from_media_type(type_))]
    assert read == [tuple(map(term, row)) for row in rows]


def term(cell):
    if cell is None:
        return None
    if cell.kind == "literal":
        return Literal(cell.value, language=cell.language) if cell.language else Literal(cell.value)
    return NamedNode(cell.value) if cell.kind == "iri" else BlankNode(cell.value)
