"""A live rdflib Dataset over a server: what is read is asked for, what is written is sent at once."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, cast

import rdflib.store
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)
from rdflib import BNode, Dataset, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import QueryError
from kg.rdf import iris
from kg.rdf.lines import ordered
from kg.stores.prologue import declared
from kg.stores.protocol import Line

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

Term = NamedNode | BlankNode | Literal
Pattern = tuple[Node | None, Node | None, Node | None]
Found = tuple[tuple[Node, Node, Node], Iterator[Graph | None]]
_NAMES = ("s", "p", "o")
_WHOLE = (DATASET_DEFAULT_GRAPH_ID, "__UNION__")  # of what rdflib says that a text is about


def dataset(line: Line, union: Callable[[], Mapping[str, str]]) -> Dataset:
    """Return a Dataset over a server, its default graph the union of all; union tells what to send for it."""
    found = Dataset(store=_Server(line, union), default_union=True)
    for prefix, iri in iris.PREFIXES.items():
        found.bind(prefix, iri)
    return found


class _Server(rdflib.store.Store):
    """What rdflib asks of a store, as requests to a server; signatures and names are rdflib's."""

    context_aware = True
    graph_aware = True

    def __init__(self, line: Line, union: Callable[[], Mapping[str, str]]) -> None:
        self._line, self._union = line, union
        self._prefixes: dict[str, URIRef] = {}
        super().__init__()

    def triples(self, triple_pattern: Pattern, context: Graph | None = None) -> Iterator[Found]:
        """Yield each triple with a graph that has it, as often as there are such graphs."""
        pattern = _pattern(triple_pattern)
        if context is None:
            for row in self._rows(f"SELECT * WHERE {{ GRAPH ?g {{ {pattern} }} }}", self._union()):
                yield _filled(triple_pattern, row), iter((self._graph(row["g"]),))
        else:
            for row in self._rows(f"SELECT * WHERE {{ {_in(context, pattern)} }}", {}):
                yield _filled(triple_pattern, row), iter((context,))

    def __len__(self, context: Graph | None = None) -> int:
        where, parameters = ("?s ?p ?o", self._union()) if context is None else (_in(context, "?s ?p ?o"), {})
        # Not every server that shows several graphs as one counts what two of them have once.
        count = f"SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT ?s ?p ?o WHERE {{ {where} }} }}"
        return int(next(str(row["n"]) for row in self._rows(count, parameters)))

    def contexts(self, triple: Pattern | None = None) -> Generator[Graph, None, None]:
        """Yield the named graphs, or those that have such a triple."""
        pattern = _pattern(triple or (None, None, None))
        for row in self._rows(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {pattern} }} }}", {}):
            yield self._graph(row["g"])

    def query(
        self,
        query: object,  # text, or a query that rdflib has parsed
        initNs: Mapping[str, str],  # noqa: N803
        initBindings: Mapping[str, Node],  # noqa: N803
        queryGraph: object,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """Answer a query; in a named graph it sees that graph alone."""
        if not isinstance(query, str) or initBindings or kwargs:
            raise NotImplementedError  # rdflib then answers it itself, by asking for triples
        if queryGraph == DATASET_DEFAULT_GRAPH_ID:
            parameters: Mapping[str, str] = {}
        elif isinstance(queryGraph, URIRef):
            parameters = {"default-graph-uri": str(queryGraph)}
        else:
            parameters = self._union()
        text = declared(query, {**self._prefixes, **initNs})
        with self._line.ask(text, parameters) as answer:
            return Result.parse(BytesIO(answer.stream.read()), content_type=answer.kind)

    def update(
        self,
        update: object,
        initNs: Mapping[str, str],  # noqa: N803
        initBindings: Mapping[str, Node],  # noqa: N803
        queryGraph: object,  # noqa: N803
        **kwargs: object,
    ) -> None:
        """Have an update done; it is not sent twice, whatever happens: nobody knows what it says."""
        if not isinstance(update, str) or initBindings or kwargs or queryGraph not in _WHOLE:
            raise NotImplementedError
        self._line.update(declared(update, {**self._prefixes, **initNs}), again=False)

    def add(self, triple: tuple[Node, Node, Node], context: Graph, quoted: bool = False) -> None:
        """Add a triple, in a request of its own: `addN` sends many at once."""
        self.addN([(*triple, context)])

    def addN(self, quads: Iterable[tuple[Node, Node, Node, Graph]]) -> None:  # noqa: N802
        """Add quads in one request."""
        graphs: dict[Graph, list[Triple]] = {}
        for s, p, o, graph in quads:
            graphs.setdefault(graph, []).append(Triple(*map(_term, (s, p, o))))  # type: ignore[arg-type]  # checked there
        blocks = (
            _in(each, ordered(serialize(triples, format=RdfFormat.N_TRIPLES))) for each, triples in graphs.items()
        )
        self._line.update(f"INSERT DATA {{ {' '.join(blocks)} }}", again=False)

    def remove(self, triple: Pattern, context: Graph | None = None) -> None:
        """Remove what has the pattern from a graph, or from all."""
        pattern = _pattern(triple)
        where = [_in(context, pattern)] if context is not None else [f"GRAPH ?g {{ {pattern} }}", pattern]
        self._line.update(" ;\n".join(f"DELETE {{ {each} }} WHERE {{ {each} }}" for each in where))

    def add_graph(self, graph: Graph) -> None:
        """Do nothing: a graph is there as soon as it has a triple."""

    def remove_graph(self, graph: Graph) -> None:
        """Remove all triples of a graph."""
        which = "DEFAULT" if graph.identifier == DATASET_DEFAULT_GRAPH_ID else f"GRAPH {_term(graph.identifier)}"
        self._line.update(f"DROP SILENT {which}")

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        """Remember a prefix."""
        if override or (prefix not in self._prefixes and namespace not in self._prefixes.values()):
            self._prefixes = {name: iri for name, iri in self._prefixes.items() if iri != namespace}
            self._prefixes[prefix] = namespace

    def prefix(self, namespace: URIRef) -> str | None:
        """Return the prefix of a namespace."""
        return next((name for name, iri in self._prefixes.items() if iri == namespace), None)

    def namespace(self, prefix: str) -> URIRef | None:
        """Return the namespace of a prefix."""
        return self._prefixes.get(prefix)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """Yield the prefixes."""
        yield from self._prefixes.items()

    def _graph(self, name: Node) -> Graph:
        return Graph(self, str(name))

    def _rows(self, sparql: str, parameters: Mapping[str, str]) -> list[dict[str, Node]]:
        """Return the whole answer, so that the caller may write while it goes through it."""
        with self._line.ask(sparql, parameters) as answer:
            found = cast("QuerySolutions", parse_query_results(answer.stream.read(), QueryResultsFormat.JSON))
        names = [variable.value for variable in found.variables]
        return [
            {name: _node(value) for name, value in zip(names, each, strict=True) if value is not None} for each in found
        ]


def _pattern(pattern: Pattern) -> str:
    """Return a pattern as SPARQL."""
    return " ".join(f"?{name}" if node is None else _asked(node) for name, node in zip(_NAMES, pattern, strict=True))


def _asked(node: Node) -> str:
    if isinstance(node, BNode):
        raise QueryError(f"_:{node}: a server cannot be asked for a blank node by its name; ask for what is told of it")
    return str(_term(node))


def _in(graph: Graph, text: str) -> str:
    """Return a pattern or triples in their graph."""
    return text if graph.identifier == DATASET_DEFAULT_GRAPH_ID else f"GRAPH {_term(graph.identifier)} {{ {text} }}"


def _filled(pattern: Pattern, row: Mapping[str, Node]) -> tuple[Node, Node, Node]:
    s, p, o = (row[name] if node is None else node for name, node in zip(_NAMES, pattern, strict=True))
    return s, p, o


def _term(node: Node) -> Term:
    """Return a node of rdflib as a term that serialises itself; a malformed one is refused by the library."""
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, BNode):
        return BlankNode(str(node))
    if not isinstance(node, RdflibLiteral):
        raise QueryError(f"{node!r}: is no term that a graph can hold; give a URIRef, BNode or Literal")
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))


def _node(term: object) -> Node:
    """Return a term of an answer as a node of rdflib."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise QueryError(f"{term}: rdflib has no such term; ask for its parts")
    plain = term.language or term.datatype.value == iris.XSD + "string"
    return RdflibLiteral(term.value, lang=term.language, datatype=None if plain else term.datatype.value)
