"""A Document is divided into sentences."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lang import rows
from kg.model import Document, Span
from kg.text.paragraphs import paragraphs, skip, trim

# The marks after which a sentence may end.
_STOP = re.compile(r"[.!?؟…۔。]+")
_QUOTE_MARK = re.compile(r"[«»“”„‹›\"]")
_AFTER_STOP = re.compile(r"[\"»”›’'″)\]}]*")
_LETTER = re.compile(r"[^\W\d_]")
_WORD_END = re.compile(r"[^\W_]*\Z")
# A quotation up to this long is one with the sentence it stands in, even if it holds a full stop.
_SHORT_QUOTE = 150
# A line up to this long with dots in it is a headline ("بعد عام.. عدن تنتظر").
_HEADLINE = 150
# A sentence without end is cut, at the best place past the first number of characters.
_EARLIEST_CUT, _LONGEST = 300, 1000
_CUTS = ("؛", ";", "،", ",", " ")
_LONGEST_ABBREVIATION = 12


def split(document: Document) -> tuple[Span, ...]:
    """Return the sentences of document in reading order; page furniture is in none of them.

    >>> document = Document("1", "التقى د. علي نظيره. وقال: إن 2.5 مليون نازح عادوا!")
    >>> [document.text[span.start : span.end] for span in split(document)]
    ['التقى د. علي نظيره.', 'وقال: إن 2.5 مليون نازح عادوا!']
    """
    text = document.text
    return tuple(
        part
        for paragraph in readable(document)
        for sentence in _sentences(text, paragraph, document.language)
        for part in _bounded(text, sentence)
        if _LETTER.search(text, part.start, part.end)
    )


def readable(document: Document) -> tuple[Span, ...]:
    """Return the paragraphs of document without page furniture; furniture within one divides it."""
    furniture = iter(sorted(document.furniture))
    mark = next(furniture, None)
    found = []
    for paragraph in paragraphs(document.text):
        start = paragraph.start
        while mark and mark.end <= start:
            mark = next(furniture, None)
        while mark and mark.start < paragraph.end:
            found.append(trim(document.text, start, max(start, mark.start)))
            start = max(start, mark.end)
            if mark.end > paragraph.end:
                break
            mark = next(furniture, None)
        found.append(trim(document.text, start, max(start, paragraph.end)))
    return tuple(span for span in found if span.start < span.end)


def _sentences(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    start, end = paragraph
    quotes = _short_quotes(text, paragraph)
    quote = next(quotes, None)
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < start or not _ends(text, stop, paragraph, language):
            continue
        until = _AFTER_STOP.match(text, stop.end(), end).end()  # type: ignore[union-attr]  # it matches the empty text
        while quote and quote.end <= stop.start():
            quote = next(quotes, None)
        if quote and quote.start < stop.start() and until < quote.end:
            continue
        yield Span(start, until)
        start = skip(text, until, end)
    if start < end:
        yield Span(start, end)


def _short_quotes(text: str, paragraph: Span) -> Iterator[Span]:
    """Return the innermost short quotations, from their opening to their closing mark."""
    opened = None
    for mark in _QUOTE_MARK.finditer(text, *paragraph):
        at = mark.start()
        if mark.group() in "«“„‹" or (mark.group() == '"' and _opens(text, at, paragraph)):
            opened = at
        elif opened is not None:
            if at - opened <= _SHORT_QUOTE:
                yield Span(opened, at + 1)
            opened = None


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """Tell whether the straight quotation mark at a place opens: it leans on the word after it."""
    after = text[at + 1 : at + 2]
    leans = after.isalnum() or after in "(«“"
    return leans and (at == paragraph.start or not (text[at - 1].isalnum() or text[at - 1] in ".!؟?،…"))


def _ends(text: str, stop: re.Match[str], paragraph: Span, language: str) -> bool:
    """Tell whether a sentence ends with the marks found."""
    if stop.end() >= paragraph.end:
        return True
    after = text[stop.end()]
    marks = stop.group()
    if marks.strip(".…"):
        return not after.isalnum() or not after.isascii()
    if len(marks) > 1 or marks == "…":
        return paragraph.end - paragraph.start > _HEADLINE and not after.isalnum() and after not in '،,"'
    return _full_stop(text, stop.start(), paragraph, language)


def _full_stop(text: str, at: int, paragraph: Span, language: str) -> bool:
    """Tell whether the single dot at a place, which is not the paragraph's last letter, ends a sentence."""
    after = text[at + 1]
    before = text[max(paragraph.start, at - _LONGEST_ABBREVIATION) : at]
    word = _WORD_END.search(before).group()  # type: ignore[union-attr]  # it matches the empty text
    if after.isalnum():
        # Outlets lose the blank after a stop ("على حسب مصر.وقال") and put one before it ("54 .0%").
        number = (word or before.strip()[-1:]).isdigit() and after.isdigit()
        lost = not after.isascii() or _opens_sentence(text, at, word)
        return not number and lost and (len(word) > 2 or not word)
    if word.isdigit():
        return len(word) > 2 or not (language == "tr" or at - len(word) == paragraph.start)
    if _abbreviated(word, before, language):
        return False
    following = text[at + 1 : at + 6].lstrip(" \xa0\"'“«(")
    return not following[:1].islower()


def _opens_sentence(text: str, at: int, word: str) -> bool:
    """Tell whether a Latin letter right behind a dot begins a sentence: "the conflict.A spokesperson said"."""
    begins = text[at + 1].isupper() and (text[at + 2 : at + 3].islower() or text[at + 2 : at + 3] == " ")
    return begins and (word[1:].islower() and word.isascii() if word else text[at - 1] in '"”’)')


def _abbreviated(word: str, before: str, language: str) -> bool:
    if len(word) == 1 and word.isalpha():
        # "2018 م." and "1440 هـ." end a date, and perhaps a sentence; "د. علي" does not.
        return not before[:-1].rstrip()[-1:].isdigit()
    return word.lower() in _abbreviations(language)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(row["abbreviation"].lower() for row in rows(language, "abbreviations"))


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a sentence that is too long to be one, at the strongest mark near its limit."""
    start, end = sentence
    while end - start > _LONGEST:
        cuts = (text.rfind(mark, start + _EARLIEST_CUT, start + _LONGEST) for mark in _CUTS)
        cut = next((cut + 1 for cut in cuts if cut >= 0), start + _LONGEST)
        yield trim(text, start, cut)
        start = skip(text, cut, end)
    if start < end:
        yield Span(start, end)
