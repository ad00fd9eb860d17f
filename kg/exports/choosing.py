"""What of a store is exported: by graph, or by what statements say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kg.errors import InputError
from kg.model import Knowledge, Status
from kg.queries.shipped import resolve
from kg.rdf.read import Reported
from kg.stores import Store
from kg.views.network import select


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted; what is left empty means all. States are codes or names, since and until days, months, years."""

    graphs: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    min_confidence: float = 0.0
    since: str | None = None
    until: str | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """Return the names of what is not left empty."""
        return tuple(name for name in Choice.__slots__ if getattr(self, name))


class Request(NamedTuple):
    """What a format is given: the store, the knowledge, what is wanted, and what divides the cells of a table."""

    store: Store
    base: Knowledge
    format: str
    choice: Choice = Choice()
    delimiter: str = ","


def chosen(reported: Iterable[Reported], choice: Choice, base: Knowledge) -> tuple[Reported, ...]:
    """Return the statements that are wanted.

    A statement's day is that of the event, or that of publication where the text tells none.

    Raises QueryError if there is no such state, InputError if there is no such status or day.
    """
    for status in choice.statuses:
        if status not in list(Status):
            raise InputError(f"{status}: no status; there are {', '.join(Status)}")
    since, until = (_day(each) for each in (choice.since, choice.until))
    found = select(
        reported,
        base,
        states=[resolve(state, base) for state in choice.states],
        statuses=choice.statuses,
        min_confidence=choice.min_confidence,
    )
    if since is None and until is None:
        return found
    return tuple(each for each in found if _within(days(each), since, until))


def days(reported: Reported) -> tuple[str, str]:
    """Return the first and last day that a statement tells of, empty where nothing dates it."""
    time = reported.statement.time
    if time is not None:
        return time.start.isoformat(), time.end.isoformat()
    published = (reported.published or "")[: len("2023-03-29")]
    return published, published


def _within(told: tuple[str, str], since: str | None, until: str | None) -> bool:
    first, last = told
    # A month or year that ends the time counts with all its days.
    return bool(first) and (since is None or last >= since) and (until is None or first[: len(until)] <= until)


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        if text[4:5] not in ("", "-"):  # Python reads 20230329 and 2023-W13 too
            raise ValueError
        date.fromisoformat(text + "-01-01"[len(text) - len("2023") :] if len(text) < len("2023-03-29") else text)
    except ValueError as error:
        raise InputError(f"{text}: no date; write 2023, 2023-03 or 2023-03-29") from error
    return text
