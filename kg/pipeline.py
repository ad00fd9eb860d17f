"""Files become extractions, and extractions a graph: chunk by chunk, each article by itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from kg.articles.read import read
from kg.extractors import Extractor
from kg.model import Document, Extraction, Failure
from kg.plugins import find
from kg.rdf import knowledge as knowledge_graph
from kg.rdf.iris import KNOWLEDGE
from kg.rdf.read import ledger
from kg.rdf.write import content_hash, nquads
from kg.stores import Store
from kg.vocabulary import knowledge, sources

Result = TypeVar("Result")

_CHUNK = 16  # articles handed to an executor at once
_FLUSH = 500  # articles after which the store is made safe against a power cut


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read; `knowledge` is the folder of the user's own additions."""

    extractor: str = "rules"
    executor: str = "serial"
    encoding: str | None = None
    ids: Literal["name", "path"] = "name"
    knowledge: Path | None = None
    largest: int = 20_000_000


@dataclass(slots=True)
class Report:
    """What a build did: articles written, statements in them, articles left as they were, and failures."""

    articles: int = 0
    statements: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)


class Written(NamedTuple):
    """An article as quads, ready for a store."""

    article: str
    statements: int
    nquads: str


def extract(articles: Iterable[str | Path], options: Options | None = None) -> Iterator[Extraction | Failure]:
    """Yield one Extraction or Failure for each article, in order; articles are files, folders, globs or "-".

    Raises KgError if an option names nothing that there is.
    """
    options = options or Options()
    work = _Extract(options.extractor, options.knowledge)
    work.prepare()
    yield from _run(_documents(articles, options), work, options)


def build(
    articles: Iterable[str | Path],
    store: Store,
    options: Options | None = None,
    *,
    progress: Callable[[Report], None] | None = None,
) -> Report:
    """Read articles into a store, each in one atomic update; those that it holds unchanged are skipped.

    `progress` is called after each article. Raises KgError if the store cannot be written.
    """
    options = options or Options()
    work = _Write(options.extractor, options.knowledge)
    made_by = work.prepare()
    base = knowledge(options.knowledge)
    store.put(KNOWLEDGE.value, knowledge_graph.nquads(sources(options.knowledge), base.version))
    held = ledger(store.query)
    report = Report()

    def changed() -> Iterator[Document | Failure]:
        for document in _documents(articles, options):
            if isinstance(document, Document) and held.get(document.id) == (content_hash(document), made_by):
                report.unchanged += 1
                continue
            yield document

    for result in _run(changed(), work, options):
        if isinstance(result, Failure):
            report.failures.append(result)
        else:
            store.replace(result.article, result.nquads)
            report.articles += 1
            report.statements += result.statements
            if report.articles % _FLUSH == 0:
                store.flush()
        if progress is not None:
            progress(report)
    store.flush()
    return report


def _documents(articles: Iterable[str | Path], options: Options) -> Iterator[Document | Failure]:
    return read(articles, encoding=options.encoding, ids=options.ids, largest=options.largest)


def _run(
    documents: Iterable[Document | Failure],
    work: Callable[[tuple[Document | Failure, ...]], tuple[Result | Failure, ...]],
    options: Options,
) -> Iterator[Result | Failure]:
    make, argument = find("executor", options.executor)
    stream = iter(documents)
    chunks = iter(lambda: tuple(islice(stream, _CHUNK)), ())
    for results in make(argument)(work, chunks):
        yield from results


@cache
def _extractor(name: str, folder: Path | None) -> Extractor:
    """Make an extractor once in each process."""
    make, argument = find("extractor", name)
    found: Extractor = make(argument, knowledge=knowledge(folder))
    return found


@dataclass(frozen=True, slots=True)
class _Extract:
    """Extracts a chunk of documents; travels to worker processes by name."""

    extractor: str
    knowledge: Path | None

    def prepare(self) -> str:
        """Make the extractor here, so that a wrong name is told at once; return what it calls itself."""
        return _extractor(self.extractor, self.knowledge).made_by

    def __call__(self, chunk: tuple[Document | Failure, ...]) -> tuple[Extraction | Failure, ...]:
        """Return an Extraction or Failure for each document, failures of reading as they are."""
        extractor = _extractor(self.extractor, self.knowledge)
        found = extractor(document for document in chunk if isinstance(document, Document))
        return tuple(next(found) if isinstance(each, Document) else each for each in chunk)


@dataclass(frozen=True, slots=True)
class _Write:
    """Extracts a chunk of documents and writes them as quads, which travel between processes as text."""

    extractor: str
    knowledge: Path | None

    def prepare(self) -> str:
        """Make the extractor here, so that a wrong name is told at once; return what it calls itself."""
        return _extractor(self.extractor, self.knowledge).made_by

    def __call__(self, chunk: tuple[Document | Failure, ...]) -> tuple[Written | Failure, ...]:
        """Return quads or a Failure for each document."""
        base = knowledge(self.knowledge)
        return tuple(
            each if isinstance(each, Failure) else Written(each.document.id, len(each.statements), nquads(each, base))
            for each in _Extract(self.extractor, self.knowledge)(chunk)
        )
