"""What an extractor found is told in words: each statement with its sentence and why it was read so."""

from collections.abc import Iterator

from kg.model import Entity, Extraction, Knowledge, Statement

_WHY = {
    "actual": "told as being so",
    "intended": "told as planned, wished or possible",
    "denied": "told as not being so",
}


def explain(extraction: Extraction, knowledge: Knowledge) -> Iterator[tuple[str, bool]]:
    """Yield pieces of text in order, True for those to be highlighted: the names of the actors in the evidence."""
    entities = {**{entity.id: entity for entity in extraction.entities}, **knowledge.entities}
    document = extraction.document
    yield f"{document.id}: {len(extraction.statements)} statements\n", False
    for number, statement in enumerate(extraction.statements, 1):
        yield f"\n{number}. {_name(statement.source, entities)} ", False
        yield statement.kind, True
        yield f" {_name(statement.target, entities)}\n", False
        yield from _evidence(extraction, statement)
        yield f"   status   {statement.status.value}: {_WHY[statement.status.value]}\n", False
        yield f"   said by  {_speaker(statement, entities)}\n", False
        if statement.time is not None:
            yield f"   when     {statement.time} (“{statement.time.text}”)\n", False
        yield f"   rule     {statement.rule}, confidence {statement.confidence:.2f}\n", False
        if statement.also:
            yield f"   also     told in {len(statement.also)} more passages\n", False


def _evidence(extraction: Extraction, statement: Statement) -> Iterator[tuple[str, bool]]:
    """Yield the sentence, the mentions of the two actors in it marked."""
    text, span = extraction.document.text, statement.evidence
    actors = {entity.id: entity.actor or entity.state for entity in extraction.entities}
    wanted = {statement.source, statement.target}
    marked = [
        mention.span
        for mention in extraction.mentions
        if span.covers(mention.span) and actors.get(mention.entity or "", mention.entity) in wanted
    ]
    yield "   “", False
    here = span.start
    for each in marked:
        if each.start < here:
            continue
        yield text[here : each.start].replace("\n", " "), False
        yield text[each.start : each.end].replace("\n", " "), True
        here = each.end
    yield text[here : span.end].replace("\n", " ") + "”\n", False


def _name(code: str, entities: dict[str, Entity]) -> str:
    entity = entities.get(code)
    english = next((name for language, name in entity.names if language == "en"), None) if entity else None
    return f"{english} ({code})" if english and english != code else code


def _speaker(statement: Statement, entities: dict[str, Entity]) -> str:
    if statement.speaker is None:
        return "the outlet"
    person = entities.get(statement.speaker_entity or "")
    name = next((name for _, name in person.names), None) if person else None
    return f"{_name(statement.speaker, entities)}{f', {name}' if name else ''}"
