"""Arabic inflection by rule: which forms of a verb or noun a word can be."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.lang.ar import normalise, segments


class Form(NamedTuple):
    """What a word is if it is a form of the lemma at `lemma`.

    `kind` is "past", "present", "noun" or "participle"; `person` is "1p" for we-forms, "1s", or "3";
    `feminine` and `plural` are None where the form does not tell; `future` marks the prefix س, `owner` an attached
    pronoun (of a noun: whose; of a verb: whom); `clitics` are the particles before it; `definite` tells the article.
    """

    lemma: int
    kind: str
    person: str = "3"
    feminine: bool | None = None
    plural: bool | None = None
    future: bool = False
    owner: str = ""
    clitics: str = ""
    definite: bool = False


# Endings of the past: ending -> (person, feminine, plural).
_PAST = {
    "": ("3", False, False),
    "ت": ("3", True, False),
    "ا": ("3", False, True),
    "تا": ("3", True, True),
    "وا": ("3", False, True),
    "و": ("3", False, True),  # before an attached pronoun: "قصفوه"
    "ن": ("3", True, True),
    "نا": ("1p", None, True),
    "تم": ("2", None, True),
}
_LONG_ENDINGS = ("نا", "تم", "ن")  # shorten a hollow stem: زار -> زرنا
_PRESENT_PREFIX = {"ي": ("3", False), "ت": ("3", True), "ن": ("1p", None), "ا": ("1s", None)}
_PRESENT = {"": False, "ون": True, "وا": True, "ان": True, "ا": True, "ين": False, "ن": True, "و": True}
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم", "ني")
_NOUN_ENDINGS = ("", "ا", "ات", "ان", "ين", "ون", "تان", "تين", "اته")
_OWNERS = ("", "ه", "ها", "هم", "هما", "نا", "ي", "كم", "ك", "هن")
_WEAK_ENDS = "يا"


class Lexicon:
    """The lemmas of a set of verbs and nouns, looked up by any inflected form."""

    def __init__(self) -> None:
        """Make an empty lexicon."""
        self._past: dict[str, list[tuple[int, frozenset[str]]]] = {}
        self._present: dict[str, list[int]] = {}
        self._nouns: dict[str, list[tuple[int, str, str]]] = {}

    def add_verb(self, lemma: int, past: str, present: str) -> None:
        """Add a verb by its third person masculine singular in past and present."""
        for stem, endings in _past_stems(normalise(past)):
            self._past.setdefault(stem, []).append((lemma, endings))
        if present:
            for stem in _present_stems(normalise(present)):
                self._present.setdefault(stem, []).append(lemma)

    def add_noun(self, lemma: int, noun: str, kind: str = "noun") -> None:
        """Add a noun or participle by its singular (or broken plural) without article."""
        stem = normalise(noun)
        if kind == "participle" and stem.endswith("ا") and len(stem) > 3:
            stem = stem[:-1]
        self._nouns.setdefault(stem, []).append((lemma, kind, ""))
        if stem.endswith("ه"):
            # The feminine ending is ت before any other ending.
            self._nouns.setdefault(stem[:-1] + "ت", []).append((lemma, kind, "t"))
            self._nouns.setdefault(stem[:-1], []).append((lemma, kind, "at"))

    def forms(self, form: str) -> tuple[Form, ...]:
        """Return every reading of a normalised word as a form of a lemma."""
        found = dict.fromkeys(self._noun_forms(form))
        for clitic in ("", "و", "ف"):
            if form.startswith(clitic):
                rest = form[len(clitic) :]
                found.update(dict.fromkeys(self._past_forms(rest, clitic)))
                found.update(dict.fromkeys(self._present_forms(rest, clitic)))
        return tuple(found)

    def _past_forms(self, form: str, clitic: str) -> Iterator[Form]:
        for pronoun in _PRONOUNS:
            if not form.endswith(pronoun):
                continue
            rest = form[: len(form) - len(pronoun)]
            for ending, (person, feminine, plural) in _PAST.items():
                if not rest.endswith(ending) or (ending == "و") != (ending == "و" and bool(pronoun)):
                    continue
                stem = rest[: len(rest) - len(ending)]
                for lemma, endings in self._past.get(stem, ()):
                    if ending in endings:
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
            for pronoun in _PRONOUNS:
                if not rest.endswith(pronoun):
                    continue
                bare = rest[1 : len(rest) - len(pronoun)]
                for ending, plural in _PRESENT.items():
                    if not bare.endswith(ending):
                        continue
                    for lemma in self._present.get(bare[: len(bare) - len(ending)], ()):
                        yield Form(lemma, "present", who[0], who[1], plural, future, pronoun, clitic + purpose)

    def _noun_forms(self, form: str) -> Iterator[Form]:
        for prefix, word in segments(form):
            definite = prefix.endswith("ال") or (prefix[-1:] == "ل" and word.startswith("ال"))
            base = word[2:] if definite and word.startswith("ال") else word
            for owner in _OWNERS if not definite else ("",):
                if not base.endswith(owner):
                    continue
                rest = base[: len(base) - len(owner)]
                for ending in _NOUN_ENDINGS:
                    if not rest.endswith(ending):
                        continue
                    stem = rest[: len(rest) - len(ending)]
                    for lemma, kind, shape in self._nouns.get(stem, ()):
                        if _fits(shape, ending, owner):
                            feminine = True if shape or stem.endswith("ه") else None
                            plural = ending in ("ات", "ون", "ين", "ان", "تان", "تين")
                            yield Form(lemma, kind, "3", feminine, plural, False, owner, prefix, definite)


def _fits(shape: str, ending: str, owner: str) -> bool:
    """Tell whether a feminine stem in this shape may take the ending and pronoun."""
    if shape == "t":
        return ending in ("", "ان", "ين", "ا") and (bool(owner) or ending != "")
    if shape == "at":
        return ending == "ات"
    return True


def _past_stems(past: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield stems of the past with the endings each takes, weak letters treated by rule."""
    every = frozenset(_PAST)
    if past[-1] in _WEAK_ENDS and len(past) > 2:
        short = past[:-1]
        yield past, frozenset({""})
        yield short + "ا", frozenset({""})  # before a pronoun: "استدعاه"
        yield short, frozenset({"ت", "تا", "وا", "و"})
        yield short + ("و" if past[-1] == "ا" and len(past) == 3 else "ي"), frozenset({"ا", "نا", "تم", "ن"})
        return
    if len(past) > 2 and past[-2] == "ا":
        yield past, every - frozenset(_LONG_ENDINGS)
        yield past[:-2] + past[-1], frozenset(_LONG_ENDINGS)
        return
    yield past, every


def _present_stems(present: str) -> Iterator[str]:
    """Yield stems of the present without prefix: full, before long endings, jussive."""
    stem = present[1:]
    yield stem
    if stem[-1] in "يوا" and len(stem) > 1:
        yield stem[:-1]
        if stem[-1] == "ا":
            yield stem[:-1] + "ي"
        elif stem[-1] == "ي":
            yield stem[:-1] + "ا"
    elif len(stem) > 2 and stem[-2] in "يوا":
        yield stem[:-2] + stem[-1]
