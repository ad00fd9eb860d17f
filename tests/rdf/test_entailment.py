"""What a reasoner (OWL RL) draws from the graph is consistent, and says nothing that no text said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from kg.model import Extraction, Ruling, Statement, Status, Verdict
from kg.pipeline import build
from kg.rdf import knowledge as known
from kg.rdf import verdicts, write
from kg.rdf.iris import VERDICTS
from kg.stores.oxigraph import memory
from kg.vocabulary import sources

SR = Namespace("https://w3id.org/state-relations/ns#")
ID = Namespace("https://w3id.org/state-relations/id/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
STATES = """
@prefix sr: <https://w3id.org/state-relations/ns#> .
@prefix id: <https://w3id.org/state-relations/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix wd: <http://www.wikidata.org/entity/> .
id:IRN a sr:State ; sr:code "IRN" ; sr:iso3 "IRN" ; owl:sameAs wd:Q794 ; skos:prefLabel "إيران"@ar .
id:RUS a sr:State ; sr:code "RUS" ; sr:iso3 "RUS" ; owl:sameAs wd:Q159 ; skos:prefLabel "روسيا"@ar ;
  skosxl:altLabel [ a sr:Alias ; sr:aliasKind sr:demonym ; skosxl:literalForm "روسي"@ar ; sr:ambiguous false ] .
id:USA a sr:State ; sr:code "USA" ; skos:prefLabel "أمريكا"@ar .
id:UN a sr:IntergovernmentalOrganization ; sr:code "UN" ; skos:prefLabel "الأمم المتحدة"@ar .
id:UNSC a sr:Organization ; sr:actor id:UN ; skos:prefLabel "مجلس الأمن"@ar .
id:place-x a sr:Place ; sr:state id:RUS ; skos:prefLabel "موضع"@ar .
id:person-x a sr:Person ; skos:prefLabel "فلان"@ar ;
  sr:tenure [ a sr:Tenure ; sr:office sr:foreignMinister ; sr:state id:RUS ; sr:start "2020" ] .
