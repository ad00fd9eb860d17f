"""`kg compare`: what only one of two extractors finds."""

import argparse

from kg.cli.opening import add_models, add_sources, sources, with_models
from kg.cli.terminal import OK, clean, outcome, report, say, write
from kg.errors import InputError

EXAMPLES = """kg compare article.txt --extractors rules,rules:plain
  kg compare news.jsonl --extractors rules,stanza --models DIR > differences.tsv"""


def compare(options: argparse.Namespace) -> int:
    """List what only one of two extractors finds in each article."""
    from kg.extractors.comparing import compare as differences
    from kg.model import Extraction, Failure
    from kg.pipeline import compare as run

    names = options.extractors.split(",")
    if len(names) != 2 or names[0] == names[1]:
        raise InputError(f"--extractors {options.extractors}: name two that differ, rules,stanza say")
    if options.models and "stanza" not in names:
        with_models(names[0], options.models)  # refuses
    given = [with_models(name, options.models) if name == "stanza" else name for name in names]
    done = failed = 0
    only = [0, 0]
    for pair in run(options.articles, given, **sources(options)):
        failures = [each for each in pair if isinstance(each, Failure)]
        if failures:
            failed += 1
            report(failures[0])
            continue
        one, other = (each for each in pair if isinstance(each, Extraction))
        done += 1
        for found in differences(one, other):
            only[found.which] += 1
            row = (one.document.id, names[found.which], found.kind, found.what, found.words)
            write("\t".join(map(clean, row)) + "\n")
    say(f"{done} articles compared; only {names[0]} finds {only[0]} things, only {names[1]} {only[1]}", OK)
    return outcome(done, failed)


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_sources(command)
    help_ = "two extractors, divided by a comma (rules,stanza)"
    command.add_argument("--extractors", default="rules,stanza", metavar="NAME,NAME", help=help_)
    add_models(command)
