"""Builds a graph of the example articles in memory, and asks it who opposes a state.

python examples/build_and_ask.py Iran
"""

import sys
from pathlib import Path

from kg.pipeline import build
from kg.plugins import find
from kg.queries.formats import write
from kg.queries.shipped import run
from kg.vocabulary import knowledge

ARTICLES = Path(__file__).parent / "articles"


def main(state: str = "IRN") -> None:
    """Print who opposes a state, named by code or by name in any language, as the articles tell it."""
    make, _ = find("store", "memory:")
    store = make("")
    report = build([ARTICLES], store)
    print(f"{report.articles} articles, {report.statements} statements")
    print(write(run(store, "opposes", knowledge=knowledge(), state=state), "table"))


if __name__ == "__main__":
    main(*sys.argv[1:])
