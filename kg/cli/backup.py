"""`kg backup`: a store is copied to a safe place."""

import argparse
from pathlib import Path

from kg.cli.opening import add_store
from kg.cli.terminal import OK, say

EXAMPLES = "kg backup oxigraph:out/store backups/2026-12-01"


def backup(options: argparse.Namespace) -> int:
    """Copy a store on disk into a new folder, from which kg restore puts it back."""
    from kg.upkeep.backup import backup as run

    size = run(options.store, Path(options.folder))
    return say(f"{size / 1e6:.1f} MB written to {options.folder}", OK)


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_store(command)
    command.add_argument("folder", metavar="DIR", help="a new or empty folder")
