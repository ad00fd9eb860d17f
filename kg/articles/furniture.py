"""What on an article's page is not the article is marked, never cut."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.articles.dateline import agency, dateline
from kg.lang import rows
from kg.model import Span
from kg.text.paragraphs import paragraphs, trim

# A heading, and a line under "related articles", has no full stop and is no longer than this.
_LISTED = 150
# A dateline stands in one of the first paragraphs: those before may be title, subtitle, caption.
_OPENING = 6
_MENU_WORDS, _MENU_LINES = 3, 4
_REPEATED = 20
_TITLE_MARGIN, _TITLE_LINES = 80, 15
# The rules look at no more of a paragraph than this; furniture is short.
_SHORT = 300
_STOPS = '.!?؟…»”"'
_SIGNED = re.compile(r"\s*[(\[]\s*(?P<name>[^()\[\]\n]{2,40}?)\s*[)\]]\s*\.?\Z")
_BULLETS = " \t\xa0•·●▪■*-–—|>»«:"
_TITLE_END = re.compile(r"\s*(?:ـ{2,}\s|\||::)\s*[^|:.!؟?\d»)]{2,40}\Z")
_DIGIT = re.compile(r"\d")
# What may stand between the end of one sentence and the first word of the next, and what ends the one before.
_NEAR, _OPENERS, _BEFORE = 6, ' \t\xa0"«“(', ".!؟?:؛…"
_STOP = re.compile(r"[.!؟?]")


class Mark(NamedTuple):
    """A passage that is not the article: where, why ("dateline", "published", "line" ...), and the outlet it names."""

    span: Span
    why: str
    outlet: str | None = None


def find(text: str, language: str) -> tuple[Mark, ...]:
    """Return what in text is page furniture, in reading order.

    The headline itself is none, but a later line that repeats it word for word is.
    """
    lines = paragraphs(text)
    if not lines:
        return ()
    marks = {mark.span: mark for mark in _lines(text, lines, language)}
    left = [span for span in lines if span not in marks]
    for mark in (*_opening(text, left, language), *_ends(text, left, language)):
        marks.setdefault(mark.span, mark)
    # A page of nothing but what looks like furniture is an article that looks odd.
    odd = all(span in marks and marks[span].why != "addressed" for span in lines)
    return () if odd else tuple(sorted(marks.values()))


def label(text: str, span: Span, why: str, language: str) -> int:
    """Return where in text[span.start:span.end] a label such as "updated:" ends; -1 if there is none."""
    found = _rules(language)[why].search(text, *span)
    return found.end() if found else -1


def _lines(text: str, lines: Sequence[Span], language: str) -> Iterator[Mark]:
    """Yield the paragraphs that are furniture as a whole, or from some words on."""
    rules = _rules(language)
    yield from _menus(text, lines)
    seen: set[str] = set()
    listing = False
    for number, span in enumerate(lines):
        line = text[span.start : min(span.end, span.start + _SHORT)].strip(_BULLETS)
        short = span.end - span.start <= _LISTED
        if listing and short and line[-1:] not in _STOPS:
            yield Mark(span, "list")
            continue
        listing = short and bool(rules["list"].fullmatch(line))
        why = "list" if listing else _why(line, short, rules)
        if not why and short and len(line) >= _REPEATED:
            # Titles and subtitles come again above the text and beside pictures.
            why = (
                "repeated"
                if line in seen and line[-1] not in _STOPS
                else _page_title(text, line, lines[number + 1 : number + 15])
            )
            seen.add(line)
        if why:
            yield Mark(span, why)
            continue
        if rest := _rest(text, span, rules["rest"]):
            yield Mark(rest, "rest")
        for addressed in _addressed(text, span, rules["addressed"]):
            yield Mark(addressed, "addressed")


def _why(line: str, short: bool, rules: "dict[str, re.Pattern[str]]") -> str:
    if short and _DIGIT.search(line):
        for why in ("published", "modified"):
            if rules[why].match(line):
                return why
    # "تابع الوزير على تويتر قراءة الرسالة." is a sentence.
    sentence = line[-1:] in ".!؟" and len(line.split()) > _MENU_WORDS
    return "line" if not sentence and rules["line"].fullmatch(line) else ""


def _rest(text: str, span: Span, pattern: re.Pattern[str]) -> Span | None:
    """Return the end of a paragraph from the words on that begin furniture, if they follow a stop."""
    end = max(span.start, span.end - 2 * _SHORT)
    for match in pattern.finditer(text, end, span.end):
        before = text[span.start : match.start()].rstrip()
        if match.end() >= span.end and (not before or before[-1] in _STOPS + ")"):
            return Span(match.start(), span.end)
    return None


def _addressed(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Yield the sentences of a paragraph that begin by telling their reader, or a machine, what to do."""
    here = span.start
    for match in pattern.finditer(text, *span):
        before = text[max(here, match.start() - _NEAR) : match.start()].rstrip(_OPENERS)
        if match.start() >= here and (not before or before[-1] in _BEFORE):
            stop = _STOP.search(text, match.end(), span.end)
            here = stop.end() if stop else span.end
            yield Span(match.start(), here)


