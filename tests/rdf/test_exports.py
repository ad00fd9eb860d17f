"""What rdflib writes of a store, hostile names and all, it reads back as the same graph."""

import pytest

from kg.model import Document, Entity, EntityKind, Extraction
from kg.rdf import write
from kg.stores.oxigraph import memory

# rdflib 7.6 uses what it calls deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")

HOSTILE = ['" . <x>', "} ; DROP ALL ;", "> <", "a\nb", "\\", "a\u2028b", "../../x", "'''\"\"\"", "a\tb"]


@pytest.fixture(scope="module")
def dataset(base):
    store = memory()
    for name in HOSTILE:
        entity = Entity(name, EntityKind.PERSON, (("ar", name),), "AZE", "AZE")
        document = Document(name, name, title=name, outlet=name, url=name)
        store.replace(name, write.nquads(Extraction(document, entities=(entity,), made_by=name), base))
    return store.dataset


@pytest.mark.parametrize("format_", ["nquads", "trig", "json-ld"])
def test_a_dataset_is_read_back_with_its_graphs(format_, dataset):
    from rdflib import Dataset

    again = Dataset()
    again.parse(data=dataset.serialize(format=format_), format=format_)
    assert set(again.quads()) == set(dataset.quads())


@pytest.mark.parametrize("format_", ["nt", "turtle", "xml", "longturtle"])
def test_triples_are_read_back(format_, dataset):
    from rdflib import Graph

    graph = Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    again = Graph().parse(data=graph.serialize(format=format_), format="turtle" if "turtle" in format_ else format_)
    assert set(again) == set(graph)
