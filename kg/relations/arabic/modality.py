"""Whether a cue is told as being the case, as wished for or as not being so."""

from collections.abc import Mapping

from kg.model import Status
from kg.relations.cues import Governor, Hit
from kg.relations.particles import particles
from kg.relations.scenes import Scene

_REACH = 8  # words between a modal and the cue in its scope
_NOUN_REACH = 5  # words between a verbal noun that governs and the cue
_TWO = 2
_MARKED = 6  # words between "that" and the cue
_CHAIN = 20  # words between a governing verb and the noun that it governs, names between them
_ENDED = frozenset({"attacks", "counters", "coerces", "sanctions"})
_AIMS = frozenset({"agreesWith", "aids", "concedesTo", "sanctions", "hasDiplomaticTiesWith", "recognized"})
_FUTURE = ("سي", "ست", "سن")


def status(hit: Hit, scene: Scene) -> tuple[Status, str]:
    """Return the status of a cue and the word that gives it ("" where it is told plainly)."""
    word = scene.words[hit.first].form
    led = _led(hit, scene)
    if led is not None:
        return status(led, scene)
    negated = _negation(hit, scene)
    if negated:
        return Status.DENIED, negated
    if "intended" in hit.cue.flags or hit.form.future:
        return Status.INTENDED, word
    effect, why = ("", "") if _is_ended(hit, scene) else _governed(hit, scene)
    if not effect and (_is_purpose(hit, scene) or _is_any(hit, scene)):
        return Status.INTENDED, word
    if effect:
        return Status(effect), why
    if hit.form.kind == "present" and (hit.form.clitics.endswith("ل") or _is_subjunctive(hit, scene)):
        return Status.INTENDED, word
    return Status.ACTUAL, ""


def _led(hit: Hit, scene: Scene) -> Hit | None:
    """Return the verb of the same kind right before a noun, which tells of both: "ستعيد فتح سفارتها"."""
    if hit.is_verb:
        return None
    return next(
        (
            other
            for other in scene.hits
            if other.first == hit.first - 1 and other.is_verb and other.cue.kind == hit.cue.kind and other.form.future
        ),
        None,
    )


def _is_subjunctive(hit: Hit, scene: Scene) -> bool:
    """Tell whether "that" stands right before a present: "على إيران أن توقف" is no fact yet."""
    if not hit.first or scene.words[hit.first - 1].form not in particles(scene.language).get("subjunctive", {}):
        return False
    return hit.first < _TWO or scene.words[hit.first - _TWO].form not in particles(scene.language).get("since", {})


def _is_any(hit: Hit, scene: Scene) -> bool:
    """Tell whether the cue is any that may come: "أي هجوم سيقابل برد"."""
    return (
        not hit.is_verb
        and bool(hit.first)
        and scene.words[hit.first - 1].form.lstrip("وف") in particles("ar").get("any", {})
    )


def _is_purpose(hit: Hit, scene: Scene) -> bool:
    """Tell whether "to" makes the noun an aim: "جهود لفرض عقوبات", not "وفقا لاتفاق" nor "تعرضت لعقوبات"."""
    if hit.is_verb or hit.form.definite or hit.form.owner or hit.cue.kind not in _AIMS:
        return False
    form = scene.words[hit.first].form
    if hit.form.clitics.lstrip("وف") != "ل" or form.endswith("ات"):
        return False
    before = scene.words[hit.first - 1].form if hit.first else ""
    if hit.cue.kind == "agreesWith" and any(
        other.cue.kind == "agreesWith" and 0 < hit.first - other.last <= _TWO for other in scene.hits
    ):
        return False  # "وقّع اتفاقا لترسيم الحدود"
    undergone = any(each.effect == "undergo" and 0 < hit.first - each.place <= _TWO for each in scene.governors)
    return not undergone and before not in particles(scene.language).get("given", {})


def around(place: int, scene: Scene) -> Status:
    """Return the status of a clause of which no cue is known: intended after a modal or a future verb, else actual."""
    modals = particles(scene.language).get("modal", {})
    for index in range(place - 1, max(place - 1 - _REACH, -1), -1):
        if scene.clauses[index] != scene.clauses[place]:
            break
        if modals.get(scene.words[index].form) == "intended":
            return Status.INTENDED
    for governor in scene.governors:
        if governor.form.future and scene.clauses[governor.place] == scene.clauses[place]:
            return Status.INTENDED
    return Status.ACTUAL


