"""Train the scorer of a language from gold, and measure it by cross-validation over the gold's folds.

    python bench/train.py GOLD.jsonl [--folds 1,2] [--measure DIR] [-o kg/lang/ar/weights.tsv]

With --measure, each fold is extracted with weights that never saw it; DIR/system.jsonl holds the result for a scorer.
Needs scikit-learn (the extra `train`); the weights it writes need nothing.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.entities.reading import read
from kg.extractors.jsonlines import line
from kg.extractors.rules import Rules
from kg.lang import load
from kg.model import Document, Extraction, Knowledge
from kg.relations.cues import Cues
from kg.relations.pairs import pairs
from kg.relations.readings import Memory, readings
from kg.relations.scorer import Weights, parse
from kg.relations.statements import scenes
from kg.text import quotes, sentences
from kg.text.words import words
from kg.vocabulary import knowledge

FAMILIES = ("cooperatesWith", "opposes")  # "recognized" is too rare to learn: rules read it
STRENGTH = 0.02  # inverse of the L2 penalty; best of 0.005 to 0.1 in cross-validation
RAREST = 4  # pairs in which a feature must occur
SMALLEST = 0.005  # weights nearer to 0 are left out

KIND_STRENGTH = 0.1
SMALLEST_KIND = 0.03

Row = tuple[int, dict[str, float], dict[str, bool], tuple[str, ...]]


def document(gold: dict[str, Any]) -> Document:
    """Return a gold article as the reader would give it."""
    return Document(gold["id"], gold["text"], gold["language"], published=gold.get("date"), outlet=gold.get("outlet"))


def examples(gold: dict[str, Any], base: Knowledge, cues: Cues) -> Iterator[Row]:
    """Yield fold, features and families for each pair of actors in each sentence of a gold article."""
    article = document(gold)
    language = load(article.language)
    spans = sentences.split(article)
    divided = tuple(words(article.text, span, language) for span in spans)
    reading = read(article, spans, divided, quotes.find(article, spans), base)
    entities = {**base.entities, **{entity.id: entity for entity in reading.entities}}
    told = list(_told(gold, base))
    memory = Memory()
    for stage, around in scenes(article, spans, divided, reading.quotes, reading.mentions, entities, cues):
        found = readings(stage, memory, base.relations)
        memory.note(stage)
        here = {
            (source, target, kind)
            for source, target, kind, start, end in told
            if start < stage.span.end and stage.span.start < end
        }
        for pair in pairs(stage, found, base.relations, around):
            kinds = tuple(
                sorted(kind for source, target, kind in here if (source, target) == (pair.source, pair.target))
            )
            families = {base.relations[kind].family for kind in kinds}
            yield (
                gold["fold"],
                pair.everything(),
                {family: family in families for family in FAMILIES},
                kinds,
            )


def _told(gold: dict[str, Any], base: Knowledge) -> Iterator[tuple[str, str, str, int, int]]:
    for statement in gold["statements"]:
        relation = base.relations[statement["kind"]]
        start = gold["text"].find(statement["evidence"])
        ways = [(statement["source"], statement["target"])]
        if relation.symmetric:
            ways.append((statement["target"], statement["source"]))
        for source, target in ways:
            yield source, target, relation.name, start, start + len(statement["evidence"])


def fit(rows: Sequence[Row]) -> str:
    """Train on rows and return the table of weights: how likely each family is, and in it each kind."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(feature for _, features, _, _ in rows for feature in features)
    kept = [{name: value for name, value in features.items() if counts[name] >= RAREST} for _, features, _, _ in rows]
    vectors = DictVectorizer(sort=True)
    matrix = vectors.fit_transform(kept)
    columns = {}
    for family in FAMILIES:
        model = LogisticRegression(C=STRENGTH, max_iter=1000)
        model.fit(matrix, [labels[family] for _, _, labels, _ in rows])
        columns[family] = (float(model.intercept_[0]), model.coef_[0], SMALLEST)
    related = [(index, kind) for index, (_, _, _, kinds) in enumerate(rows) for kind in kinds]
    model = LogisticRegression(C=KIND_STRENGTH, max_iter=1000)
    model.fit(matrix[[index for index, _ in related]], [kind for _, kind in related])
    for number, kind in enumerate(model.classes_):
        columns[kind] = (float(model.intercept_[number]), model.coef_[number], SMALLEST_KIND)
    columns = {**{family: columns.pop(family) for family in FAMILIES}, "|": None, **columns}
    lines = [
        "\t".join(["feature", *columns]),
        "\t".join(["bias", *("" if column is None else f"{column[0]:.3f}" for column in columns.values())]),
    ]
    for index, name in enumerate(vectors.get_feature_names_out()):
        values = ["" if column is None else _short(float(column[1][index]), column[2]) for column in columns.values()]
        if any(values):
            lines.append("\t".join([name, *values]).rstrip("\t"))
    return "\n".join(lines) + "\n"


def _short(value: float, least: float) -> str:
    return f"{value:.3f}" if abs(value) >= least else ""


class Trained(Rules):
    """The extractor with weights of our own."""

    def __init__(self, weights: Weights, base: Knowledge) -> None:
        """Take the weights in the place of those that are shipped."""
        super().__init__(knowledge=base)
        self._model = lambda language: weights  # type: ignore[assignment]


def measure(gold: Sequence[dict[str, Any]], rows: Sequence[Row], folder: Path, base: Knowledge) -> None:
    """Extract every fold with weights trained on the others."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "system.jsonl").open("w", encoding="utf-8") as file:
        for fold in sorted({each["fold"] for each in gold}):
            weights = parse(fit([row for row in rows if row[0] != fold]), f"fold {fold}")
            documents = [document(each) for each in gold if each["fold"] == fold]
            for extraction in Trained(weights, base)(documents):
                if isinstance(extraction, Extraction):
                    file.write(line(extraction) + "\n")


def main(arguments: Iterable[str] | None = None) -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", default="1,2")
    parser.add_argument("--measure", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args(None if arguments is None else list(arguments))
    folds = {int(fold) for fold in options.folds.split(",")}
    lines = options.gold.read_text(encoding="utf-8").splitlines()
    gold = [each for each in map(json.loads, lines) if each["fold"] in folds]
    base = knowledge()
    cues = Cues(gold[0]["language"])
    rows = [row for each in gold for row in examples(each, base, cues)]
    if options.measure:
        measure(gold, rows, options.measure, base)
    if options.output:
        options.output.write_text(fit(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
