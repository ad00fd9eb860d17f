"""Write what the examples of the documentation print today into the documentation.

    python docs/printed.py

An example is a line `$ kg ...` that is indented by four blanks, with what it prints below; a line `…` or `...` stands
for lines left out. Examples that write files, or of which nothing is shown, stay as they are.
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_COMMAND = re.compile(r"    \$ kg ((?:query|list|info) .*)")
_LEFT_OUT = ("…", "...")


def shown(text: str) -> Iterator[str]:
    """Yield the lines of a page, those below an example being what it prints; the graph of the examples lies here."""
    lines = iter(text.split("\n"))
    for line in lines:
        yield line
        command = _COMMAND.fullmatch(line)
        if command is None or any(mark in line for mark in ("|", ">", "mine.rq")):
            continue
        below: list[str] = []
        for after in lines:
            if not after.startswith("    ") or after.startswith("    $"):
                break
            below.append(after.removeprefix("    "))
        else:
            after = ""
        yield from (f"    {each}".rstrip() if each else "" for each in _abridged(_printed(command[1]), below))
        yield after


def _printed(command: str) -> list[str]:
    """Return the lines that a command prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        main(shlex.split(command))
    return out.getvalue().rstrip("\n").split("\n")


def _abridged(printed: list[str], before: list[str]) -> list[str]:
    """Return as much of what is printed as stood there before."""
    place = next((number for number, line in enumerate(before) if line.strip() in _LEFT_OUT), None)
    if place is None or not before:
        return printed if before else []
    behind = len(before) - place - 1
    if len(printed) <= place + behind:
        return printed
    return [*printed[:place], before[place], *printed[len(printed) - behind :]]


@contextlib.contextmanager
def graph() -> Iterator[None]:
    """Work in a folder that holds the example articles and their graph, as the documentation has it."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            Path("examples").symlink_to(ROOT / "examples")
            with contextlib.redirect_stderr(io.StringIO()):
                main(["build", "examples/articles", "--store", "oxigraph:out/store", "--quiet"])
            yield
        finally:
            os.chdir(before)


if __name__ == "__main__":
    with graph():
        for page in PAGES:
            old = page.read_text(encoding="utf-8")
            new = "\n".join(shown(old))
            if new != old:
                page.write_text(new, encoding="utf-8")
                sys.stderr.write(f"{page.relative_to(ROOT)}\n")
