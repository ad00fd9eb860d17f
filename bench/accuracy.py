"""Print how well the extractor agrees with gold: the example articles, and the evaluation sets where they are present.

    python bench/accuracy.py [GOLD.jsonl ...]

The examples are scored by examples/score.py, the sets beside the checkout by the scorer that lies there. Of a set that
is divided into folds, only the first two are read: the others are kept for judging what is finished.
"""

import argparse
import json
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.extractors.jsonlines import line, record
from kg.model import Extraction
from kg.pipeline import extract
from kg.vocabulary import knowledge

_ROOT = Path(__file__).resolve().parent.parent
_EXAMPLES = _ROOT / "examples"
_EVAL = _ROOT.parent / "shared" / "eval"
_EXTRACTORS = ("rules", "rules:plain")
_FOLDS = (1, 2)
_FIGURES = ("relations_family", "relations_kind", "pairs_signed", "entities", "affiliation", "speaker", "date")


def main() -> None:
    """Score the examples, then every set that is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, help="sets to score in place of those that are found")
    sets = parser.parse_args().gold or [_EVAL / "seed.jsonl", _EVAL / "dev_ar.jsonl"]
    for extractor in _EXTRACTORS:
        examples(extractor)
    present = [gold for gold in sets if gold.exists() and (_EVAL / "score.py").exists()]
    if present:
        print(f"\n{'set':20}{'extractor':14}" + "".join(f"{key.split('_')[-1]:>12}" for key in _FIGURES))
    for gold in present:
        for extractor in _EXTRACTORS:
            found = scored(gold, extractor)
            cells = [f"{found[key].get('f1', found[key].get('share')) or 0:.3f}" for key in _FIGURES]
            print(f"{gold.stem:20}{extractor:14}" + "".join(f"{cell:>12}" for cell in cells))


def examples(extractor: str) -> None:
    """Print the scores of the Arabic example articles."""
    gold = [json.loads(text) for text in (_EXAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    arabic = [article for article in gold if article["language"] == "ar"]
    results = extract([_EXAMPLES / "articles"], extractor=extractor)
    found = [record(result) for result in results if isinstance(result, Extraction)]
    scores = runpy.run_path(str(_EXAMPLES / "score.py"))["scores"](arabic, found, knowledge().relations)
    told = "   ".join(f"{name} F1 {score.f1:.3f}" for name, score in scores.items())
    print(f"{'examples':20}{extractor:14}   {told}   ({len(arabic)} articles)")


def scored(gold: Path, extractor: str) -> dict[str, Any]:
    """Extract the articles of a gold file, without those of held folds, and score them."""
    articles = [json.loads(text) for text in gold.read_text(encoding="utf-8").splitlines()]
    kept = [article for article in articles if article.get("fold", _FOLDS[0]) in _FOLDS]
    with tempfile.TemporaryDirectory() as folder:
        wanted, system = Path(folder) / "gold.jsonl", Path(folder) / "system.jsonl"
        wanted.write_text("".join(json.dumps(article) + "\n" for article in kept), encoding="utf-8")
        results = extract([wanted], extractor=extractor)
        lines = [line(result) for result in results if isinstance(result, Extraction)]
        system.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(_EVAL / "score.py"), str(wanted), str(system), "--json"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # the scorer there
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


if __name__ == "__main__":
    main()
