"""Statements are read from the sentences of an article, one after the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Document, Entity, Knowledge, Mention, Quote, Relation, Span, Statement, Status, Time
from kg.relations import modality
from kg.relations.cues import Cues, Hit
from kg.relations.pairs import Pair, Surroundings, pairs
from kg.relations.readings import Memory, Reading, is_topic, readings
from kg.relations.scenes import Scene, scene
from kg.relations.scorer import Weights, family_scores, kind_scores, likelihood
from kg.text.words import Word

_LONGEST = 700  # characters of evidence that a person still reads
ACCEPT = 0.22  # likelihood, over the article, from which a pair is taken as related: the best F1 in cross-validation
_FLOOR = 0.03  # likelihood in one sentence under which it is not looked at


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of actors that a sentence relates: the family, how likely, and what the rules read there."""

    stage: Scene
    pair: Pair
    family: str
    probability: float
    read: tuple[Reading, ...]


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
    model: Weights | None,
) -> tuple[Statement, ...]:
    """Return the statements of an article in the order in which it makes them, repeats merged.

    With a model, it decides which pairs of actors a sentence relates and the rules tell how; without, the rules alone.
    """
    memory = Memory()
    found: list[Statement] = []
    scored: list[Scored] = []
    learned = () if model is None else model.families
    for stage, around in scenes(document, sentences, words, quotes, mentions, entities, cues):
        read = tuple(readings(stage, memory, knowledge.relations))
        memory.note(stage)
        when = [(place, time) for place, time in times if stage.span.covers(place)]
        for reading in read:
            if model is None or knowledge.relations[reading.hit.cue.kind].family not in learned:
                found.append(_ruled(stage, reading, when, reading.sure))
        if model is not None:
            scored.extend(_score(stage, read, around, knowledge, model))
    if model is not None:
        found.extend(_decide(scored, times, knowledge, model))
    return _merged(found, knowledge)


def scenes(
    document: Document,
    sentences: Sequence[Span],
    words: Sequence[tuple[Word, ...]],
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    cues: Cues,
) -> Iterator[tuple[Scene, Surroundings]]:
    """Yield the sentences that can hold a statement, with what the rest of the article tells of its actors."""
    starts = [mention.span.start for mention in mentions]
    counts: dict[str, int] = {}
    for mention in mentions:
        entity = entities.get(mention.entity or "")
        actor = (entity.actor or entity.state) if entity else None
        if actor:
            counts[actor] = counts.get(actor, 0) + 1
    said = _by_sentence(sentences, quotes)
    for number, (span, sentence) in enumerate(zip(sentences, words, strict=True)):
        inside = mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        around = said.get(number, [])
        if inside or any(quote.speaker for quote in around):
            stage = scene(document.text, span, sentence, inside, entities, around, cues, document.language)
            if stage is not None:
                yield stage, Surroundings(counts, number == 0)


def _by_sentence(sentences: Sequence[Span], quotes: Sequence[Quote]) -> dict[int, list[Quote]]:
    """Return the quotations that touch each sentence, by its number."""
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[Quote]] = {}
    for quote in quotes:
        for number in range(max(bisect_right(starts, quote.span.start) - 1, 0), bisect_left(starts, quote.span.end)):
            if quote.span.overlaps(sentences[number]):
                found.setdefault(number, []).append(quote)
    return found


def _score(
    stage: Scene, read: tuple[Reading, ...], around: Surroundings, knowledge: Knowledge, model: Weights
) -> Iterator[Scored]:
    shared: list[float] | None = None
    for pair in pairs(stage, read, knowledge.relations, around):
        shared = shared or family_scores(pair.shared, model)
        own = family_scores(pair.features, model)
        for family, bias, one, other in zip(model.families, model.bias, shared, own, strict=True):
            probability = likelihood(bias + one + other)
            if probability >= _FLOOR:
                yield Scored(stage, pair, family, probability, read)


def _decide(
    scored: Sequence[Scored], times: Sequence[tuple[Span, Time]], knowledge: Knowledge, model: Weights
) -> Iterator[Statement]:
    """Yield statements for the pairs that the article as a whole relates: its sentences are joined by noisy-or."""
    doubt: dict[tuple[str, str, str], float] = {}
    best: dict[tuple[str, str, str], float] = {}
    for each in scored:
        key = (each.pair.source, each.pair.target, each.family)
        doubt[key] = doubt.get(key, 1.0) * (1 - each.probability)
        best[key] = max(best.get(key, 0.0), each.probability)
    for each in scored:
        key = (each.pair.source, each.pair.target, each.family)
        sure = 1 - doubt[key]
        if sure < ACCEPT or each.probability < min(best[key], ACCEPT):
            continue
        when = [(place, time) for place, time in times if each.stage.span.covers(place)]
        yield from _told(each, sure, when, knowledge, doubt, model)


