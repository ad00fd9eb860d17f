"""A file is written beside the old one and takes its place when it is whole."""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from kg.errors import InputError
from kg.views.files import placed


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of path at the end, packed if the name ends in .gz; if anything fails, none.

    Raises InputError if it cannot be written.
    """
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first")
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: is no file; name one")
    try:
        with placed(path) as file, ExitStack() as packing:
            yield packing.enter_context(_packed(file)) if path.suffix == ".gz" else file
    except OSError as error:  # the file beside is gone: what it took counts as free in the message
        raise InputError(f"{path}: cannot be written ({_reason(error, path)}); what was there is untouched") from error


def _packed(file: IO[bytes]) -> IO[bytes]:
    """Return a file that packs what is written to it, without the name and clock that gzip would note."""
    return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)  # type: ignore[return-value]  # IO enough


def _reason(error: OSError, path: Path) -> str:
    free = shutil.disk_usage(path.parent).free
    return f"{error.strerror or error}; {free:,} bytes are free on its disk"
