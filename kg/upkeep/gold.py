"""Judged articles are written as gold: what extraction is measured against."""

from collections.abc import Iterator
from typing import Any

from kg.model import Extraction, Knowledge, Statement
from kg.rdf import articles, verdicts
from kg.rdf.verdicts import JUDGED, Told
from kg.stores import Store


def records(store: Store, knowledge: Knowledge) -> Iterator[dict[str, Any]]:  # Any: JSON values
    """Yield each article on which verdicts were given, in the form that docs/judging.md describes."""
    given = verdicts.read(store.query)
    held = {cell.value for row in store.query(_ARTICLES).rows for cell in row if cell}
    for article in sorted({verdict.article for verdict in given} & held):
        extraction = articles.extraction(store.query, article, knowledge)
        yield _record(extraction, knowledge, verdicts.applied(extraction, knowledge, given))


_ARTICLES = "SELECT ?id WHERE { GRAPH ?article { ?article a sr:Article ; schema:identifier ?id } }"


def _record(extraction: Extraction, knowledge: Knowledge, told: tuple[Told, ...]) -> dict[str, Any]:
    document = extraction.document
    return {
        "id": document.id,
        "language": document.language,
        "date": document.published[:10] if document.published else None,
        "outlet": document.outlet,
        "text": document.text,
        "entities": _entities(extraction, knowledge),
        "statements": [
            _statement(each, document.text) for each in sorted(told, key=lambda each: each.statement.evidence)
        ],
    }


def _statement(told: Told, text: str) -> dict[str, Any]:
    statement: Statement = told.statement
    return {
        "source": statement.source,
        "kind": statement.kind,
        "target": statement.target,
        "status": statement.status.value,
        "speaker": statement.speaker,
        "date": str(statement.time) if statement.time else None,
        "evidence": text[statement.evidence.start : statement.evidence.end],
        "judged": _judged(told),
    }


def _judged(told: Told) -> str:
    if told.is_rejected:
        return "rejected"
    if told.corrects or told.statement.rule == JUDGED:
        return "corrected" if told.corrects else "confirmed"
    return "confirmed" if told.is_confirmed else "none"


def _entities(extraction: Extraction, knowledge: Knowledge) -> list[dict[str, Any]]:
    """Return each entity that the article names, by the longest name that it gives it."""
    known = {**{entity.id: entity for entity in extraction.entities}, **knowledge.entities}
    names: dict[str, tuple[str, str]] = {}
    for mention in extraction.mentions:
        words = extraction.document.text[mention.span.start : mention.span.end]
        if mention.entity is not None and len(words) > len(names.get(mention.entity, ("", ""))[1]):
            names[mention.entity] = (mention.kind.value, words)
    return [
        {"type": kind, "name": words, "state": known[id_].state or known[id_].actor if id_ in known else None}
        for id_, (kind, words) in sorted(names.items())
    ]
