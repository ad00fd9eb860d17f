"""`kg restore`: a backup becomes a store again."""

import argparse
from pathlib import Path

from kg.cli.terminal import OK, say

EXAMPLES = """kg restore backups/2026-12-01 oxigraph:out/store
  kg restore backups/2026-12-01 oxigraph:out/store --replace"""


def restore(options: argparse.Namespace) -> int:
    """Prove a backup against its ledger, and put it in the place of a store."""
    from kg.upkeep.backup import restore as run

    articles = run(Path(options.folder), options.store, replace=options.replace)
    return say(f"{options.store}: {articles} articles restored from {options.folder}", OK)


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("folder", metavar="DIR", help="the folder that kg backup wrote")
    command.add_argument("store", metavar="STORE", help="oxigraph:DIR, where the store is to be")
    command.add_argument(
        "--replace", action="store_true", help="take away the store that is there, once this one is whole"
    )
