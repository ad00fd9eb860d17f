"""Statements are written in RDF 1.2: each reifies the triples that it tells, and says of them what it knows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.rdf import iris
from kg.rdf.read import Reported
from kg.rdf.results import Result

Names = Mapping[str, Mapping[str, str]]  # of actors, by code and language
Asserted = Mapping[str, Iterable[Triple]]  # the flat triples that a statement supports, by its IRI

_ASSERTED = """
SELECT ?statement ?subject ?property ?object WHERE {
  ?statement sr:asserts ?edge .
  ?edge rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object .
}
"""
_TYPE = NamedNode(iris.RDF + "type")
_REIFIES = NamedNode(iris.RDF + "reifies")
_DATE, _DATE_TIME, _DECIMAL = (NamedNode(iris.XSD + name) for name in ("date", "dateTime", "decimal"))


def write(reported: Iterable[Reported], asserted: Asserted, names: Names, out: IO[bytes]) -> None:
    """Write statements as Turtle of RDF 1.2, with the flat triples that they support asserted.

    A triple that is only intended or denied is reified and not asserted.
    """
    told = sorted(reported, key=lambda each: each.iri)
    serialize(_triples(told, asserted, names), out, format=RdfFormat.TURTLE, prefixes=iris.PREFIXES)


def asserted(ask: Callable[[str], Result]) -> Asserted:
    """Return the flat triples that each statement of a graph supports; ask answers SPARQL (a store's `query`)."""
    found: dict[str, set[Triple]] = {}
    for row in ask(_ASSERTED).rows:
        statement, *parts = (cell.value for cell in row if cell)
        subject, property_, object_ = map(NamedNode, parts)
        found.setdefault(statement, set()).add(Triple(subject, property_, object_))
    return found


def _triples(told: list[Reported], asserted: Asserted, names: Names) -> Iterator[Triple]:
    yield from _actors(told, asserted, names)
    articles: set[str] = set()
    for each in told:
        if each.article not in articles:
            articles.add(each.article)
            yield from _ordered(_article(each))
        yield from _ordered(_statement(each, asserted.get(each.iri, ())))


def _actors(told: list[Reported], asserted: Asserted, names: Names) -> Iterator[Triple]:
    """Yield actors with their names, each followed by the flat triples that go from it."""
    triples = {triple for each in told for triple in asserted.get(each.iri, ())}
    it = (each.statement for each in told)
    codes = {code for one in it for code in (one.source, one.target, one.speaker, one.speaker_entity) if code}
    for code in codes:
        for language, name in names.get(code, {}).items():
            label = Literal(name, language=language) if language else Literal(name)
            triples.add(Triple(iris.entity(code), NamedNode(iris.SKOS + "prefLabel"), label))
    yield from _ordered(triples)


def _article(each: Reported) -> Iterator[Triple]:
    here = iris.article(each.article)
    yield Triple(here, _TYPE, iris.term("Article"))
    yield Triple(here, NamedNode(iris.SCHEMA + "identifier"), Literal(each.article))
    if each.title:
        yield Triple(here, NamedNode(iris.SCHEMA + "headline"), Literal(each.title, language=each.language))
    if each.published:
        datatype = _DATE if len(each.published) == len("2023-03-29") else _DATE_TIME
        yield Triple(here, NamedNode(iris.SCHEMA + "datePublished"), Literal(each.published, datatype=datatype))
    if each.outlet:
        yield Triple(here, iris.term("outlet"), Literal(each.outlet))
    if each.url:
        yield Triple(here, NamedNode(iris.SCHEMA + "url"), Literal(each.url))


def _statement(each: Reported, asserted: Iterable[Triple]) -> Iterator[Triple]:
    here, it = NamedNode(each.iri), each.statement
    told = Triple(iris.entity(it.source), iris.term(it.kind), iris.entity(it.target))
    for triple in {told, *asserted}:
        yield Triple(here, _REIFIES, triple)
    yield Triple(here, _TYPE, iris.term("RelationStatement"))
    yield Triple(here, iris.term("status"), iris.term(it.status))
    yield Triple(here, iris.term("confidence"), Literal(f"{it.confidence:.3f}", datatype=_DECIMAL))
    yield Triple(here, iris.term("inArticle"), iris.article(each.article))
    yield Triple(here, NamedNode(iris.PROV + "value"), Literal(each.quote, language=each.language))
    if each.fact:
        yield Triple(here, iris.term("reports"), NamedNode(each.fact))
    if each.outlet:
        yield Triple(here, iris.term("outlet"), Literal(each.outlet))
    if each.published:
        yield Triple(here, iris.term("reportedOn"), Literal(each.published[: len("2023-03-29")], datatype=_DATE))
    for name, code in (("speaker", it.speaker), ("speakerEntity", it.speaker_entity)):
        if code:
            yield Triple(here, iris.term(name), iris.entity(code))
    if it.time:
        yield Triple(here, iris.term("date"), Literal(str(it.time)))
        for name, day in (("eventStart", it.time.start), ("eventEnd", it.time.end)):
            yield Triple(here, iris.term(name), Literal(day.isoformat(), datatype=_DATE))


def _ordered(triples: Iterable[Triple]) -> Iterator[Triple]:
    return iter(sorted(triples, key=str))
