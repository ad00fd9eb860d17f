"""Work is run in several processes of this machine."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from kg.errors import KgError, PluginError
from kg.executors import Item, Result

_AHEAD = 4  # items under way for each process: enough to keep them busy, few enough to bound memory


class Local:
    """Applies the function in N processes; function and items must be picklable."""

    def __init__(self, argument: str = "") -> None:
        """Take the number of processes, by default one for each core.

        Raises PluginError if it is no positive number.
        """
        if argument and not (argument.isascii() and argument.isdigit() and int(argument) > 0):
            raise PluginError(f"local:{argument}: is no number of processes; write local:2, say")
        self._processes = int(argument) if argument else os.cpu_count() or 1

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield function(item) for each item, in order.

        Raises KgError if a process dies.
        """
        # Spawned, not forked: a fork would copy locks that threads of libraries hold.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self._processes, mp_context=context) as pool:
            under_way: deque[Future[Result]] = deque()
            try:
                for item in items:
                    under_way.append(pool.submit(function, item))
                    if len(under_way) >= self._processes * _AHEAD:
                        yield under_way.popleft().result()
                while under_way:
                    yield under_way.popleft().result()
            except BrokenProcessPool as error:
                raise KgError("a worker process died, perhaps for lack of memory; use fewer with local:N") from error
            finally:
                for each in under_way:
                    each.cancel()
