"""IRIs are minted here: ASCII, made from codes, ids and hashes, never from a name."""

import hashlib
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.model import Relation, Span, Statement

BASE = "https://w3id.org/state-relations/"
SR = BASE + "ns#"
ID = BASE + "id/"
ARTICLE = BASE + "article/"
FACT = BASE + "fact/"
EDGE = BASE + "edge/"
CLAIM = BASE + "claim/"
WEEK = BASE + "week/"
RUN = BASE + "run/"
VERDICT = BASE + "verdict/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "sr": SR,
    "id": ID,
    "rdf": RDF,
    "rdfs": RDFS,
    "oa": OA,
    "prov": PROV,
    "schema": SCHEMA,
    "skos": SKOS,
    "owl": OWL,
    "xsd": XSD,
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "wd": "http://www.wikidata.org/entity/",
}

DERIVED = NamedNode(BASE + "graph/derived")
KNOWLEDGE = NamedNode(BASE + "graph/knowledge")
LEDGER = NamedNode(BASE + "graph/ledger")
VERDICTS = NamedNode(BASE + "graph/verdicts")


def article(id_: str) -> NamedNode:
    """Return the IRI of an article, which names its graph too.

    >>> article("نص 1").value
    'https://w3id.org/state-relations/article/%D9%86%D8%B5%201'
    """
    return NamedNode(ARTICLE + quote(id_, safe=""))


def entity(id_: str) -> NamedNode:
    """Return the IRI of a state, organisation, person or place by its id or code."""
    return NamedNode(ID + _local(id_))


def term(name: str) -> NamedNode:
    """Return the IRI of a term of the ontology."""
    return NamedNode(SR + _local(name))


def part(article_: NamedNode, what: str, span: Span) -> NamedNode:
    """Return the IRI of a part of an article; "char" gives the form of RFC 5147."""
    return NamedNode(f"{article_.value}#{what}={span.start},{span.end}")


def statement(article_: NamedNode, value: Statement) -> NamedNode:
    """Return the IRI of a statement: the same statement read from the same place has the same IRI."""
    key = "|".join([*_fact_key(value), value.speaker or "", str(value.evidence.start), str(value.evidence.end)])
    return NamedNode(f"{article_.value}#statement={_hash(key)}")


def fact(value: Statement, relation: Relation) -> NamedNode:
    """Return the IRI of what a statement reports: its two ends, kind, status and the date as written."""
    source, target = ends(value, relation)
    return reported(_fact_key(replace(value, source=source, target=target)))


def reported(parts: tuple[str, ...]) -> NamedNode:
    """Return the IRI of the fact with this source, kind, target, status and date ("" for none)."""
    return NamedNode(FACT + _hash("|".join(parts)))


def ends(value: Statement, relation: Relation) -> tuple[str, str]:
    """Return source and target of the fact that a statement reports: in order of code if its kind has no direction.

    That they met is one fact, whichever of the two an article names first.
    """
    if relation.symmetric and value.target < value.source:
        return value.target, value.source
    return value.source, value.target


def claim(value: Statement, relation: Relation) -> NamedNode:
    """Return the IRI of what a statement claims or denies, whenever it was: its two ends and kind."""
    source, target = ends(value, relation)
    return NamedNode(CLAIM + "/".join(quote(each, safe="") for each in (source, value.kind, target)))


def week(value: Statement, day: date) -> NamedNode:
    """Return the IRI of a week of two actors, by ISO 8601 from Monday to Sunday, whichever of them does something.

    >>> from kg.model import Span, Status
    >>> week(Statement("RUS", "aids", "IRN", Status.ACTUAL, Span(0, 9)), date(2023, 3, 29)).value
    'https://w3id.org/state-relations/week/IRN/RUS/2023-W13'
    """
    one, other = sorted(quote(each, safe="") for each in (value.source, value.target))
    year, number, _ = day.isocalendar()
    return NamedNode(f"{WEEK}{one}/{other}/{year:04}-W{number:02}")


def edge(source: str, kind: str, target: str) -> NamedNode:
    """Return the IRI of a flat triple."""
    return NamedNode(EDGE + "/".join(quote(each, safe="") for each in (source, kind, target)))


def verdict(statement_: NamedNode) -> NamedNode:
    """Return the IRI of the verdict on a statement: there is one at most."""
    return NamedNode(VERDICT + _hash(statement_.value))


def run(made_by: str) -> NamedNode:
    """Return the IRI of an extraction run: a hash of the versions it was made by, no clock."""
    return NamedNode(RUN + _hash(made_by))


def _fact_key(value: Statement) -> tuple[str, ...]:
    return (value.source, value.kind, value.target, value.status, str(value.time) if value.time else "")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _local(name: str) -> str:
    """Return a name as the end of an IRI.

    A dot at its end would have to be escaped in Turtle, which rdflib (7.6) cannot read.
    """
    quoted = quote(name, safe="")
    return quoted[:-1] + "%2E" if quoted.endswith(".") else quoted
