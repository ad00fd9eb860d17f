"""`kg view`: a store is shown as an interactive page."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.opening import add_knowledge, add_store, opened, share
from kg.cli.terminal import OK, say

if TYPE_CHECKING:
    from kg.stores import Store

KINDS = ("network", "ego", "pair", "timeline", "matrix")  # as kg.views.choosing has them: --help loads nothing
EXAMPLES = """kg view oxigraph:out/store -o view.html --state ISR --state AZE
  kg view oxigraph:out/store -o iran.html --kind ego --state Iran --depth 2
  kg view oxigraph:out/store -o pair.html --kind pair --state SAU --state IRN
  kg view oxigraph:out/store -o matrix.html --kind matrix"""


def view(options: argparse.Namespace) -> int:
    """Write an interactive page of a store."""
    with opened(options.store, existing=True) as store:
        drawn(store, options.output, options)
    return OK


def drawn(store: "Store", path: str, options: argparse.Namespace) -> None:
    """Write the page of an open store, and say what is on it."""
    from kg.views.html import write
    from kg.vocabulary import knowledge

    summary = write(
        store,
        Path(path),
        kind=getattr(options, "kind", "network"),
        depth=getattr(options, "depth", 1),
        states=tuple(options.state or ()),
        title=options.title,
        min_confidence=options.min_confidence,
        base=knowledge(options.knowledge),
    )
    taken = "" if summary.asked or not summary.actors else f" (the most connected: {', '.join(summary.actors)})"
    say(f"{summary.nodes} actors, {summary.statements} statements{taken}: {path}")


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_store(command)
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="where the page is written")
    add = command.add_argument
    add("--kind", choices=KINDS, default="network", help="what is drawn (network)")
    add("--depth", type=int, choices=(1, 2, 3), default=1, help="how many steps an ego view goes from its actor (1)")
    add_knowledge(command)
    add_shown(command)


def add_shown(command: argparse.ArgumentParser) -> None:
    """Add what of a store is shown."""
    add = command.add_argument
    add("--state", action="append", metavar="ACTOR", help="view only what touches this actor (may be repeated)")
    add("--min-confidence", type=share, default=0.0, metavar="SHARE", help="view only what is so sure, 0 to 1 (0)")
    add("--title", metavar="TEXT", help="the heading of the view")
