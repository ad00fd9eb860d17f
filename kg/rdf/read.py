"""Statements are read back from a graph, each with the article that makes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.model import Precision, Span, Statement, Status, Time
from kg.rdf import iris
from kg.rdf.results import Cell, Result

_QUERY = """
SELECT * WHERE {
  GRAPH ?article {
    ?statement a sr:RelationStatement ; sr:source ?source ; sr:kind ?kind ; sr:target ?target ; sr:status ?status ;
      sr:rule ?rule ; sr:confidence ?confidence ; sr:evidence ?evidence .
    ?evidence oa:hasSelector ?words , ?position .
    ?words oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
    ?position oa:start ?start ; oa:end ?end .
    ?article schema:identifier ?id ; schema:inLanguage ?language .
    OPTIONAL { ?statement sr:reports ?fact }
    OPTIONAL { ?statement sr:speaker ?speaker }
    OPTIONAL { ?statement sr:speakerEntity ?speakerEntity }
    OPTIONAL { ?statement sr:eventStart ?from ; sr:eventEnd ?to ; sr:precision ?precision ; sr:timeWords ?timeWords }
    OPTIONAL { ?article schema:headline ?title }
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article sr:outlet ?outlet }
    OPTIONAL { ?article schema:url ?url }
  }
}
"""

_ALSO = """
SELECT ?statement ?start ?end WHERE {
  GRAPH ?article { ?statement sr:also/oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end }
}
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """A statement as an article makes it: its words with some text around them, where they stand, the fact reported."""

    iri: str
    statement: Statement
    article: str
    language: str
    quote: str
    before: str
    after: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    fact: str | None = None


def statements(ask: Callable[[str], Result]) -> tuple[Reported, ...]:
    """Return every statement of a graph, sorted by article and place; ask answers SPARQL (a store's `query`)."""
    result = ask(_QUERY)
    also: dict[str, list[Span]] = {}
    for statement, start, end in ask(_ALSO).rows:
        if statement and start and end:
            also.setdefault(statement.value, []).append(Span(int(start.value), int(end.value)))
    found = [_reported(dict(zip(result.columns, row, strict=True)), also) for row in result.rows]
    return tuple(sorted(found, key=lambda each: (each.article, each.statement.evidence, each.iri)))


def _reported(row: Mapping[str, Cell | None], also: Mapping[str, list[Span]]) -> Reported:
    def text(name: str) -> str | None:
        cell = row.get(name)
        return None if cell is None else cell.value

    def must(name: str) -> str:
        return text(name) or ""

    return Reported(
        iri=must("statement"),
        statement=Statement(
            source=local(must("source")),
            kind=local(must("kind")),
            target=local(must("target")),
            status=Status(local(must("status"))),
            evidence=Span(int(must("start")), int(must("end"))),
            speaker=local(text("speaker")) if text("speaker") else None,
            speaker_entity=local(text("speakerEntity")) if text("speakerEntity") else None,
            time=time(text("from"), text("to"), text("precision"), must("timeWords")),
            also=tuple(sorted(also.get(must("statement"), ()))),
            rule=must("rule"),
            confidence=float(must("confidence")),
        ),
        article=must("id"),
        language=must("language"),
        quote=must("exact"),
        before=must("prefix"),
        after=must("suffix"),
        title=text("title"),
        published=text("published"),
        outlet=text("outlet"),
        url=text("url"),
        fact=text("fact"),
    )


def time(start: str | None, end: str | None, precision: str | None, words: str) -> Time | None:
    """Return when something happened, from what a graph says of it; None where it does not say."""
    if start is None or end is None or precision is None:
        return None
    return Time(date.fromisoformat(start), date.fromisoformat(end), Precision(precision), words)


def local(iri: str | None) -> str:
    """Return the code, id or term at the end of an IRI of ours.

    >>> local("https://w3id.org/state-relations/id/ISR")
    'ISR'
    """
    from urllib.parse import unquote

    for base in (iris.ID, iris.SR, iris.ARTICLE):
        if iri and iri.startswith(base):
            return unquote(iri[len(base) :])
    return iri or ""


def names(ask: Callable[[str], Result]) -> dict[str, dict[str, str]]:
    """Return the names of every entity of a graph by id and language."""
    result = ask(
        "SELECT ?entity ?name WHERE { ?entity skos:prefLabel ?name FILTER(STRSTARTS(STR(?entity), STR(id:))) }"
    )
    found: dict[str, dict[str, str]] = {}
    for entity, name in sorted(_pairs(result.rows)):
        found.setdefault(local(entity.value), {}).setdefault(name.language or "", name.value)
    return found


def ledger(ask: Callable[[str], Result]) -> dict[str, tuple[str, str]]:
    """Return for each article of a graph its content hash and what read it."""
    result = ask(
        "SELECT ?article ?hash ?by WHERE { GRAPH ?ledger { ?article sr:contentHash ?hash ; sr:madeBy ?by } "
        "FILTER(STRENDS(STR(?ledger), '/graph/ledger')) }"
    )
    return {
        local(article.value): (hash_.value, by.value) for article, hash_, by in result.rows if article and hash_ and by
    }


def knowledge_version(ask: Callable[[str], Result]) -> str | None:
    """Return the version of the knowledge that a store holds, None if it holds none."""
    rows = ask(f"SELECT ?version WHERE {{ GRAPH {iris.KNOWLEDGE} {{ {iris.KNOWLEDGE} sr:version ?version }} }}").rows
    return next((cell.value for row in rows for cell in row if cell), None)


def _pairs(rows: Iterable[tuple[Cell | None, ...]]) -> Iterable[tuple[Cell, Cell]]:
    return ((row[0], row[1]) for row in rows if row[0] is not None and row[1] is not None)
