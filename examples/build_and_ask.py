"""Builds a graph of the example articles in memory, and asks it who opposes a state.

python examples/build_and_ask.py Iran
"""

import sys
from pathlib import Path

import kg

ARTICLES = Path(__file__).parent / "articles"


def main(state: str = "IRN") -> None:
    """Print who opposes a state, named by code or by name in any language, as the articles tell it."""
    store = kg.open("memory:")
    report = kg.build([ARTICLES], store)
    print(f"{report.articles} articles, {report.statements} statements")
    answer = kg.ask(store, "opposes", knowledge=kg.knowledge(), state=state)
    for row in answer.rows:
        print(dict(zip(answer.columns, (cell and cell.value for cell in row), strict=True)))


if __name__ == "__main__":
    main(*sys.argv[1:])
