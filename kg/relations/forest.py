"""A forest of decision trees, trained elsewhere and read from a small table, tells how likely a triple is."""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KnowledgeError

if TYPE_CHECKING:
    from array import array

    import numpy as np
    from numpy.typing import NDArray

_NEVER = (0, math.inf)  # the test of a leaf: no number is above this limit
_AT_ONCE = 128  # rows looked at together: their tables stay in the cache of the processor


class Forest(NamedTuple):
    """Trees in one table of nodes: a row goes on to `low` where it does not pass the node's test, else to the next.

    `test` is the number of a node's test: whether the feature `tested` is above the one of `limits`. A leaf leads to
    itself by a test that no row passes, and has its `value`. `outputs` gives the name of each output and how many of
    the trees are its own.
    """

    features: tuple[str, ...]
    tested: "NDArray[np.intp]"
    limits: "NDArray[np.float64]"
    test: "NDArray[np.intp]"
    low: "NDArray[np.intp]"
    value: "NDArray[np.float64]"
    roots: "NDArray[np.intp]"
    depth: int
    outputs: tuple[tuple[str, int], ...]


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
    nodes = _Nodes()
    outputs: list[str] = []
    trees: list[int] = []
    roots: list[int] = []
    try:
        names = tuple(lines[0].split("\t"))
        for line in lines[1:]:
            if line.startswith("= "):
                outputs.append(line[2:])
                trees.append(0)
                continue
            trees[-1] += 1
            roots.append(len(nodes.test))
            nodes.grow(line.split("\t"))
        if any(not 0 <= feature < len(names) for feature, _ in nodes.tests):
            raise ValueError("a number of a feature that is not named")
    except (IndexError, ValueError, StopIteration) as error:
        raise KnowledgeError(f"{name}: not a table of trees ({error}); train it anew or reinstall") from error
    return Forest(
        names,
        np.array([feature for feature, _ in nodes.tests], np.intp),
        np.array([limit for _, limit in nodes.tests], np.float64),
        np.array(nodes.test, np.intp),
        np.array(nodes.low, np.intp),
        np.array(nodes.value, np.float64),
        np.array(roots, np.intp),
        nodes.depth,
        tuple(zip(outputs, trees, strict=True)),
    )


class _Nodes:
    """The nodes of trees as they are read, the two branches of each beside each other."""

    def __init__(self) -> None:
        self.tests: dict[tuple[int, float], int] = {_NEVER: 0}
        self.test: list[int] = []
        self.low: list[int] = []
        self.value: list[float] = []
        self.depth = 0

    def grow(self, nodes: Sequence[str]) -> None:
        """Add a tree."""
        walk = iter(nodes)
        waiting = [(len(self.test), 0)]
        self._reserve(1)
        while waiting:
            place, depth = waiting.pop()
            self.depth = max(self.depth, depth)
            parts = next(walk).split(" ")
            if len(parts) == 1:
                self.low[place], self.value[place] = place, float(parts[0])
                continue
            test = (int(parts[0]), float(parts[1]))
            self.test[place], self.low[place] = self.tests.setdefault(test, len(self.tests)), len(self.test)
            waiting += [(self.low[place] + 1, depth + 1), (self.low[place], depth + 1)]
            self._reserve(2)

    def _reserve(self, count: int) -> None:
        self.test.extend([0] * count)
        self.low.extend([0] * count)
        self.value.extend([0.0] * count)


def likelihoods(rows: Sequence["array[float]"], model: Forest) -> list[list[float]]:
    """Return for each output the probability of every row, whose numbers stand in the order of the features."""
    found: list[list[float]] = [[] for _ in model.outputs]
    for start in range(0, len(rows), _AT_ONCE):
        for whole, part in zip(found, _some(rows[start : start + _AT_ONCE], model), strict=True):
            whole.extend(part)
    return found


def _some(rows: Sequence["array[float]"], model: Forest) -> Iterator[list[float]]:
    """Walk all trees of all outputs at once, one level of all of them in each turn."""
    import numpy as np

    numbers = np.frombuffer(b"".join(rows), np.float64).reshape(len(rows), len(model.features))
    # Whether a row is above a limit is worked out once for each limit, though many nodes ask for it.
    above = (numbers.take(model.tested, axis=1) > model.limits).ravel()
    start = np.arange(0, above.size, len(model.limits))[:, None]
    node = np.broadcast_to(model.roots, (len(rows), len(model.roots)))
    for _ in range(model.depth):
        place = model.test.take(node)
        place += start
        node = model.low.take(node)
        node += above.take(place)
    leaves = model.value.take(node)
    first = 0
    for _, trees in model.outputs:
        scores = leaves[:, first : first + trees].sum(axis=1)
        yield (1 / (1 + np.exp(-scores))).tolist()
        first += trees
