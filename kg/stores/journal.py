"""What was written since the last flush is kept beside a store, so that a power cut takes nothing that it held."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

NAME = "kg-journal"  # RocksDB leaves files alone whose names it does not know
_HEADER = 100_000  # bytes that the first line of an entry has at most: an id, and some numbers
_TOGETHER = 32  # entries after which the journal is made safe itself: one costs half as much as reading an article


class Entry(NamedTuple):
    """A change of an article: its new quads (None: it is removed), with all verdicts if they change too."""

    article: str
    nquads: str | None
    verdicts: str | None = None


class Journal:
    """The changes of a store since its last flush, each written before it is made."""

    def __init__(self, path: Path) -> None:
        """Open or make the journal in a file."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        self._end = os.fstat(self._file).st_size
        self._unsafe = 0

    @property
    def size(self) -> int:
        """Return how many bytes it holds."""
        return self._end

    def write(self, entry: Entry) -> int:
        """Add an entry; return the place to go back to if the change fails. Raises OSError if it cannot be written."""
        parts = [None if part is None else part.encode() for part in entry[1:]]
        data = b"".join(part or b"" for part in parts)
        header = {
            "article": entry.article,
            "bytes": [None if part is None else len(part) for part in parts],
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        whole = json.dumps(header).encode() + b"\n" + data + b"\n"
        before = self._end
        try:
            os.lseek(self._file, before, os.SEEK_SET)
            while whole:
                whole = whole[os.write(self._file, whole) :]
        except OSError:
            self.undo(before)
            raise
        self._end = os.lseek(self._file, 0, os.SEEK_CUR)
        self._unsafe += 1
        if self._unsafe >= _TOGETHER:
            os.fsync(self._file)
            self._unsafe = 0
        return before

    def undo(self, place: int) -> None:
        """Take out what was written from this place on."""
        os.ftruncate(self._file, place)
        self._end = place

    def clear(self) -> None:
        """Take out everything: the store holds it safely."""
        if self._end:
            self.undo(0)
        self._unsafe = 0

    def entries(self) -> Iterator[Entry]:
        """Yield what it holds, up to the first entry that is torn or damaged: what follows was never confirmed."""
        os.lseek(self._file, 0, os.SEEK_SET)
        with os.fdopen(os.dup(self._file), "rb") as file:
            while (entry := _entry(file)) is not None:
                yield entry

    def close(self) -> None:
        """Give the file back."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1

    def __del__(self) -> None:
        """Give the file back with a store that nobody closed."""
        self.close()


def _entry(file: BinaryIO) -> Entry | None:
    """Read one entry, None if there is no whole one."""
    try:
        header = json.loads(file.readline(_HEADER))
        lengths: list[int | None] = header["bytes"]
        data = file.read(sum(length or 0 for length in lengths))
        if hashlib.sha256(data).hexdigest() != header["sha256"] or file.read(1) != b"\n":
            return None
        first = lengths[0] or 0
        parts = (data[:first].decode(), data[first:].decode())
        nquads, verdicts = (None if length is None else part for length, part in zip(lengths, parts, strict=True))
        return Entry(header["article"], nquads, verdicts)
    except (ValueError, LookupError, TypeError):
        return None
