"""A store on any server that speaks the SPARQL 1.1 protocols."""

from collections.abc import Iterator, Mapping
from itertools import islice
from traceback import clear_frames
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.errors import KgError, QueryError, StoreError
from kg.rdf import iris
from kg.rdf.lines import lines
from kg.rdf.results import Cell, Result
from kg.stores.addresses import address
from kg.stores.asking import bound, chooses_graphs, refuse_strangers, to_result
from kg.stores.limits import Limits
from kg.stores.prologue import declared
from kg.stores.protocol import JSON, LARGEST, LONGEST, Answer, Line
from kg.stores.updates import amending, inserting, putting, removing, replacing, told

if TYPE_CHECKING:
    from typing import IO

    from rdflib import Dataset

_UNION = {"union-default-graph": "true"}  # Oxigraph's server takes this with a query
_BATCH = 50_000  # quads sent at once
_AT_ONCE = Limits(seconds=30.0)  # for what is asked to learn how the server is
_MARKUP = 8  # bytes of an answer, about, for each byte of its values
_SOMETHING = "SELECT ?s ?p WHERE { GRAPH ?graph { ?s ?p ?o } } LIMIT 1"
_PASSED_OVER = "ASK FROM <urn:x-kg:no-such-graph> WHERE { ?s ?p ?o }"


def encrypted(argument: str) -> "RemoteStore":
    """Open the store at an https address, of which the argument is what follows the colon.

    Raises StoreError if it cannot be reached, or does not answer as a SPARQL server.
    """
    return RemoteStore(f"https:{argument}")


def plain(argument: str) -> "RemoteStore":
    """Open the store at an http address, which must be on this machine."""
    return RemoteStore(f"http:{argument}")


class RemoteStore:
    """A graph on a server. Without GRAPH a query sees articles, derived triples and knowledge as one graph."""

    def __init__(self, name: str) -> None:
        """Reach the server, and see that it answers."""
        self._address = address(name)
        self._name = self._address.name
        self._line = Line(self._address)
        self._parameters: Mapping[str, str] | None = None
        try:
            self._union()
        except BaseException:
            self.close()
            raise

    def replace(self, article: str, nquads: str, *, verdicts: str | None = None) -> None:
        """Put an article's quads, and all verdicts if given, in the place of what the store held, in one request."""
        self._line.update(replacing(article, nquads, self._name, verdicts))

    def remove(self, article: str) -> None:
        """Take an article, and everything derived that only it supports, out of the store, in one request."""
        self._line.update(removing(article))

    def put(self, graph: str, nquads: str) -> None:
        """Put the quads of one graph in the place of what it held, in one request."""
        self._line.update(putting(graph, nquads, self._name))

    def amend(self, graph: str, out: str, into: str) -> None:
        """Take triples out of a graph and put others in, in one request."""
        self._line.update(amending(graph, out, into, self._name))

    def load(self, nquads: str) -> None:
        """Load quads in large batches into a store that holds no articles; what is malformed is seen before the first.

        Where the server takes no quads as they are, they are sent as updates.
        """
        self._check(nquads)
        as_they_are = True
        for batch in _batches(nquads):
            as_they_are = as_they_are and self._line.add(batch.encode())
            if not as_they_are:
                self._line.update(inserting(batch, self._name))

    def query(self, sparql: str, bindings: Mapping[str, Cell] | None = None, *, limits: Limits | None = None) -> Result:
        """Answer a query; the prefixes of the ontology need not be declared.

        Of the limits, seconds, rows and bytes are kept here; memory and nesting are the server's to watch over.
        """
        text = bound(sparql, bindings) if bindings else sparql
        if not chooses_graphs(text):
            return self._ask(text, self._union(), limits)
        refuse_strangers(text, self._holds)
        if self._ask(_PASSED_OVER, {}, _AT_ONCE).truth:
            raise QueryError(
                f"{self._name}: this server passes over FROM without a word; use GRAPH, "
                "or have it started without its union of graphs (oxigraph: --union-default-graph)"
            )
        return self._ask(text, {}, limits)

    def flush(self) -> None:
        """Do nothing: when what it has confirmed is safe from a power cut is the server's business."""

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    @property
    def dataset(self) -> "Dataset":
        """Return a live rdflib Dataset over the server's data, its default graph the union of all."""
        from kg.stores.live import dataset

        return dataset(self._line, self._union)

    def _ask(self, text: str, parameters: Mapping[str, str], limits: Limits | None = None) -> Result:
        seconds = limits.seconds if limits else LONGEST
        largest = max(limits.bytes * _MARKUP, 1 << 20) if limits else LARGEST
        with self._line.ask(declared(text, iris.PREFIXES), parameters, seconds=seconds, largest=largest) as answer:
            try:
                return to_result(_found(answer), limits)
            except (KgError, SyntaxError, ValueError) as error:
                # Rows of the library may be freed by the thread that made them only: no traceback is to hold them.
                clear_frames(error.__traceback__)
                if isinstance(error, KgError):
                    raise
                mend = "the server may have failed on its way, see its own log"
                raise StoreError(f"{self._name}: the answer is damaged ({told(error)}); {mend}") from error

    def _holds(self, graph: str) -> bool:
        try:
            return bool(self._ask(f"ASK {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}", {}, _AT_ONCE).truth)
        except ValueError as error:
            raise QueryError(f"FROM <{graph}>: is no IRI ({told(error)}); mend it") from error

    def _union(self) -> Mapping[str, str]:
        """Return what is to be sent with a query so that it sees all graphs as one; found out once there is a graph.

        Raises StoreError if the server does not show them so.
        """
        if self._parameters is not None:
            return self._parameters
        some = self._ask(_SOMETHING, {}, _AT_ONCE).rows
        if not some:
            return {}
        subject, property_ = (str(NamedNode(cell.value)) if cell and cell.kind == "iri" else "?s" for cell in some[0])
        sees = f"ASK {{ {subject} {property_} ?o }}"
        for parameters in ({}, _UNION):
            if self._ask(sees, parameters, _AT_ONCE).truth:
                self._parameters = parameters
                return parameters
        raise StoreError(
            f"{self._name}: a query without GRAPH does not see the named graphs here; set the server so that its "
            "default graph is their union (Fuseki: tdb2:unionDefaultGraph true; docs/stores.md)"
        )

    def _check(self, nquads: str) -> None:
        try:
            for quad in parse(nquads, format=RdfFormat.N_QUADS):
                if not isinstance(quad.graph_name, NamedNode):
                    text = str(quad.triple)[:60]
                    raise StoreError(f"{self._name}: {text!r} is no quad with a graph; nothing was loaded")
        except SyntaxError as error:
            raise StoreError(f"{self._name}: no well-formed N-Quads: {told(error)}; nothing was loaded") from error


def _batches(nquads: str) -> Iterator[str]:
    """Yield quads in batches; all at once if there may be blank nodes, whose names mean nothing in another request."""
    if "_:" in nquads:
        yield nquads
        return
    rest = lines(nquads)
    while batch := "".join(islice(rest, _BATCH)):
        yield batch


def _found(answer: Answer) -> object:
    """Return an answer as the library's own: rows and triples one by one, as they come."""
    file = cast("IO[bytes]", answer.stream)
    if answer.kind == JSON:
        return parse_query_results(file, QueryResultsFormat.JSON)
    return (quad.triple for quad in parse(file, RdfFormat.N_TRIPLES))
