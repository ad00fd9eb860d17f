"""What a model and the rules read of one article becomes one list, where each statement says who found it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from kg.extractors.llm.checking import UNSUPPORTED, further
from kg.lang import table
from kg.model import Knowledge, Statement

Key = tuple[str, ...]


def alone(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return what a model reads, as sure as a model alone is."""
    return tuple(replace(each, confidence=_sure(each)) for each in statements)


def merged(model: Sequence[Statement], rules: Sequence[Statement], knowledge: Knowledge) -> tuple[Statement, ...]:
    """Return what a model reads, what the rules read and what both do, in the order of the text.

    They agree on a statement if source, kind, target and status are the same; speaker and date are then the model's,
    or the rules' where it gives no date. Rules alone stand with less confidence: the model has not seen it.
    """
    keys = {_key(each, knowledge) for each in model}
    same: dict[Key, list[Statement]] = {}
    for each in rules:
        same.setdefault(_key(each, knowledge), []).append(each)
    families = {_family(each, knowledge) for each in rules}
    found = [_agreed(each, same.get(_key(each, knowledge), ()), families, knowledge) for each in model]
    factor = numbers()["rules"]
    found += [
        replace(each, confidence=round(each.confidence * factor, 4))
        for each in rules
        if _key(each, knowledge) not in keys
    ]
    return tuple(sorted(found, key=lambda each: (each.evidence, each.source, each.kind, each.target, each.status)))


def _agreed(each: Statement, same: Sequence[Statement], families: set[Key], knowledge: Knowledge) -> Statement:
    """Return a statement of the model with what the rules add to it."""
    if not same:
        close = _family(each, knowledge) in families and each.rule != UNSUPPORTED
        return replace(each, confidence=numbers()["same family"] if close else _sure(each))
    spoken = [other for other in same if other.speaker == each.speaker] or list(same)
    entity = each.speaker_entity or next((o.speaker_entity for o in spoken if o.speaker == each.speaker), None)
    return replace(
        each,
        speaker_entity=entity,
        time=each.time or next((other.time for other in spoken if other.time), None),
        also=further(each, *(span for other in same for span in (other.evidence, *other.also))),
        rule=f"llm+{spoken[0].rule}",
        confidence=numbers()["both"],
    )


def _sure(each: Statement) -> float:
    return numbers()["unsupported" if each.rule == UNSUPPORTED else "model"]


def _ends(each: Statement, symmetric: bool) -> tuple[str, str]:
    ends = (each.source, each.target)
    return (min(ends), max(ends)) if symmetric else ends


def _key(each: Statement, knowledge: Knowledge) -> Key:
    return (*_ends(each, knowledge.relations[each.kind].symmetric), each.kind, each.status)


def _family(each: Statement, knowledge: Knowledge) -> Key:
    return (
        min(each.source, each.target),
        max(each.source, each.target),
        knowledge.relations[each.kind].family,
        each.status,
    )


@cache
def numbers() -> Mapping[str, float]:
    """Return how sure each way of being found is."""
    file = files("kg.extractors.llm").joinpath("confidence.tsv")
    rows = table(file.read_text(encoding="utf-8").splitlines(), str(file))
    return {row["found"]: float(row["confidence"]) for row in rows}
