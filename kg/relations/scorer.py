"""How likely it is that a sentence relates two actors: a log-linear model over the features of the pair."""

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.errors import KnowledgeError

_LIMIT = 30.0  # beyond this a logistic function is 0 or 1 in double precision anyway


class Weights(NamedTuple):
    """A trained model: for each feature its weight for each of `columns`, which are families and kinds."""

    columns: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[tuple[int, float], ...]]


@cache
def weights(language: str) -> Weights | None:
    """Read the trained weights of a language; None where none were trained.

    Raises KnowledgeError if the file is not well formed.
    """
    file = files("kg.lang").joinpath(language, "weights.tsv")
    return parse(file.read_text(encoding="utf-8"), str(file)) if file.is_file() else None


def parse(text: str, name: str) -> Weights:
    """Read weights from a table: a header of columns, a row of biases, then feature and weights, empty for 0."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    try:
        columns = tuple(lines[0].split("\t")[1:])
        rows = {
            key: tuple((index, float(value)) for index, value in enumerate(values) if value)
            for key, *values in (row.split("\t") for row in lines[1:])
        }
        bias = dict(rows.pop("bias"))
        return Weights(columns, tuple(bias[index] for index in range(len(columns))), rows)
    except (IndexError, KeyError, ValueError) as error:
        raise KnowledgeError(f"{name}: not a table of weights ({error}); train it anew or reinstall") from error


def scores(features: Mapping[str, float], model: Weights) -> dict[str, float]:
    """Return the log-odds of each family, and the score of each kind, for a pair with these features."""
    sums = list(model.bias)
    table = model.weights
    for feature, value in features.items():
        for index, weight in table.get(feature, ()):
            sums[index] += weight * value
    return dict(zip(model.columns, sums, strict=True))


def likelihood(score: float) -> float:
    """Return the probability that log-odds stand for.

    >>> likelihood(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, score))))
