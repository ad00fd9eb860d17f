"""`kg ontology`: the terms of the graph are written as a page of reference or as Turtle."""

import argparse
from pathlib import Path

from kg.cli.terminal import OK, say, write

EXAMPLES = "kg ontology -o reference.html\n  kg ontology --format turtle > state-relations.ttl"
_FORMATS = {".html": "html", ".ttl": "turtle"}


def ontology(options: argparse.Namespace) -> int:
    """Write the terms of the graph as a page of reference or as Turtle."""
    from kg.rdf.ontology import turtle
    from kg.views.files import replace
    from kg.views.reference import render

    path = Path(options.output) if options.output else None
    format_ = options.format or _FORMATS.get(path.suffix.lower() if path else "", "html")
    text = render() if format_ == "html" else turtle()
    if path is None:
        return write(text)
    replace(path, text)
    return say(f"the ontology as {format_}: {path}", OK)


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add("-o", "--output", metavar="FILE", help="where it is written; standard output if it is not given")
    add("--format", choices=("html", "turtle"), help="how; by the ending of the file (.html, .ttl) if it is not given")
