"""What tests of graphs share: the knowledge, and articles made by hand."""

from collections.abc import Callable
from datetime import date

import pytest

from kg.model import Document, Extraction, Knowledge, Precision, Span, Statement, Status, Time
from kg.vocabulary import knowledge

Tell = Callable[..., Extraction]


@pytest.fixture(scope="session")
def base() -> Knowledge:
    return knowledge()


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Return a function that makes an Extraction of which each sentence is one statement.

    A statement is (source, kind, target) or, after these, a dictionary of status, speaker, day, confidence and words.
    """
    return _tell


def _tell(id_: str, *told: tuple, made_by: str = "by hand", **document: str) -> Extraction:
    text, statements = "", []
    for source, kind, target, *more in told:
        given = dict(more[0]) if more else {}
        words = given.pop("words", f"{source} {kind} {target}.")
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        day = given.pop("day", None)
        status = Status(given.pop("status", "actual"))
        time = Time(date.fromisoformat(day), date.fromisoformat(day), Precision.DAY, "يومها") if day else None
        given.setdefault("confidence", 0.9)
        statements.append(Statement(source, kind, target, status, span, time=time, rule="by-hand", **given))
    return Extraction(Document(id_, text or "لا شيء.", **document), statements=tuple(statements), made_by=made_by)
