"""How likely it is that a sentence relates two actors: a log-linear model over the features of the pair."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.errors import KnowledgeError

_LIMIT = 30.0  # beyond this a logistic function is 0 or 1 in double precision anyway


class Weights(NamedTuple):
    """A trained model: the weights of each feature for each family, and apart from them for each kind."""

    families: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    kinds: tuple[str, ...]
    kind_bias: tuple[float, ...]
    kind_weights: Mapping[str, tuple[tuple[int, float], ...]]


@cache
def weights(language: str) -> Weights | None:
    """Read the trained weights of a language; None where none were trained.

    Raises KnowledgeError if the file is not well formed.
    """
    file = files("kg.lang").joinpath(language, "weights.tsv")
    return parse(file.read_text(encoding="utf-8"), str(file)) if file.is_file() else None


def parse(text: str, name: str) -> Weights:
    """Read weights from a table: a header of families, "|" and kinds, a row of biases, then feature and weights.

    Raises KnowledgeError if it is no such table.
    """
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    try:
        columns = lines[0].split("\t")[1:]
        split = columns.index("|")
        rows = {key: values for key, *values in (line.split("\t") for line in lines[1:])}
        bias = [float(value) for value in rows.pop("bias") if value]
        return Weights(
            families=tuple(columns[:split]),
            bias=tuple(bias[:split]),
            weights={key: _dense(values[:split]) for key, values in rows.items() if any(values[:split])},
            kinds=tuple(columns[split + 1 :]),
            kind_bias=tuple(bias[split:]),
            kind_weights={
                key: _sparse(values[split + 1 :]) for key, values in rows.items() if any(values[split + 1 :])
            },
        )
    except (IndexError, KeyError, ValueError) as error:
        raise KnowledgeError(f"{name}: not a table of weights ({error}); train it anew or reinstall") from error


def _dense(values: Sequence[str]) -> tuple[float, ...]:
    return tuple(float(value or 0) for value in values)


def _sparse(values: Sequence[str]) -> tuple[tuple[int, float], ...]:
    return tuple((index, float(value)) for index, value in enumerate(values) if value)


def family_scores(features: Mapping[str, float], model: Weights) -> list[float]:
    """Return what features add to the log-odds of each family."""
    sums = [0.0] * len(model.families)
    table = model.weights
    for feature, value in features.items():
        row = table.get(feature)
        if row is not None:
            for index, weight in enumerate(row):
                sums[index] += weight * value
    return sums


def kind_scores(features: Iterable[tuple[str, float]], model: Weights) -> dict[str, float]:
    """Return the score of each kind for a pair with these features."""
    sums = list(model.kind_bias)
    for feature, value in features:
        for index, weight in model.kind_weights.get(feature, ()):
            sums[index] += weight * value
    return dict(zip(model.kinds, sums, strict=True))


def likelihood(score: float) -> float:
    """Return the probability that log-odds stand for.

    >>> likelihood(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, score))))
