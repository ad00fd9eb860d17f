"""What a page knows."""

import pytest

from kg.views.choosing import choose
from kg.views.content import content


@pytest.fixture
def told(base):
    return lambda *statements: content(choose(statements), base)


def test_both_ways_of_a_pair_are_one_line(told, made):
    found = told(made("IRN", "accuses", "USA"), made("USA", "threatens", "IRN"), made("USA", "aids", "IRN"))
    assert [(each["from"], each["to"], each["family"], each["statements"]) for each in found["edges"]] == [
        ("IRN", "USA", "cooperatesWith", [1]),
        ("IRN", "USA", "opposes", [0, 2]),
    ]


def test_lines_tell_every_statement_once(base, news):
    found = content(choose(news), base)
    assert sorted(number for edge in found["edges"] for number in edge["statements"]) == list(range(len(news)))


def test_statements_of_a_line_stand_in_the_order_of_publication(told, made):
    found = told(
        made(article="b", published="2023-02-01"), made(article="c"), made(article="a", published="2023-03-01T10:00")
    )
    assert [found["articles"][each["article"]]["published"] for each in found["statements"]] == [
        None,
        "2023-02-01",
        "2023-03-01",
    ]


def test_a_date_is_told_as_precisely_as_it_is_known(told, made):
    found = told(made(when="2022-12"), made(when="1993/2020", article="b"), made(article="c"))
    assert [each["date"] for each in found["statements"]] == ["2022-12", "1993/2020", None]


def test_actors_can_be_searched_by_loaded_names(told, made):
    (israel,) = (node for node in told(made("ISR", "accuses", "IRN"))["nodes"] if node["id"] == "ISR")
    assert "الكيان الصهيوني" in israel["also"]


def test_the_same_statements_give_the_same_content(base, news):
    assert content(choose(news), base) == content(choose(reversed(news)), base)


@pytest.mark.parametrize(
    ("before", "shown"),
    [("ons of the past. He said: ", "of the past. He said: "), ("end of it.\nHe ", "He "), ("heading\n", ""), ("", "")],
)
def test_context_before_the_words_begins_with_a_whole_word_of_the_same_line(told, made, before, shown):
    assert told(made(before=before))["statements"][0]["before"] == shown


@pytest.mark.parametrize(("after", "shown"), [(" And then they lef", " And then they"), ("\n\nNext", ""), ("", "")])
def test_context_after_the_words_ends_with_a_whole_word_of_the_same_line(told, made, after, shown):
    assert told(made(after=after))["statements"][0]["after"] == shown


def test_a_title_cannot_turn_what_stands_beside_it(told, made):
    assert told(made(title="one\u202e two\n\x1b[1m"))["articles"][0]["title"] == "one two [1m"


def test_the_languages_have_the_same_words(told):
    words = told()["words"]
    assert set(words["en"]) == set(words["ar"]) == set(words["tr"])


def test_nothing_gives_an_empty_page(told):
    found = told()
    assert (found["nodes"], found["edges"], found["statements"]) == ([], [], [])
