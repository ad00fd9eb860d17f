"""The graph of the example articles breaks no shape."""

from pathlib import Path

import pytest

from kg.pipeline import build
from kg.rdf.shapes import violations
from kg.stores.oxigraph import memory

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.fixture(scope="module")
def store():
    it = memory()
    build([ARTICLES], it)
    return it


def test_no_shape_is_broken(store):
    assert [str(each) for each in violations(store.query) if each.severity == "Violation"] == []


def test_the_derived_graph_holds_what_statements_report_and_assert_and_nothing_else(store):
    orphans = store.query(
        "SELECT ?node WHERE { GRAPH <https://w3id.org/state-relations/graph/derived> { ?node ?p ?o } "
        "FILTER(STRSTARTS(STR(?node), 'https://w3id.org/state-relations/fact/') "
        "|| STRSTARTS(STR(?node), 'https://w3id.org/state-relations/edge/')) "
        "FILTER NOT EXISTS { ?statement sr:reports|sr:asserts ?node } }"
    )
    assert orphans.rows == ()


def test_every_flat_triple_leads_to_its_evidence(store):
    bare = store.query(
        "SELECT ?a ?k ?b WHERE { GRAPH <https://w3id.org/state-relations/graph/derived> { ?a ?k ?b } "
        "FILTER(STRSTARTS(STR(?a), STR(id:))) "
        "FILTER NOT EXISTS { ?edge rdf:subject ?a ; rdf:predicate ?k ; rdf:object ?b . "
        "?statement sr:asserts ?edge ; sr:evidence/oa:hasSelector/oa:exact ?words } }"
    )
    assert bare.rows == ()
