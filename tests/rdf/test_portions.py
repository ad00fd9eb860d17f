"""A store is checked in portions, which together find what one check of the whole would."""

from dataclasses import replace

import pytest

from kg.model import Ruling, Verdict
from kg.rdf import knowledge, portions, verdicts, write
from kg.rdf.shapes import checks, violations
from kg.stores.oxigraph import memory

SR = "https://w3id.org/state-relations/ns#"
ID = "https://w3id.org/state-relations/id/"
DERIVED = "https://w3id.org/state-relations/graph/derived"
LEDGER = "https://w3id.org/state-relations/graph/ledger"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
STATES = """
@prefix sr: <https://w3id.org/state-relations/ns#> .
@prefix id: <https://w3id.org/state-relations/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:IRN a sr:State ; sr:code "IRN" ; skos:prefLabel "إيران"@ar, "Iran"@en, "İran"@tr .
id:USA a sr:State ; sr:code "USA" ; skos:prefLabel "أمريكا"@ar, "United States"@en, "ABD"@tr .
id:TUR a sr:State ; sr:code "TUR" ; skos:prefLabel "تركيا"@ar, "Turkey"@en, "Türkiye"@tr .
"""


@pytest.fixture
def store(tell, base):
    it = memory()
    it.put("https://w3id.org/state-relations/graph/knowledge", knowledge.nquads([("x", STATES.encode())], "1"))
    for number in range(6):
        told = [("IRN", "accuses", "USA", {"speaker": ("IRN", "TUR")[number % 2]}), ("TUR", "consultsWith", "IRN")]
        extraction = tell(f"article-{number}", *told, published=f"2023-03-2{number}", outlet=f"outlet-{number}")
        it.replace(f"article-{number}", write.nquads(extraction, base))
    return it


def add(store, quad):
    store._store.update(f"INSERT DATA {{ {quad} }}")


def messages(store):
    return [(each.node.rpartition("/")[2], each.message) for each in violations(store.query)]


def test_a_sound_store_has_nothing_wrong(store):
    assert messages(store) == []


def test_portions_hold_few_articles_each_and_all_together(store, monkeypatch):
    monkeypatch.setattr(portions, "SIZE", 100)
    found = list(checks(store.query))
    assert [each.articles for each in found] == sorted(each.articles for each in found)
    assert len(found) > 3
    assert (found[-1].articles, found[-1].of) == (6, 6)
    assert [each.found for each in found if each.found] == []


def test_a_sample_is_spread_evenly(store):
    found = list(checks(store.query, sample=3))
    assert (found[-1].articles, found[-1].of) == (3, 3)
    taken = [each.triples for each in portions.cut(store.query, sample=3).portions if each.articles]
    assert [f"article-{number}" in "".join(taken) for number in range(6)] == [True, False, True, False, True, False]


def test_what_is_wrong_in_one_article_is_told_once(store, monkeypatch):
    monkeypatch.setattr(portions, "SIZE", 200)
    [[statement]] = store.query("SELECT ?s WHERE { ?s sr:kind sr:accuses ; sr:outlet 'outlet-4' ; sr:rule ?r }").rows
    graph = statement.value.partition("#")[0]
    add(store, f"GRAPH <{graph}> {{ <{statement.value}> <{SR}status> <{SR}denied> }}")
    found = [each for each in violations(store.query) if each.node == statement.value]
    assert [each.message for each in found] == ["has not exactly one status"]


@pytest.mark.parametrize(
    ("quad", "told"),
    [
        (f"<urn:fact> a <{SR}Fact> ; <{SR}source> <{ID}IRN>", ("urn:fact", "the fact is reported by no statement")),
        (f"<urn:fact> a <{SR}Fact> ; <{SR}source> <{ID}IRN>", ("urn:fact", "the fact is told by nobody")),
        (f"<{ID}TUR> <{SR}attacks> <{ID}USA>", ("TUR", "a flat triple of this actor rests on no statement")),
        (
            f"<urn:edge> <{RDF}subject> <{ID}TUR> ; <{RDF}predicate> <{SR}aids> ; <{RDF}object> <{ID}USA>",
            ("urn:edge", "the edge rests on no statement"),
        ),
        (
            f"<urn:edge> <{RDF}subject> <{ID}TUR> ; <{RDF}predicate> <{SR}aids> ; <{RDF}object> <{ID}USA>",
            ("urn:edge", "the edge stands without its flat triple"),
        ),
    ],
)
def test_what_is_derived_from_no_article_is_told(store, quad, told):
    add(store, f"GRAPH <{DERIVED}> {{ {quad} }}")
    assert told in messages(store)


