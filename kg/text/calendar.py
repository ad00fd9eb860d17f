"""What a dating phrase means in the calendar, counted from the day of an article."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from kg.model import Precision

Period = tuple[date, date, Precision]
# What a phrase's groups mean: numbers for days, months, years, units by name, "last" and the like as -1, 0, 1.
Groups = Mapping[str, int | str]

_ONE_DAY = timedelta(days=1)
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12, "decade": 120}
# By how many days an article may be dated later, or earlier, than it was written; the likeliest first.
_DELAYS = (0, -1, -2, 1)
# From a hijri date to a day: the tabular calendar, which differs from the one seen by a day at most.
_HIJRI_EPOCH = date(622, 7, 19).toordinal()


def resolve(rule: str, groups: Groups, day: date | None, *, future: bool = False) -> Period | None:
    """Return first and last day of what a phrase dates, None if it dates nothing or the calendar has no such day.

    `future` tells that the sentence speaks of what is to come, so that "Tuesday" is the next one.
    """
    try:
        return _RULES[rule](groups, day, future)
    except (ValueError, OverflowError):
        return None


def day_of_writing(groups: Groups, day: date | None) -> date | None:
    """Return the day from which "today, Wednesday" is told, near the day of the article; None if no such day is near.

    An article may be dated later than it was written.
    """
    if day is None or "w" not in groups:
        return None
    near = [day + days * _ONE_DAY for days in _DELAYS]
    return next((at for at in near if (at + int(groups["t"]) * _ONE_DAY).weekday() == groups["w"]), None)


def _day(at: date) -> Period:
    return at, at, Precision.DAY


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return first, _next_month(first) - _ONE_DAY, Precision.MONTH


def _year(year: int) -> Period:
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _interval(first: date, last: date) -> Period | None:
    return (first, last, Precision.INTERVAL) if first <= last else None


def _next_month(first: date) -> date:
    return _shifted(first, 1)


def _shifted(at: date, months: int) -> date:
    """Return the first day of the month that is so many months off."""
    number = at.year * 12 + at.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _year_of(groups: Groups, month: int, day: date | None, future: bool) -> int | None:
    """Return the year that a month belongs to: as written, or by what stands with it, or the nearest that fits."""
    if "y" in groups:
        return int(groups["y"])
    if day is None:
        return None
    if "z" in groups:
        return day.year + int(groups["z"])
    direction = groups.get("x")
    if direction == 0:
        return day.year
    if direction == 1 or (direction is None and future):
        return day.year if month >= day.month else day.year + 1
    if direction == -1:
        return day.year if month < day.month else day.year - 1
    return day.year if month <= day.month else day.year - 1


def _date(groups: Groups, day: date | None, future: bool) -> Period | None:
    number, month = int(groups["d"]), int(groups["m"])
    if "y" not in groups and "x" not in groups and "z" not in groups and not future:
        if day is None:
            return None
        near = [
            date(year, month, number) for year in (day.year - 1, day.year, day.year + 1) if _exists(year, month, number)
        ]
        return _day(min(near, key=lambda at: (abs(at - day), at)))
    if "x" in groups and day and month == day.month and groups["x"] != 1:
        # "14 of March last", written in March, was this month's if that is past.
        return _day(date(day.year if number <= day.day or groups["x"] == 0 else day.year - 1, month, number))
    year = _year_of(groups, month, day, future)
    return None if year is None else _day(date(year, month, number))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day_of_this_month(groups: Groups, day: date | None, future: bool) -> Period | None:
    return _day(day.replace(day=int(groups["d"]))) if day else None


def _days(groups: Groups, day: date | None, future: bool) -> Period | None:
    if "c" in groups:
        groups = {**groups, "m": day.month, "y": day.year} if day else {}
    if "m" not in groups:
        return None
    last = _date({**groups, "d": groups["d2"]}, day, future)
    if last is None:
        return None
    first_month = int(groups.get("m2", groups["m"]))
    year = last[0].year - (first_month > last[0].month)
    return _interval(date(year, first_month, int(groups["d"])), last[0])


def _in_month(groups: Groups, day: date | None, future: bool) -> Period | None:
    month = int(groups["m"])
    year = _year_of(groups, month, day, future)
    return None if year is None else _month(year, month)


def _months(groups: Groups, day: date | None, future: bool) -> Period | None:
    later: Groups = {key: value for key, value in groups.items() if key in ("x",)}
    later = {**later, "m": groups["m2"]} | ({"y": groups["y2"]} if "y2" in groups else {})
    last = _in_month(later, day, future)
    if last is None:
        return None
    month = int(groups["m"])
    year = int(groups.get("y", last[0].year - (month > last[0].month)))
    return _interval(date(year, month, 1), last[1])


def _in_year(groups: Groups, day: date | None, future: bool) -> Period | None:
    return _year(int(groups["y"]))


def _years(groups: Groups, day: date | None, future: bool) -> Period | None:
    return _interval(date(int(groups["y"]), 1, 1), date(int(groups["y2"]), 12, 31))


def _since(groups: Groups, day: date | None, future: bool) -> Period | None:
    """Return the time from a date, or from so many units ago, to the article's day, as exact as that date."""
    if "u" in groups:
        unit = str(groups["u"])
        return _ago(groups, day, future) if unit == "day" else _back(unit, int(groups.get("n", 2)), day)
    start = _in_month(groups, day, False) if "m" in groups else None
    if start is None:
        start = _unit({**groups, "x": groups["z"]}, day, False) if "v" in groups and "m" not in groups else start
    if start is None and "y" in groups:
        start = _year(int(groups["y"]))
    if start is None or day is None:
        return start
    if "v" in groups and "m" not in groups:
        return _interval(start[0], _month(day.year, day.month)[1])
    end = _month(day.year, day.month) if start[2] is Precision.MONTH else _year(day.year)
    return _interval(start[0], end[1]) if start[1] < day else start


