"""The graphs of a store are written in the formats of RDF, in order, so that the same graph gives the same file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, NamedTuple, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import InputError, StoreError
from kg.plugins import nearest
from kg.rdf import iris
from kg.rdf.merging import MOST, merged
from kg.rdf.results import Cell, Result
from kg.rdf.xmltext import Fitting

Ask = Callable[[str, Mapping[str, Cell] | None], Result]

# Formats that keep named graphs come first; the others hold the union of the graphs.
DATASETS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
UNIONS = {"ntriples": RdfFormat.N_TRIPLES, "turtle": RdfFormat.TURTLE, "rdfxml": RdfFormat.RDF_XML}
ARTICLES, LEDGER = "articles", "ledger"
_GRAPH = iris.BASE + "graph/"
_SIZES = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_PROPERTIES = "SELECT DISTINCT ?property WHERE { GRAPH ?graph { ?s ?property ?o } }"
_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }"
_PART = "CONSTRUCT { ?s ?property ?o } WHERE { GRAPH ?graph { ?s ?property ?o } }"
_BLOCK = 5_000  # lines that are parsed at a time
_NAME = re.compile(r"[^\W\d][\w.-]*\Z")  # the end of an IRI that can be the name of an element
_RESERVED = {iris.RDF + each for each in ("li", "Description", "RDF", "ID", "about", "parseType", "resource", "nodeID")}


class Named(NamedTuple):
    """A named graph, the part of the store that it belongs to, and the number of its triples."""

    iri: str
    part: str
    triples: int


def graphs(ask: Ask, parts: Iterable[str] = ()) -> tuple[Named, ...]:
    """Return the named graphs of a store that belong to parts of it, in order; of all but the ledger if none is named.

    Parts are "articles", "derived", "knowledge", "ledger", "verdicts", and "all".

    Raises InputError if the store has no such part.
    """
    rows = whole(ask(_SIZES, None)).rows
    found = sorted(Named(iri.value, _part(iri.value), int(size.value)) for iri, size in rows if iri and size)
    known = {ARTICLES, "derived", "knowledge", LEDGER, "verdicts", *(each.part for each in found)}
    wanted = set(parts)
    for name in sorted(wanted - known - {"all"}):
        raise InputError(f"{name}: no part of a store{nearest(name, known)}; there are all, {', '.join(sorted(known))}")
    if "all" in wanted:
        return tuple(found)
    return tuple(each for each in found if (each.part in wanted if wanted else each.part != LEDGER))


def _part(iri: str) -> str:
    return iri[len(_GRAPH) :] if iri.startswith(_GRAPH) else ARTICLES


def write(ask: Ask, out: IO[bytes], format_: str, parts: Iterable[str] = ()) -> tuple[str, ...]:
    """Write graphs of a store in one of the formats; return what was written and what could not be, a line each.

    Quads come in order and, but for what one graph or one property takes, do not stay in memory.

    Raises InputError if the format cannot hold a property or there is no such part, StoreError if the store fails.
    """
    chosen, count, fitting = graphs(ask, parts), _Counted(), Fitting()
    if format_ == "nquads":
        for graph in chosen:
            name = str(NamedNode(graph.iri))
            out.writelines(f"{line[:-1]}{name} .\n".encode() for line in count(_lines(ask, [graph])))
    elif format_ == "ntriples":
        out.writelines(f"{line}\n".encode() for line in count(_lines(ask, chosen)))
    elif format_ in DATASETS:
        quads = (
            Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph.iri))
            for graph in chosen
            for triple in _parsed(count(_lines(ask, [graph])))
        )
        serialize(quads, out, format=DATASETS[format_], prefixes=iris.PREFIXES)
    else:
        triples = _parsed(count(_lines(ask, chosen)))
        if format_ == "rdfxml":
            triples, out = (_for_xml(triple, fitting) for triple in triples), _returning(out)
        serialize(triples, out, format=UNIONS[format_], prefixes=iris.PREFIXES)
    return (f"{count.lines} triples of {len(chosen)} graphs", *fitting.notes())


class _Counted:
    """A count of the lines that pass."""

    def __init__(self) -> None:
        """Begin to count."""
        self.lines = 0

    def __call__(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield lines, and count them."""
        for line in lines:
            self.lines += 1
            yield line


def whole(result: Result) -> Result:
    """Return an answer that is not cut. Raises StoreError if it is: an export without some triples would be false."""
    if result.cut:
        raise StoreError(f"the store gives a part only ({result.cut}); raise its limit, nothing was written")
    return result


def _lines(ask: Ask, chosen: Iterable[Named]) -> Iterator[str]:
    """Yield the triples of graphs as lines of N-Triples in order, each once."""
    return merged(chunk for graph in chosen for chunk in _chunks(ask, graph))


def _chunks(ask: Ask, graph: Named) -> Iterator[str]:
    """Yield the triples of a graph as N-Triples text: at once, or a property at a time if it is large."""
    here = {"graph": Cell("iri", graph.iri)}
    if graph.triples <= MOST:
        yield whole(ask(_WHOLE, here)).triples or ""
        return
    for (property_,) in whole(ask(_PROPERTIES, here)).rows:
        if property_:
            yield whole(ask(_PART, {**here, "property": property_})).triples or ""


def _parsed(lines: Iterator[str]) -> Iterator[Triple]:
    while block := list(islice(lines, _BLOCK)):
        for quad in parse("\n".join(block), format=RdfFormat.N_TRIPLES):
            yield quad.triple


def _for_xml(triple: Triple, fitting: Fitting) -> Triple:
    """Return a triple that RDF/XML can hold. Raises InputError if its property has no name in XML."""
    if not _NAME.search(triple.predicate.value) or triple.predicate.value in _RESERVED:
        raise InputError(
            f"{triple.predicate.value}: RDF/XML cannot name this property; choose turtle or another format"
        )
    value = triple.object
    if isinstance(value, Literal) and (text := fitting(value.value)) != value.value:
        language = value.language
        value = Literal(text, language=language) if language else Literal(text, datatype=value.datatype)
        return Triple(triple.subject, triple.predicate, value)
    return triple


class _Returns:
    """A file for XML: a carriage return, which a reader would take for a line feed, is written as a reference."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        """Write data."""
        self._out.write(data.replace(b"\r", b"&#xD;"))
        return len(data)

    def flush(self) -> None:
        """Write what is held back."""
        self._out.flush()


def _returning(out: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", _Returns(out))  # the serializer calls write and flush only
