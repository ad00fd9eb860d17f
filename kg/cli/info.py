"""`kg info`: a store is told in figures."""

import argparse

from kg.cli.opening import add_store, opened
from kg.cli.terminal import OK, clean, write

EXAMPLES = "kg info oxigraph:out/store"


def info(options: argparse.Namespace) -> int:
    """Tell what a store holds in figures: articles, statements, facts, outlets, days, versions, size."""
    from kg.upkeep.inventory import figures

    with opened(options.store, existing=True) as store:
        for name, value in figures(store, options.store):
            write(clean(f"{name:<13} {value}") + "\n")
    return OK


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_store(command)
