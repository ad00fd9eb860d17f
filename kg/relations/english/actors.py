"""For whom the noun phrases of an English sentence act."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.relations.arguments import Background
from kg.relations.english.parsing import Line, linked, parse
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

# Kinds that reach a state through its ordinary people: "killed three Turkish journalists".
PEOPLE = frozenset({"attacks", "coerces", "concedesTo", "aids", "sanctions"})
_INSIDE = ("in", "at", "near", "from", "inside", "around", "along", "on", "off", "across", "over", "against", "for")
_OF = ("of", "from", "in", "for")


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence with its parts, the actors in each part, and what the sentences before tell."""

    scene: Scene
    line: Line
    inside: dict[int, list[Phrase]]
    background: Background
    parties: bool = False  # who is a party to the target is meant: "rejected a deal between Ethiopia and Somaliland"
    land: bool = False  # what lies in the land of a target stands for it: "bombed positions in Syria"

    def form(self, index: int) -> str:
        """Return a word as normalised."""
        return self.line.words[index].form


def sight(scene: Scene, background: Background, *, parties: bool = False, land: bool = False) -> Sight:
    """Look at a sentence."""
    line = parse(scene.text, scene.words)
    inside: dict[int, list[Phrase]] = {}
    for phrase in scene.phrases:
        inside.setdefault(line.at[phrase.first], []).append(phrase)
    return Sight(scene, line, inside, background, parties, land)


def role(name: str) -> frozenset[str]:
    """Return the words of grammar of a role."""
    return frozenset(particles("en").get(name, ()))


def of_phrase(part: int, see: Sight, *, target: bool, before: int | None = None) -> tuple[str, ...]:
    """Return the actors that a noun phrase acts for; of a target also what lies in its land counts.

    With `before` only the actors that stand before that word are looked at.
    """
    line = see.line
    if line.kind(part) != "n":
        return ()
    noun = line.parts[part]
    here = [phrase for phrase in see.inside.get(part, []) if not _is_agent(phrase, see)]
    if before is not None:
        here = [phrase for phrase in here if phrase.last <= before]
    if here:
        last = here[-1]
        covers = last.last >= noun.last
        if not covers and before is None and not target and _is_private(part, see):
            return ()
        if last.place and not last.capital and not target:
            return () if covers else last.actors
        return _joined(here, see)
    if before is not None:
        return ()
    return _within(part, see, target=target)


def _is_agent(phrase: Phrase, see: Sight) -> bool:
    """Tell whether a participle is joined to a name, which then acts on what stands behind: "Iran-backed"."""
    return phrase.last < len(see.line.words) and see.line.tags[phrase.last] == "J" and linked(see.line, phrase.last)


def _joined(here: list[Phrase], see: Sight) -> tuple[str, ...]:
    """Return the actors of the last phrase with those that hyphens join to it: "US-Israeli"."""
    last = here[-1]
    noun = see.line.parts[see.line.at[last.first]]
    if last.last < noun.last and len(here) > 1 and not linked(see.line, last.first):
        return here[0].actors  # "EU Syria sanctions"
    actors = list(last.actors)
    for before, after in zip(reversed(here[:-1]), reversed(here[1:]), strict=True):
        if after.first != before.last or not linked(see.line, after.first):
            break
        actors[:0] = [each for each in before.actors if each not in actors]
    return tuple(actors)


def _is_private(part: int, see: Sight) -> bool:
    noun = see.line.parts[part]
    return any(see.form(index) in role("private") for index in range(noun.first, noun.last))


def is_private(part: int, see: Sight) -> bool:
    """Tell whether a noun phrase names somebody who acts for nobody: "a Turkish journalist"."""
    return _is_private(part, see)


def is_official(part: int, see: Sight) -> bool:
    """Tell whether a noun phrase names a person or body that acts for a state, not the state itself: "met Iran"."""
    noun = see.line.parts[part]
    here = see.inside.get(part, [])
    if any(see.form(index) in role("official") for index in range(noun.first, noun.last)):
        return True
    if see.line.kind(part + 1) == "C" and see.line.kind(part + 2) == "n" and see.inside.get(part + 2):
        return is_official(part + 2, see)  # "his Croatian and Serbian counterparts"
    return any(entity not in phrase.actors for phrase in here for entity in phrase.entities)


def _within(part: int, see: Sight, *, target: bool) -> tuple[str, ...]:
    """Return the actors behind "of" or "in": "the president of Iran", "positions in Syria"."""
    chain = _chain(part, see, target=target)
    return _all(chain, see) if chain is not None else ()


def _chain(part: int, see: Sight, *, target: bool) -> int | None:
    """Return the noun phrase with an actor to which prepositions lead from one without, None if none do."""
    line = see.line
    head = see.form(line.parts[part].head)
    if head in role("private"):
        return None
    acting = head in role("acting")
    at = part + 1
    while line.kind(at) == "P" and line.kind(at + 1) == "n":
        marker = line.form(at)
        official = acting and marker in _OF
        if not official and not (
            target and (marker == "of" or (marker == "between" and see.parties) or (see.land and marker in _INSIDE))
        ):
            break
        if see.inside.get(at + 1):
            return at + 1
        at += 2
    return _included(at, see) if target else None


