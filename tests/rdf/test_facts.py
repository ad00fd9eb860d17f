"""A fact gathers what statements of one or many articles report alike."""

import pytest

from kg.rdf import write
from kg.stores.oxigraph import memory

FACTS = "SELECT ?fact ?who ?whom WHERE { ?fact a sr:Fact ; sr:source ?who ; sr:target ?whom }"


@pytest.fixture
def store(tell, base):
    def make(*articles):
        it = memory()
        for extraction in articles:
            it.replace(extraction.document.id, write.nquads(extraction, base))
        return it

    return make


def values(store, name):
    found = store.query(f"SELECT ?value WHERE {{ ?fact a sr:Fact ; sr:{name} ?value }} ORDER BY ?value")
    return [row[0].value.rpartition("/")[2] for row in found.rows]


def test_two_articles_that_tell_the_same_report_one_fact(store, tell):
    it = store(tell("a", ("IRN", "aids", "RUS")), tell("b", ("IRN", "aids", "RUS", {"speaker": "USA"})))
    assert len(it.query(FACTS).rows) == 1
    assert len(it.query("SELECT ?each WHERE { ?each sr:reports ?fact }").rows) == 2


def test_a_meeting_is_one_fact_in_whichever_order_it_is_told(store, tell):
    it = store(tell("a", ("IRN", "consultsWith", "RUS")), tell("b", ("RUS", "consultsWith", "IRN")))
    [(_, who, whom)] = it.query(FACTS).rows
    assert [who.value[-3:], whom.value[-3:]] == ["IRN", "RUS"]


def test_a_statement_keeps_the_order_of_its_article(store, tell):
    it = store(tell("b", ("RUS", "consultsWith", "IRN")))
    assert it.query("ASK { ?each a sr:RelationStatement ; sr:source id:RUS ; sr:target id:IRN }").truth


def test_directed_kinds_keep_two_facts_apart(store, tell):
    it = store(tell("a", ("IRN", "aids", "RUS")), tell("b", ("RUS", "aids", "IRN")))
    assert len(it.query(FACTS).rows) == 2


def test_a_fact_collects_outlets_speakers_and_days(store, tell):
    it = store(
        tell("a", ("IRN", "aids", "RUS"), outlet="one", published="2023-03-30"),
        tell("b", ("IRN", "aids", "RUS", {"speaker": "USA"}), outlet="one", published="2023-03-29T08:00:00Z"),
        tell("c", ("IRN", "aids", "RUS", {"speaker": "UKR", "confidence": 0.5}), outlet="other"),
    )
    assert values(it, "outlet") == ["one", "other"]
    assert values(it, "speaker") == ["UKR", "USA"]
    assert values(it, "reportedOn") == ["2023-03-29", "2023-03-30"]
    assert values(it, "toldByOutlet") == ["true"]
    assert values(it, "confidence") == ["0.5", "0.9"]


def test_what_only_a_removed_article_said_goes_with_it(store, tell):
    it = store(
        tell("a", ("IRN", "aids", "RUS"), outlet="one", published="2023-03-30"),
        tell("b", ("IRN", "aids", "RUS", {"speaker": "USA"}), outlet="other", published="2023-03-30"),
    )
    it.remove("a")
    assert values(it, "outlet") == ["other"]
    assert values(it, "toldByOutlet") == []
    assert values(it, "reportedOn") == ["2023-03-30"]


def test_overlapping_dates_are_not_one_fact(store, tell):
    it = store(tell("a", ("IRN", "aids", "RUS", {"day": "2023-03-29"})), tell("b", ("IRN", "aids", "RUS")))
    assert len(it.query(FACTS).rows) == 2


def test_the_ledger_proves_the_graph_of_an_article(store, tell):
    from kg.rdf.lines import graph_hash

    it = store(tell("a", ("IRN", "aids", "RUS")), tell("b", ("RUS", "aids", "IRN")))
    graph = "https://w3id.org/state-relations/article/a"
    triples = it.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").triples
    [[kept]] = it.query(f"SELECT ?hash WHERE {{ <{graph}> sr:graphHash ?hash }}").rows
    assert kept.value == graph_hash(triples)
