"""What runs in a worker's process: it opens a store, gives up files and network, and answers queries."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import IO, Any

from kg.errors import KgError
from kg.queries import confinement
from kg.rdf.results import Cell
from kg.stores.limits import Limits, refuse
from kg.stores.oxigraph import OxigraphStore, reading

if sys.platform != "win32":
    import resource

_AT_ONCE = 16  # files that the engine opens with a store
_GRACE = 1.0  # seconds after which a process ends by itself whose parent, which should have ended it, is gone
_SWOLLEN = 4  # a process that keeps more than one in so many parts of what a query may take begins anew
_LEAST = 64 << 20  # bytes of memory that a query has, however little it may take

Message = dict[str, Any]  # Any: JSON


def main(directory: str) -> None:
    """Answer the queries that come as lines of JSON on standard input, one by one, until it ends."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the parent decides
    sizes = _Sizes()
    try:
        store = _opened(directory)
    except KgError as error:
        _tell(told, _error(error))
        return
    _tell(told, {})
    own = sizes.held()
    for line in asked:
        question = json.loads(line)
        limits = Limits(*question["limits"])
        try:
            reply = _answer(store, question, limits, own)
            reply["last"] = sizes.held() - own > limits.memory // _SWOLLEN
            _tell(told, reply)
        except MemoryError:  # the engine ends so too
            os.abort()
        if reply["last"]:
            return


def _opened(directory: str) -> OxigraphStore:
    """Open a store, and give up everything else: what threads of the store would keep before, files after."""
    opened = confinement.Opened()
    confinement.raise_files()
    where = confinement.leave(directory)
    store = reading(directory, where=Path(where))
    files = {file.name for file in Path(where).iterdir() if file.suffix == ".sst"}
    if len(files) <= _AT_ONCE or files <= opened.names():  # else it opens some when they are first needed
        confinement.close_files()
    confinement.write_nothing()
    return store


def _answer(store: OxigraphStore, question: Message, limits: Limits, own: int) -> Message:
    try:
        _begin(limits, own)
        refuse(question["sparql"], nesting=limits.nesting)
        bindings = {name: Cell(*cell) for name, cell in question["bindings"].items()}
        return store.query(question["sparql"], bindings, limits=limits)._asdict()
    except KgError as error:
        return _error(error)
    finally:
        _end()


def _begin(limits: Limits, own: int) -> None:
    """Let the kernel end this process if it takes too much memory, or too long because its parent is gone."""
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        memory = max(limits.memory, own + _LEAST)
        memory = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, most))
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)


def _end() -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)


class _Sizes:
    """The file in which Linux tells how large this process is, opened while files can be."""

    def __init__(self) -> None:
        try:
            self._file = os.open("/proc/self/statm", os.O_RDONLY)
        except OSError:
            self._file = -1

    def held(self) -> int:
        """Return how many bytes of data this process holds, or 0 where nothing tells."""
        return int(os.pread(self._file, 200, 0).split()[5]) * resource.getpagesize() if self._file >= 0 else 0


def _error(error: KgError) -> Message:
    return {"error": type(error).__name__, "message": str(error)}


def _tell(told: IO[bytes], message: Message) -> None:
    told.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    told.flush()
