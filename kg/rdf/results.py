"""Answers to queries as plain values, whatever engine gave them."""

from typing import NamedTuple


class Cell(NamedTuple):
    """One value of an answer: kind is "iri", "literal" or "blank"."""

    kind: str
    value: str
    language: str | None = None
    datatype: str | None = None


class Result(NamedTuple):
    """An answer: columns and rows of a SELECT, `truth` of an ASK, `triples` (N-Triples text) of a CONSTRUCT.

    `cut` says why it is not whole ("cut at 10,000 rows"), and is None where it is; whoever shows it says so too.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    truth: bool | None = None
    triples: str | None = None
    cut: str | None = None
