"""Who does it to whom where a noun tells it: "قصف إسرائيل لغزة", "اتهمت الصين بالتجسس عليها"."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.relations.arabic.arguments import (
    THEIR,
    addressed,
    after,
    belongs,
    governor_of,
    marked,
    subject,
    subject_before,
    subject_later,
)
from kg.relations.arabic.marking import joined_preposition
from kg.relations.arabic.pronouns import agrees, meant
from kg.relations.arguments import Background, Earlier, Roles
from kg.relations.cues import Hit
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

_FAR = 30  # words between a cue and an actor marked by a preposition of its own
# Trust in a construction: measured shares of right readings, roughly. RARE ones are right about as often as plain ones.
SURE, RARE, LIKELY = 0.75, 0.65, 0.55
# The same of verbal nouns, by how it is known who does what they tell.
_TRUST = {"object": SURE, "after": RARE, "beside": RARE, "owner": 0.6, "": 0.6, "told": 0.4, "both": RARE}
_TWO = 2
_NEAR_OWN = 4  # words between whose act it is and the pronoun of those who suffer it
_OUR = "نا"
# Whoever is accused, asked or thanked is the one who does what the verbal noun after it tells.
_ANSWERED = frozenset({"accuses", "demandsOf", "threatens"})
_CONTROL = frozenset({"accuses", "demandsOf"})


def trust(found: str) -> float:
    """Return how far a verbal noun can be trusted whose doer was found in such a way."""
    return _TRUST.get(found, LIKELY)


class _Noun(NamedTuple):
    """A cue noun: whose it is, whom it aims at, the verb before it and who does what it tells by that verb."""

    hit: Hit
    scene: Scene
    background: Background
    earlier: Earlier
    own: Phrase | None
    target: Phrase | None
    governor: int | None
    sources: tuple[str, ...]
    found: str

    @property
    def told(self) -> tuple[Hit, Roles] | None:
        """Return the cue that the verb before it is, with its actors."""
        return self.earlier.get(self.governor) if self.governor is not None else None


def noun(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    """Yield the actors that a noun relates, best first."""
    own, target = _own_and_target(hit, scene)
    if own is not None and target is not None:
        yield Roles(own.actors, target.actors, "noun:adjective" if own.adjective else "noun:genitive", SURE)
        return
    governor = governor_of(hit, scene)
    sources, found = _controller(hit, governor, scene, background, earlier) if governor is not None else ((), "")
    if found == "before" and any(phrase.last == governor and not phrase.marker for phrase in scene.phrases):
        found = "beside"  # "كوريا الشمالية نفت تزويد روسيا": the subject stands right before its verb
    each = _Noun(hit, scene, background, earlier, own, target, governor, sources, found)
    if target is None:
        if own is None:
            yield from _announced(each)
        else:
            yield from _wanted(each, own)
            yield from _of_others(each, own)
        yield from _by_pronoun(each)
    elif own is None:
        yield from _had(each, target)
    yield from _plain(each)


def _had(each: _Noun, target: Phrase) -> Iterator[Roles]:
    """Read what somebody has with another: "ليست لماليزيا علاقات مع", "لدى اليابان اتفاق مع"."""
    holder = next((phrase for phrase in each.scene.phrases if phrase.last == each.hit.first), None)
    if holder is not None and holder.marker in ("ل", "لدي") and is_mutual(each.hit):
        yield Roles(holder.actors, target.actors, "noun:had", SURE)


def _announced(each: _Noun) -> Iterator[Roles]:
    """Read what is promised, threatened or done by two: "وعدت مصر بقرض", "توعدت الجيش بهجمات", "خلال لقائهما"."""
    hit, told = each.hit, each.told
    if hit.form.clitics == "ب" and hit.cue.kind == "aids" and each.governor is not None:
        promised = _promised(each.governor, each.sources, each.scene, each.background)
        if promised:
            yield Roles(each.sources, promised, "noun:promised", trust(each.found))
    if hit.form.clitics == "ب" and told is not None and told[0].cue.kind == "threatens":
        yield Roles(told[1].sources, told[1].targets, "noun:threat", trust(each.found))
    if hit.form.owner == "هما" and is_mutual(hit):
        before = [phrase.actors for phrase in each.scene.phrases if phrase.last <= hit.first]
        both = [actors for actors in before if len(actors) == _TWO]
        if both:
            yield Roles(both[-1], both[-1], "noun:theirs", SURE)


def _of_others(each: _Noun, own: Phrase) -> Iterator[Roles]:
    """Read an adjective that is not the noun's own: "اتهمت رواندا بقصف قرية بوروندية", "تدريب الجنود الأوكرانيين"."""
    hit, told = each.hit, each.told
    if told is not None and told[0].cue.kind == "rejects" and hit.cue.kind in _ANSWERED:
        # "رفضت الصين طلب اليابان الانسحاب": who refuses a demand is whom it is made of.
        yield Roles(own.actors, told[1].sources, "noun:rejected", RARE)
    if told is not None and each.found == "object" and not own.adjective and own.actors == each.sources:
        # "نددت لاباز باحتجاز ليما أربعة من مواطنيها": whose they are who suffer it.
        behind = each.scene.words[own.last : own.last + _NEAR_OWN]
        if any(each.scene.text[word.start : word.end].endswith(("ها", "ه", "هم")) for word in behind):
            yield Roles(own.actors, told[1].sources, "noun:genitive:theirs", RARE)
    if not own.adjective or own.core - hit.last <= 1 or own.actors == each.sources or not each.sources:
        return
    persons = hit.cue.kind == "aids" and each.scene.words[own.core].form.endswith("ين")
    if (each.found == "object" and "0" in hit.cue.targets) or persons:
        yield Roles(each.sources, own.actors, "noun:object:adjective", trust(each.found))


