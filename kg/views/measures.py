"""Actors are measured within what a view shows: the cluster that each belongs to, and how often it stands between."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Knowledge, Status
from kg.rdf.read import Reported

if TYPE_CHECKING:
    from networkx import Graph

_SEED = 1
_SAMPLE = 200  # actors from which shortest ways are counted where there are more: the order of the rest hardly changes
_CLUSTERED = 2  # actors that make a cluster


def clusters(reported: Iterable[Reported], base: Knowledge) -> dict[str, int]:
    """Return the cluster of each actor, by what is told of cooperation, the largest cluster first.

    An actor without a friend is in none.
    """
    from networkx.algorithms.community import louvain_communities

    friends = _ties(each for each in reported if base.relations[each.statement.kind].sign > 0)
    found = louvain_communities(friends, weight="weight", seed=_SEED) if friends else []
    ranked = sorted((sorted(each) for each in found if len(each) >= _CLUSTERED), key=lambda each: (-len(each), each))
    return {code: number for number, members in enumerate(ranked, 1) for code in members}


def betweenness(reported: Iterable[Reported]) -> dict[str, float]:
    """Return the share of shortest ways between others on which each actor stands."""
    import networkx

    ties = _ties(reported)
    sample = _SAMPLE if len(ties) > _SAMPLE else None
    found = networkx.betweenness_centrality(ties, k=sample, seed=_SEED) if ties else {}
    return {code: round(float(value), 4) for code, value in sorted(found.items())}


def _ties(reported: Iterable[Reported]) -> "Graph[str]":
    """Return who has to do with whom, in an order that depends on codes alone."""
    import networkx

    count: dict[tuple[str, str], int] = {}
    for each in reported:
        if each.statement.status is not Status.DENIED:
            one, other = sorted((each.statement.source, each.statement.target))
            count[one, other] = count.get((one, other), 0) + 1
    found: Graph[str] = networkx.Graph()
    found.add_nodes_from(sorted({code for pair in count for code in pair}))
    found.add_weighted_edges_from((one, other, number) for (one, other), number in sorted(count.items()))
    return found
