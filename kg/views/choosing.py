"""A view takes from a graph the statements that it is about, and tells what it took and what it left out."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.errors import QueryError
from kg.model import Status
from kg.rdf.read import Reported

KINDS = ("network", "ego", "pair", "timeline", "matrix")
DEEPEST = 3  # steps from the actor of an ego view
MOST = 2000  # actors that a network draws one by one
_KEPT = 500  # actors that are drawn one by one in a network of more than MOST
_STATEMENTS = 20_000  # statements that a page carries
_ROWS = {"timeline": 6, "matrix": 24, "ego": 40}  # actors that a view takes if the reader names none
_TWO = 2

Order = Mapping[str, int]  # actors with the number of statements that tell of them


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a view is about.

    `actors` are those that it is made for, `asked` tells whether the reader named them all; `groups` folds an actor
    of whom little is told into the group around another; `left_out` counts what the view had no room for.
    """

    kind: str
    reported: tuple[Reported, ...]
    actors: tuple[str, ...] = ()
    asked: bool = True
    depth: int = 1
    groups: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)


def choose(
    reported: Iterable[Reported], kind: str = "network", *, states: Collection[str] = (), depth: int = 1
) -> Chosen:
    """Return what a view of this kind shows; without states it takes those of whom most is told.

    Raises QueryError if there is no such kind, or it takes fewer states than are given.
    """
    if kind not in _CHOICES:
        raise QueryError(f"{kind}: no such kind of view; choose one of {', '.join(KINDS)}")
    if not 1 <= depth <= DEEPEST:
        raise QueryError(f"depth {depth}: a view goes 1 to {DEEPEST} steps from its actor")
    every = tuple(reported)
    return _CHOICES[kind](every, tuple(dict.fromkeys(states)), depth)


def told(reported: Iterable[Reported]) -> Counter[str]:
    """Return how many statements tell of each actor."""
    return Counter(code for each in reported for code in _ends(each))


def _ends(each: Reported) -> tuple[str, str]:
    return each.statement.source, each.statement.target


def _first(counts: Mapping[str, int], most: int) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda code: (-counts[code], code))[:most])


def _network(every: tuple[Reported, ...], states: tuple[str, ...], _: int) -> Chosen:
    touching = tuple(each for each in every if not states or not {*_ends(each)}.isdisjoint(states))
    counts = told(touching)
    groups = _groups(touching, counts) if len(counts) > MOST else {}
    kept, left_out = _surest(touching)
    if groups:
        left_out = {**left_out, "grouped": len(groups), "groups": len(set(groups.values()))}
    return Chosen("network", kept, states, bool(states), groups=groups, left_out=left_out)


def _surest(reported: tuple[Reported, ...]) -> tuple[tuple[Reported, ...], dict[str, int]]:
    """Return as many statements as a page carries, the surest of them."""
    if len(reported) <= _STATEMENTS:
        return reported, {}
    ranked = sorted(reported, key=lambda each: (-each.statement.confidence, each.iri))
    return tuple(ranked[:_STATEMENTS]), {"statements": len(reported) - _STATEMENTS}


def _groups(reported: Iterable[Reported], counts: Order) -> dict[str, str]:
    """Fold the actors of whom less is told into groups, each around the actor that they have most to do with."""
    kept = set(_first(counts, _KEPT))
    near: dict[str, Counter[str]] = {}
    for each in reported:
        for one, other in (_ends(each), _ends(each)[::-1]):
            if one not in kept and other in kept:
                near.setdefault(one, Counter())[other] += 1
    return {code: _first(near[code], 1)[0] if code in near else "" for code in sorted(set(counts) - kept)}


def _ego(every: tuple[Reported, ...], states: tuple[str, ...], depth: int) -> Chosen:
    if len(states) > 1:
        raise QueryError(f"ego: a view of one actor, and {len(states)} are given; give --state once")
    counts = told(every)
    chosen = states or _first(counts, 1)
    if not chosen:
        return Chosen("ego", (), (), asked=False, depth=depth)
    reached = steps(every, chosen[0], depth)
    ranked = sorted(reached, key=lambda code: (reached[code], -counts[code], code))
    shown = set(ranked[: _ROWS["ego"]])
    within = tuple(each for each in every if {*_ends(each)} <= reached.keys())
    kept = tuple(each for each in within if {*_ends(each)} <= shown)
    return Chosen("ego", kept, chosen, bool(states), depth, left_out=_less(len(shown), len(reached), within, kept))


def steps(reported: Iterable[Reported], start: str, depth: int = DEEPEST) -> dict[str, int]:
    """Return the actors reached from one in so many steps along what is told and not denied, each with its steps."""
    near: dict[str, set[str]] = {}
    for each in reported:
        if each.statement.status is not Status.DENIED:
            source, target = _ends(each)
            near.setdefault(source, set()).add(target)
            near.setdefault(target, set()).add(source)
    reached, edge = {start: 0}, {start}
    for step in range(1, depth + 1):
        edge = {other for code in edge for other in near.get(code, ())} - reached.keys()
        reached |= dict.fromkeys(sorted(edge), step)
    return reached


def _pair(every: tuple[Reported, ...], states: tuple[str, ...], _: int) -> Chosen:
    if len(states) > _TWO:
        raise QueryError(f"pair: a view of two actors, and {len(states)} are given; give --state twice")
    pairs = Counter(tuple(sorted(_ends(each))) for each in every if set(states) <= {*_ends(each)})
    found = min(pairs, key=lambda pair: (-pairs[pair], pair), default=())
    actors = states if len(states) == _TWO else (*states, *(code for code in found if code not in states))
    between = tuple(each for each in every if {*_ends(each)} == set(actors))
    return Chosen("pair", between, actors, len(states) == _TWO)


def _timeline(every: tuple[Reported, ...], states: tuple[str, ...], _: int) -> Chosen:
    actors = states or _first(told(every), _ROWS["timeline"])
    kept, left_out = _surest(tuple(each for each in every if not {*_ends(each)}.isdisjoint(actors)))
    return Chosen("timeline", kept, actors, bool(states), left_out=left_out)


def _matrix(every: tuple[Reported, ...], states: tuple[str, ...], _: int) -> Chosen:
    touching = every if len(states) > 1 else [each for each in every if not states or {*_ends(each)} & {*states}]
    counts = told(touching)
    actors = states if len(states) > 1 else (*states, *_first(counts, _ROWS["matrix"] + len(states)))
    actors = tuple(dict.fromkeys(actors))[: max(_ROWS["matrix"], len(states))]
    between = tuple(each for each in every if {*_ends(each)} <= {*actors})
    less = {} if len(states) > 1 else _less(len(actors), len(counts), every, between)
    return Chosen("matrix", between, actors, len(states) > 1, left_out=less)


def _less(shown: int, actors: int, every: Collection[Reported], kept: Collection[Reported]) -> dict[str, int]:
    """Tell how many actors are shown of how many, and the statements that this leaves out."""
    return {"shown": shown, "actors": actors, "statements": len(every) - len(kept)} if shown < actors else {}


_CHOICES = {"network": _network, "ego": _ego, "pair": _pair, "timeline": _timeline, "matrix": _matrix}
