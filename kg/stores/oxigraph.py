"""Stores kept by Oxigraph, in memory or in a folder on disk."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from kg.errors import QueryError, StoreError
from kg.rdf import iris
from kg.rdf.lines import ordered
from kg.rdf.results import Cell, Result

if TYPE_CHECKING:
    from rdflib import Dataset

_PASSED_OVER = r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\r\n]*|"  # IRIs, strings and comments
_WHERE = re.compile(_PASSED_OVER + r"(?<![?$:\w-])(?P<where>WHERE)\s*\{", re.IGNORECASE)
_FROM = re.compile(_PASSED_OVER + r"(?P<from>(?<![?$:\w-])FROM\b)|(?P<pattern>\{)", re.IGNORECASE)
# Files that RocksDB, under Oxigraph, keeps in its folder: a folder with other files only is not one of ours.
_OWN_FILES = ("CURRENT", "LOCK", "IDENTITY")
_LONGEST = 120  # characters of a library's message that ours repeats


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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return OxigraphStore(pyoxigraph.Store(str(path)), f"oxigraph:{argument}")
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

    def replace(self, article: str, nquads: str) -> None:
        """Put an article's quads in the place of what the store held of it, in one atomic update."""
        self._update(f"{_forget(iris.article(article))} ;\n{_insert(nquads, self._name)}")

    def remove(self, article: str) -> None:
        """Take an article, and everything derived that only it supports, out of the store."""
        self._update(_forget(iris.article(article)))

    def put(self, graph: str, nquads: str) -> None:
        """Put the quads of one graph in the place of what it held, in one atomic update."""
        self._update(f"DROP SILENT GRAPH {NamedNode(graph)} ;\n{_insert(nquads, self._name)}")

    def load(self, nquads: str) -> None:
        """Load quads fast into a store that holds no articles."""
        try:
            self._store.bulk_load(nquads.encode(), format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(f"{self._name}: no well-formed N-Quads: {_told(error)}; nothing was loaded") from error
        except OSError as error:
            raise StoreError(f"{self._name}: cannot be written: {error}; free space and try again") from error

    def query(self, sparql: str, bindings: Mapping[str, Cell] | None = None) -> Result:
        """Answer a query; the prefixes of the ontology need not be declared."""
        try:
            found = self._store.query(
                _bound(sparql, bindings) if bindings else sparql,
                prefixes=dict(iris.PREFIXES),
                # With this set the engine would pass over the graphs that a query chooses itself, without a word.
                use_default_graph_as_union=not _chooses_graphs(sparql),
            )
            return _to_result(found)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query is not valid SPARQL: {_told(error)}; mend it") from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self._name}: cannot be read: {_told(error)}; check the disk") from error

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

    def _update(self, text: str) -> None:
        try:
            self._store.update(text)
        except SyntaxError as error:
            raise StoreError(
                f"{self._name}: the quads are not well formed: {_told(error)}; nothing was written"
            ) from error
        except OSError as error:
            raise StoreError(f"{self._name}: cannot be written: {error}; free space and try again") from error


def _bound(sparql: str, bindings: Mapping[str, Cell]) -> str:
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


def _chooses_graphs(sparql: str) -> bool:
    """Tell whether a query has FROM before its pattern."""
    first = next((match for match in _FROM.finditer(sparql) if match["from"] or match["pattern"]), None)
    return first is not None and first["from"] is not None


def _forget(article: NamedNode) -> str:
    """Return the update that takes an article out, with the facts and flat triples that no other article supports."""
    here, derived, ledger = str(article), str(iris.DERIVED), str(iris.LEDGER)
    return f"""
PREFIX sr: <{iris.SR}>
PREFIX rdf: <{iris.RDF}>
DELETE {{ GRAPH {derived} {{ ?fact ?property ?value }} }} WHERE {{
  GRAPH {here} {{ ?statement sr:reports ?fact }}
  GRAPH {derived} {{ ?fact ?property ?value }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?same sr:reports ?fact }} FILTER(?other != {here}) }}
}} ;
DELETE {{ GRAPH {derived} {{ ?source ?kind ?target . ?edge ?property ?value }} }} WHERE {{
  GRAPH {here} {{ ?statement sr:asserts ?edge }}
  GRAPH {derived} {{ ?edge rdf:subject ?source ; rdf:predicate ?kind ; rdf:object ?target ; ?property ?value }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?same sr:asserts ?edge }} FILTER(?other != {here}) }}
}} ;
DELETE {{ GRAPH {ledger} {{ {here} ?property ?value }} }} WHERE {{ GRAPH {ledger} {{ {here} ?property ?value }} }} ;
DROP SILENT GRAPH {here}"""


def _insert(nquads: str, name: str) -> str:
    """Return the update that adds quads; only terms that the library has read and serialised enter the text."""
    graphs: dict[str, list[Triple]] = {}
    try:
        for quad in parse(nquads, format=RdfFormat.N_QUADS):
            if not isinstance(quad.graph_name, NamedNode):
                raise StoreError(f"{name}: {str(quad.triple)[:60]!r} is no quad with a graph; nothing was written")
            graphs.setdefault(str(quad.graph_name), []).append(quad.triple)
    except SyntaxError as error:
        raise StoreError(f"{name}: no well-formed N-Quads: {_told(error)}; nothing was written") from error
    blocks = "\n".join(
        f"GRAPH {graph} {{\n{ordered(serialize(triples, format=RdfFormat.N_TRIPLES))}}}"
        for graph, triples in graphs.items()
    )
    return f"INSERT DATA {{\n{blocks}\n}}"


def _told(error: Exception) -> str:
    """Return an error of the library in one short line."""
    text = " ".join(str(error).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _to_term(cell: Cell) -> NamedNode | Literal:
    if cell.kind == "iri":
        return NamedNode(cell.value)
    if cell.language:
        return Literal(cell.value, language=cell.language)
    return Literal(cell.value, datatype=NamedNode(cell.datatype)) if cell.datatype else Literal(cell.value)


def _to_result(found: object) -> Result:
    if isinstance(found, QueryBoolean):
        return Result(truth=bool(found))
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(_to_cell(value) for value in solution) for solution in found)
        return Result(columns, rows)
    triples = found.serialize(format=RdfFormat.N_TRIPLES)  # type: ignore[attr-defined]  # a QueryTriples
    return Result(triples=ordered(triples))


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
