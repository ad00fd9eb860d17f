"""Who does it to whom: the source and target of a cue, from the way the language marks them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.relations.arguments import (
    NEAR,
    THEIR,
    Background,
    addressed,
    after,
    belongs,
    between,
    governor_of,
    marked,
    shifted,
    subject,
    subject_before,
    subject_later,
    target_of,
)
from kg.relations.cues import Hit
from kg.relations.marking import joined_preposition
from kg.relations.phrases import Phrase
from kg.relations.pronouns import agrees, meant
from kg.relations.scenes import Scene
from kg.relations.turned import agent, proposer, turned

_FAR = 30  # words between a cue and an actor marked by a preposition of its own
_SURE, _LIKELY = 0.75, 0.55  # trust in a construction: measured shares of right readings, roughly
_TWO = 2
_OUR = "نا"
# Whoever is accused, asked or thanked is the one who does what the verbal noun after it tells.
_CONTROL = frozenset({"accuses", "demandsOf"})


class Roles(NamedTuple):
    """The actors that a cue relates; `frame` names the construction, `sure` how far it can be trusted (0 to 1)."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    frame: str
    sure: float


# A threat or refusal without a target of its own is directed at whom the act would meet.
_ACTS = frozenset({"threatens", "rejects"})

Earlier = Mapping[int, tuple[Hit, Roles]]