"""


def ontology() -> str:
    store = memory()
    terms = [each for each in sources() if each[0] in ("kg.ttl", "relations.ttl", "offices.ttl")]
    store.put("https://w3id.org/state-relations/graph/knowledge", known.nquads([*terms, ("x", STATES.encode())], "1"))
    return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").triples or ""


def judged(extraction: Extraction) -> list[Verdict]:
    """Reject the first statement of an article, correct the second."""
    first, second = extraction.statements[:2]

    def verdict(statement: Statement, ruling: Ruling, correction: Statement | None = None) -> Verdict:
        span = statement.evidence
        quote = extraction.document.text[span.start : span.end]
        return Verdict(extraction.document.id, statement, quote, ruling, "Nour", "why", correction)

    return [verdict(first, Ruling.REJECTED), verdict(second, Ruling.CORRECTED, replace(second, speaker=None))]


@pytest.fixture(scope="module")
def told(tell, base) -> Graph:
    """Two articles with every kind, in every status, beside the ontology and some knowledge."""
    store = memory()
    kinds = sorted(base.relations)
    sure = [("IRN", kind, "RUS", {"speaker": "USA", "day": "2023-03-29"}) for kind in kinds[::2]]
    other = [("USA", kind, "UN", {"status": status}) for kind in kinds for status in (Status.INTENDED, Status.DENIED)]
    for id_, statements in (("a", sure), ("b", [*other, *sure[:2]])):
        extraction = tell(id_, *statements, outlet="one", published="2023-03-30")
        given = judged(extraction) if id_ == "a" else ()
        store.replace(id_, write.nquads(extraction, base, verdicts=given))
        if given:
            store.put(VERDICTS.value, verdicts.nquads(given))
    graph = Graph()
    graph.parse(data=(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").triples or "") + ontology(), format="nt")
    return graph


def closed(graph: Graph) -> Graph:
    closure = Graph()
    closure += graph
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)
    return closure


@pytest.fixture(scope="module")
def closure(told: Graph) -> Graph:
    return closed(told)


def errors(graph: Graph) -> list[str]:
    said = URIRef(str(ERROR).replace("ErrorMessage", "error"))
    return [str(text) for node in graph.subjects(RDF.type, ERROR) for text in graph.objects(node, said)]


def between(graph: Graph) -> set[tuple[URIRef, URIRef, URIRef]]:
    """Return what is said between actors, by their own IRIs, in kinds and families."""
    kinds = set(graph.subjects(RDF.type, SR.RelationKind)) | set(graph.subjects(RDF.type, SR.RelationFamily))
    return {triple for kind in kinds for triple in graph.triples((None, kind, None)) if str(triple[0]).startswith(ID)}


def typed(graph: Graph, name: str) -> set[URIRef]:
    return set(graph.subjects(RDF.type, SR[name]))


def own(found: set[tuple[URIRef, URIRef, URIRef]]) -> Iterator[tuple[URIRef, URIRef, URIRef]]:
    return (each for each in found if str(each[2]).startswith(ID))


def test_the_closure_is_consistent(closure: Graph) -> None:
    assert errors(closure) == []
    assert (None, RDF.type, OWL.Nothing) not in closure


@pytest.mark.parametrize(
    "wrong",
    [
        f"<{ID}IRN> a <{SR}Person> .",
        f"<{ID}place-x> a <{SR}Organization> .",
        f"<{SR}actual> <{OWL.sameAs}> <{SR}intended> .",
        f"<https://example.org/s> a <{SR}Fact> ; <{SR}reports> <https://example.org/f> .",
        f"<https://example.org/s> a <{SR}RejectedStatement> ; <{SR}asserts> <https://example.org/e> .",
    ],
)
def test_a_contradiction_is_seen(wrong: str) -> None:
    graph = Graph()
    graph.parse(data=ontology(), format="nt")
    graph.parse(data=wrong, format="turtle")
    assert errors(closed(graph))


def test_between_actors_the_closure_says_what_flat_triples_say_and_no_more(told: Graph, closure: Graph) -> None:
    before, after = set(own(between(told))), set(own(between(closure)))
    assert before
    # Their root has no sign and tells no side: it follows from any relation.
    assert after == before


def test_what_is_only_intended_or_denied_entails_nothing(closure: Graph) -> None:
    assert not [each for each in between(closure) if ID.USA in each or ID.UN in each]
    assert (ID.USA, SR.relatedTo, None) not in closure


@pytest.mark.parametrize("name", ["Fact", "RelationStatement", "RejectedStatement", "Article", "State", "Verdict"])
def test_nothing_becomes_what_it_was_not_told_to_be(name: str, told: Graph, closure: Graph) -> None:
    new = typed(closure, name) - typed(told, name)
    same = {value for subject in typed(told, name) for value in told.objects(subject, OWL.sameAs)}
    assert new - same == set()


def test_no_two_things_become_one(told: Graph, closure: Graph) -> None:
    def pairs(graph: Graph) -> set[frozenset[URIRef]]:
        return {frozenset((one, other)) for one, other in graph.subject_objects(OWL.sameAs) if one != other}

    assert pairs(closure) == pairs(told)


def test_what_was_told_is_kept(told: Graph, closure: Graph) -> None:
    assert isomorphic(told & closure, told)


@pytest.fixture(scope="module")
def examples() -> Graph:
    """All the example articles say, with what is known of the actors in them."""
    store = memory()
    build([Path(__file__).parents[2] / "examples" / "articles"], store)
    known_graph = "<https://w3id.org/state-relations/graph/knowledge>"
    read = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {known_graph}) }}"
    actors = f"""CONSTRUCT {{ ?actor ?p ?o }} WHERE {{
      {{ SELECT DISTINCT ?actor WHERE {{ ?each sr:source|sr:target|sr:speaker ?actor }} }}
      GRAPH {known_graph} {{ ?actor ?p ?o FILTER(?p != skosxl:altLabel && ?p != sr:tenure) }} }}"""
    graph = Graph()
    graph.parse(data="".join(store.query(each).triples or "" for each in (read, actors)) + ontology(), format="nt")
    return graph


@pytest.mark.slow
def test_the_closure_of_the_examples_is_consistent_and_adds_no_relation(examples: Graph) -> None:
    closure = closed(examples)
    assert errors(closure) == []
    assert set(own(between(closure))) == set(own(between(examples)))
    for name in ("Fact", "RelationStatement", "Article", "Person", "Place"):
        assert typed(closure, name) == typed(examples, name)
