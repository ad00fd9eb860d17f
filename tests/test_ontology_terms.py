"""Every term of the graph is defined, in three languages, and every term defined is in use."""

import configparser
import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kg.vocabulary import sources

ROOT = Path(__file__).parent.parent
SR = Namespace("https://w3id.org/state-relations/ns#")
SCHEMA = Namespace("https://schema.org/")
ONTOLOGY = URIRef("https://w3id.org/state-relations/ns")
LANGUAGES = ["ar", "en", "tr"]
# Heads of other terms, of which nothing is said on their own.
HEADS = {"Actor", "AliasKind", "Naming", "Office", "Ruling", "Status", "relatedTo"}


def terms_only() -> Graph:
    graph = Graph()
    for name, data in sources():
        if name in ("kg.ttl", "relations.ttl", "offices.ttl"):
            graph.parse(data=data, format="turtle")
    return graph


GRAPH = terms_only()
TERMS = sorted({str(term).removeprefix(SR) for term in GRAPH.subjects(RDF.type) if str(term).startswith(SR)})
PROPERTIES = sorted(
    str(term).removeprefix(SR)
    for class_ in (OWL.ObjectProperty, OWL.DatatypeProperty)
    for term in GRAPH.subjects(RDF.type, class_)
)
CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg").rglob("*")) if path.suffix in (".py", ".rq")
)
KNOWN = "\n".join(
    data.decode() for name, data in sources() if name not in ("kg.ttl", "relations.ttl", "offices.ttl", "shapes.ttl")
)


@pytest.mark.parametrize("said", [RDFS.label, SKOS.definition])
@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_one_label_and_one_definition_in_each_language(term: str, said: URIRef) -> None:
    assert sorted(text.language or "" for text in GRAPH.objects(SR[term], said)) == LANGUAGES


@pytest.mark.parametrize("term", PROPERTIES)
def test_a_property_tells_of_what_it_is_said_and_with_what_values(term: str) -> None:
    above = {SR[term], *GRAPH.transitive_objects(SR[term], RDFS.subPropertyOf)}
    for said in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
        assert any((each, way, None) in GRAPH for each in above for way in said)


def test_no_term_is_used_that_is_not_defined() -> None:
    used = set(re.findall(r"(?<![\w])sr:([A-Za-z]\w*)", CODE + KNOWN)) | set(re.findall(r'_sr\("(\w+)"\)', CODE))
    shapes = dict(sources())["shapes.ttl"].decode()
    used |= set(re.findall(r"(?<![\w])sr:([A-Za-z]\w*)", shapes))
    assert sorted(used - set(TERMS)) == []


def test_no_term_is_defined_that_is_not_used() -> None:
    told = set(re.findall(r"(?:[\"']|(?<!\w)sr:)([A-Za-z]\w*)", CODE + KNOWN))
    assert [term for term in TERMS if term not in told and term not in HEADS] == []


def test_no_property_entails_more_than_it_may() -> None:
    """What is said of statements, rejected ones and facts alike must make none of them one of the others."""
    shared = [term for term in PROPERTIES if (SR[term], SCHEMA.domainIncludes, SR.RejectedStatement) in GRAPH]
    assert {"source", "target", "kind", "status", "confidence", "speaker", "evidence"} <= set(shared)
    assert [term for term in shared if (SR[term], RDFS.domain, None) in GRAPH] == []
    assert [term for term in PROPERTIES if (SR[term], RDF.type, OWL.FunctionalProperty) in GRAPH] == []


def test_the_ontology_tells_its_version_licence_and_prefix() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    said = {str(property_): str(value) for property_, value in GRAPH.predicate_objects(ONTOLOGY)}
    assert said[str(OWL.versionInfo)] == config["metadata"]["version"]
    assert said[str(OWL.versionIRI)] == f"{ONTOLOGY}/{config['metadata']['version']}"
    assert said["http://purl.org/dc/terms/license"].endswith(f"/{config['metadata']['license']}")
    assert said["http://purl.org/vocab/vann/preferredNamespacePrefix"] == "sr"
    assert said["http://purl.org/vocab/vann/preferredNamespaceUri"] == str(SR)
    described = GRAPH.objects(ONTOLOGY, URIRef("http://purl.org/dc/terms/description"))
    assert sorted(text.language or "" for text in described) == LANGUAGES


def test_kinds_carry_codes_of_other_schemes_as_notations() -> None:
    for term in ("cameoCode", "ploverCategory", "iso2", "iso3", "code"):
        assert (SR[term], RDFS.subPropertyOf, SKOS.notation) in GRAPH


def test_terms_are_aligned_with_the_vocabularies_that_others_use() -> None:
    ends = {str(value) for value in GRAPH.objects() if isinstance(value, URIRef)}
    for vocabulary in (
        "http://www.w3.org/ns/prov#",
        "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "http://www.w3.org/ns/oa#",
        "https://schema.org/",
        "http://www.w3.org/ns/org#",
        "http://www.w3.org/2004/02/skos/core#",
        "http://www.wikidata.org/prop/direct/P",
    ):
        assert any(end.startswith(vocabulary) for end in ends), vocabulary
