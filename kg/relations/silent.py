"""The grammar of a language of which no cues are known: it reads nothing."""

from collections.abc import Iterator, Mapping, Sequence

from kg.model import Entity, Mention, Status
from kg.relations.arguments import Background, Earlier, Roles
from kg.relations.cues import Governor, Hit
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene
from kg.text.words import Word


class Cues:
    """No cues."""

    def __init__(self, more: Sequence[Mapping[str, str]] = ()) -> None:
        """Take further rows, of which nothing can be made without knowing how the language inflects."""

    def find(self, words: Sequence[Word], stops: Sequence[int]) -> tuple[Hit, ...]:
        """Return nothing."""
        return ()

    def governors(self, words: Sequence[Word]) -> tuple[Governor, ...]:
        """Return nothing."""
        return ()


def phrases(
    text: str,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    verbs: frozenset[int],
    nouns: frozenset[int],
) -> tuple[Phrase, ...]:
    """Return nothing."""
    return ()


def sift(
    hits: Sequence[Hit], governors: Sequence[Governor], steps: Sequence[int], text: str, words: Sequence[Word]
) -> Sequence[Hit]:
    """Return the cues as they are."""
    return hits


def roles(hit: Hit, scene: Scene, background: Background, earlier: Earlier) -> Iterator[Roles]:
    """Yield nothing."""
    return iter(())


def status(hit: Hit, scene: Scene) -> tuple[Status, str]:
    """Return that it is told plainly."""
    return Status.ACTUAL, ""