def _is_resumed(own: Phrase, hit: Hit, scene: Scene) -> bool:
    """Tell whether a pronoun stands right behind whose the noun is: "دعم اليابان لنا"."""
    form = scene.words[own.last].form if own.last < len(scene.words) else ""
    return any(form == marker + pronoun for marker in hit.cue.targets for pronoun in (*THEIR, _OUR))


def _by_pronoun(each: _Noun) -> Iterator[Roles]:
    """Read a target that only a pronoun names: "اتهمت أستراليا الصين بالتجسس عليها"."""
    told, governor = each.told, each.governor
    joined = governor is not None and each.scene.words[governor].form.startswith("و")
    if (each.own is None and told is None and not joined) or not (
        _is_open(each.own, each.hit) or (each.own is not None and _is_resumed(each.own, each.hit, each.scene))
    ):
        return
    doers = each.own.actors if each.own is not None else each.sources
    means = meant(each.hit, each.scene, doers, each.background, told[1].sources if told else ()) if doers else ()
    if means:
        yield Roles(doers, means, f"noun:pronoun:{each.found}", max(trust(each.found), RARE))


def _plain(each: _Noun) -> Iterator[Roles]:
    hit, own, target, sources = each.hit, each.own, each.target, each.sources
    if own is not None and not own.adjective and "0" in hit.cue.targets and sources:
        yield Roles(sources, own.actors, f"noun:object:{each.found}", trust(each.found))
    elif "interfere" in hit.cue.flags and target is None and each.governor is not None:
        meddlers = sources if each.found == "object" else ()
        yield from _interference(own, meddlers, each.governor, each.scene, each.background)
    elif own is None and target is not None:
        sources, found = _doer(each)
        if sources:
            yield Roles(sources, target.actors, f"noun:subject:{found}", trust(found))
    else:
        yield from _with_each_other(each)


def _wanted(each: _Noun, own: Phrase) -> Iterator[Roles]:
    """Read who says that another must be kept from something: "يجب منع إيران من"."""
    hit, speaker = each.hit, each.background.speaker
    before = each.scene.words[hit.first - 1].form if hit.first else ""
    modal = before in particles(each.scene.language).get("modal", {})
    if "prevent" in hit.cue.flags and modal and speaker and speaker not in own.actors and not own.adjective:
        yield Roles((speaker,), own.actors, "noun:wanted", SURE)


def _doer(each: _Noun) -> tuple[tuple[str, ...], str]:
    """Return who does what the noun tells, and how he was found."""
    hit, sources, found = each.hit, each.sources, each.found
    if hit.form.owner == _OUR:
        sources = tuple(filter(None, [each.background.speaker]))
    if hit.form.owner in THEIR and (not sources or found == "told"):
        sources, found = _owner(hit, each.scene) or sources, "owner"
    return (sources, found) if sources else _beyond(hit, each.scene, found, each.governor)


def _with_each_other(each: _Noun) -> Iterator[Roles]:
    """Read what two do together where only one or none of them is named beside the noun."""
    hit, own, sources, background = each.hit, each.own, each.sources, each.background
    if own is not None and own.adjective and hit.cue.kind == "consultsWith" and sources:
        yield Roles(sources, own.actors, "noun:adjective:subject", 0.5)
    elif own is None and len(sources) > 1 and _is_joint(hit, sources, each.scene):
        yield Roles(sources, sources, f"noun:together:{each.found}", RARE)
    elif hit.form.owner == _OUR and background.speaker and background.partner and is_mutual(hit):
        yield Roles((background.speaker,), (background.partner,), "noun:our", 0.6)


def _promised(governor: int, sources: tuple[str, ...], scene: Scene, background: Background) -> tuple[str, ...]:
    """Return to whom something is promised: "وعدت اليابان مصر بقرض", "وعدتها جورجيا بإمدادات"."""
    verb = next((each for each in scene.governors if each.place == governor), None)
    if verb is None or verb.effect not in ("intended", "pledge") or not sources:
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


def _is_joint(hit: Hit, sources: tuple[str, ...], scene: Scene) -> bool:
    """Tell whether those just named do it with each other: "تخطط كينيا وأوغندا لتوقيع اتفاق"."""
    covered = any(other.is_verb and other.first < hit.first <= other.last for other in scene.hits)
    return (
        not covered
        and is_mutual(hit)
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
    if own is not None and own.core == hit.last > hit.first and own.marker in hit.cue.targets:
        return None, own
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
    if before is not None and not _is_another_act(before, hit, scene):
        return before.actors, found
    return (subject_later(hit, scene), "later") if governor is None else ((), found)


def _is_another_act(before: Phrase, hit: Hit, scene: Scene) -> bool:
    """Tell whether an actor only describes an act told before: "الاحتلال الأرميني ... ونقدر الدعم"."""
    described = before.adjective and before.noun is not None
    return described and scene.steps[before.core] != scene.steps[hit.first]


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
        yield Roles(meddlers, offended, "noun:interference", SURE)


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
        if is_mutual(controller) and found.frame.startswith("verb"):
            # "اتفقت مع ... على تشكيل جبهة ضد": both do what follows.
            return tuple(dict.fromkeys(found.sources + found.targets)), "both"
    if any(each.place == governor and each.control for each in scene.governors):
        persuaded = addressed(governor, scene, background)
        if persuaded is not None:
            return persuaded.actors, "object"
    return subject(governor, scene, background)


def is_mutual(hit: Hit) -> bool:
    """Tell whether both do it: the cue may stand with "between"."""
    return "بين" in hit.cue.targets
