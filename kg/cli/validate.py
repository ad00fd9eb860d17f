"""`kg validate`: a store is checked against the shapes of the ontology."""

import argparse
import time

from kg.cli.opening import add_store, opened
from kg.cli.terminal import FAILED, OK, PARTIAL, clean, say, steps, write

EXAMPLES = "kg validate oxigraph:out/store\n  kg validate oxigraph:out/store --sample 500"
_SECONDS = 600.0


def validate(options: argparse.Namespace) -> int:
    """Check a store against the shapes of the ontology."""
    from kg.rdf import shapes

    began = time.monotonic()
    broken = warned = articles = of = 0
    stopped = False
    with opened(options.store, existing=True) as store, steps(options.quiet) as step:
        for articles, of, found in shapes.checks(store.query, sample=options.sample):
            for each in found:
                write(clean(str(each)) + "\n")
            broken += sum(each.severity == "Violation" for each in found)
            warned += sum(each.severity != "Violation" for each in found)
            step(articles, of)
            stopped = articles < of and time.monotonic() - began > options.timeout
            if stopped:
                break
    checked = f"{articles} of {of} articles" if stopped else f"{of} articles"
    told = f"{broken} violations, {warned} warnings" if broken or warned else "nothing is wrong"
    say(f"{told} in {checked}")
    if stopped:
        say(f"kg: stopped after {options.timeout:g} seconds; give a larger --timeout, or --sample to check some of all")
    return FAILED if broken else PARTIAL if stopped else OK


def _amount(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of articles; write 500")
    return int(text)


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_store(command)
    add = command.add_argument
    add("--timeout", type=float, default=_SECONDS, metavar="SECONDS", help="stop after so long (600), and say how far")
    add("--sample", type=_amount, metavar="N", help="check N articles only, spread evenly over the store")
    add("--quiet", action="store_true", help="show no progress")
