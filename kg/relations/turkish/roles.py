"""Who does it to whom: the source and target of a cue, from cases, postpositions and compounds."""

from collections.abc import Iterator

from kg.lang.forms import Form
from kg.relations.arguments import Background, Earlier, Roles
from kg.relations.cues import Hit
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene
from kg.relations.turkish.clauses import NOMINAL, before, light, nominative, role, subject
from kg.relations.turkish.nouns import noun
from kg.relations.turkish.targets import (
    AMONG,
    BY,
    CLOSE,
    LIKELY,
    NEAR,
    RARE,
    SURE,
    is_mutual,
    issuer,
    mark_of,
    of_act,
    owner_of,
    targets_of,
)

_FRIENDLY = frozenset(
    {"consultsWith", "agreesWith", "collaboratesWith", "hasDiplomaticTiesWith", "supports", "aids", "concedesTo"}
    | {"recognized", "mediatesFor"}
)
_DEMANDED = frozenset({"sanctions", "concedesTo"})


def roles(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    """Yield the actors that the cue relates, best first; none where the sentence does not mark them."""
    if is_refused(hit, scene) or is_talked_of(hit, scene) or is_demanded(hit, scene):
        return
    if "mediation" in hit.cue.flags:
        yield from _mediation(hit, scene, background)
        return
    if is_mutual(hit):
        yield from _among(hit, scene, background)
    if hit.form.kind == "noun" and not hit.cue.needs_object and hit.form.ending in ("", "ki"):
        yield from noun(hit, scene, background)
    elif hit.form.kind == "noun" and hit.form.ending in ("noun", "way") and not hit.cue.needs_object:
        yield from noun(hit, scene, background)
        yield from _verb(hit, hit.first, hit.form, scene, background)
    else:
        yield from _verb(hit, hit.first, hit.form, scene, background)


def is_refused(hit: Hit, scene: Scene) -> bool:
    """Tell whether it is only what is refused: "görüşmeyi reddetti" tells of no meeting."""
    if hit.cue.kind not in _FRIENDLY or hit.form.kind == "past":
        return False
    for other in scene.hits:
        if other.first > hit.first and other.cue.kind == "rejects" and "refusal" in other.cue.flags:
            near = other.first - hit.first <= CLOSE and scene.clauses[other.first] == scene.clauses[hit.first]
            between = range(hit.first, other.first)
            denied = any(role("rumour", index, scene) for index in between)
            return near and not denied
    return False


def is_demanded(hit: Hit, scene: Scene) -> bool:
    """Tell whether it is only what is demanded: "silah satışını durdurmaya çağırdı"."""
    if hit.cue.kind not in _DEMANDED or hit.form.ending != "noun":
        return False
    return any(0 < other.first - hit.first <= CLOSE and other.cue.kind == "demandsOf" for other in scene.hits)


def is_talked_of(hit: Hit, scene: Scene) -> bool:
    """Tell whether the cue is only what others talk about: "işbirliğini görüştüler"."""
    if hit.form.kind != "noun" or hit.cue.kind == "consultsWith" or hit.cue.needs_object:
        return False
    for governor in scene.governors:
        if governor.effect == "topic" and 0 < governor.place - hit.first <= NEAR:
            return scene.clauses[governor.place] == scene.clauses[hit.first]
    return False


def _among(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    """Yield those between whom it is: "Türkiye ile Rusya arasında", "Türk-Yunan ilişkileri", "iki ülke ilişkileri"."""
    place = hit.first
    for phrase in before(place, scene):
        if place - phrase.last > NEAR * 2 or len(phrase.actors) < 2:
            continue
        if phrase.marker == AMONG:
            yield Roles(phrase.actors, phrase.actors, "between", SURE)
            return
        if phrase.noun in (hit.first, hit.last) and phrase.marker in ("", "gen"):
            yield Roles(phrase.actors, phrase.actors, "between:compound", SURE)
            return
    if hit.form.ending in ("finite", "converb") and not hit.form.passive:
        found = nominative(place, hit.form, scene)
        with_ = [phrase for phrase in before(place, scene) if phrase.marker in hit.cue.targets]
        if found is not None and len(found.actors) > 1 and not with_:
            yield Roles(found.actors, found.actors, "together", LIKELY)
    governor = None if "relations" in hit.cue.flags else light(hit, scene)
    if governor is not None and governor.form.ending in ("finite", "converb"):
        found = nominative(governor.place, governor.form, scene)
        if found is not None and len(found.actors) > 1 and not targets_of(hit, hit.first, scene, found.actors):
            yield Roles(found.actors, found.actors, "together:light", LIKELY)


def _verb(hit: Hit, place: int, form: Form, scene: Scene, background: Background) -> Iterator[Roles]:
    if form.passive:
        yield from _passive(hit, place, form, scene)
        return
    sources, way = subject(place, form, scene, background, hit.cue.targets)
    if not sources:
        return
    sure = {"subject": SURE, "genitive": SURE, "described": LIKELY, "we": LIKELY}.get(way, RARE)
    if form.ending == "converb" and (accused := _accused(place, scene)) is not None:
        targets = [each for each in targets_of(hit, place, scene, accused.actors) if each is not accused]
        victim = targets[0].actors if targets else sources
        yield Roles(accused.actors, victim, "verb:accused", LIKELY)
        return
    targets = targets_of(hit, place, scene, sources)
    if targets:
        yield Roles(sources, targets[0].actors, f"verb:{way}:{mark_of(targets[0], hit)}", sure)
        return
    if "acc" in hit.cue.targets and (pair := _unmarked(place, scene)) is not None:
        yield Roles(pair[0].actors, pair[1].actors, "verb:plural", LIKELY)
        return
    if is_mutual(hit) and len(sources) > 1:
        if way != "told":
            yield Roles(sources, sources, "verb:together", LIKELY)
        return
    yield from of_act(hit, place, scene, sources, way)
    if way == "we" and background.partner and is_mutual(hit):
        yield Roles(sources, (background.partner,), "verb:we", RARE)


def _accused(place: int, scene: Scene) -> Phrase | None:
    """Return who is accused of doing what a verb in "-makla" tells: "Türkiye'yi iç işlerine karışmakla suçladı"."""
    if not scene.words[place].form.endswith(("makla", "mekle")):
        return None
    for other in scene.hits:
        if 0 < other.first - place <= CLOSE and other.cue.kind == "accuses":
            return next((phrase for phrase in before(place, scene) if phrase.marker == "acc"), None)
    return None


def _unmarked(place: int, scene: Scene) -> tuple[Phrase, Phrase] | None:
    """Return subject and object where the plural hides the case: "Danimarka, Rus diplomatları sınır dışı etti"."""
    free = [phrase for phrase in before(place, scene) if not phrase.marker and not phrase.adjective]
    if len(free) <= 1 or set(free[1].actors) & set(free[0].actors):
        return None
    return (free[1], free[0]) if scene.words[free[0].last - 1].form.endswith(("i", "u", "ü")) else None


def _passive(hit: Hit, place: int, form: Form, scene: Scene) -> Iterator[Roles]:
    """Read a passive: who does it stands before "tarafından", or owns the noun."""
    near = before(place, scene)
    agent = next((phrase for phrase in near if phrase.marker == BY), None) or issuer(hit, scene)
    if agent is None:
        return
    targets = targets_of(hit, place, scene, agent.actors)
    found = targets[0] if targets else None
    if found is None and "acc" in hit.cue.targets:
        found = _patient(place, form, scene, agent)
    if found is not None:
        yield Roles(agent.actors, found.actors, "passive", SURE)


def _patient(place: int, form: Form, scene: Scene, agent: Phrase) -> Phrase | None:
    others = [phrase for phrase in before(place, scene) if phrase is not agent]
    if form.ending in NOMINAL:
        own = next((phrase for phrase in others if phrase.marker == "gen"), None)
        if own is not None:
            return own
    if form.ending == "relative":
        return next((phrase for phrase in scene.phrases if 0 < phrase.first - place <= CLOSE), None)
    return next((phrase for phrase in others if phrase.marker == "" or phrase.outer == ""), None)


def _mediation(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    """Yield the mediator and the parties: "Katar, Hamas ile İsrail arasında arabuluculuk yapıyor"."""
    clause = scene.clauses[hit.first]
    pair = next(
        (each for each in scene.phrases if _are_parties(each) and scene.clauses[each.core] == clause),
        None,
    )
    if pair is None:
        return
    governor = light(hit, scene)
    own = owner_of(hit, scene)
    if own is not None and not set(own.actors) & set(pair.actors):
        yield Roles(own.actors, pair.actors, "mediation:own", SURE)
        return
    place, form = (governor.place, governor.form) if governor is not None else (hit.first, hit.form)
    sources, way = subject(place, form, scene, background)
    if sources and not set(sources) & set(pair.actors):
        yield Roles(sources, pair.actors, f"mediation:{way}", LIKELY)


def _are_parties(phrase: Phrase) -> bool:
    return phrase.marker == AMONG and len(phrase.actors) > 1
