"""What an article supports is worked out from its graph as it was written."""

import pytest

from kg.pipeline import extract
from kg.rdf import articles, iris, write
from kg.rdf.derived import derived
from kg.rdf.lines import lines
from kg.stores.oxigraph import memory


def written(quads: str) -> frozenset[str]:
    end = f" {iris.DERIVED} .\n"
    return frozenset(line.removesuffix(end) + " .\n" for line in lines(quads) if line.endswith(end))


def worked_out(id_: str, quads: str) -> frozenset[str]:
    store = memory()
    store.replace(id_, quads)
    return derived(articles.triples(store.query, id_))


def test_it_is_what_was_written_with_the_article(tell, base):
    told = [
        ("RUS", "consultsWith", "IRN", {"speaker": "USA", "day": "2023-03-29"}),
        ("IRN", "accuses", "USA", {"status": "denied"}),
        ("IRN", "aids", "RUS", {"confidence": 0.5}),
    ]
    quads = write.nquads(tell("a", *told, outlet='o"\n', published="2023-03-30T01:00:00Z"), base)
    assert worked_out("a", quads) == written(quads) != frozenset()


def test_it_is_so_for_every_example(base):
    for extraction in extract(["examples/articles"]):
        quads = write.nquads(extraction, base)
        assert worked_out(extraction.document.id, quads) == written(quads)


def test_a_fact_that_is_not_the_statements_own_is_seen(tell, base):
    store = memory()
    store.replace("a", write.nquads(tell("a", ("IRN", "aids", "RUS")), base))
    text = articles.triples(store.query, "a").replace("id/RUS", "id/UKR")
    with pytest.raises(ValueError, match="not its own"):
        derived(text)
