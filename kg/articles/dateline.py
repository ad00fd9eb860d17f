"""The place, agency or date that open an article are found, and what they tell about it."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from functools import cache
from typing import NamedTuple

from kg.lang import load, rows
from kg.model import Precision, Span
from kg.text.times import find, one_script, western

_NUMERIC = re.compile(
    r"(?<!\d)(?P<a>\d{1,4})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<c>\d{2,4})(?!\d)"
    r"(?:[ T,،-]{1,3}(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?!\d))?"
)
# A dateline stands within the first letters of a paragraph; its end is a colon, dash or stroke.
_LONGEST = 110
_END = re.compile(r"\s*[)\]]?\s*(?:--|[:–—/-]|\Z)\s*")
_START = re.compile(r"(?:\A|[-–—/(\[،,:|.م0-9٠-٩]|هـ)\s*\Z")
_STOP = re.compile(r"[.!?؟](?:\s|\Z)")
_PLACE = r"[^\W\d_]+(?:[ \xa0][^\W\d_]+)?"
# A place of two words is "رام الله", not "واستعرض الجانبان" or "أميركا تظن".
_TWO_WORDS = r"(?![وف]\w{6,}[ \xa0])(?!\w+[ \xa0][تي]\w)"
# "واشنطن - أعلن ...", 'عجمان - "الخليج": أعلن ...'
_PLACE_ONLY = re.compile(
    rf"(?:{_PLACE}\s*[,،/]\s*)?{_TWO_WORDS}{_PLACE}\s*(?:[-–—]\s+[\"«“]?{_PLACE}[\"»”]?\s*:|\s[–—-]{{1,2}}\s+)\s*"
)
# A paragraph shorter than this is no article that a place may open, but perhaps a headline ("إيران – الاتفاق").
_BODY = 100
_LINE = re.compile(rf"[\"«]?{_PLACE}[\"»]?\s*[-–—/]\s*[\"«]?{_PLACE}[\"»]?\s*:?")
_LINE_LENGTH = 40
_DASH = re.compile(r"\s[-–—]")
_BRACKET = r"[(\[]\s*(?P<{}>[^()\[\]\n]{{2,30}}?)\s*[)\]]"
# "الجزائر (وكالة مثال)" on a line of its own.
_SIGNED_LINE = re.compile(rf"{_PLACE}\s*[-–—/]?\s*{_BRACKET.format('name')}")
# "إسطنبول (وكالة مثال) 22 يوليو 2022 - وقعت": what stands before the day, and after it.
_BEFORE_DAY = re.compile(rf"{_PLACE}(?:\s*[/,،]\s*{_PLACE})?\s*(?:{_BRACKET.format('name')})?\s*[-–—/,،]?\s*")
_AFTER_DAY = re.compile(rf"\s*(?:{_BRACKET.format('name')})?\s*[-–—:]\s+")
# Of a line that tells the day, all that is not the day: weekday, place, agency, "at".
_DAY_LINE, _DAY_WORDS = 80, 5
_BESIDE_DAY = re.compile(
    r"[0-9٠-٩]{1,2}\s+\w+(?:\s+\w+)?\s+[0-9٠-٩]{4}\s*هـ|(?<!\w)(?:م|GMT|UTC)(?!\w)|[0-9٠-٩]{1,2}:[0-9٠-٩]{2}(?::[0-9٠-٩]{2})?"
)


class Dateline(NamedTuple):
    """Where a dateline stands and what agency signs it."""

    span: Span
    outlet: str | None


def dateline(text: str, paragraph: Span, language: str, *, first: bool) -> Dateline | None:
    """Return the dateline with which a paragraph opens; `first` tells that the paragraph may be a headline.

    >>> dateline("واشنطن - رويترز: أعلن البيت الأبيض", Span(0, 34), "ar", first=False)
    Dateline(span=Span(start=0, end=17), outlet='Reuters')
    """
    start = paragraph.start
    if not first and _is_day_line(text, paragraph, language):
        return Dateline(paragraph, None)
    head = text[start : min(paragraph.end, start + _LONGEST)]
    if stop := _STOP.search(head):
        head = head[: stop.start() + 1]
    for agency, end in _agencies_in(head, language):
        return Dateline(Span(start, start + end), agency)
    if found := _dated(text, paragraph, language):
        return found
    if first:
        return None
    whole = text[start : paragraph.end]
    if len(whole) <= _LINE_LENGTH and (signed := _SIGNED_LINE.fullmatch(whole)):
        return Dateline(paragraph, signed["name"])
    if len(whole) <= _LINE_LENGTH and _LINE.fullmatch(whole):
        return Dateline(paragraph, None)
    place = _PLACE_ONLY.match(head) if len(whole) > _BODY else None
    # "فلان - وزير الخارجية - قال" has a second dash.
    if place is None or _DASH.search(whole[place.end() : place.end() + _LONGEST]):
        return None
    return Dateline(Span(start, start + place.end()), None)


def _is_day_line(text: str, paragraph: Span, language: str) -> bool:
    """Tell whether a paragraph is but a day, with a weekday, hour, place or agency: "الاثنين 05 يونيو 2017 - 14:30"."""
    if paragraph.end - paragraph.start > _DAY_LINE or text[paragraph.end - 1] in ".!?؟":
        return False
    days = _days(text, paragraph, language)
    if not days:
        return False
    rest = text[paragraph.start : days[0].start] + " " + text[days[0].end : paragraph.end]
    return len(re.findall(r"[^\W\d_]+", _BESIDE_DAY.sub(" ", rest))) <= _DAY_WORDS


def _dated(text: str, paragraph: Span, language: str) -> Dateline | None:
    """Return a dateline of place, day and dash, with an agency in brackets before or after the day."""
    for day in _days(text, Span(paragraph.start, min(paragraph.end, paragraph.start + _LONGEST)), language)[:1]:
        before = _BEFORE_DAY.fullmatch(text, paragraph.start, day.start)
        after = _AFTER_DAY.match(text, day.end, paragraph.end)
        if before and after:
            return Dateline(Span(paragraph.start, after.end()), after["name"] or before["name"])
    return None


def _days(text: str, span: Span, language: str) -> list[Span]:
    """Return where full dates stand, in digits or in words."""
    numeric = [Span(*match.span()) for match in _NUMERIC.finditer(text, *span) if _numeric(match)]
    worded = [where for where, when in find(text, span, None, language) if when.precision is Precision.DAY]
    return sorted({*numeric, *worded})


def agency(text: str, language: str) -> str | None:
    """Return the outlet that a name of an agency stands for; empty for "agencies", None for other words."""
    return _agencies(language).get(_key(text, language))


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
    return found.date().isoformat() if len(text) <= len("2023-03-29") else written(found)


def written(when: datetime) -> str:
    """Return a date and time in the one form that graphs keep as it is: whole seconds, "Z" for no offset.

    >>> written(datetime.fromisoformat("2023-03-29T16:06:44.500+00:00"))
    '2023-03-29T16:06:44Z'
    """
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


def first_moment(text: str, span: Span, language: str) -> str | None:
    """Return the first full date in text[span.start:span.end], in digits or words, in ISO 8601."""
    for match in _NUMERIC.finditer(text, *span):
        if found := _numeric(match):
            return found
    for _, found_time in find(text, span, None, language):
        if found_time.precision is Precision.DAY:
            return found_time.start.isoformat()
    return None


def _numeric(match: re.Match[str]) -> str | None:
    """Return a date written in digits; day before month, unless only the other way is possible."""
    numbers = [match[name] for name in "abc"]
    if not one_script("".join(numbers)):
        return None
    first, second, third = (int(western(number)) for number in numbers)
    if len(numbers[0]) == 4:
        orders = [(first, second, third)]
    elif len(numbers[0]) <= 2 and len(numbers[2]) in (2, 4):
        year = third if len(numbers[2]) == 4 else 2000 + third
        orders = [(year, second, first), (year, first, second)]
    else:
        return None
    for year, month, day in orders:
        try:
            found = datetime(year, month, day).date()
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


def _agencies_in(head: str, language: str) -> Iterator[tuple[str | None, int]]:
    """Yield the agency that ends a dateline, and where the dateline ends."""
    pattern = _agency_pattern(language)
    for match in pattern.finditer(head):
        ends = _END.match(head, match.end())
        # "(رويترز)" may be followed by the text at once, a bare name must be followed by a mark.
        bracketed = match.group().startswith(("(", "["))
        if (bracketed or ends) and _START.search(head[: match.start()] if not bracketed else ""):
            yield agency(match["name"], language) or None, ends.end() if ends else match.end()
            return


@cache
def _agencies(language: str) -> Mapping[str, str]:
    return {_key(row["form"], language): row["outlet"] for row in rows(language, "agencies")}


@cache
def _agency_pattern(language: str) -> re.Pattern[str]:
    forms = sorted((row["form"] for row in rows(language, "agencies")), key=len, reverse=True)
    # Initials are written with dots, blanks or neither: "أ.ف.ب", "د ب أ".
    names = "|".join(r"\s?\.?\s?".join(map(re.escape, form.split())) for form in forms) or "(?!)"
    return re.compile(rf"[(\[\"«]?(?<!\w)(?P<name>{names})(?!\w)[)\]\"»]?")


def _key(text: str, language: str) -> str:
    normalise = load(language).normalise
    return "".join(normalise(part) for part in re.findall(r"\w+", text))
