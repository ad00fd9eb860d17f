"""Constructions in which the one who acts does not stand as subject: passives, what is undergone, what describes."""

from collections.abc import Iterator, Sequence
from functools import cache

from kg.relations.arabic.arguments import (
    NEAR,
    THEIR,
    after,
    antecedent,
    belongs,
    governor_of,
    marked,
    subject,
    subject_before,
)
from kg.relations.arguments import Background
from kg.relations.cues import Hit
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

_CLOSE = 5  # words between "undergoes" and what is undergone
_FEW = 6  # who attends a meeting that all attend as such; a body with more members is no meeting of each with each
_AGENT = 20  # words between a passive verb and "by"
# Where the passive names the one who acts: an envoy is expelled from his state, summoned to its ministry.
_FROM = {"sanctions": "من", "accuses": "الي"}
_PROPOSED = 8  # words between a refusal and whose proposal is refused
_BESIDE = 2  # words between a name and the participle that describes it

Sides = tuple[tuple[str, ...], tuple[str, ...], str]


def turned(hit: Hit, scene: Scene, background: Background) -> Iterator[Sides]:
    """Yield source, target and construction of a cue whose source is marked in one of the rarer ways."""
    if hit.cue.flags & {"passive", "described"}:
        yield from _described(hit, scene)
    if "partner" in hit.cue.flags:
        yield from _partner(hit, scene)
    if "meeting" in hit.cue.flags:
        yield from _attended(hit, scene)
    if hit.is_verb and hit.form.owner in THEIR:
        yield from _relative(hit, scene, background)
    if hit.form.kind == "noun" and "both" not in hit.cue.flags:
        yield from _undergone(hit, scene, background)
    if "kill" in hit.cue.flags or "martyr" in hit.cue.flags:
        yield from _killed(hit, scene)
    if hit.is_verb and hit.cue.kind in _FROM:
        yield from _sent_off(hit, scene)
    yield from _passive(hit, scene)


def _killed(hit: Hit, scene: Scene) -> Iterator[Sides]:
    """Read who is killed in whose attack: "قتل خمسة لبنانيين في غارة إسرائيلية", "في هجوم شنته بوكو حرام"."""
    strike = next((other for other in scene.hits if other.first > hit.last and other.cue.kind == hit.cue.kind), None)
    if strike is None or strike.form.kind != "noun" or scene.clauses[strike.first] != scene.clauses[hit.first]:
        return
    victims = [phrase for phrase in after(hit.first, scene) if phrase.last <= strike.first and not phrase.marker]
    own = next((phrase for phrase in after(strike.first - 1, scene) if belongs(phrase, strike)), None)
    # "حرب أفغانستان" is not Afghanistan's doing, "غارة إسرائيلية" is Israel's.
    by = own if own is not None and (own.adjective or "both" not in strike.cue.flags) else None
    by = by or _doer(strike, scene)
    ahead = {word.form for word in scene.words[max(strike.first - 2, hit.last) : strike.first]}
    if by is not None and not victims and governor_of(hit, scene) is not None:
        # "أعلنت ... مقتل ثلاثة من مقاتليها": the killed are the announcer's own.
        between = scene.words[hit.last + 1 : strike.first]
        who, _ = subject(governor_of(hit, scene) or 0, scene, Background())
        if who and not set(who) & set(by.actors) and any(word.form.endswith(("يها", "يه")) for word in between):
            yield by.actors, who, "killed:own"
        return
    if (
        by is None
        or not victims
        or not (ahead & particles("ar").get("during", {}).keys() or strike.form.clitics.endswith("ب"))
    ):
        return
    if not set(by.actors) & set(victims[0].actors):
        yield by.actors, victims[0].actors, "killed"


def _doer(noun: Hit, scene: Scene) -> Phrase | None:
    """Return who did what a noun tells, by the verb that takes it up: "هجوم شنته بوكو حرام", "اختراق نفذته روسيا"."""
    for index in range(noun.last + 1, min(noun.last + 1 + _BESIDE + 1, len(scene.words))):
        if index in scene.verbs and scene.words[index].form.endswith(THEIR):
            return next((phrase for phrase in scene.phrases if phrase.first == index + 1 and not phrase.marker), None)
    return None


def proposer(behind: Sequence[Phrase], sources: tuple[str, ...], hit: Hit, scene: Scene) -> Phrase | None:
    """Return whose proposal is refused: "رفضت عرضا من الصين", "مقترحا قدمته اليابان", "الوساطة التي عرضتها قطر"."""
    # "أشاد سفير سريلانكا في الرياض بالمنح": where he is says nothing.
    first = next((each for each in behind if each.core > hit.last and not (each.place and each.marker == "في")), None)
    if first is None or set(first.actors) & set(sources) or first.first - hit.last > _PROPOSED:
        return None
    before = scene.words[first.first - 1] if first.first else None
    if hit.cue.kind == "rejects" and first.marker == "من" and first.first - hit.last > 1 and not first.place:
        return first
    if before is None or first.marker:
        return None
    if not before.form.endswith(("ته", "تها")) and not (
        first.first - 1 in scene.verbs and before.form.endswith(("ه", "ها"))
    ):
        return None
    return first if not scene.text[before.start : before.end].endswith("ة") else None


def _sent_off(hit: Hit, scene: Scene) -> Iterator[Sides]:
    """Read who is expelled from where, or summoned to whom, in the passive: "طرد دبلوماسيان روسيان من بلغاريا"."""
    behind = list(after(hit.first, scene))
    if len(behind) < _BESIDE or hit.last == hit.first or behind[0].marker or behind[1].marker != _FROM[hit.cue.kind]:
        return
    if behind[0].core - hit.last <= _BESIDE and behind[0].first <= hit.last < behind[0].last:
        yield behind[1].actors, behind[0].actors, "sent"


