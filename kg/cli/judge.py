"""`kg judge`: an analyst rejects, confirms or corrects a statement."""

import argparse
import json
from typing import TYPE_CHECKING

from kg.cli.opening import add_knowledge, add_store, opened
from kg.cli.terminal import OK, clean, say, write
from kg.errors import VerdictError

if TYPE_CHECKING:
    from kg.model import Statement, Verdict

EXAMPLES = """kg judge oxigraph:out/store 178b00ec721bb84279a1 --reject --author Nour --reason 'a question, not a claim'
  kg judge oxigraph:out/store 178b00ec721bb84279a1 --correct --kind aids --date none --author Nour
  kg judge oxigraph:out/store 178b00ec721bb84279a1 --withdraw
  kg judge oxigraph:out/store --list
  kg judge oxigraph:out/store --gold > gold.jsonl"""
_FIELDS = ("source", "kind", "target", "status", "date", "speaker")


def judge(options: argparse.Namespace) -> int:
    """Reject, confirm or correct a statement; the verdict holds when its article is read again."""
    from kg.upkeep import judging
    from kg.vocabulary import knowledge

    correction = {name: value for name in _FIELDS if (value := getattr(options, name)) is not None}
    _refuse(options, correction)
    base = knowledge(options.knowledge)
    with opened(options.store, existing=True) as store:
        if options.gold:
            from kg.upkeep.gold import records

            for record in records(store, base):
                write(json.dumps(record, ensure_ascii=False) + "\n")
        elif options.list:
            from kg.rdf import verdicts

            for each in verdicts.read(store.query):
                write(clean(_line(each)) + "\n")
        elif options.withdraw:
            say(f"withdrawn: {_line(judging.withdraw(store, options.statement, knowledge=base))}")
        else:
            given = judging.judge(
                store,
                options.statement,
                options.ruling,
                author=options.author,
                reason=options.reason,
                knowledge=base,
                **correction,
            )
            say(_line(given))
    return OK


def _refuse(options: argparse.Namespace, correction: dict[str, str]) -> None:
    """Refuse options that do not go together."""
    from kg.model import Ruling

    whole = options.list or options.gold
    if bool(options.statement) is bool(whole):
        raise VerdictError("name a statement and what you find of it, or give --list or --gold alone")
    if not (whole or options.withdraw) and not (options.author or "").strip():
        raise VerdictError("a verdict needs its author; add --author NAME")
    if bool(correction) is not (options.ruling is Ruling.CORRECTED):
        raise VerdictError("--correct needs what is wrong (--kind aids, say), and nothing else takes it")


def _line(verdict: "Verdict") -> str:
    """Write a verdict on one line."""
    from kg.upkeep.judging import on

    instead = f" -> {_told(verdict.correction)}" if verdict.correction else ""
    reason = f": {verdict.reason}" if verdict.reason else ""
    hash_ = on(verdict).rpartition("=")[2]
    return f"{hash_} {verdict.article}: {_told(verdict.statement)} {verdict.ruling}{instead}, {verdict.author}{reason}"


def _told(statement: "Statement") -> str:
    about = [statement.status.value, *([str(statement.time)] if statement.time else [])]
    about += [f"said by {statement.speaker}"] if statement.speaker else []
    return f"{statement.source} {statement.kind} {statement.target} ({', '.join(about)})"


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    from kg.model import Ruling

    add = command.add_argument
    add_store(command)
    add("statement", nargs="?", metavar="STATEMENT", help="its IRI, or the first characters of its hash (kg show)")
    one = command.add_mutually_exclusive_group(required=True)
    for option, ruling, help_ in (
        ("--reject", Ruling.REJECTED, "the article does not say so"),
        ("--confirm", Ruling.CONFIRMED, "the article says so"),
        ("--correct", Ruling.CORRECTED, "the article says it otherwise: as the options below have it"),
    ):
        one.add_argument(option, dest="ruling", action="store_const", const=ruling, help=help_)
    one.add_argument("--withdraw", action="store_true", help="take the verdict back")
    one.add_argument("--list", action="store_true", help="show all verdicts")
    one.add_argument("--gold", action="store_true", help="write the judged articles as JSON lines, to measure by")
    add("--source", metavar="ACTOR", help="correct: who does it, a code or a name")
    add("--kind", metavar="KIND", help="correct: what it is")
    add("--target", metavar="ACTOR", help="correct: to whom")
    add("--status", metavar="STATUS", help="correct: actual, intended or denied")
    add("--date", metavar="DATE", help="correct: 2023, 2023-03, 2023-03-29, 2022/2023, or none")
    add("--speaker", metavar="ACTOR", help="correct: who says so, or none for the outlet itself")
    add("--reason", metavar="TEXT", help="why")
    add("--author", metavar="NAME", help="who judges")
    add_knowledge(command)
