"""Queries are answered in a process of their own, which can be ended."""

import json
import os
import queue
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import RLock, Timer
from types import TracebackType
from typing import Any, Self

from kg import errors
from kg.errors import KgError, LimitError, QueryError, StoreError
from kg.rdf.results import Cell, Result
from kg.stores.limits import Limits
from kg.stores.oxigraph import state

__all__ = ["Limits", "Pool", "Worker"]

_USUAL = Limits()
_PATIENCE = 60.0  # seconds until a process has opened its store
_TRIES = 12  # to read a store that another process writes to
_WORTH = 5  # times as long as it took to open the store a process is used, though the store has changed
# The process looks for packages where this one does, and takes no settings from the user's environment.
_CLOSED = "what answers queries was closed before the answer; ask again when it is open"
_NO_MEMORY = (-6, -9)  # SIGABRT: how the engine ends where there is no more; SIGKILL: how the system ends it
_ALARM = 14  # SIGALRM: the process itself, had we forgotten
_RUN = "import sys; sys.path[:] = sys.argv[2:]; from kg.queries import guard; guard.main(sys.argv[1])"


class Worker:
    """A process that answers queries over `oxigraph:DIR`, one at a time.

    It cannot write to the store or open files and connections, and is ended when a query takes more than it may. It
    sees the store as it is when asked; while another process goes on writing, as it was some seconds before.
    """

    def __init__(self, store: str, limits: Limits = _USUAL) -> None:
        """Start the process without waiting for it.

        Raises StoreError if the store is none on disk; that it cannot be opened, the first question tells.
        """
        kind, _, directory = store.partition(":")
        if kind != "oxigraph":
            raise StoreError(f"{store}: a worker opens stores on disk only; write oxigraph:DIR")
        self._directory = directory
        self._where = Path.cwd()
        self._limits = limits
        self._state = state(self._where / self._directory)
        self._process = _Process(directory, self._where)
        self._is_closed = False
        self._lock = RLock()

    def ask(self, sparql: str, bindings: Mapping[str, Cell] | None = None, limits: Limits | None = None) -> Result:
        """Answer a query, within the worker's own limits if no others are given.

        Raises QueryError if it is not valid or is refused, LimitError if it took too much time or memory, StoreError
        if the store cannot be read.
        """
        limits = limits or self._limits
        question = {"sparql": sparql, "bindings": dict(bindings or {}), "limits": limits}
        with self._lock:
            for _ in range(_TRIES):
                self.wait()
                reply = self._process.ask(question, limits)
                # What is written meanwhile may take away a file that was not open yet.
                if reply.get("error") != "StoreError" or state(self._where / self._directory) == self._state:
                    break
                self._process.end()
            if reply["last"]:
                self._process.end()
        _raise(reply)
        return _result(reply)

    query = ask

    def wait(self) -> None:
        """Wait until the process has opened the store; it begins anew if it has ended or the store has changed.

        Raises StoreError if the store cannot be opened.
        """
        now = state(self._where / self._directory)
        # To open a store beside a writer takes up to seconds, and each moment it has changed again.
        is_due = self._process.has_ended or (now != self._state and self._process.is_old)
        if is_due and not self._is_closed:
            self._process.end()
            self._state = now
            self._process = _Process(self._directory, self._where)
        if self._is_closed:
            raise LimitError(_CLOSED)
        self._process.wait()

    def close(self) -> None:
        """End the process; a thread that waits for its answer gets LimitError."""
        self._is_closed = True
        self._process.close()
        with self._lock:
            self._process.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Pool:
    """Several workers over one store, for threads that ask at the same time."""

    def __init__(self, store: str, workers: int = 2, limits: Limits = _USUAL) -> None:
        """Start the workers without waiting for them."""
        self._limits = limits
        self._workers = tuple(Worker(store, limits) for _ in range(workers))
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._free.put(worker)

    def ask(self, sparql: str, bindings: Mapping[str, Cell] | None = None, limits: Limits | None = None) -> Result:
        """Answer a query by the next worker that is free.

        Raises what `Worker.ask` raises, and LimitError if none is free for as long as a query may take.
        """
        limits = limits or self._limits
        try:
            worker = self._free.get(timeout=limits.seconds)
        except queue.Empty:
            message = f"all {len(self._workers)} workers were busy for {limits.seconds:g} seconds; ask again later"
            raise LimitError(message) from None
        try:
            return worker.ask(sparql, bindings, limits)
        finally:
            self._free.put(worker)

    query = ask

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        """Wait for one worker: a store that cannot be opened is told before anything is asked."""
        try:
            self._workers[0].wait()
        except KgError:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Process:
    """The process of a worker: what is sent to it and read from it are lines of JSON."""

    def __init__(self, directory: str, where: Path) -> None:
        if not sys.executable:
            raise StoreError(f"oxigraph:{directory}: no Python to start a worker with; ask the open store instead")
        paths = [str(Path(__file__).parents[2]), *sys.path]
        self._popen = subprocess.Popen(  # noqa: S603  our own code, and data as arguments
            [sys.executable, "-I", "-S", "-c", _RUN, directory, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=where,
            env={**os.environ, "RUST_BACKTRACE": "0"},  # to write one takes seconds, and files that it cannot open
        )
        assert self._popen.stdin  # noqa: S101  for mypy
        assert self._popen.stdout  # noqa: S101
        self._asked, self._told = self._popen.stdin, self._popen.stdout
        self._directory = directory
        self._is_ready = False
        self._is_late = self._is_closed = False
        self._since = self._took = 0.0

    @property
    def has_ended(self) -> bool:
        return self._popen.poll() is not None

    @property
    def is_old(self) -> bool:
        """Tell whether it has been used long enough for what it took to start it."""
        return self._is_ready and time.monotonic() - self._since > self._took * _WORTH

    def wait(self) -> None:
        """Wait until it has opened the store."""
        if self._is_ready:
            return
        begun = time.monotonic()
        reply = self._read(_PATIENCE)
        if reply is None:
            if self._is_closed:
                raise LimitError(_CLOSED)
            message = f"oxigraph:{self._directory}: the worker did not start ({self._popen.returncode}); try again"
            raise StoreError(message)
        if "error" in reply:
            self.end()
            _raise(reply)
        self._is_ready = True
        self._since = time.monotonic()
        self._took = self._since - begun

    def ask(self, question: dict[str, Any], limits: Limits) -> dict[str, Any]:
        """Return the reply to a question; where there is none, raise why."""
        with suppress(OSError):  # it has just ended: then there is no reply
            self._asked.write(json.dumps(question).encode() + b"\n")
            self._asked.flush()
        reply = self._read(limits.seconds)
        if reply is None:
            raise self._fate(limits)
        return reply

    def _read(self, seconds: float) -> dict[str, Any] | None:
        """Return what the process says next, or None if it says nothing for so long, or ends; then it is ended."""
        timer = Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        line = b""
        try:
            line = self._told.readline()
        finally:  # Ctrl-C too
            timer.cancel()
            if not line.endswith(b"\n"):
                self.end()
        return json.loads(line) if line.endswith(b"\n") else None

    def _expire(self) -> None:
        self._is_late = True
        self._popen.kill()

    def _fate(self, limits: Limits) -> KgError:
        """Return why the process ended in the middle of a query."""
        code = self._popen.returncode
        if self._is_closed:
            return LimitError(_CLOSED)
        if self._is_late or code == -_ALARM:
            return LimitError(f"the query took more than {limits.seconds:g} seconds; make it narrower, or allow more")
        if code in _NO_MEMORY:
            size = f"{limits.memory / (1 << 20):,.0f} MiB"
            return LimitError(f"the query took more than {size} of memory; make it narrower, or allow more")
        return QueryError(
            f"the engine broke down over the query ({code}): perhaps it is nested too deep; make it simpler"
        )

    def close(self) -> None:
        """End the process; who waits for its answer is told."""
        self._is_closed = True
        self._popen.kill()

    def end(self) -> None:
        """End the process at once."""
        self._popen.kill()
        self._popen.wait()
        self._told.close()
        with suppress(OSError):  # what it did not read any more
            self._asked.close()


def _raise(reply: dict[str, Any]) -> None:
    if "error" in reply:
        raise getattr(errors, reply["error"])(reply["message"])


def _result(reply: dict[str, Any]) -> Result:
    rows = tuple(tuple(cell and Cell(*cell) for cell in row) for row in reply["rows"])
    return Result(tuple(reply["columns"]), rows, reply["truth"], reply["triples"], reply["cut"])
