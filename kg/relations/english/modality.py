"""Whether an English cue is told as being the case, as wished for or as not being so."""

from functools import cache

from kg.lang import rows
from kg.lang.en.inflection import verb_forms
from kg.model import Status
from kg.relations.cues import Hit
from kg.relations.english.lexicon import governing
from kg.relations.english.parsing import Line, parse, verbs_before
from kg.relations.particles import particles
from kg.relations.scenes import Scene

_OPENERS = frozenset("\"'“‘«")
_DEEP = 5
_FAR = 4  # parts between a verb and the noun that it governs
_NEAR = 2
_PLAIN = (Status.ACTUAL, "")
_EFFECTS = {"topic": "intended", "pledge": "intended", "ending": ""}
_OPPOSITE = {"intended": "denied", "denied": "", "": "denied", "topic": "denied"}
_SPEECH = frozenset({"accuses", "demandsOf", "threatens", "rejects"})
_LASTING = frozenset({"attacks", "counters", "coerces", "sanctions"})


def status(hit: Hit, scene: Scene) -> tuple[Status, str]:
    """Return the status of a cue and the word that gives it ("" where it is told plainly)."""
    line = parse(scene.text, scene.words)
    if "intended" in hit.cue.flags:
        return Status.INTENDED, line.words[hit.first].form
    if hit.form.kind == "noun":
        found = _of_noun(hit.last, hit, line, 0)
    else:
        part = line.at[hit.first]
        found = _negated_object(hit, line) or _of_verb(part, line, 0)
    effect, why = found
    return (Status(effect), why) if effect in ("intended", "denied") else _PLAIN


def _negated_object(hit: Hit, line: Line) -> tuple[str, str] | None:
    """Return the "no" before the object of a verb: "made no threats"."""
    if hit.last == hit.first:
        return None
    part = line.parts[line.at[hit.last]]
    form = line.words[part.first].form
    return ("denied", form) if part.kind == "n" and form in ("no", "neither") else None


def _of_verb(part: int, line: Line, depth: int) -> tuple[str, str]:
    """Return what modals, negations and governing verbs make of a group of verbs."""
    group = line.parts[part]
    if depth > _DEEP or not group.is_verb:
        return "", ""
    word = line.words[group.first].form
    if group.negated:
        return "denied", group.negated
    if group.modal:
        # "would have attacked", "could not": what never was; else what may be
        return "intended", word
    if group.kind == "T":
        return _of_infinitive(part, line, depth)
    if group.kind == "G":
        return _of_gerund(part, line, depth)
    if _is_conditional(part, line):
        return "intended", "if"
    return _reported(part, line)


def _is_conditional(part: int, line: Line) -> bool:
    """Tell whether "if" opens the clause of a verb."""
    grammar = particles("en")["conditional"]
    for at in range(part - 1, max(part - 8, -1), -1):
        kind = line.kind(at)
        if kind in (";", "V", "E", "C", ","):
            return False
        if line.parts[at].first < len(line.words) and line.form(at) in grammar and kind in ("S", "P", "X"):
            return True
    return False


def _reported(part: int, line: Line) -> tuple[str, str]:
    """Return what a verb of denying makes of the clause that it governs: "denied that it had attacked"."""
    governor = next(verbs_before(part, line), None)
    if governor is None:
        return "", ""
    group = line.parts[governor]
    between = [line.kind(index) for index in range(governor + 1, part)]
    word = line.words[group.head].form
    if not between or "," in between or "C" in between or word not in _denials() or group.negated:
        return "", ""
    return "denied", word


@cache
def _denials() -> frozenset[str]:
    return frozenset(form for verb in particles("en")["denying"] for form, _ in verb_forms(verb))


def _of_infinitive(part: int, line: Line, depth: int) -> tuple[str, str]:
    """Return what governs an infinitive: a verb, a noun, or nothing in a headline ("US to open embassy")."""
    at = part - 1
    while at >= 0 and line.kind(at) in ("X", "n", "P", "C"):
        if line.kind(at) == "n" and at == part - 1:
            found = _noun_effect(line.parts[at].head, line)
            negated = line.words[line.parts[at].first].form == "no"
            if found or negated:  # "no plans to", "in no position to"
                return ("denied" if negated else found), line.words[line.parts[at].head].form
        at -= 1
    if at < 0 or not line.parts[at].is_verb:
        return "intended", "to"
    return _through(at, line, depth, default="intended")


def _of_gerund(part: int, line: Line, depth: int) -> tuple[str, str]:
    at = part - 1
    while line.kind(at) == "X":
        at -= 1
    if at >= 0 and line.parts[at].is_verb:
        return _through(at, line, depth, default="")
    if line.kind(at) != "P":
        return "", ""
    marker = line.form(at)
    if marker == "without":
        return "denied", marker
    noun = _noun_effect(line.parts[at - 1].head, line) if line.kind(at - 1) == "n" else ""
    if noun:
        return noun, line.words[line.parts[at - 1].head].form
    while at >= 0 and line.kind(at) in ("n", "P", "X", "C"):
        at -= 1
    if at < 0 or not line.parts[at].is_verb:
        return "", ""
    word = line.words[line.parts[at].head].form
    what = _effect(line.parts[at].head, line)
    if marker in ("from", "against") and what:
        # "prevent Iran from getting", "stop them from attacking"
        return ("denied" if what == "denied" else "intended"), word
    return ("denied", word) if what == "denied" else ("", "")


