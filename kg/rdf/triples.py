"""Triples of an answer are written so that the same triples are the same bytes."""

from collections.abc import Mapping
from typing import TypeVar

from pyoxigraph import BlankNode, RdfFormat, Triple, parse, serialize

from kg.rdf import iris
from kg.rdf.lines import ordered

Term = TypeVar("Term")


def ntriples(text: str) -> str:
    """Return N-Triples in order, with blank nodes named anew.

    >>> ntriples("_:x7f <a:b> <a:d> .\\n_:x7f <a:b> <a:c> .\\n")
    '_:b0 <a:b> <a:c> .\\n_:b0 <a:b> <a:d> .\\n'
    """
    return ordered(serialize(_steady(text), format=RdfFormat.N_TRIPLES))


def turtle(text: str) -> str:
    """Return N-Triples as Turtle, with those prefixes of the ontology that occur."""
    triples = sorted(_steady(text), key=str)  # the serializer joins what stands together
    used = {name: iri for name, iri in sorted(iris.PREFIXES.items()) if f"<{iri}" in text}
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b"").decode()


def _steady(text: str) -> list[Triple]:
    """Return triples with blank nodes named by their order: the engine names those of CONSTRUCT by chance."""
    triples = [quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)]
    names: dict[BlankNode, BlankNode] = {}
    for triple in sorted(triples, key=lambda each: [_masked(each.subject), str(each.predicate), _masked(each.object)]):
        for term in (triple.subject, triple.object):
            if isinstance(term, BlankNode):
                names.setdefault(term, BlankNode(f"b{len(names)}"))
    return [Triple(_renamed(each.subject, names), each.predicate, _renamed(each.object, names)) for each in triples]


def _renamed(term: Term, names: Mapping[BlankNode, BlankNode]) -> Term | BlankNode:
    return names.get(term, term) if isinstance(term, BlankNode) else term


def _masked(term: object) -> str:
    return "" if isinstance(term, BlankNode) else str(term)