def _negation(hit: Hit, scene: Scene) -> str:
    """Return the particle that negates the cue: "لم تعترف", "دون اعتراف", "لا وساطة"."""
    negations = particles(scene.language).get("negation", {})
    for index in range(hit.first - 1, max(hit.first - 3, -1), -1):
        form = scene.words[index].form
        bare = form[1:] if form[:1] in "وف" and form[1:] in negations else form
        if negations.get(bare) and (index == hit.first - 1 or bare in ("لم", "لن", "عدم")):
            if bare == "لا" and not hit.is_verb:
                return bare if _opens(index, scene) and not hit.form.clitics else ""
            following = {word.form for word in scene.words[hit.first + 1 : hit.first + 12]}
            return (
                ""
                if bare in ("لا", "لم", "لن", "ليس") and following & particles("ar").get("except", {}).keys()
                else bare
            )
        if index in scene.verbs:
            return ""
    return "" if hit.is_verb else _absent(hit, scene)


def _opens(index: int, scene: Scene) -> bool:
    """Tell whether a clause begins at the word: "لا وساطة قطرية" at the head of a sentence or behind "that"."""
    boundary = particles(scene.language).get("boundary", {})
    return (
        not index
        or scene.clauses[index] != scene.clauses[index - 1]
        or scene.steps[index] != scene.steps[index - 1]
        or scene.words[index - 1].form in boundary
    )


def _absent(hit: Hit, scene: Scene) -> str:
    """Return the word by which there is no such thing: "لا توجد علاقات", "ليست لماليزيا علاقات", "عدم حدوث أي توغل"."""
    grammar = particles(scene.language)
    for index in range(hit.first - 1, max(hit.first - 1 - _NOUN_REACH, -1), -1):
        if scene.steps[index] != scene.steps[hit.first] or (index in scene.verbs):
            break
        form, before = scene.words[index].form, scene.words[index - 1].form if index else ""
        if form in grammar.get("existing", {}) and grammar.get("negation", {}).get(before.lstrip("وف")):
            return before
        after = scene.words[index + 1].form
        if form.lstrip("وف") in ("ليس", "ليست") and (after.startswith("ل") or after == "بين"):
            return form
    return ""


def _effect(governor: Governor, scene: Scene) -> str:
    """Return what a governing verb does to its complement: "سيقوم بزيارة" plans it, "لم يقم بزيارة" denies it."""
    if governor.form.kind in ("past", "present") and governor.place:
        before = scene.words[governor.place - 1].form
        negations = particles(scene.language).get("negation", {})
        if negations.get(before[1:] if before[:1] in "وف" and before[1:] in negations else before):
            # "لم تستبعد إبرام اتفاق": what is not ruled out is possible.
            return {"denied": "", "unlikely": "intended", "cancel": ""}.get(governor.effect, "denied")
    if governor.effect == "unlikely":
        return "denied"
    return "intended" if governor.form.future and not governor.effect else governor.effect


def _chained(hit: Hit, scene: Scene, effects: Mapping[int, str]) -> tuple[str, str] | None:
    """Return what a modal does through the verb that governs a noun: "يتوقع أن يقوم رئيس الوزراء ... بزيارة"."""
    if hit.is_verb:
        return None
    verbs = [
        governor
        for governor in scene.governors
        if governor.place < hit.first and scene.clauses[governor.place] == scene.clauses[hit.first]
    ]
    verb = verbs[-1] if verbs else None
    if verb is None or verb.form.kind != "present" or verb.effect or hit.first - verb.place > _CHAIN:
        return None
    if any(verb.place < other < hit.first for other in scene.verbs):
        return None
    modals = particles(scene.language).get("modal", {})
    for index in range(verb.place - 1, max(verb.place - 4, -1), -1):
        effect = modals.get(scene.words[index].form, effects.get(index, ""))
        if effect in ("intended", "denied"):
            return effect, scene.words[index].form
    return None


