"""An article is read for the entities it names: its mentions, its entities and who says its quotations."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.entities import apposition, context, coreference, doubts, headfinal, mentions, speakers
from kg.entities.lexicon import Lexicon
from kg.entities.lines import Found, Line, Passage
from kg.entities.linking import Register
from kg.entities.tagged import Named, join
from kg.model import Document, Entity, EntityKind, Knowledge, Mention, Quote, Span, Via
from kg.text.words import Word
from kg.text.words import words as divide

_LONGEST_DATELINE = 60
_DATELINE_ENDS = (":", "-", "–", "—", "ـ")


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
    names: Sequence[Named] = (),
) -> Reading:
    """Return the mentions and entities of an article, and its quotations with their speakers.

    `words` holds the words of each sentence, in the order of `sentences`; `names` are those that a tagger sees.
    """
    lexicon = _lexicon(_Key(knowledge), document.language)
    lines = tuple(Line(document.text, sentence, lexicon) for sentence in words)
    register = Register(lexicon, document)
    if lexicon.language.HEAD_LAST:
        settled = doubts.settle(lines, doubts.unlike_surnames(lines, tuple(map(headfinal.find, lines))))
    else:
        settled = doubts.settle(lines, tuple(map(mentions.find, lines)))
    if names:
        settled = tuple(join(line, passages, names) for line, passages in zip(lines, settled, strict=True))
    passages = tuple(map(apposition.attach, lines, settled))
    if not register.at_home(passages):
        passages = context.attribute(lines, passages)
    found = coreference.holders(register.link_all(lines, passages), lexicon.heads)
    spoken = speakers.assign(quotes, lines, sentences, found, document.language)
    register.visit(_datelines(document, lexicon))
    resolved = coreference.Resolver(spoken, register.is_state, lexicon.called, lexicon.beside).resolve(found)
    for one in resolved:
        register.acted(one.actor, lines[one.sentence], one.passage)
    told = tuple(
        Mention(_bare_span(one, lines[one.sentence]), _kind(one, knowledge), one.entity, one.passage.via)
        for one in resolved
    )
    return Reading(told, tuple(register.entities()), spoken)


def _datelines(document: Document, lexicon: Lexicon) -> Iterator[tuple[Line, Passage]]:
    """Yield the places and states that datelines name ("برلين، ألمانيا (CNN) -- "): told of, but no mentions."""
    for span in document.furniture:
        text = document.text[span.start : span.end].rstrip()
        if len(text) > _LONGEST_DATELINE or not text.endswith(_DATELINE_ENDS):
            continue
        line = Line(document.text, divide(document.text, span, lexicon.language), lexicon)
        for passage in mentions.find(line):
            if passage.kind in {EntityKind.PLACE, EntityKind.STATE} and not passage.doubtful:
                yield line, passage


def _bare_span(one: Found, line: Line) -> Span:
    """Return where the mention stands without the conjunction, preposition and ending written together with it."""
    match = line.match(one.passage.start)
    prefix = match.prefix if match else line.facts(one.passage.start).clitics
    letters = len(prefix.removesuffix(line.lexicon.language.ARTICLE))
    if line.words[one.passage.start].form[letters - 1 : letters + 1] == line.lexicon.language.GENITIVE * 2:
        letters -= 1  # "للعراق": without its first letter it would be no word
    start, word = one.span.start, line.words[one.passage.start]
    while letters and start < word.end - 1 and start < one.span.end - 1:
        letters -= bool(line.lexicon.language.normalise(line.text[start]))
        start += 1
    return Span(start, max(one.span.end - one.passage.ending, start + 1))


def _kind(one: Found, knowledge: Knowledge) -> EntityKind:
    known = knowledge.entities.get(one.entity) if one.entity else None
    if known is None or one.passage.kind is EntityKind.PERSON:
        return one.passage.kind
    return known.kind if one.passage.kind is EntityKind.STATE or one.passage.via is Via.CAPITAL else one.passage.kind


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
