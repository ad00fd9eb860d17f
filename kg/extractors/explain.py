"""What an extractor found is told in words: each statement with its sentence and why it was read so."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.extractors.writing import placed, plainly
from kg.lang import load, table
from kg.model import Entity, Extraction, Knowledge, Span, Statement
from kg.relations.cues import Hit
from kg.relations.grammar import grammar
from kg.relations.scenes import Scene
from kg.relations.statements import scenes
from kg.text.words import words

Piece = tuple[str, str]  # a piece of text, and what it is: "source", "target", "cue", "kind", or "" for the rest

_STATUS = {
    "actual": "told as being so",
    "intended": "told as planned, wished or possible",
    "denied": "told as not being so",
}
_SIGNS = {1: "+", -1: "-"}


class Place(NamedTuple):
    """Where a statement was read: the sentence made ready, and the cue in it."""

    stage: Scene
    hit: Hit


def explain(extraction: Extraction, knowledge: Knowledge, notes: Sequence[Sequence[str]] = ()) -> Iterator[Piece]:
    """Yield the statements of an article in words, piece by piece, with the actors and cues in their sentences.

    The article is shown in plain writing, as the rules saw it; notes are further lines for each of its statements.
    """
    plain, folded = plainly(extraction.document)
    extraction = placed(extraction, plain, folded.plain)
    entities = {**{entity.id: entity for entity in extraction.entities}, **knowledge.entities}
    document = extraction.document
    about = ", ".join(filter(None, (document.language, (document.published or "")[:10], document.outlet)))
    count = len(extraction.statements)
    yield f"{document.id} ({about}): {count} {'statement' if count == 1 else 'statements'}\n", ""
    stages = _stages(extraction, entities, knowledge)
    for number, statement in enumerate(extraction.statements, 1):
        place = _place(statement, stages)
        relation = knowledge.relations.get(statement.kind)
        yield f"\n{number}. ", ""
        yield _name(statement.source, entities), "source"
        yield " ", ""
        yield statement.kind, "kind"
        yield f" ({relation.family} {_SIGNS.get(relation.sign, '')}) " if relation else " ", ""
        yield _name(statement.target, entities), "target"
        yield "\n", ""
        for span in (statement.evidence, *statement.also):
            yield from _evidence(extraction, statement, span, place, entities)
        yield f"   status   {_status(statement, place)}\n", ""
        yield f"   said by  {_speaker(statement, place, entities)}\n", ""
        if statement.time is not None:
            yield f"   when     {statement.time} ({statement.time.text or 'the day of the article'})\n", ""
        yield f"   why      {_why(statement, place)}; confidence {statement.confidence:.2f}\n", ""
        for note in notes[number - 1 : number]:
            yield "".join(f"   {line}\n" for line in note), ""


def _stages(extraction: Extraction, entities: Mapping[str, Entity], knowledge: Knowledge) -> tuple[Scene, ...]:
    """Return the sentences as the rules saw them."""
    document = extraction.document
    language = load(document.language)
    divided = tuple(words(document.text, span, language) for span in extraction.sentences)
    cues = grammar(document.language).Cues(table(knowledge.cues.get(document.language, ()), "cues.tsv"))
    found = scenes(document, extraction.sentences, divided, extraction.quotes, extraction.mentions, entities, cues)
    return tuple(stage for stage, _ in found)


def _place(statement: Statement, stages: tuple[Scene, ...]) -> Place | None:
    """Return where the cue of the statement's rule stands, None where the rule names none."""
    cue = statement.rule.partition(":")[0]
    found = [
        Place(stage, hit)
        for stage in stages
        if stage.span.covers(statement.evidence)
        for hit in stage.hits
        if hit.cue.id == cue
    ]
    same = (
        place for place in found if grammar(place.stage.language).status(place.hit, place.stage)[0] is statement.status
    )
    return next(same, found[0] if found else None)


def _evidence(
    extraction: Extraction, statement: Statement, span: Span, place: Place | None, entities: Mapping[str, Entity]
) -> Iterator[Piece]:
    """Yield a passage on a line of its own, the two actors and the cue in it marked."""
    roles = {statement.source: "source", statement.target: "target"}
    marked = [
        (mention.span, roles[actor])
        for mention in extraction.mentions
        if span.covers(mention.span) and (actor := _actor(mention.entity, entities)) in roles
    ]
    if place is not None and span.covers(place.stage.words[place.hit.first].span):
        indices = sorted({place.hit.first, place.hit.last})
        marked += [(place.stage.words[index].span, "cue") for index in indices]
    text = extraction.document.text
    here = span.start
    yield "   ", ""
    for each, role in sorted(marked):
        if each.start >= here:
            yield _line(text[here : each.start]), ""
            yield _line(text[each.start : each.end]), role
            here = each.end
    yield _line(text[here : span.end]) + "\n", ""


def _line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _actor(entity: str | None, entities: Mapping[str, Entity]) -> str:
    known = entities.get(entity or "")
    return (known.actor or known.state or "") if known else entity or ""


def _status(statement: Statement, place: Place | None) -> str:
    told = f"{statement.status.value}: {_STATUS[statement.status.value]}"
    ruled, reason = grammar(place.stage.language).status(place.hit, place.stage) if place else (None, "")
    # Where the scorer knew better than the rules, no word of theirs explains it.
    return f"{told}, by the word {_written(reason, place)}" if place and reason and ruled is statement.status else told


def _written(form: str, place: Place) -> str:
    """Return a normalised word as the article writes it, the one nearest to the cue."""
    stage, here = place.stage, place.hit.first
    near = sorted(range(len(stage.words)), key=lambda index: abs(index - here))
    found = next((index for index in near if stage.words[index].form.endswith(form)), None)
    return form if found is None else stage.text[stage.words[found].start : stage.words[found].end]


def _speaker(statement: Statement, place: Place | None, entities: Mapping[str, Entity]) -> str:
    if statement.speaker is None:
        return "the outlet itself"
    person = entities.get(statement.speaker_entity or "")
    name = next((name for _, name in person.names), None) if person and person.id != statement.speaker else None
    who = f"{_name(statement.speaker, entities)}{f', {name}' if name else ''}"
    quote = place.stage.quotes[place.hit.first] if place else None
    if place and quote and quote.verb:
        return f"{who} ({place.stage.text[quote.verb.start : quote.verb.end]})"
    if quote is None and statement.speaker == statement.source:
        return f"{who}, by the act itself"
    return who


def _why(statement: Statement, place: Place | None) -> str:
    cue, _, frame = statement.rule.partition(":")
    if frame == "scored":
        known = f"the cue {cue} stands near" if place else "no cue is known"
        return f"{known}, the trained scorer finds it likely ({statement.rule})"
    return f"rule {statement.rule}"


def _name(code: str, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(code)
    english = next((name for language, name in entity.names if language == "en"), None) if entity else None
    return f"{english} ({code})" if english and english != code else code
