"""Who does what to whom by a noun: "Russia's invasion of Ukraine", "talks between", "imposed sanctions on"."""

from collections.abc import Iterator

from kg.relations.arguments import Roles
from kg.relations.cues import Hit
from kg.relations.english.actors import PEOPLE, Sight, group, is_private, listed, of_phrase, role
from kg.relations.english.modality import undoing
from kg.relations.english.parsing import linked
from kg.relations.english.subjects import does, is_passive, main_subject, marked, pronoun, subject
from kg.relations.phrases import Phrase

_ADJECTIVES = 5  # parts before "relations" in which its adjectives stand: "economic, political, and security"
_PREDICATE = 12  # words behind "relations" in which a verb tells how they are
_MUTUAL = frozenset({"consultsWith", "collaboratesWith", "agreesWith", "hasDiplomaticTiesWith"})
_PAIR = 2
_CHAIN = 3  # noun phrases between a verb and the noun whose act it tells: "held a round of talks"
_ACTING = ("by", "from")


def roles(hit: Hit, see: Sight) -> Iterator[Roles]:
    """Yield the actors that a noun relates, best first."""
    if "partner" in hit.cue.flags:
        yield from _partner(hit, see)
        return
    part = see.line.at[hit.last]
    if see.line.kind(part) != "n" or not _is_told_so(hit, part, see) or _is_over(hit, part, see):
        return
    if "between" in hit.cue.targets or "both" in hit.cue.flags:
        left, right = _between(hit, part, see)
        if left and hit.cue.kind == "mediatesFor":
            yield from _mediated(hit, part, see, (*left, *right))
            return
        if left:
            yield Roles(left, right or left, "noun:between", 0.85)
            return
    owners, how = _owner(hit, part, see)
    targets, way = _target(hit, part, see)
    if not owners:
        owners, how = _outside(hit, part, see)
    if owners and not targets:
        targets, way = _undergone(hit, part, see)
    targets = tuple(each for each in targets if each not in owners)
    if owners and targets:
        yield Roles(owners, targets, f"noun:{how}:{way}", 0.75)
    elif len(owners) > 1 and "between" in hit.cue.targets:
        yield Roles(owners, owners, "noun:together", 0.75)


def _is_over(hit: Hit, part: int, see: Sight) -> bool:
    """Tell whether it is a quarrel that somebody ends: "ending a long feud"."""
    at = part - 1
    if hit.cue.kind != "counters" or at < 0 or not see.line.parts[at].is_verb:
        return False
    return see.form(see.line.parts[at].head) in undoing()


def _is_told_so(hit: Hit, part: int, see: Sight) -> bool:
    """Tell whether relations are said to be what the cue takes them for: "close economic and military ties"."""
    for flag in ("warm", "cold"):
        if flag in hit.cue.flags:
            first = part
            while see.line.kind(first - 1) in (",", "C", "n") and part - first < _ADJECTIVES:
                first -= 1
            start = see.line.parts[first].first
            before = range(start, hit.first)
            behind = range(hit.last + 1, min(hit.last + _PREDICATE, len(see.line.words)))
            told = any(see.form(index) in role(flag) for index in before)
            return told or any(see.form(index) in role(f"{flag}ing") for index in behind)
    return True


def _mediated(hit: Hit, part: int, see: Sight, parties: tuple[str, ...]) -> Iterator[Roles]:
    """Yield who mediates between parties: "Turkey's mediation between Moscow and Kyiv"."""
    owners = _owner(hit, part, see)[0] or _outside(hit, part, see)[0]
    owners = tuple(each for each in owners if each not in parties)
    if owners:
        yield Roles(owners, parties, "noun:mediated", 0.75)


def _own(hit: Hit, part: int, see: Sight) -> list[Phrase]:
    return [phrase for phrase in see.inside.get(part, []) if phrase.last <= hit.first]


