"""The clause around a Turkish predicate: where it begins, its subject, and the verbs behind it."""

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


def subject(place: int, form: Form, scene: Scene, background: Background) -> tuple[tuple[str, ...], str]:
    """Return who does what the predicate at place tells, and how it was found."""
    if form.person in ("1p", "1s"):
        return ((background.speaker,) if background.speaker else ()), "we"
    if form.ending == "relative" and not form.passive:
        return _described(place, scene)
    near = before(place, scene)
    if form.ending in NOMINAL:
        owned = [phrase for phrase in near if phrase.marker == "gen"]
        own = [phrase for phrase in owned if phrase.noun == place] or [
            phrase for phrase in owned if phrase.noun is None or phrase.noun >= place - _LIGHT
        ]
        if own:
            return own[-1].actors, "genitive"
    found = nominative(place, form, scene)
    if found is not None:
        return found.actors, "subject" if form.ending not in NOMINAL else "control"
    quote = scene.quotes[place]
    if quote is not None and quote.speaker and form.ending in NOMINAL:
        return (quote.speaker,), "control"
    return background.subject, "told"


def _described(place: int, scene: Scene) -> tuple[tuple[str, ...], str]:
    for phrase in scene.phrases:
        if phrase.first > place:
            if phrase.first - place <= _AFTER and scene.steps[phrase.first] == scene.steps[place]:
                return phrase.actors, "described"
            break
    return (), ""


def nominative(place: int, form: Form, scene: Scene) -> Phrase | None:
    """Return the actor in the nominative before a predicate: its topic, else the nearest."""
    candidates = [phrase for phrase in before(place, scene) if _is_subject(phrase, place, scene)]
    candidates = [phrase for phrase in candidates if place - phrase.last <= _FAR]
    if not candidates:
        return None
    topics = [phrase for phrase in candidates if _is_topic(phrase, scene)]
    same = [phrase for phrase in candidates if scene.quotes[phrase.core] is scene.quotes[place]]
    if form.ending == "finite" and topics:
        return topics[0]
    return (same or candidates)[0]


def _is_subject(phrase: Phrase, place: int, scene: Scene) -> bool:
    if phrase.place and not phrase.capital:
        return False
    if phrase.marker:
        return False
    if phrase.noun is None:
        return True
    # "Rus güçleri ... bombaladı"
    return phrase.outer == "" and phrase.noun < place and not any(hit.first == phrase.noun for hit in scene.hits)


def _is_topic(phrase: Phrase, scene: Scene) -> bool:
    """Tell whether a comma sets an actor apart as the subject of all that follows: "Türkiye, ..."."""
    end = phrase.noun + 1 if phrase.noun is not None else phrase.last
    return end < len(scene.words) and scene.gap(end).strip().startswith(",")


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
