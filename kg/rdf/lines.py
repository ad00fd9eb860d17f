"""N-Quads and N-Triples are cut into their lines, put in order and hashed."""

import hashlib
from collections.abc import Iterator


def lines(text: str) -> Iterator[str]:
    """Yield the lines of N-Quads text with a feed at the end of each, empty ones left out.

    Only a line feed ends a line there: str.splitlines would cut a literal that holds U+2028 or U+0085.
    """
    return (line + "\n" for line in text.split("\n") if line.strip())


def ordered(data: bytes | None) -> str:
    """Return what a serializer gave as text in order, so that the same quads are the same bytes."""
    return "".join(sorted(lines((data or b"").decode())))


def graph_hash(triples: str) -> str:
    """Return the hash of a graph given as N-Triples text in any order: by it the ledger proves what a store holds."""
    return hashlib.sha256("".join(sorted(lines(triples))).encode()).hexdigest()
