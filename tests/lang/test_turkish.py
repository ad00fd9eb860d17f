"""Turkish endings by rule."""

import pytest

from kg.lang.tr import endings, normalise
from kg.lang.tr.morphology import Lexicon


@pytest.fixture(scope="module")
def lexicon():
    lexicon = Lexicon()
    for number, stems in enumerate(("kına", "et ed", "saldır", "git gid", "görüş")):
        for stem in stems.split():
            lexicon.add_verb(number, normalise(stem))
    for number, noun in enumerate(("saldırı", "destek", "işbirliği+")):
        lexicon.add_noun(number, normalise(noun) + "+" * noun.endswith("+"))
    return lexicon


def form(lexicon, word):
    return lexicon.forms(normalise(word))[0]


@pytest.mark.parametrize(
    ("word", "kind", "mood", "negative", "passive"),
    [
        ("kınadı", "past", "", False, False),
        ("kınıyor", "present", "", False, False),
        ("kınamıyor", "present", "", True, False),
        ("kınandı", "past", "", False, True),
        ("kınamalı", "present", "must", False, False),
        ("gidecek", "present", "future", False, False),
        ("gitmeyecekler", "present", "future", True, False),
        ("saldırabilir", "present", "can", False, False),
        ("saldırırsa", "present", "if", False, False),
        ("edilmesini", "noun", "", False, True),
        ("saldıracağını", "participle", "future", False, False),
        ("saldırmadığını", "participle", "", True, False),
        ("görüşmek", "noun", "", False, False),
    ],
)
def test_a_verb_tells_time_and_mood_by_its_endings(lexicon, word, kind, mood, negative, passive):
    found = form(lexicon, word)
    assert (found.kind, found.mood, found.negative, found.passive) == (kind, mood, negative, passive)


@pytest.mark.parametrize(
    ("word", "person"), [("kınıyoruz", "1p"), ("kınadık", "1p"), ("kınadım", "1s"), ("kınadı", "3")]
)
def test_a_verb_tells_who_speaks(lexicon, word, person):
    assert form(lexicon, word).person == person


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("saldırısını", "acc"),
        ("saldırıya", "dat"),
        ("saldırılarda", "loc"),
        ("desteğinden", "abl"),
        ("işbirliğinin", "gen"),
        ("işbirliğiyle", "ins"),
    ],
)
def test_a_noun_tells_its_case(lexicon, word, case):
    assert form(lexicon, word).cases == {case}


@pytest.mark.parametrize(
    ("word", "name"),
    [("Suriyenin", "Suriye"), ("İranı", "İran"), ("Bakanını", "Bakanı"), ("Irakta", "Irak"), ("Gazzeye", "Gazze")],
)
def test_a_name_stands_in_a_word_with_its_ending(word, name):
    assert normalise(name) in endings(normalise(word))


def test_what_is_no_ending_is_left_alone(lexicon):
    assert lexicon.forms("saldirgan") == ()
