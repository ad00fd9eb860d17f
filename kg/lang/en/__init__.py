"""English: spelling variants and the endings that stand on names."""

import unicodedata
from functools import lru_cache

from kg.lang import Segment

ARTICLE = "-"
CONJUNCTIONS = ""
SUBJECT_FIRST = True
PREPOSITIONS = ""
GENITIVE = "-"
FEMININE = "-"
FEMININES = ("-",)
PLURALS = ("-",)
HEAD_LAST = False
ORDINAL = ""


@lru_cache(maxsize=200_000)
def normalise(text: str) -> str:
    """Fold case, accents and typographic variants.

    >>> normalise("Türkiye")
    'turkiye'
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if letter.isalnum()).lower()


def segments(form: str) -> tuple[Segment, ...]:
    """Return the word itself: English has no clitics within a word."""
    return (Segment("", form),)


def endings(form: str) -> tuple[str, ...]:
    """Return nothing: names have no endings."""
    return ()


def inflections(form: str) -> tuple[str, ...]:
    """Return an adjective or name of a people, and its plural.

    >>> inflections("israeli")
    ('israeli', 'israelis')
    """
    return (form, f"{form}s")


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
    """Return the word itself: endings are not cut off here."""
    return form
