"""Arabic inflection by rule."""

import pytest

from kg.lang.ar import normalise
from kg.lang.ar.morphology import Lexicon


@pytest.fixture(scope="module")
def lexicon():
    lexicon = Lexicon()
    for number, (past, present) in enumerate([("اتهم", "يتهم"), ("زار", "يزور"), ("التقى", "يلتقي"), ("دعا", "يدعو")]):
        lexicon.add_verb(number, past, present)
    lexicon.add_noun(1, "زيارة")
    lexicon.add_noun(0, "اتهام")
    lexicon.add_noun(0, "متهما", "participle")
    return lexicon


@pytest.mark.parametrize(
    ("word", "lemma", "kind", "person"),
    [
        ("اتهمت", 0, "past", "3"),
        ("واتهموا", 0, "past", "3"),
        ("تتهم", 0, "present", "3"),
        ("سنتهم", 0, "present", "1p"),
        ("زرنا", 1, "past", "1p"),
        ("يزورون", 1, "present", "3"),
        ("التقت", 2, "past", "3"),
        ("التقينا", 2, "past", "1p"),
        ("سيلتقيان", 2, "present", "3"),
        ("دعوا", 3, "past", "3"),
        ("وبزياراته", 1, "noun", "3"),
        ("زيارتها", 1, "noun", "3"),
        ("للاتهامات", 0, "noun", "3"),
        ("متهمةً", 0, "participle", "3"),
    ],
)
def test_a_word_is_a_form_of_its_lemma(lexicon, word, lemma, kind, person):
    found = {(form.lemma, form.kind, form.person) for form in lexicon.forms(normalise(word))}
    assert (lemma, kind, person) in found


@pytest.mark.parametrize("word", ["كتاب", "اتهامزيد", "زا", "", "و"])
def test_other_words_are_no_forms(lexicon, word):
    assert not lexicon.forms(normalise(word))


@pytest.mark.parametrize(("word", "feminine"), [("اتهمت", True), ("يتهم", False), ("تزور", True)])
def test_a_verb_tells_the_gender_of_its_subject(lexicon, word, feminine):
    assert {form.feminine for form in lexicon.forms(normalise(word))} == {feminine}


def test_the_future_is_told_by_its_prefix(lexicon):
    assert [form.future for form in lexicon.forms("سيزور")] == [True]


def test_an_attached_pronoun_is_told(lexicon):
    assert "ها" in {form.owner for form in lexicon.forms("اتهمها")}


@pytest.mark.parametrize(
    ("past", "present", "word"),
    [
        ("دان", "يدين", "لندن"),
        ("نوه", "ينوه", "انه"),
        ("سلح", "يسلح", "أسلحة"),
        ("أثنى", "يثني", "اثنين"),
        ("وصل", "يصل", "أصل"),
        ("أبدى", "يبدي", "يبدو"),
    ],
)
def test_other_words_are_no_forms_of_a_verb(past, present, word):
    lexicon = Lexicon()
    lexicon.add_verb(0, past, present)
    assert not lexicon.forms(normalise(word))


def test_a_shortened_present_is_told_as_such():
    lexicon = Lexicon()
    lexicon.add_verb(0, "زار", "يزور")
    assert [form.short for form in lexicon.forms("يزر")] == [True]


def test_a_hamza_takes_a_seat_before_a_pronoun():
    lexicon = Lexicon()
    lexicon.add_noun(0, "لقاء")
    assert {form.owner for form in lexicon.forms(normalise("لقائه"))} == {"ه"}