def _page_title(text: str, line: str, following: Sequence[Span]) -> str:
    """Tell whether a line is the browser's title: the headline that follows, with the names of site or section."""
    for span in following:
        title = text[span.start : span.end]
        margin = len(line) - len(title)
        if len(title) >= _REPEATED and 0 < margin <= _TITLE_MARGIN and (line.endswith(title) or line.startswith(title)):
            return "title"
    return ""


def _menus(text: str, lines: Sequence[Span]) -> Iterator[Mark]:
    """Yield runs of lines of a word or two: "World", "Sport", "Radio and television"."""
    run: list[Span] = []
    for span in (*lines, None):
        if span and span.end - span.start <= _LISTED:
            line = text[span.start : span.end]
            if len(line.split()) <= _MENU_WORDS and line[-1] not in _STOPS and not _DIGIT.search(line):
                run.append(span)
                continue
        if len(run) >= _MENU_LINES:
            yield from (Mark(item, "menu") for item in run)
        run.clear()


def _opening(text: str, lines: Sequence[Span], language: str) -> Iterator[Mark]:
    """Yield the dateline, and the name of the site at the end of a headline."""
    if len(lines) > 1 and (end := _TITLE_END.search(text[lines[0].start : lines[0].end][:_SHORT])):
        yield Mark(Span(lines[0].start + end.start(), lines[0].start + end.end()), "site")
    for number, span in enumerate(lines[:_OPENING]):
        found = dateline(text, span, language, first=number == 0 and len(lines) > 1)
        if found:
            yield Mark(found.span, "dateline", found.outlet)
            # Place and agency on a line of their own are followed by the day on another.
            if found.span != span:
                return


def _ends(text: str, lines: Sequence[Span], language: str) -> Iterator[Mark]:
    """Yield the agency that signs the article: after its last stop, or known by name."""
    if not lines:
        return
    span = lines[-1]
    start = max(span.start, span.end - 60)
    signed = _SIGNED.search(text[start : span.end])
    if signed is None or (start + signed.start() == span.start and len(lines) == 1):
        return
    outlet = agency(signed["name"], language)
    before = text[span.start : start + signed.start()].rstrip()
    after_stop = not before or (before[-1] in _STOPS and len(signed["name"].split()) <= 4)
    if outlet is not None or (after_stop and not _DIGIT.search(signed["name"])):
        yield Mark(trim(text, start + signed.start(), span.end), "signed", outlet or None)


@cache
def _rules(language: str) -> "dict[str, re.Pattern[str]]":
    """Return the patterns of furniture.tsv by where they apply; of all languages, for pages mix them."""
    places = ("line", "rest", "addressed", "list", "published", "modified")
    found: dict[str, list[str]] = {where: [] for where in places}
    for code in dict.fromkeys((language, "ar", "en", "tr")):
        for row in rows(code, "furniture"):
            found[row["where"]].append(row["pattern"])
    return {where: re.compile("|".join(f"(?:{each})" for each in all_), re.IGNORECASE) for where, all_ in found.items()}
