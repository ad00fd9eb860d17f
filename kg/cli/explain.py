"""`kg explain`: each statement of an article is shown with its words and reasons."""

import argparse
import os
import sys

from kg.cli.opening import add_articles, reading
from kg.cli.spending import accounted
from kg.cli.terminal import outcome, report, show

EXAMPLES = "kg explain article.txt\n  NO_COLOR=1 kg explain article.txt > explained.txt"
# Marks of the parts of an explanation: on a terminal in colour, elsewhere in plain characters.
_COLOURS = {"source": "1;36", "target": "1;35", "cue": "1;33;4", "kind": "1"}
_PLAIN = {"source": ("[", "]"), "target": ("[", "]"), "cue": ("*", "*")}


def explain(options: argparse.Namespace) -> int:
    """Show each statement of an article with its words, and why it was read so."""
    from kg.extractors.explain import explain as tell
    from kg.model import Failure
    from kg.pipeline import Done
    from kg.pipeline import extract as run
    from kg.vocabulary import knowledge

    ways, given = marks(), reading(options)
    done = failed = 0
    with accounted(lambda _: None, options.report) as told:
        for result in run(options.articles, **given):
            if isinstance(result, Failure):
                failed += 1
                report(result)
                continue
            done += 1
            told(Done(result.document.id, remarks=result.remarks, usage=result.usage))
            for text, role in tell(result, knowledge(options.knowledge)):
                before, after = ways.get(role, ("", ""))
                show(text, before, after)
    return outcome(done, failed)


def marks() -> dict[str, tuple[str, str]]:
    """Return what stands before and after each part of an explanation: colours on a terminal, else characters."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return {role: (f"\x1b[{code}m", "\x1b[0m") for role, code in _COLOURS.items()} if coloured else _PLAIN


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_articles(command)
