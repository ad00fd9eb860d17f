"""Measure the shipped questions over a store on disk, and beside it in rdflib's own memory store.

    python bench/questions.py [--store oxigraph:DIR]

Without a store it builds one of ../shared/bulk/ar_news.jsonl, which takes minutes, or else of the example articles.
Each question is asked without parameters and with what it is usually asked with: the actor, the pair and the fact of
which most is told. rdflib has a twentieth of the articles, and ten seconds for a question.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rdflib import Dataset
from rdflib.term import Identifier, Literal, URIRef

from kg import stores
from kg.pipeline import build
from kg.queries import shipped
from kg.rdf import iris
from kg.rdf.results import Cell, Result
from kg.stores import Store

_ROOT = Path(__file__).resolve().parent.parent
_BULK = _ROOT.parent / "shared" / "bulk" / "ar_news.jsonl"
_RUNS = 5
_PART = 20  # rdflib has one in so many articles
_PATIENCE = 10.0  # seconds that a question may take in rdflib
_LIMIT = 0.2  # seconds in which a question should be answered
_MOST_TOLD = """SELECT ?source ?target ?fact (COUNT(?statement) AS ?n) {
  ?statement sr:reports ?fact . ?fact sr:source ?source ; sr:target ?target ; sr:status sr:actual
} GROUP BY ?source ?target ?fact ORDER BY DESC(?n) ?fact LIMIT 1"""
_ARTICLES = "SELECT ?article { ?article a sr:Article } ORDER BY ?article"
_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <%s> { ?s ?p ?o } }"


class Measured(NamedTuple):
    """How long a question took, in seconds, and how many rows it gave."""

    seconds: float
    rows: int


def main() -> None:
    """Ask every question, and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="a store on disk that is there already")
    with opened(parser.parse_args().store) as store:
        usual = parameters(store)
        articles = [row[0].value for row in store.query(_ARTICLES).rows if row[0] is not None]
        part = articles[::_PART]
        print(f"questions over {len(articles)} articles on disk; median of {_RUNS}, in ms")
        print(f"usual parameters: {', '.join(f'{name} {value}' for name, value in usual.items())}")
        print(f"rdflib's memory store: {len(part)} articles; usual parameters, once\n")
        asked = {
            name: (measured(store, name, {}), measured(store, name, _known(name, usual))) for name in shipped.names()
        }
        dataset = copied(store, part)  # only now: beside so many objects Python itself gets slow
        print(f"{'question':24}{'rows':>7}{'bare':>9}{'usual':>9}{'rdflib':>9}")
        for name, (bare, narrow) in asked.items():
            rival = within(_PATIENCE, dataset, name, _known(name, usual))
            told = rival if isinstance(rival, str) else f"{rival.seconds * 1000:.0f}"
            print(f"{name:24}{bare.rows:7}{bare.seconds * 1000:9.0f}{narrow.seconds * 1000:9.0f}{told:>9}", flush=True)
        late = sum(narrow.seconds > _LIMIT for _, narrow in asked.values())
        print(f"\n{late} of {len(shipped.names())} take more than {_LIMIT * 1000:.0f} ms with their usual parameters")


@contextmanager
def opened(name: str | None) -> Iterator[Store]:
    """Open the store of this name, or build one for the time being."""
    with tempfile.TemporaryDirectory() as folder:
        store = stores.open(name or f"oxigraph:{folder}/store")
        if name is None:
            source = _BULK if _BULK.exists() else _ROOT / "examples" / "articles"
            print(f"building a store of {source.name} ...", file=sys.stderr)
            build([source], store)
        try:
            yield store
        finally:
            store.close()


def parameters(store: Store) -> dict[str, str]:
    """Return what questions are usually narrowed by, taken from the fact that most is told of."""
    [[source, target, fact, _]] = store.query(_MOST_TOLD).rows
    assert source is not None  # noqa: S101  for mypy
    assert target is not None  # noqa: S101
    assert fact is not None  # noqa: S101
    one, other = source.value.rpartition("/")[2], target.value.rpartition("/")[2]
    return {"state": one, "other": other, "source": one, "target": other, "fact": fact.value.rpartition("/")[2]}


def _known(name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return those of the parameters that a question takes."""
    known = {each.name for each in shipped.question(name).parameters}
    return {key: value for key, value in given.items() if key in known}


def measured(store: shipped.Asked, name: str, given: Mapping[str, str]) -> Measured:
    """Return how long a question takes, the median of several times."""
    times, rows = [], 0
    for _ in range(_RUNS):
        start = time.perf_counter()
        rows = len(shipped.run(store, name, **given).rows)
        times.append(time.perf_counter() - start)
    return Measured(statistics.median(times), rows)


def copied(store: Store, articles: list[str]) -> Dataset:
    """Return some articles, all that is derived and the knowledge in rdflib's own memory store."""
    dataset = Dataset(default_union=True)
    for graph in (*articles, iris.DERIVED.value, iris.KNOWLEDGE.value):
        dataset.graph(URIRef(graph)).parse(data=store.query(_GRAPH % graph).triples or "", format="nt")
    return dataset


class Rdflib:
    """A dataset that is asked as a store is."""

    def __init__(self, dataset: Dataset) -> None:
        """Take a dataset."""
        self._dataset = dataset

    def query(self, sparql: str, bindings: Mapping[str, Cell] | None = None) -> Result:
        """Answer a query; only the number of rows is told."""
        terms: dict[str, Identifier] = {
            name: URIRef(cell.value) if cell.kind == "iri" else Literal(cell.value)
            for name, cell in (bindings or {}).items()
        }
        found = self._dataset.query(sparql, initNs=dict(iris.PREFIXES), initBindings=terms)
        return Result(rows=tuple(() for _ in found))


def within(seconds: float, dataset: Dataset, name: str, given: Mapping[str, str]) -> Measured | str:
    """Ask rdflib in a process that shares the dataset and is ended when it has had its time; or say why it has not."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_told, args=(theirs.send, dataset, name, given), daemon=True)
    process.start()
    theirs.close()
    try:
        found: Measured | str = ours.recv() if ours.poll(seconds) else f"> {seconds:.0f} s"
    except EOFError:  # rdflib 7.6 binds a variable twice in some queries, and breaks down over it
        found = "fails"
    process.kill()
    process.join()
    return found


def _told(tell: Callable[[Measured], None], dataset: Dataset, name: str, given: Mapping[str, str]) -> None:
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  its breakdowns are told in one word
    start = time.perf_counter()
    rows = len(shipped.run(Rdflib(dataset), name, **given).rows)
    tell(Measured(time.perf_counter() - start, rows))


if __name__ == "__main__":
    main()
