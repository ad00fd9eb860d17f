"""A text is divided into words, each with its place in the text and its normalised form."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lang import Language
from kg.lang.memory import Memory
from kg.model import Span

# A word may hold marks that are no letters: vowel signs, zero-width and bidirectional controls.
_WORD = re.compile(
    r"[^\W_]+(?:[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+[^\W_]*)*"
)


class Word(NamedTuple):
    """A word: where it stands in `Document.text`, half-open, and its normalised form."""

    start: int
    end: int
    form: str

    @property
    def span(self) -> Span:
        """Return where the word stands."""
        return Span(self.start, self.end)


def words(text: str, span: Span, language: Language) -> tuple[Word, ...]:
    """Return the words of text[span.start:span.end] in order.

    >>> from kg.lang import load
    >>> [word.form for word in words("قالت إيران، أمس", Span(0, 15), load("ar"))]
    ['قالت', 'ايران', 'امس']
    """
    return _words(text, span, language.normalise)


def begun(words: Sequence[Word], span: Span) -> int:
    """Return how many of the words begin in a passage.

    >>> begun((Word(0, 4, "قالت"), Word(5, 10, "ايران")), Span(1, 15))
    1
    """
    return bisect_left(words, (span.end,)) - bisect_left(words, (span.start,))


@lru_cache(maxsize=512)  # quotations, entities and relations look at the same sentences
def _words(text: str, span: Span, normalise: Callable[[str], str]) -> tuple[Word, ...]:
    forms = _forms(normalise)
    places = [match.span() for match in _WORD.finditer(text, *span)]
    return tuple([Word(start, end, form) for start, end in places if (form := forms[text[start:end]])])


@cache
def _forms(normalise: Callable[[str], str]) -> Memory[str, str]:
    return Memory(normalise)
