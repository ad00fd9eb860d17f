"""Asks who stands in the middle of the network of the example articles, and writes the network for Gephi.

python examples/centrality.py network.gexf
"""

import sys
from pathlib import Path

import networkx

import kg
from kg.exports import export

ARTICLES = Path(__file__).parent / "articles"


def main(path: str | None = None) -> None:
    """Print the actors that lie on most shortest ways between others; write the network to path if there is one."""
    store = kg.open("memory:")
    kg.build([ARTICLES], store)
    graph = kg.network(store)
    central = networkx.betweenness_centrality(networkx.Graph(graph))
    for code, value in sorted(central.items(), key=lambda item: (-item[1], item[0]))[:5]:
        print(f"{code:6} {value:.2f}")
    if path:
        export(store, Path(path))


if __name__ == "__main__":
    main(*sys.argv[1:])
