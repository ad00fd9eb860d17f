"""A graph is checked against the shapes of the ontology."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.rdf import iris
from kg.rdf.ontology import graph as terms
from kg.rdf.portions import Portion, cut
from kg.rdf.results import Result

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
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


class Checked(NamedTuple):
    """How far a check has come: articles of all articles that are checked, and what the last portion broke."""

    articles: int
    of: int
    found: tuple[Violation, ...]


def checks(ask: Callable[[str], Result], *, sample: int | None = None) -> Iterator[Checked]:
    """Check a store portion by portion, so that memory does not grow with it; ask answers SPARQL (a store's `query`).

    With sample only so many articles are checked, spread evenly over the store.
    """
    done = 0
    portions, articles = cut(ask, sample=sample)
    told: set[Violation] = set()  # a fact that two articles report is wrong once
    for portion in portions:
        done += portion.articles
        found = tuple(each for each in _violations(portion) if each not in told)
        told.update(each for each in found if not each.node.startswith(iris.ARTICLE))
        yield Checked(done, articles, found)


def violations(ask: Callable[[str], Result]) -> tuple[Violation, ...]:
    """Return all that is wrong with a store, the worst first; ask answers SPARQL (a store's `query`)."""
    return _sorted(each for checked in checks(ask) for each in checked.found)


def validate(triples: str) -> tuple[Violation, ...]:
    """Return what is wrong with a graph given as N-Triples text, the worst first."""
    return _violations(Portion(triples))


def _violations(portion: Portion) -> tuple[Violation, ...]:
    from pyshacl import validate as check
    from rdflib import Graph

    graph = Graph()
    graph.parse(data=portion.triples, format="nt")
    own = {str(node) for node in graph.subjects(unique=True)}
    # pySHACL's ont_graph does not bring individuals (pySHACL#187), so the terms are merged into the data.
    graph += terms()
    graph.parse(data=portion.beside, format="nt")
    _, report, _ = check(graph, shacl_graph=_shapes(), advanced=True, inplace=True)
    return _sorted(each for each in _read(report) if each.node in own or not portion.beside)


@cache
def _shapes() -> "Graph":
    from rdflib import Graph

    return Graph().parse(data=dict(vocabulary.sources())[_SHAPES], format="turtle")


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
