"""Work is run in several processes of this machine."""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing.synchronize import Barrier
from threading import Thread
from typing import Generic

from kg.errors import KgError, PluginError
from kg.executors import Item, Lost, Result

_AHEAD = 4  # items under way for each process: enough to keep them busy, few enough to bound memory
_PATIENCE = 120  # seconds until all processes have started
_DIED = "the process that worked on it died, perhaps for lack of memory"


class Local:
    """Applies the function in N processes; function, items and results must be picklable."""

    def __init__(self, argument: str = "") -> None:
        """Take the number of processes, by default one for each core.

        Raises PluginError if it is no positive number.
        """
        if argument and not (argument.isascii() and argument.isdigit() and int(argument) > 0):
            raise PluginError(f"local:{argument}: is no number of processes; write local:2, say")
        self._processes = int(argument) if argument else os.cpu_count() or 1

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Lost]:
        """Yield function(item) for each item, in order; an item of which a process dies gives Lost.

        Raises KgError if no process can be started.
        """
        run = _Run(function, self._processes)
        try:
            for item in items:
                run.submit(item)
                if run.is_full:
                    yield run.first()
            while run.under_way:
                yield run.first()
        finally:
            run.close()


class _Run(Generic[Item, Result]):
    """Items under way in a pool of processes, which is made anew when a process has died."""

    def __init__(self, function: Callable[[Item], Result], processes: int) -> None:
        self._function = function
        self._processes = processes
        self._pool = _pool(processes)
        self.under_way: deque[tuple[Item, Future[Result] | Future[Result | Lost]]] = deque()

    @property
    def is_full(self) -> bool:
        return len(self.under_way) >= self._processes * _AHEAD

    def submit(self, item: Item) -> None:
        try:
            self.under_way.append((item, self._pool.submit(_work, self._function, item)))
        except BrokenProcessPool as error:  # a process has died since the last result was taken
            broken: Future[Result] = Future()
            broken.set_exception(error)
            self.under_way.append((item, broken))

    def first(self) -> Result | Lost:
        """Wait for the oldest item and return its result."""
        if isinstance(self.under_way[0][1].exception(), BrokenProcessPool):
            self._recover()
        return self.under_way.popleft()[1].result()

    def _recover(self) -> None:
        """Find the item of which a process died, and begin again behind it.

        With the pool all items under way are lost, and nothing says which of them was its end: each is run alone.
        """
        waiting = list(self.under_way)
        self.under_way.clear()
        self._restart(1)
        found = False
        for item, future in waiting:
            if future.done() and not isinstance(future.exception(), BrokenProcessPool):
                self.under_way.append((item, future))
                continue
            self.submit(item)
            alone = self.under_way[-1][1]
            if not found and isinstance(alone.exception(), BrokenProcessPool):
                found = True
                lost: Future[Result | Lost] = Future()
                lost.set_result(Lost(_DIED))
                self.under_way[-1] = (item, lost)
                self._restart(self._processes)
        if not found:
            self._restart(self._processes)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _restart(self, processes: int) -> None:
        self.close()
        self._pool = _pool(processes)


def _pool(processes: int) -> ProcessPoolExecutor:
    """Start processes, and wait until they work.

    They are spawned, not forked: a fork would copy locks that threads of libraries hold. All are started before there
    is work: a pool that breaks while it starts a further process waits for that one for ever (Python 3.11).
    """
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(processes)
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(together,))
    try:
        for ready in [pool.submit(os.getpid) for _ in range(processes)]:
            ready.result()
    except BrokenProcessPool as error:
        message = "no worker process can be started; a script of your own must begin its work under if __name__ =="
        raise KgError(f'{message} "__main__"') from error
    return pool


def settling(function: Callable[[Item], Result]) -> Callable[[Item], Result]:
    """Return the function so that whatever is loaded when it is first done is left out of collections of garbage.

    It is kept to the end, and to look through it again and again costs a tenth of the time. That is only for a process
    of our own, the command or a worker: in the process of a user who calls the library it would be a surprise.
    """

    def settled(item: Item) -> Result:
        result = function(item)
        _settle()
        return result

    return settled


@cache  # once in a process; to ask the collector instead would make it count all that it leaves out, each time
def _settle() -> None:
    gc.freeze()


def _work(function: Callable[[Item], Result], item: Item) -> Result:
    """Apply the function in a worker process."""
    return settling(function)(item)


def _begin(together: Barrier) -> None:
    """Prepare a worker process: it heeds its parent only, ends with it, and works when all are there."""
    # Ctrl-C goes to all processes of a terminal; the one that the user started decides what is to be done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A parent that was killed says nothing; its workers would wait for work for ever.
    Thread(target=_end_with_parent, daemon=True).start()
    together.wait(_PATIENCE)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
