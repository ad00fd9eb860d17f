"""Stores kept by Oxigraph, in memory or in a folder on disk."""

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
from kg.stores.limits import Limits
from kg.stores.updates import putting, quads, removing, replacing, told

if TYPE_CHECKING:
    from rdflib import Dataset

# Files that RocksDB, under Oxigraph, keeps in its folder: a folder with other files only is not one of ours.
_OWN_FILES = ("CURRENT", "LOCK", "IDENTITY")
_TRIES, _PAUSE = 5, 0.02  # to open beside a writer, and seconds between


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
    _check(path)
    with _opening(argument):
        path.parent.mkdir(parents=True, exist_ok=True)
        return OxigraphStore(pyoxigraph.Store(str(path)), f"oxigraph:{argument}")


def reading(argument: str) -> "OxigraphStore":
    """Open the store in a folder as it is now, for queries only; another process may go on writing to it.

    Raises StoreError if there is none, or if it is damaged.
    """
    if not argument:
        raise StoreError("oxigraph: names no folder; write oxigraph:DIR")
    path = Path(argument)
    _check(path)
    if not (path / "CURRENT").exists():
        raise StoreError(f"oxigraph:{argument}: no such store; kg build ARTICLES --store oxigraph:DIR makes one")
    for _ in range(_TRIES - 1):
        with suppress(OSError, RuntimeError):  # a file that the writer has just taken away; the next list lacks it
            return OxigraphStore(pyoxigraph.Store.read_only(str(path)), f"oxigraph:{argument}")
        time.sleep(_PAUSE)
    with _opening(argument):
        return OxigraphStore(pyoxigraph.Store.read_only(str(path)), f"oxigraph:{argument}")


@contextmanager
def _opening(argument: str) -> Iterator[None]:
    """Tell in plain words why a folder cannot be opened."""
    try:
        yield
    except OSError as error:
        if "lock" in str(error).lower():
            message = f"oxigraph:{argument}: another process is using this store; wait for it to end"
        else:
            message = f"oxigraph:{argument}: cannot be opened: {error}; check the folder's rights and the disk"
        raise StoreError(message) from error
    except RuntimeError as error:
        message = f"oxigraph:{argument}: the store is damaged ({error}); restore it from a backup or build it anew"
        raise StoreError(message) from error


def _check(path: Path) -> None:
    if path.is_file():
        raise StoreError(f"oxigraph:{path}: is a file; give a folder")
    if path.is_dir() and any(path.iterdir()) and not any((path / name).exists() for name in _OWN_FILES):
        raise StoreError(f"oxigraph:{path}: the folder holds other files; give an empty or new one")


class OxigraphStore:
    """A graph in Oxigraph. Without GRAPH a query sees articles, derived triples and knowledge as one graph."""

    def __init__(self, store: pyoxigraph.Store, name: str) -> None:
        """Take a store that is open; name is how messages call it."""
        self._store = store
        self._name = name

    def replace(self, article: str, nquads: str, *, verdicts: str | None = None) -> None:
        """Put an article's quads, and all verdicts if given, in the place of what it held, in one atomic update."""
        if verdicts is not None or self._holds(iris.article(article)):
            self._update(replacing(article, nquads, self._name, verdicts))
            return
        # Nothing is to be taken away: one transaction that is several times faster than the update of the same.
        found = quads(nquads, self._name)
        with self._writing():
            self._store.extend(found)

    def remove(self, article: str) -> None:
        """Take an article, and everything derived that only it supports, out of the store."""
        self._update(removing(article))

    def put(self, graph: str, nquads: str) -> None:
        """Put the quads of one graph in the place of what it held, in one atomic update."""
        self._update(putting(graph, nquads, self._name))

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
        self._store.flush()

    def close(self) -> None:
        """Give the store back: another process may open it."""
        self._store.flush()
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

    def _update(self, text: str) -> None:
        with self._writing():
            self._store.update(text)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except SyntaxError as error:
            raise StoreError(
                f"{self._name}: the quads are not well formed: {told(error)}; nothing was written"
            ) from error
        except OSError as error:
            raise StoreError(f"{self._name}: cannot be written: {error}; free space and try again") from error
