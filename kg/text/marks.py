"""Quotation marks are paired, whatever their style, nested or not, closed or not."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import Span

_MARK = re.compile(r"''|[«»“”„‟‹›\"″＂‘’]")
# What closes what: outlets mix styles, and typing corrections leave two closing marks, or two opening ones.
_CLOSES = {
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "“": "”\"″“",
    "”": "“”\"″",
    "„": "“”\"",
    "‟": "”\"",
    '"': '"”“″',
    "″": "″\"”“",
    "＂": "＂\"",
    "''": "''\"”",
    "‘": "’",
}  # fmt: skip
_OPENING = "«“„‟‹‘"
_CLITICS = frozenset("و ف ب ل ك س ال وال بال لل وب ول ـ بـ لـ كـ وبـ ولـ".split())  # noqa: SIM905
_BEFORE = re.compile(r"[^\s\"«»“”]*\Z")
# A quotation that goes on for more paragraphs, or longer, has lost its closing mark.
_MOST_PARAGRAPHS = 5
_LONGEST = 4000
_DEEPEST = 3


class Quoted(NamedTuple):
    """Words between quotation marks: where they stand without the marks, whether they end with one, how deep."""

    span: Span
    closed: bool
    depth: int


class _Opened(NamedTuple):
    at: int  # the mark
    inside: int  # the first place after it
    mark: str
    paragraph: int


def pairs(text: str, paragraphs: Sequence[Span]) -> tuple[Quoted, ...]:
    """Return what stands between quotation marks within paragraphs, in reading order, nested ones included.

    A quotation may go on over several paragraphs; one that never closes ends with its paragraph.
    """
    found: list[Quoted] = []
    opened: list[_Opened] = []
    for number, paragraph in enumerate(paragraphs):
        if opened and number - opened[0].paragraph > _MOST_PARAGRAPHS:
            _end_unclosed(opened, paragraphs, found)
        for match in _MARK.finditer(text, *paragraph):
            mark, at = match.group(), match.start()
            if _opens(text, match, paragraph, opened):
                if opened and opened[-1].paragraph < number:
                    _end_unclosed(opened, paragraphs, found)
                opened.append(_Opened(at, match.end(), mark, number))
            else:
                _close(opened, mark, at, found)
    _end_unclosed(opened, paragraphs, found)
    return tuple(sorted(quoted for quoted in found if quoted.span.start < quoted.span.end))


def _opens(text: str, match: re.Match[str], paragraph: Span, opened: Sequence[_Opened]) -> bool:
    """Tell whether a mark opens: it leans on the word after it; if it leans on both or none, its style tells."""
    mark = match.group()
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    on_left = not before.isspace() and before not in "([{:،-–—/"
    on_right = not after.isspace() and after not in ")]}.,،؛:!؟?-–—/"
    if on_right and not on_left:
        return mark != "’"
    if on_left and not on_right:
        return False
    if mark in ("‘", "’"):
        return False  # an apostrophe
    if mark in _CLOSES and mark in _OPENING:
        return True
    if mark in ("»", "”", "›", "″"):
        return False
    if on_left and on_right:
        word = _BEFORE.search(text, max(paragraph.start, match.start() - 5), match.start())
        if word and word.group() in _CLITICS:
            return True
    return not (opened and mark in _CLOSES[opened[-1].mark])


def _close(opened: list[_Opened], mark: str, at: int, found: list[Quoted]) -> None:
    """End the innermost quotation that the mark can end, and those within it; a stray mark ends none."""
    for back in range(1, min(len(opened), _DEEPEST) + 1):
        start = opened[-back]
        if mark in _CLOSES[start.mark]:
            del opened[-back:]
            if len(opened) < _DEEPEST and at - start.at <= _LONGEST:
                found.append(Quoted(Span(start.inside, at), True, len(opened)))
            return


def _end_unclosed(opened: list[_Opened], paragraphs: Sequence[Span], found: list[Quoted]) -> None:
    """End what is open with the paragraph in which it was opened; of marks within marks the outermost counts."""
    if opened:
        first = opened[0]
        found.append(Quoted(Span(first.inside, paragraphs[first.paragraph].end), False, 0))
        opened.clear()
