"""`kg validate`: a store is checked against the shapes of the ontology."""

import argparse

from kg.cli.opening import add_store, opened
from kg.cli.terminal import FAILED, OK, clean, say, write

EXAMPLES = "kg validate oxigraph:out/store"


def validate(options: argparse.Namespace) -> int:
    """Check a store against the shapes of the ontology."""
    from kg.rdf import shapes

    with opened(options.store, existing=True) as store:
        found = shapes.violations(store.query)
    for each in found:
        value = f" ({each.value})" if each.value else ""
        write(clean(f"{each.severity}: {each.node}: {each.message}{value}") + "\n")
    broken = sum(each.severity == "Violation" for each in found)
    say(f"{broken} violations, {len(found) - broken} warnings" if found else "the graph conforms")
    return FAILED if broken else OK


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_store(command)
