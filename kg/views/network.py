"""Statements become a network: actors with places of their own, relations folded by family and status."""

import hashlib
import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.model import Knowledge, Status
from kg.rdf.read import Reported, statements
from kg.stores import Store
from kg.vocabulary import knowledge

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph

_ROOM = (150.0, 84.0)  # pixels that an actor with its name takes, across and down
_ITERATIONS = 200
_PUSHES = 60


def graph(store: Store, *, states: Iterable[str] = (), base: Knowledge | None = None) -> "MultiDiGraph[str]":
    """Return the network of a store; with states, only what touches one of them. See `fold` for what it holds."""
    return fold(select(statements(store.query), states), base or knowledge())


def select(reported: Iterable[Reported], states: Iterable[str]) -> tuple[Reported, ...]:
    """Return the statements that touch one of the states, all if none is given."""
    wanted = set(states)
    return tuple(each for each in reported if not wanted or wanted & {each.statement.source, each.statement.target})


def fold(reported: Iterable[Reported], base: Knowledge) -> "MultiDiGraph[str]":
    """Fold statements into a network.

    Nodes are actor codes with `names` by language, `kind`, `x` and `y` in pixels; edges have as key (family, status)
    and hold `family`, `sign`, `status`, `directed` and `statements`, a list of `Reported`. An undirected relation is
    one edge, from the lower code to the higher.
    """
    import networkx

    found: MultiDiGraph[str] = networkx.MultiDiGraph()
    for each in sorted(reported, key=lambda one: (one.article, one.statement.evidence, one.iri)):
        statement = each.statement
        relation = base.relations[statement.kind]
        source, target = statement.source, statement.target
        if relation.symmetric and target < source:
            source, target = target, source
        key = (relation.family, statement.status.value, not relation.symmetric)
        if not found.has_edge(source, target, key):
            found.add_edge(
                source,
                target,
                key,
                family=relation.family,
                sign=relation.sign,
                status=statement.status.value,
                directed=not relation.symmetric,
                statements=[],
            )
        found.edges[source, target, key]["statements"].append(each)
    for code, (x, y) in _places(found).items():
        entity = base.entities.get(code)
        found.nodes[code].update(
            names=dict(entity.names) if entity else {}, kind=entity.kind.value if entity else "ORG", x=x, y=y
        )
    return found


def _places(network: "MultiDiGraph[str]") -> Mapping[str, tuple[float, float]]:
    """Return where each actor stands: a spring layout that starts from places given by the codes themselves.

    The same actors start at the same places in every build, so that a graph that grows does not jump.
    """
    import networkx

    if not network:
        return {}
    pull: networkx.Graph[str] = networkx.Graph()
    pull.add_nodes_from(sorted(network))
    for source, target, data in network.edges(data=True):
        weight = len(data["statements"]) if data["status"] != Status.DENIED.value else 0
        before = pull.edges[source, target]["weight"] if pull.has_edge(source, target) else 0
        pull.add_edge(source, target, weight=min(before + weight, 5))
    clusters = sorted(networkx.connected_components(pull), key=lambda each: (-len(each), min(each)))
    found: dict[str, tuple[float, float]] = {}
    left = bottom = 0.0
    for number, codes in enumerate(clusters):
        places = _cluster(pull.subgraph(sorted(codes)))
        low_x, high_x = min(x for x, _ in places.values()), max(x for x, _ in places.values())
        low_y, high_y = min(y for _, y in places.values()), max(y for _, y in places.values())
        # The largest cluster stands above, the others in a row below it.
        for code, (x, y) in places.items():
            found[code] = (round(x - low_x + left, 1), round(y - low_y + bottom, 1))
        if number == 0:
            left, bottom = 0.0, high_y - low_y + _ROOM[1] * 1.5
        else:
            left += high_x - low_x + _ROOM[0] * 1.5
    return found


def _cluster(pull: "Graph[str]") -> dict[str, tuple[float, float]]:
    """Return places for actors that are all connected, none so near another that their names would touch."""
    import networkx

    start = {code: _start(code) for code in sorted(pull)}
    count = len(start)
    laid: Mapping[str, Any] = networkx.spring_layout(
        pull, pos=start, k=3.0 / math.sqrt(count), iterations=_ITERATIONS, seed=1, weight=None
    )
    size = _ROOM[0] * math.sqrt(count) * 0.9
    places = {code: (float(laid[code][0]) * size, float(laid[code][1]) * size * 0.62) for code in start}
    codes = sorted(places)
    for _ in range(_PUSHES):
        moved = False
        for i, one in enumerate(codes):
            for other in codes[i + 1 :]:
                (x, y), (u, v) = places[one], places[other]
                over_x, over_y = _ROOM[0] - abs(x - u), _ROOM[1] - abs(y - v)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_x / _ROOM[0] < over_y / _ROOM[1]:
                    push = over_x / 2 * (1 if (x, one) > (u, other) else -1)
                    places[one], places[other] = (x + push, y), (u - push, v)
                else:
                    push = over_y / 2 * (1 if (y, one) > (v, other) else -1)
                    places[one], places[other] = (x, y + push), (u, v - push)
        if not moved:
            break
    return places


def _start(code: str) -> tuple[float, float]:
    """Return a place in the unit disc that depends on nothing but the code."""
    digest = hashlib.sha256(code.encode()).digest()
    angle = int.from_bytes(digest[:4]) / 2**32 * 2 * math.pi
    radius = math.sqrt(int.from_bytes(digest[4:8]) / 2**32)
    return radius * math.cos(angle), radius * math.sin(angle)
