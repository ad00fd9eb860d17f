"""A text is written plainly for reading: without marks that change no word, every place in it known in the original."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

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


class Run(NamedTuple):
    """Letters of a plain text that come from one place of the original.

    `start` is where the run begins in the plain text, `written` where in the original; `until` is where there the last
    letter with the marks on it ends, None for letters taken over one by one as they are.
    """

    start: int
    written: int
    until: int | None = None


class Folded:
    """A plain text, and where in the original each of its letters stands."""

    def __init__(self, text: str, runs: Sequence[Run] = ()) -> None:
        """Take the plain text and the runs that it consists of; without any it is the original itself."""
        self.text = text
        self._runs = runs
        self._starts = [run.start for run in runs]

    def original(self, span: Span) -> Span:
        """Return where in the original a passage of the plain text stands, with the marks on its letters."""
        if not self._runs:
            return span
        run = self._run(span.start)
        start = run.written + (span.start - run.start if run.until is None else 0)
        if span.end <= span.start:
            return Span(start, start)
        last = self._run(span.end - 1)
        return Span(start, last.written + span.end - last.start if last.until is None else last.until)

    def plain(self, span: Span) -> Span:
        """Return where in the plain text a passage of the original stands."""
        return Span(self._plain(span.start), self._plain(span.end)) if self._runs else span

    def _run(self, place: int) -> Run:
        return self._runs[bisect_right(self._starts, place) - 1]

    def _plain(self, place: int) -> int:
        """Return the first letter of the plain text that stands at a place of the original, or after it."""
        number = bisect_left(self._runs, place, key=lambda run: run.written)
        following = self._runs[number].start if number < len(self._runs) else len(self.text)
        before = self._runs[number - 1]
        return min(before.start + place - before.written, following) if number and before.until is None else following


def fold(text: str, language: str) -> Folded:
    """Return text without vowel signs, stretching, accents heaped on letters and what is not seen; letters whole.

    Accented Latin letters stay, in one piece; letters of neighbouring languages become those of `language`.

    >>> folded = fold("زا\\u200bرت إيـــرَانُ باكو", "ar")
    >>> folded.text, folded.original(Span(5, 10))
    ('زارت إيران باكو', Span(start=6, end=16))
    """
    parts: list[str] = []
    runs: list[Run] = []
    here = length = 0  # how much of the original is read, of the plain text written
    for match in _pattern(language).finditer(text):
        start, end = match.span()
        if any(text.startswith(spelling, start) for spelling in _telling(language)):
            continue
        plain, kept = _plain(match.group(), language, not text[end : end + 1].isalpha())
        if start > here:
            parts.append(text[here:start])
            runs.append(Run(length, here))
            length += start - here
        if plain:
            parts.append(plain)
            runs.append(Run(length, start, start + kept))
            length += len(plain)
        here = end
    if not here:
        return Folded(text)
    parts.append(text[here:])
    runs.append(Run(length, here))
    return Folded("".join(parts), runs)


@lru_cache(maxsize=20_000)
def _plain(written: str, language: str, last: bool) -> tuple[str, int]:
    """Return a letter with the marks on it in plain writing, and how much of it is seen; `last`: it ends a word."""
    trailing = _TRAILING.search(written)
    return _plainly(written, language, last), trailing.start() if trailing else len(written)


def _plainly(written: str, language: str, last: bool) -> str:
    """Return a letter, with the marks on it as they were written, in plain writing."""
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
def _telling(language: str) -> frozenset[str]:
    """Return the names that only a mark tells from another: "عُمان" is no "عمّان"."""
    return frozenset(row["spelled"] for row in rows(language, "ambiguous") if not row["spelled"].isascii())


@cache
def _letters(language: str, last: bool) -> Mapping[str, str]:
    return {row["letter"]: (last and row["last"]) or row["plain"] for row in rows(language, "letters")}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what finds a letter with marks on it, marks before all letters, or a letter to be written otherwise."""
    others = "".join(_letters(language, last=True))
    return re.compile(f"[{_ARABIC}{_SHAPES}][{_MARKS}{_TATWEEL}]+|[^{_MARKS}]?[{_MARKS}]+|[{_SHAPES}{others}]")
