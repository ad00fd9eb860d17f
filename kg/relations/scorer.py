"""How likely it is that a sentence relates two actors, and in which status: log-linear models over its words."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TypeAlias

from kg.errors import KnowledgeError
from kg.lang.memory import Memory
from kg.relations.pairs import WINDOW, Pair, Part, Reach, View
from kg.relations.phrases import Phrase

Two: TypeAlias = tuple[float, float]  # a number for each sign
_WAYS = ("w", "p", "q", "b<", "b>", "bs", "bt")  # in which a word can stand: anywhere, before, behind, between
_BETWEEN = (3, 4, 5, 6)  # those of `_WAYS` that a weight for "b" belongs to
_P, _Q = 2, 4  # places of "p" and "q" in two columns for each way
_ORDERS = {"<": 6, ">": 8, "s": 10, "t": 12}
_LIMIT = 30.0  # beyond this a logistic function is 0 or 1 in double precision anyway


@dataclass(frozen=True, eq=False)
class Weights:
    """Trained models: the weights of each feature for each sign, and apart from them for each status.

    `calibration` is the slope and offset by which the log-odds of what is found become those of being right.
    """

    signs: tuple[int, int]
    bias: Two
    weights: Mapping[str, Two]
    statuses: tuple[str, ...]
    status_bias: tuple[float, ...]
    status_weights: Mapping[str, tuple[tuple[int, float], ...]]
    calibration: tuple[float, float] = (1.0, 0.0)

    @cached_property
    def words(self) -> "Words":
        """The weights of words, by the word."""
        return Words(self.weights)

    @cached_property
    def parts(self) -> Memory[Part, dict[str, Two]]:
        """The features of a part of a pair that have weights."""
        table = self.weights
        return Memory(lambda part: {name: table[name] for name in part[0](*part[1]) if name in table})

    @cached_property
    def sums(self) -> Memory[Part, Two]:
        """What a part of a pair adds."""
        return Memory(lambda part: _sum(self.parts[part].values()))

    @cached_property
    def moods(self) -> Memory[Part, list[float]]:
        """What a part of the features of a cue adds for each status."""
        none = [0.0] * len(self.statuses)
        return Memory(lambda part: status_sums(part[0](*part[1]), none, self))


class Words:
    """The weights that a word has in each way in which it can stand to two actors, as rows of a table."""

    def __init__(self, weights: Mapping[str, Two]) -> None:
        """Take the weights by feature: "way:word"."""
        import numpy as np

        self._numbers: dict[str, int] = {}
        ways = {way: place for place, way in enumerate(_WAYS)}
        found: list[tuple[int, int, Two]] = []
        for name, row in weights.items():
            way, _, word = name.partition(":")
            if places := _BETWEEN if way == "b" else (ways[way],) if way in ways else ():
                number = self._numbers.setdefault(word, len(self._numbers) + 1)
                found += [(number, place, row) for place in places]
        table = np.zeros((len(self._numbers) + 1, len(_WAYS), 2))
        for number, place, row in found:
            table[number, place] += row
        self._table = table.reshape(len(table), -1)

    def running(self, view: View) -> list[list[float]]:
        """Return the sums of the weights up to each word of a sentence, two for each of `_WAYS`."""
        import numpy as np

        number = self._numbers.get
        numbers = [0, *(number(word, 0) for word in view.stems)]  # row 0 is empty
        for name in view.names:
            numbers[name + 1] = 0
        sums: list[list[float]] = np.add.accumulate(self._table.take(numbers, axis=0)).tolist()
        return sums


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
        plus, minus = columns[:split]
        full = (line.split("\t") for line in lines[1:])
        rows = {key: values + [""] * (len(columns) - len(values)) for key, *values in full}
        slope, offset = (float(value) for value in rows.pop("calibration", ["1", "0"])[:2])
        bias = [float(value or 0) for value in rows.pop("bias")]
        return Weights(
            signs=(int(plus), int(minus)),
            bias=(bias[0], bias[1]),
            weights={
                key: (float(values[0] or 0), float(values[1] or 0))
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
    """The scores that the words of one sentence add, summed up so that each pair costs a few additions only."""

    def __init__(self, view: View, model: Weights) -> None:
        """Sum the weights of the sentence's words from its beginning, for each way in which a word can stand."""
        self._model = model
        self._view = view
        self._sums = model.words.running(view)
        self._sides: dict[tuple[str, int, object], Two] = {}
        self._by_reach: dict[Reach, dict[str, Two]] = {}
        plus, minus = _sum(model.weights[name] for name in view.setting() if name in model.weights)
        words = self._sums[-1]
        self._shared = (model.bias[0] + plus + words[0], model.bias[1] + minus + words[1])

    def score(self, pair: Pair) -> Two:
        """Return the log-odds of each sign for a pair."""
        model, view, table = self._model, self._view, self._model.weights
        plus, minus = self._shared
        rows = self._cues(pair.reach).copy()
        for name in view.rules(pair.source, pair.target):
            if name in table:
                rows[name] = table[name]
        adding = [*rows.values(), *(model.sums[part] for part in view.whole(pair)), *self._words(pair)]
        for more, less in (*adding, self._side("s", pair.first, pair), self._side("t", pair.second, pair)):
            plus += more
            minus += less
        return plus, minus

    def _cues(self, reach: Reach) -> dict[str, Two]:
        """Return what the cues add; pairs that the same two phrases name share it."""
        found = self._by_reach.get(reach)
        if found is None:
            found = self._by_reach[reach] = {}
            for part in self._view.cues(reach):
                found.update(self._model.parts[part])
        return found

    def _words(self, pair: Pair) -> Iterator[Two]:
        """Yield what the words between, before and behind the two actors add."""
        low, high, order = pair.reach
        behind = max(high, 0)
        yield self._range(_ORDERS[order], low + 1, max(high, low + 1))
        yield self._range(_P, max(low - WINDOW, 0), low + 1)
        yield self._range(_Q, behind, min(behind + WINDOW + 1, len(self._sums) - 1))

    def _range(self, way: int, start: int, end: int) -> Two:
        first, last = self._sums[start], self._sums[end]
        return last[way] - first[way], last[way + 1] - first[way + 1]

    def _side(self, side: str, phrase: Phrase | None, pair: Pair) -> Two:
        voice = self._view.voice(phrase, pair)
        key = (side, -1 if phrase is None else phrase.core, voice)
        found = self._sides.get(key)
        if found is None:
            table = self._model.weights
            names = self._view.side(side, phrase, voice)
            found = self._sides[key] = _sum(table[name] for name in names if name in table)
        return found


def _sum(rows: Iterable[Two]) -> Two:
    plus = minus = 0.0
    for more, less in rows:
        plus += more
        minus += less
    return plus, minus


def status_likelihoods(features: Iterable[str], shared: Sequence[float], model: Weights) -> tuple[float, ...]:
    """Return how likely each status is for a cue with these features; shared is what is added to all of them."""
    return tuple(map(likelihood, status_sums(features, shared, model)))


def status_sums(features: Iterable[str], start: Sequence[float], model: Weights) -> list[float]:
    """Return what features add to the log-odds of each status, on top of what is always added."""
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
