"""The learning behind bench/train.py: log-linear models of words, and a forest over what they and the rules say.

The forest learns from what the log-linear models say of articles that they have not seen, as it will when it is used.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extractors.rules import Rules
from kg.model import Knowledge
from kg.relations import forest, scorer
from kg.relations.judging import COLUMNS, FLOOR, Model

SIGNS = (1, -1)
STATUSES = ("actual", "intended", "denied")
OUTPUTS = ("kind", "sign")
STRENGTH = {"sign": 0.02, "status": 0.05}  # inverse of the L2 penalties; best in cross-validation
SMALLEST = {"sign": 0.005, "status": 0.01}  # weights nearer to 0 are left out
RAREST = 4  # rows in which a feature must occur
PARTS = 4  # in which the articles are divided for what the forest learns from
TREES: Mapping[str, Any] = {
    "n_estimators": 120,
    "learning_rate": 0.08,
    "num_leaves": 20,
    "max_depth": 6,
    "min_child_samples": 20,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "reg_lambda": 5.0,
    "random_state": 0,
    "n_jobs": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two actors of a sentence: features with their values, the signs under which it relates them."""

    features: Mapping[str, float]
    signs: frozenset[int]


@dataclass(frozen=True, slots=True)
class HitRow:
    """A cue of a sentence: the features of its status."""

    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TripleRow:
    """A cue with two actors: places of their rows, its sign, whether the rules read the pair, numbers, what holds.

    `statuses` are those in which its kind holds, `holds` tells whether its sign does.
    """

    pair: int
    hit: int
    sign: int
    ruled: bool
    numbers: tuple[float, ...]
    statuses: frozenset[str]
    holds: bool


@dataclass(frozen=True, slots=True)
class Article:
    """What is learned from one article."""

    fold: int | None
    pairs: Sequence[PairRow]
    hits: Sequence[HitRow]
    triples: Sequence[TripleRow]


class Trained(Rules):
    """The extractor with a scorer of our own."""

    def __init__(self, model: Model, base: Knowledge) -> None:
        """Take the scorer in the place of the one that is shipped."""
        super().__init__(knowledge=base)
        self._model = lambda language: model  # type: ignore[assignment]


class Linear:
    """A log-linear model for each of some classes, over features by name."""

    def __init__(self, rows: Sequence[Mapping[str, float]], task: str) -> None:
        """Take the rows that are learned from; features that are rare among them are left out."""
        from sklearn.feature_extraction import DictVectorizer

        counts = Counter(feature for row in rows for feature in row)
        kept = [{name: value for name, value in row.items() if counts[name] >= RAREST} for row in rows]
        self._vectors = DictVectorizer(sort=True)
        self._matrix = self._vectors.fit_transform(kept)
        self._task = task
        self._models: dict[str, tuple[float, Any]] = {}

    def fit(self, classes: Sequence[str], holds: Callable[[int, str], bool]) -> "Linear":
        """Learn each class apart; holds tells whether a row is of a class."""
        from sklearn.linear_model import LogisticRegression

        for each in classes:
            model = LogisticRegression(C=STRENGTH[self._task], max_iter=1000)
            model.fit(self._matrix, [holds(row, each) for row in range(self._matrix.shape[0])])
            self._models[each] = (float(model.intercept_[0]), model.coef_[0])
        return self

    def columns(self) -> Iterator[tuple[str, float, dict[str, float]]]:
        """Yield each class with its bias and the weights of its features."""
        names = self._vectors.get_feature_names_out()
        least = SMALLEST[self._task]
        for each, (bias, weights) in self._models.items():
            yield (
                each,
                bias,
                {str(name): float(weight) for name, weight in zip(names, weights, strict=True) if abs(weight) >= least},
            )


def fit(articles: Sequence[Article], calibration: tuple[float, float] = (1.0, 0.0)) -> Model:
    """Train on articles and return what the extractor uses."""
    weights, trees = tables(articles, calibration)
    return Model(scorer.parse(weights, "weights"), forest.parse(trees, "forest"))


