"""Work is run in this process, one item after the other."""

from collections.abc import Callable, Iterable, Iterator

from kg.errors import PluginError
from kg.executors import Item, Lost, Result


class Serial:
    """Applies the function as results are asked for."""

    def __init__(self, argument: str = "") -> None:
        """Take no argument.

        Raises PluginError if one is given.
        """
        if argument:
            raise PluginError(f"serial:{argument}: takes no argument; write serial, or local:N for N processes")

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Lost]:
        """Yield function(item) for each item, in order."""
        return map(function, items)
