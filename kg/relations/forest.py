"""A forest of decision trees, trained elsewhere and read from a small table, tells how likely a triple is."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAF = -1  # in place of the number of a feature


class Forest(NamedTuple):
    """Trees in one table of nodes: a row goes on to `low` where its feature is at most the limit, else one on.

    A leaf has its value in place of the limit. `outputs` gives the name of each output, the first nodes of its trees
    and the depth of the deepest.
    """

    features: tuple[str, ...]
    feature: "NDArray[np.int32]"
    limit: "NDArray[np.float64]"
    low: "NDArray[np.int32]"
    outputs: tuple[tuple[str, "NDArray[np.int32]", int], ...]


@cache
def forest(language: str) -> Forest | None:
    """Read the trained forest of a language; None where none was trained.

    Raises KnowledgeError if the file is not well formed.
    """
    file = files("kg.lang").joinpath(language, "forest.tsv")
    return parse(file.read_text(encoding="utf-8"), str(file)) if file.is_file() else None


def parse(text: str, name: str) -> Forest:
    """Read a forest: the names of features, then for each output a line "= name" and a line for each tree.

    A tree is its nodes in the order of a walk that takes the lower branch first: "feature limit" or "value".

    Raises KnowledgeError if it is no such table.
    """
    import numpy as np

    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    feature: list[int] = []
    limit: list[float] = []
    low: list[int] = []
    outputs: list[tuple[str, list[int], int]] = []
    try:
        names = tuple(lines[0].split("\t"))
        for line in lines[1:]:
            if line.startswith("= "):
                outputs.append((line[2:], [], 0))
                continue
            output, roots, depth = outputs[-1]
            roots.append(len(feature))
            depth = max(depth, _grow(line.split("\t"), feature, limit, low))
            outputs[-1] = (output, roots, depth)
    except (IndexError, ValueError) as error:
        raise KnowledgeError(f"{name}: not a table of trees ({error}); train it anew or reinstall") from error
    return Forest(
        names,
        np.array(feature, np.int32),
        np.array(limit, np.float64),
        np.array(low, np.int32),
        tuple((output, np.array(roots, np.int32), depth) for output, roots, depth in outputs),
    )


def _grow(nodes: Sequence[str], feature: list[int], limit: list[float], low: list[int]) -> int:
    """Add a tree to the table, the two branches of each node beside each other, and return its depth."""
    walk = iter(nodes)
    start = len(feature)
    _reserve(1, feature, limit, low)
    waiting = [(start, 0)]
    deepest = 0
    while waiting:
        place, depth = waiting.pop()
        deepest = max(deepest, depth)
        parts = next(walk).split(" ")
        if len(parts) == 1:
            feature[place], limit[place], low[place] = _LEAF, float(parts[0]), place
            continue
        feature[place], limit[place], low[place] = int(parts[0]), float(parts[1]), len(feature)
        _reserve(2, feature, limit, low)
        waiting += [(low[place] + 1, depth + 1), (low[place], depth + 1)]
    return deepest


def _reserve(count: int, feature: list[int], limit: list[float], low: list[int]) -> None:
    feature.extend([_LEAF] * count)
    limit.extend([0.0] * count)
    low.extend([0] * count)


def likelihoods(rows: Sequence[Sequence[float]], model: Forest) -> list[list[float]]:
    """Return for each output the probability of every row, whose numbers stand in the order of the features."""
    import numpy as np

    table = np.asarray(rows, np.float64)
    lines = np.arange(len(table))[:, None]
    found = []
    for _, roots, depth in model.outputs:
        node = np.broadcast_to(roots, (len(table), len(roots)))
        for _ in range(depth):
            feature = model.feature[node]
            above = table[lines, feature] > model.limit[node]
            node = np.where(feature == _LEAF, node, model.low[node] + above)
        scores = model.limit[node].sum(axis=1)
        found.append((1 / (1 + np.exp(-scores))).tolist())
    return found
