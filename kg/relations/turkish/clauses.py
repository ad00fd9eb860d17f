"""The clause around a Turkish predicate: where it begins, its subject, and the verbs behind it."""

import re
from collections.abc import Iterator, Sequence

from kg.lang.forms import Form
from kg.relations.arguments import Background
from kg.relations.cues import Governor, Hit
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

NOMINAL = frozenset({"noun", "way", "clause", "coming", "aim"})  # verb forms whose subject stands in the genitive
_LIGHT = 4  # words between a noun and the verb that makes a predicate of it
_AFTER = 4  # words between a participle and the actor that it describes
_FAR = 45  # words between a subject and its verb


def begin(place: int, scene: Scene) -> int:
    """Return the first word of the clause that the predicate at place ends: after a stop or a finite verb."""
    clause = scene.clauses[place]
    finite = _finite(scene)
    for index in range(place - 1, -1, -1):
        if scene.clauses[index] != clause:
            return index + 1
        if index in finite and scene.steps[index + 1] != scene.steps[index]:
            return index + 1
    return 0


def _finite(scene: Scene) -> frozenset[int]:
    places = [hit.first for hit in scene.hits if hit.form.ending == "finite"]
    places += [each.place for each in scene.governors if each.form.ending == "finite"]
    return frozenset(places)


def before(place: int, scene: Scene) -> list[Phrase]:
    """Return the actors of the clause before a predicate, the nearest first."""
    low = begin(place, scene)
    return [phrase for phrase in reversed(scene.phrases) if low <= phrase.core and phrase.last <= place]


def light(hit: Hit, scene: Scene) -> Governor | None:
    """Return the verb that makes a predicate of a noun: "ziyaret etti", "destek veriyor", "görüşme gerçekleştirdi"."""
    if hit.form.kind != "noun" or hit.cue.needs_object or hit.form.ending not in ("", "noun", "way"):
        return None
    for governor in scene.governors:
        if governor.place <= hit.first or governor.effect not in ("light", "undergo", "cancel", "end"):
            continue
        if governor.place - hit.first > _LIGHT or scene.steps[governor.place] != scene.steps[hit.first]:
            return None
        between = range(hit.first + 1, governor.place)
        if any(phrase.first in between for phrase in scene.phrases) or any(
            other.first in between and other.cue.kind != "-" and other.form.kind != "noun" for other in scene.hits
        ):
            return None
        return governor
    return None


def participle(hit: Hit, scene: Scene) -> Governor | None:
    """Return the participle that describes a noun: "düzenlediği saldırı", "imzalanan anlaşma"."""
    for governor in reversed(scene.governors):
        if governor.place < hit.first:
            near = hit.first - governor.place <= _LIGHT and scene.steps[governor.place] == scene.steps[hit.first]
            fits = governor.form.ending in ("clause", "coming", "relative") and governor.effect != "speech"
            return governor if near and fits else None
    return None


def subject(
    place: int, form: Form, scene: Scene, background: Background, targets: Sequence[str] = ()
) -> tuple[tuple[str, ...], str]:
    """Return who does what the predicate at place tells, and how it was found; targets is how it marks its object."""
    if form.person in ("1p", "1s"):
        return ((background.speaker,) if background.speaker else ()), "we"
    if form.ending == "relative" and not form.passive:
        found = nominative(place, form, scene) if role("document", place + 1, scene) else None
        return (found.actors, "subject") if found is not None else _described(place, scene)
    if form.ending in NOMINAL and form.ending != "aim":
        own = _genitive(place, scene, targets)
        if own is not None:
            return own.actors, "genitive"
        asked = _asked(place, form, scene)
        if asked is not None:
            return asked.actors, "control"
    nested = _nested(place, scene, targets) if form.ending == "converb" else None
    if nested is not None:
        return nested.actors, "genitive"
    found = nominative(place, form, scene)
    if found is not None:
        return found.actors, "subject" if form.ending not in NOMINAL else "control"
    quote = scene.quotes[place]
    if quote is not None and quote.speaker and form.ending in NOMINAL:
        return (quote.speaker,), "control"
    return background.subject, "told"


def _nested(place: int, scene: Scene, targets: Sequence[str]) -> Phrase | None:
    """Return the subject that a converb shares with a verbal noun: "İsrail'in saldırarak ... öldürmesini"."""
    later = [(hit.first, hit.form) for hit in scene.hits if hit.first > place and hit.form.kind != "noun"]
    later += [(hit.first, hit.form) for hit in scene.hits if hit.first > place and hit.form.ending in NOMINAL]
    later += [(each.place, each.form) for each in scene.governors if each.place > place]
    index, form = min(later, key=lambda one: one[0], default=(0, None))
    if form is None or form.ending not in NOMINAL or scene.clauses[index] != scene.clauses[place]:
        return None
    found = _genitive(index, scene, targets)
    return found if found is not None and found.last <= place else None


