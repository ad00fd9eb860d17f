"""Who does it to whom: the source and target of a cue, from the way the language marks them."""

from collections.abc import Iterator, Sequence

from kg.relations.arabic.arguments import (
    NEAR,
    after,
    belongs,
    between,
    governor_of,
    marked,
    shifted,
    subject,
    subject_before,
    target_of,
)
from kg.relations.arabic.nouns import RARE, SURE, is_mutual, noun
from kg.relations.arabic.pronouns import meant, refers
from kg.relations.arabic.turned import agent, proposer, turned
from kg.relations.arguments import Background, Earlier, Roles
from kg.relations.cues import Hit
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

_FAR = 30  # words between a verb and an actor marked by a preposition of its own
# A threat or refusal without a target of its own is directed at whom the act would meet.
# "مقترحا قدمته اليابان", "هجوما شنته أوغندا", "القرض الذي منحته كوريا"
_OF_OTHERS = frozenset({"rejects", "accuses", "supports"})
# What is sent or readied for others is told by its purpose: "أرسلت جنودا لمساندة روسيا", "لمواجهة تركيا".
_PURPOSES = {"aids": frozenset({"supports", "aids"}), "mobilizesAgainst": frozenset({"counters", "attacks"})}
_ACTS = frozenset({"threatens", "rejects"})


