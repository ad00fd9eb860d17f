"""The command `kg`: every command is one function, and only this module prints."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from kg.errors import InputError, KgError, QueryError

if TYPE_CHECKING:
    from kg.model import Failure
    from kg.pipeline import Done
    from kg.queries.shipped import Question
    from kg.stores import Store

Answer = TypeVar("Answer")

_OK, _FAILED, _USAGE, _PARTIAL, _STOPPED = 0, 1, 2, 3, 130
_CODES = """exit codes:
  0  all done
  1  not done, or not a single article could be read; a line on standard error says why
  2  the command line is wrong
  3  done, but some articles failed; each has its line on standard error
  130  stopped by Ctrl-C"""
_EXAMPLES = {
    "": "kg build articles/ --store oxigraph:out/store --view out/view.html\n"
    "  kg query oxigraph:out/store opposes --state IRN\n"
    "  kg extract news.jsonl > statements.jsonl\n  kg COMMAND --help",
    "build": "kg build articles/ --store oxigraph:out/store --view out/view.html\n"
    "  kg build 'news/**/*.html' --store oxigraph:out/store --executor local:4\n"
    "  cat news.jsonl | kg build - --store oxigraph:out/store",
    "extract": "kg extract article.txt\n  kg extract 'news/*.html' --executor local:2 > statements.jsonl",
    "query": "kg query --list\n"
    "  kg query oxigraph:out/store timeline --state ISR --other AZE --since 2022\n"
    "  kg query oxigraph:out/store 'SELECT ?x WHERE { ?x sr:opposes id:IRN }' --format csv\n"
    "  kg query oxigraph:out/store mine.rq --format json",
    "view": "kg view oxigraph:out/store -o view.html --state ISR --state AZE",
    "validate": "kg validate oxigraph:out/store",
    "explain": "kg explain article.txt\n  NO_COLOR=1 kg explain article.txt > explained.txt",
}
# Marks of the parts of an explanation: on a terminal in colour, elsewhere in plain characters.
_COLOURS = {"source": "1;36", "target": "1;35", "cue": "1;33;4", "kind": "1"}
_PLAIN = {"source": ("[", "]"), "target": ("[", "]"), "cue": ("*", "*")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the same bytes in every locale
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    given, parameters = _divided(list(sys.argv[1:] if arguments is None else arguments))
    if given == ["--version"]:
        from importlib.metadata import version

        print(f"kg {version('state-relations')}")
        return _OK
    options = _parser().parse_args(given)
    options.parameters = parameters
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KgError as error:
        return _say(f"kg: {error}", _FAILED)
    except BrokenPipeError:  # the reader, `head` say, has enough: not our error
        return _drop(_OK)
    except OSError as error:
        return _drop(_say(f"kg: cannot write or read: {error}; check the disk and the rights", _FAILED))
    except KeyboardInterrupt:
        return _drop(_say("kg: stopped; articles that are in a store are kept", _STOPPED))
    return code


def build(options: argparse.Namespace) -> int:
    """Read articles into a store, and write a view of it if asked."""
    from kg.pipeline import build as run

    with _store(options.store) as store, _progress(options.quiet) as progress:
        report = run(options.articles, store, progress=progress, **_reading(options))
        for failure in report.failures:
            _report(failure)
        _say(
            f"{report.articles} articles read, {report.unchanged} unchanged, {len(report.failures)} failed; "
            f"{report.statements} statements written to {options.store}"
        )
        if options.view:
            _view(store, options.view, options)
    return _code(report.articles + report.unchanged, len(report.failures))


def extract(options: argparse.Namespace) -> int:
    """Write what articles say as JSON lines."""
    from kg.extractors.jsonlines import line
    from kg.model import Failure
    from kg.pipeline import Done
    from kg.pipeline import extract as run

    done = failed = 0
    # A bar between lines of output on the same terminal would only be in the way.
    with _progress(options.quiet or sys.stdout.isatty()) as progress:
        for result in run(options.articles, **_reading(options)):
            if isinstance(result, Failure):
                failed += 1
                progress(result)
                _report(result)
            else:
                done += 1
                _write(line(result) + "\n")
                progress(Done(result.document.id, len(result.statements)))
    return _code(done, failed)


def query(options: argparse.Namespace) -> int:
    """Put a question to a store."""
    from kg.queries import formats, shipped
    from kg.vocabulary import knowledge

    if options.list:
        return _list()
    if not options.store:
        raise QueryError("no store is named; write kg query STORE NAME, or kg query --list")
    question = _question(options.question)
    taken = [parameter.name for parameter in question.parameters]
    if unknown := [name for name in options.parameters if name not in taken]:
        known = ", ".join(f"--{name}" for name in taken) or "none"
        raise QueryError(f"{question.name or 'the query'}: does not take --{unknown[0]}; what it takes: {known}")
    base = knowledge(options.knowledge)
    with _store(options.store, existing=True) as store:
        result = _stoppable(lambda: shipped.run(store, question, knowledge=base, **options.parameters))
    _write(formats.write(result, options.format))
    return _OK


def view(options: argparse.Namespace) -> int:
    """Write an interactive page of a store."""
    with _store(options.store, existing=True) as store:
        _view(store, options.output, options)
    return _OK


def validate(options: argparse.Namespace) -> int:
    """Check a store against the shapes of the ontology."""
    from kg.rdf import shapes

    with _store(options.store, existing=True) as store:
        found = shapes.violations(store.query)
    for each in found:
        value = f" ({each.value})" if each.value else ""
        _write(_clean(f"{each.severity}: {each.node}: {each.message}{value}") + "\n")
    broken = sum(each.severity == "Violation" for each in found)
    _say(f"{broken} violations, {len(found) - broken} warnings" if found else "the graph conforms")
    return _FAILED if broken else _OK


def explain(options: argparse.Namespace) -> int:
    """Show each statement of an article with its words, and why it was read so."""
    from kg.extractors.explain import explain as tell
    from kg.model import Failure
    from kg.pipeline import extract as run
    from kg.vocabulary import knowledge

    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    marks = {role: (f"\x1b[{code}m", "\x1b[0m") for role, code in _COLOURS.items()} if coloured else _PLAIN
    done = failed = 0
    for result in run(options.articles, **_reading(options)):
        if isinstance(result, Failure):
            failed += 1
            _report(result)
            continue
        done += 1
        for text, role in tell(result, knowledge(options.knowledge)):
            before, after = marks.get(role, ("", ""))
            print(f"{before}{_clean(text)}{after}", end="")
    return _code(done, failed)


def _code(done: int, failed: int) -> int:
    return _OK if not failed else _PARTIAL if done else _FAILED


def _view(store: "Store", path: str, options: argparse.Namespace) -> None:
    from kg.views.html import write
    from kg.vocabulary import knowledge

    summary = write(
        store,
        Path(path),
        states=tuple(options.state or ()),
        title=options.title,
        min_confidence=options.min_confidence,
        base=knowledge(options.knowledge),
    )
    _say(f"{summary.nodes} actors, {summary.statements} statements: {path}")


def _list() -> int:
    from kg.queries import shipped

    for name in shipped.names():
        question = shipped.question(name)
        _write(f"{name}\n    {question.help}\n")
        for parameter in question.parameters:
            _write(f"    --{parameter.name} {parameter.type.upper()}  {parameter.help}\n")
    return _OK


def _question(asked: str | None) -> "Question":
    """Return the question that is asked by name, by file, on standard input or as SPARQL text."""
    from kg.queries import shipped

    if not asked:
        raise QueryError("no question is named; kg query --list shows those there are, FILE.rq and - take your own")
    if asked == "-":
        return shipped.parse(_text(sys.stdin.buffer, "standard input"))
    if asked.endswith(".rq"):
        try:
            with Path(asked).open("rb") as file:
                return shipped.parse(_text(file, asked), asked)
        except OSError as error:
            raise InputError(f"{asked}: cannot be read ({error.strerror}); check the path") from error
    return shipped.parse(asked) if " " in asked or "{" in asked else shipped.question(asked)


def _text(file: IO[bytes], where: str) -> str:
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: no UTF-8 at byte {error.start}; save the query as UTF-8") from error


def _stoppable(work: Callable[[], Answer]) -> Answer:
    """Do work beside the main thread: the engine does not hear Ctrl-C, the main thread that waits for it does."""
    from concurrent.futures import Future
    from threading import Thread

    future: Future[Answer] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001  raised again in the main thread
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return future.result()
    except KeyboardInterrupt:
        _say("kg: stopped")
        os._exit(_STOPPED)  # the engine's thread cannot be ended otherwise


@contextmanager
def _store(name: str, *, existing: bool = False) -> "Iterator[Store]":
    """Open a store, and close it whatever happens."""
    from kg import stores

    kind, _, argument = name.partition(":")
    if existing and (kind == "memory" or (kind == "oxigraph" and argument and not Path(argument).exists())):
        raise InputError(f"{name}: no such store; kg build ARTICLES --store oxigraph:DIR makes one")
    store = stores.open(name)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _progress(quiet: bool) -> "Iterator[Callable[[Done | Failure], None]]":
    """Show a bar on a terminal, nothing elsewhere."""
    from kg.executors.local import settling

    if quiet or not sys.stderr.isatty():
        yield settling(lambda _: None)
    else:
        from tqdm import tqdm

        with tqdm(unit=" articles", file=sys.stderr, leave=False, delay=1) as bar:
            yield settling(lambda _: bar.update() and None)


def _reading(options: argparse.Namespace) -> dict[str, Any]:  # Any: argparse knows no types
    names = ("extractor", "executor", "encoding", "ids", "knowledge", "largest")
    return {name: getattr(options, name) for name in names}


def _report(failure: "Failure") -> None:
    reason, source = failure.reason, failure.source
    _say(f"kg: {reason}" if reason.startswith(source) else f"kg: {source}: {reason}")


def _drop(code: int) -> int:
    """Forget what is not yet written: at its end Python would try to write it where nobody reads, and wait."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _say(message: str, code: int = _OK) -> int:
    print(_clean(message), file=sys.stderr)
    return code


