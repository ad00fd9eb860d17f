"""Who says each quotation is read from the words around its verb."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.entities.lines import Found, Line
from kg.lang import load, rows
from kg.model import EntityKind, Quote, Span, Via
from kg.text.speech import Cue, complementisers, cues

_ADVERBS = 4  # words that may stand between the verb and its subject
_FOLLOWS = {"relay", "attribution"}


class _Voice(NamedTuple):
    """An actor that speaks, and the person or body that speaks for it."""

    actor: str | None
    entity: str | None


_NOBODY = _Voice(None, None)


def assign(
    quotes: Sequence[Quote], lines: Sequence[Line], spans: Sequence[Span], found: Sequence[Found], language: str
) -> tuple[Quote, ...]:
    """Return the quotations with their speakers, in the same order."""
    starts = [span.start for span in spans]
    by_sentence: dict[int, list[Found]] = {}
    for one in found:
        by_sentence.setdefault(one.sentence, []).append(one)
    last, place = _NOBODY, -1
    voices: dict[Span, _Voice] = {}
    said: dict[int, Sequence[Cue]] = {}
    spoken = []
    for quote in sorted(quotes, key=lambda quote: (quote.verb or quote.span).start):
        if quote.verb is None:
            number = bisect_right(starts, quote.span.start) - 1
            voice = _headline(by_sentence.get(number, ()), quote) or last
        elif quote.verb in voices:
            voice = voices[quote.verb]
        else:
            number = bisect_right(starts, quote.verb.start) - 1
            here = last if place == number else _NOBODY
            if number not in said:
                said[number] = cues(lines[number].words, language)
            voice = _voice(quote, lines[number], by_sentence.get(number, ()), (last, here), said[number])
            voices[quote.verb] = voice
            place = number
        if voice != _NOBODY:
            last = voice
        spoken.append(replace(quote, speaker=voice.actor, speaker_entity=voice.entity))
    return tuple(sorted(spoken, key=lambda quote: (quote.span.start, -quote.span.end, not quote.direct)))


def _headline(found: Sequence[Found], quote: Quote) -> _Voice | None:
    """Return who is named first before a colon: "كوهين لنظيره: ..."."""
    first = next((one for one in found if one.span.end <= quote.span.start), None)
    return _voice_of(first) if first is not None and first.actor else None


def _voice(
    quote: Quote, line: Line, found: Sequence[Found], before_it: tuple[_Voice, _Voice], said: Sequence[Cue]
) -> _Voice:
    """Return who speaks; `before_it` is who spoke last in the article and who in this sentence."""
    last, here = before_it
    verb = quote.verb
    assert verb is not None  # noqa: S101  # the caller has looked
    cue = next((cue for cue in said if cue.span(line.words) == verb), None)
    after = [one for one in found if one.span.start >= verb.end]
    before = [one for one in found if one.span.end <= verb.start]
    if cue is None:
        return _voice_of(after[0]) if after else last
    if cue.kind in _FOLLOWS:
        return _follows(cue, after)
    ahead = _ahead(line, cue, before)
    if ahead is not None:
        return ahead
    subject = _subject(line, cue, after)
    if subject is not None:
        return subject
    if cue.kind == "participle" or cue.joined:
        return here if here != _NOBODY else _main_voice(line, before, last, joined=cue.joined)
    return _topic(before) or last


def _ahead(line: Line, cue: Cue, before: Sequence[Found]) -> _Voice | None:
    """Return the subject right before a verb: "لكن موسكو انتقدت واشنطن"."""
    if cue.joined or cue.kind != "verb" or not before:
        return None
    one = before[-1]
    between = [word.form for word in line.words[one.passage.end : cue.first]]
    if not _spoken(line.lexicon.code, "auxiliary").issuperset(between) or line.gap(cue.first) or one.actor is None:
        return None
    return None if _governed(line, one) or one.passage.via is Via.DEMONYM else _voice_of(one)


def _follows(cue: Cue, after: Sequence[Found]) -> _Voice:
    """Return who stands after "وفق" or "نقلت الوكالة عن", a statement or source of his between the two."""
    for one in after:
        if one.passage.start - cue.last <= _ADVERBS:
            return _voice_of(one)
        break
    return _NOBODY


def _subject(line: Line, cue: Cue, after: Sequence[Found]) -> _Voice | None:
    """Return the subject that follows a verb, _NOBODY if it is one of no known name, None if none follows."""
    index = cue.last
    following = {one.passage.start: one for one in after}
    for position in range(index, min(index + _ADVERBS, len(line.words))):
        one = following.get(position)
        if line.gap(position).strip("\"'“”«»"):
            return None
        if one is not None:
            if _through(line, index, one):
                return _voice_of(one)
            return None if _governed(line, one) or not _agrees(line, cue, one) else _voice_of(one)
    return None


def _through(line: Line, index: int, one: Found) -> bool:
    """Tell whether a nameless voice speaks for a body or state: "قالت مصادر في الخارجية التركية"."""
    between = [word.form for word in line.words[index : one.passage.start]]
    sources = _spoken(line.lexicon.code, "source")
    if not between or between[0] not in sources:
        return False
    return all(form in sources or form in _role(line.lexicon.code, "preposition") for form in between)


def _agrees(line: Line, cue: Cue, one: Found) -> bool:
    """Tell whether a verb can have a state as its subject: "واتهم إسرائيل" has it as its object."""
    if one.passage.kind not in {EntityKind.STATE, EntityKind.PLACE} or one.passage.via not in {Via.NAME, Via.CAPITAL}:
        return True
    return line.lexicon.language.feminine(line.words[cue.first].form) or one.actor in line.lexicon.called("masculine")


def _governed(line: Line, one: Found) -> bool:
    """Tell whether a preposition before the first word keeps it from being a subject."""
    match = line.match(one.passage.start)
    prefix = match.prefix if match else line.facts(one.passage.start).clitics
    language = line.lexicon.language
    if any(letter in prefix.removesuffix(language.ARTICLE) for letter in language.PREPOSITIONS):
        return True
    before = line.words[one.passage.start - 1].form if one.passage.start else ""
    return before in _role(line.lexicon.code, "preposition") or before in complementisers(line.lexicon.code)


@cache
def _role(code: str, role: str) -> frozenset[str]:
    """Return the words of grammar of a role."""
    return frozenset(load(code).normalise(row["form"]) for row in rows(code, "particles") if row["role"] == role)


@cache
def _spoken(code: str, role: str) -> frozenset[str]:
    return frozenset(load(code).normalise(row["word"]) for row in rows(code, "auxiliaries") if row["role"] == role)


def _main_voice(line: Line, before: Sequence[Found], last: _Voice, *, joined: bool) -> _Voice:
    """Return who the sentence is about; a verb that goes on has the speaker of the words before."""
    if joined and last != _NOBODY:
        return last
    for one in before:
        named = one.passage.kind is not EntityKind.PLACE and one.passage.via is not Via.DEMONYM
        if one.actor and named and not _governed(line, one):
            return _voice_of(one)
    return last


def _topic(before: Sequence[Found]) -> _Voice | None:
    """Return who stands before the verb: "طهران أكدت"."""
    for one in before:
        if one.actor and (one.passage.kind is not EntityKind.PLACE or one.passage.via is Via.CAPITAL):
            return _voice_of(one)
    return None


def _voice_of(one: Found) -> _Voice:
    if one.actor is None and one.passage.kind is not EntityKind.PERSON:
        return _NOBODY
    named = one.passage.kind in {EntityKind.PERSON, EntityKind.ORG}
    return _Voice(one.actor, one.entity if named and one.entity != one.actor else None)
