"""An Extraction is written as one line of JSON."""

import json
from typing import Any

from kg.model import Entity, Extraction, Span, Statement


def line(extraction: Extraction) -> str:
    """Return an extraction as JSON, in the form that docs/json.md describes."""
    return json.dumps(record(extraction), ensure_ascii=False)


def record(extraction: Extraction) -> dict[str, Any]:  # Any: JSON values
    """Return an extraction as the dictionary that becomes its line of JSON."""
    document = extraction.document
    told: dict[str, Any] = {  # Any: JSON values
        "article": {
            "id": document.id,
            "language": document.language,
            "title": document.title,
            "published": document.published,
            "modified": document.modified,
            "outlet": document.outlet,
            "url": document.url,
            "text": document.text,
        },
        "entities": [_entity(entity) for entity in extraction.entities],
        "statements": [_statement(statement, document.text) for statement in extraction.statements],
        "made_by": extraction.made_by,
    }
    if extraction.usage is not None:  # a language model has read it
        told["remarks"] = [remark._asdict() for remark in extraction.remarks]
        told["usage"] = extraction.usage._asdict()
    return told


def _entity(entity: Entity) -> dict[str, Any]:
    names = [name for _, name in entity.names]
    return {
        "id": entity.id,
        "type": entity.kind.value,
        "name": names[0] if names else entity.id,
        "aliases": names[1:],
        "actor": entity.actor,
        "state": entity.state,
    }


def _statement(statement: Statement, text: str) -> dict[str, Any]:
    return {
        "source": statement.source,
        "kind": statement.kind,
        "target": statement.target,
        "status": statement.status.value,
        "speaker": statement.speaker,
        "speaker_entity": statement.speaker_entity,
        "date": str(statement.time) if statement.time else None,
        "evidence": _quote(statement.evidence, text),
        "also": [_quote(span, text) for span in statement.also],
        "rule": statement.rule,
        "confidence": statement.confidence,
    }


def _quote(span: Span, text: str) -> dict[str, Any]:
    return {"quote": text[span.start : span.end], "start": span.start, "end": span.end}
