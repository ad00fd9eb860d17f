"""The form of an answer is chosen by the Accept header, with its q-values, or by a name in the address."""

import re
from collections.abc import Sequence

_ANY = "*/*"
_Q = re.compile(r"^q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$")


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the offered media type that an Accept header likes best, the first of equals; None if it takes none.

    >>> choose("text/csv;q=0.4, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> choose("image/png", ["text/csv"]) is None
    True
    """
    if not accept or not accept.strip():
        return offered[0]
    wanted = [_range(part) for part in accept.split(",") if part.strip()]
    liked = [(_quality(type_, wanted), type_) for type_ in offered]
    best = max(quality for quality, _ in liked)
    return next(type_ for quality, type_ in liked if quality == best) if best > 0 else None


def _range(part: str) -> tuple[str, float]:
    """Return a media range and how it is liked; other parameters, such as charset, narrow nothing here."""
    name, *parameters = (each.strip().lower() for each in part.split(";"))
    quality = next((float(found[1]) for each in parameters if (found := _Q.match(each))), 1.0)
    return (_ANY if name == "*" else name), quality


def _quality(type_: str, wanted: Sequence[tuple[str, float]]) -> float:
    """Return how a media type is liked: the most exact range that covers it counts."""
    ranges = (type_, type_.partition("/")[0] + "/*", _ANY)
    found = [max((q for name, q in wanted if name == each), default=None) for each in ranges]
    return next((quality for quality in found if quality is not None), 0.0)
