"""What the rules read in a sentence: each cue with the actors that the language marks as its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Relation, Status
from kg.relations import modality
from kg.relations.arguments import Background
from kg.relations.cues import Hit
from kg.relations.marking import particles
from kg.relations.roles import Roles, roles
from kg.relations.scenes import Scene

_IMPLIED = (
    ":told",
    ":we",
    "noun:subject",
    ":subject",
    ":our",
)  # constructions in which an actor is not named beside the cue
_TOPICAL = 6  # words between "discussed" and what was discussed


class Reading(NamedTuple):
    """That a cue relates two actors; `frame` names the construction, `sure` how far it can be trusted (0 to 1)."""

    hit: Hit
    source: str
    target: str
    status: Status
    frame: str
    sure: float


@dataclass(slots=True)
class Memory:
    """What is remembered from sentence to sentence: with whom each actor deals, who was spoken of last."""

    partners: dict[str, str] = field(default_factory=dict)
    subject: tuple[str, ...] = ()

    def note(self, stage: Scene) -> None:
        """Keep the first actor of a sentence that no preposition governs: the next sentence's "he" or "it"."""
        for phrase in stage.phrases:
            if not phrase.marker and not phrase.place and stage.quotes[phrase.core] is None:
                self.subject = phrase.actors
                return


def readings(stage: Scene, memory: Memory, relations: Mapping[str, Relation]) -> tuple[Reading, ...]:
    """Return what the rules read in a sentence, in the order of its cues; who deals with whom is noted in memory."""
    found = tuple(_readings(stage, memory, relations))
    refused = {
        reading.hit.last for reading in found if reading.hit.cue.kind == "rejects" and reading.frame == "verb:act"
    }
    own = {(reading.hit.last, reading.source) for reading in found if reading.hit.cue.kind == "rejects"}
    return tuple(
        reading
        for reading in found
        if not _is_told_better(reading, found, relations)
        and not _is_refused(reading, refused)
        # "رفضت السلطات منح تأشيرة لوزيرة": who refuses does nothing kind.
        and not (relations[reading.hit.cue.kind].sign > 0 and _is_refused(reading, _of(reading.source, own)))
    )


def _of(source: str, own: set[tuple[int, str]]) -> set[int]:
    return {place for place, who in own if who == source}


def _is_told_better(reading: Reading, found: Sequence[Reading], relations: Mapping[str, Relation]) -> bool:
    """Tell whether a bare "against" only marks the target of another cue: "حربا ضد"."""
    return "against" in reading.hit.cue.flags and any(
        other is not reading
        and (other.source, other.target) == (reading.source, reading.target)
        and relations[other.hit.cue.kind].family == relations[reading.hit.cue.kind].family
        for other in found
    )


def _is_refused(reading: Reading, refused: set[int]) -> bool:
    """Tell whether it is only what is refused: "ترفض التفاوض مع" tells of no negotiation."""
    return not reading.hit.is_verb and any(0 < reading.hit.first - place <= _TOPICAL for place in refused)


def _readings(stage: Scene, memory: Memory, relations: Mapping[str, Relation]) -> Iterator[Reading]:
    earlier: dict[int, tuple[Hit, Roles]] = {}
    read: set[tuple[int, str]] = set()
    if _is_sport(stage):
        return
    for hit in stage.hits:
        relation = relations.get(hit.cue.kind)
        if relation is None or is_topic(hit, stage) or (hit.first, hit.cue.id) in read:
            continue
        quote = stage.quotes[hit.first]
        speaker = quote.speaker if quote else None
        background = Background(speaker, memory.partners.get(speaker or ""), memory.subject)
        found = next(roles(hit, stage, background, earlier), None)
        if found is None or ("weak" in hit.cue.flags and any(part in found.frame for part in _IMPLIED)):
            continue
        read.add((hit.first, hit.cue.id))
        earlier[hit.first] = (hit, found)
        status, why = modality.status(hit, stage)
        hit, status = _vowed(hit, status, why)
        for source, target in _pairs(found, hit, relation.symmetric):
            if relation.sign > 0 and status is not Status.DENIED:
                memory.partners[source] = target
                memory.partners[target] = source
            yield Reading(hit, source, target, status, found.frame, found.sure)


def _vowed(hit: Hit, status: Status, why: str) -> tuple[Hit, Status]:
    """Return what a cue tells where it is ruled out for ever: who "will not recognise" refuses to, and says so."""
    if hit.cue.kind != "recognized" or status is not Status.DENIED or why.lstrip("وف") != "لن":
        return hit, status
    return hit._replace(cue=hit.cue._replace(kind="withdrawsRecognitionOf")), Status.ACTUAL


def _is_sport(stage: Scene) -> bool:
    """Tell whether a sentence is about a game: what states do to each other there is no politics."""
    words = particles(stage.language).get("sport", {})
    return any(word.form in words for word in stage.words)


def _pairs(found: Roles, hit: Hit, symmetric: bool) -> Iterator[tuple[str, str]]:
    together = found.sources == found.targets
    both = not symmetric and (together or "both" in hit.cue.flags)
    for i, source in enumerate(found.sources):
        for j, target in enumerate(found.targets):
            if source == target or (together and j < i):
                continue
            if "passive" in hit.cue.flags:
                yield target, source
                continue
            yield source, target
            if both:
                yield target, source


def is_topic(hit: Hit, stage: Scene) -> bool:
    """Tell whether the cue is only what others talk about: "discussed the cooperation between"."""
    if hit.is_verb or hit.cue.kind == "consultsWith":
        return False
    for governor in stage.governors:
        if governor.effect == "topic" and 0 < hit.first - governor.place <= _TOPICAL:
            return stage.clauses[governor.place] == stage.clauses[hit.first]
    return False