def _write(text: str) -> None:
    """Print an answer: as it is into a file or pipe, without anything that steers it on a terminal."""
    print(_clean(text) if sys.stdout.isatty() else text, end="")


def _clean(text: str) -> str:
    """Take out what would steer the terminal: what is shown may quote an article; line ends stay."""
    from kg.queries.formats import plain

    return "\n".join(plain(line) for line in text.split("\n"))


def _divided(given: list[str]) -> tuple[list[str], dict[str, str]]:
    """Take the parameters of the question out of the arguments of `kg query`: which there are, the question says."""
    own = ("--list", "--format", "--knowledge", "--help")
    if given[:1] != ["query"]:
        return given, {}
    rest: list[str] = []
    parameters: dict[str, str] = {}
    arguments = iter(given)
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not name.startswith("--") or name in own:
            rest.append(argument)
            continue
        found = value if equals else next(arguments, None)
        parameters[name[2:]] = found if found is not None else _parser().error(f"argument {name}: expected one value")
    return rest, parameters


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="kg",
        description="Read news and build a knowledge graph of relations between states.",
        epilog=f"{_CODES}\n\nexamples:\n  {_EXAMPLES['']}",
        formatter_class=layout,
    )
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for run in (build, extract, query, view, validate, explain):
        command = commands.add_parser(
            run.__name__,
            help=run.__doc__,
            description=run.__doc__,
            epilog=f"{_CODES}\n\nexamples:\n  {_EXAMPLES[run.__name__]}",
            formatter_class=layout,
            allow_abbrev=False,
        )
        command.set_defaults(run=run)
        _arguments(run.__name__, command)
    return parser


