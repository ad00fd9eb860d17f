"""A graph is checked against the shapes of the ontology."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.rdf.results import Result

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_SH = "http://www.w3.org/ns/shacl#"
_TERMS = ("kg.ttl", "relations.ttl", "offices.ttl")
_SHAPES = "shapes.ttl"


class Violation(NamedTuple):
    """A node that breaks a shape: what is wrong with it, by which value; severity is Violation, Warning or Info."""

    node: str
    message: str
    value: str | None
    severity: str

    def __str__(self) -> str:
        """Write it in one line."""
        value = "" if self.value is None or self.value == self.node else f" ({self.value})"
        return f"{self.severity}: {self.node}: {self.message}{value}"


def violations(ask: Callable[[str], Result]) -> tuple[Violation, ...]:
    """Return what is wrong with a graph, the worst first; ask answers SPARQL (a store's `query`)."""
    return validate(ask(_EVERYTHING).triples or "")


def validate(triples: str) -> tuple[Violation, ...]:
    """Return what is wrong with a graph given as N-Triples text, the worst first."""
    from pyshacl import validate as check
    from rdflib import Graph

    files = dict(vocabulary.sources())
    shapes = Graph().parse(data=files[_SHAPES], format="turtle")
    graph = Graph()
    # pySHACL's ont_graph does not bring individuals (pySHACL#187), so the terms are merged into the data.
    for name in _TERMS:
        graph.parse(data=files[name], format="turtle")
    graph.parse(data=triples, format="nt")
    _, report, _ = check(graph, shacl_graph=shapes, advanced=True, inplace=True)
    return _sorted(_read(report))


def _read(report: "Graph") -> Iterable[Violation]:
    from rdflib import RDF, URIRef

    def one(subject: "Node", name: str) -> str | None:
        value = report.value(subject, URIRef(_SH + name))
        return None if value is None else str(value)

    for result in report.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        yield Violation(
            node=one(result, "focusNode") or "",
            message=one(result, "resultMessage") or "",
            value=one(result, "value"),
            severity=(one(result, "resultSeverity") or "").removeprefix(_SH),
        )


def _sorted(found: Iterable[Violation]) -> tuple[Violation, ...]:
    worst = {"Violation": 0, "Warning": 1, "Info": 2}
    return tuple(sorted(set(found), key=lambda each: (worst.get(each.severity, 3), *each[:2], each.value or "")))
