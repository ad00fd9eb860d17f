"""Lines that are too many for the memory are put in order through temporary files."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from typing import IO

from kg.errors import StoreError

MOST = 200_000  # lines that are held in memory, some 50 MB of quads


def merged(chunks: Iterable[str], *, most: int = MOST) -> Iterator[str]:
    """Yield the lines of all chunks of text in order, each once.

    No more is held in memory than `most` lines and one chunk; what is beyond goes to temporary files.

    Raises StoreError if there is no room for these.
    """
    with ExitStack() as open_files:
        runs: list[IO[bytes]] = []
        held: list[str] = []
        for chunk in chunks:
            held += (line for line in chunk.split("\n") if line)
            if len(held) >= most:
                runs.append(open_files.enter_context(_spilt(held)))
                held = []
        held.sort()
        previous = None
        for line in heapq.merge(held, *map(_read, runs)):
            if line != previous:
                yield line
            previous = line


def _spilt(lines: list[str]) -> IO[bytes]:
    """Return a temporary file with the lines in order, rewound."""
    lines.sort()
    file = tempfile.TemporaryFile(prefix="kg-")  # noqa: SIM115  whoever calls closes it
    try:
        file.writelines(f"{line}\n".encode() for line in lines)
        file.seek(0)
    except OSError as error:
        with suppress(OSError):  # closing writes what is held back, and fails again
            file.close()
        where = tempfile.gettempdir()
        raise StoreError(
            f"{where}: has no room for sorting ({error.strerror}); free space there, or name another folder in TMPDIR"
        ) from error
    return file


def _read(file: IO[bytes]) -> Iterator[str]:
    return (line[:-1].decode() for line in file)