def _denied_far(hit: Hit, scene: Scene, effects: Mapping[int, str]) -> tuple[str, str] | None:
    """Return the denial of what "that", "the existence of" or "reports on" lead to: "نفى ... وجود خلاف"."""
    grammar = particles(scene.language)
    marks, rumours = grammar.get("denied", {}), grammar.get("rumour", {})
    for governor in scene.governors:
        place = governor.place
        if governor.effect != "denied" or place not in scene.verbs or effects.get(place) != "denied":
            continue
        if not 0 < hit.first - place <= _CHAIN or scene.clauses[place] != scene.clauses[hit.first]:
            continue
        if scene.steps[hit.first] - scene.steps[place] > _TWO:
            continue
        between = range(place + 1, hit.first)
        near = [index for index in between if hit.first - index <= _MARKED]
        if any(scene.words[index].form in marks and _leads(index, hit, scene) for index in near):
            return "denied", scene.words[place].form
        if any(scene.words[index].form in rumours for index in between) and _alone(between, scene):
            return "denied", scene.words[place].form
    return _false(hit, scene)


def _leads(index: int, hit: Hit, scene: Scene) -> bool:
    """Tell whether nothing but "to be" and who does it stands between "that" and the cue."""
    auxiliaries = particles(scene.language).get("auxiliary", {})
    verbs = [place for place in scene.verbs if index < place < hit.first]
    return all(scene.words[place].form in auxiliaries or place == hit.first - 1 for place in verbs) or not hit.is_verb


def _alone(between: range, scene: Scene) -> bool:
    """Tell whether no other clause has begun: the reports are still what is denied."""
    subjunctive = particles(scene.language).get("subjunctive", {})
    return sum(scene.words[index].form in subjunctive for index in between) <= 1


def _false(hit: Hit, scene: Scene) -> tuple[str, str] | None:
    """Return the word that calls reports of the cue false: "وصف أنباء قصف مواقع بأنها كاذبة", "لا صحة لأنباء"."""
    grammar = particles(scene.language)
    rumours, lies = grammar.get("rumour", {}), grammar.get("false", {})
    ahead = range(max(hit.first - _NOUN_REACH, 0), hit.first)
    if not any(scene.words[index].form.removeprefix("ل") in rumours for index in ahead):
        return None
    for index in range(max(hit.first - _REACH, 0), min(hit.last + _CHAIN, len(scene.words))):
        if scene.clauses[index] == scene.clauses[hit.first] and scene.words[index].form in lies:
            return "denied", scene.words[index].form
    return None


def _is_ended(hit: Hit, scene: Scene) -> bool:
    """Tell whether the cue names what is to end, which is the case until then: "يعتزم إنهاء الخلافات"."""
    if hit.is_verb or hit.cue.kind not in _ENDED:
        return False
    endings = particles(scene.language).get("ending", {})
    ahead = [scene.words[index].form for index in range(max(hit.first - 3, 0), hit.first)]
    return any(form in endings or (form[:1] in "بلوف" and form[1:] in endings) for form in ahead)


def _governed(hit: Hit, scene: Scene) -> tuple[str, str]:
    """Return the effect of the nearest modal or governing verb before the cue."""
    grammar = particles(scene.language)
    effects = {
        governor.place: _effect(governor, scene)
        for governor in scene.governors
        if governor.place in scene.verbs or hit.first - governor.place <= _NOUN_REACH
    }
    denied = _denied_far(hit, scene, effects)
    if denied is not None:
        return denied
    told = _is_told(hit, scene)
    that = False  # "that" between the cue and what governs it
    for index in range(hit.first - 1, max(hit.first - 1 - _REACH, -1), -1):
        if scene.clauses[index] != scene.clauses[hit.first] or scene.steps[hit.first] - scene.steps[index] > 1:
            break
        form = scene.words[index].form
        if form.lstrip("وف") in grammar.get("given", {}):
            # "يطالب بتحقيق بسبب الهجمات": what is the reason of something is the case.
            break
        effect = _effect_of_word(index, hit, scene, effects)
        if effect in ("intended", "denied") and _reaches(index, hit, scene, that=that, told=told):
            return effect, form
        that = that or form in grammar.get("subjunctive", {})
    return _chained(hit, scene, effects) or _later(hit, scene)


