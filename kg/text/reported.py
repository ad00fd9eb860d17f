"""Words that are said, but not within quotation marks, are found: "قال إن ..."."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.lang import load
from kg.model import Quote, Span
from kg.text.paragraphs import trim
from kg.text.speech import NAMED, THAT, Cue, adjuncts, asides, complementisers
from kg.text.words import Word, begun

# How many words may stand between a verb and its preposition: "وأعلنت الوزارة، أواخر العام الماضي، عن".
_PREPOSITION = 14
# Within a quotation "أن" must stand nearer to its verb: "نؤكد أن".
_QUOTED_WITHIN = 8
# A speaker before a colon, without a verb, is told in so many words.
_SPEAKER = 7
_SUBJECT = 12  # words between a comma and the verb of speech at the end of a sentence
_ADJUNCT = 5  # words that may tell there when it was said
_TIME = frozenset({"on", "in", "at", "after", "during", "late", "early", "yesterday", "today", "earlier"})
# What is said has at least so many words.
_SHORTEST = 2
_LONGEST_SUBJECT = 12  # words of a subject before the words said
_QUOTATION = '"«“”„‟‹″'
_QUOTED = frozenset(_QUOTATION)
_EDGE = ' \t\xa0\n\r،,؛;:-–—."»”'
_PARTING = ("،", ",", "؛", "»", '"', "”")
_BY = "ب"
_BY_THE = "بال"
_VERB_LAST = "<"  # in `Cue.takes`: the words said stand before


class Sentence(NamedTuple):
    """A sentence with its words and what in it introduces speech."""

    span: Span
    words: tuple[Word, ...]
    cues: tuple[Cue, ...]


class Spoken:
    """Tells which places of a text are within direct quotations."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take quotations in any order, nested or not."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def around(self, place: int) -> int:
        """Return the end of the outermost quotation around a place; -1 if there is none."""
        number = bisect_right(self._starts, place) - 1
        return self._ends[number] if number >= 0 and place < self._ends[number] else -1


def reported(text: str, sentence: Sentence, spoken: Spoken, language: str, *, headline: bool) -> Iterator[Quote]:
    """Yield what a sentence tells as said by somebody, outside quotation marks."""
    that = complementisers(language)
    until = sentence.span.start
    for number, cue in enumerate(sentence.cues):
        if cue.kind == "matter":
            continue
        if cue.kind == "attribution":
            part = _attributed(text, sentence, number, that, until)
        elif cue.kind == "credit":
            part = _credited(text, sentence, number)
        elif _VERB_LAST in cue.takes:
            part = Span(_behind_subject(text, sentence, cue, until), sentence.words[cue.first].start)
            until = sentence.words[cue.last - 1].end
        elif (part := _before(text, sentence, number, language, until)) is not None:
            until = sentence.words[cue.last - 1].end
        else:
            part = _said(text, sentence, number, language, spoken)
        if part and (part := _stripped(text, part)) and begun(sentence.words, part) >= _SHORTEST:
            until = max(until, part.end)
            yield Quote(part, cue.span(sentence.words), direct=False)
    if headline and not sentence.cues:
        yield from _headline(text, sentence)


def _before(text: str, sentence: Sentence, number: int, language: str, until: int) -> Span | None:
    """Return the clause before a comma and the verb at its end: "China bombed Taiwan, Japan said on Monday."."""
    cue, divided = sentence.cues[number], sentence.words
    if not load(language).SUBJECT_FIRST or cue.kind != "verb" or THAT not in cue.takes:
        return None
    left = len(divided) - cue.last
    after = text[divided[cue.last - 1].end : divided[cue.last].start] if left else "."
    plain = left > _ADJUNCT or (left and divided[cue.last].form not in _TIME)
    if plain and not any(mark in after for mark in ",;.)"):
        return None
    for at in range(cue.first, max(cue.first - _SUBJECT, 0), -1):
        gap = text[divided[at - 1].end : divided[at].start]
        if "," in gap:
            return Span(until, divided[at - 1].end) if at < cue.first and not _QUOTED.intersection(gap) else None
        if any(mark in gap for mark in ";:.") or divided[at - 1].form in complementisers(language):
            return None
    return None


