"""Asks who stands in the middle of the network of the example articles, and writes the network for Gephi.

python examples/centrality.py network.gexf
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import networkx

from kg.model import Extraction, Status
from kg.pipeline import extract
from kg.vocabulary import knowledge

ARTICLES = Path(__file__).parent / "articles"


def main(path: str | None = None) -> None:
    """Print the actors that lie on most shortest ways between others; write the network to path if there is one."""
    graph = network(found for found in extract([ARTICLES]) if isinstance(found, Extraction))
    central = networkx.betweenness_centrality(networkx.Graph(graph))
    for code, value in sorted(central.items(), key=lambda item: (-item[1], item[0]))[:5]:
        print(f"{code:6} {value:.2f}")
    if path:
        networkx.write_gexf(graph, path)


def network(extractions: Iterable[Extraction]) -> "networkx.MultiDiGraph[str]":
    """Return a network with an edge for each pair and sign of what is told as fact, weighted by how often."""
    relations = knowledge().relations
    told = Counter(
        (statement.source, statement.target, relations[statement.kind].sign)
        for extraction in extractions
        for statement in extraction.statements
        if statement.status is Status.ACTUAL
    )
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for (source, target, sign), weight in sorted(told.items()):
        graph.add_edge(source, target, sign=sign, weight=weight)
    return graph


if __name__ == "__main__":
    main(*sys.argv[1:])
