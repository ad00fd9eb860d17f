"""The terms of the ontology are read from its files, as plain values or as one Turtle text."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.rdf import iris

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

FILES = ("kg.ttl", "relations.ttl", "offices.ttl")
IRI = iris.SR.removesuffix("#")
_OTHERS = {
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "dcterms": "http://purl.org/dc/terms/",
    "vann": "http://purl.org/vocab/vann/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
_PREFIXES = {**iris.PREFIXES, **_OTHERS}
_LINKS = (
    ("is", iris.RDF + "type"),
    ("below", iris.RDFS + "subClassOf"),
    ("below", iris.RDFS + "subPropertyOf"),
    ("of", iris.RDFS + "domain"),
    ("of", iris.SCHEMA + "domainIncludes"),
    ("to", iris.RDFS + "range"),
    ("to", iris.SCHEMA + "rangeIncludes"),
    ("close", iris.SKOS + "closeMatch"),
    ("see", iris.RDFS + "seeAlso"),
)
_FIGURES = ("sign", "quad", "cameoCode", "ploverCategory", "goldstein", "ploverScore")


class Link(NamedTuple):
    """What a term has to do with another: how is `is`, `below`, `of`, `to`, `close` or `see`; text is prefix:name."""

    how: str
    iri: str
    text: str

    @property
    def is_own(self) -> bool:
        """Tell whether the other is a term of this ontology too."""
        return self.iri.startswith(iris.SR)


class Term(NamedTuple):
    """A term: its group is class, property, kind or value; texts by language; figures are codes and scores of kinds."""

    name: str
    group: str
    labels: dict[str, str]
    definitions: dict[str, str]
    links: tuple[Link, ...]
    figures: dict[str, str]


class Heading(NamedTuple):
    """What the ontology says of itself."""

    titles: dict[str, str]
    descriptions: dict[str, str]
    version: str
    licence: str


def terms() -> tuple[Term, ...]:
    """Return all terms, sorted by name."""
    from rdflib import RDF

    names = {str(node) for node in graph().subjects(RDF.type, unique=True) if str(node).startswith(iris.SR)}
    return tuple(_term(name) for name in sorted(names, key=lambda each: (each.lower(), each)))


def heading() -> Heading:
    """Return what the ontology says of itself."""
    return Heading(
        titles=_texts(IRI, iris.RDFS + "label"),
        descriptions=_texts(IRI, _OTHERS["dcterms"] + "description"),
        version=next(_values(IRI, iris.OWL + "versionInfo")),
        licence=next(_values(IRI, _OTHERS["dcterms"] + "license")),
    )


def turtle() -> str:
    """Return the whole ontology as one Turtle text, the same in each run."""
    from rdflib import Graph

    written = Graph(bind_namespaces="none")
    for prefix, iri in sorted(_PREFIXES.items()):
        written.bind(prefix, iri)
    written += graph()
    return written.serialize(format="turtle")


@cache
def graph() -> "Graph":
    """Return the ontology as an rdflib graph; it must not be changed."""
    from rdflib import Graph

    found = Graph()
    for name, data in vocabulary.sources():
        if name in FILES:
            found.parse(data=data, format="turtle")
    return found


def _term(iri: str) -> Term:
    types = {str(value) for value in _objects(iri, iris.RDF + "type")}
    if types & {iris.SR + "RelationKind", iris.SR + "RelationFamily"}:
        group = "kind"
    elif iris.OWL + "Class" in types:
        group = "class"
    elif types & {iris.OWL + "ObjectProperty", iris.OWL + "DatatypeProperty"}:
        group = "property"
    else:
        group = "value"
    return Term(
        name=iri.removeprefix(iris.SR),
        group=group,
        labels=_texts(iri, iris.RDFS + "label"),
        definitions=_texts(iri, iris.SKOS + "definition"),
        links=tuple(_links(iri)),
        figures={name: value for name in _FIGURES for value in _values(iri, iris.SR + name)},
    )


def _links(iri: str) -> Iterator[Link]:
    for how, property_ in _LINKS:
        for other in sorted(_values(iri, property_)):
            if not other.startswith(iris.OWL) or other == iris.OWL + "SymmetricProperty":
                yield Link(how, other, _short(other))


def _short(iri: str) -> str:
    """Write an IRI with its prefix, if it has one."""
    found = ((prefix, base) for prefix, base in _PREFIXES.items() if iri.startswith(base))
    return next((f"{prefix}:{iri[len(base) :]}" for prefix, base in found), iri)


def _objects(iri: str, property_: str) -> "Iterator[Node]":
    from rdflib import URIRef

    return graph().objects(URIRef(iri), URIRef(property_))


def _values(iri: str, property_: str) -> Iterator[str]:
    return (str(value) for value in _objects(iri, property_))


def _texts(iri: str, property_: str) -> dict[str, str]:
    found = ((getattr(value, "language", None) or "", str(value)) for value in _objects(iri, property_))
    return dict(sorted(found))
