"""What is drawn how: signs, statuses, kinds of actors and numbers of reports get their looks from style.json."""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any  # JSON values, which the drawing library defines


@cache
def sheet() -> Mapping[str, Any]:
    """Return the style sheet of the network: colours, marks, dashes, shapes, widths and sizes."""
    found: dict[str, Any] = json.loads((files("kg.views") / "style.json").read_text(encoding="utf-8"))
    return found


def width(reports: int) -> float:
    """Return how wide a line is: each doubling of its reports adds the same, up to a limit.

    >>> width(1) < width(2) < width(4)
    True
    """
    return _grown("widths", reports)


def size(reports: int) -> float:
    """Return how large an actor is drawn of whom so many statements tell."""
    return _grown("sizes", reports)


def line(family: str, status: str, reports: int) -> dict[str, Any]:
    """Return the options by which vis-network draws the statements of one family and status between two actors."""
    look = sheet()["families"].get(family, {"light": "#666666"})
    return {
        "color": {"color": look["light"], "inherit": False},
        "dashes": sheet()["statuses"].get(status, False),
        "width": width(reports),
        "arrowStrikethrough": False,
    }


def actor(kind: str, reports: int) -> dict[str, Any]:
    """Return the options by which vis-network draws an actor."""
    return {
        "shape": sheet()["shapes"].get(kind, "dot"),
        "size": size(reports),
        "color": sheet()["inks"]["light"]["actor"],
    }


def _grown(name: str, reports: int) -> float:
    scale = sheet()[name]
    return float(round(min(scale["one"] + scale["doubling"] * math.log2(max(reports, 1)), scale["most"]), 2))
