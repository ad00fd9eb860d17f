"""Stores kept by Oxigraph, in memory or in a folder on disk."""

import logging
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.errors import StoreError
from kg.rdf import iris
from kg.rdf.results import Cell, Result
from kg.stores.asking import answer
from kg.stores.journal import NAME, Entry, Journal
from kg.stores.limits import Limits
from kg.stores.updates import amending, putting, quads, removing, replacing, told

if TYPE_CHECKING:
    from rdflib import Dataset

logger = logging.getLogger(__name__)

# Files that RocksDB, under Oxigraph, keeps in its folder: a folder with other files only is not one of ours.
_OWN_FILES = ("CURRENT", "LOCK", "IDENTITY")
_IN_USE = ("lock hold by", "While lock file")  # how RocksDB tells that somebody holds the lock
_LARGEST = 256 << 20  # bytes of the journal at which the store is flushed
_PAUSES = (0.02, 0.05, *(0.1,) * 5, *(0.2,) * 40)  # seconds between trials to open a store beside a writer


def memory(argument: str = "") -> "OxigraphStore":
    """Open a store that lives as long as the process; it takes no argument."""
    if argument:
        raise StoreError(f"memory:{argument}: a store in memory takes no name; write memory: or oxigraph:{argument}")
    return OxigraphStore(pyoxigraph.Store(), "memory:")


def directory(argument: str) -> "OxigraphStore":
    """Open or make the store in a folder on disk.

    Raises StoreError if the folder is not a store, cannot be written, is damaged or in use by another process.
    """
    if not argument:
        raise StoreError("oxigraph: names no folder; write oxigraph:DIR")
    path = Path(argument)
    _check(path, argument)
    with _opening(argument):
        path.parent.mkdir(parents=True, exist_ok=True)
        store = pyoxigraph.Store(str(path))
        return OxigraphStore(store, f"oxigraph:{argument}", Journal(path / NAME))


def reading(argument: str, *, where: Path | None = None) -> "OxigraphStore":
    """Open the store in a folder as it is now, for queries only; another process may go on writing to it.

    A process that sees the folder in another place says where; messages call it by the argument.

    Raises StoreError if there is none, or if it is damaged.
    """
    if not argument:
        raise StoreError("oxigraph: names no folder; write oxigraph:DIR")
    path = where or Path(argument)
    _check(path, argument)
    if not (path / "CURRENT").exists():
        raise StoreError(f"oxigraph:{argument}: no such store; kg build ARTICLES --store oxigraph:DIR makes one")
    failed: frozenset[tuple[str, int, int, int]] | None = None  # how the folder was when it could not be opened
    for pause in _PAUSES:
        before = state(path)
        if before == failed:  # nobody writes: it is damaged
            break
        with suppress(OSError, RuntimeError):  # a file that the writer has just taken away; the next list lacks it
            return OxigraphStore(_touched(pyoxigraph.Store.read_only(str(path))), f"oxigraph:{argument}")
        failed = before
        time.sleep(pause)
    with _opening(argument):
        return OxigraphStore(_touched(pyoxigraph.Store.read_only(str(path))), f"oxigraph:{argument}")


def state(directory: Path) -> frozenset[tuple[str, int, int, int]]:
    """Return what shows whether a store has changed since: its files, but for the log of messages."""
    try:
        with os.scandir(directory) as files:
            told = [(file.name, file.stat()) for file in files if not file.name.startswith("LOG")]
    except OSError:  # it is not there, or a file has just gone
        return frozenset()
    return frozenset((name, each.st_ino, each.st_size, each.st_mtime_ns) for name, each in told)


