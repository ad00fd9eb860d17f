"""A file takes the place of an older one as a whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import InputError


@contextmanager
def placed(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside path that takes its place at the end; if anything fails, what was there stays."""
    beside = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
        beside = None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def replace(path: Path, text: str) -> None:
    """Write a file in the place of the old one, so that a reader sees one or the other whole.

    Raises InputError if it cannot be written.
    """
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file")
    # A title from the command line may hold bytes that are no text.
    data = text.encode("utf-8", "replace")
    try:
        with placed(path) as file:
            file.write(data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
