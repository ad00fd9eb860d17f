"""The extractor that reads with Stanza's models too: names it has never seen, and a parse of each sentence."""

import json
import logging
import multiprocessing
import pickle
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KgError, ModelError, PluginError
from kg.extractors import models
from kg.extractors.models import Models
from kg.extractors.parsing import NOTHING, Noticed, joined, noticed, readable
from kg.extractors.rules import Divided, Rules, ready
from kg.extractors.writing import placed
from kg.model import Document, Extraction, Failure, Knowledge
from kg.text.folding import Folded

if TYPE_CHECKING:
    from stanza import Pipeline

BATCH = 16
# Before 1.14 word vectors that are no plain weights were unpickled all the same; 1.15 is what was tested.
_OLDEST = (1, 15)
# What Stanza and PyTorch raise over a file that is no model of theirs.
_UNLOADABLE = (
    pickle.UnpicklingError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


class _Ready(NamedTuple):
    """An article as published, in plain writing, and what could not be made ready of it."""

    document: Document
    divided: Divided
    folded: Folded


class Stanza:
    """Reads documents in batches; what the rules and the knowledge base know stays as they say."""

    def __init__(self, argument: str = "", *, knowledge: Knowledge, rules: Rules | None = None) -> None:
        """Make the extractor; the argument is the folder of the models, which are loaded when first needed.

        `rules` read with what the models see; they are those of the extractor `rules` if they are not given.

        Raises PluginError if Stanza is not installed, ModelError if the folder has no models.
        """
        where = models.folder(argument)
        stanza = _installed()
        languages = models.languages(where)
        if not languages:
            models.find(where, "ar")  # tells what is missing
        self._where = where
        self._models = {language: models.find(where, language) for language in languages}
        self._rules = rules or Rules(knowledge=knowledge)
        known = " ".join(map(models.told, self._models.values()))
        self.made_by = f"stanza-{stanza} {known} {self._rules.made_by}"

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction | Failure]:
        """Yield one Extraction or Failure for each document, in order."""
        stream = iter(documents)
        while batch := tuple(islice(stream, BATCH)):
            yield from self._batch(batch)

    def _batch(self, batch: Sequence[Document]) -> Iterator[Extraction | Failure]:
        made = [self._ready(document) for document in batch]
        seen: dict[int, Noticed] = {}
        whole = [(number, each) for number, each in enumerate(made) if isinstance(each, _Ready)]
        for language in dict.fromkeys(each.document.language for _, each in whole):
            alike = [(number, each) for number, each in whole if each.document.language == language]
            found = _noticed(self._models[language], [each.divided for _, each in alike])
            seen.update(zip((number for number, _ in alike), found, strict=True))
        for number, each in enumerate(made):
            yield each if isinstance(each, Failure) else self._extract(each, seen[number])

    def _ready(self, document: Document) -> _Ready | Failure:
        try:
            if document.language not in self._models:
                models.find(self._where, document.language)
            return _Ready(document, *ready(document))
        except KgError as error:
            return Failure(document.id, str(error))

    def _extract(self, each: _Ready, seen: Noticed) -> Extraction | Failure:
        try:
            found = placed(self._rules.read(each.divided, seen), each.document, each.folded.original)
        except KgError as error:
            return Failure(each.document.id, str(error))
        return replace(found, made_by=self.made_by)


def _installed() -> str:
    """Return the version of Stanza, which must be one that takes nothing but weights from a model's file."""
    try:
        found = version("stanza")
    except PackageNotFoundError as error:
        raise PluginError(
            "stanza: the package is not installed; pip install 'state-relations[stanza]', or use --extractor rules"
        ) from error
    if tuple(int(number) for number in re.findall(r"\d+", found)[:2]) < _OLDEST:
        raise PluginError(f"stanza {found}: models can run code in versions before 1.15; pip install -U stanza")
    return found


def _noticed(known: Models, articles: Sequence[Divided]) -> Iterator[Noticed]:
    """Yield what the models see in each article of one language."""
    kept = [readable(each.words) for each in articles]
    texts = [
        joined(each.document.text, [each.sentences[number] for number in numbers])
        for each, numbers in zip(articles, kept, strict=True)
    ]
    run = _pipeline(known)
    found = iter(run.bulk_process([text for text in texts if text]))
    for article, numbers, text in zip(articles, kept, texts, strict=True):
        yield noticed(next(found), article.sentences, article.words, numbers) if text else NOTHING


@cache
def _pipeline(known: Models) -> "Pipeline":
    """Load the models of a language, once in a process; nothing is fetched, and of the files only weights are read.

    Raises ModelError if a file is no model.
    """
    import stanza
    import torch

    logging.getLogger("stanza").setLevel(logging.ERROR)
    if multiprocessing.parent_process() is not None:
        torch.set_num_threads(1)  # each process of `local:N` is to keep one core busy
    paths = {f"ner_{each}_path": "" for each in ("pretrain", "forward_charlm", "backward_charlm")}
    paths |= {file.option: str(file.path) for file in known.files}
    with tempfile.TemporaryDirectory() as empty:
        # Every file is named: Stanza needs an index all the same, but must take none of its own choice.
        index = Path(empty, models.INDEX)
        index.write_text(json.dumps({}), encoding="utf-8")
        try:
            return stanza.Pipeline(
                known.language,
                dir=empty,
                processors=",".join(known.processors),
                resources_filepath=str(index),
                download_method=None,
                allow_unknown_language=True,
                tokenize_no_ssplit=True,
                verbose=False,
                **paths,
            )
        except _UNLOADABLE as error:
            raise ModelError(
                f"{known.files[0].path.parent}: Stanza cannot load its models ({_one_line(error)}); "
                f"fetch them anew with kg models remove and kg models download {known.language}"
            ) from error


def _one_line(error: Exception) -> str:
    """Return the beginning of an error on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
