"""`kg export`: a store is written as a file that other programs read."""

import argparse
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.opening import add_knowledge, add_store, opened, share
from kg.cli.terminal import OK, say
from kg.cli.terminal import write as show
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.exports import Choice
    from kg.stores import Store

EXAMPLES = """kg export oxigraph:out/store -o graph.ttl
  kg export oxigraph:out/store -o graph.nq.gz --graphs all
  kg export oxigraph:out/store -o network.gexf --state Iran --since 2022 --min-confidence 0.6
  kg export oxigraph:out/store -o events.tsv --format plover
  kg export oxigraph:out/store -o - --format csv --status intended"""
_STANDARD = "-"


def export(options: argparse.Namespace) -> int:
    """Write a store as a file: RDF, a network for Gephi, or rows of statements or events."""
    from kg.exports import Choice
    from kg.exports import export as run
    from kg.vocabulary import knowledge

    choice = Choice(
        graphs=tuple(each for given in options.graphs or () for each in given.split(",") if each),
        states=tuple(options.state or ()),
        statuses=tuple(options.status or ()),
        min_confidence=options.min_confidence,
        since=options.since,
        until=options.until,
    )
    with opened(options.store, existing=True) as store:
        if options.output == _STANDARD:
            told = _shown(store, options, choice)
        else:
            what, *notes = run(
                store, Path(options.output), options.format, choice=choice, base=knowledge(options.knowledge)
            )
            told = (f"{what}: {options.output}", *notes)
    for line in told:
        say(line)
    return OK


def _shown(store: "Store", options: argparse.Namespace, choice: "Choice") -> tuple[str, ...]:
    """Write to standard output: as it is into a file or pipe, without anything that steers it on a terminal."""
    from kg.exports import Request, write
    from kg.vocabulary import knowledge

    if not options.format:
        raise InputError("standard output has no ending to tell the format; name one with --format")
    request = Request(store, knowledge(options.knowledge), options.format, choice)
    if not sys.stdout.isatty():
        return write(request, sys.stdout.buffer)
    held = io.BytesIO()
    told = write(request, held)
    show(held.getvalue().decode())
    return told


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add_store(command)
    add(
        "-o", "--output", required=True, metavar="FILE", help="the file, packed if it ends in .gz; - is standard output"
    )
    formats = "turtle, trig, nquads, ntriples, jsonld, rdfxml, rdf12, gexf, graphml, csv, plover, cameo"
    add("--format", metavar="NAME", help=f"{formats} (by the file's ending)")
    add("--graphs", action="append", metavar="PARTS", help="RDF: articles,derived,knowledge,ledger or all (no ledger)")
    add("--state", action="append", metavar="ACTOR", help="export only what touches this actor (may be repeated)")
    add("--min-confidence", type=share, default=0.0, metavar="SHARE", help="export only what is so sure, 0 to 1 (0)")
    add("--since", metavar="DATE", help="from this day, month or year on; of the event, or of publication")
    add("--until", metavar="DATE", help="up to and with this day, month or year")
    add("--status", action="append", metavar="STATUS", help="actual, intended or denied (all; events: actual)")
    add_knowledge(command)
