"""What a store holds is listed, shown and counted as it stands there."""

import pytest

from kg.errors import StoreError
from kg.model import Ruling
from kg.rdf import read, write
from kg.rdf.articles import is_held
from kg.stores.oxigraph import memory
from kg.upkeep.inventory import Choice, figures, listed, shown
from kg.upkeep.judging import judge


@pytest.fixture
def store(tell, base):
    it = memory()
    for extraction in (
        tell("a", ("IRN", "accuses", "USA"), ("IRN", "aids", "RUS"), outlet="one", published="2023-03-29", title="T"),
        tell("b", ("IRN", "accuses", "USA"), outlet="two", published="2022-11-05T10:00:00Z", language="en"),
        tell("c"),
    ):
        it.replace(extraction.document.id, write.nquads(extraction, base))
    return it


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(), ["c", "b", "a"]),
        (Choice(state="RUS"), ["a"]),
        (Choice(outlet="two"), ["b"]),
        (Choice(since="2022-11-06"), ["a"]),
        (Choice(since="2022", until="2022"), ["b"]),
        (Choice(until="2023-03"), ["b", "a"]),
        (Choice(state="RUS", outlet="two"), []),
    ],
)
def test_articles_are_listed_by_date(store, choice, found):
    assert [row[0].value for row in listed(store, choice).rows] == found


def test_a_list_tells_date_outlet_language_and_number_of_statements(store):
    [row] = listed(store, Choice(outlet="one")).rows
    assert [cell.value if cell else None for cell in row] == ["a", "2023-03-29", "one", "ar", "2", "T"]


def test_figures_add_up(store):
    told = dict(figures(store, "memory:"))
    assert (told["articles"], told["statements"], told["facts"], told["flat triples"]) == ("3", "3", "2", "4")
    assert told["outlets"] == "not known (1), one (1), two (1)"
    assert told["days"] == "2022-11-05 to 2023-03-29"
    assert told["read by"] == "by hand (3)"
    assert dict(figures(memory(), "memory:"))["days"] == "none known"


def test_an_article_is_shown_with_its_words_and_verdicts(store, base):
    first = next(each for each in read.statements(store.query) if each.article == "a")
    judge(store, first.iri, Ruling.CORRECTED, author="Nour", reason="why", knowledge=base, target="GBR")
    text = "".join(piece for piece, _ in shown(store, "a", base))
    for words in ("title     T", "IRN accuses USA.", "corrected, Nour: why", "put in, Nour: why", "Russia (RUS)"):
        assert words in text
    assert first.iri.rpartition("=")[2] in text
    one = "".join(piece for piece, _ in shown(store, "a", base, first.iri))
    assert "1 statement\n" in one
    assert "Russia" not in one


def test_what_is_not_there_is_told(store, base):
    with pytest.raises(StoreError, match="kg list"):
        list(shown(store, "none", base))
    with pytest.raises(StoreError, match="is no id"):
        list(shown(store, "\udcff", base))
    assert is_held(store.query, "a")
    assert not is_held(store.query, "none")
