"""A query is put to Oxigraph, in this process or in a worker's."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar
from urllib.parse import urljoin

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import QueryError, StoreError
from kg.rdf import iris
from kg.rdf.lines import ordered
from kg.rdf.results import Cell, Result
from kg.stores.limits import Limits
from kg.stores.updates import told

_PASSED_OVER = r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\r\n]*|"  # IRIs, strings and comments
_WHERE = re.compile(_PASSED_OVER + r"(?<![?$:\w-])(?P<where>WHERE)\s*\{", re.IGNORECASE)
_FROM = re.compile(_PASSED_OVER + r"(?P<from>(?<![?$:\w-])FROM\b)|(?P<brace>[{}])", re.IGNORECASE)
_APART = r"(?:\s|#[^\r\n]*+)*+"
_NAMED = r"(?P<prefix>[^\s<>{}()#:?$]*+):"
_PREFIX = re.compile(_PASSED_OVER + rf"(?<![?$:\w-])PREFIX{_APART}{_NAMED}{_APART}<(?P<iri>[^<>]*)>", re.IGNORECASE)
_BASE = re.compile(_PASSED_OVER + rf"(?<![?$:\w-])BASE{_APART}<(?P<iri>[^<>]*)>", re.IGNORECASE)
_CHOSEN = re.compile(
    _PASSED_OVER
    + rf"(?<![?$:\w-])FROM{_APART}(?:NAMED{_APART})?(?:<(?P<iri>[^<>]*)>|{_NAMED}(?P<local>[^\s<>{{}}()#]*))",
    re.IGNORECASE,
)

Item = TypeVar("Item")


def answer(
    store: pyoxigraph.Store,
    sparql: str,
    bindings: Mapping[str, Cell] | None = None,
    *,
    name: str,
    limits: Limits | None = None,
) -> Result:
    """Answer a query; the prefixes of the ontology need not be declared, name is how messages call the store.

    Of the limits those on rows and on the answer's bytes are kept here, the others are a process's business.

    Raises QueryError if the query is not valid, StoreError if the store cannot be read.
    """
    try:
        if chooses := chooses_graphs(sparql):
            refuse_strangers(sparql, lambda graph: store.contains_named_graph(NamedNode(graph)))
        found = store.query(
            bound(sparql, bindings) if bindings else sparql,
            prefixes=dict(iris.PREFIXES),
            # With this set the engine would pass over the graphs that a query chooses itself, without a word.
            use_default_graph_as_union=not chooses,
        )
        return to_result(found, limits)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the query is not valid SPARQL: {told(error)}; mend it") from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{name}: cannot be read: {told(error)}; check the disk") from error


def bound(sparql: str, bindings: Mapping[str, Cell]) -> str:
    """Return a query whose pattern begins with the values of some variables.

    The engine's own substitutions serve only variables that are answered (pyoxigraph 0.5), so that a parameter could
    narrow but not be left out of the columns. Only terms that the library has serialised enter the text.
    """
    names = sorted(bindings)
    terms = " ".join(str(_to_term(bindings[name])) for name in names)
    values = f"VALUES ({' '.join('?' + name for name in names)}) {{ ({terms}) }}"
    found = next((match for match in _WHERE.finditer(sparql) if match["where"]), None)
    if found is None:
        raise QueryError("the query has no WHERE { ... } for its parameters; write WHERE before the first brace")
    return f"{sparql[: found.end()]} {values} {sparql[found.end() :]}"


def chooses_graphs(sparql: str) -> bool:
    """Tell whether a query has FROM, which stands outside of all braces."""
    return any(match["from"] for match in _FROM.finditer(_head(sparql)))


def _head(sparql: str) -> str:
    """Return what of a query stands outside of all braces; what it selects may have some too."""
    parts, depth, begun = [], 0, 0
    for match in _FROM.finditer(sparql):
        if match["brace"] == "{":
            if not depth:
                parts.append(sparql[begun : match.start()])
            depth += 1
        elif match["brace"] == "}":
            depth -= 1
            begun = match.end()
    return " ".join([*parts, "" if depth else sparql[begun:]])


def refuse_strangers(sparql: str, holds: Callable[[str], bool]) -> None:
    """Refuse to choose a graph that the store does not have: whoever writes FROM <file:...> expects it to be read.

    Raises QueryError naming the first that the store does not hold.
    """
    head = _head(sparql)
    prefixes = {**iris.PREFIXES, **{match["prefix"]: match["iri"] for match in _PREFIX.finditer(head) if match["iri"]}}
    base = next((match["iri"] for match in _BASE.finditer(head) if match["iri"]), "")
    for match in _CHOSEN.finditer(head):
        if match["iri"] is not None:
            graph = urljoin(base, match["iri"])
        elif match["prefix"] in prefixes:
            graph = prefixes[match["prefix"]] + match["local"]
        else:
            continue
        if not holds(graph):
            known = "GRAPH ?graph { } shows those that there are"
            raise QueryError(f"FROM <{graph}>: the store has no such graph, and a query reads nothing else; {known}")


def to_result(found: object, limits: Limits | None) -> Result:
    """Return what the library found as a plain value, no longer than it may be."""
    if isinstance(found, QueryBoolean):
        return Result(truth=bool(found))
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows, cut = _within(limits, (tuple(map(_to_cell, solution)) for solution in found), _row_size, "rows")
        return Result(columns, rows, cut=cut)
    triples, cut = _within(limits, _distinct(found), lambda triple: len(str(triple)), "triples")  # type: ignore[arg-type]  # a QueryTriples
    return Result(triples=ordered(serialize(triples, format=RdfFormat.N_TRIPLES)), cut=cut)


def _within(
    limits: Limits | None, items: Iterable[Item], size: Callable[[Item], int], what: str
) -> tuple[tuple[Item, ...], str | None]:
    """Return as many items as there may be, and why these are not all."""
    if limits is None:
        return tuple(items), None
    taken: list[Item] = []
    left = limits.bytes
    for item in items:
        if len(taken) >= limits.rows:
            return tuple(taken), f"cut at {limits.rows:,} {what}"
        left -= size(item)
        if left < 0:
            return tuple(taken), f"cut at {limits.bytes:,} bytes, after {len(taken):,} {what}"
        taken.append(item)
    return tuple(taken), None


def _distinct(triples: Iterable[Triple]) -> Iterator[Triple]:
    seen: set[Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _row_size(row: tuple[Cell | None, ...]) -> int:
    return sum(len(cell.value.encode()) for cell in row if cell is not None)


def _to_term(cell: Cell) -> NamedNode | Literal:
    if cell.kind == "iri":
        return NamedNode(cell.value)
    if cell.language:
        return Literal(cell.value, language=cell.language)
    return Literal(cell.value, datatype=NamedNode(cell.datatype)) if cell.datatype else Literal(cell.value)


def _to_cell(value: object) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, NamedNode):
        return Cell("iri", value.value)
    if isinstance(value, Literal):
        return Cell("literal", value.value, value.language, value.datatype.value)
    if isinstance(value, BlankNode):
        return Cell("blank", value.value)
    return Cell("literal", str(value))
