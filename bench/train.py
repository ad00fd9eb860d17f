"""Train the scorer of a language from gold and from further coded articles, and measure it over the gold's folds.

    python bench/train.py GOLD.jsonl [--folds 1,2] [--coded CODED.tsv ARTICLES.jsonl] [--measure DIR] [-o kg/lang/ar]

CODED.tsv tells of articles in ARTICLES.jsonl which statements their sentences hold (docs/accuracy.md); they are only
learned from, never measured on. With --measure, each fold is extracted by a scorer that never saw it;
DIR/system.jsonl holds the result for a scorer. With -o, weights.tsv and forest.tsv are written to a folder, the
confidence calibrated on what --measure found. Needs scikit-learn and lightgbm (the extra `train`) to learn, not to use.
"""

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import curve
import learning
from learning import Article, HitRow, PairRow, Trained, TripleRow

from kg.articles.details import complete
from kg.entities.reading import read
from kg.extractors.jsonlines import line
from kg.extractors.writing import plainly
from kg.lang import load
from kg.model import Document, Extraction, Knowledge, Relation, Span
from kg.relations.cues import Cues
from kg.relations.grammar import grammar
from kg.relations.judging import Model
from kg.relations.moods import Moods
from kg.relations.pairs import pairs
from kg.relations.readings import Memory, readings
from kg.relations.statements import scenes
from kg.relations.triples import Stage
from kg.text import quotes, sentences
from kg.text.words import words
from kg.vocabulary import knowledge


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as it was coded, and the passage that tells it in the article as published."""

    source: str
    kind: str
    target: str
    status: str
    span: Span


@dataclass(frozen=True, slots=True)
class Coded:
    """An article with what coders found in it; fold is None where it is only learned from."""

    document: Document
    fold: int | None
    told: tuple[Told, ...]


def document(gold: dict[str, Any]) -> Document:
    """Return a gold article as the reader would give it."""
    day = gold.get("date")
    whole = day if day and len(day) >= len("2023-03-29") else None
    return complete(
        Document(gold["id"], gold["text"], gold.get("language", "ar"), published=whole, outlet=gold.get("outlet"))
    )


def gold_articles(path: Path, folds: set[int]) -> Iterator[Coded]:
    """Yield the articles of a gold file that are in these folds."""
    for text in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(text)
        if gold["fold"] in folds:
            told = tuple(
                Told(each["source"], each["kind"], each["target"], each["status"], Span(start, start + len(words_)))
                for each in gold["statements"]
                for words_ in (each["evidence"],)
                for start in (gold["text"].find(words_),)
            )
            yield Coded(document(gold), gold["fold"], told)


def coded_articles(table: Path, texts: Path) -> Iterator[Coded]:
    """Yield the articles whose statements a table tells by article, passage and code."""
    found: dict[str, list[Told]] = {}
    for row in table.read_text(encoding="utf-8").splitlines()[1:]:
        name, *fields = row.split("\t")
        told = found.setdefault(name, [])
        if fields and fields[0]:
            start, end, source, kind, target, status = fields[:6]
            told.append(Told(source, kind, target, status, Span(int(start), int(end))))
    with texts.open(encoding="utf-8") as lines:
        for text in lines:
            article = json.loads(text)
            if article["id"] in found:
                yield Coded(document(article), None, tuple(found[article["id"]]))


def examples(coded: Coded, base: Knowledge, cues: Cues) -> Article:
    """Return every two actors of each sentence of an article, alone and with each cue, and what coders say of them."""
    article, folded = plainly(coded.document)
    told = [replace(each, span=folded.plain(each.span)) for each in coded.told if each.span.start >= 0]
    language = load(article.language)
    spans = sentences.split(article)
    divided = tuple(words(article.text, span, language) for span in spans)
    reading = read(article, spans, divided, quotes.find(article, spans), base)
    entities = {**base.entities, **{entity.id: entity for entity in reading.entities}}
    memory = Memory()
    rows: list[PairRow] = []
    hits: list[HitRow] = []
    triples: list[TripleRow] = []
    for scene, around in scenes(article, spans, divided, reading.quotes, reading.mentions, entities, cues):
        subject = memory.subject
        found = readings(scene, memory, base.relations)
        memory.note(scene)
        here = list(_ways(told, scene.span, base.relations))
        stage = Stage(scene, found, base.relations, around, subject)
        moods = Moods(scene, around.number)
        first = len(hits)
        hits += [
            HitRow((*moods.shared, *moods.features(hit, status)))
            for hit, status in zip(stage.hits, stage.statuses, strict=True)
        ]
        for pair in pairs(scene, found, base.relations, around):
            own = [
                (each.kind, each.status) for each in here if (each.source, each.target) == (pair.source, pair.target)
            ]
            signs = frozenset(base.relations[kind].sign for kind, _ in own)
            ruled = any((one.source, one.target) == (pair.source, pair.target) for one in found)
            for number, (hit, row) in enumerate(zip(stage.hits, stage.rows(pair), strict=True)):
                statuses = frozenset(status for kind, status in own if kind == hit.cue.kind)
                sign = base.relations[hit.cue.kind].sign
                triples.append(TripleRow(len(rows), first + number, sign, ruled, tuple(row), statuses, sign in signs))
            rows.append(PairRow(pair.everything(), signs))
    return Article(coded.fold, rows, hits, triples)


def _ways(told: Sequence[Told], span: Span, relations: dict[str, Relation]) -> Iterator[Told]:
    """Yield what a sentence tells, undirected kinds both ways."""
    for each in told:
        if each.span.overlaps(span):
            yield each
            if relations[each.kind].symmetric:
                yield replace(each, source=each.target, target=each.source)


def measure(coded: Sequence[Coded], articles: Sequence[Article], folder: Path, base: Knowledge) -> list[Extraction]:
    """Extract every fold by a scorer trained on the others."""
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Extraction] = []
    for model, documents in crossing(coded, articles):
        found += [each for each in Trained(model, base)(documents) if isinstance(each, Extraction)]
    with (folder / "system.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(line(each) + "\n" for each in found)
    return found


def crossing(coded: Sequence[Coded], articles: Sequence[Article]) -> Iterator[tuple[Model, list[Document]]]:
    """Yield for every fold a scorer trained on the others, and the documents of the fold."""
    for fold in sorted({each.fold for each in coded if each.fold is not None}):
        model = learning.fit([each for each in articles if each.fold != fold])
        yield model, [each.document for each in coded if each.fold == fold]


def calibrate(
    found: Iterable[Extraction], coded: Iterable[Coded], relations: dict[str, Relation]
) -> tuple[float, float]:
    """Return slope and offset by which the log-odds of a found statement become those of its being right."""
    from sklearn.linear_model import LogisticRegression

    told = curve.judged(found, gold_keys(coded, relations), relations)
    inside = [min(max(confidence, 1e-4), 1 - 1e-4) for confidence, _ in told]
    odds = [[math.log(each / (1 - each))] for each in inside]
    fitted = LogisticRegression(C=100.0).fit(odds, [right for _, right in told])
    return float(fitted.coef_[0][0]), float(fitted.intercept_[0])


def gold_keys(coded: Iterable[Coded], relations: dict[str, Relation]) -> dict[str, set[curve.Key]]:
    """Return for each article what it tells, at the level of families."""
    return {each.document.id: {curve.key(told, relations) for told in each.told} for each in coded}


def main(arguments: Iterable[str] | None = None) -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", default="1,2")
    parser.add_argument("--coded", type=Path, nargs=2, metavar=("CODED", "ARTICLES"))
    parser.add_argument("--measure", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args(None if arguments is None else list(arguments))
    base = knowledge()
    coded = list(gold_articles(options.gold, {int(fold) for fold in options.folds.split(",")}))
    cues = grammar(coded[0].document.language).Cues(())
    if options.coded:
        coded += coded_articles(*options.coded)
    articles = [examples(each, base, cues) for each in coded]
    calibration = (1.0, 0.0)
    if options.measure:
        found = measure(coded, articles, options.measure, base)
        calibration = calibrate(found, coded, base.relations)
    if options.output:
        weights, trees = learning.tables(articles, calibration)
        (options.output / "weights.tsv").write_text(weights, encoding="utf-8")
        (options.output / "forest.tsv").write_text(trees, encoding="utf-8")


if __name__ == "__main__":
    main()
