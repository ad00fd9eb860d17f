"""`kg build`: articles are read into a store."""

import argparse

from kg.cli.opening import add_articles, opened, reading
from kg.cli.terminal import outcome, progress, report, say
from kg.cli.view import add_shown, drawn

EXAMPLES = """kg build articles/ --store oxigraph:out/store --view out/view.html
  kg build 'news/**/*.html' --store oxigraph:out/store --executor local:4
  cat news.jsonl | kg build - --store oxigraph:out/store"""


def build(options: argparse.Namespace) -> int:
    """Read articles into a store, and write a view of it if asked."""
    from kg.pipeline import build as run

    with opened(options.store) as store, progress(options.quiet) as told:
        done = run(options.articles, store, progress=told, **reading(options))
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
