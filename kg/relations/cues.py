"""Cues, the words that tell a relation, and the verbs that govern them, as they stand in a sentence."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from kg.lang.forms import Form
from kg.text.words import Word


class Cue(NamedTuple):
    """A row of the cue table: the kind it tells, how it marks its target, and what else is known of it."""

    id: str
    kind: str
    targets: tuple[str, ...]
    flags: frozenset[str]
    needs_object: bool


class Hit(NamedTuple):
    """A cue in a sentence: the index of its first and last word, its row and the form it has there."""

    first: int
    last: int
    cue: Cue
    form: Form

    @property
    def is_verb(self) -> bool:
        """Tell whether the cue is a finite verb here."""
        return self.form.kind in ("past", "present")


class Governor(NamedTuple):
    """A verb or verbal noun that governs what follows: where it stands, its form and what it does to the status."""

    place: int
    form: Form
    effect: str
    control: bool = False  # its object does what the complement tells: "دعت فرنسا إلى الاعتراف"


class Cues(Protocol):
    """The cues and governing verbs of one language, ready to be looked up."""

    def find(self, words: Sequence[Word], stops: Sequence[int]) -> tuple[Hit, ...]:
        """Return the cues among the words; stops gives for each word the number of the clause it stands in."""

    def governors(self, words: Sequence[Word]) -> tuple[Governor, ...]:
        """Return the governing verbs and verbal nouns among the words."""
