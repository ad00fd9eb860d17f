"""Statements are read from the sentences of an article, one after the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import Document, Entity, Knowledge, Mention, Quote, Span, Statement, Status, Time
from kg.relations import dates, judging
from kg.relations.cues import Cues, Hit
from kg.relations.judging import Candidate, Model, Verdict
from kg.relations.pairs import Surroundings
from kg.relations.parses import Parse
from kg.relations.readings import Memory, Reading, readings
from kg.relations.scenes import Scene, scene
from kg.relations.scorer import calibrated
from kg.relations.voices import voice
from kg.text.words import Word

_LONGEST = 700  # characters of evidence that a person still reads


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
    model: Model | None,
    parses: Sequence[Parse | None] = (),
) -> tuple[Statement, ...]:
    """Return the statements of an article in the order in which it makes them, repeats merged.

    The rules read; a model, where there is one, decides what of it and what else is stated.
    """
    memory = Memory()
    when = dates.read(document, sentences, words, times)
    found: list[Statement] = []
    doubtful: list[Candidate] = []
    for stage, around in scenes(document, sentences, words, quotes, mentions, entities, cues, parses):
        subject = memory.subject
        read = readings(stage, memory, knowledge.relations)
        memory.note(stage)
        judged: tuple[Candidate, ...] = ()
        if model is not None:
            judged = tuple(judging.candidates(stage, read, around, subject, knowledge.relations, model.weights))
            doubtful.extend(judged)
        if not judged:
            found.extend(_ruled(stage, reading, when) for reading in read)
    if model is not None:
        found.extend(_judged(verdict, when, model) for verdict in judging.judge(doubtful, knowledge.relations, model))
    found.sort(key=lambda statement: statement.evidence)
    return _merged(found, knowledge)


def scenes(
    document: Document,
    sentences: Sequence[Span],
    words: Sequence[tuple[Word, ...]],
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    cues: Cues,
    parses: Sequence[Parse | None] = (),
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
            stage = scene(
                document.text,
                span,
                sentence,
                inside,
                entities,
                around,
                cues,
                document.language,
                parses[number] if parses else None,
            )
            if stage is not None:
                yield stage, Surroundings(counts, number)


def _by_sentence(sentences: Sequence[Span], quotes: Sequence[Quote]) -> dict[int, list[Quote]]:
    """Return the quotations that touch each sentence, by its number."""
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[Quote]] = {}
    for quote in quotes:
        for number in range(max(bisect_right(starts, quote.span.start) - 1, 0), bisect_left(starts, quote.span.end)):
            if quote.span.overlaps(sentences[number]):
                found.setdefault(number, []).append(quote)
    return found


def _ruled(stage: Scene, reading: Reading, when: dates.Dates) -> Statement:
    return _statement(
        stage,
        reading.hit,
        (reading.source, reading.hit.cue.kind, reading.target),
        reading.status,
        when,
        reading.frame,
        reading.sure,
    )


def _judged(verdict: Verdict, when: dates.Dates, model: Model) -> Statement:
    return _statement(
        verdict.stage,
        verdict.hit,
        (verdict.source, verdict.kind, verdict.target),
        verdict.status,
        when,
        verdict.frame,
        calibrated(verdict.sure, model.weights),
    )


def _statement(
    stage: Scene,
    hit: Hit,
    relation: tuple[str, str, str],
    status: Status,
    when: dates.Dates,
    frame: str,
    confidence: float,
) -> Statement:
    """Return a statement told by a cue; of an act of speech the source is the speaker."""
    source, kind, target = relation
    speaker, speaker_entity = voice(stage, hit.first, source, speech="speech" in hit.cue.flags)
    return Statement(
        source=source,
        kind=kind,
        target=target,
        status=status,
        evidence=_evidence(hit.first, stage),
        speaker=speaker,
        speaker_entity=speaker_entity,
        time=dates.pick(dates.Event(hit.first, kind, status, speaker == source), stage, when),
        rule=f"{hit.cue.id}:{frame}",
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
    """Make repeats with the same speaker and time one statement, told by the fullest passage, the others in `also`.

    What is done by saying it is said by who does it: where its own words are told, others' reports of it repeat them.
    """
    own = {
        _relation(each, knowledge) for each in statements if each.speaker == each.source and each.kind in dates.SPEECH
    }
    repeats: dict[tuple[object, ...], list[Statement]] = {}
    ways: dict[tuple[str, str, str, Status], tuple[str, str]] = {}
    for statement in statements:
        relation = _relation(statement, knowledge)
        # An undirected kind keeps the order in which the article first names the two.
        source, target = ways.setdefault(relation, (statement.source, statement.target))
        statement = replace(statement, source=source, target=target)
        if relation in own and statement.speaker != statement.source:
            statement = replace(statement, speaker=statement.source, speaker_entity=None)
        time = str(statement.time) if statement.time else None
        repeats.setdefault((*relation, statement.speaker, time), []).append(statement)
    return tuple(map(_merge, repeats.values()))


def _relation(statement: Statement, knowledge: Knowledge) -> tuple[str, str, str, Status]:
    """Return what a statement tells, the actors of an undirected kind in the order of their codes."""
    ends = [statement.source, statement.target]
    source, target = sorted(ends) if knowledge.relations[statement.kind].symmetric else ends
    return source, statement.kind, target, statement.status


def _merge(repeats: Sequence[Statement]) -> Statement:
    # A headline tells it first, the lead in full.
    fullest = max(repeats, key=lambda each: each.evidence.end - each.evidence.start)
    passages = dict.fromkeys(each.evidence for each in repeats if each.evidence != fullest.evidence)
    confidence = max(each.confidence for each in repeats)
    entity = next((each.speaker_entity for each in repeats if each.speaker_entity), None)
    return replace(
        fullest, also=tuple(passages), confidence=confidence, speaker_entity=fullest.speaker_entity or entity
    )
