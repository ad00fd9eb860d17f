"""`kg show`: an article of a store, or one of its statements, is shown."""

import argparse

from kg.cli.explain import marks
from kg.cli.opening import add_knowledge, add_store, opened
from kg.cli.terminal import OK
from kg.cli.terminal import show as print_piece

EXAMPLES = """kg show oxigraph:out/store 2023-03-29-embassy-in-tel-aviv
  kg show oxigraph:out/store '#statement=178b00ec'"""


def show(options: argparse.Namespace) -> int:
    """Show what a store holds of an article, or one statement, with its words, reasons and verdicts."""
    from kg.upkeep.inventory import shown
    from kg.upkeep.judging import find
    from kg.vocabulary import knowledge

    ways = marks()
    with opened(options.store, existing=True) as store:
        article, statement = options.article, None
        if "#statement=" in article:
            statement, article = find(store.query, article, judged=True)
        for text, role in shown(store, article, knowledge(options.knowledge), statement):
            before, after = ways.get(role, ("", ""))
            print_piece(text, before, after)
    return OK


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_store(command)
    command.add_argument("article", metavar="ARTICLE", help="its id, or #statement=HASH or the IRI of a statement")
    add_knowledge(command)
