"""Statements become a network: actors with places of their own, relations folded by family and status."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from kg.errors import KnowledgeError
from kg.model import EntityKind, Knowledge, Relation, Status
from kg.queries.shipped import resolve
from kg.rdf.read import Reported, names, statements
from kg.stores import Store
from kg.views.layout import places
from kg.vocabulary import knowledge

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Names = Mapping[str, Mapping[str, str]]  # of actors, by code and language


def graph(
    store: Store,
    *,
    states: Iterable[str] = (),
    families: Collection[str] = (),
    statuses: Collection[str] = (),
    min_confidence: float = 0.0,
    base: Knowledge | None = None,
) -> "MultiDiGraph[str]":
    """Return the network of a store, or of what touches one of the states, is of a family, has a status.

    States are given by code or name; see `fold` for what the network holds.

    Raises QueryError if there is no such state.
    """
    base = base or knowledge()
    chosen = select(
        statements(store.query),
        base,
        states=[resolve(state, base) for state in states],
        families=families,
        statuses=statuses,
        min_confidence=min_confidence,
    )
    return fold(chosen, base, named=names(store.query))


def select(
    reported: Iterable[Reported],
    base: Knowledge,
    *,
    states: Collection[str] = (),
    families: Collection[str] = (),
    statuses: Collection[str] = (),
    min_confidence: float = 0.0,
) -> tuple[Reported, ...]:
    """Return the statements that touch a state, are of a family, have a status; left out means all."""
    return tuple(
        each
        for each in reported
        if (not states or each.statement.source in states or each.statement.target in states)
        and (not families or relation(each.statement.kind, base).family in families)
        and (not statuses or each.statement.status in statuses)
        and each.statement.confidence >= min_confidence
    )


def fold(reported: Iterable[Reported], base: Knowledge, *, named: Names | None = None) -> "MultiDiGraph[str]":
    """Fold statements into a network.

    Nodes are actor codes with `names` by language, `kind`, and `x` and `y` in pixels. Edges have (family, status,
    directed) as key and attributes, besides `sign` and `statements`, a list of `Reported`. An undirected relation is
    one edge, from the lower code to the higher.

    Raises KnowledgeError if a statement is of a kind that is not known.
    """
    import networkx

    found: MultiDiGraph[str] = networkx.MultiDiGraph()
    for each in sorted(reported, key=lambda one: (one.article, one.statement.evidence, one.iri)):
        kind = relation(each.statement.kind, base)
        source, target = each.statement.source, each.statement.target
        if kind.symmetric and target < source:
            source, target = target, source
        status, directed = each.statement.status.value, not kind.symmetric
        key = (kind.family, status, directed)
        if not found.has_edge(source, target, key):
            about = {"family": kind.family, "sign": kind.sign, "status": status, "directed": directed}
            found.add_edge(source, target, key, **about, statements=[])
        found.edges[source, target, key]["statements"].append(each)
    _describe(found, base, named or {})
    return found


def relation(kind: str, base: Knowledge) -> Relation:
    """Return what is known of a kind of relation. Raises KnowledgeError if that is nothing."""
    if kind not in base.relations:
        raise KnowledgeError(
            f"{kind}: no relation of this kind is known; name the folder that defines it (--knowledge)"
        )
    return base.relations[kind]


def _describe(network: "MultiDiGraph[str]", base: Knowledge, named: Names) -> None:
    """Give each actor its names, kind and place."""
    ties = {(one, other) for one, other, data in network.edges(data=True) if data["status"] != Status.DENIED.value}
    for code, (x, y) in places(network, ties).items():
        entity = base.entities.get(code)
        network.nodes[code].update(
            names=dict(sorted(entity.names)) if entity else dict(sorted(named.get(code, {}).items())),
            kind=(entity.kind if entity else EntityKind.ORG).value,
            x=x,
            y=y,
        )
