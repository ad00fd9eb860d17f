"""`kg serve`: a store is answered for over HTTP on this machine."""

import argparse

from kg.cli.opening import add_limits, limits, positive
from kg.cli.terminal import OK, say
from kg.errors import InputError

EXAMPLES = """kg serve oxigraph:out/store
  kg serve oxigraph:out/store --port 8080 --timeout 30
  curl http://127.0.0.1:7880/sparql --data-urlencode 'query=SELECT ?x { ?x sr:opposes id:IRN }'"""


def serve(options: argparse.Namespace) -> int:
    """Answer queries about a store over HTTP, and show it as pages; on this machine only."""
    from pathlib import Path

    from kg.server.running import serve as run

    kind, _, folder = options.store.partition(":")
    if kind in ("http", "https"):  # the address is not repeated: it may hold a password
        raise InputError(f"{kind}: only a store on disk is served, a server answers for itself; name oxigraph:DIR")
    if kind != "oxigraph" or not Path(folder).is_dir():
        raise InputError(f"{options.store}: no such store; kg build ARTICLES --store oxigraph:DIR makes one")

    def ready(address: str) -> None:
        say(f"{options.store} is at {address} (SPARQL: {address}sparql); Ctrl-C ends it")

    run(options.store, port=options.port, workers=options.workers, limits=limits(options), ready=ready)
    return OK


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add("store", metavar="STORE", help="oxigraph:DIR")
    add("--port", type=int, default=7880, metavar="N", help="where it listens; 0 takes any that is free (7880)")
    add_limits(command)
    add("--workers", type=positive(int), default=4, metavar="N", help="queries that run at the same time (4)")
