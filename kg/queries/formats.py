"""Answers are written as a table for the terminal, as CSV, as SPARQL results in JSON, or as triples."""

import csv
import io
import json
import re
import unicodedata

from kg.errors import QueryError
from kg.rdf.results import Cell, Result

FORMATS = ("table", "csv", "json")  # of rows
TRIPLES = ("turtle", "ntriples")
_WIDEST = 60  # columns of a terminal that one cell may take
# Characters that steer a terminal or turn the order of letters around, beside those that text files may hold.
_TURNING = r"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_STEERING = re.compile(rf"[\x00-\x1f{_TURNING}]")
_STEERING_CSV = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ESCAPED = re.compile(f"[{_TURNING}]")
_FORMULA = ("=", "+", "-", "@", "\t", " =", " +", " -", " @")


def write(result: Result, format_: str) -> str:
    """Return an answer in one of FORMATS or, for CONSTRUCT and DESCRIBE, TRIPLES; Turtle stands for a table of triples.

    That it is cut a table and triples say themselves; CSV and JSON have no place for it.

    Raises QueryError if the answer is none that the format can hold.
    """
    if result.triples is not None:
        if format_ not in ("table", *TRIPLES):
            raise QueryError(f"CONSTRUCT and DESCRIBE give triples, no {format_}; write them as {' or '.join(TRIPLES)}")
        from kg.rdf import triples  # brings the engine, which only triples need here

        text = triples.ntriples(result.triples) if format_ == "ntriples" else triples.turtle(result.triples)
        return _escaped(text) + (f"# {result.cut}\n" if result.cut else "")
    if format_ in TRIPLES:
        raise QueryError(
            f"SELECT and ASK give no triples; write their answer as {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
        )
    return {"table": _table, "csv": _csv, "json": _json}[format_](result)


def plain(text: str) -> str:
    """Return text without anything that steers a terminal, line ends as blanks.

    >>> plain("a\\x1b[31mb\\u202ec")
    'a [31mb c'
    """
    return _STEERING.sub(" ", text)


def _texts(result: Result) -> list[list[str]]:
    return [["" if cell is None else cell.value for cell in row] for row in result.rows]


def _table(result: Result) -> str:
    if result.truth is not None:
        return f"{'yes' if result.truth else 'no'}\n"
    rows = [[_short(plain(text)) for text in row] for row in _texts(result)]
    columns = [plain(name) for name in result.columns]
    widths = [max(map(_width, column)) for column in zip(columns, *rows, strict=True)]
    lines = [_line(columns, widths), _line(["-" * width for width in widths], widths)]
    lines += [_line(row, widths) for row in rows]
    more = f"; {result.cut}, there are more" if result.cut else ""
    lines.append(f"({len(rows)} {'row' if len(rows) == 1 else 'rows'}{more})")
    return "\n".join(lines) + "\n"


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """Return how many columns of a terminal text takes: marks take none, wide letters two."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _csv(result: Result) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if result.truth is not None:
        writer.writerow(["answer"])
        writer.writerow([str(result.truth).lower()])
        return out.getvalue()
    writer.writerow(result.columns)
    writer.writerows([safe(text) for text in row] for row in _texts(result))
    return out.getvalue()


def safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay as they are."""
    # A bare carriage return stays unquoted by the csv module, and readers take it for the end of the row.
    text = _STEERING_CSV.sub(" ", text.replace("\r\n", "\n"))
    if text.startswith(_FORMULA) and not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return "'" + text
    return text


def _json(result: Result) -> str:
    if result.truth is not None:
        return json.dumps({"head": {}, "boolean": result.truth}) + "\n"
    bindings = [
        {name: _binding(cell) for name, cell in zip(result.columns, row, strict=True) if cell is not None}
        for row in result.rows
    ]
    answer = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return _escaped(json.dumps(answer, ensure_ascii=False, indent=1)) + "\n"


def _escaped(text: str) -> str:
    """Return JSON or N-Triples with what steers a terminal written as escapes: what is read from it stays the same."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", text)


def _binding(cell: Cell) -> dict[str, str]:
    kind = {"iri": "uri", "blank": "bnode"}.get(cell.kind, "literal")
    found = {"type": kind, "value": cell.value}
    if cell.language:
        found["xml:lang"] = cell.language
    elif cell.datatype and not cell.datatype.endswith("#string"):
        found["datatype"] = cell.datatype
    return found
