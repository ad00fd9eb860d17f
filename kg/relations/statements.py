"""Statements are read from the sentences of an article, one after the other."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Document, Entity, Knowledge, Mention, Quote, Span, Statement, Status, Time
from kg.relations.candidates import Candidate, candidates
from kg.relations.cues import Cues, Hit
from kg.relations.roles import Background, Roles, roles
from kg.relations.scenes import Scene, scene
from kg.text.words import Word

_LONGEST = 700  # characters of evidence that a person still reads
_TOPICAL = 6  # words between "discussed" and what was discussed


@dataclass(slots=True)
class Memory:
    """What is remembered from sentence to sentence: with whom each actor deals, who was spoken of last."""

    partners: dict[str, str] = field(default_factory=dict)
    subject: tuple[str, ...] = ()


def find(
    document: Document,
    sentences: Sequence[Span],
    words: Sequence[tuple[Word, ...]],
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    times: Sequence[tuple[Span, Time]],
    knowledge: Knowledge,
    cues: Cues,
) -> tuple[Statement, ...]:
    """Return the statements of an article in the order in which it makes them, repeats merged."""
    memory = Memory()
    found: list[Statement] = []
    starts = [mention.span.start for mention in mentions]
    for span, sentence in zip(sentences, words, strict=True):
        inside = mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        around = [quote for quote in quotes if quote.span.overlaps(span)]
        if not inside and not any(quote.speaker for quote in around):
            continue
        stage = scene(document.text, span, sentence, inside, entities, around, cues, document.language)
        when = [(place, time) for place, time in times if span.covers(place)]
        for statement in _read(stage, memory, when, knowledge):
            found.append(statement)
        _remember(stage, memory)
    return _merged(found, knowledge)


def candidates_of(stage: Scene, memory: Memory, knowledge: Knowledge) -> Iterator[Candidate]:
    """Yield everything that a sentence may say, in the order of its cues."""
    earlier: dict[int, tuple[Hit, Roles]] = {}
    for hit in stage.hits:
        relation = knowledge.relations.get(hit.cue.kind)
        if relation is None:
            continue
        quote = stage.quotes[hit.first]
        speaker = quote.speaker if quote else None
        background = Background(speaker, memory.partners.get(speaker or ""), memory.subject)
        ruled = None if _is_topic(hit, stage) else next(roles(hit, stage, background, earlier), None)
        if ruled is not None:
            earlier[hit.first] = (hit, ruled)
        for candidate in candidates(stage, hit, background, ruled, relation.symmetric):
            if candidate.frame and relation.sign > 0 and candidate.status is not Status.DENIED:
                memory.partners[candidate.source] = candidate.target
                memory.partners[candidate.target] = candidate.source
            yield candidate


def _read(
    stage: Scene, memory: Memory, times: Sequence[tuple[Span, Time]], knowledge: Knowledge
) -> Iterator[Statement]:
    for candidate in candidates_of(stage, memory, knowledge):
        if not candidate.frame:
            continue
        hit = candidate.hit
        quote = stage.quotes[hit.first]
        speaker = quote.speaker if quote else None
        pairs = [(candidate.source, candidate.target)]
        if "passive" in hit.cue.flags:
            pairs = [(candidate.target, candidate.source)]
        elif "both" in hit.cue.flags:
            pairs.append((candidate.target, candidate.source))
        for source, target in pairs:
            yield Statement(
                source=source,
                kind=hit.cue.kind,
                target=target,
                status=candidate.status,
                evidence=_evidence(hit, stage),
                speaker=speaker or (source if "speech" in hit.cue.flags else None),
                speaker_entity=quote.speaker_entity if quote else None,
                time=_time(hit, stage, times),
                rule=f"{hit.cue.id}:{candidate.frame}",
                confidence=candidate.sure,
            )


def _is_topic(hit: Hit, stage: Scene) -> bool:
    """Tell whether the cue is only what others talk about: "discussed the cooperation between"."""
    if hit.is_verb or hit.cue.kind == "consultsWith":
        return False
    for governor in stage.governors:
        if governor.effect == "topic" and 0 < hit.first - governor.index <= _TOPICAL:
            return stage.clauses[governor.index] == stage.clauses[hit.first]
    return False


def _evidence(hit: Hit, stage: Scene) -> Span:
    """Return the sentence, or of a very long one the readable part around the cue."""
    if stage.span.end - stage.span.start <= _LONGEST:
        return stage.span
    clause = stage.clauses[hit.first]
    inside = [word for word, number in zip(stage.words, stage.clauses, strict=True) if number == clause]
    start, end = inside[0].start, inside[-1].end
    if end - start > _LONGEST:
        middle = stage.words[hit.first].start
        near = [word for word in inside if abs(word.start - middle) < _LONGEST // 2 - 20]
        start, end = near[0].start, near[-1].end
    return Span(start, end)


def _time(hit: Hit, stage: Scene, times: Sequence[tuple[Span, Time]]) -> Time | None:
    """Return the date nearest to the cue in its clause."""
    clause = stage.clauses[hit.first]
    inside = [word for word, number in zip(stage.words, stage.clauses, strict=True) if number == clause]
    start, end, here = inside[0].start, inside[-1].end, stage.words[hit.first].start
    near = [(abs(span.start - here), time) for span, time in times if start <= span.start < end]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _remember(stage: Scene, memory: Memory) -> None:
    """Keep the first actor of the sentence that no preposition governs: the next sentence's "he" or "it"."""
    for phrase in stage.phrases:
        if not phrase.marker and not phrase.place and stage.quotes[phrase.core] is None:
            memory.subject = phrase.actors
            return


def _merged(statements: Sequence[Statement], knowledge: Knowledge) -> tuple[Statement, ...]:
    """Make repeats with the same speaker and time one statement, their passages in `also`."""
    kept: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        pair = (statement.source, statement.target)
        if knowledge.relations[statement.kind].symmetric:
            pair = (min(pair), max(pair))
        time = str(statement.time) if statement.time else None
        key = (pair, statement.kind, statement.status, statement.speaker, time)
        first = kept.get(key)
        if first is None:
            kept[key] = statement
            continue
        also = first.also
        if statement.evidence != first.evidence and statement.evidence not in also:
            also = (*also, statement.evidence)
        kept[key] = replace(first, also=also, confidence=max(first.confidence, statement.confidence))
    return tuple(kept.values())
