"""The extractor that needs no model files: rules over words, names and cues."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kg.entities.reading import read
from kg.errors import KgError, KnowledgeError, PluginError
from kg.extractors.parsing import NOTHING, Noticed
from kg.extractors.writing import placed, plainly
from kg.lang import load, rows, table
from kg.model import Document, Extraction, Failure, Knowledge, Span
from kg.relations import statements
from kg.relations.cues import Cues
from kg.relations.forest import forest
from kg.relations.grammar import grammar
from kg.relations.judging import Model
from kg.relations.scorer import weights
from kg.text import quotes, sentences, times
from kg.text.folding import Folded
from kg.text.words import Word
from kg.text.words import words as words_of

logger = logging.getLogger(__name__)

VERSION = "rules-1"


class Divided(NamedTuple):
    """An article, its sentences and the words of each."""

    document: Document
    sentences: tuple[Span, ...]
    words: tuple[tuple[Word, ...], ...]


def divide(document: Document) -> Divided:
    """Return an article in plain writing divided into sentences and words."""
    language, spans = load(document.language), sentences.split(document)
    return Divided(document, spans, tuple(words_of(document.text, span, language) for span in spans))


def ready(document: Document) -> tuple[Divided, Folded]:
    """Return an article divided in plain writing, and how its places are found in the original."""
    if (at := times.mixed(document.text)) >= 0:
        logger.warning("article %r: digits of several scripts at character %d; no date is read there", document.id, at)
    plain, folded = plainly(document)
    return divide(plain), folded


@cache
def trained(language: str) -> Model | None:
    """Return what was trained for a language, None where nothing was."""
    words, trees = weights(language), forest(language)
    return Model(words, trees) if words is not None and trees is not None else None


class Rules:
    """Reads documents one by one; one that cannot be read becomes a Failure."""

    def __init__(self, argument: str = "", *, knowledge: Knowledge) -> None:
        """Make the extractor; the argument "plain" leaves out the learned scorer.

        Raises PluginError for any other argument.
        """
        if argument not in ("", "plain"):
            raise PluginError(f"rules:{argument}: the extractor takes no such argument; write rules or rules:plain")
        self._knowledge = knowledge
        self._cues = cache(self._cues_of)
        self._model = trained if not argument else cache(lambda language: None)
        self.made_by = f"{VERSION}{':' + argument if argument else ''} knowledge-{knowledge.version}"

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction | Failure]:
        """Yield one Extraction or Failure for each document, in order."""
        for document in documents:
            try:
                yield self._extract(document)
            except KgError as error:
                yield Failure(document.id, str(error))

    def _extract(self, document: Document) -> Extraction:
        divided, folded = ready(document)
        return placed(self.read(divided), document, folded.original)

    def read(self, divided: Divided, noticed: Noticed = NOTHING) -> Extraction:
        """Return what an article in plain writing says, with the help of what a tagger and parser see in it."""
        document, spans, words = divided
        reading = read(document, spans, words, quotes.find(document, spans), self._knowledge, noticed.names)
        entities = {entity.id: entity for entity in reading.entities}
        day = times.written(document.text, spans, document.day, document.language)
        dates = tuple(found for span in spans for found in times.find(document.text, span, day, document.language))
        return Extraction(
            document=document,
            sentences=spans,
            quotes=reading.quotes,
            mentions=reading.mentions,
            entities=reading.entities,
            statements=statements.find(
                document,
                spans,
                words,
                reading.quotes,
                reading.mentions,
                entities,
                dates,
                self._knowledge,
                self._cues(document.language),
                self._model(document.language),
                noticed.parses,
            ),
            made_by=self.made_by,
        )

    def _cues_of(self, language: str) -> Cues:
        """Read the cues of a language, the user's own after those shipped."""
        where = f"{language}/cues.tsv"
        own = table(self._knowledge.cues.get(language, ()), where)
        shipped = rows(language, "cues")
        for row in own:
            if shipped and row.keys() != shipped[0].keys():
                raise KnowledgeError(f"{where}: its columns are {', '.join(row)}; write {', '.join(shipped[0])}")
            if row["kind"] not in (*self._knowledge.relations, "-") or not any(
                row.get(column) for column in ("past", "verb", "nouns")
            ):
                raise KnowledgeError(
                    f"{where}: the row {' '.join(row.values()).strip()!r} needs a known kind and a word"
                )
        return grammar(language).Cues(own)
