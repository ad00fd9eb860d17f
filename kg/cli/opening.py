"""Options that several commands share: the store, the articles, the user's own knowledge, what a query may use."""

import argparse
import math
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.cli.spending import add_ceilings, add_report, within
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


def extractor(options: argparse.Namespace) -> str:
    """Return the extractor with the models and the ceilings that `add_extractor` was given."""
    name: str = options.extractor
    return within(with_models(name, options.models), options)


def with_models(name: str, folder: str | None) -> str:
    """Return the name of an extractor with the folder of its models.

    Raises InputError where the extractor has none.
    """
    if folder is None:
        return name
    if name != "stanza":
        raise InputError(f"--models {folder}: {name} reads without models; add --extractor stanza, or leave it out")
    return f"{name}:{folder}"


def add_articles(command: argparse.ArgumentParser) -> None:
    """Add which articles are read, and how."""
    add_sources(command)
    add_reader(command)


def add_sources(command: argparse.ArgumentParser) -> None:
    """Add which articles are read, and with which knowledge."""
    add = command.add_argument
    help_ = "a file (.txt, .html, .jsonl), folder or glob; - is standard input: JSON lines if it begins with {"
    add("articles", nargs="+", metavar="ARTICLE", help=help_)
    add("--encoding", metavar="NAME", help="of plain text and of pages that do not tell theirs (utf-8)")
    add("--ids", choices=("name", "path"), default="name", help="take an article's id from its file's name or path")
    add("--largest", type=int, default=20_000_000, metavar="BYTES", help="the largest article to read (20000000)")
    add_knowledge(command)


def add_reader(command: argparse.ArgumentParser) -> None:
    """Add what reads articles, and what runs the work."""
    names = "rules, rules:plain, stanza, llm:MODEL@URL, llm+rules:MODEL@URL"
    add_extractor(command, f"what reads the articles: {names} (rules)")
    add_report(command)
    add_executor(command)


def add_extractor(command: argparse.ArgumentParser, help_: str) -> None:
    """Add what reads articles, with which models, and at what cost."""
    command.add_argument("--extractor", default="rules", metavar="NAME", help=help_)
    add_models(command)
    add_ceilings(command)


def add_models(command: argparse.ArgumentParser) -> None:
    """Add the folder of the models that the extractor `stanza` reads with."""
    help_ = "the folder of the models of --extractor stanza (that of kg models path)"
    command.add_argument("--models", metavar="DIR", help=help_)


def add_executor(command: argparse.ArgumentParser) -> None:
    """Add what runs the work."""
    add = command.add_argument
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


def share(text: str) -> float:
    """Return the value of an option that is a share, from 0 to 1."""
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


def day(text: str) -> str:
    """Return the value of an option that is a day, month or year."""
    from kg.queries.shipped import is_date

    if not is_date(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2023, 2023-03 or 2023-03-29")
    return text


def add_store(command: argparse.ArgumentParser) -> None:
    """Add the store that is there already."""
    command.add_argument("store", metavar="STORE", help="oxigraph:DIR or https://...")


def reading(options: argparse.Namespace) -> dict[str, Any]:  # Any: argparse knows no types
    """Return what `add_articles` was given as the options of `kg.pipeline`."""
    return {"extractor": extractor(options), "executor": options.executor, **sources(options)}


def sources(options: argparse.Namespace) -> dict[str, Any]:  # Any: argparse knows no types
    """Return what `add_sources` was given as options of `kg.pipeline`, but for the articles."""
    return {name: getattr(options, name) for name in ("encoding", "ids", "knowledge", "largest")}
