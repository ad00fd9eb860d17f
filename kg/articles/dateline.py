"""The date of an article is told by its own page: its metadata, its furniture, its dateline."""

import re
from datetime import date, datetime, time

from kg.model import Document
from kg.text.times import one_script, western

_NUMERIC = re.compile(
    r"(?<!\d)(?P<a>\d{1,4})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<c>\d{2,4})(?!\d)"
    r"(?:[ T,،-]{1,3}(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?!\d))?"
)


def moment(text: str) -> str | None:
    """Return the date, or date and time, that text is, in ISO 8601; None if it is none.

    >>> moment("29.03.2023 16:06:44"), moment("٢٩/٠٣/٢٠٢٣"), moment("30/02/2023")
    ('2023-03-29T16:06:44', '2023-03-29', None)
    """
    text = text.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        match = _NUMERIC.fullmatch(text)
        return _numeric(match) if match else None
    return found.date().isoformat() if len(text) <= len("2023-03-29") else found.isoformat()


def _numeric(match: re.Match[str]) -> str | None:
    """Return a date written in digits; day before month, unless only the other way is possible."""
    numbers = [match[name] for name in "abc"]
    if not one_script("".join(numbers)):
        return None
    first, second, third = (int(western(number)) for number in numbers)
    if len(numbers[0]) == 4:
        orders = [(first, second, third)]
    elif len(numbers[2]) in (2, 4):
        year = third if len(numbers[2]) == 4 else 2000 + third
        orders = [(year, second, first), (year, first, second)]
    else:
        return None
    for year, month, day in orders:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        return found.isoformat() + _clock(match["time"])
    return None


def _clock(text: str | None) -> str:
    """Return a time of day as the end of an ISO date-time; empty if there is none."""
    if text is None:
        return ""
    hour, _, rest = western(text).partition(":")
    try:
        return "T" + time.fromisoformat(f"{hour:0>2}:{rest}").isoformat()
    except ValueError:
        return ""


def language(text: str) -> str:
    return "ar"


def complete(document: Document) -> Document:
    return document
