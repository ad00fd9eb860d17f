"""A text is cut at the borders of the passages that are marked in it."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from kg.model import Span


class Piece(NamedTuple):
    """A piece of text, where it begins, and the numbers of the passages that cover it."""

    text: str
    start: int
    marks: tuple[int, ...]


def pieces(text: str, spans: Iterable[Span], *, within: Span | None = None) -> tuple[Piece, ...]:
    """Return the pieces of a text between the borders of spans, each with the spans (by number) that cover it.

    >>> [(piece.text, piece.marks) for piece in pieces("abcdef", [Span(1, 3), Span(2, 5)])]
    [('a', ()), ('b', (0,)), ('c', (0, 1)), ('de', (1,)), ('f', ())]
    """
    numbered = tuple(spans)
    whole = within or Span(0, len(text))
    borders = {whole.start, whole.end}
    borders.update(place for span in numbered for place in span if whole.start < place < whole.end)
    ends = sorted(borders)
    found = []
    for start, end in pairwise(ends):
        marks = tuple(number for number, span in enumerate(numbered) if span.start < end and start < span.end)
        found.append(Piece(text[start:end], start, marks))
    return tuple(found)


def around(text: str, span: Span, *, reach: int = 400) -> Span:
    """Return a span with the text around it, cut where words end."""
    start, end = max(span.start - reach, 0), min(span.end + reach, len(text))
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)