def test_an_edge_of_what_was_never_told_as_fact_is_told(store):
    [statement, *_] = [
        row[0].value for row in store.query("SELECT ?s WHERE { ?s sr:kind sr:accuses ; sr:rule ?r }").rows
    ]
    add(store, f"GRAPH <{statement.partition('#')[0]}> {{ <{statement}> <{SR}asserts> <urn:edge> }}")
    store._store.update(f"DELETE WHERE {{ GRAPH ?g {{ ?s <{SR}status> <{SR}actual> }} }}")
    assert "the edge rests on what is not told as fact" not in [text for _, text in messages(store)]
    add(store, f"GRAPH <{statement.partition('#')[0]}> {{ <{statement}> <{SR}status> <{SR}intended> }}")
    assert "the edge rests on what is not told as fact" in [text for _, text in messages(store)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (f"DELETE WHERE {{ GRAPH <{LEDGER}> {{ ?a ?p ?o }} }}", "the article has no row in the ledger"),
        (
            f"DELETE WHERE {{ GRAPH <{LEDGER}> {{ ?a <{SR}graphHash> ?o }} }}",
            "the ledger has not one hash of the article's graph",
        ),
        (
            f'INSERT {{ GRAPH ?g {{ ?a <{SR}contentHash> "x" }} }} WHERE {{ GRAPH ?g {{ ?a <{SR}graphHash> ?o }} }}',
            "the ledger has not one hash of the article's content",
        ),
    ],
)
def test_a_ledger_that_lacks_a_row_or_a_hash_is_told(store, change, message):
    store._store.update(change)
    assert message in [text for _, text in messages(store)]


def judged(store, extraction, base, *rulings):
    """Put an article into a store with a verdict on each of its first statements, one of which is corrected."""
    given = []
    for ruling, statement in zip(rulings, extraction.statements, strict=False):
        quote = extraction.document.text[statement.evidence.start : statement.evidence.end]
        other = replace(statement, kind="supports", speaker=None) if ruling is Ruling.CORRECTED else None
        given.append(Verdict(extraction.document.id, statement, quote, ruling, "Nour", None, other))
    quads = write.nquads(extraction, base, verdicts=given)
    store.replace(extraction.document.id, quads, verdicts=verdicts.nquads(given))


def test_judged_statements_and_their_verdicts_are_sound(store, tell, base):
    told = [("IRN", kind, "USA", {"speaker": "IRN"}) for kind in ("accuses", "rejects", "threatens", "aids")]
    judged(store, tell("judged", *told, published="2023-03-20"), base, *Ruling)
    assert store.query("ASK { ?s a sr:RejectedStatement . ?c sr:correctionOf ?s ; a sr:RelationStatement }").truth
    assert messages(store) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (f"DELETE WHERE {{ GRAPH ?g {{ ?v <{SR}author> ?o }} }}", "has not exactly one author"),
        (f"DELETE WHERE {{ GRAPH ?g {{ ?v a <{SR}Verdict> }} }}", "names a verdict that is none"),
        (
            f"INSERT {{ GRAPH ?g {{ ?s <{SR}reports> ?s }} }} WHERE {{ GRAPH ?g {{ ?s a <{SR}RejectedStatement> }} }}",
            "is rejected and yet reports a fact",
        ),
    ],
)
def test_a_verdict_that_is_not_whole_or_not_heeded_is_told(store, tell, base, change, message):
    judged(
        store,
        tell("judged", ("IRN", "aids", "USA"), ("IRN", "accuses", "USA")),
        base,
        Ruling.CONFIRMED,
        Ruling.REJECTED,
    )
    store._store.update(change)
    assert message in [text for _, text in messages(store)]
