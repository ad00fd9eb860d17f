"""What a Turkish cue is directed at: who is marked by its case or postposition, or owns what is."""

from collections.abc import Iterator, Sequence

from kg.relations.arguments import Roles
from kg.relations.cues import Hit
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene
from kg.relations.turkish.clauses import before, nominative, role

SURE, LIKELY, RARE = 0.7, 0.6, 0.45
NEAR = 9  # words between what belongs to one noun
BY = "tarafından"
AMONG = "arasında"
CLOSE = 4
_CLAUSES = frozenset({"demandsOf", "accuses"})  # whose target does what is told
_HOSTILE = frozenset({"-", "attacks", "coerces", "counters", "threatens", "sanctions", "mobilizesAgainst"})
OF_ACT = frozenset({"rejects", "threatens", "demandsOf", "accuses"})


def is_mutual(hit: Hit) -> bool:
    """Tell whether what a cue tells is done by two together."""
    return AMONG in hit.cue.targets


def targets_of(hit: Hit, place: int, scene: Scene, sources: Sequence[str]) -> list[Phrase]:
    """Return the actors marked as this cue marks its target, the best first."""
    found: list[tuple[int, int, Phrase]] = []
    if "alleges" in hit.cue.flags:
        return []
    near = before(place, scene)
    owned = {each.noun for each in near if each.marker == "gen" and not set(each.actors) <= set(sources)}
    for number, phrase in enumerate(near):
        if set(phrase.actors) <= set(sources):
            continue
        if phrase.marker in hit.cue.targets and not _claimed(phrase, hit, place, scene):
            found.append((hit.cue.targets.index(phrase.marker), number, phrase))
        elif _owns(phrase, hit, place) and (phrase.marker == "gen" or phrase.noun not in owned):
            first = -len(near) if phrase.noun == hit.first - 1 else 0
            found.append((hit.cue.targets.index(phrase.outer or ""), number + first, phrase))
    return [phrase for _, _, phrase in sorted(found, key=lambda one: one[:2])]


def _owns(phrase: Phrase, hit: Hit, place: int) -> bool:
    """Tell whether something that belongs to an actor is marked as the target: "İsrail'in saldırısını kınadı"."""
    if "direct" in hit.cue.flags or phrase.noun is None or phrase.noun >= place or phrase.noun in (hit.first, hit.last):
        return False
    return bool(phrase.outer) and phrase.outer in hit.cue.targets


def _claimed(phrase: Phrase, hit: Hit, place: int, scene: Scene) -> bool:
    """Tell whether a marked actor belongs to a nearer noun or participle: "Gazze'ye saldırısına tepki gösterdi"."""
    for other in scene.hits:
        if other.first in (hit.first, hit.last) or not phrase.last <= other.first < place:
            continue
        if other.form.ending == "finite" or "relations" in other.cue.flags:
            continue
        if other.form.ending == "converb" and nominative(place, other.form, scene) in (
            None,
            nominative(other.first, other.form, scene),
        ):
            continue
        if "clause" in hit.cue.flags and other.form.ending == "noun":
            continue  # "Türkiye'den askerlerini çekmesini istedi": he is asked
        if other.form.kind == "noun" and role("for", other.first + 1, scene):
            continue  # "desteği için teşekkür etti"
        bare = other.form.kind == "noun" and not other.form.ending and other.form.cases == frozenset({""})
        if phrase.marker in other.cue.targets and other.cue.kind != "-" and not (bare and not other.form.owner):
            return True
    return False


def mark_of(phrase: Phrase, hit: Hit) -> str:
    return phrase.marker if phrase.marker in hit.cue.targets else f"inside:{phrase.outer}"


def owner_of(hit: Hit, scene: Scene) -> Phrase | None:
    """Return whose the noun is: "İsrail'in saldırısı", "İsrail saldırısı", "Rus saldırısı"."""
    near = before(hit.first, scene)
    return next((phrase for phrase in near if phrase.noun == hit.first), None)


def is_near(phrase: Phrase, hit: Hit) -> bool:
    return hit.first - phrase.last <= NEAR


def of_act(hit: Hit, place: int, scene: Scene, sources: tuple[str, ...], way: str) -> Iterator[Roles]:
    """Read a refusal, threat, demand or accusation by who would do the act, or whom the act would meet."""
    if hit.cue.kind not in OF_ACT or ("clause" in hit.cue.flags and not _follows_clause(place, scene)):
        return
    if any(role("rumour", index, scene) for index in range(max(place - CLOSE, 0), place)):
        return
    if "alleges" in hit.cue.flags and not _is_hostile(place, scene):
        return
    others = [phrase for phrase in before(place, scene) if not set(phrase.actors) & set(sources)]
    owner = next(
        (each for each in others if each.marker == "gen" and each.noun is not None and each.noun < place), None
    )
    # Who condemns an attack on somebody, or demands its end, has nothing against him.
    met = hit.cue.kind not in _CLAUSES and "warn" not in hit.cue.flags
    act = next((each for each in others if met and _is_met(each, hit, place, scene)), None)
    if owner is not None and act is None:
        yield Roles(sources, owner.actors, f"verb:{way}:clause", RARE)
    elif act is not None:
        yield Roles(sources, act.actors, "verb:act", LIKELY)


def _is_hostile(place: int, scene: Scene) -> bool:
    """Tell whether what is alleged before a verb is a hostile act: "hava sahasını ihlal ettiğini öne sürdü"."""
    return any(0 < place - other.first <= CLOSE and other.cue.kind in _HOSTILE for other in scene.hits)


def _is_met(phrase: Phrase, hit: Hit, place: int, scene: Scene) -> bool:
    """Tell whether an act between an actor and the cue is directed at the actor."""
    acts = [other for other in scene.hits if phrase.last <= other.first < place and other is not hit]
    return any(act.form.kind in ("noun", "participle") and phrase.marker in act.cue.targets for act in acts)


def _follows_clause(place: int, scene: Scene) -> bool:
    """Tell whether what is wished for is somebody else's act: "çekilmesini istedi", not "engellemek istiyor"."""
    form = scene.words[place - 1].form if place else ""
    return form.endswith(("mesini", "masini", "melerini", "malarini"))


def issuer(hit: Hit, scene: Scene) -> Phrase | None:
    """Return in whose statement something is condemned or demanded: "Bakanlıktan yapılan açıklamada ... kınandı"."""
    if "speech" not in hit.cue.flags:
        return None
    for phrase in before(hit.first, scene):
        if any(role("statement", index, scene) for index in range(phrase.last, min(phrase.last + 3, len(scene.words)))):
            return phrase
    return None
