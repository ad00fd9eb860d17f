"""Files become extractions, and extractions a graph: chunk by chunk, each article by itself."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from kg import vocabulary
from kg.articles.read import LARGEST, Ids, read
from kg.errors import KgError, PluginError, StoreError
from kg.executors import Executor, Lost
from kg.extractors import Extractor
from kg.model import Document, Extraction, Failure, Remark, Usage, Verdict
from kg.plugins import find
from kg.rdf import knowledge as knowledge_graph
from kg.rdf import verdicts
from kg.rdf.articles import document
from kg.rdf.iris import KNOWLEDGE
from kg.rdf.read import knowledge_version, ledger
from kg.rdf.write import content_hash, nquads
from kg.stores import Store

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

# Articles handed to an executor at once: what a message to another process costs is shared by them. An extractor may
# ask for another number (`batch`): it keeps several requests under way at once.
_CHUNK = 16
# What a fault of an extractor over an odd article raises; a KgError tells that it cannot work at all.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
_FLUSH = 500  # articles after which the store is made safe against a power cut: a flush takes as long as 60 articles


class Done(NamedTuple):
    """That an article is in the store, and with how many statements; unchanged: it was there before.

    `remarks` and `usage` tell of its reading, where a language model did it.
    """

    article: str
    statements: int = 0
    unchanged: bool = False
    remarks: tuple[Remark, ...] = ()
    usage: Usage | None = None


class Report(NamedTuple):
    """What a build did: articles written, statements in them, articles left as they were, and failures."""

    articles: int
    statements: int
    unchanged: int
    failures: tuple[Failure, ...]


def extract(
    articles: Iterable[str | Path],
    *,
    extractor: str = "rules",
    executor: str = "serial",
    encoding: str | None = None,
    ids: Ids = "name",
    knowledge: Path | None = None,
    largest: int = LARGEST,
) -> Iterator[Extraction | Failure]:
    """Yield one Extraction or Failure for each article, in order; articles are files, folders, globs or "-".

    `knowledge` is a folder of your own additions, `largest` the most bytes that an article may have.

    Raises KgError if an option names nothing that there is.
    """
    run = _executor(executor)
    work = _Extract(extractor, knowledge)
    made = work.prepare(executor)
    return _run(read(articles, encoding=encoding, ids=ids, largest=largest), work, run, _batch(made))


def compare(
    articles: Iterable[str | Path],
    extractors: Sequence[str],
    *,
    encoding: str | None = None,
    ids: Ids = "name",
    knowledge: Path | None = None,
    largest: int = LARGEST,
) -> Iterator[tuple[Extraction | Failure, ...]]:
    """Yield what each of several extractors makes of each article, in order; the options are those of `extract`.

    Raises KgError if an option names nothing that there is.
    """
    works = [_Extract(extractor, knowledge) for extractor in extractors]
    for work in works:
        work.prepare("serial")
    batch = max(_batch(_extractor(name, knowledge)) for name in extractors)
    stream = iter(read(articles, encoding=encoding, ids=ids, largest=largest))
    while chunk := tuple(islice(stream, batch)):
        yield from zip(*(work(chunk) for work in works), strict=True)


def build(
    articles: Iterable[str | Path],
    store: Store,
    *,
    extractor: str = "rules",
    executor: str = "serial",
    encoding: str | None = None,
    ids: Ids = "name",
    knowledge: Path | None = None,
    largest: int = LARGEST,
    progress: Callable[[Done | Failure], None] = lambda _: None,
) -> Report:
    """Read articles into a store, each in one atomic update; those that it holds unchanged are skipped.

    The options are those of `extract`; `progress` is called with what became of each article.

    Raises KgError if an option names nothing that there is, or if the store cannot be written.
    """
    run = _executor(executor)
    work = _Write(extractor, knowledge, verdicts.read(store.query))
    made = work.prepare(executor)
    made_by = made.made_by
    documents = read(articles, encoding=encoding, ids=ids, largest=largest)
    know(store, knowledge)
    held = ledger(store.query)
    unchanged = 0

    def changed() -> Iterator[Document | Failure]:
        nonlocal unchanged
        for each in documents:
            if isinstance(each, Document) and held.get(each.id) == (content_hash(each), made_by):
                unchanged += 1
                progress(Done(each.id, unchanged=True))
            else:
                yield each

    written, statements, failures = _store(_run(changed(), work, run, _batch(made)), store, progress)
    return Report(written, statements, unchanged, failures)


def update(
    store: Store,
    *,
    extractor: str = "rules",
    executor: str = "serial",
    knowledge: Path | None = None,
    progress: Callable[[Done | Failure], None] = lambda _: None,
) -> Report:
    """Read again, from the text that the store keeps, every article that another extractor or knowledge has read.

    Each article is one atomic update, so that an update that was stopped goes on where it was when it is done again.

    Raises KgError if an option names nothing that there is, or if the store cannot be written.
    """
    run = _executor(executor)
    work = _Write(extractor, knowledge, verdicts.read(store.query))
    made = work.prepare(executor)
    made_by = made.made_by
    held = ledger(store.query)
    know(store, knowledge)
    old = sorted(article for article, (_, by) in held.items() if by != made_by)
    written, statements, failures = _store(_run(_kept(store, old), work, run, _batch(made)), store, progress)
    return Report(written, statements, len(held) - len(old), failures)


def reread(store: Store, articles: Iterable[str], *, extractor: str = "rules", knowledge: Path | None = None) -> Report:
    """Read some articles again from the text that the store keeps, whoever has read them.

    Raises KgError if an option names nothing that there is, or if the store cannot be written.
    """
    work = _Write(extractor, knowledge, verdicts.read(store.query))
    made = work.prepare("serial")
    run = _run(_kept(store, articles), work, _executor("serial"), _batch(made))
    written, statements, failures = _store(run, store)
    return Report(written, statements, 0, failures)


def know(store: Store, folder: Path | None = None) -> None:
    """Put the knowledge, with the user's own in a folder, into a store, unless it is there."""
    version = vocabulary.knowledge(folder).version
    if knowledge_version(store.query) == version:
        return
    store.put(KNOWLEDGE.value, knowledge_graph.nquads(vocabulary.sources(folder), version))


