"""An article is read for the entities it names: its mentions, its entities and who says its quotations."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.entities import mentions as finding
from kg.entities.lexicon import Lexicon
from kg.entities.lines import Line, Passage
from kg.entities.linking import Register
from kg.model import Document, Entity, EntityKind, Knowledge, Mention, Quote, Span
from kg.text.words import Word


class Reading(NamedTuple):
    """What an article names: mentions in order, every entity once, and its quotations with their speakers."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]


def read(
    document: Document,
    sentences: Sequence[Span],
    words: Sequence[Sequence[Word]],
    quotes: Sequence[Quote],
    knowledge: Knowledge,
) -> Reading:
    """Return the mentions and entities of an article, and its quotations with their speakers.

    `words` holds the words of each sentence, in the order of `sentences`.
    """
    lexicon = _lexicon(_Key(knowledge), document.language)
    register = Register(lexicon, document.language)
    found: list[Mention] = []
    for sentence in words:
        line = Line(document.text, sentence, lexicon)
        for passage in finding.find(line):
            found.extend(_mentions(line, passage, register))
    return Reading(tuple(found), tuple(register.entities()), tuple(quotes))


class _Key:
    """Stands for a knowledge base as a key of the cache: the same object, the same lexicon."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.knowledge is self.knowledge


@lru_cache(maxsize=8)
def _lexicon(key: _Key, language: str) -> Lexicon:
    return Lexicon(key.knowledge, language)


def _mentions(line: Line, passage: Passage, register: Register) -> tuple[Mention, ...]:
    entity = register.link(line, passage)
    kind = passage.kind
    if entity is None:
        return ()
    known = line.lexicon.knowledge.entities.get(entity)
    if kind is EntityKind.STATE and known is not None:
        kind = known.kind
    return (Mention(line.span(passage.start, passage.end), kind, entity, passage.via),)
