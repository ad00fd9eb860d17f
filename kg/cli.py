"""The command `kg`: every command is one function, and only this module prints."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from kg.errors import InputError, KgError, QueryError
from kg.plugins import find

if TYPE_CHECKING:
    from kg.model import Knowledge
    from kg.pipeline import Options, Report
    from kg.stores import Store

_OK, _FAILED, _USAGE, _PARTIAL, _STOPPED = 0, 1, 2, 3, 130
_EPILOG = """exit codes:
  0  all done    1  nothing done, the message says why    2  the command line is wrong
  3  done, but some articles failed; each is named on standard error    130  stopped by Ctrl-C

examples:
  kg build articles/ --store oxigraph:out/store --view out/view.html
  kg query oxigraph:out/store opposes --state IRN
  kg extract news.jsonl > statements.jsonl
  kg COMMAND --help"""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    options, rest = _parser().parse_known_args(given)
    if rest and options.command != "query":
        _parser().error(f"unrecognized arguments: {' '.join(rest)}")
    options.rest = rest
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KgError as error:
        return _say(f"kg: {error}", _FAILED)
    except BrokenPipeError:
        # The reader, `head` say, has enough: not our error. Python must not try to write what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _OK
    except KeyboardInterrupt:
        return _say("kg: stopped; articles that were done are kept, the same command goes on from there", _STOPPED)
    return code


def build(options: argparse.Namespace) -> int:
    """Read articles into a store, and write a view of it if asked."""
    from kg.pipeline import build as run

    with _store(options.store) as store, _progress(options.quiet) as progress:
        report = run(options.articles, store, _reading(options), progress=progress)
    for failure in report.failures:
        _say(f"kg: {_clean(failure.source)}: {_clean(failure.reason)}")
    _say(
        f"{report.articles} articles read, {report.unchanged} unchanged, {len(report.failures)} failed; "
        f"{report.statements} statements written to {options.store}"
    )
    if options.view:
        with _store(options.store) as store:
            _view(store, Path(options.view), options)
    if report.failures:
        return _PARTIAL if report.articles or report.unchanged else _FAILED
    return _OK


def extract(options: argparse.Namespace) -> int:
    """Write what articles say as JSON lines."""
    from kg.extractors.jsonlines import line
    from kg.model import Failure
    from kg.pipeline import extract as run

    done = failed = 0
    for result in run(options.articles, _reading(options)):
        if isinstance(result, Failure):
            failed += 1
            _say(f"kg: {_clean(result.source)}: {_clean(result.reason)}")
        else:
            done += 1
            print(line(result))
    return _OK if not failed else _PARTIAL if done else _FAILED


def query(options: argparse.Namespace) -> int:
    """Put a question to a store."""
    from kg.queries import formats, shipped
    from kg.vocabulary import knowledge

    if options.list:
        return _list()
    if not options.store:
        raise QueryError("no store is named; write kg query STORE NAME, or kg query --list")
    if not options.question:
        raise QueryError("no question is named; kg query --list shows those there are, FILE.rq and - take your own")
    if options.question == "-":
        question = shipped.parse(sys.stdin.read())
    elif options.question.endswith(".rq"):
        question = shipped.parse(_text(Path(options.question)), options.question)
    elif " " in options.question or "{" in options.question:
        question = shipped.parse(options.question)
    else:
        question = shipped.question(options.question)
    parameters = _parameters(question, options.rest)
    with _store(options.store, existing=True) as store:
        result = shipped.run(store, question, knowledge=knowledge(options.knowledge), **parameters)
    print(formats.write(result, options.format), end="")
    return _OK


def view(options: argparse.Namespace) -> int:
    """Write an interactive page of a store."""
    with _store(options.store, existing=True) as store:
        _view(store, Path(options.output), options)
    return _OK


def validate(options: argparse.Namespace) -> int:
    """Check a store against the shapes of the ontology."""
    from kg.rdf import shapes

    with _store(options.store, existing=True) as store:
        found = shapes.violations(store.query)
    for violation in found:
        print(_clean(str(violation)))
    wrong = sum(each.severity == "Violation" for each in found)
    _say(f"{wrong} violations, {len(found) - wrong} warnings" if found else "the graph conforms")
    return _FAILED if wrong else _OK


def explain(options: argparse.Namespace) -> int:
    """Show each statement of an article with its words."""
    from kg.extractors.explain import explain as tell
    from kg.model import Failure
    from kg.pipeline import extract as run

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    code = _OK
    for result in run(options.articles, _reading(options)):
        if isinstance(result, Failure):
            code = _FAILED
            _say(f"kg: {_clean(result.source)}: {_clean(result.reason)}")
            continue
        base = _knowledge(options)
        for text, marked in tell(result, base):
            print(f"\x1b[1;33m{_clean(text)}\x1b[0m" if marked and colour else _clean(text), end="")
    return code


def _view(store: "Store", path: Path, options: argparse.Namespace) -> None:
    from kg.views.html import write

    summary = write(store, path, states=tuple(options.state or ()), title=options.title)
    _say(f"{summary.nodes} actors, {summary.statements} statements: {path}")


def _list() -> int:
    from kg.queries import shipped

    for name in shipped.names():
        question = shipped.question(name)
        print(f"{name}\n    {question.help}")
        for parameter in question.parameters:
            print(f"    --{parameter.name} {parameter.type.upper()}  {parameter.help}")
    return _OK


def _parameters(question: object, rest: list[str]) -> dict[str, str]:
    """Read the options that a question takes: its own parameters."""
    from kg.queries.shipped import Question

    it = cast("Question", question)
    parser = argparse.ArgumentParser(prog=f"kg query ... {it.name}", description=it.help, add_help=False)
    for parameter in it.parameters:
        parser.add_argument(f"--{parameter.name}", help=parameter.help, metavar=parameter.type.upper())
    known, unknown = parser.parse_known_args(rest)
    if unknown:
        taken = ", ".join(f"--{parameter.name}" for parameter in it.parameters) or "none"
        raise QueryError(f"{it.name or 'the query'}: does not take {unknown[0]!r}; it takes {taken}")
    return {name: value for name, value in vars(known).items() if value is not None}


@contextmanager
def _store(name: str, *, existing: bool = False) -> "Iterator[Store]":
    """Open a store, and close it whatever happens."""
    make, argument = find("store", name)
    if existing and name.startswith("oxigraph:") and not Path(argument).exists():
        raise InputError(f"{name}: no such store; make it with kg build ARTICLES --store {name}")
    store: Store = make(argument)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _progress(quiet: bool) -> "Iterator[object]":
    """Show a bar on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(unit=" articles", file=sys.stderr) as bar:

        def show(report: "Report") -> None:
            bar.update(report.articles + len(report.failures) - bar.n)
            bar.set_postfix(statements=report.statements, failed=len(report.failures))

        yield show


