"""Turkish words are divided into a known stem and its endings, by rule; what is known of stems stands in tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from kg.lang.forms import Form

VOWELS = "aeiouöü"
_HIGH = "iuü"  # "ı" is folded to "i"
_LOW = "ae"
_SHORTEST = 2  # letters of a stem
_SPELLED = 4  # letters of an abbreviation
_HARDENED = {"ğ": "k", "b": "p", "c": "ç", "d": "t"}  # "kitabı" is a form of "kitap"
_BEING = ("dir", "dur", "dür")  # behind any noun: "saldırıdır"
_COPULA = {
    True: (*_BEING, "ydi", "ydu", "ydü"),
    False: (*_BEING, "tir", "tur", "tür", "di", "du", "dü", "ti", "tu", "tü"),
}


class Ending(NamedTuple):
    """What the endings of a noun tell: whose it is ("3", "1p", "1s"), its case ("" is the bare form).

    `adjectival` marks "-ki", which makes an adjective of a noun: "Suriye'deki".
    """

    plural: bool
    owner: str
    case: str
    adjectival: bool = False


def endings(stem: str, rest: str, *, owned: bool = False) -> tuple[Ending, ...]:
    """Return what the letters behind a noun's stem can be, nothing if they are no endings.

    An owned stem ends in "his" itself, as compounds do: "işbirliği", "Dışişleri Bakanı".

    >>> [ending.case for ending in endings("suriye", "nin")]
    ['gen']
    """
    if owned:
        return _owned().get(rest, ())
    if not rest:
        return (Ending(False, "", ""),)
    return _endings(stem[-1] in VOWELS).get(rest, ())


@cache
def _owned() -> dict[str, tuple[Ending, ...]]:
    """Return the endings behind "his"."""
    found: dict[str, tuple[Ending, ...]] = {}
    for case, letters in _cases(True, buffered=True):
        for copula in ("", *_COPULA[True]) if case in ("", "loc") else ("",):
            found[letters + copula] = (Ending(False, "3", case),)
        if case == "loc":
            found[letters + "ki"] = (Ending(False, "3", case, True),)
    return found


def stems(form: str) -> Iterator[str]:
    """Yield what a noun may be without its endings, the longest first: "suriyenin" is "suriye" or "suriyen" or so."""
    for cut in range(len(form) - 1, _SHORTEST - 1, -1):
        stem = form[:cut]
        rest = form[cut:]
        spelled = len(stem) <= _SPELLED and endings("e", rest)  # "ABDnin": the last letter is read with a vowel
        if endings(stem, rest) or spelled or (stem[-1] in _HIGH and endings(stem, rest, owned=True)):
            yield stem
            if stem[-1] in _HARDENED and form[cut] in VOWELS:
                yield stem[:-1] + _HARDENED[stem[-1]]


@cache
def _endings(vowel: bool) -> dict[str, tuple[Ending, ...]]:
    """Return all endings behind a stem that ends in a vowel, or in a consonant, with what they can mean."""
    found: dict[str, dict[Ending, None]] = {}
    for plural in ("", "ler", "lar"):
        for owner, letters in _owners(vowel and not plural):
            after_vowel = letters[-1] in VOWELS if letters else vowel and not plural
            for case, more in _cases(after_vowel, buffered=owner == "3"):
                whole = plural + letters + more
                adjectives = [whole + "ki"] if case == "loc" else []
                for adjective in adjectives:
                    found.setdefault(adjective, {})[Ending(bool(plural), owner, case, True)] = None
                    for inner, last in _cases(True, buffered=True):
                        for number in ("", "ler"):
                            ended = last if not number else _bare(last)
                            found.setdefault(adjective + number + ended, {})[Ending(bool(number), "", inner)] = None
                for copula in (
                    ("", *_COPULA[vowel if not whole else whole[-1] in VOWELS]) if case in ("", "loc") else ("",)
                ):
                    if whole + copula:
                        found.setdefault(whole + copula, {})[Ending(bool(plural), owner, case)] = None
    return {letters: tuple(kept) for letters, kept in found.items()}


def _bare(case: str) -> str:
    return case.removeprefix("n") if case[:1] == "n" else case.removeprefix("y")


def _owners(vowel: bool) -> Iterator[tuple[str, str]]:
    yield "", ""
    for high in _HIGH:
        yield "3", ("s" if vowel else "") + high
        yield "1p", ("" if vowel else high) + "m" + high + "z"
        yield "1s", ("" if vowel else high) + "m"
        yield "2", ("" if vowel else high) + "n" + high + "z"
    for low, high in product(_LOW, _HIGH):
        yield "3", f"l{low}r{high}"


def _cases(vowel: bool, *, buffered: bool) -> Iterator[tuple[str, str]]:
    """Yield the cases; behind "his" they begin with "n": "saldırısını"."""
    y, n = ("n" if buffered else "y", "n") if vowel else ("", "")
    yield "", ""
    for high in _HIGH:
        yield "acc", y + high
        yield "gen", n + high + "n"
    for low in _LOW:
        yield "dat", y + low
        yield "ins", ("y" if vowel else "") + "l" + low
        for first in ("d", "t"):
            inner = "n" if buffered and vowel else ""
            yield "loc", inner + first + low
            yield "abl", inner + first + low + "n"
        for first in ("c", "ç"):
            yield "by", ("n" if buffered and vowel else "") + first + low


# --- verbs

_VOICE = r"(?P<passive>{passive}(?:[iuü]?[ln](?=[iuüaeydm]))?)?"
_ABLE = r"(?P<unable>y?[ae]m(?=[iuü]yor)|y?[ae]m[ae])?(?P<neg>m(?=[iuü]yor)|m[ae])??(?P<able>y?[ae]bil)?"
_PERSON = r"(?P<person>[iuü]?m|[iuü]z|k|y[iuü]z|y[iuü]m|l[ae]r|s[iuü]n(?:[iuü]z)?|n[iuü]z)?"
_BE = r"(?:d[iuü]r|t[iuü]r|l[ae]rd[iuü]r|l[ae]rd[iuü])?"
# Endings in the order in which they are tried, each with what it makes of the verb.
_TAILS = (
    ("converb", r"y?[ae]r[ae]k(?:t[ae]n)?|y?[iuü]p|y?[iuü]nc[ae](?:y[ae])?|y?[ae]l[iuü]"),
    ("converb", r"m[ae]d[ae]n|[dt][iuü]kt[ae]n|[dt][iuü]kç[ae]|m[ae]ks[iuü]z[iuü]n|m[ae]kl[ae]"),
    ("converb", r"(?:[iuüae]?r|[iuü]?yor|m[iuü]ş|y?[ae]c[ae]k|m[ae]z)k[ae]n"),
    ("aim", r"m[ae]k(?P<case>t[ae]n|t[ae]|)"),
    ("clause", r"[dt][iuü][kğ](?P<nominal>\w*)"),
    ("coming", r"y?[ae]c[ae](?:ğ(?=[iuü])|k(?=l[ae]r[iuü]))(?P<nominal>\w+)"),
    ("past", rf"[dt][iuü]{_PERSON}"),
    ("past", rf"m[iuü]ş(?:t[iuü]|t[iuü]r)?{_PERSON}{_BE}"),
    ("present", rf"(?:[iuü]?yor|m[ae]kt[ae])(?:d[iuü]|yd[iuü]|m[iuü]ş)?{_PERSON}{_BE}"),
    ("future", rf"y?[ae]c[ae][kğ](?:t[iuü]|m[iuü]ş)?{_PERSON}{_BE}"),
    ("must", rf"m[ae]l[iuü](?:yd[iuü])?{_PERSON}{_BE}"),
    ("if", r"(?:[dt][iuü]y|m[iuü]ş|[iuüae]?r|[iuü]?yor|y?[ae]c[ae]k|m[ae]z)?s[ae](?:k|l[ae]r|yd[iuü])?"),
    ("wish", r"y?[ae](?P<person>l[iuü]m|y[iuü]m)|s[iuü]n(?:l[ae]r)?"),
    ("noun", r"m[ae](?P<nominal>\w*)"),
    ("way", r"y?[iuü]ş(?P<nominal>\w*)"),
    ("relative", r"y?[ae]n(?P<nominal>\w*)"),
    ("aorist", r"(?P<person>y[iuü]z)"),
    ("aorist", rf"(?:[iuüae]?r|z)(?:d[iuü]|m[iuü]ş)?{_PERSON}"),
)
_REFUSING = r"(?<![iuü])z$|^y[iuü]z$"  # endings of the aorist that only a negation takes: "saldırmaz", "saldırmayız"
_KINDS = {
    "past": ("past", ""),
    "present": ("present", ""),
    "aorist": ("present", ""),
    "future": ("present", "future"),
    "must": ("present", "must"),
    "if": ("present", "if"),
    "wish": ("present", "wish"),
    "converb": ("present", ""),
    "aim": ("noun", ""),
    "noun": ("noun", ""),
    "way": ("noun", ""),
    "clause": ("participle", ""),
    "coming": ("participle", "future"),
    "relative": ("participle", ""),
}
_FINITE = frozenset({"past", "present", "aorist", "future", "must", "if", "wish"})
_WE = frozenset("k iz uz üz yiz yuz yüz lim lum lüm".split())  # noqa: SIM905
_I = frozenset("m im um üm yim yum yüm".split())  # noqa: SIM905


def verb(lemma: int, stem: str, rest: str) -> Form | None:
    """Return the form of a verb that its stem and the letters behind it make, None if they make none.

    >>> verb(0, "kina", "di").kind
    'past'
    """
    for name, pattern in _patterns("vowel" if stem[-1] in VOWELS else "l" if stem[-1] == "l" else ""):
        match = pattern.fullmatch(rest)
        if match is None:
            continue
        found = match.groupdict()
        negative = bool(found["neg"] or found["unable"])
        cases, owner = frozenset({""}), ""
        if "nominal" in found:
            last = rest[: match.start("nominal")]
            kept = endings(stem + last, found["nominal"])
            if not kept:
                continue
            if name == "clause" and not any(each.owner for each in kept):
                continue
            cases = frozenset(each.case for each in kept)
            owner = next((each.owner for each in kept if each.owner), "")
        elif name == "aim":
            cases = frozenset({{"": "", "te": "loc", "ta": "loc"}.get(found["case"], "abl")})
        kind, mood = _KINDS[name]
        person = (found.get("person") or "").removeprefix("y") if name == "aorist" else found.get("person") or ""
        if rest.endswith(("madan", "meden", "maksizin", "meksizin")) and name == "converb":
            negative = True
        if name == "aorist" and not negative and re.search(_REFUSING, rest):
            continue
        return Form(
            lemma,
            kind,
            person="1p" if person in _WE else "1s" if person in _I else "3",
            future=mood == "future",
            owner=owner,
            passive=bool(found["passive"]),
            negative=negative,
            mood=mood or ("can" if found["able"] else ""),
            ending="finite" if name in _FINITE else name,
            cases=cases,
        )
    return None


@cache
def _patterns(last: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    passive = {"vowel": "n", "l": "[iuü]n"}.get(last, "[iuü]l")
    before = _VOICE.format(passive=passive) + _ABLE
    return tuple((name, re.compile(f"{before}(?:{tail})")) for name, tail in _TAILS)


class Lexicon:
    """Verbs and nouns by their stems; tells of which of them a word may be a form."""

    def __init__(self) -> None:
        """Begin without any words."""
        self._verbs: dict[str, list[int]] = {}
        self._nouns: dict[str, list[int]] = {}
        self._owned: dict[str, list[int]] = {}
        self._longest = 0

    def add_verb(self, lemma: int, stem: str) -> None:
        """Add a verb by its normalised stem, "kina"; of "et" and "gid" the other spelling is another stem."""
        self._verbs.setdefault(stem, []).append(lemma)
        if stem[-1] in "ae":
            # "kınıyor": the last vowel is raised.
            for high in _HIGH:
                self._verbs.setdefault(stem[:-1] + high + "#", []).append(lemma)
        self._longest = max(self._longest, len(stem))

    def add_noun(self, lemma: int, noun: str) -> None:
        """Add a noun by its normalised bare form, "saldiri"; one with "his" in it is marked: "işbirliği+"."""
        (self._owned if noun.endswith("+") else self._nouns).setdefault(noun.rstrip("+"), []).append(lemma)
        self._longest = max(self._longest, len(noun))

    def forms(self, word: str) -> tuple[Form, ...]:
        """Return what a normalised word may be: forms of verbs and nouns, of the longest stem first."""
        found: list[Form] = []
        for cut in range(min(len(word), self._longest + 1), _SHORTEST - 1, -1):
            stem, rest = word[:cut], word[cut:]
            verbs = (*self._verbs.get(stem, ()), *(self._verbs.get(stem + "#", ()) if rest.startswith("yor") else ()))
            found.extend(form for lemma in verbs if rest and (form := verb(lemma, stem, rest)))
            found.extend(self._of_noun(stem, rest))
            for lemma in self._owned.get(stem, ()):
                found.extend(_noun(lemma, endings(stem, rest, owned=True)))
        return tuple(found)

    def _of_noun(self, stem: str, rest: str) -> Iterator[Form]:
        lemmas: Iterable[int] = self._nouns.get(stem, ())
        if stem[-1] in _HARDENED and rest[:1] in VOWELS and rest:
            lemmas = (*lemmas, *self._nouns.get(stem[:-1] + _HARDENED[stem[-1]], ()))
        if not lemmas:
            return
        kept = endings(stem, rest)
        for lemma in lemmas:
            yield from _noun(lemma, kept)


def _noun(lemma: int, kept: Sequence[Ending]) -> Iterator[Form]:
    """Yield the form of a noun with such endings, none where there are none."""
    if not kept:
        return
    owners = sorted({each.owner for each in kept if each.owner})
    yield Form(
        lemma,
        "noun",
        plural=any(each.plural for each in kept),
        owner=owners[0] if owners else "",
        ending="" if any(not each.adjectival for each in kept) else "ki",
        cases=frozenset(each.case for each in kept),
    )
