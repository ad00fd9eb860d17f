"""Whether a Turkish sentence tells something as done, planned or denied: from endings and the verbs behind."""

from kg.lang.forms import Form
from kg.model import Status
from kg.relations.cues import Governor, Hit
from kg.relations.particles import particles
from kg.relations.scenes import Scene
from kg.relations.turkish.clauses import light

_INTENDED = frozenset({"future", "must", "if", "wish", "can"})
_REACH = 6  # words between a predicate and the verb that governs it
_STANDING = frozenset({"sanctions", "counters", "attacks", "coerces"})  # what is to end is the case until then


def status(hit: Hit, scene: Scene) -> tuple[Status, str]:
    """Return the status of a cue and the word that gives it ("" where it is told plainly)."""
    governor = light(hit, scene)
    if governor is not None and governor.effect in ("light", "undergo"):
        place, form = governor.place, governor.form
    elif governor is not None and hit.cue.kind not in _STANDING:
        return _cancelled(governor, scene)
    else:
        place, form = hit.first, hit.form
    told = _of_form(form)
    if told:
        return Status(told), scene.words[place].form
    told, by = _after(hit, place, form, scene)
    return (Status(told), by) if told else (Status.ACTUAL, "")


def _cancelled(governor: Governor, scene: Scene) -> tuple[Status, str]:
    """Return the status of what is cancelled or ended: "ziyaretini iptal etti" tells that there is no visit."""
    if governor.effect == "end" or governor.form.negative:
        return Status.ACTUAL, ""
    return Status.DENIED, scene.words[governor.place].form


def _of_form(form: Form) -> str:
    """Return what the endings of a verb tell."""
    if form.negative:
        return "denied"
    if form.mood in _INTENDED:
        return "intended"
    return ""


def _after(hit: Hit, place: int, form: Form, scene: Scene) -> tuple[str, str]:
    """Return what the words behind a predicate make of it: "gerekiyor", "planlıyor", "yalanladı", "değil"."""
    grammar = particles(scene.language)
    modal, stop = grammar.get("modal", {}), grammar.get("closing", {})
    governors = {governor.place: governor for governor in scene.governors}
    finite = form.ending == "finite"
    end = min(place + 1 + _REACH, len(scene.words))
    index = place + 1
    while index < end:
        if scene.clauses[index] != scene.clauses[place]:
            break
        if scene.steps[index] - scene.steps[place] > (0 if finite else 1):
            break
        word = scene.words[index].form
        if word in modal and modal[word] and _touches(word, index, place, scene):
            return modal[word], word
        governor = governors.get(index)
        if governor is not None and not finite:
            effect = _effect(governor, hit)
            if effect:
                return effect, word
            if governor.form.ending == "finite":
                break
            end = min(index + 1 + _REACH, len(scene.words))
        if word in stop:
            break
        index += 1
    if form.ending == "aim" and not any(g.place > place and g.effect in ("done",) for g in scene.governors):
        return "intended", scene.words[place].form
    return "", ""


def _touches(word: str, index: int, place: int, scene: Scene) -> bool:
    """Tell whether "değil" or "yok" stands right behind the predicate."""
    near = particles(scene.language).get("adjacent", {})
    return word not in near or index - place == 1


def _effect(governor: Governor, hit: Hit) -> str:
    """Return what a governing verb does to its complement: "planlıyor", "yalanladı", "vazgeçti"."""
    effect, form = governor.effect, governor.form
    if effect in ("intended", "seek"):
        if effect == "seek" and hit.cue.kind == "counters":
            return ""
        return "denied" if form.negative else "intended"
    if effect in ("denied", "cancel"):
        if effect == "cancel" and hit.cue.kind in _STANDING:
            return ""
        return "" if form.negative else "denied"
    if effect == "light":
        return _of_form(form)
    return ""
