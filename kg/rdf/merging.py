"""Lines that are too many for the memory are put in order through temporary files."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

MOST = 200_000  # lines that are held in memory, some 50 MB of quads


def merged(chunks: Iterable[str], *, most: int = MOST) -> Iterator[str]:
    """Yield the lines of all chunks of text in order, each once.

    No more is held in memory than `most` lines and one chunk; what is beyond goes to temporary files.
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
    file = tempfile.TemporaryFile(prefix="kg-")  # noqa: SIM115  whoever calls closes it
    lines.sort()
    file.writelines(f"{line}\n".encode() for line in lines)
    file.seek(0)
    return file


def _read(file: IO[bytes]) -> Iterator[str]:
    return (line[:-1].decode() for line in file)
