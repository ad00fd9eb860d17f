"""The command `kg`: a module for every command; only its module `terminal` prints."""

import argparse
import signal
import sys
from collections.abc import Sequence

from kg.cli import (
    backup,
    build,
    check,
    compare,
    explain,
    export,
    extract,
    info,
    judge,
    listing,
    models,
    ontology,
    query,
    remove,
    restore,
    score,
    serve,
    show,
    terminal,
    update,
    validate,
    view,
)
from kg.errors import KgError

_COMMANDS = (
    (build.build, build),
    (extract.extract, extract),
    (update.update, update),
    (query.query, query),
    (view.view, view),
    (serve.serve, serve),
    (export.export, export),
    (validate.validate, validate),
    (judge.judge, judge),
    (listing.list, listing),
    (show.show, show),
    (info.info, info),
    (remove.remove, remove),
    (check.check, check),
    (backup.backup, backup),
    (restore.restore, restore),
    (explain.explain, explain),
    (score.score, score),
    (compare.compare, compare),
    (models.models, models),
    (ontology.ontology, ontology),
)
_CODES = """exit codes:
  0  all done
  1  not done, or not a single article could be read; a line on standard error says why
  2  the command line is wrong
  3  done, but some articles failed; each has its line on standard error
  130  stopped by Ctrl-C"""
_EXAMPLES = """kg build articles/ --store oxigraph:out/store --view out/view.html
  kg query oxigraph:out/store opposes --state IRN
  kg extract news.jsonl > statements.jsonl
  kg COMMAND --help"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the same bytes in every locale
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    parser = _parser()
    given, parameters = query.divided(list(sys.argv[1:] if arguments is None else arguments), parser.error)
    if given == ["--version"]:
        from importlib.metadata import version

        return terminal.write(f"kg {version('state-relations')}\n")
    options = parser.parse_args(given)
    options.parameters = parameters
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KgError as error:
        return terminal.say(f"kg: {error}", terminal.FAILED)
    except BrokenPipeError:  # the reader, `head` say, has enough: not our error
        return terminal.drop(terminal.OK)
    except OSError as error:
        message = f"kg: cannot write or read: {error}; check the disk and the rights"
        return terminal.drop(terminal.say(message, terminal.FAILED))
    except KeyboardInterrupt:
        return terminal.drop(terminal.say("kg: stopped; articles that are in a store are kept", terminal.STOPPED))
    return code


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="kg",
        description="Read news and build a knowledge graph of relations between states.",
        epilog=f"{_CODES}\n\nexamples:\n  {_EXAMPLES}",
        formatter_class=layout,
    )
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for run, module in _COMMANDS:
        command = commands.add_parser(
            run.__name__,
            help=run.__doc__,
            description=run.__doc__,
            epilog=f"{_CODES}\n\nexamples:\n  {module.EXAMPLES}",
            formatter_class=layout,
            allow_abbrev=False,
        )
        command.set_defaults(run=run)
        module.arguments(command)
    return parser


def entry() -> None:
    """Run the command as a program."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    sys.exit(main())
