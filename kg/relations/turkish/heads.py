"""The noun that a Turkish name belongs to: what is in the genitive before it, or makes a compound with it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.text.words import Word

_HEAD = 7  # words between a genitive and the noun that it owns
_NEAR = 3  # likewise for a bare name: "ABD hava saldırısı"
OWNED = re.compile(r"\w+?[iuü](?P<case>n[iuü]n?|n[ae]|nd[ae]n?|nd[ae]ki|yl[ae]|d[iuü]r|)")
_WITHIN = re.compile(r"\w+[iuü]n[dt][ae]ki")  # "kuzeyindeki"
_ADJECTIVE = re.compile(r"\w+(?:[dt][ae]ki|l[iuü]|s[iuü]z)")
_PLURAL = re.compile(r"\w+l[ae]r(?P<case>[iuü]n|[ae]|[iuü]|d[ae]n|d[ae]|l[ae])")
_PLURALS = {"in": "gen", "ee": "dat", "aa": "dat", "ii": "acc", "dn": "abl", "de": "loc", "da": "loc"}
_PLURALS |= {"le": "ins", "la": "ins"}
_DESCRIBED = re.compile(r"\w{2,}?(?P<plural>l[ae]r)?(?P<case>n?[iuü]n|y?[ae]|y?[iuü]|[dt][ae]n|[dt][ae]|y?l[ae])")
_DESCRIBED_CASES = {"in": "gen", "un": "gen", "ün": "gen", "en": "abl", "an": "abl", "de": "loc", "da": "loc"}
_DESCRIBED_CASES |= {"te": "loc", "ta": "loc", "le": "ins", "la": "ins"}
_CASES = {"n": "acc", "ne": "dat", "na": "dat", "nde": "loc", "nda": "loc", "nden": "abl", "ndan": "abl"}
_CASES |= {"yle": "ins", "yla": "ins", "ndeki": "loc", "ndaki": "loc", "": ""}
_SHORTEST = 4  # letters of a noun that its ending alone tells to be somebody's


APOSTROPHES = frozenset("'’‘`´ʼ")


class Around(NamedTuple):
    """A sentence around a name: its words, verbs and nouns, where the next name begins, and who owns something."""

    text: str
    words: Sequence[Word]
    verbs: frozenset[int]
    nouns: frozenset[int]
    following: int
    owners: Sequence[int]

    def gap(self, index: int, phrase: Phrase) -> str:
        """Return what stands before a word, without the bracket that closes the name."""
        gap = self.text[self.words[index - 1].end : self.words[index].start]
        return gap.removeprefix(")") if index == phrase.last else gap

    def is_ending(self, index: int) -> bool:
        """Tell whether a word is only the ending of the name before it: "taki" of "Bağdat'taki"."""
        gap = self.text[self.words[index - 1].end : self.words[index].start]
        return bool(gap) and set(gap) <= APOSTROPHES


def head(phrase: Phrase, around: Around) -> tuple[int | None, str]:
    """Return the noun that a name in the genitive, or before it, belongs to, with its case."""
    if phrase.marker == "gen":
        return _owned(phrase, around)
    described = phrase.adjective and around.words[phrase.last - 1].form.endswith(("li", "lu", "lü"))
    return _described(phrase, around) if described else _compound(phrase, around)


def _owned(phrase: Phrase, around: Around) -> tuple[int | None, str]:
    """Return what somebody in the genitive owns.

    The first noun behind a second owner is that one's: "PKK'nın Irak'ın kuzeyindeki hedefleri".
    """
    nested = 0
    for index in range(phrase.last, min(phrase.last + _HEAD, len(around.words))):
        if index in around.verbs or any(mark in around.gap(index, phrase) for mark in ".;:!?()"):
            return None, ""
        if around.is_ending(index):
            continue
        nested += index in around.owners
        form = around.words[index].form
        within = _WITHIN.fullmatch(form) is not None
        if not within and not (OWNED.fullmatch(form) if index in around.nouns else _is_owned(form)):
            continue
        if nested and index not in around.nouns:
            nested -= 1
        elif within:
            return index, "loc"
        else:
            place, case = _chained(index, index + 1 if index in around.nouns else around.following, around)
            return place, case or _plain_case(form)
    return None, ""


def _described(phrase: Phrase, around: Around) -> tuple[int | None, str]:
    """Return the noun that an adjective describes: "Filistinli esirleri"."""
    stop = particles("tr").get("unowned", {})
    for index in _near(phrase, around):
        form = around.words[index].form
        if index in around.verbs:
            break
        if form not in stop and not _ADJECTIVE.fullmatch(form):
            return index, _described_case(form)
    return None, ""


def _compound(phrase: Phrase, around: Around) -> tuple[int | None, str]:
    """Return the noun that a name makes a compound with: "ABD hava saldırısı"."""
    for index in _near(phrase, around):
        form = around.words[index].form
        if index in around.verbs or (index in around.nouns and not OWNED.fullmatch(form)):
            break  # "Hizbullah karşılık verdi"
        if index in around.nouns:
            place, case = _chained(index, index + 1, around)
            return place, case or _plain_case(form)
        if _WITHIN.fullmatch(form):
            return index, "loc"  # "Rusya sınırındaki"
        if _is_owned(form):
            return _chained(index, around.following, around)
        if phrase.adjective and form not in particles("tr").get("unowned", {}) and not _ADJECTIVE.fullmatch(form):
            return index, _plain_case(form)
    return None, ""


def _near(phrase: Phrase, around: Around) -> Sequence[int]:
    """Return the words behind a name that no mark and no other name parts from it."""
    last = min(phrase.last + _NEAR, len(around.words), around.following)
    for index in range(phrase.last, last):
        if any(mark in around.gap(index, phrase) for mark in ".,;:!?()"):
            return range(phrase.last, index)
    return range(phrase.last, last)


def _is_owned(form: str) -> bool:
    """Tell whether a word's ending says that it is somebody's: "saldırısı", not "yeni" or "güçlü"."""
    if form in particles("tr").get("unowned", {}) or _ADJECTIVE.fullmatch(form) or len(form) < _SHORTEST:
        return False
    match = OWNED.fullmatch(form)
    return match is not None and match["case"] != "dir"


def _chained(index: int, following: int, around: Around) -> tuple[int, str]:
    """Return the last of the nouns of a compound, with its case: "Güvenlik Konseyi sistemini"."""
    text, words = around.text, around.words
    case = _owned_case(words[index].form)
    while not case and index + 1 < following:
        form = words[index + 1].form
        gap = text[words[index].end : words[index + 1].start].strip()
        plural = form.endswith(("leri", "lari"))
        if gap or plural or not OWNED.fullmatch(form) or form in particles("tr").get("unowned", {}):
            break
        index += 1
        case = _owned_case(form)
    return index, case


def _owned_case(form: str) -> str:
    """Return the case of a noun that is somebody's, as its ending shows: "saldırısını"."""
    match = OWNED.fullmatch(form)
    if match is None:
        return ""
    letters = match["case"]
    if letters[:1] == "n" and letters[1:2] in ("i", "u", "ü"):
        return "gen" if letters.endswith("n") and len(letters) == len("nin") else "acc"
    return _CASES.get(letters, "")


def _described_case(form: str) -> str:
    """Return the case of a noun that an adjective describes, which is nobody's: "Filistinli esirleri"."""
    match = _DESCRIBED.fullmatch(form)
    if match is None:
        return ""
    letters = match["case"].removeprefix("y")
    if letters in ("e", "a"):
        return "dat" if match["case"][0] == "y" or match["plural"] else ""
    return _DESCRIBED_CASES.get(letters[-2:], "acc" if letters in ("i", "u", "ü") else "")


def _plain_case(form: str) -> str:
    """Return the case of a noun in the plural, the only one told by its ending alone: "güçlere"."""
    match = _PLURAL.fullmatch(form)
    return "" if match is None else _PLURALS.get(match["case"][:1] + match["case"][-1:], "")
