"""A line is a sentence seen as words that the lexicon knows something of."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.entities.lexicon import Facts, Lexicon, Match
from kg.model import EntityKind, Span, Via
from kg.text.words import Word

_BLANK = " \u00a0\u202f\t\n\r\u200b\u200e\u200f"
# Marks that may stand inside a name or between a post and a name: 'الكيان "الإسرائيلي"'.
_CLOSING = {'"': '"', "”": "“", "»": "«"}
OPENING = {'"', "“", "«", "'", "‘", "”"}
CLOSING = {'"', "”", "»", "'", "’", "“"}
_JOINED = "وف"
_ENDED = 2  # letters that a word told by its ending has besides
_QUOTES = "\"“”«»„‟″'‘’"


class Passage(NamedTuple):
    """Words of a line that name an entity, before it is known which.

    `entity` is an id of the knowledge base, `state` the code of the state or organisation named beside it, `post` the
    type of the office, the sort and head of the body or the sort of the reference, `name` where the proper name stands,
    `core` where in the name of a body the name of its state begins (0: nowhere), `short` where in it stands what it is
    called without its head word ("لوموند" in "صحيفة لوموند") or without the adjectives after it, `clitics` what
    stands before a name that the lexicon does not know, `doubtful` tells an ordinary word that may be a name,
    `guess` is the state that the context tells, for who is not known otherwise,
    `inner` holds the bodies named within, which are no mentions of their own; `head` is where the head of a post or
    body begins whose state stands before it, `ending` how many letters at the end are no part of the name.
    """

    start: int
    end: int
    kind: EntityKind
    via: Via
    entity: str | None = None
    state: str | None = None
    post: str = ""
    name: tuple[int, int] | None = None
    core: int = 0
    clitics: str = ""
    doubtful: bool = False
    inner: tuple["Passage", ...] = ()
    short: tuple[tuple[int, int], ...] = ()
    guess: str | None = None
    head: int = 0
    ending: int = 0


class Line:
    """A sentence: the article's text, the words of the sentence, and the lexicon to read them with."""

    __slots__ = ("_readings", "known", "lexicon", "text", "words")

    def __init__(self, text: str, words: Sequence[Word], lexicon: Lexicon) -> None:
        self.text = text
        self.words = words
        self.lexicon = lexicon
        self.known = lexicon.facts(words)
        self._readings: dict[int, tuple[Match, ...]] = {}  # asked again and again by all that is read around a word

    def facts(self, index: int) -> Facts:
        """Return what is known of the word at index by itself."""
        return self.known[index]

    def match(self, index: int) -> Match | None:
        """Return the longest phrase of the lexicon that begins at index."""
        found = self.readings(index)
        return found[0] if found else None

    def readings(self, index: int) -> tuple[Match, ...]:
        """Return the longest phrases of the lexicon that begin at index."""
        found = self._readings.get(index)
        if found is None:
            found = self._readings[index] = self.lexicon.readings(self.words, index)
        return found

    def gap(self, index: int) -> str:
        """Return what stands between the word at index and the one before, without blanks."""
        if not 0 < index < len(self.words):
            return "."
        return self.text[self.words[index - 1].end : self.words[index].start].strip(_BLANK)

    def after(self, index: int) -> str:
        """Return what stands after the word before index, without blanks: the gap, or what ends the sentence."""
        end = self.words[index].start if index < len(self.words) else self.words[index - 1].end + 2
        return self.text[self.words[index - 1].end : end].strip(_BLANK)

    def close(self, index: int) -> bool:
        """Tell whether nothing but blanks and quotation marks parts the word at index from the one before."""
        return not self.gap(index).strip(_QUOTES + _BLANK)

    def definite(self, index: int) -> bool:
        """Tell whether the word at index begins with an article, a conjunction or preposition before it or not."""
        language, form = self.lexicon.language, self.words[index].form
        return form.lstrip(language.CONJUNCTIONS + language.PREPOSITIONS).startswith(language.ARTICLE)

    def joined(self, index: int) -> bool:
        """Tell whether the word at index begins with a letter that can be a conjunction."""
        form = self.words[index].form
        return form[:1] in self.lexicon.language.CONJUNCTIONS

    def written(self, start: int, end: int) -> str:
        """Return the words from start to end as the article writes them, with the mark that closes a quoted name."""
        first, last = self.words[start].start, self.words[end - 1].end
        words, after = self.text[first:last], self.text[last : last + 1]
        opening = _CLOSING.get(after)
        opened = 0 if opening is None else words.count(opening) - (words.count(after) if after != opening else 0)
        return words + after if opened % 2 else words

    def head(self, match: Match) -> str:
        """Return the common noun with which a phrase begins, as it compares: a later "الوكالة" points back to it."""
        return self.lexicon.core([self.words[match.start].form.removeprefix(match.prefix)])

    def doubtful(self, match: Match) -> bool:
        """Tell whether a name of one word is an ordinary word too, and nothing before it speaks for the name."""
        if match.end != match.start + 1:
            return False
        stem = self.words[match.start].form[len(match.prefix) :]
        licences = self.lexicon.doubt(self.lexicon.language.ARTICLE + stem if match.definite else stem)
        before = self.words[match.start].start
        if licences is None or self.text[before - 1 : before] in OPENING:
            return False
        written = self.written(match.start, match.end)
        if written.isupper() or self.lexicon.spelled(stem, written):
            # "WHO" is an organisation, "who" is not.
            return False
        if f"{match.prefix.lstrip(self.lexicon.language.CONJUNCTIONS)}-" in licences:
            return False
        return match.start == 0 or not _licensed(self.words[match.start - 1].form, licences)

    def span(self, start: int, end: int) -> Span:
        """Return where the words start to end stand in the text."""
        return Span(self.words[start].start, self.words[end - 1].end)


def _licensed(before: str, licences: frozenset[str]) -> bool:
    """Tell whether a word speaks for the name behind it: itself, or by an ending ("-ت": a verb, no plural in "ات")."""
    if before in licences or (before[:1] in _JOINED and before[1:] in licences):
        return True
    return any(
        licence[:1] == "-" and len(before) > _ENDED and before.endswith(licence[1:]) and not before.endswith("ات")
        for licence in licences
    )


class Found(NamedTuple):
    """A passage once it is linked: the sentence it stands in, its place, its entity and the code that it acts as.

    A state's capital or palace acts as its state where the text lets it act, a mere place never does.
    """

    sentence: int
    passage: Passage
    span: Span
    entity: str | None
    actor: str | None
