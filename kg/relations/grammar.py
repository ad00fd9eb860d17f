"""How a language tells a relation: its cues, how it marks who does it to whom, and how it tells plan and denial."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from kg.model import Entity, Mention, Status
from kg.relations.arguments import Background, Earlier, Roles
from kg.relations.cues import Cues, Governor, Hit
from kg.relations.phrases import Phrase
from kg.text.words import Word

if TYPE_CHECKING:
    from kg.relations.scenes import Scene

_PACKAGES = {"ar": "arabic", "en": "english", "tr": "turkish"}


class Grammar(Protocol):
    """What the package of a language offers; each `kg.relations.<language>` is one."""

    Cues: Callable[[Sequence[Mapping[str, str]]], Cues]  # reads the tables; the argument is further rows of cues

    def phrases(
        self,
        text: str,
        words: Sequence[Word],
        mentions: Sequence[Mention],
        entities: Mapping[str, Entity],
        verbs: frozenset[int],
        nouns: frozenset[int],
    ) -> tuple[Phrase, ...]:
        """Return the actors of a sentence in order; verbs and nouns are the indices of words known to be such."""

    def sift(
        self, hits: Sequence[Hit], governors: Sequence[Governor], steps: Sequence[int], text: str, words: Sequence[Word]
    ) -> Iterable[Hit]:
        """Leave out readings of cues that the sentence around them forbids."""

    def roles(self, hit: Hit, scene: "Scene", background: Background, earlier: Earlier) -> Iterator[Roles]:
        """Yield the actors that a cue relates, best first; none where the sentence does not mark them."""

    def status(self, hit: Hit, scene: "Scene") -> tuple[Status, str]:
        """Return the status of a cue and the word that gives it ("" where it is told plainly)."""


@cache
def grammar(language: str) -> Grammar:
    """Return the grammar of a language; one without a package of its own has no cues, and reads nothing."""
    return cast("Grammar", import_module(f"kg.relations.{_PACKAGES.get(language, 'silent')}"))