def _is_told(hit: Hit, scene: Scene) -> bool:
    """Tell whether the cue is a past verb beyond doubt, which tells what has been: "الأراضي التي احتلوها"."""
    if hit.form.kind != "past" or any(other.first == hit.first and other.form.kind == "noun" for other in scene.hits):
        return False
    # A bare "فتح" is "he opened" or "to open"; with an ending, a pronoun or a relative before it it is a verb.
    before = scene.words[hit.first - 1].form if hit.first else ""
    grammar = particles(scene.language)
    plain = not (hit.form.feminine or hit.form.plural or hit.form.owner or hit.form.clitics)
    return not plain or before in grammar.get("relative", {}) or before in grammar.get("since", {})


def _reaches(index: int, hit: Hit, scene: Scene, *, that: bool, told: bool) -> bool:
    """Tell whether a modal or governor can have the cue in its scope.

    A past verb is in that of "if" only; a verb in that of another verb only behind "that": "يدعو للتصدي ويلوح بضربة".
    """
    form = scene.words[index].form
    if told:
        return form.lstrip("وف") in particles(scene.language).get("if", {})
    return that or hit.form.kind != "present" or index not in scene.verbs


def _effect_of_word(index: int, hit: Hit, scene: Scene, effects: Mapping[int, str]) -> str:
    """Return what the word at index, a modal or governor, makes of the cue behind it."""
    grammar = particles(scene.language)
    modals, form = grammar.get("modal", {}), scene.words[index].form
    bare = form[1:] if form[:1] in "وف" and form[1:] in modals else form
    effect = modals.get(bare, effects.get(index, ""))
    if effect == "possible":
        return "intended" if hit.form.kind == "present" and index == hit.first - 1 else ""
    if effect in ("seek", "pledge"):
        return "" if hit.cue.kind == "counters" else "intended"
    if effect == "agree":
        return _agreed(index, hit, scene)
    if effect == "cancel":
        # Sanctions that are lifted were imposed.
        return "" if hit.cue.kind in _ENDED else "denied"
    if effect == "intended" and bare in grammar.get("able", {}) and index:
        before = scene.words[index - 1].form
        # "لا يمكن لتركيا أن تدعم"
        return "denied" if grammar.get("negation", {}).get(before.removeprefix("و")) else effect
    return effect


def _agreed(index: int, hit: Hit, scene: Scene) -> str:
    """Return "intended" if the cue is what is agreed or provided for: "اتفقا على فتح", "ينص على", "يقضي برفع"."""
    if hit.form.kind in ("past", "present") or hit.cue.kind == "counters" or hit.cue.kind == "consultsWith":
        return ""
    between = [word.form for word in scene.words[index + 1 : hit.first]]
    joined = (hit.form.clitics.endswith("ب") and index in scene.verbs) or any(
        form in ("علي", "بان") for form in between
    )
    return "intended" if joined and "تشكيل" not in between else ""


def _later(hit: Hit, scene: Scene) -> tuple[str, str]:
    """Return the effect of a word behind the cue that puts it in the future: "الزيارة المقبلة", "لقاء سيعقد"."""
    far = particles(scene.language).get("far", {})
    if hit.form.kind == "past" and _is_told(hit, scene):
        return "", ""
    for index in range(hit.first + 1, min(hit.last + 5, len(scene.words))):
        if scene.clauses[index] != scene.clauses[hit.first]:
            break
        if scene.words[index].form in far and hit.form.kind != "past":
            return far[scene.words[index].form], scene.words[index].form
    if hit.is_verb:
        return "", ""
    relatives = particles(scene.language).get("relative", {})
    future = {each.place for each in scene.governors if each.form.future}
    future |= {other.first for other in scene.hits if other.form.future}
    for index in range(hit.last + 1, min(hit.last + _REACH, len(scene.words))):
        form = scene.words[index].form
        if scene.clauses[index] != scene.clauses[hit.first] or (index in scene.verbs and index not in future):
            break
        after_relative = scene.words[index - 1].form in relatives and index - hit.last <= _NOUN_REACH
        if (after_relative and form[:2] in _FUTURE) or (index in future and hit.cue.kind == "consultsWith"):
            return "intended", form
    return "", ""
