"""What is written of a store, hostile names and all, is read back as the same graph."""

import io
import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import XSD, Dataset, Graph, URIRef

from kg.errors import InputError, StoreError
from kg.model import Document, Entity, EntityKind, Extraction
from kg.rdf import export, iris, write
from kg.rdf.results import Result
from kg.stores.oxigraph import memory

# rdflib 7.6 uses what it calls deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")

HOSTILE = ['" . <x>', "} ; DROP ALL ;", "> <", "a\nb", "\\", "a\u2028b", "../../x", "'''\"\"\"", "a\tb", "a\r\nb\rc"]
HOSTILE += ["</rdf:RDF>", "]]>&lt;&", "\u202eabc", "\x85", "@ar .", '"^^<x>', " ", "<!--", "𐎠", "a.", "."]
READERS = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "rdfxml": RdfFormat.RDF_XML,
}
RDFLIB = {"jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}
PREDICATE = NamedNode(iris.SR + "words")


def named(*names):
    """Return a store with an article and a person for each name."""
    return names, [
        Extraction(
            Document(name or "-", name or "-", title=name, outlet=name, url=name),
            entities=(Entity(name, EntityKind.PERSON, (("ar", name),), "AZE", "AZE"),) if name else (),
            made_by="by hand",
        )
        for name in names
    ]


@pytest.fixture(scope="module")
def store(base):
    store = memory()
    for extraction in named(*HOSTILE)[1]:
        store.replace(extraction.document.id, write.nquads(extraction, base))
    return store


def written(store, format_, parts=()):
    out = io.BytesIO()
    export.write(store.query, out, format_, parts)
    return out.getvalue()


def quads(store):
    """Return the quads of a store but for its ledger, through its adapter for rdflib."""
    return plain(quad for quad in store.dataset.quads() if str(quad[3]) != iris.LEDGER.value)


def plain(rows):
    """Return rows of terms, a string without its type: rdflib tells a typed one from a plain one, RDF 1.1 does not."""
    return {tuple(URIRef(each) if isinstance(each, URIRef) else untyped(each) for each in row) for row in rows}


def untyped(literal):
    datatype = None if literal.datatype == XSD.string else literal.datatype
    return (str(literal), literal.language, datatype)


def literal(text):
    """Return a store with one literal."""
    store = memory()
    quad = Quad(NamedNode("https://example.org/s"), PREDICATE, Literal(text, language="ar"), iris.DERIVED)
    store.load(serialize([quad], format=RdfFormat.N_QUADS).decode())
    return store


def read_by_pyoxigraph(data, format_):
    return {(quad.subject, quad.predicate, quad.object) for quad in parse(data, format=READERS[format_])}


def read_by_rdflib(data, format_):
    reader = RDFLIB.get(format_, format_)
    if format_ in export.DATASETS:
        return set(Dataset().parse(data=data, format=reader).quads())
    return set(Graph().parse(data=data, format=reader))


@pytest.mark.parametrize("format_", export.DATASETS)
def test_graphs_are_read_back_by_rdflib_with_their_names(format_, store):
    dataset = Dataset()
    dataset.parse(data=written(store, format_), format=RDFLIB.get(format_, format_))
    assert plain(dataset.quads()) == quads(store)


@pytest.mark.parametrize("format_", export.UNIONS)
def test_the_union_is_read_back_by_rdflib(format_, store):
    graph = Graph().parse(data=written(store, format_), format=RDFLIB.get(format_, format_))
    assert plain(graph) == {quad[:3] for quad in quads(store)}


@pytest.mark.parametrize("format_", READERS)
def test_pyoxigraph_reads_back_the_same(format_, store):
    kept = {
        (quad.subject, quad.predicate, quad.object, quad.graph_name if format_ in export.DATASETS else None)
        for quad in parse(written(store, "nquads"), format=RdfFormat.N_QUADS)
    }
    again = {
        (quad.subject, quad.predicate, quad.object, quad.graph_name if format_ in export.DATASETS else None)
        for quad in parse(written(store, format_), format=READERS[format_])
    }
    assert again == kept


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_by_pyoxigraph(text):
    store = literal(text)
    for format_ in set(READERS) - {"rdfxml"}:
        [(_, _, found)] = read_by_pyoxigraph(written(store, format_), format_)
        assert (format_, found.value) == (format_, text)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_by_rdflib(text):
    store = literal(text)
    for format_ in set(READERS) - {"rdfxml"}:
        [found] = read_by_rdflib(written(store, format_), format_)
        assert (format_, str(found[2])) == (format_, text)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_from_xml_but_for_what_xml_cannot_hold(text):
    store = literal(text)
    told = io.BytesIO()
    _, *notes = export.write(store.query, told, "rdfxml")
    [found] = read_by_rdflib(told.getvalue(), "rdfxml")
    assert len(found[2]) == len(text)
    changed = [old for old, new in zip(text, found[2], strict=True) if old != new]
    assert all(ord(letter) < 32 or ord(letter) in (0xFFFE, 0xFFFF) for letter in changed)
    assert bool(notes) == bool(changed)


def test_control_characters_become_replacement_characters_in_xml_and_are_told():
    store, out = literal("a\x0bb\x01"), io.BytesIO()
    assert export.write(store.query, out, "rdfxml")[1:] == (
        "2 control characters, which XML cannot hold, are written as U+FFFD",
    )
    assert "a\ufffdb\ufffd" in out.getvalue().decode()


@pytest.mark.parametrize("name", [iris.SR + "%D9%86", iris.SR + "1", iris.SR, iris.RDF + "li"])
def test_a_property_without_a_name_in_xml_is_refused(name):
    store = memory()
    quad = Quad(NamedNode("https://example.org/s"), NamedNode(name), Literal("x"), iris.DERIVED)
    store.load(serialize([quad], format=RdfFormat.N_QUADS).decode())
    with pytest.raises(InputError, match="choose turtle"):
        written(store, "rdfxml")


@pytest.mark.parametrize("format_", READERS)
def test_the_order_in_which_articles_came_does_not_matter(format_, base, store):
    again = memory()
    for extraction in reversed(named(*HOSTILE)[1]):
        again.replace(extraction.document.id, write.nquads(extraction, base))
    assert written(again, format_) == written(store, format_)


def test_large_graphs_are_written_by_property_and_give_the_same(store, monkeypatch):
    whole = {format_: written(store, format_) for format_ in READERS}
    monkeypatch.setattr(export, "MOST", 3)
    assert {format_: written(store, format_) for format_ in READERS} == whole


def test_the_same_store_gives_the_same_bytes_in_every_process(tmp_path):
    code = (
        "import sys, io, kg\nfrom kg.rdf import export\nstore = kg.open('memory:')\n"
        "store.load(''.join(f'<x:s{n}> <https://w3id.org/state-relations/ns#p{n}> \"{n}\" <x:g{n % 7}> .\\n'"
        " for n in range(99)))\n"
        "for format_ in (*export.DATASETS, *export.UNIONS): export.write(store.query, sys.stdout.buffer, format_)"
    )
    ran = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(ran) == 1


def test_the_ledger_is_left_out_unless_it_is_asked_for(store):
    assert b"contentHash" not in written(store, "nquads")
    assert b"contentHash" in written(store, "nquads", ["ledger"])
    assert b"articleBody" not in written(store, "nquads", ["ledger"])
    assert written(store, "nquads", ["all"]).count(b"\n") == len(list(store.dataset.quads()))


def test_a_part_that_no_store_has_is_refused_with_the_nearest(store):
    with pytest.raises(InputError, match="did you mean derived"):
        written(store, "turtle", ["derivd"])


def test_json_ld_is_json(store):
    assert {graph["@id"] for graph in json.loads(written(store, "jsonld"))} == {str(quad[3]) for quad in quads(store)}


def test_an_answer_that_is_cut_makes_no_export():
    with pytest.raises(StoreError, match="cut at 10 rows"):
        export.write(lambda sparql, bindings=None: Result(cut="cut at 10 rows"), io.BytesIO(), "turtle")
