"""The arguments of a cue: subject, object and marked actors, found from the order and marking of words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lang.forms import Form
from kg.relations.arguments import Background
from kg.relations.cues import Hit
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

_CLASSED = 4  # words between an actor and the class that it is told to be of
NEAR = 12  # words between a verb and its subject or object
THEIR = ("ه", "ها", "هم", "هما")
_LATER = 25  # words between what happened "during" and the verb whose subject did it


def subject(index: int, scene: Scene, background: Background) -> tuple[tuple[str, ...], str]:
    """Return the subject of the finite verb at index and how it was found."""
    form = _form_at(index, scene)
    if form is not None and form.person in ("1p", "1s"):
        return ((background.speaker,) if background.speaker else ()), "we"
    told, head = antecedent(index, scene)
    if told and form is not None and not form.owner:
        # "التفجير الذي استهدف": what does it is what the relative clause is about, an actor or not.
        return (head.actors, "before") if head is not None else ((), "")
    headed = next((phrase for phrase in scene.phrases if phrase.last == _unnegated(index, scene)), None)
    goes_on = form is not None and form.clitics[:1] in ("و", "ف") and bool(form.clitics)
    if headed is not None and not goes_on and not headed.marker and headed.noun is None and _agrees(headed, form):
        # "لندن تحذر طهران": what stands right before the verb, as in headlines, is its subject.
        return headed.actors, "before"
    obliged = _obliged(index, scene)
    if obliged is not None:
        return obliged.actors, "before"
    after = _subject_after(index, scene, form)
    if after is not None:
        return after.actors, "after"
    if _may_be_first_person(index, form, scene) and background.speaker:
        return (background.speaker,), "we"
    joined = _coordinated(index, form, scene)
    before = joined or subject_before(index, scene)
    if before is not None:
        return before.actors, "before"
    return background.subject, "told"


def _coordinated(index: int, form: Form | None, scene: Scene) -> Phrase | None:
    """Return the subject of an earlier verb that "and" joins this one to: "شكرت أوكرانيا ألمانيا ونددت"."""
    before = scene.words[index - 1].form if index else ""
    if form is None or (
        form.clitics != "و"
        and before not in particles("ar").get("also", {})
        and before not in particles("ar").get("taken", {})
    ):
        return None
    for verb in sorted((verb for verb in scene.verbs if verb < index), reverse=True):
        earlier = _form_at(verb, scene)
        if scene.clauses[verb] != scene.clauses[index] or earlier is None or earlier.person != "3":
            return None
        if earlier.feminine == form.feminine:
            return _subject_after(verb, scene, earlier)
    return None


def _unnegated(index: int, scene: Scene) -> int:
    """Return where the verb at index begins, its negation included: "كولومبيا لن تدعم"."""
    return index - 1 if index and scene.words[index - 1].form in particles(scene.language)["negation"] else index


def antecedent(index: int, scene: Scene) -> tuple[bool, Phrase | None]:
    """Tell whether a relative pronoun stands before the verb at index, and return the actor that it refers to."""
    grammar = particles(scene.language)
    place = index - 1
    if (
        place > 0
        and scene.words[place].form in grammar.get("auxiliary", {}).keys() | grammar.get("negation", {}).keys()
    ):
        place -= 1
    if place < 0 or scene.words[place].form not in grammar.get("relative", {}):
        return False, None
    after_verb = scene.words[index + 1].form if index + 1 < len(scene.words) else ""
    if after_verb in grammar.get("resumed", {}):
        # "الاجتماع الذي التقى فيه": the clause has a subject of its own.
        return False, None
    if scene.words[place - 1].form in grammar.get("class", {}):
        return True, _classed(place - 1, scene)
    return True, next((phrase for phrase in scene.phrases if phrase.last == place and phrase.core < place), None)


def _classed(index: int, scene: Scene) -> Phrase | None:
    """Return who is said to be one of a class: "كانت تركيا من أوائل الدول التي", "تركيا هي الدولة التي"."""
    phrase = subject_before(index, scene)
    return phrase if phrase is not None and index - phrase.last <= _CLASSED and not phrase.place else None


def _may_be_first_person(index: int, form: Form | None, scene: Scene) -> bool:
    """Tell whether "اتفقت" may be "I agreed": so in a direct quotation, where no "she" is named before."""
    quote = scene.quotes[index]
    if form is None or form.kind != "past" or not form.feminine or quote is None or not quote.direct:
        return False
    return scene.words[index].form.endswith("ت") and (index == 0 or scene.words[index - 1].start < quote.span.start)


def _obliged(index: int, scene: Scene) -> Phrase | None:
    """Return who may or must do what the verb tells: "لا يمكن لتركيا أن تدعم", "على إيران أن توقف"."""
    if not index or scene.words[index - 1].form not in particles(scene.language).get("subjunctive", {}):
        return None
    return next(
        (phrase for phrase in scene.phrases if phrase.last == index - 1 and phrase.marker in ("ل", "على", "علي")), None
    )


def _form_at(index: int, scene: Scene) -> Form | None:
    for hit in scene.hits:
        if hit.first == index and hit.is_verb:
            return hit.form
    for governor in scene.governors:
        if governor.place == index:
            return governor.form
    return None


def _subject_after(index: int, scene: Scene, form: Form | None) -> Phrase | None:
    """Return the first unmarked actor after the verb if it agrees with it: Arabic puts the subject behind its verb."""
    if form is not None and form.kind == "past" and form.plural and scene.words[index].form.endswith("وا"):
        return None
    verbs = scene.verbs
    for phrase in after(index, scene):
        if phrase.first - index > NEAR or any(index < verb < phrase.first for verb in verbs):
            return None
        if phrase.marker or (phrase.place and not phrase.capital):
            return None if phrase.first - index <= 2 and phrase.marker else _skip(phrase, index, scene, form)
        if phrase.noun is not None and phrase.noun > index:
            return None
        return phrase if _agrees(phrase, form) else None
    return None


def _skip(phrase: Phrase, index: int, scene: Scene, form: Form | None) -> Phrase | None:
    """Return the actor behind a marked one: "التقى في القاهرة الرئيس المصري"."""
    for later in after(phrase.last - 1, scene):
        if later.first - phrase.last > 2 or later.marker or later.noun is not None or later.adjective:
            return None
        return later if _agrees(later, form) else None
    return None


def _agrees(phrase: Phrase, form: Form | None) -> bool:
    # "مندوبا الهند وكندا": the verb agrees with the head of the phrase, whose gender is not known here.
    headed = phrase.first < phrase.core
    if form is None or form.feminine is None or phrase.feminine is None or phrase.adjective or headed:
        return True
    return bool(form.feminine) == bool(phrase.feminine)


def subject_before(index: int, scene: Scene) -> Phrase | None:
    """Return the actor that the verb follows: "إيران قصفت", "إيران التي قصفت"."""
    verbs = scene.verbs
    for phrase in reversed(scene.phrases):
        if phrase.last > index or scene.clauses[phrase.core] != scene.clauses[index]:
            continue
        if index - phrase.last > NEAR * 2:
            return None
        relative = phrase.last < len(scene.words) and scene.words[phrase.last].form.startswith(
            ("الذي", "التي", "اللذ", "اللت")
        )
        if phrase.marker and not (relative and index - phrase.last <= 2):
            continue
        if phrase.noun is not None and not phrase.adjective:
            continue
        between = [verb for verb in verbs if phrase.last <= verb < index]
        if len(between) > 1:
            return None
        return phrase
    return None


def shifted(index: int, scene: Scene) -> Phrase | None:
    """Return the subject of a verb whose sentence or clause has named it before: "أكدت كوبا أنها تدعم", "بل تدعم"."""
    before, form = (scene.words[index - 1].form if index else ""), _form_at(index, scene)
    if before not in particles("ar").get("taken", {}) or before.endswith("ه") == bool(
        form is not None and form.feminine
    ):
        return None
    return _coordinated(index, form, scene) or subject_before(index, scene)


def subject_later(hit: Hit, scene: Scene) -> tuple[str, ...]:
    """Return the subject of the verb behind a phrase that opens the clause: "خلال لقائه نظيره، أكد الوزير التركي"."""
    verb = min((verb for verb in scene.verbs if verb > hit.last), default=None)
    if verb is None or verb - hit.last > _LATER or scene.clauses[verb] != scene.clauses[hit.first]:
        return ()
    phrase = _subject_after(verb, scene, _form_at(verb, scene))
    return phrase.actors if phrase is not None else ()


def addressed(governor: int, scene: Scene, background: Background) -> Phrase | None:
    """Return whom a verb of calling or urging addresses: the first unmarked actor behind its subject."""
    sources, _ = subject(governor, scene, background)
    free = [phrase for phrase in after(governor, scene) if not phrase.marker and phrase.noun is None]
    others = [phrase for phrase in free if phrase.actors != sources]
    return others[0] if others and others[0].first - governor <= NEAR else None


def after(index: int, scene: Scene) -> Iterator[Phrase]:
    clause = scene.clauses[index]
    for phrase in scene.phrases:
        if phrase.core > index:
            if scene.clauses[phrase.core] != clause:
                return
            yield phrase


def target_of(hit: Hit, after: Sequence[Phrase], scene: Scene) -> Phrase | None:
    """Return the first actor that is marked as this cue marks its target."""
    verbs = scene.verbs
    for phrase in after:
        if any(hit.last < verb < phrase.first for verb in verbs) and phrase.marker not in hit.cue.targets:
            return None
        direct = not phrase.marker and "0" in hit.cue.targets
        if (
            direct
            and scene.words[phrase.first - 1].form in particles("ar").get("clause", {})
            and phrase.first - 1 > hit.last
        ):
            # "قائلا إن كينيا": who stands there begins a clause of his own.
            return None
        if direct and (phrase.noun is None or phrase.noun <= hit.last or not _is_cue(phrase.noun, scene)):
            return phrase
        if (phrase.marker in hit.cue.targets and not _is_of_noun(phrase, hit)) or _inside(phrase, hit):
            return phrase
        if direct and phrase.noun is not None:
            return phrase
    return None


def _is_of_noun(phrase: Phrase, hit: Hit) -> bool:
    """Tell whether "ل" marks the object of a verbal noun, not of the verb: "اتهم مندوب ... التابع للأمم المتحدة"."""
    if hit.cue.kind == "attacks":
        # "قصف مواقع لجبهة النصرة": what is hit belongs to the target.
        return False
    return phrase.marker == "ل" and hit.is_verb and not hit.cue.needs_object and "0" in hit.cue.targets


def _inside(phrase: Phrase, hit: Hit) -> bool:
    """Tell whether something in the actor's land is the target: "قصف مواقع في سوريا"."""
    if hit.cue.kind == "rejects" and hit.form.kind == "noun":
        # "تجاهل المجاعة في الصومال": what is in a land is not refused to it.
        return False
    if phrase.outer is None or "warn" in hit.cue.flags or (phrase.marker == "ل" and hit.cue.kind != "attacks"):
        return False
    return phrase.outer in hit.cue.targets or (not phrase.outer and "0" in hit.cue.targets)


