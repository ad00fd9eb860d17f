"""What a language model may cost, what it did cost, and which of its statements did not hold: options and report."""

import argparse
import json
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.terminal import say
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.model import Failure, Usage
    from kg.pipeline import Done


def add_ceilings(command: argparse.ArgumentParser) -> None:
    """Add what a language model may cost."""
    from kg.cli.opening import positive

    add = command.add_argument
    add("--max-cost", type=positive(float), metavar="MONEY", help="the most that a model may cost in this run")
    add("--max-tokens", type=positive(int), metavar="N", help="the most tokens that a model may use in this run")


def add_report(command: argparse.ArgumentParser) -> None:
    """Add where to tell what became of a model's statements."""
    help_ = "write what a model said that did not hold against the text, as JSON lines"
    command.add_argument("--report", metavar="FILE", help=help_)


def within(name: str, options: argparse.Namespace) -> str:
    """Return the name of an extractor with the ceilings that were given.

    Raises InputError if it is no language model.
    """
    given = [
        f"{setting}={value!r}"
        for setting, value in (("max-cost", options.max_cost), ("max-tokens", options.max_tokens))
        if value is not None
    ]
    if not given and getattr(options, "report", None) is None:
        return name
    if name.partition(":")[0] not in ("llm", "llm+rules"):
        mend = "leave out --max-cost, --max-tokens and --report, or add --extractor llm:MODEL@URL"
        raise InputError(f"{name}: costs nothing, and drops nothing; {mend}")
    if not given:
        return name
    return f"{name}{',' if '#' in name else '#'}{','.join(given)}"


@contextmanager
def accounted(
    told: "Callable[[Done | Failure], None]", report: str | None
) -> "Iterator[Callable[[Done | Failure], None]]":
    """Count what models cost and what did not hold while articles are told of; say it at the end."""
    from kg.model import Usage

    counts: Counter[str] = Counter()
    used, asked = Usage(), False
    with lines(report) as write:

        def tell(each: "Done | Failure") -> None:
            nonlocal used, asked
            told(each)
            for remark in getattr(each, "remarks", ()):
                counts[remark.outcome.value] += 1
                write(json.dumps({"article": each.article, **remark._asdict()}, ensure_ascii=False))  # type: ignore[union-attr]
            usage = getattr(each, "usage", None)
            if usage is not None:
                used, asked = used.plus(usage), True

        try:
            yield tell
        finally:
            if asked:
                _summary(used, counts, report)


def _summary(used: "Usage", counts: "Counter[str]", report: str | None) -> None:
    cost = f", cost {used.cost:.4f}" if used.cost else ""
    say(
        f"kg: the model was sent {used.requests} requests, {used.cached} answers were kept from before; "
        f"{used.tokens_in} tokens in, {used.tokens_out} out{cost}"
    )
    if counts:
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
        say(f"kg: of its statements {told}; {f'see {report}' if report else '--report FILE lists them'}")


@contextmanager
def lines(path: str | None) -> "Iterator[Callable[[str], None]]":
    """Give what writes lines to a file, or nowhere."""
    if path is None:
        yield lambda line: None
        return
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        yield lambda line: file.writelines((line, "\n"))
