"""`kg extract`: what articles say is written as JSON lines."""

import argparse
import sys

from kg.cli.opening import add_articles, reading
from kg.cli.spending import accounted
from kg.cli.terminal import outcome, progress, report, write

EXAMPLES = "kg extract article.txt\n  kg extract 'news/*.html' --executor local:2 > statements.jsonl"


def extract(options: argparse.Namespace) -> int:
    """Write what articles say as JSON lines."""
    from kg.extractors.jsonlines import line
    from kg.model import Failure
    from kg.pipeline import Done
    from kg.pipeline import extract as run

    done = failed = 0
    given = reading(options)
    # A bar between lines of output on the same terminal would only be in the way.
    with progress(options.quiet or sys.stdout.isatty()) as shown, accounted(shown, options.report) as told:
        for result in run(options.articles, **given):
            if isinstance(result, Failure):
                failed += 1
                told(result)
                report(result)
            else:
                done += 1
                write(line(result) + "\n")
                told(Done(result.document.id, len(result.statements), remarks=result.remarks, usage=result.usage))
    return outcome(done, failed)


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_articles(command)
    command.add_argument("--quiet", action="store_true", help="show no progress")
