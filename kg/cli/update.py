"""`kg update`: articles are read again from the text that a store keeps."""

import argparse

from kg.cli.opening import add_knowledge, add_reader, add_store, extractor, opened
from kg.cli.spending import accounted
from kg.cli.terminal import outcome, progress, report, say

EXAMPLES = "kg update oxigraph:out/store\n  kg update oxigraph:out/store --knowledge mine/ --executor local:4"


def update(options: argparse.Namespace) -> int:
    """Read again, from the text in a store, the articles that an older extractor or knowledge has read."""
    from kg.pipeline import update as run

    name = extractor(options)
    with (
        opened(options.store, existing=True) as store,
        progress(options.quiet) as bar,
        accounted(bar, options.report) as told,
    ):
        done = run(
            store,
            extractor=name,
            executor=options.executor,
            knowledge=options.knowledge,
            progress=told,
        )
    for failure in done.failures:
        report(failure)
    say(
        f"{done.articles} articles read again, {done.unchanged} up to date, {len(done.failures)} failed; "
        f"{done.statements} statements written to {options.store}"
    )
    return outcome(done.articles + done.unchanged, len(done.failures))


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_store(command)
    add_reader(command)
    add_knowledge(command)
    command.add_argument("--quiet", action="store_true", help="show no progress")
