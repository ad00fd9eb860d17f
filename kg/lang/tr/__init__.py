"""Turkish: spelling variants and the endings that stand on names."""

import unicodedata
from functools import lru_cache

from kg.lang import Segment
from kg.lang.tr.morphology import stems as stems_of

ARTICLE = "-"
CONJUNCTIONS = ""
SUBJECT_FIRST = False
PREPOSITIONS = ""
GENITIVE = "-"
FEMININE = "-"
FEMININES = ("-",)
PLURALS = ("-",)
HEAD_LAST = True
ORDINAL = "."

_SHORT = 5  # letters of a word whose endings are not cut off for comparing

# Lower case before anything else: "I" and "İ" are two letters in Turkish, and both fold to "i" here.
_LETTERS = str.maketrans({"İ": "i", "I": "i", "ı": "i", "Â": "a", "â": "a", "Î": "i", "î": "i", "Û": "u", "û": "u"})


@lru_cache(maxsize=200_000)
def normalise(text: str) -> str:
    """Fold case and the dotted and dotless i, which page furniture mixes up.

    >>> normalise("İRAN") == normalise("İran")
    True
    """
    plain = unicodedata.normalize("NFKC", text).translate(_LETTERS).lower()
    return "".join(letter for letter in plain if letter.isalnum())


def segments(form: str) -> tuple[Segment, ...]:
    """Return the word itself: Turkish endings follow the name and are divided where names are looked up."""
    return (Segment("", form),)


def endings(form: str) -> tuple[str, ...]:
    """Return what a normalised word may be without the endings of a noun, the longest first.

    >>> "suriye" in endings("suriyenin")
    True
    """
    return _endings(form)


@lru_cache(maxsize=200_000)
def _endings(form: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stems_of(form)))


def inflections(form: str) -> tuple[str, ...]:
    """Return the adjective itself: its endings are taken off with those of names."""
    return (form,)


def stems(form: str) -> tuple[str, ...]:
    """Return nothing: words are compared as they stand."""
    return ()


def inflected(written: str) -> bool:
    """Tell whether an unknown word is no name: names have a capital letter."""
    return not written[:1].isupper()


def feminine(form: str) -> bool:
    """Tell that any verb can take a feminine subject."""
    return True


def without(written: str, clitics: str) -> str:
    """Return a written name without the clitics before it."""
    return written[len(clitics) :]


def trimmed(form: str) -> str:
    """Return the word without its endings, roughly, for comparing words."""
    return next(reversed(_endings(form)), form) if len(form) > _SHORT else form
