"""Statements are read from the sentences of an article, one after the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Document, Entity, Knowledge, Mention, Quote, Relation, Span, Statement, Status, Time
from kg.relations import dates, modality
from kg.relations.cues import Cues, Hit
from kg.relations.pairs import Pair, Surroundings, pairs
from kg.relations.readings import Memory, Reading, is_topic, readings
from kg.relations.scenes import Scene, scene
from kg.relations.scorer import Sums, Weights, kind_scores, likelihood
from kg.relations.voices import voice
from kg.text.words import Word

_LONGEST = 700  # characters of evidence that a person still reads
ACCEPT = 0.33  # likelihood over the article from which the scorer adds a pair: best of 0.2 to 0.5 in cross-validation
PLAIN = 0.75  # trust in a construction from which a reading is kept however unlikely the scorer finds it
KEEP = 0.1  # likelihood under which even what a rule reads is dropped
# Pairs of actors times cues of one sentence: 1,710 at most in 28,000 sentences of news. More is a list, no sentence.
_MOST_LOOKS = 2500
_FLOOR = 0.03  # likelihood in one sentence under which it is not looked at


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of actors that a sentence may relate: in which family, and how likely."""

    stage: Scene
    pair: Pair
    family: str
    probability: float


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

    The rules read; a model, where there is one, takes out what it finds most unlikely and adds what it finds likely.
    """
    memory = Memory()
    when = dates.read(document, sentences, words, times)
    ruled: list[tuple[Scene, Reading]] = []
    scored: list[Scored] = []
    for stage, around in scenes(document, sentences, words, quotes, mentions, entities, cues):
        read = readings(stage, memory, knowledge.relations)
        memory.note(stage)
        ruled.extend((stage, reading) for reading in read)
        if model is not None:
            scored.extend(_score(stage, read, around, knowledge, model))
    likely = _Likely(scored)
    found: list[Statement] = []
    for stage, reading in ruled:
        relation = knowledge.relations[reading.hit.cue.kind]
        sure = reading.sure
        if model is not None and relation.family in model.families:
            learned = likely.of(reading.source, reading.target, relation)
            if learned < KEEP and reading.sure < PLAIN:
                continue
            sure = (sure + learned) / 2
        found.append(_ruled(stage, reading, when, sure))
    if model is not None:
        read_pairs = {_key(statement, knowledge) for statement in found}
        taken = {(stage.span, reading.hit.first) for stage, reading in ruled}
        found.extend(
            statement
            for statement in _added(scored, likely, taken, when, knowledge, model)
            if _key(statement, knowledge) not in read_pairs
        )
    found.sort(key=lambda statement: statement.evidence)
    return _merged(found, knowledge)


def _key(statement: Statement, knowledge: Knowledge) -> tuple[str, str, str]:
    """Return the actors and the family, the actors of an undirected kind in the order of their codes."""
    relation = knowledge.relations[statement.kind]
    pair = (statement.source, statement.target)
    return (*(sorted(pair) if relation.symmetric else pair), relation.family)


class _Likely:
    """How likely each pair is related in each family: the sentences of the article are joined by noisy-or."""

    def __init__(self, scored: Sequence[Scored]) -> None:
        self._doubt: dict[tuple[str, str, str], float] = {}
        self._best: dict[tuple[str, str, str], float] = {}
        for each in scored:
            key = (each.pair.source, each.pair.target, each.family)
            self._doubt[key] = self._doubt.get(key, 1.0) * (1 - each.probability)
            self._best[key] = max(self._best.get(key, 0.0), each.probability)

    def of(self, source: str, target: str, relation: Relation) -> float:
        """Return how likely source and target are so related, in either order if the kind is undirected."""
        there = 1 - self._doubt.get((source, target, relation.family), 1.0)
        return max(there, 1 - self._doubt.get((target, source, relation.family), 1.0)) if relation.symmetric else there

    def joined(self, each: Scored) -> float:
        """Return the likelihood over the article, 0 where another sentence says it better."""
        key = (each.pair.source, each.pair.target, each.family)
        return 1 - self._doubt[key] if each.probability >= min(self._best[key], ACCEPT) else 0.0

    def back(self, each: Scored) -> float:
        """Return the likelihood over the article that it is the other way round."""
        return 1 - self._doubt.get((each.pair.target, each.pair.source, each.family), 1.0)


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
    sums: Sums | None = None
    read_cues = {reading.hit.first for reading in read}
    free = {stage.clauses[hit.first] for hit in stage.hits if hit.first not in read_cues}
    only = {pair for one in read for pair in ((one.source, one.target), (one.target, one.source))}
    # Where the rules have given every cue of a clause its actors, nothing is left there for others to be added.
    near = {actor for phrase in stage.phrases if stage.clauses[phrase.core] in free for actor in phrase.actors}
    if free:
        near |= {quote.speaker for quote in stage.quotes if quote and quote.speaker}
    only |= {(one, other) for one in near for other in near if one != other}
    if len(only) * len(stage.hits) > _MOST_LOOKS:
        return
    for pair in pairs(stage, read, knowledge.relations, around, frozenset(only)):
        sums = sums or Sums(pair.view, model)
        for family, score in zip(model.families, sums.score(pair), strict=True):
            probability = likelihood(score)
            if probability >= _FLOOR:
                yield Scored(stage, pair.small(), family, probability)


def _added(
    scored: Sequence[Scored],
    likely: _Likely,
    taken: set[tuple[Span, int]],
    when: dates.Dates,
    knowledge: Knowledge,
    model: Weights,
) -> Iterator[Statement]:
    """Yield what the rules do not read but the scorer finds likely, of the kind that its features speak for."""
    relations = knowledge.relations
    for each in scored:
        sure = likely.joined(each)
        if sure < ACCEPT:
            continue
        scores = kind_scores(each.pair.everything().items(), model)
        kind = max(
            (name for name in scores if relations[name].family == each.family), key=lambda name: (scores[name], name)
        )
        if not relations[kind].symmetric and sure < likely.back(each):
            continue
        hit = _nearest(each, kind)
        # A cue to which the rules have given actors does not tell of others as well.
        if hit is not None and (each.stage.span, hit.first) not in taken:
            yield _guessed(each, kind, hit, sure, when)


def _nearest(each: Scored, kind: str) -> Hit | None:
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


def _guessed(each: Scored, kind: str, hit: Hit | None, sure: float, when: dates.Dates) -> Statement:
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


def _ruled(stage: Scene, reading: Reading, when: dates.Dates, sure: float) -> Statement:
    hit = reading.hit
    return _statement(
        stage,
        hit.first,
        reading.source,
        hit.cue.kind,
        reading.target,
        reading.status,
        when,
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
    when: dates.Dates,
    rule: str,
    confidence: float,
    speech: bool,
) -> Statement:
    """Return a statement told by the word at place; of an act of speech the source is the speaker."""
    speaker, speaker_entity = voice(stage, place, source, speech=speech)
    return Statement(
        source=source,
        kind=kind,
        target=target,
        status=status,
        evidence=_evidence(place, stage),
        speaker=speaker,
        speaker_entity=speaker_entity,
        time=dates.pick(dates.Event(place, kind, status, speaker == source), stage, when),
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