def _behind_subject(text: str, sentence: Sentence, cue: Cue, until: int) -> int:
    """Return where the words said begin before a verb: behind the comma that sets its subject apart."""
    place = sentence.words[cue.first].start
    if until > sentence.span.start or _begins_quoted(text, sentence):
        return until
    at = text.find(",", until, place)
    between = begun(sentence.words, Span(at, place)) if at > 0 else 0
    return at + 1 if between >= _SHORTEST and begun(sentence.words, Span(until, at)) <= _LONGEST_SUBJECT else until


def _begins_quoted(text: str, sentence: Sentence) -> bool:
    """Tell whether a sentence begins with words quoted."""
    return text[sentence.span.start] in _QUOTATION


def _credited(text: str, sentence: Sentence, number: int) -> Span:
    """Return what is told behind an attribution that follows its speaker: "Kremlin'e göre ..."."""
    end = sentence.span.end
    for cue in sentence.cues[number + 1 :]:
        if cue.kind == "credit":
            end = sentence.words[cue.first].start
            break
    return Span(sentence.words[sentence.cues[number].last - 1].end, end)


def colon(text: str, sentence: Sentence, mark: int) -> Span | None:
    """Return the colon before a place, if only a speaker stands before it in the sentence: "الوزير: سنرد"."""
    at = text.rfind(":", sentence.span.start, mark)
    if at < 0 or text[at + 1 : mark].strip(_EDGE + _QUOTATION):
        return None
    return Span(at, at + 1) if 0 < begun(sentence.words, Span(sentence.span.start, at)) <= _SPEAKER else None


def _headline(text: str, sentence: Sentence) -> Iterator[Quote]:
    at = text.find(":", *sentence.span)
    if at < 0 or text[sentence.span.end - 1] == "." or text[at - 1].isdigit():
        return
    after = text[at + 1 : sentence.span.end].lstrip()
    part = _stripped(text, Span(at + 1, sentence.span.end))
    if part and after[:1] not in _QUOTATION and begun(sentence.words, part) > _SHORTEST:
        introduced = colon(text, sentence, at + 1)
        if introduced:
            yield Quote(part, introduced, direct=False)


def _said(text: str, sentence: Sentence, number: int, language: str, spoken: Spoken) -> Span | None:
    """Return the clause that a verb of speech governs."""
    that = complementisers(language)
    cue, divided = sentence.cues[number], sentence.words
    quoted = spoken.around(divided[cue.first].start) > 0
    at = _complement(text, sentence, number, that, quoted=quoted)
    if at is None:
        if quoted or "-" not in cue.takes or cue.last >= len(divided) or _inverted(text, sentence, cue, language):
            return None
        at = cue.last
    elif NAMED in cue.takes and at == cue.last and divided[at].form in that:
        return None
    start = divided[at].start
    if not quoted and spoken.around(start) > 0:
        # The words said are quoted directly, but what comes right behind may be reported.
        return _continued(sentence, cue, that, spoken, start)
    end = _clause_end(sentence, number, start, spoken)
    return Span(start, end if quoted else _aside(text, sentence, start, end, spoken, language))


def _inverted(text: str, sentence: Sentence, cue: Cue, language: str) -> bool:
    """Tell whether the subject stands behind its verb, which follows what is quoted: '"...," said Lavrov'."""
    if not load(language).SUBJECT_FIRST:
        return False
    start = sentence.words[cue.first].start
    return any(mark in _QUOTED for mark in text[max(start - 3, 0) : start])


def _complement(text: str, sentence: Sentence, number: int, that: frozenset[str], *, quoted: bool) -> int | None:
    """Return the word at which what a verb of speech takes begins: "أن", its preposition, or after a colon."""
    cue, divided = sentence.cues[number], sentence.words
    following = sentence.cues[number + 1].first if number + 1 < len(sentence.cues) else len(divided)
    within = min(cue.within, _QUOTED_WITHIN) if quoted else cue.within
    for at in range(cue.last, min(following, cue.last + within, len(divided))):
        form = divided[at].form
        if form in that and THAT in cue.takes:
            return at
        if ":" in cue.takes and ":" in text[divided[at - 1].end : divided[at].start]:
            return at
        # Within a quotation "يعبر عن" and the like seldom mean that somebody speaks.
        near = at - cue.last < _PREPOSITION or "،" in text[divided[at - 1].end : divided[at].start]
        if not quoted and near and _takes(form, cue):
            return at
    return None


