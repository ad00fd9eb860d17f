"""Who does what an English verb tells, and to whom."""

from collections.abc import Iterator

from kg.lang import rows
from kg.relations.english.actors import Sight, before_verb, listed, of_phrase, role
from kg.relations.english.lexicon import follows, governing
from kg.relations.english.parsing import Part, verbs_before
from kg.relations.particles import particles

_SHORT = 2  # words of a noun phrase that only points back
_DEEP = 5  # verbs that hang on each other
_CONTROLLED = ("of", "for", "from", "over", "about", "against")
_ROWS = "verbs"


def is_passive(part: int, see: Sight) -> bool:
    """Tell whether a group of verbs is passive: "was hit", "hit by", "(who is) backed by"."""
    group = see.line.parts[part]
    if group.passive:
        return True
    after = part + 1
    while see.line.kind(after) == "X":
        after += 1
    if group.kind == "E" and not group.perfect and see.line.form(after) == "by":
        return True
    return group.kind == "E" and group.first == group.head and _opens(part, see) and see.line.kind(after) == "P"


def _opens(part: int, see: Sight) -> bool:
    """Tell whether a participle begins a sentence: "Backed by Iran, ..."."""
    return see.line.kind(part - 1) == ";"


def subject(part: int, see: Sight, depth: int = 0) -> tuple[str, ...]:
    """Return the actors before a group of verbs: who does it, or who suffers what a passive tells."""
    if depth > _DEEP:
        return ()
    line = see.line
    group = line.parts[part]
    if group.kind == "T":
        return _of_infinitive(part, see, depth)
    if group.kind == "G":
        return _of_participle(part, see, depth)
    return _of_finite(part, see, depth)


def _of_finite(part: int, see: Sight, depth: int) -> tuple[str, ...]:
    line = see.line
    left = part - 1
    while line.kind(left) == "X":
        left -= 1
    kind = line.kind(left)
    if kind == "n":
        return _named(left, see, depth)
    if kind == ",":
        return _over_comma(left, part, see, depth)
    if kind == "C":
        return _shared(part, see, depth)
    if kind in ("R", "S"):
        antecedent = left - 1
        while line.kind(antecedent) in (",", "P"):
            antecedent -= 1
        if line.kind(antecedent) != "n":
            return ()
        return listed(antecedent, see, target=True) or before_verb(antecedent, see)
    return ()


def _named(part: int, see: Sight, depth: int) -> tuple[str, ...]:
    """Return for whom the noun phrase before a verb acts, a pronoun for whom it means."""
    line = see.line
    first = line.parts[part].first
    word = see.form(first)
    if line.tags[first] == "N":
        return pronoun(word, part, see, depth)
    found = before_verb(part, see)
    if not found and word in ("both", "two") and depth <= 1:
        return ()
    if not found and _refers(part, see):
        return pronoun("it", part, see, depth)
    if not found and word in role("possessive"):
        return pronoun(word, part, see, depth) if see.form(line.parts[part].head) in role("acting") else ()
    return found


def _refers(part: int, see: Sight) -> bool:
    """Tell whether a noun phrase only points back: "the country", "the administration"."""
    noun = see.line.parts[part]
    if see.form(noun.head) not in role("referring") or see.line.kind(part + 1) == "P":
        return False
    return see.form(noun.first) == "the" and noun.last - noun.first <= _SHORT


def pronoun(word: str, part: int, see: Sight, depth: int = 0) -> tuple[str, ...]:
    """Return whom a pronoun means: the speaker, the subject of the clause before, or of the sentence before."""
    person = next(
        (particles("en")[name][word] for name in ("pronoun", "possessive", "object") if word in particles("en")[name]),
        "",
    )
    if person in ("1p", "1s"):
        speaker = see.background.speaker
        return (speaker,) if speaker else ()
    if not person:
        return ()
    for other in verbs_before(part, see.line):
        group = see.line.parts[other]
        if group.kind in ("V", "E"):
            plain = any(see.line.form(index) == "that" for index in range(other + 1, part))
            # "warned China of consequences if it ...", but "told China that it ..."
            asked = not plain and control(group, see).startswith("object") and not is_passive(other, see)
            found = (object_of(other, see, depth + 1) if asked else ()) or subject(other, see, depth + 1)
            if found and (person == "3p" or len(found) == 1):
                return found
    return see.background.subject


