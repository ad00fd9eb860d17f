"""Who does what to whom by a cue in an English sentence."""

from collections.abc import Iterator

from kg.relations.arguments import Background, Earlier, Roles
from kg.relations.cues import Hit
from kg.relations.english import nouns
from kg.relations.english.actors import PEOPLE, Sight, is_official, is_private, listed, of_phrase, role, sight
from kg.relations.english.parsing import linked
from kg.relations.english.subjects import after_verb, is_passive, main_subject, marked, other_actor, pronoun, subject
from kg.relations.scenes import Scene

Found = tuple[tuple[str, ...], str, float]  # the target, how it is marked, how sure it is
_NOBODY: Found = ((), "", 0.0)
_OPPOSING = frozenset({"accuses", "sanctions", "attacks", "coerces", "threatens", "counters", "demandsOf", "rejects"})


def roles(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    """Yield the actors that a cue relates, best first; none where the sentence does not mark them."""
    parties = hit.cue.kind in ("rejects", "accuses")
    see = sight(scene, background, parties=parties, land="place" in hit.cue.flags)
    tag = see.line.tags[hit.first]
    if any(other.last == hit.last and other is not hit for other, _ in earlier.values()):
        # "cut off aid to": the noun is part of what the verb tells
        return
    if hit.form.kind == "noun":
        yield from nouns.roles(hit, see)
        return
    if hit.form.definite:  # an adjective
        yield from _predicate(hit, see)
        return
    if tag == "J":
        yield from _described(hit, see)
        return
    if tag not in "VEG":
        return
    part = see.line.at[hit.first]
    if see.line.parts[part].head != hit.first:
        return
    if is_passive(part, see):
        yield from _passive(hit, part, see)
    else:
        yield from _active(hit, part, see)


def _predicate(hit: Hit, see: Sight) -> Iterator[Roles]:
    """Yield what an adjective tells of a subject: "Turkey is hostile to Egypt"."""
    part = see.line.at[hit.first]
    if not see.line.parts[part - 1].is_verb or part == 0:
        return
    sources = subject(part - 1, see)
    targets = next((actors for _, _, actors in marked(part + 1, _markers(hit), see, reach=4) if actors), ())
    targets = tuple(each for each in targets if each not in sources)
    if sources and targets:
        yield Roles(sources, targets, "adjective", 0.75)
    elif len(sources) > 1 and "both" in hit.cue.flags:
        yield Roles(sources, sources, "adjective:together", 0.7)


def _active(hit: Hit, part: int, see: Sight) -> Iterator[Roles]:
    if "armed" in hit.cue.flags and any(word.form in role("economic") for word in see.line.words):
        return
    sources = subject(part, see)
    if not sources or _is_refused(hit, part, see):
        return
    if hit.cue.needs_object and hit.last <= hit.first and see.line.kind(after_verb(part, see)) == "n":
        return  # the object may stand before only in "the sanctions that the US imposed on Iran"
    targets, how, sure = target(hit, part, see)
    targets = tuple(each for each in targets if each not in sources)
    if targets:
        yield Roles(sources, targets, f"verb:{how}", sure)
    elif len(sources) > 1 and _is_mutual(hit, part, see):
        yield Roles(sources, sources, "verb:together", 0.75)


def _is_refused(hit: Hit, part: int, see: Sight) -> bool:
    """Tell whether it is only what is refused: "refused to negotiate with"."""
    governor = part - 1
    if see.line.kind(part) != "T" or governor < 0 or not see.line.parts[governor].is_verb:
        return False
    head = see.line.parts[governor].head
    return any(other.first == head and other.cue.kind == "rejects" for other in see.scene.hits)


def _is_mutual(hit: Hit, part: int, see: Sight) -> bool:
    if "mutual" in hit.cue.flags:
        return True
    if "between" not in hit.cue.targets and "both" not in hit.cue.flags:
        return False
    if hit.cue.needs_object and hit.last > hit.first:
        return True
    after = after_verb(part, see)
    return see.line.kind(after) != "n" or see.form(see.line.parts[after].first) in ("each", "today", "last", "one")


def target(hit: Hit, part: int, see: Sight) -> Found:
    """Return the actors that a verb's target marks, how they are marked, how sure it is."""
    line = see.line
    at = after_verb(part, see)
    if line.kind(at) == "T" and "act" in hit.cue.flags:
        return _of_act(at, see, refused=hit.cue.kind == "rejects")
    if "that" in hit.cue.targets and (found := _of_clause(at, see)):
        return found, "that", 0.8
    if hit.last > hit.first and not hit.cue.needs_object:
        at = after_verb(line.at[hit.last], see)  # behind the particle
    if hit.cue.needs_object and line.words[hit.last].form == "to" and line.kind(at + 1) != "T":
        return _NOBODY  # "told the UN that it was ready to"
    direct = line.kind(at) == "n"
    if direct and "0" in hit.cue.targets and (found := _direct(hit, at, see)):
        return found, "0", 0.85
    marked_one = _marked(hit, at, see)
    return marked_one if marked_one[0] else _elsewhere(hit, part, at, see)


def _marked(hit: Hit, at: int, see: Sight) -> Found:
    """Return whom a preposition of the cue marks, also by what is his: "opened fire on its positions"."""
    line = see.line
    # "lodged a complaint with the UN against Turkey": who is against somebody is so whoever stands between
    for marker, place, actors in sorted(marked(at, _verb_markers(hit), see), key=lambda found: found[0] != "against"):
        if is_private(place + 1, see) and hit.cue.kind not in PEOPLE:
            continue
        if actors and not (marker in ("in", "at", "from", "near") and _is_mere_place(place + 1, hit, see)):
            return actors, marker, 0.8
        noun = line.parts[place + 1]
        owned = see.form(noun.first) in role("possessive") and see.form(noun.head) in role("acting")
        if not actors and owned and (found := _meant(see.form(noun.first), place + 1, see)):
            return found, marker, 0.6
    return _NOBODY


def _elsewhere(hit: Hit, part: int, at: int, see: Sight) -> Found:
    """Return the target before a relative pronoun ("Iraq, which Iran supports"), or within the object of the verb."""
    line = see.line
    direct = line.kind(at) == "n"
    if "0" in hit.cue.targets and not direct and not hit.cue.needs_object and line.kind(part - 2) == "R":
        before = part - 3 - (line.kind(part - 3) == ",")
        return of_phrase(before, see, target=True), "relative", 0.7
    if direct and hit.cue.needs_object and line.at[hit.last] == at:
        found = of_phrase(at, see, target=True, before=hit.last)
        if see.form(line.parts[at].first) not in role("possessive"):
            return found, "object", 0.6
    return _NOBODY


def _verb_markers(hit: Hit) -> tuple[str, ...]:
    unmarked = {"0", "name"} if hit.cue.kind == "mediatesFor" else {"0", "name", "between"}
    return tuple(each for each in hit.cue.targets if each not in unmarked)


def _of_clause(at: int, see: Sight) -> tuple[str, ...]:
    """Return the subject of the clause that a verb of demanding takes: "demanded that Ethiopia stop"."""
    line = see.line
    clause = at + 1 if line.kind(at) == "S" else at
    if line.kind(clause) == "n" and (line.kind(at) == "S" or line.kind(at + 1) == "V"):
        return listed(clause, see, target=True)
    return ()


def _of_act(infinitive: int, see: Sight, *, refused: bool) -> Found:
    """Return to whom is done what is threatened or refused: "threatened to invade Syria"."""
    head = see.line.parts[infinitive].head
    for other in see.scene.hits:
        if other.first == head and other.form.kind != "noun" and not (refused and other.cue.kind in _OPPOSING):
            found, _, _ = target(other, infinitive, see)
            if found:
                return found, "act", 0.75
    return _NOBODY


def _direct(hit: Hit, at: int, see: Sight) -> tuple[str, ...]:
    line = see.line
    noun = line.parts[at]
    word = see.form(noun.first)
    if line.tags[noun.first] == "N":
        return _meant(word, at, see)
    if hit.cue.needs_object and line.tags[hit.last] != "P":
        if hit.last > hit.first and line.at[hit.last] == at:
            carried = {"dative", "thing"} & hit.cue.flags
            return of_phrase(at, see, target=True, before=hit.last) if carried else ()
        return listed(at, see, target=True) if {"dative", "speech"} & hit.cue.flags else ()
    if is_private(at, see) and hit.cue.kind not in PEOPLE:
        return ()
    found = listed(at, see, target=True)
    if "whole" in hit.cue.flags and not _covers(at, see):
        return ()
    if found and (_is_mere_place(at, hit, see) or ("official" in hit.cue.flags and not is_official(at, see))):
        return ()
    if not found and word in role("possessive") and see.form(noun.head) in role("neighbour"):
        return other_actor(at, set(subject(at - 1, see)) if line.parts[at - 1].is_verb else set(), see)
    if not found and word in role("possessive") and see.form(noun.head) in role("acting"):
        return _meant(word, at, see)
    if not found and "speech" in hit.cue.flags and line.kind(at - 1) != "G" and _is_told_before(at, see):
        # "condemned the move": whose it was is told before
        return other_actor(at, set(subject(at - 1, see)), see)
    return found


def _covers(at: int, see: Sight) -> bool:
    """Tell whether a noun phrase names nothing but an actor: "suspended Gabon"."""
    return any(phrase.last >= see.line.parts[at].last for phrase in see.inside.get(at, []))


def _is_told_before(at: int, see: Sight) -> bool:
    """Tell whether a noun phrase only points back to what somebody did: "the move", "this decision"."""
    noun = see.line.parts[at]
    points = see.form(noun.first) in ("the", "this", "that", "these", "those")
    return points and see.form(noun.head) in role("event") and see.line.kind(at + 1) != "P"


def _meant(word: str, at: int, see: Sight) -> tuple[str, ...]:
    """Return whom an object pronoun means: an actor named before that is not the subject."""
    if word in ("us", "me"):
        return pronoun("we", at, see)
    if word == "our":
        return pronoun(word, at, see)
    if word not in role("object") and word not in role("possessive"):
        return ()
    own = set(subject(at - 1, see)) if see.line.parts[at - 1].is_verb else set()
    speaker = see.background.speaker
    if word in role("possessive") and speaker and speaker not in own:
        return (speaker,)
    if word in role("possessive") and not speaker:
        return ()
    return other_actor(at, own, see)


def _is_mere_place(part: int, hit: Hit, see: Sight) -> bool:
    """Tell whether only a town is named where none can be meant for its state."""
    if {"place", "thing"} & hit.cue.flags:
        return False
    here = see.inside.get(part, [])
    return bool(here) and all(phrase.place and not phrase.capital for phrase in here)


def _passive(hit: Hit, part: int, see: Sight) -> Iterator[Roles]:
    sources = next((actors for _, _, actors in marked(part + 1, ("by",), see)), ())
    if hit.cue.needs_object:
        targets = next((actors for _, _, actors in marked(part + 1, _markers(hit), see) if actors), ())
        targets = targets or _of_object(hit, part, see)
    else:
        targets = _patient(part, see)
    targets = tuple(each for each in targets if each not in sources)
    if sources and targets:
        yield Roles(sources, targets, "verb:passive", 0.8)
    elif len(sources) > 1 and hit.cue.needs_object and "between" in hit.cue.targets:
        yield Roles(sources, sources, "verb:passive:together", 0.7)


def _markers(hit: Hit) -> tuple[str, ...]:
    return tuple(marker for marker in hit.cue.targets if marker not in ("0", "between", "name", "by"))


def _patient(part: int, see: Sight) -> tuple[str, ...]:
    """Return who suffers what a passive tells, also what belongs to him: "Ukrainian positions were hit"."""
    line = see.line
    left = part - 1
    while line.kind(left) in ("X",):
        left -= 1
    if line.kind(left) == "n" and not line.parts[part].passive:
        return of_phrase(left, see, target=True)
    if line.kind(left) == "," and not line.parts[part].passive and line.kind(left - 1) == "n":
        return of_phrase(left - 1, see, target=True)
    if line.kind(left) == ";":
        return main_subject(part, see, 0)
    found = subject(part, see)
    if found or line.kind(left) != "n":
        return found
    at = left
    while line.kind(at - 1) == "P" and line.kind(at - 2) == "n":
        at -= 2
    return of_phrase(at, see, target=True)


def _of_object(hit: Hit, part: int, see: Sight) -> tuple[str, ...]:
    """Return the target that the object of a passive verb carries: "sanctions on Iran were imposed by"."""
    at = part - 1
    while at >= 0 and see.line.kind(at) not in (";", "V", "T"):
        if see.line.kind(at) == "P" and see.line.form(at) in _markers(hit) and see.line.kind(at + 1) == "n":
            return listed(at + 1, see, target=True)
        at -= 1
    return ()


def _described(hit: Hit, see: Sight) -> Iterator[Roles]:
    """Yield what a participle before a noun tells: "Iran-backed Houthis", "Russian-occupied Crimea"."""
    line = see.line
    if not linked(line, hit.first) or hit.cue.needs_object:
        return
    part = line.at[hit.first]
    here = see.inside.get(part, [])
    agent = next((phrase for phrase in here if phrase.last == hit.first), None)
    patient = [phrase for phrase in here if phrase.first > hit.first]
    targets = patient[-1].actors if patient else ()
    if agent is not None and targets and "0" in hit.cue.targets:
        yield Roles(agent.actors, tuple(each for each in targets if each not in agent.actors), "described", 0.8)
