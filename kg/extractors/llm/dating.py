"""Dates as a model writes them become times, if the article can have told them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from kg.model import Document, Extraction, Precision, Span, Time
from kg.text import times

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NEAR = 2  # years from the article that words like "last November" or "in two years" reach


def time(told: str) -> Time | None:
    """Return the time that a date stands for, None if it is none.

    >>> str(time("2022-12")), str(time("1993/2023")), time("2023-02-30"), time("yesterday")
    ('2022-12', '1993/2023', None, None)
    """
    parts = told.split("/")
    ends = [_ends(part) for part in parts]
    if len(parts) > 2 or None in ends:
        return None
    first, last = ends[0], ends[-1]
    if first is None or last is None or first[0] > last[1]:
        return None
    precision = Precision.INTERVAL if len(parts) == 2 else first[2]
    return Time(first[0], last[1], precision, "")


def placed(time: Time, read: Extraction, evidence: Span) -> Time | None:
    """Return a time with the words that tell it, where the rules find them; None if the article cannot have told it."""
    told = [found for found in _told(read) if str(found[1]) == str(time)]
    if told:
        near = [each for span, each in told if span.overlaps(evidence)]
        return near[0] if near else told[0][1]
    day = read.document.day
    written = {int(times.western(year)) for year in _YEAR.findall(read.document.text)}
    years = {time.start.year, time.end.year}
    reached = set(range(day.year - _NEAR, day.year + _NEAR + 1)) if day else set()
    return time if years <= written | reached else None


def _told(read: Extraction) -> Iterator[tuple[Span, Time]]:
    """Yield the dates that the rules find in an article."""
    document: Document = read.document
    day = times.written(document.text, read.sentences, document.day, document.language)
    for sentence in read.sentences:
        yield from times.find(document.text, sentence, day, document.language)


def _ends(part: str) -> tuple[date, date, Precision] | None:
    """Return the first and last day of a date."""
    found = _DATE.fullmatch(part)
    if found is None:
        return None
    year, month, day = (int(group) if group else None for group in found.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31), Precision.YEAR
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH
        return date(year, month, day), date(year, month, day), Precision.DAY
    except (ValueError, IndexError):  # no such day or month
        return None
