"""The order in which articles come and go does not matter: the graph is that of the articles it holds."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import given as each_of
from hypothesis import strategies as st

from kg import stores
from kg.model import Document, Extraction, Ruling, Span, Statement, Status, Verdict
from kg.rdf import iris, verdicts, write
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
_STEP = st.tuples(_ARTICLE, _OUTLET, _DAY, st.none() | st.lists(_STATEMENTS, max_size=4))
_JUDGE = st.tuples(
    _ARTICLE, _STATEMENTS, st.none() | st.sampled_from(Ruling), st.sampled_from(["accuses", "consultsWith"])
)
_TEXT = "words words words"


_STEPS = st.lists(_STEP | _JUDGE, max_size=12)


def _extraction(id_, outlet, published, statements):
    # One statement of an identity, as the extractor promises.
    each = {(s.source, s.kind, s.target, s.status, s.speaker, s.evidence): s for s in statements}
    document = Document(id_, _TEXT, outlet=outlet, published=published)
    return Extraction(document, statements=tuple(each.values()), made_by="by hand")


def _quads(extraction, given):
    return write.nquads(extraction, knowledge(), verdicts=given)


def _everything(store):
    rows = store.query("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    return sorted(map(str, rows))


def _judged(given, id_, statement, ruling, kind):
    """Return the verdicts with one given on a statement, or withdrawn (None)."""
    about = iris.statement(iris.article(id_), statement)
    if ruling is None:
        return {each: verdict for each, verdict in given.items() if each != about}
    correction = replace(statement, kind=kind, target="ARM") if ruling is Ruling.CORRECTED else None
    quote = _TEXT[statement.evidence.start : statement.evidence.end]
    return {**given, about: Verdict(id_, statement, quote, ruling, "Nour", None, correction)}


def _check(store, steps):
    left, given = {}, {}
    for id_, *step in steps:
        if isinstance(step[0], Statement):
            given = _judged(given, id_, *step)
            if id_ in left:
                store.replace(id_, _quads(left[id_], given.values()), verdicts=verdicts.nquads(given.values()))
            else:
                store.put(iris.VERDICTS.value, verdicts.nquads(given.values()))
        elif step[-1] is None:
            store.remove(id_)
            left.pop(id_, None)
        else:
            left[id_] = _extraction(id_, *step)
            store.replace(id_, _quads(left[id_], given.values()))
    built = memory()
    built.load("".join(_quads(left[id_], given.values()) for id_ in sorted(left)) + verdicts.nquads(given.values()))
    assert _everything(store) == _everything(built)


@settings(max_examples=60)
@each_of(steps=_STEPS)
def test_any_order_of_replacing_removing_and_judging_gives_the_graph_of_what_is_left(steps):
    _check(memory(), steps)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@each_of(steps=_STEPS)
def test_so_it_is_on_a_server(steps, named):
    store = stores.open(named("server"))
    _check(store, steps)
    store.close()
