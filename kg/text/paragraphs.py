"""A text is divided into paragraphs."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.model import Span

# Pages stripped of their markup keep wide runs of blanks where a block of the page ended.
_BREAK = re.compile(r"[\n\r\u2028\u2029]\s*|[ \t\xa0\u3000]{4,}\s*")
# What may stand around a paragraph without being part of it: blanks, zero-width and bidirectional marks.
_MARGIN = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, [*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0x061C])
)
_MARGINS = re.compile(f"[{_MARGIN}]*")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the lines of text that are not blank, without the blanks around them.

    A run of four blanks or more ends a paragraph as well.

    >>> [text[span.start : span.end] for text in ("عنوان\\n\\n  نص. \\n",) for span in paragraphs(text)]
    ['عنوان', 'نص.']
    """
    return _found(text)


def trim(text: str, start: int, end: int) -> Span:
    """Return text[start:end] without the blanks and invisible marks around it; empty at start if nothing is left."""
    inner = text[start:end].lstrip(_MARGIN)
    start = end - len(inner)
    return Span(start, start + len(inner.rstrip(_MARGIN)))


def skip(text: str, start: int, end: int) -> int:
    """Return the place of the first letter of text[start:end] that is no blank and no invisible mark; end if none."""
    return min(end, _MARGINS.match(text, start).end())  # type: ignore[union-attr]  # it matches the empty text


@lru_cache(maxsize=8)  # sentences and quotations look at the paragraphs of the same text
def _found(text: str) -> tuple[Span, ...]:
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > start:
            span = trim(text, start, gap.start())
            if span.start < span.end:
                yield span
        start = gap.end()
    span = trim(text, start, len(text))
    if span.start < span.end:
        yield span
