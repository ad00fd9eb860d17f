"""`kg score`: how well an extractor reads is measured on articles with gold."""

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.cli.opening import add_knowledge, add_reader, extractor
from kg.cli.spending import accounted, lines
from kg.cli.terminal import clean, outcome, progress, report, write
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extractors.scoring import Difference, Figures

EXAMPLES = """kg score gold.jsonl
  kg score gold.jsonl --extractor llm:MODEL@http://127.0.0.1:11434/v1 --keep found.jsonl --differences
  kg score examples/gold.jsonl --found found.jsonl"""


def score(options: argparse.Namespace) -> int:
    """Measure how well an extractor reads, on articles with gold."""
    from kg.extractors.scoring import Figures
    from kg.vocabulary import knowledge

    gold = _gold(options)
    found: dict[str, Any] = {}  # Any: JSON values
    failed = 0
    for record in _lines(options.found, "article") if options.found else _read(options, gold):
        if record is None:
            failed += 1
        else:
            found[record["article"]["id"]] = record
    figures = Figures(knowledge(options.knowledge).relations)
    try:
        differences = [figures.add(each, found.get(id_)) for id_, each in gold.items()]
    except (KeyError, TypeError, AttributeError) as error:
        told = f"{type(error).__name__} {error}"
        raise InputError(f"{options.gold}: not in the form of docs/extractors.md ({told}); mend it") from error
    _tell(figures, differences if options.differences else [], as_json=options.json)
    return outcome(figures.articles - figures.missing, failed)


def arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = command.add_argument
    add("gold", metavar="GOLD", help="JSON lines: articles with what a careful reader writes down (docs/extractors.md)")
    add("--found", metavar="FILE", help="measure this output of kg extract, and read nothing")
    add("--folds", metavar="N,N", help="only the articles of these folds of the gold")
    add("--keep", metavar="FILE", help="write what is read as kg extract does")
    add("--differences", action="store_true", help="list what was missed and what is not in the gold")
    add("--json", action="store_true", help="print the figures as JSON")
    add_reader(command)
    add_knowledge(command)
    add("--quiet", action="store_true", help="show no progress")


def _gold(options: argparse.Namespace) -> dict[str, dict[str, Any]]:  # Any: JSON values
    """Return the articles of the gold by id."""
    folds = set(options.folds.split(",")) if options.folds else None
    gold = {
        each["id"]: each
        for each in _lines(options.gold, "id", "statements")
        if folds is None or str(each.get("fold")) in folds
    }
    if not gold:
        raise InputError(f"{options.gold}: no article{' of these folds' if folds else ''} in it; give another file")
    if not options.found and any(not each.get("text") for each in gold.values()):
        mend = "extract the articles and give the output with --found"
        raise InputError(f"{options.gold}: holds no texts to read; {mend}")
    return gold


def _lines(path: str, *needed: str) -> "Iterator[dict[str, Any]]":  # Any: JSON values
    """Yield the lines of a file as JSON objects that have the fields needed."""
    for number, line in enumerate(Path(path).read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}:{number}: not JSON ({error}); mend or delete the line") from error
        if not isinstance(told, dict) or any(name not in told for name in needed):
            raise InputError(f"{path}:{number}: has no {' and '.join(needed)}; see docs/extractors.md")
        yield told


def _read(options: argparse.Namespace, gold: "dict[str, Any]") -> "Iterator[dict[str, Any] | None]":  # Any: JSON values
    """Read the articles of the gold anew; None stands for one that failed."""
    from kg.extractors.jsonlines import record
    from kg.model import Failure
    from kg.pipeline import Done, extract

    name = extractor(options)
    fields = ("id", "text", "title", "date", "outlet", "url", "language")  # the gold itself is not shown to the reader
    with TemporaryDirectory() as folder, lines(options.keep) as keep:
        file = Path(folder) / "articles.jsonl"
        articles = ({name: each.get(name) for name in fields} for each in gold.values())
        file.write_text("".join(json.dumps(each) + "\n" for each in articles), encoding="utf-8")
        read = extract([file], extractor=name, executor=options.executor, knowledge=options.knowledge)
        with progress(options.quiet) as bar, accounted(bar, options.report) as told:
            for each in read:
                if isinstance(each, Failure):
                    report(each)
                    told(each)
                    yield None
                    continue
                told(Done(each.document.id, len(each.statements), remarks=each.remarks, usage=each.usage))
                written = record(each)
                keep(json.dumps(written, ensure_ascii=False))
                yield written


def _tell(figures: "Figures", differences: "Iterable[Difference]", *, as_json: bool) -> None:
    if as_json:
        scores = {
            name: {**score._asdict(), "precision": score.precision, "recall": score.recall, "f1": score.f1}
            for name, score in figures.scores.items()
        }
        shares = {name: {**share._asdict(), "share": share.share} for name, share in figures.shares.items()}
        told = {"articles": figures.articles, "missing": figures.missing, **scores, **shares}
        write(json.dumps(told, indent=1) + "\n")
        return
    write(f"articles     {figures.articles}, of which {figures.missing} are not among what was found\n")
    for name, score in figures.scores.items():
        figure = f"F1 {score.f1:.3f}  precision {score.precision:.3f}  recall {score.recall:.3f}"
        write(f"{name:12} {figure}  ({score.right} right of {score.found} found and {score.wanted} wanted)\n")
    for name, share in figures.shares.items():
        write(f"{name:12} {share.share:.3f}  ({share.right} right of {share.of})\n")
    for each in differences:
        for word, some in (("missed", each.missed), ("not in gold", each.invented)):
            for key in some:
                write(clean(f"{each.article}\t{word}\t{' '.join(key)}") + "\n")
