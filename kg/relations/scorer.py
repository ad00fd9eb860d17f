"""How likely it is that a sentence relates two actors, and in which status: log-linear models over its words."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from kg.errors import KnowledgeError
from kg.relations.pairs import WINDOW, Pair, View

_LIMIT = 30.0  # beyond this a logistic function is 0 or 1 in double precision anyway


class Weights(NamedTuple):
    """Trained models: the weights of each feature for each sign, and apart from them for each status.

    `calibration` is the slope and offset by which the log-odds of what is found become those of being right.
    """

    signs: tuple[int, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    statuses: tuple[str, ...]
    status_bias: tuple[float, ...]
    status_weights: Mapping[str, tuple[tuple[int, float], ...]]
    calibration: tuple[float, float] = (1.0, 0.0)


@cache
def weights(language: str) -> Weights | None:
    """Read the trained weights of a language; None where none were trained.

    Raises KnowledgeError if the file is not well formed.
    """
    file = files("kg.lang").joinpath(language, "weights.tsv")
    return parse(file.read_text(encoding="utf-8"), str(file)) if file.is_file() else None


def parse(text: str, name: str) -> Weights:
    """Read weights from a table: a header of signs, "|", statuses, a row of biases, then feature and weights.

    A row "calibration" gives slope and offset. Raises KnowledgeError if it is no such table.
    """
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    try:
        columns = lines[0].split("\t")[1:]
        split = columns.index("|")
        full = (line.split("\t") for line in lines[1:])
        rows = {key: values + [""] * (len(columns) - len(values)) for key, *values in full}
        slope, offset = (float(value) for value in rows.pop("calibration", ["1", "0"])[:2])
        bias = [float(value or 0) for value in rows.pop("bias")]
        return Weights(
            signs=tuple(int(column) for column in columns[:split]),
            bias=tuple(bias[:split]),
            weights={
                key: tuple(float(value or 0) for value in values[:split])
                for key, values in rows.items()
                if any(values[:split])
            },
            statuses=tuple(columns[split + 1 :]),
            status_bias=tuple(bias[split + 1 :]),
            status_weights={
                key: tuple((index, float(value)) for index, value in enumerate(values[split + 1 :]) if value)
                for key, values in rows.items()
                if any(values[split + 1 :])
            },
            calibration=(slope, offset),
        )
    except (IndexError, KeyError, ValueError) as error:
        raise KnowledgeError(f"{name}: not a table of weights ({error}); train it anew or reinstall") from error


class Sums:
    """The scores that the words of one sentence add, summed up so that each pair costs a few subtractions only."""

    def __init__(self, view: View, model: Weights) -> None:
        """Sum the weights of the sentence's words from its beginning, for each way in which a word can stand."""
        self._model = model
        self.shared = _add(view.shared.items(), model)
        self._sums = {way: self._running(view, way) for way in ("b", "p", "q")}
        self._view = view

    def score(self, pair: Pair) -> list[float]:
        """Return the log-odds of each sign for a pair."""
        low, high, order = pair.reach
        ordered = "b" + order
        if ordered not in self._sums:
            self._sums[ordered] = self._running(self._view, ordered)
        last = len(self._view.stems)
        between = (low + 1, max(high, low + 1))
        parts = [
            self._range("b", *between),
            self._range(ordered, *between),
            self._range("p", max(low - WINDOW, 0), max(low + 1, 0)),
            self._range("q", max(high, 0), min(high + WINDOW + 1, last)),
        ]
        own = _add(((name, 1.0) for name in dict.fromkeys(pair.features)), self._model)
        return [sum(each) for each in zip(self._model.bias, self.shared, own, *parts, strict=True)]

    def _running(self, view: View, way: str) -> list[list[float]]:
        """Return for each sign the sums of the weights up to each word."""
        table, way = self._model.weights, way + ":"
        none = (0.0,) * len(self._model.signs)
        rows = [none] * len(view.stems)
        for index, stem in view.free:
            row = table.get(way + stem)
            if row is not None:
                rows[index] = row
        return [list(accumulate(weights, initial=0.0)) for weights in zip(*rows, strict=True)]

    def _range(self, way: str, start: int, end: int) -> list[float]:
        return [each[end] - each[start] for each in self._sums[way]]


def _add(features: Iterable[tuple[str, float]], model: Weights) -> list[float]:
    """Return what features add to the log-odds of each sign."""
    sums = [0.0] * len(model.signs)
    table = model.weights
    for feature, value in features:
        row = table.get(feature)
        if row is not None:
            for index, weight in enumerate(row):
                sums[index] += weight * value
    return sums


def status_likelihoods(features: Iterable[str], shared: Sequence[float], model: Weights) -> tuple[float, ...]:
    """Return how likely each status is for a cue with these features; shared is what all cues of the sentence add."""
    return tuple(map(likelihood, _added(features, shared, model)))


def status_sums(features: Iterable[str], model: Weights) -> list[float]:
    """Return what features add to the log-odds of each status, on top of what is always added."""
    return _added(features, model.status_bias, model)


def _added(features: Iterable[str], start: Sequence[float], model: Weights) -> list[float]:
    sums = list(start)
    table = model.status_weights
    for feature in features:
        for index, weight in table.get(feature, ()):
            sums[index] += weight
    return sums


def likelihood(score: float) -> float:
    """Return the probability that log-odds stand for.

    >>> likelihood(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, score))))


def calibrated(probability: float, model: Weights) -> float:
    """Return the share of right statements among those found with such a probability, as measured in training."""
    slope, offset = model.calibration
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return likelihood(slope * math.log(inside / (1 - inside)) + offset)
