"""A page is put in the place of an older one as a whole, or not at all."""

import os
import tempfile
from pathlib import Path

from kg.errors import InputError


def replace(path: Path, text: str) -> None:
    """Write a file beside the old one and put it in its place, so that a reader sees one or the other whole.

    Raises InputError if it cannot be written.
    """
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file")
    # A title from the command line may hold bytes that are no text.
    data = text.encode("utf-8", "replace")
    beside = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            beside = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
