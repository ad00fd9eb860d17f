"""The order in which articles come and go does not matter: the graph is that of the articles it holds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Extraction, Span, Statement, Status
from kg.rdf import write
from kg.stores.oxigraph import memory
from kg.vocabulary import knowledge

# Few actors and kinds, so that articles tell the same often; one kind is undirected.
_STATEMENTS = st.builds(
    Statement,
    source=st.sampled_from(["IRN", "USA"]),
    kind=st.sampled_from(["accuses", "threatens", "consultsWith"]),
    target=st.sampled_from(["AZE", "TUR"]),
    status=st.sampled_from([Status.ACTUAL, Status.DENIED]),
    evidence=st.sampled_from([Span(0, 5), Span(6, 11)]),
    confidence=st.sampled_from([0.4, 0.9]),
    rule=st.just("by-hand"),
    speaker=st.sampled_from([None, "IRN"]),
)
_ARTICLE = st.sampled_from(["a", "b", "c"])
_OUTLET = st.sampled_from([None, "one", "other"])
_DAY = st.sampled_from([None, "2023-03-29", "2023-03-30T10:00:00Z"])
_STEPS = st.lists(st.tuples(_ARTICLE, _OUTLET, _DAY, st.none() | st.lists(_STATEMENTS, max_size=4)), max_size=12)


def _quads(id_, outlet, published, statements):
    # One statement of an identity, as the extractor promises.
    each = {(s.source, s.kind, s.target, s.status, s.speaker, s.evidence): s for s in statements}
    document = Document(id_, "words words words", outlet=outlet, published=published)
    extraction = Extraction(document, statements=tuple(each.values()), made_by="by hand")
    return write.nquads(extraction, knowledge())


def _everything(store):
    rows = store.query("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    return sorted(map(str, rows))


@settings(max_examples=60, deadline=None)
@given(steps=_STEPS)
def test_any_order_of_replacing_and_removing_gives_the_graph_of_what_is_left(steps):
    store, left = memory(), {}
    for id_, outlet, published, statements in steps:
        if statements is None:
            store.remove(id_)
            left.pop(id_, None)
        else:
            left[id_] = _quads(id_, outlet, published, statements)
            store.replace(id_, left[id_])
    built = memory()
    built.load("".join(left[id_] for id_ in sorted(left)))
    assert _everything(store) == _everything(built)