def _arguments(name: str, command: argparse.ArgumentParser) -> None:
    """Add the arguments of a command."""
    add = command.add_argument
    if name in ("build", "extract", "explain"):
        help_ = "a file (.txt, .html, .jsonl), folder or glob; - is standard input: JSON lines if it begins with {"
        add("articles", nargs="+", metavar="ARTICLE", help=help_)
        add("--extractor", default="rules", metavar="NAME", help="what reads the articles: rules, rules:plain (rules)")
        add("--executor", default="serial", metavar="NAME", help="what runs the work: serial, local:N (serial)")
        add("--encoding", metavar="NAME", help="of plain text and of pages that do not tell theirs (utf-8)")
        add("--ids", choices=("name", "path"), default="name", help="take an article's id from its file's name or path")
        add("--largest", type=int, default=20_000_000, metavar="BYTES", help="the largest article to read (20000000)")
    if name in ("query", "view", "validate"):
        add("store", nargs="?" if name == "query" else None, metavar="STORE", help="oxigraph:DIR")
    if name != "validate":
        add("--knowledge", type=Path, metavar="DIR", help="a folder with names, actors and cues of your own")
    if name == "build":
        add("--store", required=True, metavar="STORE", help="oxigraph:DIR, made if it is not there; or memory:")
        add("--view", metavar="FILE", help="write an interactive page of the graph too")
    if name in ("build", "extract"):
        add("--quiet", action="store_true", help="show no progress")
    if name == "view":
        add("-o", "--output", required=True, metavar="FILE", help="where the page is written")
    if name in ("build", "view"):
        add("--state", action="append", metavar="ACTOR", help="view only what touches this actor (may be repeated)")
        add("--min-confidence", type=float, default=0.0, metavar="SHARE", help="view only what is so sure, 0 to 1 (0)")
        add("--title", metavar="TEXT", help="the heading of the view")
    if name == "query":
        add("question", nargs="?", metavar="QUESTION", help="a question's name, FILE.rq, SPARQL text, or -")
        add("--list", action="store_true", help="show the questions and the parameters that each takes")
        add("--format", choices=("table", "csv", "json"), default="table", help="how the answer is written (table)")
        command.usage = "kg query [-h] [--knowledge DIR] [--format FORMAT] STORE QUESTION [--PARAMETER VALUE ...]"


def entry() -> None:
    """Run the command as a program."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    sys.exit(main())


if __name__ == "__main__":
    entry()
