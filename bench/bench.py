"""Measure extraction, loading and the shipped questions, and print the figures.

    python bench/bench.py [--articles N]

Uses ../shared/bulk/ar_news.jsonl beside the checkout where it is present, else the example articles over and over.
Machines are noisy: compare figures of one run only.
"""

import argparse
import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kg.articles.read import read
from kg.extractors.rules import Rules
from kg.model import Document, Extraction
from kg.pipeline import Options, build
from kg.queries import shipped
from kg.rdf.write import nquads
from kg.stores.oxigraph import directory, memory
from kg.vocabulary import knowledge

_ROOT = Path(__file__).resolve().parent.parent
_BULK = _ROOT.parent / "shared" / "bulk" / "ar_news.jsonl"
_RUNS = 5


def documents(count: int) -> Iterator[Document]:
    """Yield so many articles, each with an id of its own."""
    source = [_BULK] if _BULK.exists() else [_ROOT / "examples" / "articles"]
    number = 0
    while number < count:
        for document in read(source):
            if isinstance(document, Document) and number < count:
                number += 1
                yield document if _BULK.exists() else replace(document, id=f"{document.id}-{number}")


def extraction(count: int) -> list[Extraction]:
    """Print articles a second for reading and extraction in one process; return what was extracted."""
    base = knowledge()
    found = list(documents(count))
    characters = sum(len(document.text) for document in found) / len(found)
    for name in ("", "plain"):
        rules = Rules(name, knowledge=base)
        list(islice(rules(found[:50]), 50))
        gc.collect()
        start = time.perf_counter()
        results = [result for result in rules(found) if isinstance(result, Extraction)]
        seconds = time.perf_counter() - start
        statements = sum(len(result.statements) for result in results)
        label = f"rules{':' + name if name else ''}"
        print(
            f"{label:12} {len(results) / seconds:8.1f} articles/s on one core "
            f"({len(results)} articles of {characters:.0f} characters, {statements} statements)"
        )
        if not name:
            kept = results
    return kept


def loading(results: list[Extraction]) -> None:
    """Print quads a second into a store on disk, article by article and in bulk."""
    base = knowledge()
    texts = [(result.document.id, nquads(result, base)) for result in results]
    quads = sum(text.count("\n") for _, text in texts)
    with tempfile.TemporaryDirectory() as folder:
        store = directory(f"{folder}/one")
        start = time.perf_counter()
        for article, text in texts:
            store.replace(article, text)
        store.flush()
        print(f"{'loading':12} {quads / (time.perf_counter() - start):8.0f} quads/s article by article ({quads} quads)")
        store.close()
        store = directory(f"{folder}/bulk")
        start = time.perf_counter()
        store.load("".join(text for _, text in texts))
        print(f"{'':12} {quads / (time.perf_counter() - start):8.0f} quads/s in bulk into an empty store")
        store.close()


def questions(count: int) -> None:
    """Print the median time of each shipped question over a graph of so many articles."""
    store = memory()
    source = [_BULK] if _BULK.exists() else [_ROOT / "examples" / "articles"]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        if _BULK.exists():
            with _BULK.open(encoding="utf-8") as lines:
                file.writelines(islice(lines, count))
            file.flush()
            source = [Path(file.name)]
        report = build(source, store, Options())
    print(f"{'questions':12} over {report.articles} articles with {report.statements} statements, median of {_RUNS}:")
    base = knowledge()
    for name in shipped.names():
        times = []
        for _ in range(_RUNS):
            start = time.perf_counter()
            rows = len(shipped.run(store, name, knowledge=base).rows)
            times.append(time.perf_counter() - start)
        print(f"{'':12} {statistics.median(times) * 1000:8.1f} ms  {name} ({rows} rows)")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help="how many articles (2000)")
    options = parser.parse_args()
    results = extraction(options.articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory':12} {peak:8.0f} MB at most so far, all extractions kept")
    loading(results)
    del results
    questions(options.articles)


if __name__ == "__main__":
    main()
