"""The finite forms of an Arabic verb are made by rule."""

from collections.abc import Iterator

from kg.lang.ar import normalise

_PAST = ("", "ت", "ا", "تا", "وا")
_PRESENT = ("", "ون", "ان", "وا", "ا")


def third_person(past: str, present: str) -> Iterator[str]:
    """Yield the normalised third-person forms of a verb, given its past and present.

    Short forms as in "لم يقل" are left out: they look like other words ("لم يشر", "تشرين").

    >>> sorted(third_person("نفى", "ينفي"))[:6]
    ['تنفوا', 'تنفون', 'تنفي', 'تنفيا', 'تنفيان', 'ستنفوا']
    """
    yield from _past(normalise(past))
    if present:
        for form in _present(normalise(present)[1:]):
            yield form
            yield "س" + form


def _past(stem: str) -> Iterator[str]:
    """Join the endings of the past; a weak last letter changes: "نفى" -> "نفت", "دعا" -> "دعوا"."""
    if stem[-1] not in "يا" or len(stem) < 3:
        yield from (stem + ending for ending in _PAST)
        return
    yield stem
    yield from (stem[:-1] + ending for ending in ("ت", "تا", "وا"))
    # Dual: "نفيا", "دعوا".
    yield stem[:-1] + ("وا" if stem[-1] == "ا" else "يا")


def _present(stem: str) -> Iterator[str]:
    """Join prefixes and endings of the present; a weak last letter goes before "ون": "يدعون"."""
    weak = stem[-1] in "يوا"
    for prefix in ("ي", "ت"):
        for ending in _PRESENT:
            yield prefix + (stem[:-1] if weak and ending.startswith("و") else stem) + ending