def _genitive(place: int, scene: Scene, targets: Sequence[str]) -> Phrase | None:
    """Return the subject of a verbal noun: who owns it, else the first in the genitive that owns no object of it."""
    near = before(place, scene)
    owned = [phrase for phrase in near if phrase.marker == "gen"]
    mine = [phrase for phrase in owned if phrase.noun == place]
    free = [
        phrase
        for phrase in owned
        if phrase.noun is None
        or phrase.noun > place
        or phrase.outer not in (*targets, "loc")
        or any(not each.marker and each.noun == phrase.noun and each.actors != phrase.actors for each in near)
    ]
    return next(iter(mine[-1:]), None) or next(iter(free[-1:]), None)


def _asked(place: int, form: Form, scene: Scene) -> Phrase | None:
    """Return who is asked to do what a verb in "-mesini" tells: "Türkiye'den askerlerini çekmesini istedi"."""
    if form.ending != "noun" or not (form.owner or "dat" in form.cases):
        return None
    for hit in scene.hits:
        if 0 < hit.first - place <= _LIGHT and hit.cue.kind == "demandsOf":
            marks = ("abl", "dat") if form.owner else ("acc",)
            return next((phrase for phrase in before(place, scene) if phrase.marker in marks), None)
    return None


def _described(place: int, scene: Scene) -> tuple[tuple[str, ...], str]:
    for phrase in scene.phrases:
        if phrase.first > place:
            others = words_between(place + 1, phrase.first, scene)
            many = any(re.fullmatch(r"\w+l[ae]r(?:[iuü]\w*)?", word) for word in others)
            if phrase.first - place <= _AFTER and scene.steps[phrase.first] == scene.steps[place] and not many:
                return phrase.actors, "described"
            break
    return (), ""


def nominative(place: int, form: Form, scene: Scene) -> Phrase | None:
    """Return the actor in the nominative before a predicate: its topic, else the nearest."""
    candidates = [phrase for phrase in before(place, scene) if _is_subject(phrase, place, scene)]
    candidates = [phrase for phrase in candidates if place - phrase.last <= _FAR]
    if not candidates:
        # "Cezayir hava sahasını kapattı": its own.
        first = [phrase for phrase in before(place, scene)[-1:] if not phrase.marker and not phrase.adjective]
        return next((phrase for phrase in first if not phrase.place or phrase.capital), None)
    quote = scene.quotes[place]
    same = [phrase for phrase in candidates if scene.quotes[phrase.core] is quote]
    if quote is not None and quote.direct:
        candidates = same
        if not candidates:
            return None
    topics = [phrase for phrase in candidates if _is_topic(phrase, scene)]
    if form.ending == "finite" and topics:
        return topics[0]
    return (same or candidates)[0]


def _is_subject(phrase: Phrase, place: int, scene: Scene) -> bool:
    if phrase.place and not phrase.capital:
        return False
    if phrase.marker or _becomes(phrase, scene):
        return False
    if phrase.noun is None:
        return True
    # "Rus güçleri ... bombaladı"
    return phrase.outer == "" and phrase.noun < place and not any(hit.first == phrase.noun for hit in scene.hits)


def _becomes(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether a name tells what the next one is: "ABD Başkanı seçilen Obama"."""
    return phrase.last < len(scene.words) and scene.words[phrase.last].form in particles("tr").get("becoming", {})


def _is_topic(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether a comma sets an actor apart as the subject of all that follows: "Türkiye, ..."."""
    end = phrase.noun + 1 if phrase.noun is not None else phrase.last
    return end < len(scene.words) and (scene.gap(end).strip().startswith(",") or role("topic", end, scene))


def behind(place: int, scene: Scene) -> Iterator[Governor]:
    """Yield the governing verbs behind a predicate up to the end of its sentence part."""
    for governor in scene.governors:
        if governor.place > place and scene.clauses[governor.place] == scene.clauses[place]:
            yield governor


def role(name: str, index: int, scene: Scene) -> bool:
    """Tell whether the word at index has a role in the grammar."""
    return 0 <= index < len(scene.words) and scene.words[index].form in particles(scene.language).get(name, {})


def words_between(low: int, high: int, scene: Scene) -> Sequence[str]:
    """Return the words from low to high."""
    return [word.form for word in scene.words[low:high]]
