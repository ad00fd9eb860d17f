"""What marks an actor's place in a sentence: the preposition or noun that governs it."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.lang import load
from kg.relations.particles import particles
from kg.text.words import Word

_HEADS = 4  # nouns between a preposition and the actor that it governs: "على مواقع لقوات الجيش السوري"
_APART = 2  # words between those who are sent and "from"
_POST = 6  # words between a post and the state in which it is held
_CLITICS = {"ل": "ل", "لال": "ل", "ب": "ب", "بال": "ب", "ك": "ك"}
_STATED = {"من": "delegate", "في": "seated"}  # prepositions that tell of which state people are
_INSIDE = ("في", "داخل", "من", "ب")
_QUOTES = ' "“”«»\u00a0\t'


class Marked(NamedTuple):
    """How an actor is marked: words[first] is where the whole phrase begins, `marker` the preposition before it.

    `noun` is the index of a cue noun it belongs to, `outer` what governs the noun before the preposition
    ("لأراض في أذربيجان"), `joined` tells a conjunction written together with it.
    """

    first: int
    marker: str = ""
    noun: int | None = None
    outer: str | None = None
    joined: bool = False


class Line(NamedTuple):
    """A sentence with what is known of its words: `verbs` and `nouns` are cues, `named` the words of mentions."""

    words: Sequence[Word]
    text: str
    language: str
    verbs: frozenset[int]
    nouns: frozenset[int]
    named: frozenset[int]


def mark(core: int, clitics: str, line: Line, *, adjective: bool) -> Marked:
    """Walk left from the actor at words[core] over the nouns that it belongs to, up to what governs it."""
    joined = clitics.startswith(("و", "ف"))
    clitic = clitics[1:] if joined else clitics
    if clitic in _CLITICS:
        marker = _CLITICS[clitic]
        # "على مواقع لحركة": what belongs to the actor is marked as the target.
        return Marked(core, marker, outer=_outer(core, line) if marker == "ل" else None, joined=joined)
    if joined:
        return Marked(core, joined=True)
    index, noun = core, None
    for _ in range(_HEADS):
        before = index - 1
        if _ends(before, line):
            break
        preposition = _preposition(before, line)
        if preposition:
            return _prepositional(before, preposition, noun, line)
        if noun is None and before in line.nouns:
            noun = before
        if _definite(before, line) and not adjective and before not in line.nouns:
            break
        index = before
        marked = _by_noun(before, noun, line, adjective=adjective)
        if marked is not None:
            return marked
        if noun is not None:
            # What governs the noun governs the actor too, but only its clitic can be seen from here.
            break
    return Marked(index, noun=noun)


def _by_noun(index: int, noun: int | None, line: Line, *, adjective: bool) -> Marked | None:
    """Return how the noun at index marks the actor that it belongs to."""
    form = line.words[index].form
    marker = joined_preposition(form, line.language)
    if marker and (noun is None or adjective or marker == "ب"):
        # "لمحاربة داعش" is for the fight, not for whom it is fought against; "بالغارات الروسية" is both.
        return Marked(index, marker, noun)
    if noun is not None and form.endswith(("ها", "هم")):
        # "إلى حليفتها بيلاروسيا": who she is to somebody stands beside her name.
        ahead = _preposition(index - 1, line) if index else ""
        return Marked(index - 1, ahead, noun) if ahead else Marked(index, noun=noun)
    return None


def held(core: int, clitics: str, line: Line) -> Marked | None:
    """Return how the holder of a post in a state is marked: "استقبل وزير الشؤون الخارجية بجمهورية ليتوانيا"."""
    if clitics in ("ل", "لال"):
        return _branch(core, line)
    posts = particles(line.language).get("post", {})
    if clitics != "ب":
        return None
    for index in range(core - 1, max(core - 1 - _POST, -1), -1):
        if _ends(index, line):
            return None
        form = line.words[index].form
        for cut in (0, 1, 2):
            if form[cut:] in posts and form[:cut].strip("وفبل") == "":
                found = mark(index, form[:cut], line, adjective=False)
                return found._replace(first=min(found.first, index))
    return None


def _branch(core: int, line: Line) -> Marked | None:
    """Return how those are marked who belong to an actor: "قراصنة تابعون للمخابرات", "الأمانة العامة لمنظمة"."""
    grammar = particles(line.language)
    belonging, bodies = grammar.get("belonging", {}), grammar.get("body", {})
    head = core - _APART
    if head < 0 or _ends(core - 1, line) or _ends(head, line):
        return None
    form, beside = line.words[head].form, line.words[core - 1].form
    if beside in belonging:
        found = mark(head + 1, "", line, adjective=False)
        return found._replace(first=min(found.first, head))
    for cut in (0, 1):
        if form[cut:] in bodies and form[:cut] in ("", "و", "ل", "ب"):
            found = mark(head, form[:cut], line, adjective=False)
            return found._replace(first=min(found.first, head))
    return None


def _ends(index: int, line: Line) -> bool:
    """Tell whether the phrase cannot reach as far as words[index]: punctuation, a verb, another actor, a new clause."""
    if index < 0 or line.text[line.words[index].end : line.words[index + 1].start].strip(_QUOTES):
        return True
    grammar, form = particles(line.language), line.words[index].form
    return (
        index in line.verbs
        or index in line.named
        or form == "ذلك"
        or form in grammar.get("boundary", {})
        or form in grammar.get("relative", {})
    )


def _preposition(index: int, line: Line) -> str:
    """Return the preposition that the word at index is, a conjunction before it or not."""
    known, form = particles(line.language).get("preposition", {}), line.words[index].form
    if form in known:
        return form
    return form[1:] if form[:1] in ("و", "ف") and form[1:] in known else ""


def _prepositional(index: int, preposition: str, noun: int | None, line: Line) -> Marked:
    before = line.words[index - 1].form if index else ""
    if preposition == "من" and before.endswith("كل") and len(before) < 4:
        # "لكل من لبنان والأردن" is "for Lebanon and Jordan".
        clitic = before.removesuffix("كل").lstrip("وف")
        ahead = _preposition(index - 2, line) if index > 1 and not clitic else ""
        return Marked(index - 1, _CLITICS.get(clitic, ahead), noun)
    role = _STATED.get(preposition)
    people = _people(index, role, line) if role else None
    if people is not None:
        return people
    outer = _outer(index, line) if preposition in _INSIDE else None
    return Marked(index, preposition, noun, outer)


def _people(index: int, role: str, line: Line) -> Marked | None:
    """Return how people are marked whose state a preposition tells, by their role among the words of grammar.

    "delegate" before "from": "التقى وفد برلماني من جنوب أفريقيا"; "seated" before "in": "السلطات في مالي".
    """
    known = particles(line.language).get(role, {})
    for place in range(index - 1, max(index - 1 - _APART, -1), -1):
        if _ends(place, line):
            return None
        form = line.words[place].form
        for cut in (0, 1):
            if form[cut:] in known and form[:cut] in ("", "و", "ل", "ب"):
                found = mark(place, form[:cut], line, adjective=False)
                return found._replace(first=min(found.first, place))
    return None


def _outer(index: int, line: Line) -> str | None:
    """Return what governs the noun before "in": "ل" in "لأراض في أذربيجان", "" in "قصف مواقع في سوريا"."""
    for before in range(index - 1, max(index - 4, -1), -1):
        if before in line.verbs or before in line.named:
            return "" if before < index - 1 else None
        if before in line.nouns and before < index - 1 and not _definite(before, line):
            # "تمويل مستشفى في مالي": what the noun tells is done to what is there.
            return ""
        preposition = _preposition(before, line)
        if preposition:
            return preposition
        marker = joined_preposition(line.words[before].form, line.language)
        if marker:
            return marker
    return None


def _definite(index: int, line: Line) -> bool:
    return any(segment.prefix.endswith("ال") for segment in load(line.language).segments(line.words[index].form)[1:])


def joined_preposition(form: str, language: str) -> str:
    """Return the preposition written together with a noun: "لسيادة", "بجهود"."""
    rest = form[1:] if form[:1] in ("و", "ف") and len(form) > 4 else form
    whole = particles(language).get("whole", {})
    if rest in whole or rest.removesuffix("ه") in whole or len(rest) < 4:
        return ""
    if rest.startswith("ل"):
        return "ل"
    return "ب" if rest.startswith("ب") else ""
