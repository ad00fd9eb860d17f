"""A store is proved against its ledger, and mended from what it keeps."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg import pipeline
from kg.errors import StoreError
from kg.model import Failure
from kg.pipeline import Done
from kg.rdf import articles, iris
from kg.rdf.derived import derived
from kg.rdf.lines import graph_hash, lines
from kg.rdf.read import knowledge_version, local
from kg.rdf.results import Cell
from kg.rdf.write import content_hash
from kg.stores import Store

_ROWS = f"""SELECT ?article ?content ?graph WHERE {{
  GRAPH {iris.LEDGER} {{ ?article sr:contentHash ?content OPTIONAL {{ ?article sr:graphHash ?graph }} }}
}}"""
_GRAPHS = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{iris.ARTICLE}')) }}"
# The derived graph is looked at in parts: what begins with one of these, and the rest.
_PARTS = (*(f"{iris.FACT}{digit}" for digit in "0123456789abcdef"), iris.EDGE, iris.ID)
_PART = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  GRAPH {iris.DERIVED} {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?s), ?part))
}}"""
_REST = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  GRAPH {iris.DERIVED} {{ ?s ?p ?o }} FILTER(!({" || ".join(f"STRSTARTS(STR(?s), '{part}')" for part in _PARTS)}))
}}"""
_SHOWN = 3  # subjects that one line names


class Fault(NamedTuple):
    """Something that is not as the ledger says, and what is to be done about it ("" where it was mended)."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        """Write it in one line."""
        return f"{self.where}: {self.what}; {self.remedy or 'mended'}"


class _Row(NamedTuple):
    content: str
    graph: str | None


def check(
    store: Store,
    *,
    mend: bool = False,
    name: str = "STORE",
    extractor: str = "rules",
    knowledge: Path | None = None,
    progress: Callable[[Done | Failure], None] = lambda _: None,
) -> Iterator[Fault]:
    """Yield what in a store is not as its ledger says, article by article and then the graphs that are derived.

    With mend an article whose text is whole is read again, facts and flat triples are worked out anew, and the
    knowledge is put back; name is how messages call the store, the other options are those of `kg.build`.

    Raises KgError if an option names nothing that there is, or if the store cannot be read or written.
    """
    if knowledge_version(store.query) is None:
        if mend:
            pipeline.know(store, knowledge)
        yield Fault("knowledge", "the names and kinds of relation are missing", "" if mend else _mending(name))
    rows = {
        local(article.value): _Row(content.value, graph.value if graph else None)
        for article, content, graph in store.query(_ROWS).rows
        if article and content
    }
    graphs = {local(cell.value) for row in store.query(_GRAPHS).rows for cell in row if cell}
    every = sorted({*rows, *graphs})
    expected: set[bytes] = set()
    for article in every:
        fault, text = _article(store, article, rows.get(article), name)
        if fault is not None and mend:
            fault, text = _mended(store, article, fault, text, rows.get(article), extractor, knowledge)
        if fault is not None:
            yield fault
        expected.update(map(_mark, _derived(text)))
        progress(Done(article))
    yield from _graph(store, every, expected, mend, name)


def _mending(name: str) -> str:
    return f"kg check {name} --mend"


def _article(store: Store, article: str, row: _Row | None, name: str) -> tuple[Fault | None, str]:
    """Return what is wrong with an article, and its graph."""
    text = articles.triples(store.query, article)
    if not text:
        again = f"{_mending(name)}, then kg build FILE --store {name}"
        return Fault(article, "it stands in the ledger, but its graph is gone", again), text
    try:
        document = articles.document(store.query, article)
    except (StoreError, ValueError):
        again = f"kg remove {name} {article}, then kg build FILE --store {name}"
        return Fault(article, "its text is gone", again), text
    if row is None:
        return Fault(article, "it does not stand in the ledger", _mending(name)), text
    if content_hash(document) != row.content:
        again = f"kg remove {name} {article}, then kg build FILE --store {name}"
        return Fault(article, "its text is not the one that was read", again), text
    if graph_hash(text) != row.graph:
        return Fault(article, "what was read from it is damaged", _mending(name)), text
    return None, text


def _mended(
    store: Store, article: str, fault: Fault, text: str, row: _Row | None, extractor: str, knowledge: Path | None
) -> tuple[Fault, str]:
    """Mend an article if its text is whole; return the fault with what is left to be done, and the graph now."""
    if not text:
        store.remove(article)  # else a build would take it for read
        return fault._replace(remedy=fault.remedy.partition(", then ")[2]), text
    if not fault.remedy.endswith("--mend"):
        return fault, text
    report = pipeline.reread(store, [article], extractor=extractor, knowledge=knowledge)
    if report.failures:
        return fault._replace(remedy=report.failures[0].reason), text
    return fault._replace(remedy=""), articles.triples(store.query, article)


def _derived(text: str) -> Iterable[str]:
    """Return what an article supports, as far as its statements are whole."""
    try:
        return derived(text)
    except (ValueError, LookupError):
        return ()


def _mark(line: str) -> bytes:
    return hashlib.blake2b(line.encode(), digest_size=8).digest()


def _graph(store: Store, every: list[str], expected: set[bytes], mend: bool, name: str) -> Iterator[Fault]:
    """Yield what is wrong with the derived graph: expected has a mark of each line that it should hold."""
    surplus: list[str] = []
    missing = set(expected)
    for part in (*_PARTS, None):
        found = store.query(_PART, {"part": Cell("literal", part)}) if part else store.query(_REST)
        for line in lines(found.triples or ""):
            mark = _mark(line)
            missing.discard(mark)
            if mark not in expected:
                surplus.append(line)
    lacking: list[str] = []
    if missing:
        for article in every:
            lacking += (line for line in _derived(articles.triples(store.query, article)) if _mark(line) in missing)
    lacking = sorted(set(lacking))
    if mend and (surplus or lacking):
        store.amend(iris.DERIVED.value, "".join(surplus), "".join(lacking))
    for what, of in (("triples that no statement supports", surplus), ("triples that statements support", lacking)):
        if of:
            subjects = sorted({line.partition(" ")[0] for line in of})
            named = ", ".join(subjects[:_SHOWN]) + (", ..." if len(subjects) > _SHOWN else "")
            verb = "holds" if of is surplus else "lacks"
            yield Fault("derived graph", f"{verb} {len(of)} {what} ({named})", "" if mend else _mending(name))
