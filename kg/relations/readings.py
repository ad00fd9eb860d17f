"""What the rules read in a sentence: each cue with the actors that the language marks as its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Relation, Status
from kg.relations import parsed
from kg.relations.arguments import Background, Roles
from kg.relations.cues import Hit
from kg.relations.grammar import grammar
from kg.relations.particles import particles
from kg.relations.scenes import Scene

_IMPLIED = (
    ":told",
    ":we",
    "noun:subject",
    ":subject",
    ":our",
)  # constructions in which an actor is not named beside the cue
# What is said of relations: "the relations between them are tense" tells of no good ones.
_TOLD_OF_RELATIONS = frozenset({"counters", "sanctions", "hasDiplomaticTiesWith"})
_OF_RELATIONS = 12  # words between "relations" and what is told of them
_URGED = 8  # words between an appeal and what is appealed for
_MORE_SPECIFIC = {"supports": "aids", "counters": "mobilizesAgainst"}
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
    declined = {
        hit.last
        for hit in stage.hits
        if hit.cue.kind == "rejects"
        and hit.is_verb
        and not _is_left_open(hit, grammar(stage.language).status(hit, stage)[0])
    }
    return tuple(
        reading
        for reading in found
        if not _is_told_better(reading, found, relations)
        and not _is_refused(reading, refused)
        and not (relations[reading.hit.cue.kind].sign > 0 and _is_refused(reading, declined))
        and not _is_appeal(reading, stage, relations)
        and not _is_committee(reading)
    )


def _is_appeal(reading: Reading, stage: Scene, relations: Mapping[str, Relation]) -> bool:
    """Tell whether it is a friendly appeal, no demand: "حثت ... على الاعتراف بدولة", "على توقيع اتفاق مع"."""
    hit = reading.hit
    if "urge" not in hit.cue.flags:
        return False
    act = next((other for other in stage.hits if other.first > hit.last and not other.is_verb), None)
    if act is None or stage.clauses[act.first] != stage.clauses[hit.first] or act.first - hit.last > _URGED:
        return False
    return act.cue.kind != "concedesTo" and relations[act.cue.kind].sign > 0


def _is_committee(reading: Reading) -> bool:
    """Tell whether it is only what two agreed to do: "اتفقا على تشكيل لجنة" tells of no meeting."""
    return reading.hit.cue.kind == "consultsWith" and reading.frame.startswith("noun:together:both")


def _is_told_better(reading: Reading, found: Sequence[Reading], relations: Mapping[str, Relation]) -> bool:
    """Tell whether a bare "against" only marks the target of another cue, or "relations" what another cue tells of.

    "حربا ضد", "خفضت مستوى علاقاتها مع".
    """
    better = _MORE_SPECIFIC.get(reading.hit.cue.kind)
    if (
        better
        and not reading.hit.is_verb
        and any(
            other.hit.cue.kind == better and (other.source, other.target) == (reading.source, reading.target)
            for other in found
        )
    ):
        # "أودعت ملياري دولار ... دعما لاحتياطياتها", "عززت قواتها على الحدود لردع": the act is told, this only its aim.
        return True
    if "relations" in reading.hit.cue.flags and any(
        {other.source, other.target} == {reading.source, reading.target}
        and other.hit.cue.kind in _TOLD_OF_RELATIONS - {reading.hit.cue.kind}
        for other in found
    ):
        return True
    if "summon" in reading.hit.cue.flags and any(
        "recall" in other.hit.cue.flags and other.hit.first == reading.hit.first for other in found
    ):
        # "استدعت سفيرها من": one's own ambassador is recalled, not summoned.
        return True
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
        found = _roles(hit, stage, background, earlier) or _of_relations(hit, stage, earlier)
        if found is None or ("weak" in hit.cue.flags and any(part in found.frame for part in _IMPLIED)):
            continue
        read.add((hit.first, hit.cue.id))
        earlier[hit.first] = (hit, found)
        status, _ = grammar(stage.language).status(hit, stage)
        if _is_left_open(hit, status):
            continue
        if status is Status.DENIED and hit.cue.kind == "recognized" and _is_refusal(hit, stage):
            hit, status = hit._replace(cue=hit.cue._replace(kind="withdrawsRecognitionOf")), Status.ACTUAL
        if found.frame == "noun:wanted":
            # That another must be kept from something is already the speaker's policy.
            status = Status.ACTUAL
        for source, target in _pairs(found, hit, relation.symmetric):
            if relation.sign > 0 and status is not Status.DENIED:
                memory.partners[source] = target
                memory.partners[target] = source
            yield Reading(hit, source, target, _own(hit, source, speaker, status), found.frame, found.sure)


def _roles(hit: Hit, stage: Scene, background: Background, earlier: Mapping[int, tuple[Hit, Roles]]) -> Roles | None:
    """Return the actors that a cue relates by the rules of the language, or, where these see none, by the parse."""
    ruled = next(grammar(stage.language).roles(hit, stage, background, earlier), None)
    if ruled is not None or stage.parse is None:
        return ruled
    return next(parsed.roles(hit, stage, stage.parse), None)


def _own(hit: Hit, source: str, speaker: str | None, status: Status) -> Status:
    """Return the status of what a speaker says of itself: who says that another must be stopped is against it now."""
    against = hit.cue.kind == "counters" and status is Status.INTENDED and source == speaker
    return Status.ACTUAL if against else status


def _is_left_open(hit: Hit, status: Status) -> bool:
    """Tell whether something is only not ruled out: "لم تستبعد الأرجنتين إبرام اتفاق" refuses nothing."""
    return "excludes" in hit.cue.flags and status is Status.DENIED


def _is_refusal(hit: Hit, stage: Scene) -> bool:
    """Tell whether a state does not want to recognise: "لن تعترف", "لا تعترف"."""
    return (
        hit.is_verb
        and hit.form.kind == "present"
        and stage.words[hit.first - 1].form in particles(stage.language).get("refusing", {})
    )


def _of_relations(hit: Hit, stage: Scene, earlier: Mapping[int, tuple[Hit, Roles]]) -> Roles | None:
    """Return between whom the relations are of which a cue tells: "تشهد العلاقات بين بولندا والمجر توترا"."""
    if "both" not in hit.cue.flags or hit.cue.kind not in _TOLD_OF_RELATIONS:
        return None
    for place in sorted(earlier, reverse=True):
        other, found = earlier[place]
        near = stage.clauses[place] == stage.clauses[hit.first] and 0 < hit.first - place <= _OF_RELATIONS
        if near and "relations" in other.cue.flags and found.sources == found.targets:
            return found
    return None


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
