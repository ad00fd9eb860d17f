"""Looking phrases up."""

import pytest

from kg.entities.lexicon import Facts, Lexicon
from kg.lang import load
from kg.model import Span
from kg.text.words import words
from kg.vocabulary import knowledge


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(knowledge(), "ar")


@pytest.mark.parametrize(
    ("text", "entity", "prefix"),
    [
        ("وكوريا الجنوبية", "KOR", "و"),
        ("ابوظبي", "ARE", ""),
        ("للولايات المتحدة", "USA", "ل"),
        ("والأتراك", "TUR", "وال"),
    ],
)
def test_a_name_is_found_behind_clitics_and_variants(lexicon, text, entity, prefix):
    match = lexicon.match(words(text, Span(0, len(text)), load("ar")), 0)
    assert (match.first("name").key, match.prefix) == (entity, prefix)


def test_the_longest_phrase_wins(lexicon):
    text = "جنوب السودان"
    assert lexicon.match(words(text, Span(0, len(text)), load("ar")), 0).end == 2


def test_a_word_of_no_use_has_no_facts(lexicon):
    assert lexicon.look("قشطمون") == Facts()
