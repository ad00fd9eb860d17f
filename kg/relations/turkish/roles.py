"""Who does it to whom: the source and target of a cue, from cases, postpositions and compounds."""

from collections.abc import Iterator, Sequence

from kg.lang.forms import Form
from kg.relations.arguments import Background, Earlier, Roles
from kg.relations.cues import Governor, Hit
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene
from kg.relations.turkish.clauses import NOMINAL, before, light, nominative, participle, role, subject

SURE, LIKELY, RARE = 0.7, 0.6, 0.45
_NP = 9  # words between what belongs to one noun
_BY = "tarafından"
_AMONG = "arasında"
_MATRIX = 12  # words between a noun and the verb whose subject it belongs to
_FRIENDLY = frozenset(
    {"consultsWith", "agreesWith", "collaboratesWith", "hasDiplomaticTiesWith", "supports", "aids", "concedesTo"}
    | {"recognized", "mediatesFor"}
)
_OF_ACT = frozenset({"rejects", "threatens", "demandsOf", "accuses"})


def roles(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    """Yield the actors that the cue relates, best first; none where the sentence does not mark them."""
    if _is_refused(hit, scene) or _is_talked_of(hit, scene):
        return
    if "mediation" in hit.cue.flags:
        yield from _mediation(hit, scene, background)
        return
    if is_mutual(hit):
        yield from _among(hit, scene, background)
    if hit.form.kind == "noun" and not hit.cue.needs_object and hit.form.ending in ("", "ki"):
        yield from _noun(hit, scene, background)
    elif hit.form.kind == "noun" and hit.form.ending in ("noun", "way") and not hit.cue.needs_object:
        yield from _noun(hit, scene, background)
        yield from _verb(hit, hit.first, hit.form, scene, background)
    else:
        yield from _verb(hit, hit.first, hit.form, scene, background)


def is_mutual(hit: Hit) -> bool:
    """Tell whether what a cue tells is done by two together."""
    return _AMONG in hit.cue.targets


def _is_refused(hit: Hit, scene: Scene) -> bool:
    """Tell whether it is only what is refused: "görüşmeyi reddetti" tells of no meeting."""
    if hit.cue.kind not in _FRIENDLY or hit.form.kind == "past":
        return False
    for other in scene.hits:
        if other.first > hit.first and other.cue.kind == "rejects" and "refusal" in other.cue.flags:
            near = other.first - hit.first <= _LIGHTS and scene.clauses[other.first] == scene.clauses[hit.first]
            between = range(hit.first, other.first)
            denied = any(role("rumour", index, scene) for index in between)
            return near and not denied
    return False


_LIGHTS = 4


def _is_talked_of(hit: Hit, scene: Scene) -> bool:
    """Tell whether the cue is only what others talk about: "işbirliğini görüştüler"."""
    if hit.form.kind != "noun" or hit.cue.kind == "consultsWith" or hit.cue.needs_object:
        return False
    for governor in scene.governors:
        if governor.effect == "topic" and 0 < governor.place - hit.first <= _NP:
            return scene.clauses[governor.place] == scene.clauses[hit.first]
    return False


def _among(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    """Yield those between whom it is: "Türkiye ile Rusya arasında", "Türk-Yunan ilişkileri", "iki ülke ilişkileri"."""
    place = hit.first
    for phrase in before(place, scene):
        if place - phrase.last > _NP * 2 or len(phrase.actors) < 2:
            continue
        if phrase.marker == _AMONG:
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
    governor = light(hit, scene)
    if governor is not None and governor.form.ending in ("finite", "converb"):
        found = nominative(governor.place, governor.form, scene)
        if found is not None and len(found.actors) > 1 and not _targets(hit, hit.first, scene, found.actors):
            yield Roles(found.actors, found.actors, "together:light", LIKELY)


def _verb(hit: Hit, place: int, form: Form, scene: Scene, background: Background) -> Iterator[Roles]:
    if form.passive:
        yield from _passive(hit, place, form, scene)
        return
    sources, way = subject(place, form, scene, background)
    if not sources:
        return
    sure = {"subject": SURE, "genitive": SURE, "described": LIKELY, "we": LIKELY}.get(way, RARE)
    targets = _targets(hit, place, scene, sources)
    if targets:
        yield Roles(sources, targets[0].actors, f"verb:{way}:{_mark(targets[0], hit)}", sure)
        return
    if is_mutual(hit) and len(sources) > 1:
        yield Roles(sources, sources, "verb:together", LIKELY)
        return
    yield from _of_act(hit, place, scene, sources, way)
    if way == "we" and background.partner and is_mutual(hit):
        yield Roles(sources, (background.partner,), "verb:we", RARE)


def _of_act(hit: Hit, place: int, scene: Scene, sources: tuple[str, ...], way: str) -> Iterator[Roles]:
    """Read a refusal, threat, demand or accusation by who would do the act, or whom the act would meet."""
    if hit.cue.kind not in _OF_ACT:
        return
    for phrase in before(place, scene):
        if set(phrase.actors) & set(sources):
            continue
        if phrase.marker == "gen" and phrase.noun is not None and phrase.noun < place:
            yield Roles(sources, phrase.actors, f"verb:{way}:clause", RARE)
            return
        acts = [other for other in scene.hits if phrase.last <= other.first < place and other is not hit]
        if "warn" not in hit.cue.flags and any(phrase.marker in act.cue.targets for act in acts):
            yield Roles(sources, phrase.actors, "verb:act", LIKELY)
            return


def _passive(hit: Hit, place: int, form: Form, scene: Scene) -> Iterator[Roles]:
    """Read a passive: who does it stands before "tarafından", or owns the noun."""
    near = before(place, scene)
    agent = next((phrase for phrase in near if phrase.marker == _BY), None)
    if agent is None:
        return
    targets = _targets(hit, place, scene, agent.actors)
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
        return next((phrase for phrase in scene.phrases if 0 < phrase.first - place <= _LIGHTS), None)
    return next((phrase for phrase in others if phrase.marker == "" or phrase.outer == ""), None)


def _targets(hit: Hit, place: int, scene: Scene, sources: Sequence[str]) -> list[Phrase]:
    """Return the actors marked as this cue marks its target, the best first."""
    found: list[tuple[int, int, Phrase]] = []
    for number, phrase in enumerate(before(place, scene)):
        if set(phrase.actors) <= set(sources):
            continue
        if phrase.marker in hit.cue.targets and not _claimed(phrase, hit, place, scene):
            found.append((hit.cue.targets.index(phrase.marker), number, phrase))
        elif "direct" not in hit.cue.flags and _owns(phrase, hit, place):
            found.append((hit.cue.targets.index(phrase.outer or ""), number, phrase))
    return [phrase for _, _, phrase in sorted(found, key=lambda one: one[:2])]


def _owns(phrase: Phrase, hit: Hit, place: int) -> bool:
    """Tell whether something that belongs to an actor is marked as the target: "İsrail'in saldırısını kınadı"."""
    if phrase.noun is None or phrase.noun >= place or phrase.noun in (hit.first, hit.last):
        return False
    return bool(phrase.outer) and phrase.outer in hit.cue.targets


def _claimed(phrase: Phrase, hit: Hit, place: int, scene: Scene) -> bool:
    """Tell whether a marked actor belongs to a nearer noun or participle: "Gazze'ye saldırısına tepki gösterdi"."""
    for other in scene.hits:
        if other.first in (hit.first, hit.last) or not phrase.last <= other.first < place:
            continue
        if other.form.ending in ("finite", "converb") and other.form.kind != "noun":
            continue
        bare = other.form.kind == "noun" and not other.form.ending and other.form.cases == frozenset({""})
        if phrase.marker in other.cue.targets and other.cue.kind != "-" and not (bare and not other.form.owner):
            return True
    return False


def _mark(phrase: Phrase, hit: Hit) -> str:
    return phrase.marker if phrase.marker in hit.cue.targets else f"inside:{phrase.outer}"


def _noun(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    governor = light(hit, scene)
    if governor is not None:
        yield from _light(hit, governor, scene, background)
    described = participle(hit, scene)
    if described is not None:
        yield from _participle(hit, described, scene, background)
    own = _own(hit, scene)
    if own is not None:
        targets = [each for each in _targets(hit, hit.first, scene, own.actors) if _near(each, hit)]
        if targets:
            yield Roles(own.actors, targets[0].actors, f"noun:{own.marker or 'compound'}", SURE)
        elif own.marker == "" and "gen" in hit.cue.targets:
            yield from _objective(hit, own, scene)
        return
    targets = [each for each in _targets(hit, hit.first, scene, ()) if _near(each, hit)]
    if targets and hit.form.kind == "noun":
        yield from _of_matrix(hit, targets[0], scene)


def _near(phrase: Phrase, hit: Hit) -> bool:
    return hit.first - phrase.last <= _NP


def _own(hit: Hit, scene: Scene) -> Phrase | None:
    """Return whose the noun is: "İsrail'in saldırısı", "İsrail saldırısı", "Rus saldırısı"."""
    near = before(hit.first, scene)
    return next((phrase for phrase in near if phrase.noun == hit.first), None)


def _objective(hit: Hit, own: Phrase, scene: Scene) -> Iterator[Roles]:
    """Read a compound that names the target: "Türkiye ziyareti"; its source is in the genitive or the nominative."""
    for phrase in before(own.first, scene):
        if phrase.marker == "gen" and phrase.noun in (None, hit.first, own.noun):
            yield Roles(phrase.actors, own.actors, "noun:objective", SURE)
            return
    found = nominative(own.first, hit.form, scene)
    if found is not None and found is not own:
        yield Roles(found.actors, own.actors, "noun:objective:subject", RARE)


def _of_matrix(hit: Hit, target: Phrase, scene: Scene) -> Iterator[Roles]:
    """Read a noun whose owner is the subject of the sentence: "Türkiye, Rusya ile ilişkilerini geliştiriyor"."""
    if not hit.form.owner and hit.form.cases == frozenset({""}):
        return
    found = nominative(hit.first, hit.form, scene)
    if found is not None and not set(found.actors) & set(target.actors) and hit.form.owner == "3":
        yield Roles(found.actors, target.actors, "noun:subject", RARE)


def _light(hit: Hit, governor: Governor, scene: Scene, background: Background) -> Iterator[Roles]:
    form, place = governor.form, governor.place
    own = _own(hit, scene)
    if governor.effect == "undergo":
        yield from _undergone(hit, governor, scene, background, own)
        return
    if form.passive:
        agent = next((phrase for phrase in before(place, scene) if phrase.marker == _BY), own)
        targets = _targets(hit, hit.first, scene, agent.actors) if agent is not None else []
        if agent is not None and targets:
            yield Roles(agent.actors, targets[0].actors, "light:passive", SURE)
        return
    sources, way = subject(place, form, scene, background)
    if own is not None:
        if own.marker == "" and "gen" in hit.cue.targets and sources:
            yield Roles(sources, own.actors, f"light:{way}:compound", LIKELY)
        return
    if sources:
        yield from _acting(hit, scene, background, sources, way)


def _acting(hit: Hit, scene: Scene, background: Background, sources: tuple[str, ...], way: str) -> Iterator[Roles]:
    """Read a noun and its verb, whose subject is known."""
    targets = _targets(hit, hit.first, scene, sources)
    sure = {"subject": SURE, "genitive": SURE, "described": LIKELY, "we": LIKELY}.get(way, RARE)
    if targets:
        yield Roles(sources, targets[0].actors, f"light:{way}:{_mark(targets[0], hit)}", sure)
    elif way == "we" and background.partner and is_mutual(hit):
        yield Roles(sources, (background.partner,), "light:we", RARE)
    elif hit.cue.kind in _OF_ACT:
        yield from _of_act(hit, hit.first, scene, sources, way)


def _undergone(
    hit: Hit, governor: Governor, scene: Scene, background: Background, own: Phrase | None
) -> Iterator[Roles]:
    """Read a noun whose verb tells who meets with it: "ABD'den destek aldı", "İsrail'in saldırısına uğradı"."""
    targets, way = subject(governor.place, governor.form, scene, background)
    giver = own or next((phrase for phrase in before(hit.first, scene) if phrase.marker in ("abl", _BY)), None)
    if giver is not None and targets and targets != giver.actors:
        yield Roles(giver.actors, targets, f"light:undergo:{way}", LIKELY)


def _participle(hit: Hit, governor: Governor, scene: Scene, background: Background) -> Iterator[Roles]:
    """Read what the participle before a noun tells: "İsrail'in Gazze'ye düzenlediği saldırı"."""
    form, place = governor.form, governor.place
    near = before(place, scene)
    own = _own(hit, scene)
    if form.passive or form.ending == "relative":
        agent = next((phrase for phrase in near if phrase.marker == _BY), own)
        if agent is None:
            return
        sources, way = agent.actors, "passive"
    else:
        sources, way = subject(place, form, scene, background)
        if way == "told" or not sources:
            return
    targets = [each for each in _targets(hit, place, scene, sources) if place - each.last <= _NP]
    if targets:
        yield Roles(sources, targets[0].actors, f"noun:participle:{way}", SURE)


def _mediation(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    """Yield the mediator and the parties: "Katar, Hamas ile İsrail arasında arabuluculuk yapıyor"."""
    pair = next((each for each in before(hit.first, scene) if each.marker == _AMONG and len(each.actors) > 1), None)
    if pair is None:
        return
    governor = light(hit, scene)
    own = _own(hit, scene)
    if own is not None and not set(own.actors) & set(pair.actors):
        yield Roles(own.actors, pair.actors, "mediation:own", SURE)
        return
    place, form = (governor.place, governor.form) if governor is not None else (hit.first, hit.form)
    sources, way = subject(place, form, scene, background)
    if sources and not set(sources) & set(pair.actors):
        yield Roles(sources, pair.actors, f"mediation:{way}", LIKELY)
