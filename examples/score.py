"""Compares what was extracted with what a careful reader writes down.

kg extract examples/articles > found.jsonl
python examples/score.py examples/gold.jsonl found.jsonl
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg.model import Relation
from kg.vocabulary import knowledge

Record = Mapping[str, Any]  # Any: JSON values
Key = tuple[str, ...]


class Score(NamedTuple):
    """How many are right of those found and of those that should be found."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what should be found that was."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall.

        >>> round(Score(right=3, found=4, wanted=6).f1, 2)
        0.6
        """
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def main(gold: str, found: str) -> None:
    """Print the scores of the extractions in one file against the gold of another."""
    relations = knowledge().relations
    for name, score in scores(_lines(gold), _lines(found), relations).items():
        print(f"{name:8} precision {score.precision:.2f}  recall {score.recall:.2f}  F1 {score.f1:.2f}")


def scores(gold: Iterable[Record], found: Iterable[Record], relations: Mapping[str, Relation]) -> dict[str, Score]:
    """Return the scores of families, of kinds and of signed pairs over all articles of the gold."""
    extracted = {record["article"]["id"]: record["statements"] for record in found}
    counts: dict[str, list[int]] = {name: [0, 0, 0] for name in ("family", "kind", "pair")}
    for article in gold:
        wanted = keys(article["statements"], relations)
        had = keys(extracted.get(article["id"], ()), relations)
        for name, count in counts.items():
            for at, some in enumerate((had[name] & wanted[name], had[name], wanted[name])):
                count[at] += len(some)
    return {name: Score(*count) for name, count in counts.items()}


def keys(statements: Iterable[Record], relations: Mapping[str, Relation]) -> dict[str, set[Key]]:
    """Return the sets that are compared: what is undirected has its actors in alphabetical order.

    Who speaks, when and in which words is left out; so are denials from the signed pairs.
    """
    found: dict[str, set[Key]] = {"family": set(), "kind": set(), "pair": set()}
    for statement in statements:
        relation = relations[statement["kind"]]
        directed = (statement["source"], statement["target"])
        pair = (min(directed), max(directed))
        actors = pair if relation.symmetric else directed
        found["family"].add((*actors, relation.family, statement["status"]))
        found["kind"].add((*actors, relation.name, statement["status"]))
        if statement["status"] != "denied":
            found["pair"].add((*pair, str(relation.sign)))
    return found


def _lines(path: str) -> list[Record]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main(*sys.argv[1:])
