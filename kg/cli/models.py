"""`kg models`: the models that the extractor `stanza` reads with are listed, fetched and removed."""

import argparse
from pathlib import Path

from kg.cli.terminal import OK, amount, say, write
from kg.errors import ModelError

EXAMPLES = """kg models download ar
  kg models list
  kg models path ar
  kg models remove ar --models DIR"""


def models(options: argparse.Namespace) -> int:
    """List, fetch or remove the models that --extractor stanza reads with; nothing is fetched but by `download`."""
    from kg.extractors.models import folder

    where = folder(options.models or "")
    if not options.languages and options.action in ("download", "remove"):
        raise ModelError(f"which language? kg models {options.action} ar, say")
    if options.action == "list":
        return _list(where, options.languages)
    if options.action == "path" and not options.languages:
        return write(f"{where}\n")
    for language in options.languages:
        {"download": _download, "path": _path, "remove": _remove}[options.action](where, language)
    return OK


def _list(where: Path, chosen: list[str]) -> int:
    """Show what a folder has of each language, or of those chosen."""
    from kg.extractors import models as there

    for language in chosen or there.languages(where):
        lacking = there.missing(where, language)
        if lacking:
            write(f"{language}  not there: {', '.join(lacking)} missing\n")
            continue
        files = {file.path: file.name for file in there.find(where, language).files}
        size = sum(path.stat().st_size for path in files)
        write(f"{language}  {_megabytes(size)}  {' '.join(files.values())}\n")
    return say(f"the models are in {where}")


def _download(where: Path, language: str) -> None:
    """Fetch what a folder lacks of a language, saying first how much it is."""
    from kg.extractors import fetching

    plan = fetching.plan(where, language)
    if not plan.files:
        say(f"{language}: every model is in {where}, as it should be")
        return
    unknown = sum(file.size is None for file in plan.files)
    more = f" and {unknown} of which the server tells no size" if unknown else ""
    say(f"{language}: {len(plan.files)} files, {_megabytes(plan.size)}{more}, are fetched into {where}")
    with amount(plan.size) as came:
        fetching.fetch(where, plan, came)
    say(f"{language}: fetched, with the right checksums")


def _path(where: Path, language: str) -> None:
    """Show the files with which a language is read."""
    from kg.extractors.models import find

    for path in dict.fromkeys(file.path for file in find(where, language).files):
        write(f"{path}\n")


def _remove(where: Path, language: str) -> None:
    """Remove the models of a language."""
    from kg.extractors.fetching import remove

    say(f"{language}: {remove(where, language)} files removed from {where}")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add("action", choices=("list", "download", "path", "remove"), help="what to do")
    add("languages", nargs="*", metavar="LANG", help="codes of languages: ar, en, tr, or any other of Stanza's")
    add("--models", metavar="DIR", help="the folder of the models (the variable KG_MODELS, else one of this user)")
