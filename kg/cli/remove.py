"""`kg remove`: articles are taken out of a store."""

import argparse

from kg.cli.opening import add_store, opened
from kg.cli.terminal import outcome, say

EXAMPLES = "kg remove oxigraph:out/store 2023-03-29-embassy-in-tel-aviv"


def remove(options: argparse.Namespace) -> int:
    """Take articles out of a store, with what only they support; verdicts on them are kept."""
    from kg.rdf.articles import is_held

    done = failed = 0
    with opened(options.store, existing=True) as store:
        for article in options.articles:
            if is_held(store.query, article):
                store.remove(article)
                done += 1
            else:
                failed += 1
                say(f"kg: {article}: the store has no such article; kg list {options.store} shows those it has")
        store.flush()
    say(f"{done} articles removed from {options.store}")
    return outcome(done, failed)


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_store(command)
    command.add_argument("articles", nargs="+", metavar="ARTICLE", help="its id (kg list)")
