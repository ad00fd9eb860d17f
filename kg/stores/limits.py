"""What a query may use, and what it may not ask."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.errors import QueryError

# SERVICE would let a query reach other machines. It is sought in the bare text: whoever skips strings and comments
# must divide the text exactly as the engine does, and "?o.SERVICE", "1SERVICE" and "?a<?b)SERVICE#>" showed how not.
# All of these take time in proportion to the text: they run where no clock stops them.
_SERVICE = re.compile(
    r"(?:(?<![?$:\w-])|(?<=\d)|(?<=true)|(?<=false))SERVICE\s*+(?:SILENT\s*+)?+"
    r"(?:[<?$#]|[^\s<>?$(){}\"'#,;]{0,1000}?:)",
    re.IGNORECASE,
)
_APART = r"(?:\s|#[^\r\n]*+)*+"
_UPDATE = re.compile(
    _APART
    + rf"(?:(?:PREFIX{_APART}[^\s<#:]*+:|BASE){_APART}<[^<>]*+>{_APART})*+"
    + r"(?P<verb>INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_NO_PATTERN = re.compile(r"<[^<>\s{}]*+>|\"(?:[^\"\n\\]|\\.)*+\"?|'(?:[^'\n\\]|\\.)*+'?|#[^\r\n]*+")
_BRACKET = re.compile(r"[(){}\[\]]")


class Limits(NamedTuple):
    """What one query may use: seconds, bytes of memory, rows, brackets in brackets, bytes of the answer's text."""

    seconds: float = 10.0
    memory: int = 2 << 30
    rows: int = 10_000
    nesting: int = 100
    bytes: int = 64 << 20


def refuse(sparql: str, *, nesting: int = Limits().nesting) -> None:
    """Refuse by name what no query may ask, before an engine sees it.

    Raises QueryError if the query asks another machine, changes the store, or has too many brackets in brackets (the
    engine overflows its stack from about 2,200 on, and ends the process).
    """
    if verb := update(sparql):
        raise QueryError(f"the query begins with {verb}, but a query may not change the store; ask SELECT, say")
    if _SERVICE.search(sparql):
        raise QueryError("the query asks another machine (SERVICE), which is not allowed; take that part out")
    # Brackets in strings and comments are none of the pattern's, but may hide some that are: both counts are heeded.
    if max(_depth(_BRACKET.findall(text)) for text in (sparql, _NO_PATTERN.sub(" ", sparql))) > nesting:
        raise QueryError(f"the query has more than {nesting} brackets in brackets; make it simpler")


def update(sparql: str) -> str | None:
    """Return the verb that a text begins with if it wants to change the store, else None.

    >>> update("PREFIX a: <b:> drop all")
    'DROP'
    """
    found = _UPDATE.match(sparql)
    return found["verb"].upper() if found else None


def _depth(brackets: Iterable[str]) -> int:
    """Return how many brackets are open at once, at most."""
    deepest = depth = 0
    for bracket in brackets:
        depth = depth + 1 if bracket in "({[" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
