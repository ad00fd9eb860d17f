"""Options that several commands share: the store, the articles, the user's own knowledge, what a query may use."""

import argparse
import math
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.stores import Store
    from kg.stores.limits import Limits

Number = TypeVar("Number", int, float)


@contextmanager
def opened(name: str, *, existing: bool = False) -> "Iterator[Store]":
    """Open a store, and close it whatever happens."""
    from kg import stores

    kind, _, argument = name.partition(":")
    if existing and (kind == "memory" or (kind == "oxigraph" and argument and not Path(argument).exists())):
        raise InputError(f"{name}: no such store; kg build ARTICLES --store oxigraph:DIR makes one")
    store = stores.open(name)
    try:
        yield store
    finally:
        store.close()


def add_articles(command: argparse.ArgumentParser) -> None:
    """Add which articles are read, and how."""
    add = command.add_argument
    help_ = "a file (.txt, .html, .jsonl), folder or glob; - is standard input: JSON lines if it begins with {"
    add("articles", nargs="+", metavar="ARTICLE", help=help_)
    add_reader(command)
    add("--encoding", metavar="NAME", help="of plain text and of pages that do not tell theirs (utf-8)")
    add("--ids", choices=("name", "path"), default="name", help="take an article's id from its file's name or path")
    add("--largest", type=int, default=20_000_000, metavar="BYTES", help="the largest article to read (20000000)")
    add_knowledge(command)


def add_reader(command: argparse.ArgumentParser) -> None:
    """Add what reads articles, and what runs the work."""
    add = command.add_argument
    add("--extractor", default="rules", metavar="NAME", help="what reads the articles: rules, rules:plain (rules)")
    add("--executor", default="serial", metavar="NAME", help="what runs the work: serial, local:N (serial)")


def add_knowledge(command: argparse.ArgumentParser) -> None:
    """Add the folder of the user's own knowledge."""
    help_ = "a folder with names, actors and cues of your own"
    command.add_argument("--knowledge", type=Path, metavar="DIR", help=help_)


def add_limits(command: argparse.ArgumentParser) -> None:
    """Add what a query may use."""
    add = command.add_argument
    add(
        "--timeout",
        type=positive(float),
        default=10.0,
        metavar="SECONDS",
        help="the longest that a query may take (10)",
    )
    add("--rows", type=positive(int), default=10_000, metavar="N", help="how much of an answer to give (10000)")
    add(
        "--memory", type=positive(int), default=2048, metavar="MIB", help="the most memory that a query may take (2048)"
    )


def limits(options: argparse.Namespace) -> "Limits":
    """Return what `add_limits` was given."""
    from kg.stores.limits import Limits

    return Limits(seconds=options.timeout, memory=options.memory << 20, rows=options.rows)


def positive(type_: "Callable[[str], Number]") -> "Callable[[str], Number]":
    """Return the type of an option that is a number above nought."""

    def number(text: str) -> Number:
        value = type_(text)
        if not 0 < value < math.inf:
            raise ValueError(text)
        return value

    number.__name__ = "number above nought"  # argparse shows it
    return number


def add_store(command: argparse.ArgumentParser) -> None:
    """Add the store that is there already."""
    command.add_argument("store", metavar="STORE", help="oxigraph:DIR or https://...")


def reading(options: argparse.Namespace) -> dict[str, Any]:  # Any: argparse knows no types
    """Return what `add_articles` was given as the options of `kg.pipeline`."""
    names = ("extractor", "executor", "encoding", "ids", "knowledge", "largest")
    return {name: getattr(options, name) for name in names}
