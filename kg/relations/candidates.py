"""Everything that a sentence could be saying: each cue with each pair of actors, to be accepted or not."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from kg.model import Status
from kg.relations import modality
from kg.relations.cues import Hit
from kg.relations.features import features
from kg.relations.phrases import Phrase
from kg.relations.roles import Background, Roles, roles
from kg.relations.scenes import Scene

_CLAUSES_APART = 5  # commas and conjunctions between a cue and an actor that it may still relate
_ACTORS = 7  # actors around a cue that are looked at


class Candidate(NamedTuple):
    """One thing that a sentence may say; `frame` is the rule that says so, "" if none does."""

    hit: Hit
    source: str
    target: str
    status: Status
    frame: str
    sure: float
    features: tuple[str, ...]


def candidates(
    scene: Scene, hit: Hit, background: Background, ruled: Roles | None, symmetric: bool
) -> Iterator[Candidate]:
    """Yield the candidates of one cue; `ruled` are the roles that the rules give it."""
    status, word = modality.status(hit, scene)
    by_rule: dict[tuple[str, str], str] = {}
    if ruled is not None:
        for source in ruled.sources:
            for target in ruled.targets:
                by_rule[source, target] = ruled.frame
                if symmetric:
                    by_rule[target, source] = ruled.frame
    seen: set[tuple[str, str]] = set()
    for source, target, first, second, implied in _pairs(scene, hit, background, symmetric, ruled):
        if source == target or (source, target) in seen:
            continue
        seen.add((source, target))
        if symmetric:
            seen.add((target, source))
        frame = by_rule.get((source, target), "")
        seen_features = (
            tuple(features(hit, first, second, scene, rule=frame, status=str(status), implied=implied))
            if second is not None
            else (f"rule:{frame}", f"k:{hit.cue.kind}", f"c:{hit.cue.id}", f"implied:{implied}")
        )
        yield Candidate(hit, source, target, status, frame, ruled.sure if frame and ruled else 0.0, seen_features)


def _pairs(
    scene: Scene, hit: Hit, background: Background, symmetric: bool, ruled: Roles | None
) -> Iterator[tuple[str, str, Phrase | None, Phrase | None, str]]:
    near = _near(scene, hit)
    for phrase in near:
        for one, other in combinations(phrase.actors, 2):
            yield one, other, phrase, phrase, ""
            if not symmetric:
                yield other, one, phrase, phrase, ""
    for first in near:
        for second in near:
            if first is second or (symmetric and first.core > second.core):
                continue
            for source in first.actors:
                for target in second.actors:
                    yield source, target, first, second, ""
    implied = _implied(hit, background)
    for second in near:
        for target in second.actors:
            for source, how in implied.items():
                yield source, target, None, second, how
    if ruled is not None:
        for source in ruled.sources:
            for target in ruled.targets:
                yield source, target, None, None, "rule"


def _implied(hit: Hit, background: Background) -> Mapping[str, str]:
    found: dict[str, str] = {}
    if background.speaker:
        found[background.speaker] = "we" if hit.form.person in ("1p", "1s") or hit.form.owner == "نا" else "speaker"
    for actor in background.subject:
        found.setdefault(actor, "told")
    return found


def _near(scene: Scene, hit: Hit) -> tuple[Phrase, ...]:
    here = scene.steps[hit.first]
    close = [phrase for phrase in scene.phrases if abs(scene.steps[phrase.core] - here) <= _CLAUSES_APART]
    if len(close) > _ACTORS:
        nearest = sorted(close, key=lambda phrase: abs(phrase.core - hit.first))[:_ACTORS]
        close = [phrase for phrase in close if phrase in nearest]
    return tuple(close)
