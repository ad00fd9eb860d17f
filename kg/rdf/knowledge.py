"""The knowledge base is written as one named graph, so that queries can use names, kinds and families."""

import hashlib
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.rdf import iris

_NODE = iris.BASE + "node/"


def nquads(files: Iterable[tuple[str, bytes]], version: str) -> str:
    """Return Turtle files as the quads of the knowledge graph, sorted; files are (name, content).

    A blank node gets an IRI made from what is said of it: names of blank nodes change from run to run.
    """
    quads = [quad for _, data in files for quad in parse(data, format=RdfFormat.TURTLE, rename_blank_nodes=True)]
    said: dict[BlankNode, list[str]] = {}
    for quad in quads:
        if isinstance(quad.subject, BlankNode):
            said.setdefault(quad.subject, []).append(f"{quad.predicate} {quad.object}")
        if isinstance(quad.object, BlankNode):
            said.setdefault(quad.object, []).append(f"{quad.subject} {quad.predicate}")
    minted = {
        node: NamedNode(_NODE + hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:20])
        for node, lines in said.items()
    }
    written = {
        Quad(
            minted.get(quad.subject, quad.subject), quad.predicate, minted.get(quad.object, quad.object), iris.KNOWLEDGE
        )
        for quad in quads
    }
    written.add(Quad(iris.KNOWLEDGE, iris.term("version"), Literal(version), iris.KNOWLEDGE))
    text = serialize(written, format=RdfFormat.N_QUADS)
    assert text is not None  # noqa: S101  # serialize returns bytes when it is given no output
    return "".join(sorted(text.decode().splitlines(keepends=True)))
