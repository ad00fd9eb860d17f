"""Arabic inflection by rule: which forms of a verb or noun a word can be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from kg.lang.ar import normalise, segments
from kg.lang.forms import Form

# Endings of the past: ending -> (person, feminine, plural). Second persons and feminine plurals are left out: news has
# hardly any, and they look like other words ("اثنين", "دعم").
_PAST = {
    "": ("3", False, False),
    "ت": ("3", True, False),
    "ا": ("3", False, True),
    "تا": ("3", True, True),
    "وا": ("3", False, True),
    "و": ("3", False, True),  # before an attached pronoun: "قصفوه"
    "نا": ("1p", None, True),
}
_BARE, _BEFORE_PRONOUN = "-", "+"  # no ending, and no pronoun or only a pronoun: "استدعى", "استدعاه"
_LONG_ENDINGS = ("نا",)  # shortens a hollow stem: زار -> زرنا
_PRESENT_PREFIX = {"ي": ("3", False), "ت": ("3", True), "ن": ("1p", None), "ا": ("1s", None)}
_PRESENT = {"": False, "ون": True, "وا": True, "ان": True, "ا": True, "ين": False, "و": True}
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم", "ني")
_NOUN_ENDINGS = ("", "ا", "ات", "ان", "ين", "ون", "تان", "تين", "اته")
_LONGEST_END = 6  # letters of an ending and a pronoun
_BEGINNING = 3  # letters of a stem by which most words are told to have none
_LEAST_STEM = 3  # letters of a present without prefix that may be a first person ("أصل" is "origin")
_OWNERS = ("", "ه", "ها", "هم", "هما", "نا", "ي", "كم", "ك", "هن")
_WEAK_ENDS = "يا"


Lemma = TypeVar("Lemma")


class _Cut(NamedTuple):
    """An ending and the pronoun after it, with their rank among all such pairs."""

    rank: int
    ending: str
    pronoun: str


def _ends(endings: Iterable[str], pronouns: Iterable[str]) -> Mapping[str, Sequence[_Cut]]:
    """Return the pairs of an ending and a pronoun by what the two are together: a word is cut with one look each."""
    found: dict[str, list[_Cut]] = {}
    for rank, (pronoun, ending) in enumerate(product(pronouns, endings)):
        found.setdefault(ending + pronoun, []).append(_Cut(rank, ending, pronoun))
    return found


class _Stems(Generic[Lemma]):
    """The stems of lemmas, to which these endings and pronouns can be joined."""

    def __init__(self, ends: Mapping[str, Sequence[_Cut]]) -> None:
        self._ends = ends
        self._lemmas: dict[str, list[Lemma]] = {}
        self._beginnings: set[str] = set()  # two of three words begin like none of them

    def add(self, stem: str, lemma: Lemma) -> None:
        self._lemmas.setdefault(stem, []).append(lemma)
        self._beginnings.add(stem[:_BEGINNING])

    def cuts(self, form: str) -> list[tuple[_Cut, str, list[Lemma]]]:
        """Return the ways to cut ending and pronoun off a word so that a stem is left, in the order of the tables."""
        found: list[tuple[_Cut, str, list[Lemma]]] = []
        if self._beginnings.isdisjoint((form[:1], form[:2], form[:_BEGINNING])):
            return found
        for at in range(max(0, len(form) - _LONGEST_END), len(form) + 1):
            if lemmas := self._lemmas.get(form[:at]):
                found.extend([(cut, form[:at], lemmas) for cut in self._ends.get(form[at:], ())])
        if len(found) > 1:
            found.sort(key=lambda each: each[0].rank)
        return found


class Lexicon:
    """The lemmas of a set of verbs and nouns, looked up by any inflected form."""

    def __init__(self) -> None:
        """Make an empty lexicon."""
        self._past: _Stems[tuple[int, frozenset[str]]] = _Stems(_ends(_PAST, _PRONOUNS))
        self._present: _Stems[tuple[int, str]] = _Stems(_ends(_PRESENT, _PRONOUNS))
        self._nouns: _Stems[tuple[int, str, str]] = _Stems(_ends(_NOUN_ENDINGS, _OWNERS))

    def add_verb(self, lemma: int, past: str, present: str) -> None:
        """Add a verb by its third person masculine singular in past and present."""
        for stem, endings in _past_stems(normalise(past)):
            self._past.add(stem, (lemma, endings))
        if past.endswith("أ"):
            # "هنأ" is not weak, though written like it once normalised: "هنأت", "هنأوا".
            self._past.add(normalise(past), (lemma, frozenset(_PAST) - {""}))
        if present:
            for stem, shape in _present_stems(normalise(present), normalise(past)):
                self._present.add(stem, (lemma, shape))

    def add_noun(self, lemma: int, noun: str, kind: str = "noun") -> None:
        """Add a noun or participle by its singular (or broken plural) without article."""
        stem = normalise(noun)
        if kind == "participle" and stem.endswith("ا") and len(stem) > 3:
            stem = stem[:-1]
        self._nouns.add(stem, (lemma, kind, ""))
        if stem.endswith("اء"):
            # The hamza takes a seat before a pronoun: "لقاءه", "لقائه", "لقاؤه".
            self._nouns.add(stem[:-1] + "ي", (lemma, kind, "owned"))
            self._nouns.add(stem[:-1] + "و", (lemma, kind, "owned"))
        if stem.endswith("ه"):
            # The feminine ending is ت before any other ending.
            self._nouns.add(stem[:-1] + "ت", (lemma, kind, "t"))
            self._nouns.add(stem[:-1], (lemma, kind, "at"))

    def forms(self, form: str) -> tuple[Form, ...]:
        """Return every reading of a normalised word as a form of a lemma."""
        found = list(self._noun_forms(form))
        for clitic in ("", form[:1]) if form[:1] in ("و", "ف") else ("",):
            rest = form[len(clitic) :]
            found.extend(self._past_forms(rest, clitic))
            found.extend(self._present_forms(rest, clitic))
        return tuple(dict.fromkeys(found))

    def _past_forms(self, form: str, clitic: str) -> Iterator[Form]:
        for (_, ending, pronoun), _, lemmas in self._past.cuts(form):
            if ending == "و" and not pronoun:
                continue
            person, feminine, plural = _PAST[ending]
            shape = ending or (_BEFORE_PRONOUN if pronoun else _BARE)
            for lemma, endings in lemmas:
                if ending in endings or shape in endings:
                    yield Form(lemma, "past", person, feminine, plural, owner=pronoun, clitics=clitic)

    def _present_forms(self, form: str, clitic: str) -> Iterator[Form]:
        starts = [(form, False, "")]
        if form[:1] == "س":
            starts.append((form[1:], True, ""))
        elif form[:1] == "ل":
            starts.append((form[1:], False, "ل"))
        for rest, future, purpose in starts:
            who = _PRESENT_PREFIX.get(rest[:1])
            if who is None:
                continue
            for (_, ending, pronoun), stem, lemmas in self._present.cuts(rest[1:]):
                if not _may_end(who[0], stem, ending, pronoun):
                    continue
                for lemma, shape in lemmas:
                    short = shape in ("short", "hollow") and not ending
                    if (short and (pronoun or future or purpose)) or not _joins(shape, ending):
                        continue
                    plural = _PRESENT[ending]
                    yield Form(lemma, "present", who[0], who[1], plural, future, pronoun, clitic + purpose, short=short)

    def _noun_forms(self, form: str) -> Iterator[Form]:
        for prefix, word in segments(form):
            definite = prefix.endswith("ال") or (prefix[-1:] == "ل" and word.startswith("ال"))
            base = word[2:] if definite and word.startswith("ال") else word
            for (_, ending, owner), stem, lemmas in self._nouns.cuts(base):
                if owner and definite:
                    continue
                for lemma, kind, shape in lemmas:
                    if _fits(shape, ending, owner):
                        feminine = True if shape in ("t", "at") or stem.endswith("ه") else None
                        plural = ending in ("ات", "ون", "ين", "ان", "تان", "تين")
                        yield Form(lemma, kind, "3", feminine, plural, False, owner, prefix, definite)


def _fits(shape: str, ending: str, owner: str) -> bool:
    """Tell whether a feminine stem in this shape may take the ending and pronoun."""
    if shape == "owned":
        return bool(owner) and not ending
    if shape == "t":
        return ending in ("", "ان", "ين", "ا") and (bool(owner) or ending != "")
    if shape == "at":
        return ending == "ات"
    return True


def _may_end(person: str, stem: str, ending: str, pronoun: str) -> bool:
    """Tell whether a present may end so: first persons take no ending, "I" no pronoun ("أسلحة" is no "I arm it")."""
    if person == "1s":
        return not ending and not pronoun and len(stem) >= _LEAST_STEM
    return not ending if person == "1p" else bool(pronoun) or ending != "و"


def _joins(shape: str, ending: str) -> bool:
    """Tell whether a stem in this shape takes the ending: weak letters go before "ون" but stay before "ان"."""
    return shape == "full" or not ending or (shape == "short" and ending in ("ون", "وا", "ين", "و"))


def _past_stems(past: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield stems of the past with the endings each takes, weak letters treated by rule."""
    every = frozenset(_PAST)
    if past[-1] in _WEAK_ENDS and len(past) > 2:
        short = past[:-1]
        yield past, frozenset({_BARE} if past[-1] == "ي" else {""})
        yield short + "ا", frozenset({_BEFORE_PRONOUN})  # "استدعاه"
        yield short, frozenset({"ت", "تا", "وا", "و"})
        yield short + ("و" if past[-1] == "ا" and len(past) == 3 else "ي"), frozenset({"ا", "نا"})
        return
    if len(past) > 2 and past[-2] == "ا":
        yield past, every - frozenset(_LONG_ENDINGS)
        yield past[:-2] + past[-1], frozenset(_LONG_ENDINGS)
        return
    yield past, every


def _present_stems(present: str, past: str) -> Iterator[tuple[str, str]]:
    """Yield stems of the present without prefix, each with its shape.

    A stem is "full", "short" (jussive, and before long endings), "hollow" (jussive only) or "bare" (takes no ending).
    """
    stem = present[1:]
    if stem[-1] in "يوا" and len(stem) > 1:
        yield stem, "full"
        yield stem[:-1], "short"
        if stem[-1] == "ا":
            yield stem[:-1] + "ي", "full"
        elif stem[-1] == "ي":
            yield stem[:-1] + "ا", "bare"  # the passive: "يُستدعى"
    else:
        yield stem, "full"
        # Hollow is what has its weak letter in the past too: "زار", not "نوّه" or "أيّد".
        if len(stem) > 2 and stem[-2] in "يوا" and past[-2:-1] == "ا":
            yield stem[:-2] + stem[-1], "hollow"