def _described(hit: Hit, scene: Scene) -> Iterator[Sides]:
    """Read a participle that describes the name before it: "الحوثيين المدعومين من إيران"."""
    before = _beside(hit, scene)
    by = marked(hit, [phrase for phrase in after(hit.first, scene) if phrase.first - hit.last <= _BESIDE], scene)
    if before is not None and by is not None:
        yield before.actors, by.actors, "described"


def _partner(hit: Hit, scene: Scene) -> Iterator[Sides]:
    """Read "ally", "enemy": "أستراليا، حليفة الولايات المتحدة", "الولايات المتحدة وحليفتها السعودية"."""
    before = _beside(hit, scene)
    if before is None:
        return
    beside = [
        phrase for phrase in after(hit.first, scene) if phrase.core - hit.last <= _BESIDE and not phrase.adjective
    ]
    if not beside or (beside[0].marker and hit.form.owner):
        return
    if hit.form.owner in THEIR or belongs(beside[0], hit) or beside[0].marker in hit.cue.targets:
        yield before.actors, beside[0].actors, "partner"


def _attended(hit: Hit, scene: Scene) -> Iterator[Sides]:
    """Read who attends a meeting together: "اجتماع بمشاركة وزراء خارجية الأردن ومصر", "قمة تجمع الهند والصين"."""
    marks = particles(scene.language).get("attended", {})
    present = next((phrase for phrase in after(hit.first, scene) if len(phrase.actors) > 1 or not phrase.place), None)
    if present is None or not 1 < len(present.actors) <= _FEW or present.first - hit.last > _AGENT:
        return
    if any(hit.last < other.first < present.first and other.cue.kind == hit.cue.kind for other in scene.hits):
        return
    if any(word.form in marks for word in scene.words[max(present.first - 2, hit.last) : present.core]):
        yield present.actors, present.actors, "attended"


def _relative(hit: Hit, scene: Scene, background: Background) -> Iterator[Sides]:
    """Read a relative clause whose verb acts on the name before it: "الحركة التي تدعمها قطر"."""
    told, head = antecedent(hit.first, scene)
    if told and head is not None and "0" in hit.cue.targets:
        sources, found = subject(hit.first, scene, background)
        if sources and found == "after" and sources != head.actors:
            yield sources, head.actors, "relative"


def _undergone(hit: Hit, scene: Scene, background: Background) -> Iterator[Sides]:
    """Read what the subject undergoes: "تتعرض إيران لعقوبات أميركية", "تلقت عمان دعما من الكويت"."""
    place = governor_of(hit, scene)
    if (
        place is None
        or hit.first - place > _CLOSE
        or not any(each.place == place and each.effect == "undergo" for each in scene.governors)
    ):
        return
    behind = [phrase for phrase in after(hit.first, scene) if phrase.first - hit.last <= NEAR]
    by = next((phrase for phrase in behind if belongs(phrase, hit) or phrase.marker == "من"), None)
    by = by or agent(behind, scene) or _doer(hit, scene)
    sufferers, _ = subject(place, scene, background)
    if by is not None and sufferers and not set(by.actors) & set(sufferers):
        yield by.actors, sufferers, "undergone"


def _passive(hit: Hit, scene: Scene) -> Iterator[Sides]:
    """Read "by": "اعتقلت السلطات صحفيا" told as "اعتقل ... من قبل السلطات"."""
    behind = [phrase for phrase in after(hit.first, scene) if phrase.first - hit.last <= _AGENT]
    by = agent(behind, scene)
    if by is None or any(hit.last < other < by.first for other in (*scene.verbs, *(cue.first for cue in scene.hits))):
        # "By" belongs to the nearest of the words before it.
        return
    others = [phrase for phrase in behind if phrase is not by]
    killing = "kill" in hit.cue.flags  # "مقتل مزارع بنغلادشي برصاص": the adjective tells who is killed
    met = next((phrase for phrase in others if belongs(phrase, hit) and (killing or not phrase.adjective)), None)
    if met is None and hit.is_verb:
        met = next((phrase for phrase in others if phrase.first < by.first and not phrase.marker), None)
    met = met or marked(hit, others, scene) or (subject_before(hit.first, scene) if hit.form.kind != "noun" else None)
    if met is not None and not set(met.actors) & set(by.actors):
        yield by.actors, met.actors, "by"


def agent(phrases: Sequence[Phrase], scene: Scene) -> Phrase | None:
    """Return the actor that "by" marks: "من قبل", "على يد", "برصاص"."""
    marks = particles(scene.language).get("agent", {})
    first = _agents(scene.language)
    for phrase in phrases:
        forms = [word.form for word in scene.words[max(phrase.first - 1, 0) : phrase.core]]
        if first.isdisjoint(forms):
            continue
        ahead = f" {' '.join(forms)} "
        if any(f" {by} " in ahead for by in marks):
            return phrase
    return None


@cache
def _agents(language: str) -> frozenset[str]:
    """Return the first words of what marks an agent."""
    return frozenset(by.split()[0] for by in particles(language).get("agent", {}))


def _beside(hit: Hit, scene: Scene) -> Phrase | None:
    """Return the name right before the cue, or with one word between that begins nothing new."""
    for phrase in reversed(scene.phrases):
        between = scene.words[phrase.last : hit.first]
        if phrase.last > hit.first or scene.clauses[phrase.core] != scene.clauses[hit.first]:
            continue
        if len(between) < _BESIDE and not any(word.form.startswith("و") for word in between):
            return phrase
        return None
    return None
