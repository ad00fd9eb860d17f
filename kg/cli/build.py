"""`kg build`: articles are read into a store."""

import argparse
from typing import TYPE_CHECKING

from kg.cli.opening import add_articles, opened, reading
from kg.cli.spending import accounted
from kg.cli.terminal import STOPPED, drop, outcome, progress, report, say
from kg.cli.view import add_shown, drawn

if TYPE_CHECKING:
    from kg.model import Failure
    from kg.pipeline import Done

EXAMPLES = """kg build articles/ --store oxigraph:out/store --view out/view.html
  kg build 'news/**/*.html' --store oxigraph:out/store --executor local:4
  cat news.jsonl | kg build - --store oxigraph:out/store"""


def build(options: argparse.Namespace) -> int:
    """Read articles into a store, and write a view of it if asked."""
    from kg.pipeline import build as run

    written = unchanged = 0
    given = reading(options)

    def told(each: "Done | Failure") -> None:
        nonlocal written, unchanged
        shown(each)
        written += not getattr(each, "unchanged", True)
        unchanged += getattr(each, "unchanged", False)

    with opened(options.store) as store, progress(options.quiet) as bar, accounted(bar, options.report) as shown:
        try:
            done = run(options.articles, store, progress=told, **given)
        except KeyboardInterrupt:
            kept = f"{written} articles read and {unchanged} found unchanged are in {options.store}"
            return drop(say(f"kg: stopped; {kept}; the same command skips them and goes on", STOPPED))
        for failure in done.failures:
            report(failure)
        say(
            f"{done.articles} articles read, {done.unchanged} unchanged, {len(done.failures)} failed; "
            f"{done.statements} statements written to {options.store}"
        )
        if options.view:
            drawn(store, options.view, options)
    return outcome(done.articles + done.unchanged, len(done.failures))


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add_articles(command)
    add(
        "--store", required=True, metavar="STORE", help="oxigraph:DIR, made if it is not there; https://...; or memory:"
    )
    add("--view", metavar="FILE", help="write an interactive page of the graph too")
    add("--quiet", action="store_true", help="show no progress")
    add_shown(command)
