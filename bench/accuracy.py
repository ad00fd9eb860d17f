"""Print how well the extractor agrees with gold: the example articles, and the evaluation sets where they are present.

    python bench/accuracy.py [--figure FILE.svg] [--held]

The examples are scored by examples/score.py, the sets beside the checkout by the scorer that lies there. What was
learned is measured on articles that it did not learn from: the folds of the set by scorers trained on the other fold
and on the further coded articles. Fold 0 is for judging what is finished: --held scores it by what is shipped.
"""

import argparse
import json
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import curve
import learning
import train
from train import Coded

from kg.extractors.jsonlines import line, record
from kg.extractors.rules import Rules
from kg.model import Extraction, Knowledge
from kg.pipeline import extract
from kg.relations.grammar import grammar
from kg.relations.scorer import calibrated, weights
from kg.vocabulary import knowledge

_ROOT = Path(__file__).resolve().parent.parent
_EXAMPLES = _ROOT / "examples"
_SHARED = _ROOT.parent / "shared"
_EVAL = _SHARED / "eval"
_CODED = (_ROOT / "bench" / "coded" / "ar_bulk.tsv", _SHARED / "bulk" / "ar_news.jsonl")
_EXTRACTORS = {"rules": "", "rules:plain": "plain"}
_FOLDS = {1, 2}
_FIGURES = ("relations_family", "relations_kind", "pairs_signed", "entities", "affiliation", "speaker", "date")
_PLACE = "evidence_place"


def main() -> None:
    """Score the examples, then every set that is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figure", type=Path, help="write precision against recall as an SVG")
    parser.add_argument("--held", action="store_true", help="score fold 0 too")
    options = parser.parse_args()
    base = knowledge()
    for extractor in _EXTRACTORS:
        examples(extractor)
    sentences()
    dev = _EVAL / "dev_ar.jsonl"
    if not dev.exists():
        return
    print(f"\n{'set':22}{'extractor':14}" + "".join(f"{name.split('_')[-1]:>12}" for name in (*_FIGURES, _PLACE)))
    for name, argument in _EXTRACTORS.items():
        score("seed", _EVAL / "seed.jsonl", {0, 1, 2, None}, name, shipped(_EVAL / "seed.jsonl", None, argument, base))
    coded = list(train.gold_articles(dev, _FOLDS))
    found = crossed(coded, base)
    score("dev_ar folds 1,2", dev, _FOLDS, "rules", found)
    score("dev_ar folds 1,2", dev, _FOLDS, "rules:plain", shipped(dev, _FOLDS, "plain", base))
    curves = {"folds 1 and 2, cross-validated": confidence(found, coded, base)}
    if options.held:
        held = shipped(dev, {0}, "", base)
        score("dev_ar fold 0", dev, {0}, "rules", held)
        score("dev_ar fold 0", dev, {0}, "rules:plain", shipped(dev, {0}, "plain", base))
        curves["fold 0"] = confidence(held, list(train.gold_articles(dev, {0})), base)
    if options.figure:
        options.figure.write_text(curve.figure(curves), encoding="utf-8")


def examples(extractor: str) -> None:
    """Print the scores of the Arabic example articles."""
    gold = [json.loads(text) for text in (_EXAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    arabic = [article for article in gold if article["language"] == "ar"]
    results = extract([_EXAMPLES / "articles"], extractor=extractor)
    found = [record(result) for result in results if isinstance(result, Extraction)]
    scores = runpy.run_path(str(_EXAMPLES / "score.py"))["scores"](arabic, found, knowledge().relations)
    told = "   ".join(f"{name} F1 {score.f1:.3f}" for name, score in scores.items())
    print(f"{'examples':22}{extractor:14}   {told}   ({len(arabic)} articles)")


def sentences() -> None:
    """Print how many of our own sentences are read rightly, by phenomenon."""
    tests = runpy.run_path(str(_ROOT / "tests" / "test_gold.py"))
    groups: dict[str, list[bool]] = {}
    for sentence in tests["SENTENCES"]:
        groups.setdefault(sentence["phenomenon"], []).append(tests["readings"]()[sentence["id"]].right)
    print("\nsentences of our own read rightly, by phenomenon")
    for name, right in sorted(groups.items()):
        print(f"  {name:30}{sum(right):4} of {len(right):4}")
    whole = [each for right in groups.values() for each in right]
    print(f"  {'all':30}{sum(whole):4} of {len(whole):4}  ({sum(whole) / len(whole):.3f})")


def shipped(gold: Path, folds: set[int] | None, argument: str, base: Knowledge) -> list[Extraction]:
    """Extract the articles of a gold file by the extractor as it is shipped."""
    articles = [json.loads(text) for text in gold.read_text(encoding="utf-8").splitlines()]
    kept = [article for article in articles if folds is None or article["fold"] in folds]
    results = Rules(argument, knowledge=base)(map(train.document, kept))
    return [each for each in results if isinstance(each, Extraction)]


def crossed(coded: Sequence[Coded], base: Knowledge) -> list[Extraction]:
    """Extract each fold by a scorer that never saw it, confidence calibrated as in what is shipped."""
    cues = grammar("ar").Cues(())
    known = [*coded, *train.coded_articles(*_CODED)]
    with tempfile.TemporaryDirectory() as folder:
        found = train.measure(known, [train.examples(each, base, cues) for each in known], Path(folder), base)
    model = weights("ar")
    return found if model is None else [learning.recalibrated(each, lambda x: calibrated(x, model)) for each in found]


def score(name: str, gold: Path, folds: set[int | None], extractor: str, found: Iterable[Extraction]) -> None:
    """Print what the scorer says of what was found in a gold file."""
    articles = [json.loads(text) for text in gold.read_text(encoding="utf-8").splitlines()]
    kept = [article for article in articles if article.get("fold") in folds]
    with tempfile.TemporaryDirectory() as folder:
        wanted, system = Path(folder) / "gold.jsonl", Path(folder) / "system.jsonl"
        wanted.write_text("".join(json.dumps(article) + "\n" for article in kept), encoding="utf-8")
        system.write_text("\n".join(map(line, found)) + "\n", encoding="utf-8")
        command = [sys.executable, str(_EVAL / "score.py"), str(wanted), str(system), "--json"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # the scorer there
    told = json.loads(answer.stdout)
    cells = [f"{told[key].get('f1', told[key].get('share')) or 0:.3f}" for key in (*_FIGURES, _PLACE)]
    print(f"{name:22}{extractor:14}" + "".join(f"{cell:>12}" for cell in cells))
    family = told["relations_family"]
    print(f"{'':36}{'family precision':>20} {family['precision']:.3f}, recall {family['recall']:.3f}")


def confidence(found: Sequence[Extraction], coded: Sequence[Coded], base: Knowledge) -> list[curve.Point]:
    """Print how much is right of what is stated with which confidence, and return precision against recall."""
    keys = train.gold_keys(coded, dict(base.relations))
    told = curve.judged(found, keys, base.relations)
    print("\n".join(curve.bands(told)))
    points = curve.points(told, sum(map(len, keys.values())))
    for precision in (0.8, 0.75, 0.7, 0.65):
        best = max(
            (point for point in points if point.precision >= precision), key=lambda each: each.recall, default=None
        )
        if best is not None:
            print(f"  precision {best.precision:.3f} at recall {best.recall:.3f}: confidence from {best.confidence}")
    return points


if __name__ == "__main__":
    main()
