"""The knowledge becomes one graph, the same in each run."""

import pytest

from kg.rdf import knowledge
from kg.rdf.shapes import validate
from kg.stores.oxigraph import memory
from kg.vocabulary import sources

_NESTED = b"""
@prefix sr: <https://w3id.org/state-relations/ns#> .
@prefix x: <https://example.org/> .
x:a sr:p [ sr:q [ sr:r "1" ] ] , [ sr:q [ sr:r "2" ] ] , ( "a" "b" "a" ) .
"""


def test_nested_blank_nodes_keep_apart_and_keep_their_names():
    first, second = (knowledge.nquads([("a.ttl", _NESTED)], "1") for _ in range(2))
    assert first == second
    # 3 for x:a, 2 inner nodes and 2 innermost ones, a list of three, the version.
    assert first.count("\n") == 3 + 2 + 2 + 6 + 1
    assert "_:" not in first


@pytest.mark.parametrize("language", ["ar", "en", "tr"])
def test_every_term_is_labelled(language):
    store = memory()
    store.put("https://w3id.org/state-relations/graph/knowledge", knowledge.nquads(sources(), "1"))
    bare = store.query(
        "SELECT DISTINCT ?term WHERE { ?term a ?type FILTER(STRSTARTS(STR(?term), STR(sr:)) && STR(?term) != STR(sr:)) "
        f"FILTER NOT EXISTS {{ ?term rdfs:label ?label FILTER(LANG(?label) = '{language}') }} }}"
    )
    assert bare.rows == ()


def test_every_property_and_class_in_use_is_defined():
    store = memory()
    store.put("https://w3id.org/state-relations/graph/knowledge", knowledge.nquads(sources(), "1"))
    used = store.query(
        "SELECT DISTINCT ?term WHERE { { ?x ?term ?y } UNION { ?x a ?term } "
        "FILTER(STRSTARTS(STR(?term), STR(sr:))) FILTER NOT EXISTS { ?term a ?defined } }"
    )
    assert used.rows == ()


def test_the_knowledge_conforms_to_the_shapes():
    store = memory()
    store.put("https://w3id.org/state-relations/graph/knowledge", knowledge.nquads(sources(), "1"))
    triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").triples
    assert validate(triples) == ()
