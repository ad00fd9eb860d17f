"""The ontology as values and as one Turtle text."""

from rdflib import Graph
from rdflib.compare import isomorphic

from kg.rdf import ontology
from kg.vocabulary import sources


def test_the_merged_turtle_says_what_the_files_say():
    files = Graph()
    for name, data in sources():
        if name in ontology.FILES:
            files.parse(data=data, format="turtle")
    merged = Graph().parse(data=ontology.turtle(), format="turtle")
    assert isomorphic(merged, files)


def test_the_merged_turtle_is_the_same_each_time():
    assert ontology.turtle() == ontology.turtle()


def test_a_term_knows_its_group_texts_links_and_figures():
    terms = {term.name: term for term in ontology.terms()}
    kind = terms["hasDiplomaticTiesWith"]
    assert (kind.group, kind.labels["en"], kind.figures["cameoCode"]) == ("kind", "has diplomatic ties with", "05")
    assert ("close", "wdt:P530") in {(link.how, link.text) for link in kind.links}
    assert {name: terms[name].group for name in ("Fact", "speaker", "denied", "office")} == {
        "Fact": "class",
        "speaker": "property",
        "denied": "value",
        "office": "property",
    }


def test_a_link_tells_its_own_terms_from_those_of_others():
    links = {link.text: link.is_own for term in ontology.terms() for link in term.links}
    assert links["sr:Actor"]
    assert not links["prov:Agent"]
