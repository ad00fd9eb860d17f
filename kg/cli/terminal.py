"""What a command shows on the terminal: answers on standard output, messages on standard error."""

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.model import Failure
    from kg.pipeline import Done

OK, FAILED, USAGE, PARTIAL, STOPPED = 0, 1, 2, 3, 130


def say(message: str, code: int = OK) -> int:
    """Tell something about the work; return the exit code given."""
    print(clean(message), file=sys.stderr)
    return code


def write(text: str) -> int:
    """Print an answer: as it is into a file or pipe, without anything that steers it on a terminal."""
    print(clean(text) if sys.stdout.isatty() else text, end="")
    return OK


def show(text: str, before: str, after: str) -> None:
    """Print text that quotes an article, cleaned wherever it goes, between marks of our own."""
    print(f"{before}{clean(text)}{after}", end="")


def clean(text: str) -> str:
    """Take out what would steer the terminal: what is shown may quote an article; line ends stay."""
    from kg.queries.formats import plain

    return "\n".join(plain(line) for line in text.split("\n"))


def report(failure: "Failure") -> None:
    """Tell of an article that failed."""
    reason, source = failure.reason, failure.source
    say(f"kg: {reason}" if reason.startswith(source) else f"kg: {source}: {reason}")


def outcome(done: int, failed: int) -> int:
    """Return the exit code of work on so many articles."""
    return OK if not failed else PARTIAL if done else FAILED


@contextmanager
def progress(quiet: bool) -> "Iterator[Callable[[Done | Failure], None]]":
    """Show a bar on a terminal, nothing elsewhere."""
    from kg.executors.local import settling

    if quiet or not sys.stderr.isatty():
        yield settling(lambda _: None)
    else:
        from tqdm import tqdm

        with tqdm(unit=" articles", file=sys.stderr, leave=False, delay=1) as bar:
            yield settling(lambda _: bar.update() and None)


@contextmanager
def steps(quiet: bool) -> "Iterator[Callable[[int, int], None]]":
    """Show on a terminal how many of all articles are done, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from tqdm import tqdm

    with tqdm(unit=" articles", file=sys.stderr, leave=False, delay=1) as bar:

        def step(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield step


@contextmanager
def amount(size: int) -> "Iterator[Callable[[int], None]]":
    """Show on a terminal how many of so many bytes have come, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from tqdm import tqdm

    with tqdm(total=size or None, unit="B", unit_scale=True, file=sys.stderr, leave=False) as bar:
        yield lambda came: bar.update(came) and None


def drop(code: int) -> int:
    """Forget what is not yet written: at its end Python would try to write it where nobody reads, and wait."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
