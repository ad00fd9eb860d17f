"""The knowledge base is written as one named graph, so that queries can use names, kinds and families."""

import hashlib
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.rdf import iris
from kg.rdf.lines import ordered

_NODE = iris.BASE + "node/"
Term = NamedNode | BlankNode | Literal | Triple


def nquads(files: Iterable[tuple[str, bytes]], version: str) -> str:
    """Return Turtle files as the quads of the knowledge graph, sorted; files are (name, content).

    A blank node gets an IRI: names of blank nodes change from run to run.
    """
    quads = [quad for _, data in files for quad in parse(data, format=RdfFormat.TURTLE, rename_blank_nodes=True)]
    minted = _minted(quads)
    written = {
        Quad(
            minted.get(quad.subject, quad.subject), quad.predicate, minted.get(quad.object, quad.object), iris.KNOWLEDGE
        )
        for quad in quads
    }
    written.add(Quad(iris.KNOWLEDGE, iris.term("version"), Literal(version), iris.KNOWLEDGE))
    return ordered(serialize(written, format=RdfFormat.N_QUADS))


def _minted(quads: Iterable[Quad]) -> dict[Term, NamedNode]:
    """Return an IRI for each blank node, a hash of what is said of it; nodes of which the same is said are one.

    Each round looks one node further, so that nodes inside of nodes, such as lists, keep apart and keep their IRIs.
    """
    touching = [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]
    hashes: dict[Term, str] = {}
    kinds = -1
    while kinds < len(set(hashes.values())):
        kinds = len(set(hashes.values()))
        said: dict[Term, list[str]] = {}
        for quad in touching:
            for node, other, way in ((quad.subject, quad.object, ">"), (quad.object, quad.subject, "<")):
                if isinstance(node, BlankNode):
                    end = hashes.get(other, "") if isinstance(other, BlankNode) else str(other)
                    said.setdefault(node, []).append(f"{way} {quad.predicate} {end}")
        hashes = {
            node: hashlib.sha256("\n".join(sorted(each)).encode()).hexdigest()[:20] for node, each in said.items()
        }
    return {node: NamedNode(_NODE + hash_) for node, hash_ in hashes.items()}
