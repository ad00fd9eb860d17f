"""The English verbs, nouns and adjectives that the tables know, by each of their forms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.lang import rows
from kg.lang.en.inflection import plural, verb_forms
from kg.text.words import Word


class Sense(NamedTuple):
    """What a word may be: a form of the verb, noun or adjective of a row, with the words that must stand behind it."""

    row: int
    kind: str  # base, s, past, participle, ing; noun, plural; adjective
    rest: tuple[str, ...] = ()

    @property
    def is_verb(self) -> bool:
        """Tell whether it is a form of a verb."""
        return self.kind not in ("noun", "plural", "adjective")


Lexicon = Mapping[str, tuple[Sense, ...]]


def listed(field: str) -> tuple[str, ...]:
    """Return what a list in a field of a table holds."""
    return tuple(each.strip() for each in field.split(",") if each.strip())


def senses(table: Iterable[Mapping[str, str]]) -> Lexicon:
    """Return what each word may be by the rows of a table, the longest phrases first."""
    found: dict[str, list[Sense]] = {}
    for number, row in enumerate(table):
        for form, kind in _forms(row):
            first, *rest = form.split()
            found.setdefault(first, []).append(Sense(number, kind, tuple(rest)))
    return {form: tuple(sorted(each, key=lambda sense: -len(sense.rest))) for form, each in found.items()}


def _forms(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for verb in listed(row["verb"]):
        first, *rest = verb.split()
        for form, kind in verb_forms(first):
            yield " ".join((form, *rest)), kind
    for noun in listed(row["nouns"]):
        yield noun, "noun"
        yield plural(noun), "plural"
    for adjective in listed(row.get("adjectives", "")):
        yield adjective, "adjective"


def follows(sense: Sense, words: Sequence[Word], index: int) -> bool:
    """Tell whether the words that a sense needs stand behind the word at index."""
    rest = sense.rest
    return not rest or tuple(word.form for word in words[index + 1 : index + 1 + len(rest)]) == rest


@cache
def kinds(form: str) -> frozenset[str]:
    """Return which forms of verbs and nouns a word may be, whatever the row."""
    return frozenset(sense.kind for lexicon in (_cues(), governing()) for sense in lexicon.get(form, ()))


@cache
def _cues() -> Lexicon:
    return senses(rows("en", "cues"))


@cache
def governing() -> Lexicon:
    """Return the verbs and nouns of verbs.tsv."""
    return senses(rows("en", "verbs"))
