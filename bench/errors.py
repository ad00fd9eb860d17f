"""Count the errors of an extraction by cause, so that the costliest is mended first.

    python bench/errors.py GOLD.jsonl SYSTEM.jsonl

SYSTEM is the output of `kg extract`, or DIR/system.jsonl of bench/train.py --measure. Statements are compared at the
level of families: actors, family, status.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kg.model import Knowledge
from kg.vocabulary import knowledge

CAUSES = (
    "actor not found in the article",
    "actor of no statement in gold",
    "status",
    "direction",
    "sign",
    "pair not read",
    "pair unrelated in gold",
)


class Told(NamedTuple):
    """A relation at the level of families; of an undirected kind the actors are in the order of their codes."""

    source: str
    target: str
    family: str
    sign: int
    status: str


def main() -> None:
    """Print how many relations are missed and invented by each cause."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    options = parser.parse_args()
    base = knowledge()
    system = {each["article"]["id"]: each for each in _read(options.system)}
    missed: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    right = 0
    for gold in _read(options.gold):
        found = system.get(gold["id"])
        if found is None:
            continue
        wanted, had = _told(gold["statements"], base), _told(found["statements"], base)
        right += len(wanted & had)
        known = {entity["actor"] for entity in found["entities"]} | {entity["state"] for entity in found["entities"]}
        missed.update(_missed(each, had, known) for each in wanted - had)
        invented.update(_invented(each, wanted) for each in had - wanted)
    print(f"right {right}, missed {missed.total()}, invented {invented.total()}")
    for cause in CAUSES:
        print(f"{cause:34} missed {missed[cause]:5}   invented {invented[cause]:5}")


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _told(statements: Sequence[dict[str, Any]], base: Knowledge) -> set[Told]:
    found = set()
    for each in statements:
        relation = base.relations[each["kind"]]
        ends = (each["source"], each["target"])
        source, target = sorted(ends) if relation.symmetric else ends
        found.add(Told(source, target, relation.family, relation.sign, each["status"]))
    return found


def _missed(each: Told, had: set[Told], known: set[str | None]) -> str:
    if not {each.source, each.target} <= known:
        return "actor not found in the article"
    return _differs(each, had) or "pair not read"


def _invented(each: Told, wanted: set[Told]) -> str:
    actors = {actor for told in wanted for actor in (told.source, told.target)}
    if not {each.source, each.target} <= actors:
        return "actor of no statement in gold"
    return _differs(each, wanted) or "pair unrelated in gold"


def _differs(each: Told, others: set[Told]) -> str:
    """Tell in what the nearest of other relations of the same two actors differs, "" where there is none."""
    pair = {each.source, each.target}
    same = [other for other in others if {other.source, other.target} == pair]
    if any(other.family == each.family and other[:2] == each[:2] for other in same):
        return "status"
    if any(other.sign == each.sign for other in same):
        return "direction"
    return "sign" if same else ""


if __name__ == "__main__":
    main()
