"""What statements give rise to is worked out from an article's graph alone, whatever knowledge it was written with."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.rdf import iris
from kg.rdf.read import local

_TYPE = iris.RDF + "type"
# What a fact has of each statement that reports it, as kg.rdf.write writes it.
_SHARED = (
    *("kind", "status", "claim", "date", "eventStart", "eventEnd"),
    *("speaker", "toldByOutlet", "outlet", "reportedOn", "confidence", "friendlyIn", "hostileIn"),
)
_PROPERTIES = frozenset(iris.SR + name for name in _SHARED)


def derived(triples: str) -> frozenset[str]:
    """Return the N-Triples of the facts and flat triples that an article supports; its graph is given as N-Triples.

    Raises ValueError or LookupError if a statement is damaged.
    """
    statements: dict[str, dict[str, list[str]]] = {}
    for quad in parse(triples, format=RdfFormat.N_TRIPLES):
        if isinstance(quad.subject, NamedNode):
            node = statements.setdefault(quad.subject.value, {})
            node.setdefault(quad.predicate.value, []).append(str(quad.object))
    told = f"<{iris.SR}RelationStatement>"
    return frozenset(
        line for node in statements.values() if told in node.get(_TYPE, ()) for line in (*_fact(node), *_edges(node))
    )


def _fact(node: Mapping[str, list[str]]) -> Iterator[str]:
    [fact] = node[iris.SR + "reports"]
    source, target = _ends(node, fact)
    yield f"{fact} <{_TYPE}> <{iris.SR}Fact> .\n"
    yield f"{fact} <{iris.SR}source> {source} .\n"
    yield f"{fact} <{iris.SR}target> {target} .\n"
    for property_, values in node.items():
        if property_ in _PROPERTIES:
            for value in values:
                yield f"{fact} <{property_}> {value} .\n"


def _ends(node: Mapping[str, list[str]], fact: str) -> tuple[str, str]:
    """Return source and target of the fact: of an undirected kind they may be those of the statement, turned round."""
    [source], [target] = node[iris.SR + "source"], node[iris.SR + "target"]
    [kind], [status] = node[iris.SR + "kind"], node[iris.SR + "status"]
    date = node.get(iris.SR + "date", [""])[0].strip('"')
    for one, other in ((source, target), (target, source)):
        parts = (local(one[1:-1]), local(kind[1:-1]), local(other[1:-1]), local(status[1:-1]), date)
        if str(iris.reported(parts)) == fact:
            return one, other
    raise ValueError("a statement reports a fact that is not its own")


def _edges(node: Mapping[str, list[str]]) -> Iterator[str]:
    for edge in node.get(iris.SR + "asserts", ()):
        source, kind, target = (unquote(part) for part in edge[1 + len(iris.EDGE) : -1].split("/"))
        triple = (iris.entity(source), iris.term(kind), iris.entity(target))
        yield "{} {} {} .\n".format(*triple)
        for name, value in zip(("subject", "predicate", "object"), triple, strict=True):
            yield f"{edge} <{iris.RDF}{name}> {value} .\n"