def _through(governor: int, line: Line, depth: int, *, default: str) -> tuple[str, str]:
    """Return what a governing verb makes of its complement, its own negation and modality counted in."""
    group = line.parts[governor]
    word = line.words[group.head].form
    what = _EFFECTS.get(_effect(group.head, line), _effect(group.head, line))
    if not what and not _is_known(group.head, line):
        what = default
    own, why = _of_verb(governor, line, depth + 1)
    if own == "denied":
        flipped = _OPPOSITE[what]
        return ("intended" if what == "denied" and word.startswith(("rul", "exclu")) else flipped), why
    if what:
        return what, word
    return own, why


def _is_known(word: int, line: Line) -> bool:
    return any(sense.is_verb for sense in governing().get(line.words[word].form, ()))


def _effect(word: int, line: Line) -> str:
    table = rows("en", "verbs")
    for sense in governing().get(line.words[word].form, ()):
        if sense.is_verb and all(
            each == following.form
            for each, following in zip(sense.rest, line.words[word + 1 : word + 1 + len(sense.rest)], strict=False)
        ):
            if table[sense.row]["effect"]:
                return table[sense.row]["effect"]
            if sense.rest:
                return ""
    return ""


def _noun_effect(word: int, line: Line) -> str:
    table = rows("en", "verbs")
    return next(
        (table[sense.row]["effect"] for sense in governing().get(line.words[word].form, ()) if not sense.is_verb), ""
    )


def _of_noun(last: int, hit: Hit, line: Line, depth: int) -> tuple[str, str]:
    """Return what stands before a noun, governs it, or is told of it, makes of it."""
    part = line.at[last]
    noun = line.parts[part]
    grammar = particles("en")
    governed = _governing(part, hit, line, depth)
    if governed is not None and governed[0] == "denied":
        return governed
    for index in range(noun.first, hit.first):
        form = line.words[index].form
        if form in ("no", "neither") and not _is_quoted(index, line):
            return "denied", form
        if form in grammar["prospective"] and form not in ("would",):
            return "intended", form
    if governed is not None:
        return governed
    return _told_of(part, line)


def _is_quoted(index: int, line: Line) -> bool:
    """Tell whether a quotation opens right before a word: "a 'no limits' partnership"."""
    return line.text[line.words[index].start - 1 : line.words[index].start] in _OPENERS


def _governing(part: int, hit: Hit, line: Line, depth: int) -> tuple[str, str] | None:
    """Return what the noun or verb that governs a noun makes of it, None if nothing does."""
    before = part - 1
    while line.kind(before) == "X":
        before -= 1
    if line.kind(before) == "P":
        found = _before_preposition(before, line)
        if found is not None:
            return found
    at = before
    while at >= 0 and line.kind(at) in ("n", "P", "C", "X"):
        at -= 1
    if at < 0 or not line.parts[at].is_verb or before - at > _FAR or _is_adjunct(before, line):
        return None
    if line.words[line.parts[at].head].form in undoing() and hit.cue.kind in _LASTING:
        return "", ""
    return _governed_by(at, before, hit, line, depth)


def _is_adjunct(before: int, line: Line) -> bool:
    """Tell whether a noun only tells the circumstances: "in its war against Ukraine"."""
    return line.kind(before) == "P" and line.form(before) in particles("en")["adjunct"]


def _before_preposition(preposition: int, line: Line) -> tuple[str, str] | None:
    """Return what stands before a preposition makes of the noun behind it: "threat of sanctions", "without talks"."""
    marker = line.form(preposition)
    if marker == "without":
        return "denied", marker
    if line.kind(preposition - 1) != "n":
        return None
    noun = line.parts[preposition - 1]
    found = _noun_effect(noun.head, line)
    if not found:
        return None
    return ("denied" if line.words[noun.first].form == "no" else found), line.words[noun.head].form


def _governed_by(verb: int, before: int, hit: Hit, line: Line, depth: int) -> tuple[str, str] | None:
    """Return what a verb makes of a noun that is its object, or stands behind its preposition."""
    group = line.parts[verb]
    word = line.words[group.head].form
    what = _effect(group.head, line)
    what = _EFFECTS.get(what, what)
    own, why = _of_verb(verb, line, depth + 1)
    if what == "denied":
        others = line.form(line.at[hit.last] + 1) == "between"  # "rejected a deal between Ethiopia and Somaliland"
        if hit.cue.kind in _SPEECH or own == "denied" or others:
            return "", ""  # "rejected the accusations"
        return "denied", word
    if what == "intended" and (before == verb or line.form(before) in ("for", "with", "to", "of", "on")):
        return ("denied" if own == "denied" else "intended"), word
    leads = line.kind(before - 1) == "n" and line.words[line.parts[before - 1].head].form in particles("en")["light"]
    return (own, why) if own and (own == "denied" or before - verb < _NEAR or leads) else None


def _told_of(part: int, line: Line) -> tuple[str, str]:
    """Return what the verb of which a noun is the subject makes of it: "sanctions will be imposed"."""
    at = part + 1
    while line.kind(at) in ("P", "n", "C", "X") and at < part + 6:
        at += 1
    if line.kind(at) == "V":
        group = line.parts[at]
        word = line.words[group.first].form
        if group.negated:
            return "denied", group.negated
        if group.modal:
            return "intended", word
    return "", ""


@cache
def undoing() -> frozenset[str]:
    """Return the forms of the verbs of which the object has been the case: "lift", "end"."""
    return frozenset(form for verb in particles("en")["undoing"] for form, _ in verb_forms(verb))