def _back(unit: str, number: int, day: date | None) -> Period | None:
    """Return the last so many units: years as whole years, months as whole months."""
    if day is None:
        return None
    if unit in _DAYS:
        return _interval(day - number * _DAYS[unit] * _ONE_DAY, day)
    if unit == "month":
        return _interval(_shifted(day, -number), _month(day.year, day.month)[1])
    years = number * _MONTHS[unit] // 12
    return _interval(date(day.year - years, 1, 1), date(day.year, 12, 31))


def _lasting(groups: Groups, day: date | None, future: bool) -> Period | None:
    """Return the last so many units; without a number ("the last few days") nothing is said."""
    return _back(str(groups["u"]), int(groups["n"]), day) if "n" in groups else None


def _ago(groups: Groups, day: date | None, future: bool) -> Period | None:
    if day is None:
        return None
    unit, number = str(groups["u"]), int(groups.get("n", 1))
    if unit in _DAYS:
        then = day - number * _DAYS[unit] * _ONE_DAY
        return _day(then) if unit == "day" else _week(then)
    then = _shifted(day, -number * _MONTHS[unit])
    return _month(then.year, then.month) if unit == "month" else _year(then.year)


def _week(day: date) -> Period:
    monday = day - day.weekday() * _ONE_DAY
    return monday, monday + 6 * _ONE_DAY, Precision.INTERVAL


def _unit(groups: Groups, day: date | None, future: bool) -> Period | None:
    """Return last, this or the next week, month, year."""
    if day is None:
        return None
    unit, step = str(groups["v"]), int(groups.get("x", 0)) * (2 if "k" in groups else 1)
    if unit == "week":
        monday, sunday, precision = _week(day + step * 7 * _ONE_DAY)
        return monday, (day if step == 0 else sunday), precision
    if unit == "month":
        then = _shifted(day, step)
        return _month(then.year, then.month)
    return _year(day.year + step) if unit == "year" else None


def _season(groups: Groups, day: date | None, future: bool) -> Period | None:
    """Return the last season of a name that is over, or the next that has not begun."""
    if day is None:
        return None
    seasons = [
        (date(year, int(groups["e"]), 1), _shifted(date(year, int(groups["e"]), 1), 3) - _ONE_DAY)
        for year in (day.year - 2, day.year - 1, day.year, day.year + 1)
    ]
    if groups["x"] == 1:
        return _interval(*min(season for season in seasons if season[0] > day))
    return _interval(*max(season for season in seasons if season[1] < day))


def _relative(groups: Groups, day: date | None, future: bool) -> Period | None:
    """Return today, yesterday and the like; where a weekday beside it tells another day, the nearest such day."""
    start = (day_of_writing(groups, day) or day) if day else None
    return _day(start + int(groups["t"]) * _ONE_DAY) if start else None


def _weekday(groups: Groups, day: date | None, future: bool) -> Period | None:
    """Return the most recent such day, the article's own included; the next one where the text looks ahead."""
    if day is None:
        return None
    direction = groups.get("x")
    back = (day.weekday() - int(groups["w"])) % 7
    if direction == 1 or (direction is None and future):
        return _day(day + ((7 - back) % 7 or (7 if direction == 1 else 0)) * _ONE_DAY)
    return _day(day - (back or (7 if direction == -1 else 0)) * _ONE_DAY)


def _weekdays(groups: Groups, day: date | None, future: bool) -> Period | None:
    last = _weekday({**groups, "w": groups["w2"]}, day, future)
    if last is None:
        return None
    before = (int(groups["w2"]) - int(groups["w"])) % 7
    return _interval(last[0] - before * _ONE_DAY, last[0])


def _decade(groups: Groups, day: date | None, future: bool) -> Period | None:
    start = 1900 + int(groups["o"])
    return _interval(date(start, 1, 1), date(start + 9, 12, 31))


def _hijri(groups: Groups, day: date | None, future: bool) -> Period | None:
    """Convert by the tabular calendar; as it may be a day off, a day gives its month only."""
    year = int(groups["y"])
    if not 1200 <= year <= 1600:
        return None
    if "h" not in groups:
        return _interval(_from_hijri(year, 1, 1), _from_hijri(year + 1, 1, 1) - _ONE_DAY)
    month = int(groups["h"])
    if "d" in groups:
        at = _from_hijri(year, month, int(groups["d"]))
        return _month(at.year, at.month)
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return _interval(_from_hijri(year, month, 1), _from_hijri(*following, 1) - _ONE_DAY)


def _from_hijri(year: int, month: int, day: int) -> date:
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day
    return date.fromordinal(_HIJRI_EPOCH + days - 1)


_RULES: Mapping[str, Callable[[Groups, date | None, bool], Period | None]] = {
    "date": _date,
    "daythis": _day_of_this_month,
    "days": _days,
    "month": _in_month,
    "months": _months,
    "year": _in_year,
    "years": _years,
    "since": _since,
    "lasting": _lasting,
    "ago": _ago,
    "unit": _unit,
    "season": _season,
    "relative": _relative,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "decade": _decade,
    "hijri": _hijri,
}
RULES = frozenset(_RULES)
