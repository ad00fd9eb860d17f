"""Whether a Turkish sentence tells something as done, planned or denied: from endings and the verbs behind."""

from kg.lang.forms import Form
from kg.model import Status
from kg.relations.cues import Governor, Hit
from kg.relations.particles import particles
from kg.relations.scenes import Scene
from kg.relations.turkish.clauses import light, participle

_INTENDED = frozenset({"future", "must", "if", "wish", "can"})
_REACH = 6  # words between a predicate and the verb that governs it
_TOLD = frozenset({"accuses", "supports", "attacks", "sanctions", "coerces"})  # whose object is the case
_STANDING = frozenset({"sanctions", "counters", "attacks", "coerces"})  # what is to end is the case until then


def status(hit: Hit, scene: Scene) -> tuple[Status, str]:
    """Return the status of a cue and the word that gives it ("" where it is told plainly)."""
    governor = light(hit, scene)
    if governor is not None and governor.effect in ("light", "undergo"):
        place, form = governor.place, governor.form
    elif governor is not None and hit.cue.kind not in _STANDING:
        return _cancelled(governor, scene)
    elif governor is not None:
        return Status.ACTUAL, ""  # "saldırılarını durdurma çağrısı": until then they go on
    else:
        place, form = hit.first, hit.form
    described = participle(hit, scene) if governor is None and hit.form.kind == "noun" else None
    told = (
        _of_form(form)
        or (_of_form(described.form) if described is not None else "")
        or _denied_rumour(place, scene)
        or _foretold(hit, form, scene)
    )
    if told == "intended" and hit.cue.kind == "threatens" and "speech" not in hit.cue.flags:
        told = ""  # who will retaliate threatens now
    if told:
        return Status(told), scene.words[place].form
    if form.ending == "converb" and (told := _joined(place, scene)):
        return Status(told), scene.words[place].form
    told, by = ("", "") if form.ending in ("relative", "converb") else _after(hit, place, form, scene)
    return (Status(told), by) if told else (Status.ACTUAL, "")


def _joined(place: int, scene: Scene) -> str:
    """Return "intended" of what is done on the way to what is planned: "Moskova'ya giderek görüşecek"."""
    if not scene.words[place].form.endswith(("arak", "erek", "ip", "up", "üp")):
        return ""
    return "intended" if _next(place, scene) in _INTENDED else ""


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


def _denied_rumour(place: int, scene: Scene) -> str:
    """Return "denied" where reports of it are: "saldırdığı iddiasını reddetti"."""
    rumours = particles(scene.language).get("rumour", {})
    for hit in scene.hits:
        if hit.cue.kind != "rejects" or not 0 < hit.first - place <= _REACH or hit.form.negative:
            continue
        if any(scene.words[index].form in rumours for index in range(place + 1, hit.first)):
            return "denied"
    return ""


def _foretold(hit: Hit, form: Form, scene: Scene) -> str:
    """Return "intended" where a word before or behind it puts it in the future: "olası saldırı", "yarın başlıyor"."""
    grammar = particles(scene.language)
    ahead, coming = grammar.get("before", {}), grammar.get("coming", {})
    before = [scene.words[index].form for index in range(max(hit.first - 2, 0), hit.first)]
    if hit.form.kind == "noun" and any(word in ahead for word in before):
        return "intended"
    if form.kind == "past":
        return ""
    if hit.cue.kind == "consultsWith" and hit.form.cases == frozenset({"loc"}) and _next(hit.first, scene) == "future":
        return "intended"  # "ziyaretinde açıklayacak"
    clause = scene.clauses[hit.first]
    near = range(max(hit.first - _REACH, 0), min(hit.first + _REACH, len(scene.words)))
    later = any(scene.clauses[index] == clause and scene.words[index].form in coming for index in near)
    return "intended" if later and hit.cue.kind in ("consultsWith", "agreesWith") else ""


def _next(place: int, scene: Scene) -> str:
    """Return the mood of the next finite verb behind a word."""
    finite = [(hit.first, hit.form) for hit in scene.hits if hit.form.ending == "finite"]
    finite += [(each.place, each.form) for each in scene.governors if each.form.ending == "finite"]
    return min(((index, form.mood) for index, form in finite if index > place), default=(0, ""))[1]


def _after(hit: Hit, place: int, form: Form, scene: Scene) -> tuple[str, str]:
    """Return what the words behind a predicate make of it: "gerekiyor", "planlıyor", "yalanladı", "değil"."""
    closing = particles(scene.language).get("closing", {})
    governors = {governor.place: governor for governor in scene.governors}
    others = {each.first for each in scene.hits if each.form.kind != "noun" and each.cue.kind in _TOLD}
    finite = form.ending == "finite"
    end, index = min(place + 1 + _REACH, len(scene.words)), place + 1
    while index < end and _same_part(index, place, finite, scene):
        word = scene.words[index].form
        made = _made(word, index, place, form, scene)
        if made:
            return made, word
        governor = None if finite else governors.get(index)
        if governor is not None:
            effect = _effect(governor, hit)
            if effect:
                return effect, word
            if governor.form.ending == "finite" or governor.effect == "speech":
                break
            end = min(index + 1 + _REACH, len(scene.words))
        if word in closing or (index in others and index != hit.last):
            break
        index += 1
    return ("intended", scene.words[place].form) if form.ending == "aim" else ("", "")


def _same_part(index: int, place: int, finite: bool, scene: Scene) -> bool:
    """Tell whether a word is so near behind a predicate that it can govern it."""
    apart = scene.steps[index] - scene.steps[place]
    return scene.clauses[index] == scene.clauses[place] and apart <= (0 if finite else 1)


def _made(word: str, index: int, place: int, form: Form, scene: Scene) -> str:
    """Return what a word that is no verb makes of a predicate before it."""
    grammar = particles(scene.language)
    if index == place + 1 and form.ending in ("noun", "aim") and word in grammar.get("aim", {}):
        return "intended"
    return grammar.get("modal", {}).get(word, "") if _touches(word, index, place, scene) else ""


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
    if effect in ("light", "go_on"):
        return _of_form(form)
    return ""