def marked(hit: Hit, phrases: Sequence[Phrase], scene: Scene) -> Phrase | None:
    """Return the actor that a preposition of this cue marks as its target."""
    verbs = scene.verbs
    for phrase in phrases:
        if any(hit.last < verb < phrase.first for verb in verbs):
            return None
        if phrase.marker and (phrase.marker in hit.cue.targets or _inside(phrase, hit)):
            return phrase
    return None


def belongs(phrase: Phrase, hit: Hit) -> bool:
    """Tell whether the actor is genitive or adjective of the cue, or of the noun that completes it."""
    if phrase.core <= hit.last < phrase.last:
        return True
    return phrase.noun in (hit.first, hit.last) and phrase.core - hit.last <= 3


def _is_cue(index: int, scene: Scene) -> bool:
    return any(hit.first == index for hit in scene.hits)


def between(hit: Hit, scene: Scene) -> Phrase | None:
    """Return the actors between whom it is: "بين إيران والسعودية", "العلاقات السعودية الإيرانية"."""
    for phrase in after(hit.first, scene):
        if phrase.first - hit.last > NEAR:
            break
        if len(phrase.actors) > 1:
            if phrase.marker == "بين" or (phrase.adjective and phrase.noun in (hit.first, hit.last)):
                return phrase
            if belongs(phrase, hit):
                return phrase
        if phrase.marker == "بين":
            joined = [later for later in after(phrase.last - 1, scene) if later.first - phrase.last <= NEAR]
            if joined and (joined[0].marker == "بين" or joined[0].joined):
                return replace(phrase, actors=phrase.actors + joined[0].actors)
            return None
    # "بين إيران والعراق نزاع": an indefinite subject stands behind.
    return next(
        (
            phrase
            for phrase in scene.phrases
            if phrase.marker == "بين" and len(phrase.actors) > 1 and phrase.last == hit.first
        ),
        None,
    )


def governor_of(hit: Hit, scene: Scene) -> int | None:
    """Return the index of the nearest finite verb before the cue in its clause."""
    verbs = [verb for verb in scene.verbs if verb < hit.first and scene.clauses[verb] == scene.clauses[hit.first]]
    return max(verbs, default=None)
