"""The dependency parse of a sentence over our own words."""

from typing import NamedTuple

ROOT = -1  # in place of a head


class Node(NamedTuple):
    """A word of a parse: the index of its head (ROOT: none), its relation to it, its part of speech and lemma."""

    head: int
    relation: str
    tag: str
    lemma: str


Parse = tuple[Node, ...]