def roles(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    """Yield the actors that the cue relates, best first; none where the sentence does not mark them.

    `earlier` holds the cues of the sentence already read, by index: the accused of an accusation does what it tells.
    """
    if "mediation" in hit.cue.flags:
        yield from _mediation(hit, scene, background, earlier)
        return
    pair = between(hit, scene) if is_mutual(hit) else None
    if pair is not None:
        yield from _among(hit, pair, scene, background)
        return
    for sources, targets, way in turned(hit, scene, background):
        yield Roles(sources, targets, f"turned:{way}", SURE)
    if "described" in hit.cue.flags:
        return
    if hit.is_verb:
        yield from _verb(hit, scene, background)
    elif hit.form.kind == "participle":
        yield from _participle(hit, scene, background)
    else:
        yield from noun(hit, scene, background, earlier)


def _among(hit: Hit, pair: Phrase, scene: Scene, background: Background) -> Iterator[Roles]:
    """Yield those between whom it is, and who has them as guests: "استضافت سويسرا محادثات بين أرمينيا وأذربيجان"."""
    if "host" not in hit.cue.flags:
        yield Roles(pair.actors, pair.actors, "between", 0.8)
        return
    mediated = any("mediation" in other.cue.flags for other in scene.hits)
    host, _ = subject(hit.first, scene, background) if hit.is_verb and not mediated else ((), "")
    together = tuple(dict.fromkeys(host + pair.actors))
    yield Roles(together, together, "between:host", 0.8)


def _verb(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    yield from _by_object(hit, scene, background)
    sources, found = subject(hit.first, scene, background)
    behind = [phrase for phrase in after(hit.first, scene) if phrase.first - hit.first <= _FAR]
    if found == "after":
        place = next((number for number, phrase in enumerate(behind) if phrase.actors == sources), -1)
        behind = behind[place + 1 :]
    target = target_of(hit, _others(behind, sources, scene), scene)
    if not sources:
        return
    if target is None:
        yield from _without_target(hit, scene, background, sources, found)
        yield from _of_act(hit, behind, sources, found, scene)
    else:
        way = f"verb:{found}:{target.marker or 'object'}"
        yield Roles(sources, target.actors, way, SURE if found != "told" else 0.5)


def _by_object(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    """Read who acts from the noun that completes the verb: "فرضت عقوبات أميركية على", "منحت مصر قرضا صينيا"."""
    own = _of_object(hit, scene)
    if own is None or is_mutual(hit):
        return
    target = marked(hit, [phrase for phrase in after(hit.last, scene) if phrase is not own], scene)
    if target is not None:
        yield Roles(own.actors, target.actors, "verb:noun", SURE)
    elif hit.cue.kind == "aids" and own.adjective:
        # Told in the passive: who gives is what kind of loan it is.
        given, way = subject(hit.first, scene, background)
        if way == "after" and given != own.actors:
            yield Roles(own.actors, given, "verb:given", RARE)


def _without_target(
    hit: Hit, scene: Scene, background: Background, sources: tuple[str, ...], found: str
) -> Iterator[Roles]:
    """Read a verb whose target stands nowhere behind it: it is mutual, a pronoun, or the subject stands before."""
    if is_mutual(hit) and len(sources) > 1:
        yield Roles(sources, sources, "verb:together", 0.8)
    means = meant(hit, scene, sources, background) if found != "told" else ()
    if means:
        yield Roles(sources, means, f"verb:{found}:pronoun", RARE)
    if found == "after" and "0" in hit.cue.targets:
        # "أكدت كوبا أنها تدعم بوليفيا": what stands behind is the object where the subject stands before.
        before = shifted(hit.first, scene)
        if before is not None and not set(before.actors) & set(sources):
            yield Roles(before.actors, sources, "verb:before:shifted", RARE)
    if found == "we" and background.partner and not means and (is_mutual(hit) or refers(hit, scene)):
        yield Roles(sources, (background.partner,), "verb:we", 0.6)


def _of_act(hit: Hit, behind: Sequence[Phrase], sources: tuple[str, ...], found: str, scene: Scene) -> Iterator[Roles]:
    """Read a refusal or threat by what is refused or threatened."""
    speech = hit.cue.kind == "rejects" or "speech" in hit.cue.flags
    target = proposer(behind, sources, hit, scene) if hit.cue.kind in _OF_OTHERS and speech else None
    if target is not None:
        yield Roles(sources, target.actors, f"verb:{found}:proposer", RARE)
    target = _who_acts(hit, behind, sources, scene) or _served(hit, behind, scene)
    if target is not None:
        yield Roles(sources, target.actors, f"verb:{found}:clause", RARE)
    if hit.cue.kind in _ACTS and "reply" not in hit.cue.flags:
        target = _acted_on(hit, behind, sources, scene)
        if target is not None:
            yield Roles(sources, target.actors, "verb:act", SURE)


def _who_acts(hit: Hit, behind: Sequence[Phrase], sources: tuple[str, ...], scene: Scene) -> Phrase | None:
    """Return of whom it is complained that he does something: "اشتكت اليابان من أن الصين تحتجز"."""
    if hit.cue.kind != "accuses" or "speech" not in hit.cue.flags:
        return None
    that = particles(scene.language).get("that", {})
    for phrase in behind:
        ahead = [word.form for word in scene.words[max(phrase.first - 2, 0) : phrase.first]]
        if not phrase.marker and phrase.actors != sources and ahead and ahead[-1] in that:
            return phrase if ahead[-1].startswith("ب") or ahead[0] in hit.cue.targets else None
    return None


def _served(hit: Hit, behind: Sequence[Phrase], scene: Scene) -> Phrase | None:
    """Return for or against whom something is sent: "أرسلت جنودا لمساندة روسيا"."""
    kinds = _PURPOSES.get(hit.cue.kind)
    if not kinds:
        return None
    for act in scene.hits:
        if hit.last < act.first <= hit.last + NEAR // 2 and act.form.kind == "noun" and act.form.clitics == "ل":
            if act.cue.kind not in kinds or scene.clauses[act.first] != scene.clauses[hit.first]:
                return None
            return next((phrase for phrase in behind if belongs(phrase, act) and not phrase.adjective), None)
    return None


def _of_object(hit: Hit, scene: Scene) -> Phrase | None:
    """Return whose the noun is that completes a verb: "فرضت عقوبات أميركية على", "رفعت عقوبات الاتحاد الأوروبي عن"."""
    if hit.last == hit.first:
        return None
    for phrase in after(hit.first, scene):
        if belongs(phrase, hit) and (phrase.adjective or (hit.last == hit.first + 1 and not phrase.marker)):
            return phrase
    return None


def _others(phrases: Sequence[Phrase], sources: tuple[str, ...], scene: Scene) -> list[Phrase]:
    """Return whom a verb may be about: not its own subject ("التقى السعودي في جدة نظيره"), nor who does it."""
    by = agent(phrases, scene)
    return [
        phrase for phrase in phrases if phrase is not by and not (phrase.marker and set(phrase.actors) <= set(sources))
    ]


def _acted_on(hit: Hit, behind: Sequence[Phrase], sources: tuple[str, ...], scene: Scene) -> Phrase | None:
    """Return the target of the act that is threatened or refused: "هددت بفرض عقوبات على", "ترفض التفاوض مع"."""
    if "warn" in hit.cue.flags:
        # Who warns of an attack on somebody does not threaten him.
        return None
    act = next((other for other in scene.hits if other.first > hit.first and not other.is_verb), None)
    if act is None or scene.clauses[act.first] != scene.clauses[hit.first] or act.first - hit.last > NEAR:
        return None
    later = [phrase for phrase in behind if phrase.core > act.first and phrase.actors != sources]
    own = next((phrase for phrase in later if belongs(phrase, act)), None)
    return marked(act, later, scene) or (own if "0" in act.cue.targets else None)


def _participle(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    behind = [phrase for phrase in after(hit.first, scene) if phrase.first - hit.last <= NEAR]
    target = target_of(hit, behind, scene)
    before = subject_before(hit.first, scene)
    sources = before.actors if before else (background.subject or ((background.speaker,) if background.speaker else ()))
    if target is not None and sources:
        yield Roles(sources, target.actors, "participle", 0.6 if before else 0.45)
    elif before and hit.cue.kind == "accuses":
        # "منددا بالاتهامات التي وجهتها باماكو"
        giver = proposer(behind, sources, hit, scene)
        if giver is not None:
            yield Roles(sources, giver.actors, "participle:proposer", RARE)


def _mediation(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    """Yield the mediator and the parties: "توسطت عمان بين إيران والولايات المتحدة", "اتفقتا بوساطة صينية"."""
    pair = between(hit, scene)
    parties = pair.actors if pair is not None else _parties(hit, scene, earlier)
    if not parties:
        return
    own = next((phrase for phrase in after(hit.first, scene) if belongs(phrase, hit)), None)
    if own is not None and own is not pair:
        if not set(own.actors) & set(parties):
            yield Roles(own.actors, parties, "mediation:own", 0.8)
        return
    governor = hit.first if hit.is_verb else governor_of(hit, scene)
    if pair is not None and governor is not None:
        sources, found = subject(governor, scene, background)
        if sources and not set(sources) & set(parties):
            yield Roles(sources, parties, f"mediation:{found}", 0.8)


def _parties(hit: Hit, scene: Scene, earlier: Earlier) -> tuple[str, ...]:
    """Return the two who deal with each other in the clause: they are whom "بوساطة" and "برعاية" speak of."""
    if hit.form.clitics[-1:] != "ب":
        return ()
    for place in sorted(earlier, reverse=True):
        other, found = earlier[place]
        if (is_mutual(other) or "release" in other.cue.flags) and scene.clauses[place] == scene.clauses[hit.first]:
            return tuple(dict.fromkeys(found.sources + found.targets))
    return ()