def _included(at: int, see: Sight) -> int | None:
    """Return the first of those whom a phrase is said to include: "several countries, including Iran and Iraq"."""
    line = see.line
    at += line.kind(at) == ","
    including = line.kind(at) == "P" and line.form(at) in ("including", "like")
    return at + 1 if including and see.inside.get(at + 1) else None


def _all(part: int, see: Sight) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for phrase in group(part, see) for each in phrase))


def group(part: int, see: Sight) -> Iterator[tuple[str, ...]]:
    """Yield the actors of a noun phrase and of those that follow it in a list: "Iran, Iraq and Syria"."""
    chain = part if see.inside.get(part) else _chain(part, see, target=True)
    first = part
    while chain is not None:
        if chain == part:
            yield of_phrase(part, see, target=True)
            end = part
        else:
            inner = list(group(chain, see))
            yield tuple(dict.fromkeys(each for phrase in inner for each in phrase))
            return
        step = _next(end, first, see)
        if step is None:
            return
        part = step
        chain = part if see.inside.get(part) else _chain(part, see, target=True)


def _next(part: int, first: int, see: Sight) -> int | None:
    """Return the noun phrase with which a list goes on, None if it ends."""
    line = see.line
    step = part + 1
    comma = line.kind(step) == ","
    step += comma
    joined = line.kind(step) == "C" and line.form(step) in ("and", "or")
    step += joined
    if step == part + 1 or line.kind(step) != "n":
        return None
    named = bool(see.inside.get(step))
    if not named and (not joined or _chain(step, see, target=True) is None):
        return None
    direct = line.kind(first - 1) != "P" or comma
    if direct and line.kind(step + 1) in ("V", "E") and not _is_reduced(step + 1, see):
        return None  # "attacked Iran, and Iraq responded"
    return step if joined or _is_listed(step, see) else None


def _is_listed(part: int, see: Sight) -> bool:
    """Tell whether a phrase after a comma goes on with a list: another comma or "and" with an actor follows."""
    line = see.line
    if line.kind(part + 1) == "C":
        return line.form(part + 1) in ("and", "or")
    after = part + 2 + (line.kind(part + 2) == "C")
    if line.kind(part + 1) == "," and see.inside.get(after):
        return True
    return line.kind(part - 1) == "," and line.kind(part - 3) == "," and bool(see.inside.get(part - 2))


def _is_reduced(part: int, see: Sight) -> bool:
    """Tell whether a participle describes the noun before it: "backed by"."""
    return see.line.kind(part) == "E" and see.line.form(part + 1) == "by"


def listed(part: int, see: Sight, *, target: bool) -> tuple[str, ...]:
    """Return the actors of a noun phrase and of the list that it opens."""
    line = see.line
    if line.kind(part) != "n":
        return ()
    if see.inside.get(part):
        return _all(part, see) if of_phrase(part, see, target=target) else ()
    found = of_phrase(part, see, target=target)
    if not found and line.kind(part + 1) == "C" and line.kind(part + 2) == "n":
        return of_phrase(part + 2, see, target=target)  # "institutions and individuals in North Korea"
    return found


def before_verb(part: int, see: Sight) -> tuple[str, ...]:
    """Return the actors of the noun phrase that ends at a part: with the list and the prepositions before it."""
    line = see.line
    at = part = _described(part, see)
    while (
        line.kind(at - 1) == "P"
        and line.kind(at - 2) == "n"
        and line.form(at - 1) not in ("after", "before", "since", "until", "as", "while")
    ):
        at -= 2
        while line.kind(at - 1) == "C" and line.kind(at - 2) == "n" and line.kind(at - 3) == "P":
            at -= 2  # "talks between Iran and Iraq"
    if (
        line.kind(at - 1) == "P"
        and at != part
        and line.form(at - 1) not in ("after", "before", "since", "until", "as", "while")
    ):
        return ()
    found = [of_phrase(at, see, target=False)]
    if line.kind(at - 1) in ("C", ","):
        found[:0] = _list_before(at, see)
    return tuple(dict.fromkeys(each for phrase in found for each in phrase))


def _described(part: int, see: Sight) -> int:
    """Return the noun phrase that a participle before a part describes: "a delegation led by the minister"."""
    line = see.line
    if line.kind(part - 1) == "P" and line.kind(part - 2) == "E" and line.kind(part - 3) == "n":
        return part - 3
    if line.kind(part - 1) == "G" and line.kind(part - 2) == "n" and line.kind(part - 3) != "P":
        return part - 2
    return part


def _list_before(part: int, see: Sight) -> list[tuple[str, ...]]:
    line = see.line
    found: list[tuple[str, ...]] = []
    at = part
    joined = False
    while True:
        step = at - 1
        if line.kind(step) == "C" and line.form(step) in ("and", "or"):
            joined = True
            step -= 1
        if line.kind(step) == ",":
            step -= 1
        # "US, Japan agree deal" opens a headline
        opening = step == 0 and at - step == 2
        if not (joined or opening) or step == at - 1 or line.kind(step) != "n":
            return found
        actors = of_phrase(step, see, target=False)
        if not actors or (line.kind(step - 1) == "P" and line.form(step - 1) != "of"):
            return found
        if line.kind(step - 1) in ("V", "G", "T") or (line.kind(step - 1) == "E"):
            return []
        found.insert(0, actors)
        at = step