def tables(articles: Sequence[Article], calibration: tuple[float, float]) -> tuple[str, str]:
    """Train on articles and return the table of weights and the table of trees."""
    rows: list[tuple[float, ...]] = []
    triples: list[TripleRow] = []
    for part in range(PARTS):
        seen = [each for number, each in enumerate(articles) if number % PARTS != part]
        model = scorer.parse(_weights(seen), "weights")
        for article in articles[part::PARTS]:
            for triple, numbers in _judged(article, model):
                triples.append(triple)
                rows.append(numbers)
    trees = _trees(np.array(rows), triples)
    slope, offset = calibration
    return _weights(articles) + f"calibration\t{slope:.3f}\t{offset:.3f}\n", trees


def _judged(article: Article, model: scorer.Weights) -> Iterator[tuple[TripleRow, tuple[float, ...]]]:
    """Yield the triples that are looked at, with their numbers and what the log-linear models say of them."""
    likely = [_likelihoods(row.features, model) for row in article.pairs]
    statuses = [scorer.status_likelihoods(row.features, list(model.status_bias), model) for row in article.hits]
    for each in article.triples:
        pair = likely[each.pair]
        if max(pair.values()) >= FLOOR or each.ruled:
            yield each, (*each.numbers, pair[each.sign], pair[-each.sign], *statuses[each.hit])


def _likelihoods(features: Mapping[str, float], model: scorer.Weights) -> dict[int, float]:
    sums = list(model.bias)
    for name, value in features.items():
        for index, weight in enumerate(model.weights.get(name, ())):
            sums[index] += weight * value
    return dict(zip(model.signs, map(scorer.likelihood, sums), strict=True))


def _weights(articles: Sequence[Article]) -> str:
    """Return the table of the log-linear models of signs and statuses."""
    pairs = [row for each in articles for row in each.pairs]
    words = [row.features for row in pairs]
    signs = Linear(words, "sign").fit([str(sign) for sign in SIGNS], lambda row, sign: int(sign) in pairs[row].signs)
    moods, labels = _moods(articles)
    statuses = Linear(moods, "status").fit(STATUSES, lambda row, status: status in labels[row])
    return _table([list(signs.columns()), list(statuses.columns())])


def _moods(articles: Iterable[Article]) -> tuple[list[Mapping[str, float]], list[frozenset[str]]]:
    """Return the cues that tell a relation of their kind, once for each pair, and the statuses that it has."""
    moods: list[Mapping[str, float]] = []
    labels: list[frozenset[str]] = []
    for article in articles:
        for each in article.triples:
            if each.statuses:
                moods.append(dict.fromkeys(article.hits[each.hit].features, 1.0))
                labels.append(each.statuses)
    return moods, labels


def _table(blocks: Sequence[Sequence[tuple[str, float, dict[str, float]]]]) -> str:
    columns: list[tuple[str, float, dict[str, float]]] = []
    for block in blocks:
        columns += [("|", 0.0, {}), *block] if columns else block
    names = sorted({name for _, _, weights in columns for name in weights})
    lines = [
        "\t".join(["feature", *(name for name, _, _ in columns)]),
        "\t".join(["bias", *("" if name == "|" else f"{bias:.3f}" for name, bias, _ in columns)]),
    ]
    for name in names:
        values = [f"{weights[name]:.3f}" if name in weights else "" for _, _, weights in columns]
        lines.append("\t".join([name, *values]).rstrip("\t"))
    return "\n".join(lines) + "\n"


def _trees(rows: NDArray[np.float64], triples: Sequence[TripleRow]) -> str:
    """Return the table of the forest: how likely a cue relates two actors in its kind, and in its sign."""
    from lightgbm import LGBMClassifier

    lines = ["\t".join(COLUMNS)]
    labels = {"kind": [bool(each.statuses) for each in triples], "sign": [each.holds for each in triples]}
    for output in OUTPUTS:
        model = LGBMClassifier(**TREES).fit(rows, labels[output])
        lines.append(f"= {output}")
        trees = model.booster_.dump_model()["tree_info"]
        lines += ["\t".join(_nodes(tree["tree_structure"])) for tree in trees]
    return "\n".join(lines) + "\n"


def _nodes(node: Mapping[str, Any]) -> Iterator[str]:
    if "leaf_value" in node:
        yield f"{node['leaf_value']:.4g}"
        return
    yield f"{node['split_feature']} {node['threshold']:.6g}"
    yield from _nodes(node["left_child"])
    yield from _nodes(node["right_child"])
