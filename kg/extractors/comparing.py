"""What only one of two extractors finds in an article."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from kg.model import Entity, Extraction, Mention, Statement

Each = TypeVar("Each")


class Difference(NamedTuple):
    """That one extractor alone finds something: which of the two (0 or 1), what it is, and where it stands."""

    which: int
    kind: str
    what: str
    words: str


def compare(one: Extraction, other: Extraction) -> Iterator[Difference]:
    """Yield what only one of two readings of an article has: mentions by place and kind, statements by what they tell.

    A mention that the other has longer or shorter is told by both.
    """
    text = one.document.text
    for which, here, there in ((0, one, other), (1, other, one)):
        names = {entity.id: _name(entity) for entity in here.entities}
        for mention in _only(here.mentions, there.mentions, lambda each: (each.span, each.kind)):
            yield Difference(which, mention.kind.value, _called(mention, names), _quoted(text, mention))
    for which, here, there in ((0, one, other), (1, other, one)):
        for statement in _only(here.statements, there.statements, _told):
            start, end = statement.evidence
            yield Difference(which, "statement", " ".join(_told(statement)), _line(text[start:end]))


def _only(here: Sequence[Each], there: Sequence[Each], key: Callable[[Each], object]) -> Iterator[Each]:
    known = set(map(key, there))
    return (each for each in here if key(each) not in known)


def _told(statement: Statement) -> tuple[str, ...]:
    return statement.source, statement.kind, statement.target, statement.status.value


def _called(mention: Mention, names: dict[str, str]) -> str:
    return names.get(mention.entity or "", mention.entity or "unresolved")


def _name(entity: Entity) -> str:
    return next((name for _, name in entity.names), entity.id)


def _quoted(text: str, mention: Mention) -> str:
    return _line(text[mention.span.start : mention.span.end])


def _line(text: str) -> str:
    return " ".join(text.split())