def _reading(options: argparse.Namespace) -> "Options":
    from kg.pipeline import Options

    return Options(
        extractor=options.extractor,
        executor=options.executor,
        encoding=options.encoding,
        ids=cast("Literal['name', 'path']", options.ids),
        knowledge=options.knowledge,
        largest=options.largest,
    )


def _knowledge(options: argparse.Namespace) -> "Knowledge":
    from kg.vocabulary import knowledge

    return knowledge(options.knowledge)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}; give a text file in UTF-8") from error


def _clean(text: str) -> str:
    """Take out what would steer the terminal: a message may quote an article; line ends stay."""
    from kg.queries.formats import plain

    return "\n".join(plain(line) for line in text.split("\n"))


def _say(message: str, code: int = _OK) -> int:
    print(message, file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kg",
        description="Read news and build a knowledge graph of relations between states.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for run, example in (
        (
            build,
            "kg build articles/ --store oxigraph:out/store --view out/view.html\n  kg build - --store memory: < news.jsonl",
        ),
        (extract, "kg extract article.txt\n  kg extract 'news/*.html' --executor local:2 > out.jsonl"),
        (
            query,
            "kg query --list\n  kg query oxigraph:out/store timeline --state ISR --other AZE --since 2022\n"
            "  kg query oxigraph:out/store 'SELECT ?x WHERE { ?x sr:opposes id:IRN }' --format csv",
        ),
        (view, "kg view oxigraph:out/store -o view.html --state ISR --state AZE"),
        (validate, "kg validate oxigraph:out/store"),
        (explain, "kg explain article.txt"),
    ):
        command = commands.add_parser(
            run.__name__,
            help=run.__doc__,
            description=run.__doc__,
            epilog=f"examples:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.set_defaults(run=run)
        _arguments(run.__name__, command)
    return parser


def _arguments(name: str, command: argparse.ArgumentParser) -> None:
    """Add the arguments of a command."""
    add = command.add_argument
    if name in ("build", "extract", "explain"):
        add(
            "articles",
            nargs="+",
            metavar="ARTICLE",
            help="a file (.txt, .html, .jsonl), folder, glob, or - for standard input",
        )
        add("--extractor", default="rules", metavar="NAME", help="what reads the articles (rules, rules:plain)")
        add("--executor", default="serial", metavar="NAME", help="what runs the work (serial, local:N)")
        add("--encoding", metavar="NAME", help="of plain text and pages that do not tell theirs (UTF-8)")
        add("--ids", choices=("name", "path"), default="name", help="take an article's id from its file's name or path")
        add("--largest", type=int, default=20_000_000, metavar="BYTES", help="the largest article to read (20000000)")
    if name in ("query", "view", "validate"):
        add("store", nargs="?" if name == "query" else None, metavar="STORE", help="oxigraph:DIR")
    if name in ("build", "extract", "explain", "query"):
        add("--knowledge", type=Path, metavar="DIR", help="a folder with names, actors, kinds and cues of your own")
    if name == "build":
        add("--store", required=True, metavar="STORE", help="oxigraph:DIR or memory:")
        add("--view", metavar="FILE", help="write an interactive page of the graph too")
        add("--quiet", action="store_true", help="show no progress")
    if name == "view":
        add("-o", "--output", required=True, metavar="FILE", help="where the page is written")
    if name in ("build", "view"):
        add("--state", action="append", metavar="CODE", help="show only what touches this actor (may be repeated)")
        add("--title", metavar="TEXT", help="the heading of the page")
    if name == "query":
        add("question", nargs="?", metavar="QUESTION", help="a shipped question, FILE.rq, SPARQL text, or -")
        add("--list", action="store_true", help="show the shipped questions and what they take")
        add("--format", choices=("table", "csv", "json"), default="table", help="how the answer is written (table)")


def entry() -> None:
    """Run the command as a program."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    sys.exit(main())


if __name__ == "__main__":
    entry()
