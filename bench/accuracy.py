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
from typing import Any

import curve
import learning
import tagged
import train
from learning import Trained
from train import Coded

from kg.extractors import Extractor
from kg.extractors.jsonlines import record
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
    found = crossed(coded, base, dev)
    score("dev_ar folds 1,2", dev, _FOLDS, "rules:plain", shipped(dev, _FOLDS, "plain", base))
    beside(dev, _FOLDS, "stanza, plain", Rules("plain", knowledge=base), base)
    for language in ("en", "tr"):
        dev_other = _EVAL / f"dev_{language}.jsonl"
        score(f"dev_{language} folds 1,2", dev_other, _FOLDS, "rules", shipped(dev_other, _FOLDS, "", base))
        beside(dev_other, _FOLDS, "stanza", Rules(knowledge=base), base)
    curves = {"folds 1 and 2, cross-validated": confidence(found, coded, base)}
    if options.held:
        held = shipped(dev, {0}, "", base)
        score("dev_ar fold 0", dev, {0}, "rules", held)
        score("dev_ar fold 0", dev, {0}, "rules:plain", shipped(dev, {0}, "plain", base))
        beside(dev, {0}, "stanza", Rules(knowledge=base), base)
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
    return extracted(gold, folds, Rules(argument, knowledge=base))


def extracted(gold: Path, folds: set[int] | None, extractor: Extractor) -> list[Extraction]:
    """Extract the articles of a gold file."""
    articles = [json.loads(text) for text in gold.read_text(encoding="utf-8").splitlines()]
    kept = [article for article in articles if folds is None or article["fold"] in folds]
    return [each for each in extractor(map(train.document, kept)) if isinstance(each, Extraction)]


def beside(gold: Path, folds: set[int], name: str, rules: Rules, base: Knowledge) -> None:
    """Score the articles of a gold file with Stanza before the rules, where there are models of the language."""
    language = json.loads(gold.read_text(encoding="utf-8").partition("\n")[0])["language"]
    if why := tagged.missing(language):
        print(f"{'':22}{name:14}  {why}")
        return
    which = ",".join(map(str, sorted(folds)))
    found = extracted(gold, folds, tagged.reader(base)(rules))
    score(f"{gold.stem} fold {which}", gold, {*folds}, name, found)


def crossed(coded: Sequence[Coded], base: Knowledge, dev: Path) -> list[Extraction]:
    """Extract each fold by a scorer that never saw it, with Stanza's models too where they are, and score both.

    Confidence is calibrated as in what is shipped. Return what the rules alone found.
    """
    cues = grammar("ar").Cues(())
    known = [*coded, *train.coded_articles(*_CODED)]
    with_models = None if tagged.missing("ar") else tagged.reader(base)
    found: list[Extraction] = []
    noticed: list[Extraction] = []
    for model, documents in train.crossing(known, [train.examples(each, base, cues) for each in known]):
        rules = Trained(model, base)
        found += [each for each in rules(documents) if isinstance(each, Extraction)]
        if with_models:
            noticed += [each for each in with_models(rules)(documents) if isinstance(each, Extraction)]
    score("dev_ar folds 1,2", dev, _FOLDS, "rules", found)
    if with_models:
        score("dev_ar folds 1,2", dev, _FOLDS, "stanza", noticed)
    model = weights("ar")
    return found if model is None else [learning.recalibrated(each, lambda x: calibrated(x, model)) for each in found]


def score(name: str, gold: Path, folds: set[int | None], extractor: str, found: Iterable[Extraction]) -> None:
    """Print what the scorer says of what was found in a gold file, and how many persons and bodies were found."""
    articles = [json.loads(text) for text in gold.read_text(encoding="utf-8").splitlines()]
    kept = [article for article in articles if article.get("fold") in folds]
    read = [record(each) for each in found]
    told = judged(kept, read)
    cells = [f"{told[key].get('f1', told[key].get('share')) or 0:.3f}" for key in (*_FIGURES, _PLACE)]
    print(f"{name:22}{extractor:14}" + "".join(f"{cell:>12}" for cell in cells))
    family = told["relations_family"]
    names = []
    for kind, label in (("PERSON", "persons"), ("ORG", "organisations")):
        entities = judged(only(kept, kind), only(read, kind))["entities"]
        names.append(f"{label} {entities['tp']} of {entities['tp'] + entities['fn']} (and {entities['fp']} wrong)")
    told_names = ", ".join(names)
    print(f"{'':36}{'family precision':>20} {family['precision']:.3f}, recall {family['recall']:.3f}; {told_names}")


def judged(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, Any]:  # Any: JSON values
    """Return what the scorer says."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, system = Path(folder) / "gold.jsonl", Path(folder) / "system.jsonl"
        for file, rows in ((wanted, gold), (system, found)):
            file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(_EVAL / "score.py"), str(wanted), str(system), "--json"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # the scorer there
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def only(articles: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:  # Any: JSON values
    """Return articles with their entities of one kind alone."""
    return [
        {**each, "statements": [], "entities": [entity for entity in each["entities"] if entity["type"] == kind]}
        for each in articles
    ]


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
