"""Who does it to whom: the source and target of a cue, from the way the language marks them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.lang.ar.morphology import Form
from kg.relations.cues import Hit
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

_NEAR = 12  # words between a verb and its subject or object
_FAR = 30  # words between a cue and an actor marked by a preposition of its own


# Whoever is accused, asked or thanked is the one who does what the verbal noun after it tells.
_CONTROL = frozenset({"accuses", "demandsOf"})


# A threat or refusal without a target of its own is directed at whom the act would meet.
_ACTS = frozenset({"threatens", "rejects"})


class Roles(NamedTuple):
    """The actors that a cue relates; `frame` names the construction, `sure` how far it can be trusted (0 to 1)."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    frame: str
    sure: float


class Background(NamedTuple):
    """What the sentences before tell: who speaks here, with whom he deals, who was spoken of last."""

    speaker: str | None = None
    partner: str | None = None
    subject: tuple[str, ...] = ()


def roles(hit: Hit, scene: Scene, background: Background, earlier: Mapping[int, tuple[Hit, Roles]]) -> Iterator[Roles]:
    """Yield the actors that the cue relates, best first; none where the sentence does not mark them.

    `earlier` holds the cues of the sentence already read, by index: the accused of an accusation does what it tells.
    """
    if "mediation" in hit.cue.flags:
        yield from _mediation(hit, scene, background, earlier)
        return
    if "بين" in hit.cue.targets:
        pair = _between(hit, scene)
        if pair:
            yield Roles(pair.actors, pair.actors, "between", 0.8)
            return
    if hit.is_verb:
        yield from _verb(hit, scene, background)
    elif hit.form.kind == "participle":
        yield from _participle(hit, scene, background)
    else:
        yield from _noun(hit, scene, background, earlier)


def subject(index: int, scene: Scene, background: Background) -> tuple[tuple[str, ...], str]:
    """Return the subject of the finite verb at index and how it was found."""
    form = _form_at(index, scene)
    if form is not None and form.person in ("1p", "1s"):
        return ((background.speaker,) if background.speaker else ()), "we"
    headed = next((phrase for phrase in scene.phrases if phrase.last == index), None)
    if headed is not None and not headed.marker and headed.noun is None and _agrees(headed, form):
        # "لندن تحذر طهران": what stands right before the verb, as in headlines, is its subject.
        return headed.actors, "before"
    after = _subject_after(index, scene, form)
    if after is not None:
        return after.actors, "after"
    if _may_be_first_person(index, form, scene) and background.speaker:
        return (background.speaker,), "we"
    before = _subject_before(index, scene)
    if before is not None:
        return before.actors, "before"
    return background.subject, "told"


def _may_be_first_person(index: int, form: Form | None, scene: Scene) -> bool:
    """Tell whether "اتفقت" may be "I agreed": so in a direct quotation, where no "she" is named before."""
    quote = scene.quotes[index]
    if form is None or form.kind != "past" or not form.feminine or quote is None or not quote.direct:
        return False
    return scene.words[index].form.endswith("ت") and (index == 0 or scene.words[index - 1].start < quote.span.start)


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
    verbs = scene.verbs()
    for phrase in _after(index, scene):
        if phrase.first - index > _NEAR or any(index < verb < phrase.first for verb in verbs):
            return None
        if phrase.marker or (phrase.place and not phrase.capital):
            return None if phrase.first - index <= 2 and phrase.marker else _skip(phrase, index, scene, form)
        if phrase.noun is not None and phrase.noun > index:
            return None
        return phrase if _agrees(phrase, form) else None
    return None


def _skip(phrase: Phrase, index: int, scene: Scene, form: Form | None) -> Phrase | None:
    """Return the actor behind a marked one: "التقى في القاهرة الرئيس المصري"."""
    for later in _after(phrase.last - 1, scene):
        if later.first - phrase.last > 2 or later.marker or later.noun is not None:
            return None
        return later if _agrees(later, form) else None
    return None


def _agrees(phrase: Phrase, form: Form | None) -> bool:
    if form is None or form.feminine is None or phrase.feminine is None or phrase.adjective:
        return True
    return bool(form.feminine) == bool(phrase.feminine)


def _subject_before(index: int, scene: Scene) -> Phrase | None:
    """Return the actor that the verb follows: "إيران قصفت", "إيران التي قصفت"."""
    verbs = scene.verbs()
    for phrase in reversed(scene.phrases):
        if phrase.last > index or scene.clauses[phrase.core] != scene.clauses[index]:
            continue
        if index - phrase.last > _NEAR * 2:
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


def _after(index: int, scene: Scene) -> Iterator[Phrase]:
    clause = scene.clauses[index]
    for phrase in scene.phrases:
        if phrase.core > index:
            if scene.clauses[phrase.core] != clause:
                return
            yield phrase


