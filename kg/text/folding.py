"""A text is written plainly for reading: without marks that change no word, every place in it known in the original."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.lang import rows
from kg.model import Span

# What has no width of its own: soft hyphen, zero-width and bidirectional controls, variation selectors, tags.
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef"
)
# What stands on or under a letter: accents, Arabic vowel signs and hamzas, Quranic marks.
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SIGNS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
_ARABIC = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f"
# Letters in the shape that they have at the beginning, middle or end of a word, as old programs wrote them.
_SHAPES = "\ufb50-\ufdff\ufe70-\ufefc"
_HAMZAS = "\u0653\u0654\u0655"
# What stretches a word; at its end it tells an abbreviation, and where it stands alone it is a dash ("لندن ـ وكالة").
_TATWEEL = "\u0640"
_MARKS = f"{_UNSEEN}{_ACCENTS}{_SIGNS}"
_MARK = re.compile(f"[{_MARKS}]")
_TRAILING = re.compile(f"[{_UNSEEN}]+\\Z")
_SHAPE = re.compile(f"[{_SHAPES}]")
# A vowel sign in a shape of its own stands on a blank or on a tatweel.
_SIGN = re.compile(f"[ {_TATWEEL}]?[{_SIGNS}]")
_ARABIC_LETTER = re.compile(f"[{_ARABIC}]")
_JOINED = {True: re.compile(f"[{_HAMZAS}]"), False: re.compile(f"[{_ACCENTS}]")}


class Folded:
    """A plain text, and where in the original each of its letters stands."""

    def __init__(self, text: str, starts: "array[int] | None" = None, ends: "array[int] | None" = None) -> None:
        """Take the plain text; without places it is the original itself.

        `starts` has one more place than the text has letters: the length of the original.
        """
        self.text = text
        self._starts = starts
        self._ends = ends

    def original(self, span: Span) -> Span:
        """Return where in the original a passage of the plain text stands, with the marks on its letters."""
        if self._starts is None or self._ends is None:
            return span
        start = self._starts[span.start]
        return Span(start, self._ends[span.end - 1] if span.end > span.start else start)

    def plain(self, span: Span) -> Span:
        """Return where in the plain text a passage of the original stands."""
        if self._starts is None:
            return span
        return Span(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))


def fold(text: str, language: str) -> Folded:
    """Return text without vowel signs, stretching, accents heaped on letters and what is not seen; letters whole.

    Accented Latin letters stay, in one piece; letters of neighbouring languages become those of `language`.

    >>> folded = fold("زا\\u200bرت إيـــرَانُ باكو", "ar")
    >>> folded.text, folded.original(Span(5, 10))
    ('زارت إيران باكو', Span(start=6, end=16))
    """
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    here = 0
    for match in _pattern(language).finditer(text):
        start, written = match.start(), match.group()
        plain = _plain(written, language, not text[match.end() : match.end() + 1].isalpha())
        parts += text[here:start], plain
        trailing = _TRAILING.search(written)
        starts.extend((*range(here, start), *[start] * len(plain)))
        end = start + (trailing.start() if trailing else len(written))
        ends.extend((*range(here + 1, start + 1), *[end] * len(plain)))
        here = match.end()
    if not parts:
        return Folded(text)
    parts.append(text[here:])
    starts.extend(range(here, len(text) + 1))
    ends.extend(range(here + 1, len(text) + 1))
    return Folded("".join(parts), starts, ends)


@lru_cache(maxsize=20_000)
def _plain(written: str, language: str, last: bool) -> str:
    """Return a letter, with the marks on it as they were written, in plain writing; `last` tells it ends a word."""
    letter, marks = written[0], written[1:]
    if _MARK.match(letter):
        return ""
    if _SHAPE.match(letter):
        letter = _SIGN.sub("", unicodedata.normalize("NFKC", letter))
    letter = "".join(_letters(language, last).get(each, each) for each in letter)
    if not marks or not letter:
        return letter
    joined = _JOINED[bool(_ARABIC_LETTER.match(letter[-1]))].findall(marks)
    stretched = _TATWEEL if last and _TATWEEL in marks else ""  # "1444 هـ"
    return letter[:-1] + unicodedata.normalize("NFC", letter[-1] + "".join(joined))[0] + stretched


@cache
def _letters(language: str, last: bool) -> Mapping[str, str]:
    return {row["letter"]: (last and row["last"]) or row["plain"] for row in rows(language, "letters")}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what finds a letter with marks on it, marks before all letters, or a letter to be written otherwise."""
    others = "".join(_letters(language, last=True))
    return re.compile(f"[{_ARABIC}{_SHAPES}][{_MARKS}{_TATWEEL}]+|[^{_MARKS}]?[{_MARKS}]+|[{_SHAPES}{others}]")
