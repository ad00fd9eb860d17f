"""The forms of English verbs and nouns, by rule; what goes by none is in irregular.tsv and doubling.tsv."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lang import rows

_VOWELS = frozenset("aeiou")
_SHORTEST = 4  # letters of a verb of two syllables
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # "stop", "ban": one short syllable


def verb_forms(verb: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb, each with what it is: base, s, past, participle or ing.

    >>> dict(verb_forms("ban"))
    {'ban': 'base', 'bans': 's', 'banning': 'ing', 'banned': 'past'}
    >>> sorted(form for form, _ in verb_forms("strike"))
    ['strike', 'strikes', 'striking', 'struck']
    """
    for spelled in _spellings(verb):
        stem = _stem(spelled)
        yield spelled, "base"
        yield _third(spelled), "s"
        yield (spelled if spelled.endswith(("ee", "oe", "ye")) else stem) + "ing", "ing"
        irregular = _irregular().get(spelled)
        past, participle = irregular or (_past(spelled, stem),) * 2
        yield past, "past"
        if _either(spelled):
            yield f"{spelled}led", "past"
            yield f"{spelled}ling", "ing"
        if participle != past:
            yield participle, "participle"


def plural(noun: str) -> str:
    """Return the plural of a noun, of several words that of the last.

    >>> plural("phone call"), plural("treaty")
    ('phone calls', 'treaties')
    """
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-2] + "en"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _spellings(verb: str) -> tuple[str, ...]:
    """Return a verb as it is written on both sides of the Atlantic."""
    if len(verb) > len("-ise") + 2 and verb.endswith("ise"):
        return verb, verb[:-3] + "ize"
    return (verb,)


def _either(verb: str) -> bool:
    """Tell whether the last letter is doubled on one side of the Atlantic only: "cancelled", "canceled"."""
    return (
        verb.endswith(("el", "al")) and verb[-3:-2] not in _VOWELS and verb not in _doubling() and len(verb) > _SHORTEST
    )


def _stem(verb: str) -> str:
    """Return a verb as it stands before "-ing"."""
    if verb.endswith("ie"):
        return verb[:-2] + "y"
    if verb.endswith("e"):
        return verb[:-1]
    return verb + verb[-1] if _SHORT.fullmatch(verb) or verb in _doubling() else verb


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _past(verb: str, stem: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return stem + "ed"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {row["verb"]: (row["past"], row["participle"]) for row in rows("en", "irregular")}


@cache
def _doubling() -> frozenset[str]:
    return frozenset(row["verb"] for row in rows("en", "doubling"))
