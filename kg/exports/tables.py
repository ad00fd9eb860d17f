"""Rows are written as CSV or tab-separated, with no cell that a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO

from kg.model import Knowledge, Span
from kg.queries.formats import safe
from kg.rdf.read import Reported
from kg.views.network import relation

STATEMENT = (
    "statement", "fact", "article", "source", "source_name", "kind", "family", "sign", "target", "target_name",
    "status", "speaker", "speaker_entity", "date", "event_start", "event_end", "precision", "time_words",
    "confidence", "rule", "quote", "start", "end", "also", "before", "after", "language", "title", "published",
    "outlet", "url",
)  # fmt: skip
Row = Mapping[str, object]


def write(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes], delimiter: str = ",") -> int:
    """Write rows under their columns, empty where a row has nothing; return how many there are."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n", delimiter=delimiter)
    writer.writerow(columns)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  the count is what is returned
        writer.writerow([safe(_cell(row.get(name))) for name in columns])
    text.detach()
    return count


def statements(reported: Iterable[Reported], base: Knowledge) -> Iterable[Row]:
    """Return a row for each statement, with everything that is known of it."""
    return (_statement(each, base) for each in reported)


def name_of(code: str, base: Knowledge) -> str:
    """Return the English name of an actor, its code if there is none."""
    entity = base.entities.get(code)
    return dict(entity.names).get("en", code) if entity else code


def _statement(reported: Reported, base: Knowledge) -> Row:
    it = reported.statement
    kind = relation(it.kind, base)
    row: dict[str, object] = {name: getattr(it, name) for name in ("source", "kind", "target", "status", "speaker")}
    row |= {name: getattr(it, name) for name in ("speaker_entity", "confidence", "rule")}
    row |= {name: getattr(reported, name) for name in ("article", "fact", "quote", "before", "after", "language")}
    row |= {name: getattr(reported, name) for name in ("title", "published", "outlet", "url")}
    row |= {"statement": reported.iri, "family": kind.family, "sign": kind.sign}
    row |= {"source_name": name_of(it.source, base), "target_name": name_of(it.target, base)}
    row |= {"start": it.evidence.start, "end": it.evidence.end, "also": it.also}
    if it.time:
        row |= {"date": str(it.time), "precision": it.time.precision, "time_words": it.time.text}
        row |= {"event_start": it.time.start.isoformat(), "event_end": it.time.end.isoformat()}
    return row


def _cell(value: object) -> str:
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if isinstance(value, tuple):
        return " ".join(map(_cell, value)) if value and isinstance(value[0], Span) else "; ".join(map(_cell, value))
    return "" if value is None else str(value)