def _touched(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """Look into each index: the engine opens the first 16 files at once, and others when they are first needed."""
    quad = next(iter(store.quads_for_pattern(None, None, None, None)), None)
    if quad is not None:
        one, kind, other, graph = quad
        indexes = [
            (one, None, None, None),
            (None, kind, None, None),
            (None, None, other, None),
            (None, None, None, graph),
            (None, kind, None, graph),
            (None, None, other, graph),
        ]
        for index in indexes:
            next(iter(store.quads_for_pattern(*index)), None)
    return store


@contextmanager
def _opening(argument: str) -> Iterator[None]:
    """Tell in plain words why a folder cannot be opened."""
    try:
        yield
    except OSError as error:
        if any(words in str(error) for words in _IN_USE):
            message = f"oxigraph:{argument}: another process is using this store; wait for it to end"
        elif isinstance(error, FileNotFoundError) and (Path(argument) / "CURRENT").exists():
            message = _damaged(argument, told(error))
        else:
            message = f"oxigraph:{argument}: cannot be opened: {told(error)}; check the folder's rights and the disk"
        raise StoreError(message) from error
    except RuntimeError as error:
        raise StoreError(_damaged(argument, told(error))) from error


def _damaged(argument: str, reason: str) -> str:
    where = f"oxigraph:{argument}"
    return f"{where}: the store is damaged ({reason}); restore it with kg restore BACKUP {where} --replace"


def _check(path: Path, argument: str) -> None:
    if path.is_file():
        raise StoreError(f"oxigraph:{argument}: is a file; give a folder")
    if path.is_dir() and any(path.iterdir()) and not any((path / name).exists() for name in _OWN_FILES):
        raise StoreError(f"oxigraph:{argument}: the folder holds other files; give an empty or new one")
    # The engine would take the folder for a new one, and what is left of the old store for rubbish.
    if path.is_dir() and not (path / "CURRENT").exists() and any(path.glob("*.sst")):
        raise StoreError(_damaged(argument, "its file CURRENT is gone"))


class OxigraphStore:
    """A graph in Oxigraph. Without GRAPH a query sees articles, derived triples and knowledge as one graph."""

    def __init__(self, store: pyoxigraph.Store, name: str, journal: Journal | None = None) -> None:
        """Take a store that is open, and put back what its journal has and it has not; name is how messages call it."""
        self._store = store
        self._name = name
        self._journal: Journal | None = None
        self.recovered = 0
        if journal is not None:
            self._recover(journal)
            self._journal = journal

    def replace(self, article: str, nquads: str, *, verdicts: str | None = None) -> None:
        """Put an article's quads, and all verdicts if given, in the place of what it held, in one atomic update."""
        entry = Entry(article, nquads, verdicts)
        if verdicts is not None or self._holds(iris.article(article)):
            self._update(replacing(article, nquads, self._name, verdicts), entry)
            return
        # Nothing is to be taken away: one transaction that is several times faster than the update of the same.
        found = quads(nquads, self._name)
        with self._writing(entry):
            self._store.extend(found)

    def remove(self, article: str) -> None:
        """Take an article, and everything derived that only it supports, out of the store."""
        self._update(removing(article), Entry(article, None))

    def put(self, graph: str, nquads: str) -> None:
        """Put the quads of one graph in the place of what it held, in one atomic update, safe from a power cut."""
        self._update(putting(graph, nquads, self._name))
        self.flush()

    def amend(self, graph: str, out: str, into: str) -> None:
        """Take triples out of a graph and put others in, in one atomic update, safe from a power cut."""
        self._update(amending(graph, out, into, self._name))
        self.flush()

    def load(self, nquads: str) -> None:
        """Load quads fast into a store that holds no articles."""
        try:
            self._store.bulk_load(nquads.encode(), format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(f"{self._name}: no well-formed N-Quads: {told(error)}; nothing was loaded") from error
        except OSError as error:
            raise StoreError(f"{self._name}: cannot be written: {error}; free space and try again") from error

    def query(self, sparql: str, bindings: Mapping[str, Cell] | None = None, *, limits: Limits | None = None) -> Result:
        """Answer a query; the prefixes of the ontology need not be declared."""
        return answer(self._store, sparql, bindings, name=self._name, limits=limits)

    def flush(self) -> None:
        """Make everything written so far survive a power cut."""
        with self._writing():
            self._store.flush()
            if self._journal is not None:
                self._journal.clear()

    def checkpoint(self, folder: Path) -> None:
        """Copy the store as it is now into a new folder of the same disk, with which it may share files."""
        self.flush()
        with self._writing():
            self._store.backup(str(folder))

    def close(self) -> None:
        """Give the store back: another process may open it."""
        try:
            self.flush()
        finally:
            if self._journal is not None:
                self._journal.close()
            del self._store

    @property
    def dataset(self) -> "Dataset":
        """Return a live rdflib Dataset over the same data, its default graph the union of all."""
        from oxrdflib import OxigraphStore as Adapter
        from rdflib import Dataset

        dataset = Dataset(store=Adapter(store=self._store), default_union=True)
        for prefix, iri in iris.PREFIXES.items():
            dataset.bind(prefix, iri)
        return dataset

    def _holds(self, article: NamedNode) -> bool:
        """Tell whether the store has anything of an article."""
        row = self._store.quads_for_pattern(article, None, None, iris.LEDGER)
        return self._store.contains_named_graph(article) or next(row, None) is not None

    def _recover(self, journal: Journal) -> None:
        """Make the last change of each article again that a power cut has taken out of the store."""
        last = {entry.article: number for number, entry in enumerate(journal.entries())}
        verdicts: str | None = None
        for number, entry in enumerate(journal.entries()):
            verdicts = verdicts if entry.verdicts is None else entry.verdicts
            if last[entry.article] != number or self._has(entry):
                continue
            if entry.nquads is None:
                self.remove(entry.article)
            else:
                self.replace(entry.article, entry.nquads, verdicts=entry.verdicts)
            self.recovered += 1
        if verdicts is not None:
            self.put(iris.VERDICTS.value, verdicts)
        if journal.size:
            self.flush()
            journal.clear()
        if self.recovered:
            message = "%s: was cut off; %d articles that it had lost were put back from its journal"
            logger.warning(message, self._name, self.recovered)

    def _has(self, entry: Entry) -> bool:
        """Tell whether the store has a change that the journal tells of, by the ledger's mark of its graph."""
        article = iris.article(entry.article)
        if entry.nquads is None:
            return not self._holds(article)
        marks = self._store.quads_for_pattern(article, iris.term("graphHash"), None, iris.LEDGER)
        return any(f" {mark.object} {iris.LEDGER} .\n" in entry.nquads for mark in marks)

    def _update(self, text: str, entry: Entry | None = None) -> None:
        with self._writing(entry):
            self._store.update(text)

    @contextmanager
    def _writing(self, entry: Entry | None = None) -> Iterator[None]:
        """Keep a change in the journal while it is made, and tell in plain words why it cannot be."""
        place = None
        try:
            if entry is not None and self._journal is not None:
                place = self._journal.write(entry)
            yield
        except (SyntaxError, OSError, RuntimeError) as error:
            if place is not None and self._journal is not None:
                self._journal.undo(place)
            if isinstance(error, SyntaxError):
                message = f"the quads are not well formed: {told(error)}; nothing was written"
            elif isinstance(error, RuntimeError):
                message = f"the store is damaged ({told(error)}); kg restore BACKUP STORE puts a backup in its place"
            else:
                message = f"cannot be written: {told(error)}{self._room(error)}; free space and do the same again"
            raise StoreError(f"{self._name}: {message}") from error
        if self._journal is not None and self._journal.size > _LARGEST:
            self.flush()

    def _room(self, error: OSError) -> str:
        """Return how much room there is, where that is the trouble."""
        if self._journal is None or "space" not in str(error).lower():
            return ""
        folder = Path(self._name.partition(":")[2]).absolute()
        return f" ({shutil.disk_usage(folder).free} bytes are left on the disk of {folder})"
