"""Actors get places in the plane that depend on the actors and their ties alone."""

import hashlib
import math
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

Place = tuple[float, float]
Ties = Collection[tuple[str, str]]

ROOM = (128.0, 78.0)  # pixels that an actor with its name takes, across and down
_UNIT = (132.0, 118.0)  # pixels to which the plane is scaled: a stage is a little wider than high
_TIE = 1.7  # length of a tie, in rooms
_LIGHT = 1.0  # how much further apart those stand of whom most is told
_HOME = 0.12  # how strongly an actor is held where its code alone would put it, beside all other forces
_ROUNDS = 200
_PUSHES = 200
_FEW = 400  # actors up to which all rounds are gone: more settle roughly, or the page would take minutes to write


def places(actors: Iterable[str], ties: Ties, told: Mapping[str, int] | None = None) -> dict[str, Place]:
    """Return where each actor stands, in pixels around (0, 0), none so near another that their names touch.

    Tied actors are drawn together, all others pushed apart, and each is held a little by a place of its own that its
    code gives it: a graph that grows by an article keeps its shape. Where `told` says how much is told of each, those
    of whom most is told stand further apart: they are what is looked at, and the others gather around them.
    """
    codes = sorted(set(actors))
    if len(codes) < 2:
        return dict.fromkeys(codes, (0.0, 0.0))
    found = _apart(_stress(codes, ties, told or {}), codes)
    middle = [sum(place[axis] for place in found.values()) / len(found) for axis in (0, 1)]
    return {code: (round(x - middle[0], 1), round(y - middle[1], 1)) for code, (x, y) in found.items()}


def _stress(codes: list[str], ties: Ties, told: Mapping[str, int]) -> dict[str, Place]:
    """Place actors so that their distances come near their steps apart along ties (stress majorisation)."""
    import numpy

    count = len(codes)
    steps = _steps(codes, ties)
    wanted = steps * _TIE * _reach(codes, told)
    weight = 1.0 / wanted**2
    numpy.fill_diagonal(weight, 0)
    home = numpy.array([_home(code) for code in codes]) * math.sqrt(count) / 2
    hold = _HOME * weight.sum() / count
    inverse = numpy.linalg.inv(numpy.diag(weight.sum(axis=1)) - weight + hold * numpy.eye(count))
    at = home.copy()
    for _ in range(_rounds(_ROUNDS, count)):
        distance = numpy.sqrt(((at[:, None, :] - at[None, :, :]) ** 2).sum(axis=2)).clip(min=1e-6)
        ratio = -weight * wanted / distance
        numpy.fill_diagonal(ratio, 0)
        numpy.fill_diagonal(ratio, -ratio.sum(axis=1))
        at = inverse @ (ratio @ at + hold * home)
    return {code: (float(x) * _UNIT[0], float(y) * _UNIT[1]) for code, (x, y) in zip(codes, at, strict=True)}


def _reach(codes: list[str], told: Mapping[str, int]) -> "numpy.ndarray[Any, Any]":
    """Return by how much each two actors stand further apart than others, for how much is told of them."""
    import numpy

    ranks = numpy.log2([1 + told.get(code, 0) for code in codes])
    ranks = ranks / max(float(ranks.max()), 1.0)
    found = 1 + _LIGHT * numpy.add.outer(ranks, ranks)
    found /= found.mean()
    return found


def _steps(codes: list[str], ties: Ties) -> "numpy.ndarray[Any, Any]":
    """Return how many ties apart each two actors are; those not connected are a step further than any that are."""
    import numpy

    number = {code: index for index, code in enumerate(codes)}
    near: list[set[int]] = [set() for _ in codes]
    for one, other in ties:
        near[number[one]].add(number[other])
        near[number[other]].add(number[one])
    steps = numpy.zeros((len(codes), len(codes)))
    for start in range(len(codes)):
        reached, edge, far = {start}, {start}, 0
        while edge:
            far += 1
            edge = set().union(*(near[each] for each in edge)) - reached
            reached |= edge
            steps[start, sorted(edge)] = far
    steps[steps == 0] = min(steps.max() + 1, 4)
    return steps


def _rounds(most: int, actors: int) -> int:
    return most if actors <= _FEW else max(10, int(most * (_FEW / actors) ** 2))


def _home(code: str) -> Place:
    """Return a place in the unit disc that depends on nothing but the code."""
    digest = hashlib.sha256(code.encode("utf-8", "surrogatepass")).digest()
    angle = int.from_bytes(digest[:4]) / 2**32 * 2 * math.pi
    radius = math.sqrt(int.from_bytes(digest[4:8]) / 2**32)
    return radius * math.cos(angle), radius * math.sin(angle)


def _apart(start: Mapping[str, Place], codes: list[str]) -> dict[str, Place]:
    """Push actors apart whose names would touch, along the axis on which less is needed."""
    found = dict(start)
    for _ in range(_rounds(_PUSHES, len(codes))):
        downwards = sorted(codes, key=lambda code: (found[code][1], code))
        moved = False
        for index, one in enumerate(downwards):
            for other in downwards[index + 1 :]:
                if found[other][1] - found[one][1] > 2 * ROOM[1]:
                    break  # all that follow are farther down
                moved = _pushed(found, one, other) or moved
        if not moved:
            break
    return found


def _pushed(found: dict[str, Place], one: str, other: str) -> bool:
    (x, y), (u, v) = found[one], found[other]
    over = (ROOM[0] - abs(x - u), ROOM[1] - abs(y - v))
    if min(over) <= 0.01:
        return False
    if over[0] / ROOM[0] < over[1] / ROOM[1]:
        by = over[0] / 2 * (1 if (x, one) > (u, other) else -1)
        found[one], found[other] = (x + by, y), (u - by, v)
    else:
        by = over[1] / 2 * (1 if (y, one) > (v, other) else -1)
        found[one], found[other] = (x, y + by), (u, v - by)
    return True
