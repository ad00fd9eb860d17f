"""Flat triples are derived from what is told as fact, and facts from all that is told."""

import pytest

from kg.rdf import write
from kg.stores.oxigraph import memory


@pytest.fixture
def ask(tell, base):
    def run(sparql, *told, threshold=write.THRESHOLD):
        store = memory()
        extraction = tell("a", *told)
        store.replace("a", write.nquads(extraction, base, threshold=threshold))
        return store.query(sparql)

    return run


@pytest.mark.parametrize(
    ("told", "triple", "truth"),
    [
        (("SAU", "aids", "YEM"), "id:SAU sr:aids id:YEM", True),
        (("SAU", "aids", "YEM"), "id:SAU sr:cooperatesWith id:YEM", True),
        (("SAU", "aids", "YEM"), "id:YEM sr:cooperatesWith id:SAU", False),
        (("SAU", "consultsWith", "YEM"), "id:YEM sr:consultsWith id:SAU", True),
        (("SAU", "consultsWith", "YEM"), "id:YEM sr:cooperatesWith id:SAU", True),
        (("ISR", "recognized", "KAZ"), "id:ISR sr:recognized id:KAZ", True),
        (("ISR", "recognized", "KAZ"), "id:ISR sr:cooperatesWith id:KAZ", False),
        (("IRN", "accuses", "USA"), "id:IRN sr:opposes id:USA", True),
        (("IRN", "accuses", "USA"), "id:USA sr:opposes id:IRN", False),
        (("IRN", "accuses", "USA", {"status": "intended"}), "id:IRN sr:opposes id:USA", False),
        (("IRN", "accuses", "USA", {"status": "denied"}), "id:IRN sr:opposes id:USA", False),
        (("IRN", "accuses", "USA", {"confidence": 0.59}), "id:IRN sr:opposes id:USA", False),
        (("IRN", "accuses", "USA", {"confidence": 0.6}), "id:IRN sr:opposes id:USA", True),
    ],
)
def test_a_statement_gives_flat_triples_of_its_kind_and_family(ask, told, triple, truth):
    assert ask(f"ASK {{ {triple} }}", told).truth is truth


def test_the_threshold_can_be_set(ask):
    told = ("IRN", "accuses", "USA", {"confidence": 0.7})
    assert ask("ASK { id:IRN sr:opposes id:USA }", told, threshold=0.8).truth is False


def test_a_denial_removes_nothing(ask):
    told = ("IRN", "aids", "RUS"), ("IRN", "aids", "RUS", {"status": "denied", "speaker": "IRN"})
    assert ask("ASK { id:IRN sr:aids id:RUS }", *told).truth
    assert ask("ASK { ?fact a sr:Fact ; sr:kind sr:aids ; sr:status sr:denied }", *told).truth


def test_speakers_and_words_do_not_divide_a_fact(ask):
    told = ("IRN", "aids", "RUS", {"speaker": "USA"}), ("IRN", "aids", "RUS", {"words": "helped"})
    assert len(ask("SELECT ?fact WHERE { ?fact a sr:Fact }", *told).rows) == 1
    assert len(ask("SELECT ?each WHERE { ?each sr:reports ?fact }", *told).rows) == 2


@pytest.mark.parametrize("other", [{"day": "2023-03-29"}, {"status": "intended"}])
def test_date_and_status_divide_facts(ask, other):
    told = ("IRN", "aids", "RUS"), ("IRN", "aids", "RUS", other)
    assert len(ask("SELECT ?fact WHERE { ?fact a sr:Fact }", *told).rows) == 2


def test_derived_triples_lie_in_a_graph_of_their_own(ask):
    found = ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { id:IRN sr:opposes ?x } }", ("IRN", "accuses", "USA"))
    assert [row[0].value for row in found.rows] == ["https://w3id.org/state-relations/graph/derived"]
