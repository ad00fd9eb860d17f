"""Who does it to whom where a Turkish noun tells it: its owner, its participle, or the verb that it goes with."""

from collections.abc import Iterator

from kg.relations.arguments import Background, Roles
from kg.relations.cues import Governor, Hit
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene
from kg.relations.turkish.clauses import before, light, nominative, participle, role, subject
from kg.relations.turkish.targets import (
    BY,
    LIKELY,
    NEAR,
    OF_ACT,
    RARE,
    SURE,
    is_mutual,
    is_near,
    mark_of,
    of_act,
    owner_of,
    targets_of,
)


def noun(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    headline = _headline(hit, scene)
    if headline is not None:
        yield headline
        return
    governor = light(hit, scene)
    if governor is not None:
        yield from _light(hit, governor, scene, background)
    described = participle(hit, scene)
    if described is not None:
        yield from _participle(hit, described, scene, background)
    own = owner_of(hit, scene)
    if own is not None:
        targets = [each for each in targets_of(hit, hit.first, scene, own.actors) if is_near(each, hit)]
        if targets:
            yield Roles(own.actors, targets[0].actors, f"noun:{own.marker or 'compound'}", SURE)
        elif own.marker == "" and "gen" in hit.cue.targets:
            yield from _objective(hit, own, scene)
        elif hit.cue.kind == "attacks" and (victim := _victim(hit, own, scene)) is not None:
            yield Roles(own.actors, victim.actors, "noun:victim", LIKELY)
        return
    targets = [each for each in targets_of(hit, hit.first, scene, ()) if is_near(each, hit)]
    if targets and hit.form.kind == "noun":
        yield from _of_matrix(hit, targets[0], scene, background)


def _headline(hit: Hit, scene: Scene) -> Roles | None:
    """Read a headline without a verb: "Çin'den ABD'ye Tayvan uyarısı"."""
    if hit.last < len(scene.words) - 2 and scene.clauses[hit.last + 2] == scene.clauses[hit.first]:
        return None
    if any(verb in scene.verbs for verb in range(hit.first + 1, len(scene.words))):
        return None
    near = before(hit.first, scene)
    source = next((phrase for phrase in near if phrase.marker == "abl"), None)
    target = next((phrase for phrase in near if phrase.marker in hit.cue.targets and phrase.marker != "abl"), None)
    if source is None or target is None or set(source.actors) & set(target.actors):
        return None
    return Roles(source.actors, target.actors, "noun:headline", SURE)


def _victim(hit: Hit, own: Phrase, scene: Scene) -> Phrase | None:
    """Return whose people or land an attack hits: "İsrail saldırısında üç Filistinli öldü"."""
    if not hit.form.cases & {"loc", "abl", "ins"}:
        return None
    later = (phrase for phrase in scene.phrases if 0 < phrase.first - hit.first <= NEAR)
    one = next(later, None)
    if one is None or set(one.actors) & set(own.actors) or scene.clauses[one.first] != scene.clauses[hit.first]:
        return None
    return one if (one.adjective and one.marker == "") or (one.marker == "loc") else None


def _objective(hit: Hit, own: Phrase, scene: Scene) -> Iterator[Roles]:
    """Read a compound that names the target: "Türkiye ziyareti"; its source is in the genitive or the nominative."""
    for phrase in before(own.first, scene):
        if phrase.marker == "gen" and phrase.noun in (None, hit.first, own.noun):
            yield Roles(phrase.actors, own.actors, "noun:objective", SURE)
            return
    found = nominative(own.first, hit.form, scene)
    if found is not None and found is not own:
        yield Roles(found.actors, own.actors, "noun:objective:subject", RARE)


def _of_matrix(hit: Hit, target: Phrase, scene: Scene, background: Background) -> Iterator[Roles]:
    """Read a noun whose owner is the subject of the sentence: "Türkiye, Rusya ile ilişkilerini geliştiriyor"."""
    if role("for", hit.first + 1, scene):
        return  # "desteği için teşekkür etti": the other's
    if hit.form.owner == "1p" and background.speaker:
        yield Roles((background.speaker,), target.actors, "noun:our", LIKELY)
        return
    if not hit.form.owner and hit.form.cases == frozenset({""}):
        return
    found = nominative(hit.first, hit.form, scene)
    if found is not None and not set(found.actors) & set(target.actors) and hit.form.owner == "3":
        yield Roles(found.actors, target.actors, "noun:subject", RARE)


def _light(hit: Hit, governor: Governor, scene: Scene, background: Background) -> Iterator[Roles]:
    form, place = governor.form, governor.place
    own = owner_of(hit, scene)
    if governor.effect == "undergo":
        yield from _undergone(hit, governor, scene, background, own)
        return
    if form.passive:
        agent = next((phrase for phrase in before(place, scene) if phrase.marker == BY), own)
        targets = targets_of(hit, hit.first, scene, agent.actors) if agent is not None else []
        if agent is not None and targets:
            yield Roles(agent.actors, targets[0].actors, "light:passive", SURE)
        return
    sources, way = subject(place, form, scene, background, hit.cue.targets)
    if hit.form.owner == "1p" and background.speaker:
        sources, way = (background.speaker,), "we"  # "notamızı ilettiler"
    if own is not None:
        if own.marker == "" and "gen" in hit.cue.targets and sources:
            yield Roles(sources, own.actors, f"light:{way}:compound", LIKELY)
        return
    if sources:
        yield from _acting(hit, scene, background, sources, way)


def _acting(hit: Hit, scene: Scene, background: Background, sources: tuple[str, ...], way: str) -> Iterator[Roles]:
    """Read a noun and its verb, whose subject is known."""
    targets = targets_of(hit, hit.first, scene, sources)
    sure = {"subject": SURE, "genitive": SURE, "described": LIKELY, "we": LIKELY}.get(way, RARE)
    if targets:
        yield Roles(sources, targets[0].actors, f"light:{way}:{mark_of(targets[0], hit)}", sure)
    elif way == "we" and background.partner and is_mutual(hit):
        yield Roles(sources, (background.partner,), "light:we", RARE)
    elif hit.cue.kind in OF_ACT:
        yield from of_act(hit, hit.first, scene, sources, way)


def _undergone(
    hit: Hit, governor: Governor, scene: Scene, background: Background, own: Phrase | None
) -> Iterator[Roles]:
    """Read a noun whose verb tells who meets with it: "ABD'den destek aldı", "İsrail'in saldırısına uğradı"."""
    targets, way = subject(governor.place, governor.form, scene, background)
    giver = own or next((phrase for phrase in before(hit.first, scene) if phrase.marker in ("abl", BY)), None)
    if giver is not None and targets and targets != giver.actors:
        yield Roles(giver.actors, targets, f"light:undergo:{way}", LIKELY)


def _participle(hit: Hit, governor: Governor, scene: Scene, background: Background) -> Iterator[Roles]:
    """Read what the participle before a noun tells: "İsrail'in Gazze'ye düzenlediği saldırı"."""
    form, place = governor.form, governor.place
    near = before(place, scene)
    own = owner_of(hit, scene)
    if form.passive or form.ending == "relative":
        agent = next((phrase for phrase in near if phrase.marker == BY), own)
        if agent is None and is_mutual(hit):
            agent = nominative(place, hit.form, scene)  # "Kanada ile yaşanan gerilim"
        if agent is None:
            return
        sources, way = agent.actors, "passive"
    else:
        sources, way = subject(place, form, scene, background, hit.cue.targets)
        if way == "told" or not sources:
            return
    targets = [each for each in targets_of(hit, place, scene, sources) if place - each.last <= NEAR]
    if targets:
        yield Roles(sources, targets[0].actors, f"noun:participle:{way}", SURE)
