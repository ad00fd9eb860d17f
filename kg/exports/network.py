"""Facts become the nodes and edges of a network, as programs for networks read them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.exports.facts import Gathered
from kg.model import Entity, EntityKind, Knowledge
from kg.rdf.xmltext import Fitting
from kg.views import style
from kg.views.layout import places

LANGUAGES = ("ar", "en", "tr")
SEPARATOR = "; "
Value = str | int | float | bool


class Node(NamedTuple):
    """An actor: its code, its name, how it looks, and what is told of it."""

    id: str
    label: str
    x: float
    y: float
    size: float
    colour: str
    about: Mapping[str, Value]


class Edge(NamedTuple):
    """A fact between two actors: when it was (None: not told), how it looks, and what is told of it."""

    id: str
    source: str
    target: str
    label: str
    start: str | None
    end: str | None
    weight: int
    width: float
    colour: str
    line: str
    about: Mapping[str, Value]


NODE_TYPES = {"code": str, "type": str, **{f"name_{language}": str for language in LANGUAGES}, "reports": int}
EDGE_TYPES = {
    "kind": str,
    "family": str,
    "sign": int,
    "status": str,
    "directed": bool,
    "date": str,
    "speaker": str,
    "confidence": float,
    "outlet": str,
    "articles": int,
    "first_reported": str,
    "last_reported": str,
    "words": str,
}


def network(
    facts: Iterable[Gathered], base: Knowledge, named: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return the network of facts: an edge each, wider the more statements report it."""
    facts = tuple(facts)
    reports: Counter[str] = Counter()
    for fact in facts:
        for code in {fact.source, fact.target}:
            reports[code] += len(fact.statements)
    at = places(reports, {(fact.source, fact.target) for fact in facts})
    nodes = (_node(code, base.entities.get(code), named.get(code, {}), reports[code], at[code]) for code in reports)
    return tuple(sorted(nodes)), tuple(map(_edge, facts))


def written(value: Value, fitting: Fitting) -> str:
    """Return a value as XML writes it."""
    return str(value).lower() if isinstance(value, bool) else fitting(str(value))


def _node(code: str, entity: Entity | None, named: Mapping[str, str], reports: int, at: tuple[float, float]) -> Node:
    names = dict(entity.names) if entity else dict(named)
    about: dict[str, Value] = {"code": code, "type": (entity.kind if entity else EntityKind.ORG).value}
    about |= {f"name_{language}": names.get(language, "") for language in LANGUAGES}
    about["reports"] = reports
    colour = style.sheet()["inks"]["light"]["actor"]
    # Programs for networks count y upwards.
    return Node(code, names.get("en") or code, at[0], -at[1], style.size(reports), colour, about)


def _edge(fact: Gathered) -> Edge:
    family, status, reports = fact.relation.family, fact.status.value, len(fact.statements)
    look = style.line(family, status, reports)
    return Edge(
        id=fact.id,
        source=fact.source,
        target=fact.target,
        label=fact.relation.labels.get("en", fact.relation.name),
        start=fact.time.start.isoformat() if fact.time else None,
        end=fact.time.end.isoformat() if fact.time else None,
        weight=reports,
        width=look["width"],
        colour=look["color"]["color"],
        line={"actual": "solid", "intended": "dashed"}.get(status, "dotted"),
        about={
            "kind": fact.relation.name,
            "family": family,
            "sign": fact.relation.sign,
            "status": status,
            "directed": not fact.relation.symmetric,
            "date": str(fact.time) if fact.time else "",
            "speaker": SEPARATOR.join(fact.speakers),
            "confidence": fact.best.statement.confidence,
            "outlet": SEPARATOR.join(fact.outlets),
            "articles": len(fact.articles),
            "first_reported": min(fact.published, default=""),
            "last_reported": max(fact.published, default=""),
            "words": fact.best.quote,
        },
    )