def _between(hit: Hit, part: int, see: Sight) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parties between whom it is ("between A and B", "A-B talks"), or the two sides of it.

    "Between the president and the leaders of Britain and France" tells of no talks between the last two.
    """
    for _, place, actors in marked(part + 1, ("between", "among"), see, reach=8):
        first = list(group(place + 1, see))
        rest = tuple(dict.fromkeys(each for phrase in first[1:] for each in phrase))
        if len(first) == _PAIR and len(rest) > 1 and first[0]:
            return first[0], rest
        if len(actors) > 1:
            return actors, ()
    own = _own(hit, part, see)
    if len(own) > 1 and linked(see.line, own[-1].first) and own[-2].last == own[-1].first:
        return own[-2].actors + own[-1].actors, ()
    return (own[-1].actors, ()) if own and len(own[-1].actors) > 1 else ((), ())


def _owner(hit: Hit, part: int, see: Sight) -> tuple[tuple[str, ...], str]:
    """Return whose act a noun tells: "Russia's", "Russian", "US", "its", "by Russia", "of Russia"."""
    line = see.line
    own = _own(hit, part, see)
    found = _possessor(hit, own, part, see)
    if found:
        return found, "owner"
    first_word = see.form(line.parts[part].first)
    if first_word in role("possessive") and not own:
        found = _nearest(part, see) if first_word in ("its", "their") else ()
        found = found or pronoun(first_word, part, see)
        if found:
            return found, "its"
    for marker, _, actors in marked(part + 1, _ACTING, see, reach=8):
        if actors and not (marker == "from" and marker in hit.cue.targets):
            return actors, marker
    if "of" not in hit.cue.targets and line.form(part + 1) == "of":
        found = listed(part + 2, see, target=True)
        if found:
            return found, "of"
    return (), ""


def _nearest(part: int, see: Sight) -> tuple[str, ...]:
    """Return the actor named last before "its" in the sentence: "urged Russia to end its invasion"."""
    before = [phrase for phrase in see.scene.phrases if phrase.last <= see.line.parts[part].first]
    return next((phrase.actors for phrase in reversed(before) if phrase.capital or not phrase.place), ())


def _possessor(hit: Hit, own: list[Phrase], part: int, see: Sight) -> tuple[str, ...]:
    """Return the actors before a noun whose act it is; a bare name may be the target: "Iran sanctions"."""
    if not own:
        return ()
    line, last = see.line, own[-1]
    possessed = last.last < len(line.words) and line.tags[last.last] == "'"
    short = line.text[line.words[last.first].start : line.words[last.last - 1].end].replace(".", "").isupper()
    if not (possessed or last.adjective or short or last.reference) and "name" in hit.cue.targets:
        return ()
    if own[0] is not last and not linked(line, last.first):
        # "Turkey's Syrian offensive", "US Iran sanctions": who stands first does it to the other
        return own[0].actors
    return () if last.place and not last.capital else _with_list(last, part, see)


def _with_list(last: Phrase, part: int, see: Sight) -> tuple[str, ...]:
    """Return an owner with those coordinated before it: "Russian and Syrian air strikes"."""
    line = see.line
    if line.kind(part - 1) == "C" and line.form(part - 1) == "and" and line.kind(part - 2) == "n":
        before = see.inside.get(part - 2, [])
        if before and before[-1].last == line.parts[part - 2].last and before[-1].adjective == last.adjective:
            return (*before[-1].actors, *last.actors)
    return last.actors


def _target(hit: Hit, part: int, see: Sight) -> tuple[tuple[str, ...], str]:
    """Return to whom it is done: a marked phrase behind the noun or its participle, or a name before it."""
    markers = tuple(marker for marker in hit.cue.targets if marker not in ("0", "between", "name"))
    for marker, place, actors in marked(part + 1, markers, see, reach=8):
        if not actors or (is_private(place + 1, see) and hit.cue.kind not in PEOPLE):
            continue
        here = see.inside.get(place + 1, [])
        mere = bool(here) and all(phrase.place and not phrase.capital for phrase in here)
        if mere and not {"place", "thing"} & hit.cue.flags:
            continue
        return actors, marker
    own = _own(hit, part, see)
    if len(own) > 1 and not linked(see.line, own[-1].first):
        return own[-1].actors, "name"
    if own and "name" in hit.cue.targets and not own[-1].adjective:
        return own[-1].actors, "name"
    at = part + 1
    if see.line.kind(at) == "V":
        # "sanctions were imposed on Iran", "talks will be held with Iran"
        for marker, _, actors in marked(at + 1, markers, see, reach=6):
            if actors:
                return actors, f"behind:{marker}"
    return (), ""


def _outside(hit: Hit, part: int, see: Sight) -> tuple[tuple[str, ...], str]:
    """Return the subject of the verb whose object the noun is: "launched an attack", "held a round of talks"."""
    line = see.line
    at = part - 1
    for _ in range(2 * _CHAIN):
        kind = line.kind(at)
        if kind in ("P", "n", "X") or (kind == "C" and line.kind(at - 1) == "n"):
            at -= 1
        else:
            break
    if at < 0 or not line.parts[at].is_verb:
        found = _passive_doer(part, see)
        opening = at < 0 and not found[0] and part > 0 and not any(each.kind in ("V", "E") for each in line.parts)
        # "Qatar's emir in Turkey for talks with Erdogan" has no verb
        if opening:
            return listed(0, see, target=False), "opening"
        # "In a phone call with Zelenskiy, Sunak said"
        return found if found[0] or at >= 0 or part == 0 else (main_subject(part, see), "later")
    if is_passive(at, see) and line.form(part - 1) in ("in", "during") and "both" in hit.cue.flags:
        return subject(at, see), "met"  # "a soldier was killed in clashes with"
    if any(line.kind(index) == "P" and line.form(index) in role("adjunct") for index in range(at + 1, part)):
        return (), ""  # "arming Russia in the war against Ukraine"
    how = does(line.parts[at], see)
    return (subject(at, see), "doer") if how == "doer" and not is_passive(at, see) else ((), "")


def _passive_doer(part: int, see: Sight) -> tuple[tuple[str, ...], str]:
    """Return by whom it is done: "sanctions were imposed by the US"."""
    at = part + 1
    while see.line.kind(at) in ("P", "n", "C") and at < part + 6:
        at += 1
    if see.line.kind(at) in ("V", "E") and is_passive(at, see):
        for _, _, actors in marked(at + 1, ("by",), see, reach=6):
            return actors, "passive"
    if see.line.kind(part + 1) in ("S", "n") or (see.line.kind(part + 1) == "R" and see.line.kind(part + 2) == "n"):
        verb = next(
            (
                index
                for index in range(part + 1, min(part + 5, len(see.line.parts)))
                if see.line.parts[index].kind in ("V", "E")
            ),
            None,
        )
        if verb is not None and does(see.line.parts[verb], see) == "doer" and not is_passive(verb, see):
            return subject(verb, see), "relative"
    return (), ""


def _undergone(hit: Hit, part: int, see: Sight) -> tuple[tuple[str, ...], str]:
    """Return who meets with it: "Iran faces US sanctions"."""
    line = see.line
    at = part - 1
    while line.kind(at) in ("X", "P", "n") and at > part - 4:
        at -= 1
    if at >= 0 and line.parts[at].is_verb and not is_passive(at, see):
        group = line.parts[at]
        under = line.form(part - 1) == "under"
        if (does(group, see) == "undergo" and hit.cue.kind not in _MUTUAL) or under:
            return subject(at, see), "undergone"
    return (), ""


def _partner(hit: Hit, see: Sight) -> Iterator[Roles]:
    """Yield who is the ally, enemy or critic of whom: "Iran's ally Syria", "Syria, a close ally of Iran"."""
    line = see.line
    part = line.at[hit.last]
    if line.kind(part) != "n":
        return
    here = see.inside.get(part, [])
    before = [phrase for phrase in here if phrase.last <= hit.first]
    behind = [phrase for phrase in here if phrase.first > hit.last]
    owners: tuple[str, ...] = ()
    first = see.form(line.parts[part].first)
    if before:
        owners = before[-1].actors
    elif first in role("possessive"):
        owners = pronoun(first, part, see) or _main_subject(part, see)
    elif line.form(part + 1) in ("of", "to"):
        owners = listed(part + 2, see, target=True)
    others: tuple[str, ...] = ()
    if behind:
        others = behind[0].actors
    elif line.kind(part - 1) == "," and line.kind(part - 2) == "n":
        others = of_phrase(part - 2, see, target=True)
    elif line.kind(part - 1) == "V":
        others = subject(part - 1, see)
    elif line.kind(part + 1) == "," and line.kind(part + 2) == "n":
        others = of_phrase(part + 2, see, target=True)
    others = tuple(each for each in others if each not in owners)
    if owners and others:
        yield Roles(others, owners, "partner", 0.7)


def _main_subject(part: int, see: Sight) -> tuple[str, ...]:
    for at in range(part - 1, -1, -1):
        if see.line.parts[at].kind in ("V", "E"):
            return subject(at, see)
    return ()
