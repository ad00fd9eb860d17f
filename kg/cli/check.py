"""`kg check`: a store is proved against its ledger."""

import argparse
from typing import TYPE_CHECKING

from kg.cli.opening import add_extractor, add_knowledge, add_store, extractor, opened
from kg.cli.terminal import FAILED, OK, PARTIAL, clean, progress, say, write

if TYPE_CHECKING:
    from kg.model import Failure
    from kg.pipeline import Done

EXAMPLES = "kg check oxigraph:out/store\n  kg check oxigraph:out/store --mend"


def check(options: argparse.Namespace) -> int:
    """Prove a store against its ledger, and mend what can be mended."""
    from kg.upkeep.checking import check as run

    articles = faults = left = 0

    def told(done: "Done | Failure") -> None:
        nonlocal articles
        articles += 1
        shown(done)

    with opened(options.store, existing=True) as store, progress(options.quiet) as shown:
        for fault in run(
            store,
            mend=options.mend,
            name=options.store,
            extractor=extractor(options),
            knowledge=options.knowledge,
            progress=told,
        ):
            faults += 1
            left += bool(fault.remedy)
            write(clean(str(fault)) + "\n")
    say(f"{articles} articles checked, {faults} faults found, {faults - left} mended")
    if not left:
        return OK
    return PARTIAL if options.mend else FAILED


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add_store(command)
    add("--mend", action="store_true", help="read damaged articles again from their text, work out derived data anew")
    add_extractor(command, "what reads the articles that are mended (rules)")
    add_knowledge(command)
    add("--quiet", action="store_true", help="show no progress")
