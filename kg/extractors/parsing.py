"""What Stanza finds in a text becomes values of ours: parses over our own words, and spans of names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.entities.tagged import Named
from kg.model import EntityKind, Span
from kg.relations.parses import ROOT, Node, Parse
from kg.text.words import Word

if TYPE_CHECKING:
    from stanza.models.common.doc import Document as StanzaDocument
    from stanza.models.common.doc import Sentence
    from stanza.models.common.doc import Span as StanzaSpan

_BREAK = "\n\n"
_KINDS = {
    "PER": EntityKind.PERSON,
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORG,
    "ORGANIZATION": EntityKind.ORG,
    "LOC": EntityKind.PLACE,
    "LOCATION": EntityKind.PLACE,
}
_SMALL = frozenset({"CCONJ", "SCONJ", "ADP", "DET", "PART", "PRON", "AUX", "PUNCT"})  # clitics beside a word
_DEEP = 40


class Noticed(NamedTuple):
    """What a tagger and parser see in an article: its names, and the parse of each sentence, None where broken."""

    names: tuple[Named, ...] = ()
    parses: tuple[Parse | None, ...] = ()


NOTHING = Noticed()
_LINES = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LONGEST = 200  # words: what a parse takes grows with the square of them


def readable(words: Sequence[Sequence[Word]]) -> tuple[int, ...]:
    """Return the numbers of the sentences that a parser can be given: those that have words, and not too many."""
    return tuple(number for number, inside in enumerate(words) if 0 < len(inside) <= _LONGEST)


def joined(text: str, sentences: Sequence[Span]) -> str:
    """Return the sentences as one text with an empty line between each two, which a tokenizer does not cross.

    Each letter stays one letter, so that places can be told back.
    """
    return _BREAK.join(_LINES.sub(" ", text[span.start : span.end]) for span in sentences)


def noticed(
    found: "StanzaDocument", sentences: Sequence[Span], words: Sequence[Sequence[Word]], joined_of: Sequence[int]
) -> Noticed:
    """Return what Stanza found in an article, in places of the article and words of ours.

    Stanza was given the sentences of these numbers, joined.
    """
    places = _Places([sentences[number] for number in joined_of])
    parses: list[Parse | None] = [None] * len(sentences)
    names: list[Named] = []
    for sentence in found.sentences:
        number = joined_of[places.number(sentence.tokens[0].start_char)]
        parses[number] = _parse(sentence, words[number], places)
        names.extend(_named(each, places) for each in sentence.ents if each.type in _KINDS)
    return Noticed(tuple(names), tuple(parses))


def _named(found: "StanzaSpan", places: "_Places") -> Named:
    """Return a name by its places in the article, and where a word of it that is taken for a verb begins."""
    verbs = (token for token in found.tokens[1:] if any(word.upos == "VERB" for word in token.words))
    verb = next((places.original(token.start_char) for token in verbs), None)
    return Named(Span(places.original(found.start_char), places.original(found.end_char)), _KINDS[found.type], verb)


class _Places:
    """Where in an article the letters of its joined sentences stand."""

    def __init__(self, sentences: Sequence[Span]) -> None:
        self._sentences = sentences
        self._starts: list[int] = []
        start = 0
        for span in sentences:
            self._starts.append(start)
            start += span.end - span.start + len(_BREAK)

    def number(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def original(self, place: int) -> int:
        number = self.number(place)
        return self._sentences[number].start + place - self._starts[number]


def _parse(sentence: "Sentence", words: Sequence[Word], places: _Places) -> Parse | None:
    """Return the parse over our words; None if a word of ours is in no token, or heads run in a circle."""
    ends = [word.end for word in words]
    at: list[int | None] = [None]  # by Stanza's number of the word, from 1: the word of ours that it is part of
    mains: dict[int, int] = {}
    for token in sentence.tokens:
        start, end = places.original(token.start_char), places.original(token.end_char)
        index = bisect_left(ends, start + 1)
        inside = index if index < len(words) and words[index].start < end else None
        for word in token.words:
            at.append(inside)
            if inside is not None and (inside not in mains or word.upos not in _SMALL):
                mains[inside] = word.id
    nodes = []
    for index in range(len(words)):
        node = _node(index, mains.get(index), at, sentence)
        if node is None:
            return None
        nodes.append(node)
    return tuple(nodes)


def _node(index: int, main: int | None, at: Sequence[int | None], sentence: "Sentence") -> Node | None:
    """Return a word of ours as a node: its head is the nearest word above that is part of another word of ours."""
    if main is None:
        return None
    first = word = sentence.words[main - 1]
    relation = word.deprel or "dep"
    for _ in range(_DEEP):
        head = word.head or 0
        if head == 0:
            return Node(ROOT, "root", first.upos or "X", first.lemma or "")
        if at[head] is not None and at[head] != index:
            return Node(at[head] or 0, relation, first.upos or "X", first.lemma or "")
        word = sentence.words[head - 1]
        if at[head] == index:
            relation = word.deprel or relation
    return None
