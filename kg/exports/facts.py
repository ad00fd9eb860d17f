"""Statements that report the same are gathered into the fact that they report."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Knowledge, Relation, Status, Time
from kg.rdf.read import Reported
from kg.views.network import relation


@dataclass(frozen=True, slots=True)
class Gathered:
    """A fact and the statements that report it, the surest first; an undirected one goes from the lower code."""

    id: str
    source: str
    target: str
    relation: Relation
    status: Status
    time: Time | None
    statements: tuple[Reported, ...]

    @property
    def best(self) -> Reported:
        """Return the surest of the statements."""
        return self.statements[0]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return the actors on whose word it is told."""
        return _distinct(each.statement.speaker for each in self.statements)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return the outlets that report it."""
        return _distinct(each.outlet for each in self.statements)

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the articles that report it."""
        return _distinct(each.article for each in self.statements)

    @property
    def published(self) -> tuple[str, ...]:
        """Return the days on which it is reported."""
        return _distinct((each.published or "")[: len("2023-03-29")] for each in self.statements)


def gather(reported: Iterable[Reported], base: Knowledge) -> tuple[Gathered, ...]:
    """Return the facts that statements report, in order of their time, then of their id."""
    groups: dict[str, list[Reported]] = {}
    for each in reported:
        groups.setdefault(each.fact or each.iri, []).append(each)
    found = (_gathered(iri, told, base) for iri, told in groups.items())
    return tuple(sorted(found, key=lambda fact: (str(fact.time or ""), fact.id)))


def _gathered(iri: str, told: list[Reported], base: Knowledge) -> Gathered:
    told.sort(key=lambda each: (-each.statement.confidence, each.article, each.statement.evidence, each.iri))
    first = told[0].statement
    kind = relation(first.kind, base)
    source, target = first.source, first.target
    if kind.symmetric and target < source:
        source, target = target, source
    return Gathered(iri.rpartition("/")[2], source, target, kind, first.status, first.time, tuple(told))


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
