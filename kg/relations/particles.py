"""The words of grammar of a language."""

from collections.abc import Mapping
from functools import cache

from kg.lang import load, rows


@cache
def particles(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words of grammar of a language by their role, each with its effect on the status."""
    normalise = load(language).normalise
    found: dict[str, dict[str, str]] = {}
    for row in rows(language, "particles"):
        found.setdefault(row["role"], {})[normalise(row["form"])] = row["effect"]
    return found
