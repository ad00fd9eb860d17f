"""In RDF 1.2 a triple is reified by the statements that tell it, and asserted only where it is told as being so."""

import io

import pytest
from pyoxigraph import RdfFormat, Store

from kg.rdf import iris, read, reified, write
from kg.stores.oxigraph import memory

ASKED = """PREFIX sr: <https://w3id.org/state-relations/ns#> PREFIX id: <https://w3id.org/state-relations/id/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
"""


@pytest.fixture(scope="module")
def ask(base, tell):
    """Return a function that puts SPARQL 1.2 to what was written and read again."""
    store, out = memory(), io.BytesIO()
    extraction = tell(
        "a",
        ("ISR", "consultsWith", "AZE", {"day": "2023-03-29", "words": '" . <x> .'}),
        ("ISR", "supports", "AZE", {"status": "intended", "speaker": "AZE"}),
        ("IRN", "accuses", "ISR", {"confidence": 0.1}),
        outlet="Agency",
        published="2023-03-30",
        language="en",
    )
    store.replace("a", write.nquads(extraction, base))
    names = {"ISR": {"en": "Israel"}}
    reified.write(read.statements(store.query), reified.asserted(store.query), names, out)
    again = Store()
    again.load(out.getvalue(), format=RdfFormat.TURTLE)

    def ask(sparql):
        found = again.query(ASKED + sparql)
        return bool(found) if "ASK" in sparql else sorted(tuple(each.value for each in row) for row in found)

    return ask


def test_what_is_told_as_being_so_is_asserted_and_reified(ask):
    assert ask("ASK { id:ISR sr:consultsWith id:AZE . ?s rdf:reifies <<( id:ISR sr:consultsWith id:AZE )>> }")


def test_family_and_other_direction_are_reified_by_the_same_statement(ask):
    assert ask(
        "ASK { id:AZE sr:cooperatesWith id:ISR . ?s rdf:reifies <<( id:ISR sr:consultsWith id:AZE )>> , "
        "<<( id:AZE sr:cooperatesWith id:ISR )>> }"
    )


@pytest.mark.parametrize("triple", ["id:ISR sr:supports id:AZE", "id:IRN sr:accuses id:ISR"])
def test_what_is_planned_or_doubtful_is_reified_only(ask, triple):
    assert ask(f"ASK {{ ?s rdf:reifies <<( {triple} )>> FILTER NOT EXISTS {{ {triple} }} }}")


def test_the_reifier_tells_words_status_speaker_day_and_outlet(ask):
    pattern = "?s rdf:reifies <<( id:ISR sr:consultsWith id:AZE )>> ; prov:value ?words ; sr:date ?day ; "
    pattern += "sr:status sr:actual ; sr:outlet ?outlet ; sr:confidence ?confidence"
    assert ask(f"SELECT ?words ?day ?outlet ?confidence {{ {pattern} }}") == [
        ('" . <x> .', "2023-03-29", "Agency", "0.9")
    ]
    assert ask("SELECT ?who { ?s rdf:reifies <<( id:ISR sr:supports id:AZE )>> ; sr:speaker ?who }") == [
        (iris.ID + "AZE",)
    ]
