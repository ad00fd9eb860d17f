"""Asks who stands in the middle of the network of the example articles, and writes the network for Gephi.

python examples/centrality.py network.gexf
"""

import sys
from pathlib import Path

import networkx

import kg

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
        networkx.write_gexf(plain(graph), path)


def plain(graph: "networkx.MultiDiGraph[str]") -> "networkx.MultiDiGraph[str]":
    """Return the network with what GEXF can hold: family, sign and status, weighted by the number of statements."""
    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    found.add_nodes_from((code, {"label": code}) for code in graph)
    for source, target, edge in graph.edges(data=True):
        kept = {name: edge[name] for name in ("family", "sign", "status")}
        found.add_edge(source, target, **kept, weight=len(edge["statements"]))
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