def _verb(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    own = next(
        (
            phrase
            for phrase in _after(hit.first, scene)
            if hit.last > hit.first and phrase.adjective and _belongs(phrase, hit)
        ),
        None,
    )
    if own is not None and not _is_mutual(hit):
        target = _marked(hit, [phrase for phrase in _after(hit.last, scene) if phrase is not own], scene)
        if target is not None:
            yield Roles(own.actors, target.actors, "verb:noun", 0.75)
            return
    sources, found = subject(hit.first, scene, background)
    after = [phrase for phrase in _after(hit.first, scene) if phrase.first - hit.first <= _FAR]
    if found == "after":
        after = after[[phrase.actors for phrase in after].index(sources) + 1 :]
    target = _target(hit, after, scene)
    if target is None and _is_mutual(hit) and len(sources) > 1:
        yield Roles(sources, sources, "verb:together", 0.8)
        return
    if target is None and found == "we" and background.partner and _is_mutual(hit):
        yield Roles(sources, (background.partner,), "verb:we", 0.6)
        return
    if target is not None and sources:
        yield Roles(
            sources, target.actors, f"verb:{found}:{target.marker or 'object'}", 0.75 if found != "told" else 0.5
        )


def _acted_on(hit: Hit, after: Sequence[Phrase], sources: tuple[str, ...], scene: Scene) -> Phrase | None:
    """Return the target of the act that is threatened or refused: "هددت بفرض عقوبات على", "ترفض التفاوض مع"."""
    act = next((other for other in scene.hits if other.first > hit.last and not other.is_verb), None)
    if act is None or scene.clauses[act.first] != scene.clauses[hit.first] or act.first - hit.last > _NEAR:
        return None
    later = [phrase for phrase in after if phrase.core > act.first and phrase.actors != sources]
    marked = _marked(act, later, scene)
    own = next((phrase for phrase in later if _belongs(phrase, act)), None)
    return marked or (own if "0" in act.cue.targets else None)


def _is_mutual(hit: Hit) -> bool:
    return "بين" in hit.cue.targets


def _target(hit: Hit, after: Sequence[Phrase], scene: Scene) -> Phrase | None:
    """Return the first actor that is marked as this cue marks its target."""
    verbs = scene.verbs()
    for phrase in after:
        if any(hit.last < verb < phrase.first for verb in verbs) and phrase.marker not in hit.cue.targets:
            return None
        direct = not phrase.marker and "0" in hit.cue.targets
        if direct and (phrase.noun is None or phrase.noun <= hit.last or not _is_cue(phrase.noun, scene)):
            return phrase
        if phrase.marker in hit.cue.targets or _inside(phrase, hit):
            return phrase
        if direct and phrase.noun is not None:
            return phrase
    return None


def _inside(phrase: Phrase, hit: Hit) -> bool:
    """Tell whether something in the actor's land is the target: "قصف مواقع في سوريا"."""
    if phrase.outer is None:
        return False
    return phrase.outer in hit.cue.targets or (not phrase.outer and "0" in hit.cue.targets)


def _is_cue(index: int, scene: Scene) -> bool:
    return any(hit.first == index for hit in scene.hits)


def _between(hit: Hit, scene: Scene) -> Phrase | None:
    """Return the actors between whom it is: "بين إيران والسعودية", "العلاقات السعودية الإيرانية"."""
    for phrase in _after(hit.first, scene):
        if phrase.first - hit.last > _NEAR:
            return None
        if len(phrase.actors) > 1:
            if phrase.marker == "بين" or (phrase.adjective and phrase.noun in (hit.first, hit.last)):
                return phrase
            if _belongs(phrase, hit):
                return phrase
        if phrase.marker == "بين":
            joined = [later for later in _after(phrase.last - 1, scene) if later.first - phrase.last <= _NEAR]
            if joined and (joined[0].marker == "بين" or joined[0].joined):
                return replace(phrase, actors=phrase.actors + joined[0].actors)
            return None
    return None


def _participle(hit: Hit, scene: Scene, background: Background) -> Iterator[Roles]:
    after = [phrase for phrase in _after(hit.first, scene) if phrase.first - hit.last <= _NEAR]
    target = _target(hit, after, scene)
    before = _subject_before(hit.first, scene)
    sources = before.actors if before else (background.subject or ((background.speaker,) if background.speaker else ()))
    if target is not None and sources:
        yield Roles(sources, target.actors, "participle", 0.6 if before else 0.45)


def _mediation(
    hit: Hit, scene: Scene, background: Background, earlier: Mapping[int, tuple[Hit, Roles]]
) -> Iterator[Roles]:
    """Yield the mediator and the parties: "توسطت عمان بين إيران والولايات المتحدة", "اتفقتا بوساطة صينية"."""
    between = _between(hit, scene)
    parties = between.actors if between is not None else _parties(hit, scene, earlier)
    if not parties:
        return
    own = next((phrase for phrase in _after(hit.first, scene) if _belongs(phrase, hit)), None)
    if own is not None and own is not between:
        if not set(own.actors) & set(parties):
            yield Roles(own.actors, parties, "mediation:own", 0.8)
        return
    governor = hit.first if hit.is_verb else _governor(hit, scene)
    if between is not None and governor is not None:
        sources, found = subject(governor, scene, background)
        if sources and not set(sources) & set(parties):
            yield Roles(sources, parties, f"mediation:{found}", 0.8)


def _parties(hit: Hit, scene: Scene, earlier: Mapping[int, tuple[Hit, Roles]]) -> tuple[str, ...]:
    """Return the two who deal with each other in the clause: they are whom "بوساطة" and "برعاية" speak of."""
    if hit.form.clitics[-1:] != "ب":
        return ()
    for place in sorted(earlier, reverse=True):
        other, found = earlier[place]
        if _is_mutual(other) and scene.clauses[place] == scene.clauses[hit.first]:
            return tuple(dict.fromkeys(found.sources + found.targets))
    return ()


def _noun(hit: Hit, scene: Scene, background: Background, earlier: Mapping[int, tuple[Hit, Roles]]) -> Iterator[Roles]:
    after = [phrase for phrase in _after(hit.first, scene) if phrase.first - hit.last <= _FAR]
    own = next(
        (phrase for phrase in after if phrase.noun in (hit.first, hit.last) and phrase.core - hit.last <= 3), None
    )
    rest = after[after.index(own) + 1 :] if own is not None else after
    target = _marked(hit, rest, scene)
    if own is not None and target is not None:
        yield Roles(own.actors, target.actors, "noun:adjective" if own.adjective else "noun:genitive", 0.75)
        return
    governor = _governor(hit, scene)
    sources: tuple[str, ...] = ()
    found = ""
    if governor is not None:
        sources, found = _controller(governor, scene, background, earlier)
    if own is not None and not own.adjective and "0" in hit.cue.targets and sources:
        yield Roles(sources, own.actors, f"noun:object:{found}", 0.75 if found == "object" else 0.55)
        return
    if "interfere" in hit.cue.flags and target is None and governor is not None:
        # "رفضت بغداد التدخل التركي في شؤونها": whose affairs they are, the verb's subject tells.
        meddlers = own.actors if own is not None else sources if found == "object" else ()
        offended, _ = subject(governor, scene, background)
        if meddlers and offended and not set(meddlers) & set(offended):
            yield Roles(meddlers, offended, "noun:interference", 0.75)
        return
    if own is None and target is not None:
        if hit.form.owner == "نا":
            sources = (background.speaker,) if background.speaker else ()
        if not sources:
            before = _subject_before(hit.first, scene)
            sources = before.actors if before else ()
        if sources:
            yield Roles(sources, target.actors, f"noun:subject:{found}", 0.75 if found == "object" else 0.55)
            return
    if own is not None and own.adjective and _is_mutual(hit) and sources and target is None:
        yield Roles(sources, own.actors, "noun:adjective:subject", 0.5)
    if hit.form.owner == "نا" and background.speaker and background.partner and _is_mutual(hit):
        yield Roles((background.speaker,), (background.partner,), "noun:our", 0.6)


def _controller(
    governor: int, scene: Scene, background: Background, earlier: Mapping[int, tuple[Hit, Roles]]
) -> tuple[tuple[str, ...], str]:
    """Return who does what a verbal noun tells: the accused of an accusation, else the subject of its verb."""
    if governor in earlier:
        controller, found = earlier[governor]
        if controller.cue.kind in _CONTROL:
            return found.targets, "object"
        if _is_mutual(controller) and found.frame.startswith("verb"):
            # "اتفقت مع ... على تشكيل جبهة ضد": both do what follows.
            return tuple(dict.fromkeys(found.sources + found.targets)), "both"
    if any(each.place == governor and each.control for each in scene.governors):
        persuaded = _object(governor, scene, background)
        if persuaded is not None:
            return persuaded.actors, "object"
    return subject(governor, scene, background)


def _object(governor: int, scene: Scene, background: Background) -> Phrase | None:
    """Return whom a verb of calling or urging addresses: the first unmarked actor behind its subject."""
    sources, _ = subject(governor, scene, background)
    free = [phrase for phrase in _after(governor, scene) if not phrase.marker and phrase.noun is None]
    others = [phrase for phrase in free if phrase.actors != sources]
    return others[0] if others and others[0].first - governor <= _NEAR else None


def _belongs(phrase: Phrase, hit: Hit) -> bool:
    """Tell whether the actor is genitive or adjective of the cue, or of the noun that completes it."""
    if phrase.core <= hit.last < phrase.last:
        return True
    return phrase.noun in (hit.first, hit.last) and phrase.core - hit.last <= 3


def _marked(hit: Hit, phrases: Sequence[Phrase], scene: Scene) -> Phrase | None:
    """Return the actor that a preposition of this cue marks as its target."""
    verbs = scene.verbs()
    for phrase in phrases:
        if any(hit.last < verb < phrase.first for verb in verbs):
            return None
        if phrase.marker and (phrase.marker in hit.cue.targets or _inside(phrase, hit)):
            return phrase
    return None


def _governor(hit: Hit, scene: Scene) -> int | None:
    """Return the index of the nearest finite verb before the cue in its clause."""
    verbs = [verb for verb in scene.verbs() if verb < hit.first and scene.clauses[verb] == scene.clauses[hit.first]]
    return max(verbs, default=None)