def _told(
    each: Scored,
    sure: float,
    when: Sequence[tuple[Span, Time]],
    knowledge: Knowledge,
    doubt: Mapping[tuple[str, str, str], float],
    model: Weights,
) -> Iterator[Statement]:
    """Yield what a sentence tells of a pair: as the rules read it, else by the cue nearest to the two actors."""
    relations = knowledge.relations
    mine = [
        reading
        for reading in each.read
        if relations[reading.hit.cue.kind].family == each.family
        and (
            (reading.source, reading.target) == (each.pair.source, each.pair.target)
            or (
                relations[reading.hit.cue.kind].symmetric
                and (reading.target, reading.source) == (each.pair.source, each.pair.target)
            )
        )
    ]
    if mine:
        yield from (_ruled(each.stage, reading, when, sure) for reading in mine)
        return
    kinds = kind_scores([*each.pair.features.items(), *each.pair.shared.items()], model)
    kind = max((name for name in kinds if relations[name].family == each.family), key=lambda name: (kinds[name], name))
    hit = _nearest(each, kind, relations)
    kind = hit.cue.kind if hit is not None else kind
    back = 1 - doubt.get((each.pair.target, each.pair.source, each.family), 1.0)
    if relations[kind].symmetric or sure >= back:
        yield _guessed(each, kind, hit, sure, when)


def _nearest(each: Scored, kind: str, relations: Mapping[str, Relation]) -> Hit | None:
    """Return the cue of the kind that stands nearest to the two actors, one between them before others."""
    cores = [phrase.core for phrase in (each.pair.first, each.pair.second) if phrase is not None]
    low, high = min(cores), max(cores)
    return min(
        (hit for hit in each.stage.hits if hit.cue.kind == kind),
        key=lambda hit: (
            is_topic(hit, each.stage),
            0 if low < hit.first < high else min(abs(hit.first - low), abs(hit.first - high)),
            hit.first,
        ),
        default=None,
    )


def _guessed(each: Scored, kind: str, hit: Hit | None, sure: float, when: Sequence[tuple[Span, Time]]) -> Statement:
    """Return what the scorer alone finds: told by a cue that the rules could not connect, or by no cue they know."""
    place = (
        hit.first
        if hit is not None
        else max(phrase.core for phrase in (each.pair.first, each.pair.second) if phrase is not None)
    )
    status = modality.status(hit, each.stage)[0] if hit is not None else modality.around(place, each.stage)
    return _statement(
        each.stage,
        place,
        each.pair.source,
        kind,
        each.pair.target,
        status,
        when,
        f"{hit.cue.id if hit is not None else kind}:scored",
        sure,
        "speech" in hit.cue.flags if hit else False,
    )


def _ruled(stage: Scene, reading: Reading, times: Sequence[tuple[Span, Time]], sure: float) -> Statement:
    hit = reading.hit
    return _statement(
        stage,
        hit.first,
        reading.source,
        hit.cue.kind,
        reading.target,
        reading.status,
        times,
        f"{hit.cue.id}:{reading.frame}",
        sure,
        "speech" in hit.cue.flags,
    )


def _statement(
    stage: Scene,
    place: int,
    source: str,
    kind: str,
    target: str,
    status: Status,
    times: Sequence[tuple[Span, Time]],
    rule: str,
    confidence: float,
    speech: bool,
) -> Statement:
    """Return a statement told by the word at place; of an act of speech the source is the speaker."""
    quote = stage.quotes[place]
    speaker = quote.speaker if quote else None
    return Statement(
        source=source,
        kind=kind,
        target=target,
        status=status,
        evidence=_evidence(place, stage),
        speaker=speaker or (source if speech else None),
        speaker_entity=quote.speaker_entity if quote else None,
        time=_time(place, stage, times),
        rule=rule,
        confidence=round(confidence, 3),
    )


def _evidence(place: int, stage: Scene) -> Span:
    """Return the sentence, or of a very long one the readable part around the cue."""
    if stage.span.end - stage.span.start <= _LONGEST:
        return stage.span
    clause = stage.clauses[place]
    inside = [word for word, number in zip(stage.words, stage.clauses, strict=True) if number == clause]
    start, end = inside[0].start, inside[-1].end
    if end - start > _LONGEST:
        middle = stage.words[place].start
        near = [word for word in inside if abs(word.start - middle) < _LONGEST // 2 - 20]
        start, end = near[0].start, near[-1].end
    return Span(start, end)


def _time(place: int, stage: Scene, times: Sequence[tuple[Span, Time]]) -> Time | None:
    """Return the date nearest to the cue in its clause."""
    clause = stage.clauses[place]
    inside = [word for word, number in zip(stage.words, stage.clauses, strict=True) if number == clause]
    start, end, here = inside[0].start, inside[-1].end, stage.words[place].start
    near = [(abs(span.start - here), time) for span, time in times if start <= span.start < end]
    return min(near, key=lambda pair: pair[0])[1] if near else None


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
