"""Who says each quotation is read from the words around its verb."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.entities import subjectfirst
from kg.entities.headfinal import is_ending
from kg.entities.lines import Found, Line
from kg.lang import load, rows
from kg.model import EntityKind, Quote, Span, Via
from kg.text.speech import Cue, complementisers, cues

_POST = 6  # words of a post between the name of its holder and the body: "فلان، رئيس البروتوكول في وزارة ..."
_ADVERBS = 4  # words that may stand between the verb and its subject
_COMMAS = ("،", ",")
_FOLLOWS = {"relay", "attribution"}


class _Voice(NamedTuple):
    """An actor that speaks, and the person or body that speaks for it; `told` where the text says who speaks."""

    actor: str | None
    entity: str | None
    told: bool = True


_NOBODY = _Voice(None, None, told=False)
# "Sources", a newspaper, observers: somebody speaks, but no actor, and "he added" goes on with him.
_NAMELESS = _Voice(None, None)


def assign(
    quotes: Sequence[Quote], lines: Sequence[Line], spans: Sequence[Span], found: Sequence[Found], language: str
) -> tuple[Quote, ...]:
    """Return the quotations with their speakers, in the same order."""
    starts = [span.start for span in spans]
    by_sentence: dict[int, list[Found]] = {}
    for one in found:
        by_sentence.setdefault(one.sentence, []).append(one)
    last, named, place = _NOBODY, _NOBODY, -1
    voices: dict[Span, _Voice] = {}
    said: dict[int, Sequence[Cue]] = {}
    spoken = []
    for quote in sorted(quotes, key=lambda quote: (quote.verb or quote.span).start):
        if quote.verb is None:
            number = bisect_right(starts, quote.span.start) - 1
            voice = _headline(lines[number], by_sentence.get(number, ()), quote) or last
        elif quote.verb in voices:
            voice = voices[quote.verb]
        else:
            number = bisect_right(starts, quote.verb.start) - 1
            here = last if place == number else _NOBODY
            if number not in said:
                said[number] = cues(lines[number].words, language)
            # An agency that reports may go on ("وأضافت أن"), but "وحذرت السلطات" is not its voice.
            before = named if last == _NAMELESS and _has_subject(lines[number], quote.verb, said[number]) else last
            voice = _voice(quote, lines[number], by_sentence.get(number, ()), (before, here), said[number])
            voices[quote.verb] = voice
            place = number
        if voice != _NOBODY:
            last = voice
        if voice.actor:
            named = voice
        spoken.append(Quote(quote.span, quote.verb, voice.actor, voice.entity, quote.direct))
    return tuple(sorted(spoken, key=lambda quote: (quote.span.start, -quote.span.end, not quote.direct)))


def _has_subject(line: Line, verb: Span, said: Sequence[Cue]) -> bool:
    """Tell whether a definite noun follows a verb, the name of somebody told before: "وأكد العلاو"."""
    cue = next((cue for cue in said if cue.span(line.words) == verb), None)
    return cue is not None and _definite_follows(line, cue)


def _definite_follows(line: Line, cue: Cue) -> bool:
    if cue.kind != "verb" or cue.last >= len(line.words) or line.gap(cue.last):
        return False
    return line.words[cue.last].form.startswith(line.lexicon.language.ARTICLE)


def _headline(line: Line, found: Sequence[Found], quote: Quote) -> _Voice | None:
    """Return who is named first before a colon: "كوهين لنظيره: ..."."""
    first = next((one for one in found if one.span.end <= quote.span.start), None)
    return _voice_of(line, first) if first is not None and first.actor else None


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
        return _headed(line, before)
    if line.lexicon.language.HEAD_LAST:
        voice = _credited(line, cue, before) if cue.kind == "credit" else _subject(line, cue, after)
        return voice or _verb_last(line, cue, before, quote) or (here if here != _NOBODY else last)
    if cue.kind in _FOLLOWS:
        return _follows(line, cue, after, before, last)
    if line.lexicon.language.SUBJECT_FIRST:
        return _first(line, cue, before, after, (last, here), said)
    ahead = _ahead(line, cue, before)
    if ahead is not None:
        return ahead
    subject = _subject(line, cue, after)
    if subject is not None:
        return subject
    if cue.first and line.words[cue.first - 1].form in _spoken(line.lexicon.code, "pronoun"):
        return here if here != _NOBODY else last
    if cue.kind == "participle" or cue.joined:
        return here if here != _NOBODY else _main_voice(line, before, last, joined=cue.joined)
    if line.gap(cue.first) and _definite_follows(line, cue):
        # "في ظل العقوبات الأمريكية، أكد العلاو": somebody known, but no actor named here.
        return last
    return _topic(line, before) or last


def _first(
    line: Line,
    cue: Cue,
    before: Sequence[Found],
    after: Sequence[Found],
    earlier: tuple[_Voice, _Voice],
    said: Sequence[Cue],
) -> _Voice:
    """Return who speaks where the subject stands before its verb."""
    last, here = earlier
    told, one = subjectfirst.subject(line, cue, before, after, said)
    if told == "named" and one is not None:
        voice = _voice_of(line, one)
        if voice.actor is None and one.passage.state and one.passage.kind is EntityKind.PLACE:
            voice = _Voice(one.passage.state, None)
        return voice
    if told == "pronoun":
        return here if here != _NOBODY else last
    if told == "nameless":
        return _NAMELESS
    return here if here != _NOBODY else last


def _credited(line: Line, cue: Cue, before: Sequence[Found]) -> _Voice:
    """Return who stands right before an attribution: "Kremlin'e göre"."""
    near = before[-1] if before else None
    if near is None or cue.first - near.passage.end > 1 or line.gap(cue.first):
        return _NOBODY
    return _voice_of(line, near)


def _verb_last(line: Line, cue: Cue, before: Sequence[Found], quote: Quote) -> _Voice | None:
    """Return the subject of a verb at the end: whom a comma sets apart, else the first in the nominative.

    Of what "is said in a statement" it is whose statement is named: "Dışişleri Bakanlığından yapılan açıklamada".
    """
    outside = [one for one in before if not (quote.direct and quote.span.covers(one.span)) and _speaks(line, one)]
    issued = next((one for one in outside if _issues(line, one, cue)), None)
    if issued is not None:
        return _voice_of(line, issued)
    free = [one for one in outside if not _inflected(line, one)]
    apart = [one for one in free if _set_apart(line, one.passage.end)]
    chosen = next(iter(apart), None) or next((one for one in free if one.passage.kind is EntityKind.PERSON), None)
    chosen = chosen or next(iter(free), None)
    return None if chosen is None else _voice_of(line, chosen)


def _set_apart(line: Line, end: int) -> bool:
    """Tell whether a comma or a word like "ise" sets off a subject that ends before a word."""
    topical = end < len(line.words) and line.words[end].form in _spoken(line.lexicon.code, "topic")
    return topical or line.gap(end).startswith(_COMMAS)


def _speaks(line: Line, one: Found) -> bool:
    place = one.passage.kind is EntityKind.PLACE and one.passage.via is not Via.CAPITAL
    return bool(_spoken_for(line, one)) and not place and one.passage.via is not Via.DEMONYM


def _inflected(line: Line, one: Found) -> bool:
    """Tell whether an ending shows that a name is no subject."""
    return bool(one.passage.ending) or is_ending(line, one.passage.end, "case")


def _issues(line: Line, one: Found, cue: Cue) -> bool:
    """Tell whether a statement named behind somebody is his: "Kremlin'in açıklamasında"."""
    said = _spoken(line.lexicon.code, "statement")
    behind = range(one.passage.end, min(one.passage.end + _ADVERBS + 1, cue.first))
    return any(stem in said for index in behind for stem in line.lexicon.language.endings(line.words[index].form))


def _headed(line: Line, before: Sequence[Found]) -> _Voice:
    """Return who stands before a colon: "الوزير: سنرد", not "صحف أردنية: ..."."""
    for one in before:
        if not _prepositional(line, one) and one.passage.via is not Via.DEMONYM:
            return _voice_of(line, one)
    return _NAMELESS if _nameless(line, 0) else _NOBODY


def _ahead(line: Line, cue: Cue, before: Sequence[Found]) -> _Voice | None:
    """Return the subject right before a verb: "لكن موسكو انتقدت واشنطن"."""
    if cue.joined or cue.kind != "verb" or not before:
        return None
    one = before[-1]
    between = [word.form for word in line.words[one.passage.end : cue.first]]
    joined = _spoken(line.lexicon.code, "auxiliary").issuperset(between) and not line.gap(cue.first)
    if not joined or not _spoken_for(line, one):
        return None
    return None if _prepositional(line, one) or one.passage.via is Via.DEMONYM else _voice_of(line, one)


def _follows(line: Line, cue: Cue, after: Sequence[Found], before: Sequence[Found], last: _Voice) -> _Voice:
    """Return who stands after "وفق" or "نقلت الوكالة عن", a statement or source of his between the two."""
    that = complementisers(line.lexicon.code)
    for one in after[:1]:
        between = line.words[cue.last : one.passage.start]
        parted = any(line.gap(index) for index in range(cue.last + 1, one.passage.start + 1))
        if len(between) <= _ADVERBS and not parted and not any(word.form in that for word in between):
            # "لن تنسحب تركيا، بحسب وزير دفاعها": who is told before.
            own = one.passage.post.startswith("own")
            return _main_voice(line, before, last, joined=False) if own else _named(line, one, after)
    return _NAMELESS if _nameless(line, cue.last) else _NOBODY


def _subject(line: Line, cue: Cue, after: Sequence[Found]) -> _Voice | None:
    """Return the subject that follows a verb, _NOBODY if it is one of no known name, None if none follows."""
    index = cue.last
    following = {one.passage.start: one for one in after}
    for position in range(index, min(index + _ADVERBS, len(line.words))):
        one = following.get(position)
        if line.gap(position).strip("\"'“”«»") or _said_from(line, position):
            break
        if one is not None and (one.entity is not None or position == index):
            if _through(line, index, one) and _spoken_for(line, one):
                return _voice_of(line, one)
            if position > index and _nameless(line, index):
                return _NAMELESS
            # "عبر" is a preposition too, but here it is the verb itself.
            governed = _clitic(line, one) if position == index else _governed(line, one)
            return None if governed or not _agrees(line, cue, one) else _named(line, one, after)
    return _NAMELESS if _nameless(line, index) else None


def _said_from(line: Line, position: int) -> bool:
    """Tell whether what is said begins at a word: "وأضافت أنها تطالب" names no speaker."""
    return line.words[position].form in complementisers(line.lexicon.code)


def _named(line: Line, one: Found, after: Sequence[Found]) -> _Voice:
    """Return who is named, with whom he acts for told behind his name if it is not known otherwise."""
    voice = _voice_of(line, one)
    if voice.actor or one.passage.kind is not EntityKind.PERSON or not line.gap(one.passage.end).startswith(_COMMAS):
        return voice
    following = next((other for other in after if other.passage.start > one.passage.end), None)
    if following is None or not 0 < following.passage.start - one.passage.end <= _POST:
        return voice
    inside = range(one.passage.end + 1, following.passage.start + 1)
    if any(line.gap(index) for index in inside) or following.passage.via is Via.DEMONYM:
        return voice
    return voice._replace(actor=_spoken_for(line, following))


def _nameless(line: Line, index: int) -> bool:
    """Tell whether a verb has a voice of no name for its subject: "أفادت مصادر", "ذكرت صحيفة"."""
    return index < len(line.words) and line.words[index].form in _spoken(line.lexicon.code, "nameless")


def _through(line: Line, index: int, one: Found) -> bool:
    """Tell whether a nameless voice speaks for a body or state: "قالت مصادر في الخارجية التركية"."""
    between = [word.form for word in line.words[index : one.passage.start]]
    sources = _spoken(line.lexicon.code, "source")
    if not between or between[0] not in sources:
        return False
    if one.passage.via is Via.DEMONYM:
        # "مصادر في المعارضة السورية" speak for the opposition.
        return sources.issuperset(between)
    article = line.lexicon.language.ARTICLE
    return all(
        form in sources or form in _role(line.lexicon.code, "preposition") or form.startswith(article)
        for form in between
    )


def _agrees(line: Line, cue: Cue, one: Found) -> bool:
    """Tell whether a verb can have a state as its subject: "واتهم إسرائيل" has it as its object."""
    if one.passage.kind not in {EntityKind.STATE, EntityKind.PLACE} or one.passage.via not in {Via.NAME, Via.CAPITAL}:
        return True
    if one.passage.start > cue.last and line.definite(one.passage.start - 1):
        # "وطالبت الرابطة الصين": somebody else is the subject, what has the article takes no genitive.
        return False
    return line.lexicon.language.feminine(line.words[cue.first].form) or one.actor in line.lexicon.called("masculine")


def _governed(line: Line, one: Found) -> bool:
    """Tell whether a preposition or "أن" before the first word keeps it from being the subject of a verb before it."""
    before = line.words[one.passage.start - 1].form if one.passage.start else ""
    return _prepositional(line, one) or before in complementisers(line.lexicon.code)


def _prepositional(line: Line, one: Found) -> bool:
    """Tell whether a preposition stands before the first word."""
    before = line.words[one.passage.start - 1].form if one.passage.start else ""
    return _clitic(line, one) or before in _role(line.lexicon.code, "preposition")


def _clitic(line: Line, one: Found) -> bool:
    """Tell whether a preposition is written together with the first word."""
    match = line.match(one.passage.start)
    prefix = match.prefix if match else line.facts(one.passage.start).clitics
    language = line.lexicon.language
    return any(letter in prefix.removesuffix(language.ARTICLE) for letter in language.PREPOSITIONS)


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
        place = one.passage.kind is EntityKind.PLACE and one.passage.via is not Via.CAPITAL
        named = not place and one.passage.via is not Via.DEMONYM
        if _spoken_for(line, one) and named and not _governed(line, one):
            return _voice_of(line, one)
    return last


def _topic(line: Line, before: Sequence[Found]) -> _Voice | None:
    """Return who stands before the verb: "طهران أكدت"."""
    for one in before:
        acts = one.passage.kind is not EntityKind.PLACE or one.passage.via is Via.CAPITAL
        if one.passage.via is Via.DEMONYM:
            # "مصادر عسكرية إسرائيلية قالت"
            acts = one.passage.start > 0 and line.words[one.passage.start - 1].form in _spoken(
                line.lexicon.code, "source"
            )
        if _spoken_for(line, one) and acts and not _prepositional(line, one):
            return _voice_of(line, one)
    return None


def _voice_of(line: Line, one: Found) -> _Voice:
    actor = _spoken_for(line, one)
    if actor is None and one.passage.kind is not EntityKind.PERSON:
        return _NOBODY
    named = one.passage.kind in {EntityKind.PERSON, EntityKind.ORG}
    return _Voice(actor, one.entity if named and one.entity != actor else None)


def _spoken_for(line: Line, one: Found) -> str | None:
    """Return for whom somebody speaks, also a commission or post that does not act for its state in all it does."""
    if one.actor is not None:
        return one.actor
    sort, _, head = one.passage.post.partition(" ")
    if one.passage.kind is EntityKind.PERSON:
        return one.passage.state if sort and sort != "noble" else None
    return one.passage.state if sort == "body" and head in _spoken(line.lexicon.code, "public") else None
