"""Actors stand in rings around one actor: who is told to be its friend on one side, its adversaries on the other."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Knowledge, Status
from kg.rdf.read import Reported
from kg.views.choosing import steps

_ROOM = 92.0  # pixels along a ring that an actor with its name takes
_GAP = 230.0  # pixels from ring to ring at least
_CROWD = 9  # actors in half a ring
_STAGGER = 120.0  # pixels by which every other then stands further out
_FLAT = 0.8  # how much lower than wide rings are
_WIDE = math.radians(150)  # of the half turn that a side has, the part that it uses


def rings(reported: Iterable[Reported], base: Knowledge, middle: str) -> dict[str, tuple[float, float]]:
    """Return where each actor stands in pixels: further out by steps away, adversaries left, friends right.

    From top to bottom of each half of a ring stand the clearest friends or adversaries first.
    """
    every = tuple(reported)
    reached, signs = steps(every, middle), _sides(every, base, middle)
    halves: list[tuple[int, int, list[str]]] = []
    for step in range(1, max(reached.values(), default=0) + 1):
        ring = [code for code, far in reached.items() if far == step]
        left = sorted((code for code in ring if signs.get(code, 0) < 0), key=lambda code: (signs[code], code))
        right = sorted(set(ring) - set(left), key=lambda code: (-signs.get(code, 0), code))
        halves += [(step, -1, left), (step, 1, right)]
    radius = _radii(halves)
    found = {middle: (0.0, 0.0)}
    for step, half, codes in halves:
        for index, code in enumerate(codes):
            angle = _WIDE * ((index + 0.5) / len(codes) - 0.5)
            out = radius[step] + _STAGGER * (index % 2) * _crowded(codes)
            x, y = half * out * math.cos(angle), out * math.sin(angle) * _FLAT
            found[code] = (round(x, 1), round(y, 1))
    return found


def _crowded(codes: Sequence[str]) -> bool:
    """Tell whether half a ring has so many actors that every other stands a little further out."""
    return len(codes) > _CROWD


def _radii(halves: Iterable[tuple[int, int, list[str]]]) -> dict[int, float]:
    """Return how wide each ring is: so that its actors have room, and no ring lies near another."""
    need: dict[int, float] = {}
    for step, _, codes in halves:
        room = len(codes) * _ROOM / _WIDE / (1 + _crowded(codes))
        need[step] = max(need.get(step, 0.0), room)
    for step in sorted(need):
        need[step] = max(need[step], need.get(step - 1, 0.0) + _GAP)
    for step in sorted(need, reverse=True):
        need[step] = max(need[step], need.get(step + 1, 0.0) * step / (step + 1))
    return need


def _sides(reported: Iterable[Reported], base: Knowledge, middle: str) -> dict[str, float]:
    """Return for each actor from -1, all opposition, to 1, all cooperation, how it stands to the middle.

    Who has nothing to do with it directly stands as the friends of its friends do.
    """
    signs: dict[tuple[str, str], Counter[int]] = {}
    for each in reported:
        if each.statement.status is not Status.DENIED:
            one, other = sorted((each.statement.source, each.statement.target))
            signs.setdefault((one, other), Counter())[base.relations[each.statement.kind].sign] += 1
    found = {middle: 1.0}
    for _ in range(3):
        found |= _further(signs, found)
    return found


def _further(signs: Mapping[tuple[str, str], Counter[int]], known: Mapping[str, float]) -> dict[str, float]:
    """Return how those stand who have to do with actors of whom that is known."""
    sums: dict[str, list[float]] = {}
    for (one, other), count in signs.items():
        balance = (count[1] - count[-1]) / (count[1] + count[-1])
        for near, far in ((one, other), (other, one)):
            if near in known and far not in known:
                sums.setdefault(far, []).append(balance * known[near])
    return {code: sum(values) / len(values) for code, values in sorted(sums.items())}
