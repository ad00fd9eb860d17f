"""Print how well the extractor agrees with gold: our examples, and the evaluation sets where they are present.

    python bench/accuracy.py

The sets beside the checkout are scored by their own scorer, on the folds meant for development only.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.extractors.jsonlines import line
from kg.model import Extraction
from kg.pipeline import extract

_ROOT = Path(__file__).resolve().parent.parent
_EVAL = _ROOT.parent / "shared" / "eval"
_FIGURES = ("relations_family", "relations_kind", "pairs_signed", "entities", "affiliation", "speaker", "date")


def figures(gold: Path, extractor: str, folds: str | None) -> dict[str, Any]:
    """Extract the articles of a gold file and score them with the scorer beside it."""
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "system.jsonl"
        with system.open("w", encoding="utf-8") as file:
            for result in extract([gold], extractor=extractor):
                if isinstance(result, Extraction):
                    file.write(line(result) + "\n")
        command = [sys.executable, str(_EVAL / "score.py"), str(gold), str(system), "--json"]
        if folds:
            command += ["--folds", folds]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # our own scorer
    scored: dict[str, Any] = json.loads(answer.stdout)
    return scored


def show(name: str, extractor: str, scored: dict[str, Any]) -> None:
    """Print one line of figures."""
    cells = [f"{scored[key].get('f1', scored[key].get('share')) or 0:.3f}" for key in _FIGURES]
    print(f"{name:24}{extractor:14}" + "".join(f"{cell:>10}" for cell in cells))


def main(arguments: Sequence[str] = ()) -> None:
    """Score every set that is there."""
    print(f"{'set':24}{'extractor':14}" + "".join(f"{key.split('_')[-1]:>10}" for key in _FIGURES))
    sets = [("seed.jsonl", None), ("dev_ar.jsonl", "1,2")]
    for extractor in ("rules", "rules:plain"):
        for name, folds in sets:
            if (_EVAL / name).exists():
                show(f"{name}{' folds ' + folds if folds else ''}", extractor, figures(_EVAL / name, extractor, folds))


if __name__ == "__main__":
    main()
