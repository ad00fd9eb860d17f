"""What every store promises."""

import pytest

from kg.errors import QueryError, StoreError
from kg.model import Ruling
from kg.plugins import find
from kg.rdf import iris, read, write
from kg.rdf.results import Cell
from kg.upkeep.checking import check
from kg.upkeep.judging import judge, withdraw

EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
GRAPH = "https://example.org/graph"


def opened(name):
    make, argument = find("store", name)
    return make(argument)


@pytest.fixture(params=["memory", "oxigraph", "server", "union_server"])
def store(request, named):
    it = opened(named(request.param))
    yield it
    it.close()


@pytest.fixture
def quads(tell, base):
    def make(id_, *told, **document):
        return write.nquads(tell(id_, *told, **document), base)

    return make


def everything(store):
    return store.query(EVERYTHING).triples


def test_a_new_store_is_empty(store):
    assert everything(store) == ""


def test_an_article_can_be_read_back(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    assert [each.article for each in read.statements(store.query)] == ["a"]


def test_replacing_an_article_by_itself_changes_nothing(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    before = everything(store)
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    assert everything(store) == before


def test_a_new_version_takes_the_place_of_the_old(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA"), outlet="old"))
    store.replace("a", quads("a", ("TUR", "aids", "SOM"), outlet="new"))
    found = read.statements(store.query)
    assert [(each.statement.kind, each.outlet) for each in found] == [("aids", "new")]
    assert store.query("ASK { id:IRN sr:opposes id:USA }").truth is False
    assert len(store.query("SELECT ?f WHERE { ?f a sr:Fact }").rows) == 1


def test_removing_the_only_article_leaves_nothing(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    store.remove("a")
    assert everything(store) == ""


def test_removing_an_article_that_is_not_there_changes_nothing(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    before = everything(store)
    store.remove("b")
    assert everything(store) == before


def test_what_two_articles_tell_stays_until_both_are_gone(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    store.replace("b", quads("b", ("IRN", "accuses", "USA"), ("IRN", "threatens", "USA")))
    store.remove("a")
    assert store.query("ASK { id:IRN sr:accuses id:USA ; sr:opposes id:USA . ?f a sr:Fact ; sr:kind sr:accuses }").truth
    store.remove("b")
    assert everything(store) == ""


def test_a_family_stays_while_another_kind_supports_it(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    store.replace("b", quads("b", ("IRN", "threatens", "USA")))
    store.remove("a")
    assert store.query("ASK { id:IRN sr:opposes id:USA }").truth
    assert store.query("ASK { id:IRN sr:accuses id:USA }").truth is False


def test_loading_is_the_same_as_replacing(store, quads):
    store.load(quads("a", ("IRN", "accuses", "USA")))
    other = opened("memory:")
    other.replace("a", quads("a", ("IRN", "accuses", "USA")))
    assert everything(store) == everything(other)


def test_a_graph_is_put_in_the_place_of_what_it_held(store):
    store.put(GRAPH, f'<a:b> <a:c> "1" <{GRAPH}> .\n')
    store.put(GRAPH, f'<a:b> <a:c> "2" <{GRAPH}> .\n')
    assert everything(store) == '<a:b> <a:c> "2" .\n'


@pytest.mark.slow
def test_every_store_can_be_proved_judged_and_mended(store, quads, base):
    for id_ in ("a", "b"):
        store.replace(id_, quads(id_, ("IRN", "accuses", "USA", {"day": "2023-03-29", "speaker": "IRN"})))
    before = everything(store)
    assert [fault.where for fault in check(store)] == ["knowledge"]
    [statement] = [each.iri for each in read.statements(store.query) if each.article == "a"]
    judge(store, statement, Ruling.CORRECTED, author="Nour", knowledge=base, target="GBR")
    assert [fault.where for fault in check(store)] == ["knowledge"]
    withdraw(store, statement, knowledge=base)
    assert everything(store) == before
    store.put(iris.DERIVED.value, f'<a:b> <a:c> "1" <{iris.DERIVED.value}> .\n')
    assert [fault.where for fault in check(store)] == ["knowledge", "derived graph", "derived graph"]
    assert all(fault.remedy == "" for fault in check(store, mend=True))
    assert list(check(store)) == []


def test_a_graph_is_amended_in_one_update(store):
    store.put(GRAPH, f'<a:b> <a:c> "1" <{GRAPH}> .\n<a:b> <a:c> "2" <{GRAPH}> .\n')
    store.amend(GRAPH, '<a:b> <a:c> "1" .\n<a:b> <a:c> "not there" .\n', '<a:b> <a:c> "} ; DROP ALL" .\n')
    assert everything(store) == '<a:b> <a:c> "2" .\n<a:b> <a:c> "} ; DROP ALL" .\n'
    with pytest.raises(StoreError, match="nothing was written"):
        store.amend(GRAPH, '<a:b> <a:c> "2" .\n', "half a line")
    assert everything(store) == '<a:b> <a:c> "2" .\n<a:b> <a:c> "} ; DROP ALL" .\n'


def test_an_article_and_all_verdicts_are_put_in_their_places_in_one_update(store, quads):
    graph = iris.VERDICTS.value
    for each in ("1", "2"):
        store.replace("a", quads("a", ("IRN", "accuses", "USA")), verdicts=f'<a:b> <a:c> "{each}" <{graph}> .\n')
    assert store.query(f"SELECT ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows[0][0].value == "2"
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    store.remove("a")
    assert everything(store) == '<a:b> <a:c> "2" .\n'


@pytest.mark.parametrize("evil", ["a\u2028b", "a\x85b", '" } ; DROP ALL ; {', "a\\\\b", "\U0001f600"])
def test_a_literal_stays_as_it_is(evil, store):
    written = evil.replace('"', '\\"')
    store.put(GRAPH, f'<a:b> <a:c> "{written}" <{GRAPH}> .\n')
    assert store.query("SELECT ?o WHERE { ?s ?p ?o }").rows[0][0].value == evil.replace("\\\\", "\\")


MALFORMED = [
    "no quads at all",
    '<a:b> <a:c> "open <https://example.org/graph> .\n',
    "<a:b> <a:c> <a:d> .\n",
    "<a:b> <a:c> <a:d> <a:g> } ; DROP ALL ; INSERT DATA { GRAPH <a:g> { <a:b> <a:c> <a:d> .\n",
    "<a:b> <a:c> <a:d> .} ; DROP ALL ; INSERT DATA { GRAPH <a:g> { <a:b> <a:c> <a:d> <a:g> .\n",
    "<relative> <a:c> <a:d> <a:g> .\n",
    '<a:b> <a:c> "half a line',
]


@pytest.mark.parametrize("text", MALFORMED)
@pytest.mark.parametrize("way", ["replace", "put"])
def test_malformed_quads_are_refused_and_nothing_is_lost(way, text, store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    before = everything(store)
    with pytest.raises(StoreError, match="nothing was written") as caught:
        store.replace("a", text) if way == "replace" else store.put(GRAPH, text)
    assert "\n" not in str(caught.value)
    assert everything(store) == before


def test_malformed_quads_are_not_loaded(store):
    with pytest.raises(StoreError, match="nothing was loaded"):
        store.load('<a:b> <a:c> <a:d> <a:g> .\n<a:b> <a:c> "half\n')
    assert everything(store) == ""


def test_bindings_narrow_a_query(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA"), ("TUR", "accuses", "ISR")))
    who = Cell("iri", "https://w3id.org/state-relations/id/TUR")
    found = store.query("SELECT ?x WHERE { ?who sr:opposes ?x }", {"who": who})
    assert [row[0].value for row in found.rows] == ["https://w3id.org/state-relations/id/ISR"]


@pytest.mark.parametrize("evil", ['") } ; DROP ALL #', "a\nb", "\\", "ʼ'\""])
def test_a_binding_is_data_only(evil, store):
    found = store.query("SELECT ?x WHERE { BIND(?text AS ?x) }", {"text": Cell("literal", evil)})
    assert found.rows == ((Cell("literal", evil, None, "http://www.w3.org/2001/XMLSchema#string"),),)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT",
        "DROP ALL",
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
    ],
)
def test_what_is_no_query_is_refused_in_one_line(sparql, store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    before = everything(store)
    with pytest.raises(QueryError) as caught:
        store.query(sparql)
    assert "\n" not in str(caught.value)
    assert everything(store) == before


def test_a_query_that_fails_on_its_way_is_told_in_one_line(store):
    store.put(GRAPH, f'<a:b> <a:c> "1" <{GRAPH}> .\n')
    with pytest.raises(StoreError):
        store.query("SELECT * WHERE { ?s ?p ?o SERVICE ?o { ?x ?y ?z } }")


def test_the_dataset_is_the_same_graph(store, quads):
    store.replace("a", quads("a", ("IRN", "accuses", "USA")))
    found = store.dataset.query("SELECT ?x WHERE { id:IRN sr:opposes ?x }")
    assert [str(row[0]) for row in found] == ["https://w3id.org/state-relations/id/USA"]
