"""Actors and statements become nodes and lines as pyvis makes them for vis-network."""

import json
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any  # JSON values, which the drawing library defines

from kg.model import Knowledge, Status
from kg.rdf.read import Reported
from kg.views import style
from kg.views.choosing import Chosen
from kg.views.layout import Place, places
from kg.views.rings import rings

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "hoverConnectedEdges": False, "selectConnectedEdges": False},
}
_TIES = 3  # ties of an actor by which it is placed
_Lines = Mapping[tuple[str, str, str, str], list[int]]


def network(
    chosen: Chosen, reported: Sequence[Reported], base: Knowledge, actors: Mapping[str, Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """Return nodes, lines and options for vis-network, each with what our page needs besides.

    `actors` tells what the page knows of each; a line names its statements by their number in `reported`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyvis imports IPython, whose warnings are none of ours
        from pyvis.network import Network

    lines = _lines(chosen, reported, base)
    counts: dict[str, int] = {}
    for (low, high, _, _), numbers in lines.items():
        for code in (low, high):
            counts[code] = counts.get(code, 0) + len(numbers)
    at = _places(chosen, reported, base, actors, lines, counts)
    drawing = Network(directed=True)
    for code, about in sorted(actors.items()):
        look = style.actor(about["kind"], counts.get(code, 0))
        x, y = at.get(code, (0.0, 0.0))
        drawing.add_node(code, label=about["names"].get("en", code), x=x, y=y, **look, **_without_id(about))
    for (low, high, family, status), numbers in lines.items():
        look = style.line(family, status, len(numbers))
        drawing.add_edge(low, high, family=family, status=status, statements=numbers, arrows="", **look)
    drawing.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, options = drawing.get_network_data()
    return nodes, [{"id": index, **edge} for index, edge in enumerate(edges)], json.loads(options)


def group(anchor: str) -> str:
    """Return the id of the node that stands for the group of actors around an actor."""
    return f"+{anchor}"


def _without_id(about: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in about.items() if key != "id"}


def _lines(chosen: Chosen, reported: Sequence[Reported], base: Knowledge) -> _Lines:
    """Return which statements each line stands for.

    A line joins all that is told of two actors in one family and status, whichever way it goes: it has an arrowhead
    at each end at which a directed statement aims. Lines for each way as well would hide the network.
    """

    def node(code: str) -> str:
        return group(chosen.groups[code]) if code in chosen.groups else code

    lines: dict[tuple[str, str, str, str], list[int]] = {}
    for number, each in enumerate(reported):
        low, high = sorted((node(each.statement.source), node(each.statement.target)))
        if low != high:
            key = (low, high, base.relations[each.statement.kind].family, each.statement.status.value)
            lines.setdefault(key, []).append(number)
    return dict(sorted(lines.items()))


def _places(
    chosen: Chosen,
    reported: Sequence[Reported],
    base: Knowledge,
    actors: Mapping[str, object],
    lines: _Lines,
    counts: Mapping[str, int],
) -> Mapping[str, Place]:
    if chosen.kind == "ego" and chosen.actors:
        return rings(reported, base, chosen.actors[0])
    return places(actors, _backbone(lines), counts)


def _backbone(lines: _Lines) -> set[tuple[str, str]]:
    """Return the ties by which actors get their places: of each actor those of which most is told.

    Where everybody has to do with everybody, all ties together would place nobody.
    """
    count: Counter[tuple[str, str]] = Counter()
    for (low, high, _, status), numbers in lines.items():
        if status != Status.DENIED.value:
            count[low, high] += len(numbers)
    ranked = sorted(count, key=lambda tie: (-count[tie], tie))
    mine: Counter[str] = Counter()
    found = set()
    for low, high in ranked:
        if mine[low] < _TIES or mine[high] < _TIES:
            found.add((low, high))
            mine.update((low, high))
    return found
