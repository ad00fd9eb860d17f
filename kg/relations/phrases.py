"""The actors of a sentence as arguments: each with the preposition or noun that governs it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Entity, EntityKind, Mention, Via


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor as it stands in a sentence: words[first:last], the actor's own name from `core` on.

    `actors` are codes (more than one for "البلدان" and for coordinated names), `marker` is the preposition before it,
    `outer` what governs the noun before that ("لأراض في أذربيجان"),
    `noun` the index of the noun it belongs to as adjective or genitive, None where it stands alone;
    `adjective` tells which of the two, `place` that it is a city or territory, `spoken` that it can act.
    """

    first: int
    core: int
    last: int
    actors: tuple[str, ...]
    marker: str
    noun: int | None
    adjective: bool
    place: bool
    capital: bool
    reference: bool
    feminine: bool | None
    joined: bool = False
    outer: str | None = None
    entities: tuple[str, ...] = ()


def actor(mention: Mention, entities: Mapping[str, Entity]) -> tuple[str | None, bool]:
    """Return the code that a mention acts as, and whether it does so only as a place."""
    entity = entities.get(mention.entity or "")
    if entity is None:
        return (mention.entity, False) if mention.kind is EntityKind.STATE else (None, False)
    if entity.kind is EntityKind.PLACE:
        return entity.state, True
    if entity.kind is EntityKind.STATE and mention.via is Via.CAPITAL:
        return entity.actor, True
    return entity.actor, False
