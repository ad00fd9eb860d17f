"""Where a graph is kept."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from kg.rdf.results import Cell, Result

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.stores.limits import Limits


def open(name: str) -> "Store":  # noqa: A001  reads as kg.open("memory:"), stores.open("oxigraph:DIR")
    """Open the store of this name, and make it if it is not there; close it when done.

    Raises PluginError if there is no such kind of store, StoreError if it cannot be opened.
    """
    from kg.plugins import find  # reads what is installed: 10 ms, which a worker that opens no store by name can spare

    make, argument = find("store", name)
    store: Store = make(argument)
    return store


class Store(Protocol):
    """What every store offers."""

    def replace(self, article: str, nquads: str, *, verdicts: str | None = None) -> None:
        """Put an article's quads in the place of what the store held of it, in one atomic update.

        With verdicts their whole graph is put in the place of the old one in the same update.

        Raises StoreError if the store cannot be written or the text is no N-Quads.
        """

    def remove(self, article: str) -> None:
        """Take an article, and everything derived that only it supports, out of the store."""

    def put(self, graph: str, nquads: str) -> None:
        """Put the quads of one graph, such as the knowledge, in the place of what it held."""

    def amend(self, graph: str, out: str, into: str) -> None:
        """Take triples out of a graph and put others in, both N-Triples text, in one atomic update."""

    def load(self, nquads: str) -> None:
        """Load quads fast into a store that holds no articles."""

    def query(
        self, sparql: str, bindings: Mapping[str, Cell] | None = None, *, limits: "Limits | None" = None
    ) -> Result:
        """Answer a query; without GRAPH it sees all graphs as one.

        Of the limits it keeps those it can: all of them rows and bytes, a server's seconds too.

        Raises QueryError if the query is not valid.
        """

    def flush(self) -> None:
        """Make everything written so far survive a power cut."""

    def close(self) -> None:
        """Give the store back; it must not be used afterwards."""

    @property
    def dataset(self) -> "Dataset":
        """Return a live rdflib Dataset over the same data."""
