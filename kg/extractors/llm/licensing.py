"""Whether a passage, or what stands around it, names an actor at all."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache

from kg.extractors.llm.matching import plain
from kg.lang import load
from kg.model import EntityKind, Extraction, Knowledge, Span

_WORD = re.compile(r"[^\W_]+")
_BEFORE, _AFTER = 2, 1  # sentences around a passage in which its actors may be named: two hold nine of ten (measured)
_ENDING = 4  # letters that an ending may have
_SHORT = 4  # names shorter than this take no endings
Words = tuple[str, ...]


class Standing(IntEnum):
    """Where an article names an actor, seen from a passage."""

    NOWHERE = 0
    ELSEWHERE = 1
    NEAR = 2  # in the passage, in the sentences around it, or as who speaks it


class Names:
    """The names of every actor in the knowledge base, and the codes that names stand for."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the knowledge base."""
        self._knowledge = knowledge
        self._of = cache(self._names)
        self._codes = cache(self._named)

    def code(self, told: str) -> str | None:
        """Return the code of an actor as a model tells it: by code, or by one of its names."""
        known = self._knowledge.entities.get(told) or self._knowledge.entities.get(told.upper())
        if known is not None and known.kind in (EntityKind.STATE, EntityKind.ORG):
            return known.actor
        return self._codes().get(plain(told))

    def within(self, code: str, text: str, language: str) -> bool:
        """Tell whether a text has a name of an actor, with the clitics and endings of the language."""
        names = self._of(language).get(code, ())
        if not names:
            return False
        speech = load(language)
        forms = [speech.normalise(word) for word in _WORD.findall(text)]
        begun = [{segment.stem for segment in speech.segments(form)} | {form} for form in forms]
        return any(_stands(name, begun, forms, at) for name in names for at in range(len(forms) - len(name) + 1))

    def _named(self) -> Mapping[str, str]:
        """Return the code that each name stands for; a name of two actors stands for none."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self._knowledge.names:
            entity = self._knowledge.entities[name.entity]
            if entity.actor and entity.kind in (EntityKind.STATE, EntityKind.ORG):
                found[plain(name.text)].add(entity.actor)
        return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}

    def _names(self, language: str) -> Mapping[str, Sequence[Words]]:
        normalise = load(language).normalise
        found: dict[str, set[Words]] = defaultdict(set)
        for name in self._knowledge.names:
            entity = self._knowledge.entities[name.entity]
            code = entity.actor or entity.state
            if code and name.language == language and entity.kind is not EntityKind.PERSON:
                words = tuple(normalise(word) for word in _WORD.findall(name.text))
                if words:
                    found[code].add(words)
        return {code: tuple(sorted(names)) for code, names in found.items()}


class Licence:
    """Tells of the actors of one article where it names them."""

    def __init__(self, read: Extraction, names: Names) -> None:
        """Take what the rules have read of the article, and all names."""
        self._read, self._names = read, names
        self._mentions: dict[str, list[Span]] = defaultdict(list)
        entities = {entity.id: entity for entity in read.entities}
        for mention in read.mentions:
            entity = entities.get(mention.entity or "")
            for code in {mention.entity, entity.actor, entity.state} if entity else {mention.entity}:
                if code:
                    self._mentions[code].append(mention.span)

    def standing(self, code: str, passage: Span) -> Standing:
        """Tell where the article names an actor, seen from a passage."""
        near = around(passage, self._read.sentences, before=_BEFORE, after=_AFTER)
        if any(near.overlaps(span) for span in self._mentions[code]):
            return Standing.NEAR
        if any(quote.speaker == code and quote.span.overlaps(passage) for quote in self._read.quotes):
            return Standing.NEAR
        text, language = self._read.document.text, self._read.document.language
        if self._names.within(code, text[near.start : near.end], language):
            return Standing.NEAR
        if self._mentions[code] or self._names.within(code, text, language):
            return Standing.ELSEWHERE
        return Standing.NOWHERE


def around(passage: Span, sentences: Sequence[Span], *, before: int = 0, after: int = 0) -> Span:
    """Return the sentences that a passage touches, with so many before and after them."""
    touched = [number for number, span in enumerate(sentences) if span.overlaps(passage)]
    if not touched:
        return passage
    first = sentences[max(touched[0] - before, 0)]
    last = sentences[min(touched[-1] + after, len(sentences) - 1)]
    return Span(min(first.start, passage.start), max(last.end, passage.end))


def _stands(name: Words, begun: Sequence[set[str]], forms: Sequence[str], at: int) -> bool:
    """Tell whether a name stands at a word: its first may have clitics before it, its last an ending."""
    *start, last = name
    if start and (start[0] not in begun[at] or any(forms[at + n] != word for n, word in enumerate(start) if n)):
        return False
    there = {forms[at + len(start)]} if start else begun[at]
    if last in there:
        return True
    return len(last) >= _SHORT and any(form.startswith(last) and len(form) - len(last) <= _ENDING for form in there)