def _over_comma(comma: int, part: int, see: Sight, depth: int) -> tuple[str, ...]:
    """Return the subject before what stands between commas ("Russia, which ..., bombed"), else the verb before's."""
    line = see.line
    at = comma - 1
    while at >= 0 and line.kind(at) not in (",", ";"):
        at -= 1
    if line.kind(at) == "," and at > 0:
        opening = line.kind(at + 1)
        inside = [line.parts[index].kind for index in range(at + 1, comma)]
        aside = opening in ("R", "G", "P", "E", "X", "S") or not any(kind in ("V", "E") for kind in inside)
        if aside and line.kind(at - 1) == "n":
            return _named(at - 1, see, depth)
    return _shared(part, see, depth)


def _shared(part: int, see: Sight, depth: int) -> tuple[str, ...]:
    """Return the subject of the verb before, which a coordinated verb shares."""
    group = see.line.parts[part]
    for other in verbs_before(part, see.line):
        before = see.line.parts[other]
        if before.kind in ("V", "E") and group.kind in ("V", "E") and not _is_relative(other, see):
            return subject(other, see, depth + 1)
    return ()


def _is_relative(part: int, see: Sight) -> bool:
    return see.line.kind(part - 1) == "R"


def _of_participle(part: int, see: Sight, depth: int) -> tuple[str, ...]:
    line = see.line
    left = part - 1
    while line.kind(left) == "X":
        left -= 1
    kind = line.kind(left)
    if kind == "P":
        found = _governed(left, see, depth)
        return main_subject(part, see, depth) if found is None else found
    if kind == "n":
        found = of_phrase(left, see, target=False)
        return found or (listed(left, see, target=True) if line.kind(left - 1) in ("E", "V", "G", "T") else ())
    if kind == "C":
        for other in verbs_before(part, line):
            if line.parts[other].kind == "G":
                return subject(other, see, depth + 1)
    elif left >= 0 and line.parts[left].is_verb:
        return subject(left, see, depth + 1) if not is_passive(left, see) else ()
    return main_subject(part, see, depth)


def _governed(preposition: int, see: Sight, depth: int) -> tuple[str, ...] | None:
    """Return who does what stands behind a preposition, None if that is the subject of the main verb."""
    line = see.line
    # "Turkey's hopes of joining"
    owned = _planned(preposition - 1, see) if line.kind(preposition - 1) == "n" else ()
    if owned:
        return owned
    return _controlled(preposition, see, depth) if line.form(preposition) in _CONTROLLED else None


def _controlled(preposition: int, see: Sight, depth: int) -> tuple[str, ...] | None:
    """Return who is accused, thanked or kept: "accused Iran of arming"; None if no such verb governs."""
    line = see.line
    for other in verbs_before(preposition, line):
        if "of" not in control(line.parts[other], see):
            if line.parts[other].kind in ("V", "E"):
                break
            continue
        if is_passive(other, see):
            return subject(other, see, depth + 1)
        return object_of(other, see)
    if line.form(preposition) == "for" and line.kind(preposition - 1) == "n" and line.kind(preposition - 2) == "P":
        return of_phrase(preposition - 1, see, target=True) or None  # "sanctions on Iran for arming"
    return None


def main_subject(part: int, see: Sight, depth: int = 0) -> tuple[str, ...]:
    """Return the subject of the main verb: the one before, or after a clause with which the sentence begins."""
    line = see.line
    for other in verbs_before(part, line):
        if line.parts[other].kind in ("V", "E") and not (
            line.parts[other].kind == "E" and is_passive(other, see) and not line.parts[other].passive
        ):
            return subject(other, see, depth + 1)
    for other in range(part + 1, len(line.parts)):
        if line.parts[other].kind == ";":
            break
        if line.parts[other].kind in ("V", "E"):
            return subject(other, see, depth + 1)
    return ()


