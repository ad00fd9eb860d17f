"""Compares what was extracted with what a careful reader writes down.

kg extract examples/articles > found.jsonl
python examples/score.py examples/gold.jsonl found.jsonl

`kg score` tells more; this shows how the figures are had in Python.
"""

import json
import sys
from pathlib import Path
from typing import Any

from kg.extractors.scoring import scores
from kg.vocabulary import knowledge


def main(gold: str, found: str) -> None:
    """Print the scores of the extractions in one file against the gold of another."""
    relations = knowledge().relations
    for name, score in scores(_lines(gold), _lines(found), relations).items():
        print(f"{name:8} precision {score.precision:.2f}  recall {score.recall:.2f}  F1 {score.f1:.2f}")


def _lines(path: str) -> list[Any]:  # Any: JSON values
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main(*sys.argv[1:])