def _kept(store: Store, articles: Iterable[str]) -> Iterator[Document | Failure]:
    """Yield articles as a store keeps them."""
    for article in articles:
        try:
            yield document(store.query, article)
        except StoreError as error:
            yield Failure(article, str(error))


def _store(
    results: Iterable["_Written | Failure"], store: Store, progress: Callable[[Done | Failure], None] = lambda _: None
) -> tuple[int, int, tuple[Failure, ...]]:
    """Write articles into a store; return how many, with how many statements, and what failed."""
    written = statements = 0
    failures: list[Failure] = []
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
            progress(result)
            continue
        store.replace(result.article, result.nquads)
        written += 1
        statements += result.statements
        if written % _FLUSH == 0:
            store.flush()
        progress(Done(result.article, result.statements, remarks=result.remarks, usage=result.usage))
    store.flush()
    return written, statements, tuple(failures)


def _executor(name: str) -> Executor:
    make, argument = find("executor", name)
    found: Executor = make(argument)
    return found


def _run(
    documents: Iterable[Document | Failure],
    work: Callable[[tuple[Document | Failure, ...]], tuple[Result | Failure, ...]],
    run: Executor,
    batch: int,
) -> Iterator[Result | Failure]:
    """Yield what becomes of each document; a chunk that was the end of a process is done again article by article."""
    stream = iter(documents)
    under_way: list[tuple[Document | Failure, ...]] = []

    def chunks() -> Iterator[tuple[Document | Failure, ...]]:
        while chunk := tuple(islice(stream, batch)):
            under_way.append(chunk)
            yield chunk

    for results in run(work, chunks()):
        chunk = under_way.pop(0)
        if not isinstance(results, Lost):
            yield from results
            continue
        for each, result in zip(chunk, run(work, ((each,) for each in chunk)), strict=True):
            if isinstance(result, Lost):
                source = each.source if isinstance(each, Failure) else each.id
                yield Failure(source, f"{source}: {result.reason}; read it alone to see why")
            else:
                yield from result