def _of_infinitive(part: int, see: Sight, depth: int) -> tuple[str, ...]:
    line = see.line
    left = part - 1
    while line.kind(left) in ("X", "n", "P", "C", ",") and not line.parts[left].is_verb:
        if line.kind(left) == "n":
            owned = _planned(left, see)
            if owned:
                return owned
        left -= 1
    if left < 0 or not line.parts[left].is_verb:
        return _heading(part, see)
    governor = line.parts[left]
    between = [index for index in range(left + 1, part) if line.kind(index) == "n"]
    if control(governor, see).startswith("object") and between and not is_passive(left, see):
        return object_of(left, see) or subject(left, see, depth + 1)
    return subject(left, see, depth + 1)


def _heading(part: int, see: Sight) -> tuple[str, ...]:
    """Return who will do what a headline tells with "to": "US to open embassy"."""
    left = part - 1
    while see.line.kind(left) == "X":
        left -= 1
    return before_verb(left, see) if see.line.kind(left) == "n" else ()


def _planned(part: int, see: Sight) -> tuple[str, ...]:
    """Return whose plan, threat or decision it is to do something."""
    line = see.line
    head = line.parts[part].head
    if not any(not sense.is_verb for sense in governing().get(see.form(head), ())):
        return ()
    found = of_phrase(part, see, target=False, before=head + 1)
    word = see.form(line.parts[part].first)
    return found or (pronoun(word, part, see) if word in role("possessive") else ())


def control(group: Part, see: Sight) -> str:
    """Return whose act the complement of a verb is: "object", "object of", or "" for the subject's."""
    return _table(group.head, see, "control")


def effect(group: Part, see: Sight) -> str:
    """Return what a verb makes of its complement."""
    return _table(group.head, see, "effect")


def does(group: Part, see: Sight) -> str:
    """Return what the subject of a verb has to do with the noun that is its object: doer, undergo or ""."""
    return _table(group.head, see, "role")


def _table(word: int, see: Sight, column: str) -> str:
    table = rows("en", _ROWS)
    for sense in governing().get(see.form(word), ()):
        if sense.is_verb and follows(sense, see.line.words, word):
            value = table[sense.row][column]
            if value:
                return value
    return ""


def after_verb(part: int, see: Sight) -> int:
    """Return the part behind a verb and its particles."""
    at = part + 1
    while see.line.kind(at) == "X":
        at += 1
    return at


def object_of(part: int, see: Sight, depth: int = 0) -> tuple[str, ...]:
    """Return the actors of the direct object of a verb."""
    at = after_verb(part, see)
    if (
        see.line.kind(at) == "P"
        and see.line.form(at) in ("on", "upon")
        and see.form(see.line.parts[part].head).startswith("call")
    ):
        at += 1
    if see.line.kind(at) != "n":
        return ()
    if depth <= _DEEP and see.line.tags[see.line.parts[at].first] == "N":
        return other_actor(at, set(subject(part, see, depth + 1)), see)
    return listed(at, see, target=True)


def other_actor(part: int, own: set[str], see: Sight) -> tuple[str, ...]:
    """Return the actor named last before a part that is none of its own clause's subject."""
    before = [phrase for phrase in see.scene.phrases if phrase.last <= see.line.parts[part].first]
    for phrase in reversed(before):
        if not own & set(phrase.actors) and (phrase.capital or not phrase.place):
            return phrase.actors
    return tuple(each for each in see.background.subject if each not in own)


def marked(
    start: int, markers: tuple[str, ...], see: Sight, *, reach: int = 14
) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Yield what prepositions mark behind a part, as far as the clause goes: the preposition, its place, the actors."""
    line = see.line
    at = start
    while at < min(len(line.parts), start + reach):
        kind = line.kind(at)
        if kind in (";", "S", "R", "V", "T") or (kind == "E" and not is_passive(at, see)):
            return
        if kind == "," and not _resumes(at, see):
            return
        if kind == "P" and line.form(at) in markers and line.kind(at + 1) == "n":
            yield line.form(at), at, listed(at + 1, see, target=True)
        elif kind == "P" and line.form(at) in markers and line.kind(at + 1) == "G" and line.kind(at + 2) == "n":
            yield line.form(at), at + 1, of_phrase(at + 2, see, target=True)  # "a ban on supplying Iran"
        at += 1


def _resumes(comma: int, see: Sight) -> bool:
    """Tell whether a preposition stands behind a comma: a list of phrases goes on."""
    return see.line.kind(comma + 1) == "P"
