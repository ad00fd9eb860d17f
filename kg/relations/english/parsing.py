"""An English sentence is divided into noun phrases, groups of verbs, and the words that join them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.relations.english.tagging import hyphened, tag
from kg.relations.particles import particles
from kg.text.words import Word

_HARD = frozenset(".;:!?\n")
_SOFT = frozenset(",()–—")


class Part(NamedTuple):
    """A part of a sentence: words[first:last] and its head, the last noun or the main verb.

    `kind` is n (a noun phrase), V (a finite verb), E (a past form or participle alone), G (a verb in -ing),
    T (an infinitive), P, C, S, R as the tags, "," or ";".
    """

    kind: str
    first: int
    last: int
    head: int
    passive: bool = False
    negated: str = ""
    modal: str = ""
    progressive: bool = False
    perfect: bool = False
    past: bool = False

    @property
    def is_verb(self) -> bool:
        """Tell whether it is a group of verbs."""
        return self.kind in ("V", "E", "G", "T")


class Line(NamedTuple):
    """A sentence with its tags and parts; `at` gives for each word the part that it stands in."""

    text: str
    words: Sequence[Word]
    tags: str
    parts: tuple[Part, ...]
    at: tuple[int, ...]

    def form(self, part: int) -> str:
        """Return the first word of a part, "" beyond the ends."""
        return self.words[self.parts[part].first].form if 0 <= part < len(self.parts) else ""

    def kind(self, part: int) -> str:
        """Return the kind of a part, ";" beyond the ends."""
        return self.parts[part].kind if 0 <= part < len(self.parts) else ";"


@lru_cache(maxsize=64)
def parse(text: str, words: tuple[Word, ...]) -> Line:
    """Divide a sentence; kept, since each cue in it asks for it."""
    tags = tag(text, words)
    parts: list[Part] = []
    at: list[int] = []
    index = 0
    while index < len(words):
        mark = _mark(text, words, index)
        if mark:
            parts.append(Part(mark, index, index, index))
        part = _part(text, words, tags, index)
        parts.append(part)
        at.extend([len(parts) - 1] * (part.last - index))
        index = part.last
    return Line(text, words, tags, tuple(parts), tuple(at))


def _mark(text: str, words: Sequence[Word], index: int) -> str:
    """Return the punctuation before a word."""
    if not index:
        return ""
    gap = text[words[index - 1].end : words[index].start]
    if len(gap) == 1:
        return ""
    if gap.startswith(".") and words[index - 1].end - words[index - 1].start == 1:
        gap = gap[1:]  # "U.S."
    if any(mark in _HARD for mark in gap) or " - " in gap or " -- " in gap:
        return ";"
    return "," if any(mark in _SOFT for mark in gap) else ""


def _part(text: str, words: Sequence[Word], tags: str, index: int) -> Part:
    letter = tags[index]
    if letter in "AVEGT" or (letter == "X" and _leads(tags, words, text, index)):
        return _verbs(text, words, tags, index)
    if letter in "DnJ'":
        return _noun(text, words, tags, index)
    if letter == "N":
        return Part("n", index, index + 1, index)
    return Part(letter, index, index + 1, index)


def _leads(tags: str, words: Sequence[Word], text: str, index: int) -> bool:
    """Tell whether adverbs lead to a verb."""
    while index < len(tags) and tags[index] == "X":
        index += 1
        if index < len(tags) and _mark(text, words, index):
            return False
    return index < len(tags) and tags[index] in "AVEGT"


def _noun(text: str, words: Sequence[Word], tags: str, index: int) -> Part:
    last = index + 1
    named = tags[index] == "n"
    while last < len(words) and not _mark(text, words, last):
        letter = tags[last]
        if letter in "nJ'":
            named = named or letter == "n"
        elif letter == "D":
            if named and tags[last - 1] != "'":
                break
        elif not (letter == "X" and last + 1 < len(words) and tags[last + 1] == "J" and not named):
            break
        last += 1
    head = last - 1
    return Part("n", index, last, head)


def _verbs(text: str, words: Sequence[Word], tags: str, index: int) -> Part:
    """Return the group of verbs that begins at a word: "has not yet been formally recognised"."""
    grammar = particles("en")
    last, head, main = index, index, ""
    seen: set[str] = set()
    negated = modal = ""
    while last < len(words) and _goes_on(text, words, tags, index, last):
        form, letter = words[last].form, tags[last]
        last += 1
        if letter == "X":
            negated = form if grammar["negation"].get(form) else negated
            modal = "intended" if form in grammar["prospective"] else modal
        elif letter == "A":
            head = last - 1
            seen.add(_auxiliary(form))
            modal = grammar["modal"].get(form, modal)
            negated = form if form in grammar["modal"] and form in grammar["negation"] else negated
        elif letter == "T":
            seen.add("to")
        else:
            main, head = letter, last - 1
            break
    return Part(
        kind=_kind(words, index, head, main, seen),
        first=index,
        last=max(last, index + 1),
        head=head,
        passive=main == "E" and "be" in seen,
        negated=negated,
        modal=modal,
        progressive=main == "G" and "be" in seen,
        perfect="have" in seen,
        past="had" in {word.form for word in words[index:last]},
    )


def _goes_on(text: str, words: Sequence[Word], tags: str, first: int, index: int) -> bool:
    """Tell whether a word belongs to the group of verbs that begins at first."""
    letter = tags[index]
    if letter not in "AVEGTX" or (index > first and _mark(text, words, index)):
        return False
    if letter == "X":
        return bool(particles("en")["negation"].get(words[index].form)) or _leads(tags, words, text, index)
    return letter != "T" or index == first


def _auxiliary(form: str) -> str:
    grammar = particles("en")
    return next((role for role in ("modal", "be", "have", "do") if form in grammar[role]), "be")


def _kind(words: Sequence[Word], first: int, head: int, main: str, seen: set[str]) -> str:
    if "to" in seen:
        return "T"
    bare = not main and words[head].form == "being" and not seen & {"modal", "have"}
    if bare or words[first].form in ("being", "having"):
        return "G"
    return "V" if seen or main == "V" else main or "V"


def verbs_before(part: int, line: Line) -> Iterator[int]:
    """Yield the groups of verbs before a part, nearest first, as far as its clause reaches."""
    for other in range(part - 1, -1, -1):
        if line.parts[other].kind == ";":
            return
        if line.parts[other].is_verb:
            yield other


def linked(line: Line, index: int) -> bool:
    """Tell whether a word is joined to the one before by a hyphen."""
    return hyphened(line.text, line.words, index)
