"""Measure extraction and loading, and print the figures.

    python bench/bench.py [--articles N]

Reads ../shared/bulk/ar_news.jsonl beside the checkout where it is present, else the Arabic example articles over and
over. Other work on the machine changes the figures: "CPU" leaves it out as far as it can, "clock" does not.
"""

import argparse
import gc
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import tagged

from kg import stores
from kg.articles.read import read
from kg.extractors import Extractor
from kg.extractors.rules import Rules
from kg.model import Document, Extraction, Failure
from kg.rdf.write import nquads
from kg.vocabulary import knowledge

_ROOT = Path(__file__).resolve().parent.parent
_BULK = _ROOT.parent / "shared" / "bulk" / "ar_news.jsonl"
_WITH_MODELS = 200  # articles: models are some ten times slower
_WARM = 20  # articles read before the clock starts: tables are loaded by the first

Say = Callable[[float, float], str]


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help="how many articles (2000)")
    count = parser.parse_args().articles
    source = "the bulk articles" if _BULK.exists() else "the Arabic example articles, repeated"
    print(f"{count} of {source}; Python {platform.python_version()}, {platform.machine()}")
    start_up()
    reading(count)
    extraction(count, "rules", Rules(knowledge=knowledge()))
    extraction(count, "rules:plain", Rules("plain", knowledge=knowledge()))
    with_models(min(count, _WITH_MODELS))
    quads = [(each.document.id, nquads(each, knowledge())) for each in extracted(count, Rules(knowledge=knowledge()))]
    loading(quads)


def documents(count: int) -> Iterator[Document]:
    """Yield so many articles, each with an id of its own."""
    if _BULK.exists():
        yield from islice((each for each in read([_BULK]) if isinstance(each, Document)), count)
        return
    examples = [each for each in read([_ROOT / "examples" / "articles"]) if isinstance(each, Document)]
    arabic = [each for each in examples if each.language == "ar"]
    for number, document in enumerate(islice(cycle(arabic), count)):
        yield replace(document, id=f"{document.id}-{number}")


def extracted(count: int, extractor: Extractor) -> Iterator[Extraction]:
    """Yield what an extractor reads."""
    for result in extractor(documents(count)):
        if isinstance(result, Failure):
            print(f"  failed: {result.source}: {result.reason}")
        else:
            yield result


def start_up() -> None:
    """Print how long the knowledge takes to load."""
    with measured("knowledge", lambda clock, _: f"loaded in {clock * 1000:.0f} ms"):
        knowledge()


def reading(count: int) -> None:
    """Print how fast files become Documents."""
    with measured("reading", lambda clock, cpu: f"{count / cpu:6.0f} articles/s CPU, {count / clock:.0f} clock"):
        characters = sum(len(document.text) for document in documents(count))
    print(f"{'':12} an article has {characters / count:.0f} characters on average")


def with_models(count: int) -> None:
    """Print how fast articles are read with Stanza's models and without, where there are any."""
    if why := tagged.missing("ar"):
        print(f"{'stanza':12} {why}")
        return
    extraction(count, "rules again", Rules(knowledge=knowledge()))
    extraction(count, "stanza", tagged.reader(knowledge())(Rules(knowledge=knowledge())))
    print(f"{'':12} both over {count} articles, with the models in {tagged.folder()}")


def extraction(count: int, label: str, extractor: Extractor) -> None:
    """Print how fast articles are read and extracted in one process, none of them kept."""
    list(islice(extracted(_WARM, extractor), _WARM))
    gc.freeze()  # as the command does
    with measured(label, lambda clock, cpu: f"{count / cpu:6.0f} articles/s a core CPU, {count / clock:.0f} clock"):
        found = sum(len(result.statements) for result in extracted(count, extractor))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'':12} {found} statements; at most {peak:.0f} MB of memory so far")


def loading(quads: list[tuple[str, str]]) -> None:
    """Print how fast quads go into a store on disk, article by article and in bulk."""
    count = sum(text.count("\n") for _, text in quads)
    with tempfile.TemporaryDirectory() as folder:
        store = stores.open(f"oxigraph:{folder}/one")
        with measured("loading", lambda _, clock: f"{count / clock:6.0f} quads/s article by article ({count} quads)"):
            for article, text in quads:
                store.replace(article, text)
            store.flush()
        store.close()
        store = stores.open(f"oxigraph:{folder}/bulk")
        with measured("", lambda clock, _: f"{count / clock:6.0f} quads/s in bulk into an empty store, by the clock"):
            store.load("".join(text for _, text in quads))
        store.close()


@contextmanager
def measured(label: str, say: Say) -> Iterator[None]:
    """Print what say makes of the seconds by the clock and of this process that the block takes."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{label:12} {say(time.perf_counter() - clock, time.process_time() - cpu)}")


if __name__ == "__main__":
    main()
