import pytest

from kg.lang import load
from kg.model import Span
from kg.relations.english.parsing import Line, parse
from kg.text.words import words


def read(text: str) -> Line:
    return parse(text, words(text, Span(0, len(text)), load("en")))


def parts(text: str) -> list[str]:
    line = read(text)
    return [
        f"{part.kind} {' '.join(word.form for word in line.words[part.first : part.last])}".strip()
        for part in line.parts
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Israel strikes Gaza", ["n israel", "V strikes", "n gaza"]),
        ("Iran hit by Israeli strikes", ["n iran", "E hit", "P by", "n israeli strikes"]),
        ("Turkey plans to visit Iraq", ["n turkey", "V plans", "T to visit", "n iraq"]),
        ("a visit to Iraq", ["n a visit", "P to", "n iraq"]),
        ("Iran has not yet been formally recognised", ["n iran", "V has not yet been formally recognised"]),
        ("Putin meets Xi in Beijing", ["n putin", "V meets", "n xi", "P in", "n beijing"]),
        ("the U.S. struck", ["n the u s", "E struck"]),
    ],
)
def test_sentence_is_divided_into_noun_phrases_and_verbs(text: str, found: list[str]) -> None:
    assert parts(text) == found


def test_passive_modal_and_negation_of_a_verb_are_told() -> None:
    part = read("Kyiv would never be recognised").parts[1]
    assert part.passive
    assert part.modal == "future"
    assert part.negated == "never"
