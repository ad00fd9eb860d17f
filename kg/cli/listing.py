"""`kg list`: the articles of a store are listed."""

import argparse

from kg.cli.opening import add_knowledge, add_store, day, opened
from kg.cli.terminal import OK, write

EXAMPLES = """kg list oxigraph:out/store
  kg list oxigraph:out/store --state Iran --since 2022-11 --format csv"""


def list(options: argparse.Namespace) -> int:  # noqa: A001  named as the command
    """List the articles of a store."""
    from kg.queries import formats
    from kg.queries.shipped import resolve
    from kg.upkeep.inventory import Choice, listed
    from kg.vocabulary import knowledge

    state = resolve(options.state, knowledge(options.knowledge)) if options.state else None
    with opened(options.store, existing=True) as store:
        found = listed(store, Choice(state, options.outlet, options.since, options.until))
    write(formats.write(found, options.format))
    return OK


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add_store(command)
    add("--state", metavar="ACTOR", help="only articles with a statement that touches this actor, a code or a name")
    add("--outlet", metavar="NAME", help="only articles of this outlet")
    add("--since", type=day, metavar="DATE", help="only articles published from this day, month or year on")
    add("--until", type=day, metavar="DATE", help="only articles published up to this day, month or year")
    add("--format", choices=("table", "csv", "json"), default="table", help="how the list is written (table)")
    add_knowledge(command)
