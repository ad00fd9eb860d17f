"""Whom a pronoun at a cue means: "فأرسلت إليها", "التقاه", "العقوبات المفروضة عليها"."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.relations.arguments import Background
from kg.relations.cues import Hit
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

_NEAR = 4  # words between a cue and a pronoun that belongs to it
_OUR = "نا"
_SUFFIXES = ("ها", "هم", "ه", _OUR)


class _Pronoun(NamedTuple):
    """A pronoun that stands for the target: at which word, which it is, and whether it is whose something is."""

    place: int
    suffix: str
    owner: bool


def meant(
    hit: Hit, scene: Scene, sources: tuple[str, ...], background: Background, asking: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the actors that the pronoun at the cue means, none where there is no pronoun or nobody whom it may mean.

    `asking` are who accuses or thanks the sources: what these are accused of is mostly done to them.
    """
    for pronoun in _pronouns(hit, scene):
        if pronoun.suffix == _OUR:
            speaker = background.speaker
            return (speaker,) if speaker and speaker not in sources else ()
        if hit.is_verb and not _opens(hit, scene):
            return _resumed(hit, scene, sources)
        named = [
            phrase for phrase in scene.phrases if phrase.last <= pronoun.place and (phrase.capital or not phrase.place)
        ]
        fits = [phrase for phrase in named if not set(phrase.actors) & set(sources) and agrees(phrase, pronoun.suffix)]
        if pronoun.owner:
            # "اتهمت أستراليا الصين بالتجسس على شركاتها": whose they are is told only by gender, or by a preposition.
            fits = [phrase for phrase in fits if phrase.actors == asking]
            if any(set(phrase.actors) & set(sources) and agrees(phrase, pronoun.suffix) for phrase in named[-1:]):
                fits = fits if _is_marked(pronoun.place, hit, scene) else []
        clause = scene.clauses[hit.first]
        fits = [phrase for phrase in fits if scene.clauses[phrase.core] == clause]
        if fits:
            return next((phrase.actors for phrase in fits if phrase.actors == asking), fits[-1].actors)
        if not pronoun.owner:
            return ()
    return ()


def refers(hit: Hit, scene: Scene) -> bool:
    """Tell whether a pronoun stands for the target, of somebody whom an earlier sentence names: "سنقدم لها"."""
    return any(not pronoun.owner and pronoun.suffix != _OUR for pronoun in _pronouns(hit, scene))


def _opens(hit: Hit, scene: Scene) -> bool:
    """Tell whether the verb goes on with the story: elsewhere it describes a noun ("بندا يسمح له") that it means."""
    if hit.form.clitics or not hit.first:
        return hit.form.clitics in ("و", "ف")
    before = scene.words[hit.first - 1].form
    grammar = particles(scene.language)
    if any(
        phrase.last == hit.first and phrase.first and scene.words[phrase.first - 1].form in grammar.get("that", {})
        for phrase in scene.phrases
    ):
        # "قالت لندن إن قراصنة روسا اخترقوا شبكاتها"
        return True
    if before.endswith("ان") and hit.form.kind == "past":
        return False
    return before in grammar.get("boundary", {}) and before not in grammar.get("subjunctive", {})


def _resumed(hit: Hit, scene: Scene, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom a relative clause describes: "كوبا، التي تفرض عليها الولايات المتحدة عقوبات"."""
    if not hit.first or scene.words[hit.first - 1].form not in particles(scene.language).get("relative", {}):
        return ()
    head = next((phrase for phrase in scene.phrases if phrase.last == hit.first - 1), None)
    return head.actors if head is not None and not head.place and not set(head.actors) & set(sources) else ()


def _pronouns(hit: Hit, scene: Scene) -> Iterator[_Pronoun]:
    if hit.is_verb and "0" in hit.cue.targets and hit.form.owner in _SUFFIXES and _suffix(hit.first, scene):
        yield _Pronoun(hit.first, hit.form.owner, False)
    if hit.last > hit.first and "0" in hit.cue.targets and (suffix := _suffix(hit.last, scene)):
        yield _Pronoun(hit.last, suffix, True)
    for index in range(hit.first + 1, min(hit.last + 1 + _NEAR, len(scene.words))):
        if scene.clauses[index] != scene.clauses[hit.first] or index in scene.verbs:
            return
        form = scene.words[index].form
        for marker in hit.cue.targets:
            for suffix in _SUFFIXES:
                if form == marker + suffix:
                    yield _Pronoun(index, suffix, False)
        suffix = _suffix(index, scene)
        before = scene.words[index - 1].form
        if suffix and (before in hit.cue.targets or ("0" in hit.cue.targets and index == hit.last + 1)):
            yield _Pronoun(index, suffix, True)


def _suffix(index: int, scene: Scene) -> str:
    """Return the pronoun that ends a noun; the text is looked at, for "ة" is no pronoun."""
    word = scene.words[index]
    written = scene.text[word.start : word.end]
    if len(written) < _NEAR or word.form in particles(scene.language).get("resumed", {}):
        return ""
    return next((suffix for suffix in _SUFFIXES if written.endswith(suffix)), "")


def _is_marked(place: int, hit: Hit, scene: Scene) -> bool:
    return scene.words[place - 1].form in hit.cue.targets


def agrees(phrase: Phrase, suffix: str) -> bool:
    """Tell whether the pronoun may mean the actor by its gender."""
    if suffix == "هم":
        return phrase.feminine is None
    return phrase.feminine is None or phrase.feminine == (suffix == "ها")