def _takes(form: str, cue: Cue) -> bool:
    if _BY_THE in cue.takes and form.startswith(_BY_THE):
        return True
    return form in cue.takes or (_BY in cue.takes and form[:1] == _BY and len(form) > len("بها"))


def _continued(sentence: Sentence, cue: Cue, that: frozenset[str], spoken: Spoken, start: int) -> Span | None:
    """Return what is reported right after a direct quotation of the same verb: '"...", وأن ...'."""
    end = spoken.around(start)
    after = next((word for word in sentence.words if word.start >= end), None) if end > 0 else None
    if after is None or after.form not in that:
        return None
    return Span(after.start, _clause_end(sentence, sentence.cues.index(cue), after.start, spoken))


def _clause_end(sentence: Sentence, number: int, start: int, spoken: Spoken) -> int:
    """Return where a reported clause ends: where a new clause of speech begins, or with the sentence."""
    within = spoken.around(start)
    for cue in sentence.cues[number + 1 :]:
        place = sentence.words[cue.first].start
        if place <= start or (place < spoken.around(place) and within < 0):
            continue
        if cue.joined or cue.kind in ("attribution", "matter", "participle"):
            return place
    return sentence.span.end


def _aside(text: str, sentence: Sentence, start: int, end: int, spoken: Spoken, language: str) -> int:
    """Return where the outlet goes on in its own voice, or end.

    It does so after a comma ("، فيما طالب ..."), and with what tells when somebody spoke, unless that is reported with
    "أن": "هدد بالرد على الهجوم بعد ...".
    """
    divided = sentence.words
    first, last = bisect_left(divided, (start,)), bisect_left(divided, (end,))
    plain = divided[first].form in complementisers(language)
    when, elsewhere = adjuncts(language), asides(language)
    for at in range(first + 1, last):
        adjunct = not plain and _begins(divided, at, when)
        if not adjunct and not _begins(divided, at, elsewhere):
            continue
        place = divided[at].start
        if spoken.around(place) < 0 and (adjunct or text[divided[at - 1].end : place].strip().endswith(_PARTING)):
            return place
    return end


def _begins(words: tuple[Word, ...], at: int, phrases: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a phrase of one or two words begins at a word."""
    seconds = phrases.get(words[at].form)
    if seconds is None:
        return False
    return "" in seconds or (at + 1 < len(words) and words[at + 1].form in seconds)


def _attributed(text: str, sentence: Sentence, number: int, that: frozenset[str], until: int) -> Span | None:
    """Return the clause before an attribution, or after one with which the sentence begins."""
    cue, divided = sentence.cues[number], sentence.words
    if cue.first > 1:
        start = divided[cue.first].start
        # What a verb has introduced already needs no second speaker.
        return Span(until, start) if until == sentence.span.start else None
    following = sentence.cues[number + 1].first if number + 1 < len(sentence.cues) else len(divided)
    for at in range(cue.last + 1, min(cue.last + _PREPOSITION, len(divided))):
        starts = text[divided[at - 1].end : divided[at].start].strip()[:1] in ("،", ",", ":")
        if (starts and divided[at - 1].end > divided[cue.last - 1].end) or divided[at].form in that:
            end = divided[following].start if at < following < len(divided) else sentence.span.end
            return Span(divided[at].start, end)
    return None


def _stripped(text: str, span: Span) -> Span | None:
    """Return span without marks at its edges, None if nothing is left."""
    part = text[span.start : span.end]
    start = span.start + len(part) - len(part.lstrip(_EDGE))
    # A closing mark stays if what it closes is within.
    edge = _EDGE if _QUOTED.isdisjoint(part.rstrip(_EDGE)) else _EDGE.rstrip('"»”')
    inner = trim(text, start, start + len(part.lstrip(_EDGE).rstrip(edge)))
    return inner if inner.start < inner.end else None
