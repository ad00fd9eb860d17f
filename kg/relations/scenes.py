"""A sentence made ready for reading relations: words, clauses, actors, cues and governing verbs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lang import load
from kg.model import Entity, Mention, Quote, Span
from kg.relations.cues import Cues, Governor, Hit
from kg.relations.grammar import grammar
from kg.relations.parses import Parse
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.text.words import Word

_HARD = re.compile(r"[.؛;:!؟?\n]|\s[-–—]\s")
_SOFT = re.compile(r"[،,()]")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence: `clauses` numbers the clause of each word (apart at stops and colons), `steps` counts the commas,
    conjunctions and relative pronouns before it, `quotes` the innermost quotation of each word,
    `verbs` are the indices of the words known to be finite verbs."""

    text: str
    span: Span
    words: tuple[Word, ...]
    clauses: tuple[int, ...]
    steps: tuple[int, ...]
    quotes: tuple[Quote | None, ...]
    phrases: tuple[Phrase, ...]
    hits: tuple[Hit, ...]
    governors: tuple[Governor, ...]
    verbs: frozenset[int]
    language: str
    parse: Parse | None = None

    def gap(self, index: int) -> str:
        """Return what stands between the word at index and the word before it."""
        return self.text[self.words[index - 1].end : self.words[index].start] if index else ""


def scene(
    text: str,
    span: Span,
    words: tuple[Word, ...],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    quotes: Sequence[Quote],
    cues: Cues,
    language: str,
    parse: Parse | None = None,
) -> Scene | None:
    """Make a sentence ready; mentions and quotes are those that touch it.

    Return None where it can hold no statement: it has no cue.
    """
    clauses, steps = _clauses(text, words, language)
    hits = _without_names(cues.find(words, clauses), words, mentions)
    if not hits:
        return None
    governors = tuple(each for each in cues.governors(words) if not _is_named(each.place, words, mentions))
    hits = tuple(grammar(language).sift(hits, governors, steps, text, words))
    masdars = {hit.first for hit in hits if hit.form.kind == "noun"} - {hit.first for hit in hits if hit.is_verb}
    governors = tuple(each for each in governors if not (each.form.kind == "past" and each.place in masdars))
    verbs = frozenset(
        [hit.first for hit in hits if hit.is_verb]
        + [governor.place for governor in governors if governor.form.kind in ("past", "present")]
    )
    nouns = frozenset(hit.first for hit in hits if not hit.is_verb)
    nouns |= frozenset(hit.last for hit in hits)
    return Scene(
        text=text,
        span=span,
        words=words,
        clauses=clauses,
        steps=steps,
        quotes=tuple(_innermost(words, quotes)) if quotes else (None,) * len(words),
        phrases=grammar(language).phrases(text, words, mentions, entities, verbs, nouns - verbs),
        hits=hits,
        governors=governors,
        verbs=verbs,
        language=language,
        parse=parse,
    )


def _without_names(hits: Sequence[Hit], words: Sequence[Word], mentions: Sequence[Mention]) -> tuple[Hit, ...]:
    """Leave out words that are part of a name: "حرب" of "عبد الرحمن حرب", "التعاون" of "مجلس التعاون"."""
    return tuple(hit for hit in hits if not _is_named(hit.first, words, mentions))


def _is_named(index: int, words: Sequence[Word], mentions: Sequence[Mention]) -> bool:
    """Tell whether the word is part of a mention: "الغاني" is no form of "ألغى"."""
    word = words[index]
    return any(mention.span.start < word.end and word.start < mention.span.end for mention in mentions)


def _innermost(words: Sequence[Word], quotes: Sequence[Quote]) -> Iterator[Quote | None]:
    """Yield for each word the innermost quotation around it, in one pass over both."""
    waiting = sorted(quotes, key=lambda quote: (-quote.span.start, quote.span.end))
    around: list[Quote] = []
    for word in words:
        while waiting and waiting[-1].span.start <= word.start:
            around.append(waiting.pop())
        while around and around[-1].span.end <= word.start:
            around.pop()
        yield around[-1] if around else None


@cache
def _breaks(language: str) -> frozenset[str]:
    """Return the words with which a new step begins."""
    grammar = particles(language)
    return frozenset(grammar.get("boundary", {}).keys() | grammar.get("relative", {}).keys())


def _clauses(text: str, words: Sequence[Word], language: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Number the clauses of a sentence, coarsely at stops and colons, finely at commas and conjunctions."""
    breaks, ordinal = _breaks(language), load(language).ORDINAL
    clauses, steps = [], []
    clause = step = 0
    before = words[0].start if words else 0
    for start, end, form in words:
        if start - before > 1:
            gap = text[before:start]
            if _HARD.search(gap) and not (ordinal and gap == f"{ordinal} " and text[before - 1].isdigit()):
                clause += 1
                step += 1
            elif _SOFT.search(gap):
                step += 1
        before = end
        if form in breaks:
            step += 1
        clauses.append(clause)
        steps.append(step)
    return tuple(clauses), tuple(steps)
