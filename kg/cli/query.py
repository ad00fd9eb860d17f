"""`kg query`: a question is put to a store."""

import argparse
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from kg.cli.opening import add_knowledge, add_limits, limits, opened
from kg.cli.terminal import OK, say, write
from kg.errors import InputError, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.queries.shipped import Asked, Question
    from kg.rdf.results import Cell, Result
    from kg.stores import Store
    from kg.stores.limits import Limits

EXAMPLES = """kg query --list
  kg query oxigraph:out/store timeline --state ISR --other AZE --since 2022
  kg query oxigraph:out/store 'SELECT ?x WHERE { ?x sr:opposes id:IRN }' --format csv
  kg query oxigraph:out/store mine.rq --format json"""


def query(options: argparse.Namespace) -> int:
    """Put a question to a store."""
    from kg.queries import formats, shipped
    from kg.vocabulary import knowledge

    if options.list:
        return _listed()
    if not options.store:
        raise QueryError("no store is named; write kg query STORE NAME, or kg query --list")
    question = _question(options.question)
    taken = [parameter.name for parameter in question.parameters]
    if unknown := [name for name in options.parameters if name not in taken]:
        known = ", ".join(f"--{name}" for name in taken) or "none"
        raise QueryError(f"{question.name or 'the query'}: does not take --{unknown[0]}; what it takes: {known}")
    with _asking(options.store, limits(options)) as asked:
        # Names are known at the price of half a second: only where one may be given.
        base = knowledge(options.knowledge) if options.parameters or options.knowledge else None
        result = shipped.run(asked, question, knowledge=base, **options.parameters)
    write(formats.write(result, options.format))
    if result.cut:
        more = "--limit and --rows" if "limit" in taken else "--rows"
        say(f"kg: the answer is {result.cut}; there is more of it: narrow the query, or see {more}")
    return OK


@contextmanager
def _asking(name: str, limits: "Limits") -> "Iterator[Asked]":
    """Let a store be asked within limits: one on disk in a process of its own."""
    from kg.queries.worker import Worker

    if name.startswith("oxigraph:"):
        with Worker(name, limits) as worker:
            yield worker
    else:
        with opened(name, existing=True) as store:
            yield _Limited(store, limits)


class _Limited:
    """A store that is asked within limits."""

    def __init__(self, store: "Store", limits: "Limits") -> None:
        self._store = store
        self._limits = limits

    def query(self, sparql: str, bindings: "Mapping[str, Cell] | None" = None) -> "Result":
        return self._store.query(sparql, bindings, limits=self._limits)


def _listed() -> int:
    from kg.queries import shipped

    for group, names in shipped.groups():
        write(f"{group.upper()}\n")
        for name in names:
            question = shipped.question(name)
            write(f"  {name}\n      {question.help}\n")
            for parameter in question.parameters:
                write(f"      --{parameter.name} {parameter.type.upper()}  {parameter.help}\n")
    return OK


def _question(asked: str | None) -> "Question":
    """Return the question that is asked by name, by file, on standard input or as SPARQL text."""
    from kg.queries import shipped

    if not asked:
        raise QueryError("no question is named; kg query --list shows those there are, FILE.rq and - take your own")
    if asked == "-":
        return shipped.parse(_text(sys.stdin.buffer, "standard input"))
    if asked.endswith(".rq"):
        try:
            with Path(asked).open("rb") as file:
                return shipped.parse(_text(file, asked), asked)
        except OSError as error:
            raise InputError(f"{asked}: cannot be read ({error.strerror}); check the path") from error
    return shipped.parse(asked) if " " in asked or "{" in asked else shipped.question(asked)


def _text(file: IO[bytes], where: str) -> str:
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: no UTF-8 at byte {error.start}; save the query as UTF-8") from error


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add("store", nargs="?", metavar="STORE", help="oxigraph:DIR or https://...")
    add("question", nargs="?", metavar="QUESTION", help="a question's name, FILE.rq, SPARQL text, or -")
    add("--list", action="store_true", help="show the questions and the parameters that each takes")
    formats = ("table", "csv", "json", "turtle", "ntriples")
    add("--format", choices=formats, default="table", help="how the answer is written (table; of triples, turtle)")
    add_limits(command)
    add_knowledge(command)
    options = "[-h] [--format FORMAT] [--timeout SECONDS] [--rows N] [--memory MIB] [--knowledge DIR]"
    command.usage = f"kg query {options} STORE QUESTION [--PARAMETER VALUE ...]"


def divided(given: list[str], refuse: Callable[[str], NoReturn]) -> tuple[list[str], dict[str, str]]:
    """Take the parameters of the question out of the arguments of `kg query`: which there are, the question says."""
    if given[:1] != ["query"]:
        return given, {}
    own = argparse.ArgumentParser(allow_abbrev=False)
    arguments(own)
    rest: list[str] = []
    parameters: dict[str, str] = {}
    left = iter(given)
    for argument in left:
        name, equals, value = argument.partition("=")
        if not name.startswith("--") or any(name in action.option_strings for action in own._actions):
            rest.append(argument)
            continue
        found = value if equals else next(left, None)
        if name[2:] in parameters:
            refuse(f"argument {name}: is given twice; ask for one after the other")
        parameters[name[2:]] = found if found is not None else refuse(f"argument {name}: expected one value")
    return rest, parameters