def roles(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    """Yield the actors that the cue relates, best first; none where the sentence does not mark them.

    `earlier` holds the cues of the sentence already read, by index: the accused of an accusation does what it tells.
    """
    if "mediation" in hit.cue.flags:
        yield from _mediation(hit, scene, background, earlier)
        return
    if "بين" in hit.cue.targets:
        pair = between(hit, scene)
        if pair and "host" in hit.cue.flags:
            mediated = any("mediation" in other.cue.flags for other in scene.hits)
            host, _ = subject(hit.first, scene, background) if hit.is_verb and not mediated else ((), "")
            together = tuple(dict.fromkeys(host + pair.actors))
            yield Roles(together, together, "between:host", 0.8)
            return
        if pair:
            yield Roles(pair.actors, pair.actors, "between", 0.8)
            return
    for sources, targets, way in turned(hit, scene, background):
        yield Roles(sources, targets, f"turned:{way}", _SURE)
    if "described" in hit.cue.flags:
        return
    if hit.is_verb:
        yield from _verb(hit, scene, background)
    elif hit.form.kind == "participle":
        yield from _participle(hit, scene, background)
    else:
        yield from _noun(hit, scene, background, earlier)


def _verb(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    own = _of_object(hit, scene)
    if own is not None and not _is_mutual(hit):
        target = marked(hit, [phrase for phrase in after(hit.last, scene) if phrase is not own], scene)
        if target is not None:
            yield Roles(own.actors, target.actors, "verb:noun", 0.75)
            return
        if hit.cue.kind == "aids" and own.adjective:
            # "منحت جزر سليمان قرضا صينيا" is told in the passive: who gives is what kind of loan it is.
            given, way = subject(hit.first, scene, background)
            if way == "after" and given != own.actors:
                yield Roles(own.actors, given, "verb:given", _LIKELY)
                return
    sources, found = subject(hit.first, scene, background)
    behind = [phrase for phrase in after(hit.first, scene) if phrase.first - hit.first <= _FAR]
    if found == "after":
        place = next((number for number, phrase in enumerate(behind) if phrase.actors == sources), -1)
        behind = behind[place + 1 :]
    target = target_of(hit, _others(behind, sources, scene), scene)
    if target is None and _is_mutual(hit) and len(sources) > 1:
        yield Roles(sources, sources, "verb:together", 0.8)
        return
    means = meant(hit, scene, sources, background) if target is None and found != "told" else ()
    if means:
        yield Roles(sources, means, f"verb:{found}:pronoun", _LIKELY)
        return
    if target is None and found == "after" and "0" in hit.cue.targets:
        # "كوبا ... أكدت أنها تدعم بوليفيا": what stands behind is the object where the subject stands before.
        before = shifted(hit.first, scene)
        if before is not None and not set(before.actors) & set(sources):
            yield Roles(before.actors, sources, "verb:before:shifted", _LIKELY)
            return
    if target is None and found == "we" and background.partner and _is_mutual(hit):
        yield Roles(sources, (background.partner,), "verb:we", 0.6)
        return
    if target is None and hit.cue.kind == "rejects":
        target = proposer(behind, sources, hit, scene)
    if target is None and hit.cue.kind in _ACTS and "reply" not in hit.cue.flags:
        target = _acted_on(hit, behind, sources, scene)
        if target is not None and sources:
            yield Roles(sources, target.actors, "verb:act", _SURE)
        return
    if target is not None and sources:
        way = f"verb:{found}:{target.marker or 'object'}"
        yield Roles(sources, target.actors, way, _SURE if found != "told" else 0.5)


def _promised(governor: int, sources: tuple[str, ...], scene: Scene, background: Background) -> tuple[str, ...]:
    """Return to whom something is promised: "وعدت اليابان مصر بقرض", "وعدتها جورجيا بإمدادات"."""
    verb = next((each for each in scene.governors if each.place == governor), None)
    if verb is None or verb.effect != "intended" or not sources:
        return ()
    if verb.form.owner in THEIR:
        return next(
            (
                phrase.actors
                for phrase in reversed(scene.phrases)
                if phrase.last <= governor and not set(phrase.actors) & set(sources)
            ),
            (),
        )
    whom = addressed(governor, scene, background)
    return whom.actors if whom is not None else ()


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
        if (_is_mutual(other) or "release" in other.cue.flags) and scene.clauses[place] == scene.clauses[hit.first]:
            return tuple(dict.fromkeys(found.sources + found.targets))
    return ()


def _noun(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    own, target = _own_and_target(hit, scene)
    if own is not None and target is not None:
        yield Roles(own.actors, target.actors, "noun:adjective" if own.adjective else "noun:genitive", _SURE)
        return
    governor = governor_of(hit, scene)
    sources, found = _controller(hit, governor, scene, background, earlier) if governor is not None else ((), "")
    sure = _SURE if found == "object" else _LIKELY
    joined = governor is not None and scene.words[governor].form.startswith("و")
    if own is None and target is None and hit.cue.kind == "aids" and hit.form.clitics == "ب" and governor is not None:
        promised = _promised(governor, sources, scene, background)
        if promised:
            yield Roles(sources, promised, "noun:promised", sure)
            return
    threat = earlier.get(governor) if governor is not None else None
    if threat and threat[0].cue.kind == "threatens" and own is None and target is None and hit.form.clitics == "ب":
        # "توعدت الجيش بهجمات": the act that is threatened would meet those who are.
        yield Roles(threat[1].sources, threat[1].targets, "noun:threat", sure)
        return
    if own is None and target is None and hit.form.owner == "هما" and _is_mutual(hit):
        both = [phrase.actors for phrase in scene.phrases if phrase.last <= hit.first and len(phrase.actors) == _TWO]
        if both:
            yield Roles(both[-1], both[-1], "noun:theirs", _SURE)
            return
    if found == "object" and own is not None and own.adjective and "0" in hit.cue.targets and target is None:
        # "اتهمت رواندا بقصف قرية بوروندية": the adjective is that of what is hit, not of the hitting.
        if own.core - hit.last > 1 and own.actors != sources:
            yield Roles(sources, own.actors, "noun:object:adjective", _LIKELY)
            return
    if own is not None and own.adjective and hit.cue.kind == "aids" and target is None and sources:
        # "تدريب الجنود الأوكرانيين": the adjective in the plural is that of persons who are helped.
        if own.core - hit.last > 1 and scene.words[own.core].form.endswith("ين") and own.actors != sources:
            yield Roles(sources, own.actors, f"noun:object:{found}", sure)
            return
    if target is None and (own is not None or governor in earlier or joined) and _is_open(own, hit):
        doers = own.actors if own is not None else sources
        asking = earlier[governor][1].sources if governor in earlier else ()
        means = meant(hit, scene, doers, background, asking) if doers else ()
        if means:
            yield Roles(doers, means, f"noun:pronoun:{found}", sure)
            return
    if own is not None and not own.adjective and "0" in hit.cue.targets and sources:
        yield Roles(sources, own.actors, f"noun:object:{found}", sure)
    elif "interfere" in hit.cue.flags and target is None and governor is not None:
        yield from _interference(own, sources if found == "object" else (), governor, scene, background)
    elif own is None and target is not None:
        if hit.form.owner == _OUR:
            sources = tuple(filter(None, [background.speaker]))
        if hit.form.owner in THEIR and (not sources or found == "told"):
            sources, found = _owner(hit, scene) or sources, "owner"
        if not sources:
            sources, found = _beyond(hit, scene, found, governor)
        if sources:
            yield Roles(sources, target.actors, f"noun:subject:{found}", sure)
    elif own is not None and own.adjective and hit.cue.kind == "consultsWith" and sources and target is None:
        yield Roles(sources, own.actors, "noun:adjective:subject", 0.5)
    elif own is None and len(sources) > 1 and _is_joint(hit, sources, scene):
        yield Roles(sources, sources, f"noun:together:{found}", _LIKELY)
    elif hit.form.owner == _OUR and background.speaker and background.partner and _is_mutual(hit):
        yield Roles((background.speaker,), (background.partner,), "noun:our", 0.6)


def _is_joint(hit: Hit, sources: tuple[str, ...], scene: Scene) -> bool:
    """Tell whether those just named do it with each other: "تخطط كينيا وأوغندا لتوقيع اتفاق"."""
    covered = any(other.is_verb and other.first < hit.first <= other.last for other in scene.hits)
    return (
        not covered
        and _is_mutual(hit)
        and any(set(sources) <= set(phrase.actors) and 0 <= hit.first - phrase.last <= 1 for phrase in scene.phrases)
    )


def _owner(hit: Hit, scene: Scene) -> tuple[str, ...]:
    """Return whom the pronoun of a noun means, the nearest before it: "عزل موسكو بعد حربها على"."""
    return next(
        (
            phrase.actors
            for phrase in reversed(scene.phrases)
            if phrase.last <= hit.first
            and scene.clauses[phrase.core] == scene.clauses[hit.first]
            and agrees(phrase, hit.form.owner)
        ),
        (),
    )


def _is_open(own: Phrase | None, hit: Hit) -> bool:
    """Tell whether a noun may still have a target beside whose it is."""
    return own is None or own.adjective or "0" not in hit.cue.targets


def _own_and_target(hit: Hit, scene: Scene) -> tuple[Phrase | None, Phrase | None]:
    """Return whose the noun is, by genitive or adjective, and whom a preposition marks as its target."""
    behind = [phrase for phrase in after(hit.first, scene) if phrase.first - hit.last <= _FAR]
    mine = [phrase for phrase in behind if belongs(phrase, hit)]
    own = next((phrase for phrase in mine if not _is_of_object(phrase, hit, scene)), mine[0] if mine else None)
    if own is not None and not own.adjective and hit.form.owner in THEIR:
        # "لقائه الوزير": what follows a noun with a pronoun is its object, not whose it is.
        return None, own
    if own is not None and len(mine) == 1 and not own.adjective and _is_of_object(own, hit, scene):
        # "الاعتراف بدولة فلسطين": whom the object names is the target, not the one who recognises.
        return None, own
    joined = next((phrase for phrase in mine if phrase is not own and _is_of_object(phrase, hit, scene)), None)
    if joined is not None and "0" in hit.cue.targets:
        return own, joined
    return own, marked(hit, behind[behind.index(own) + 1 :] if own is not None else behind, scene)


def _beyond(hit: Hit, scene: Scene, found: str, governor: int | None) -> tuple[tuple[str, ...], str]:
    """Return who does what a noun tells where its verb names nobody: an actor before it, or a later verb's subject."""
    before = subject_before(hit.first, scene)
    if before is not None:
        return before.actors, found
    return (subject_later(hit, scene), "later") if governor is None else ((), found)


def _is_of_object(phrase: Phrase, hit: Hit, scene: Scene) -> bool:
    """Tell whether the actor belongs to what a preposition joins to the noun: "التزام واشنطن بأمن إسرائيل"."""
    if hit.last == hit.first or phrase.noun != hit.last:
        return False
    return bool(joined_preposition(scene.words[hit.last].form, scene.language))


def _interference(
    own: Phrase | None, meddlers: tuple[str, ...], governor: int, scene: Scene, background: Background
) -> Iterator[Roles]:
    """Yield who meddles in whose affairs: "رفضت بغداد التدخل التركي في شؤونها" names the offended as subject."""
    meddlers = own.actors if own is not None else meddlers
    offended, _ = subject(governor, scene, background)
    if meddlers and offended and not set(meddlers) & set(offended):
        yield Roles(meddlers, offended, "noun:interference", _SURE)


def _is_thanks(controller: Hit, hit: Hit, scene: Scene) -> bool:
    """Tell whether the noun tells what somebody is thanked for: "شكر الهند على تزويد"."""
    thanks = controller.cue.kind == "supports" and "speech" in controller.cue.flags
    return thanks and scene.words[hit.first - 1].form == "علي"


def _controller(
    hit: Hit, governor: int, scene: Scene, background: Background, earlier: Earlier
) -> tuple[tuple[str, ...], str]:
    """Return who does what a verbal noun tells: the accused of an accusation, else the subject of its verb."""
    if governor in earlier:
        controller, found = earlier[governor]
        near = scene.steps[governor] == scene.steps[hit.first] or hit.form.clitics.endswith("ب")
        if (controller.cue.kind in _CONTROL and near) or _is_thanks(controller, hit, scene):
            return found.targets, "object"
        if _is_mutual(controller) and found.frame.startswith("verb"):
            # "اتفقت مع ... على تشكيل جبهة ضد": both do what follows.
            return tuple(dict.fromkeys(found.sources + found.targets)), "both"
    if any(each.place == governor and each.control for each in scene.governors):
        persuaded = addressed(governor, scene, background)
        if persuaded is not None:
            return persuaded.actors, "object"
    return subject(governor, scene, background)


def _is_mutual(hit: Hit) -> bool:
    return "بين" in hit.cue.targets
