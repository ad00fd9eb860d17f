"""The engines that run work, in one process or many."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Lost(NamedTuple):
    """Stands for the result of an item whose worker died of it, so that the other items are done all the same."""

    reason: str


class Executor(Protocol):
    """Applies a function to items: one result for each, in order, a bounded number of items under way.

    What the function raises is raised here; a worker that dies gives Lost.
    """

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Lost]:
        """Yield function(item) for each item, in order."""
