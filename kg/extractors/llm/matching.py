"""Words that a model quotes are found in the text: exactly, or but for spaces, marks and spelling variants."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.model import Span

_LEAST, _LEAST_PIECE = 8, 4  # letters that a quotation, and what stands behind a gap in it, must have
_GAPS = ("[...]", "[…]", "(...)", "...", "…")
_LONGEST = 700
_SAME = str.maketrans("أإآٱىةؤئکیەı", "اااايهويكيهi")


class Found(NamedTuple):
    """Where a quotation stands; exact: as it is quoted, letter by letter."""

    span: Span
    exact: bool


class Text:
    """A text in which quotations are looked for."""

    def __init__(self, text: str, passed_over: Sequence[Span] = ()) -> None:
        """Take the text, and passages where a quotation is only found if it stands nowhere else."""
        self._text = text
        self._passed_over = passed_over
        self._letters = ""
        self._places: list[int] = []

    def find(self, quote: str, window: Span) -> Found | None:
        """Return where a quotation stands, in a window if it does there, else anywhere; None if nowhere."""
        exact = self._best(self._exactly(quote), window) if quote else None
        return Found(exact, exact=True) if exact else self._tolerantly(quote, window)

    def _tolerantly(self, quote: str, window: Span) -> Found | None:
        self._prepare()
        span = self._place(plain(quote), window)
        if span is None and any(gap in quote for gap in _GAPS):
            span = self._bridged(quote, window)
        return Found(span, exact=False) if span else None

    def _bridged(self, quote: str, window: Span) -> Span | None:
        """Return from where to where the pieces of a quotation with gaps stand, one after the other."""
        for gap in _GAPS:
            quote = quote.replace(gap, "\0")
        pieces = [plain(piece) for piece in quote.split("\0")]
        found: list[Span] = []
        for piece in filter(None, pieces):
            rest = Span(found[-1].end, window.end) if found else window
            span = self._place(piece, rest, least=_LEAST_PIECE if found else _LEAST)
            if span is None or (found and span.start < found[-1].end):
                return None
            found.append(span)
        whole = Span(found[0].start, found[-1].end) if found else None
        return whole if whole and whole.end - whole.start <= _LONGEST else None

    def _place(self, letters: str, window: Span, *, least: int = _LEAST) -> Span | None:
        """Return where letters stand, in the window first, from the first of them to the last with its marks."""
        if len(letters) < least:
            return None
        return self._best(self._all(letters), window)

    def _best(self, places: Iterable[Span], window: Span) -> Span | None:
        """Return the first place of the article's own, in the window if there is one; else any."""

        def rank(span: Span) -> tuple[bool, bool, Span]:
            return any(mark.overlaps(span) for mark in self._passed_over), not window.covers(span), span

        return min(places, key=rank, default=None)

    def _exactly(self, quote: str) -> Iterator[Span]:
        at = self._text.find(quote)
        while at >= 0:
            yield Span(at, at + len(quote))
            at = self._text.find(quote, at + 1)

    def _all(self, letters: str) -> Iterator[Span]:
        at = self._letters.find(letters)
        while at >= 0:
            start, end = self._places[at], self._places[at + len(letters) - 1] + 1
            while end < len(self._text) and unicodedata.category(self._text[end]) in ("Mn", "Me"):
                end += 1
            yield Span(start, end)
            at = self._letters.find(letters, at + 1)

    def _prepare(self) -> None:
        if self._places or not self._text:
            return
        letters: list[str] = []
        for place, letter in enumerate(self._text):
            told = _plain(letter)
            letters.append(told)
            self._places.extend([place] * len(told))
        self._letters = "".join(letters)


def plain(text: str) -> str:
    """Return the letters and digits of a text as they compare.

    >>> plain("«إيـــرَان» 2٠٢3") == plain("ايران, 2023")
    True
    """
    return "".join(map(_plain, text))


@cache
def _plain(letter: str) -> str:
    """Return a letter or digit as it compares, nothing for a mark, a space or what stretches a word."""
    told = []
    for each in unicodedata.normalize("NFKD", letter).translate(_SAME).casefold().translate(_SAME):
        kind = unicodedata.category(each)
        if kind == "Nd":
            told.append(str(unicodedata.digit(each)))
        elif kind[0] in "LN" and each != "ـ":
            told.append(each)
    return "".join(told)