@cache
def _extractor(name: str, folder: Path | None) -> Extractor:
    """Make an extractor once in each process."""
    make, argument = find("extractor", name)
    found: Extractor = make(argument, knowledge=vocabulary.knowledge(folder))
    return found


def _prepared(name: str, folder: Path | None, executor: str) -> Extractor:
    """Make an extractor, if it can be run so."""
    made = _extractor(name, folder)
    if executor != "serial" and getattr(made, "one_process", False):
        raise PluginError(f"{executor}: this extractor sends several requests at once by itself; leave out --executor")
    return made


def _batch(extractor: Extractor) -> int:
    """Return how many articles to hand over at once."""
    size: int = getattr(extractor, "batch", _CHUNK)
    return size


@dataclass(frozen=True, slots=True)
class _Extract:
    """Extracts a chunk of documents; travels to worker processes by name."""

    extractor: str
    knowledge: Path | None

    def prepare(self, executor: str) -> Extractor:
        """Make the extractor here, so that a wrong name is told at once."""
        return _prepared(self.extractor, self.knowledge, executor)

    def __call__(self, chunk: tuple[Document | Failure, ...]) -> tuple[Extraction | Failure, ...]:
        """Return an Extraction or Failure for each document, failures of reading as they are."""
        documents = [document for document in chunk if isinstance(document, Document)]
        found = iter(_extractions(_extractor(self.extractor, self.knowledge), documents))
        return tuple(next(found) if isinstance(each, Document) else each for each in chunk)


def _extractions(extractor: Extractor, documents: Sequence[Document]) -> Sequence[Extraction | Failure]:
    """Return what becomes of each document; a fault of the extractor costs the article that it shows with, no other."""
    found: list[Extraction | Failure] = []
    try:
        found.extend(extractor(documents))
    except _FAULTS as error:
        logger.debug("an extractor failed", exc_info=True)
        if len(documents) == 1:
            return [
                Failure(documents[0].id, f"the extractor failed, {_told(error)}; please report it with the article")
            ]
        # An extractor that reads ahead may have failed over a later document than the one it owed.
        return [*found, *(each for one in documents[len(found) :] for each in _extractions(extractor, [one]))]
    return found


def _told(error: Exception) -> str:
    """Return an error on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


class _Written(NamedTuple):
    """An article as quads, ready for a store."""

    article: str
    statements: int
    nquads: str
    remarks: tuple[Remark, ...] = ()
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class _Write:
    """Extracts a chunk of documents and writes them as quads, which travel between processes as text."""

    extractor: str
    knowledge: Path | None
    verdicts: tuple[Verdict, ...]

    def prepare(self, executor: str) -> Extractor:
        """Make the extractor here, so that a wrong name is told at once."""
        return _prepared(self.extractor, self.knowledge, executor)

    def __call__(self, chunk: tuple[Document | Failure, ...]) -> tuple[_Written | Failure, ...]:
        """Return quads or a Failure for each document."""
        return tuple(map(self._written, _Extract(self.extractor, self.knowledge)(chunk)))

    def _written(self, found: Extraction | Failure) -> _Written | Failure:
        if isinstance(found, Failure):
            return found
        try:
            quads = nquads(found, vocabulary.knowledge(self.knowledge), verdicts=self.verdicts)
        except KgError as error:
            return Failure(found.document.id, str(error))
        return _Written(found.document.id, len(found.statements), quads, found.remarks, found.usage)
