"""A store on disk is copied to a safe place, and put back from there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.stores.oxigraph import directory
from kg.upkeep.checking import check

_KIND = "oxigraph"


def backup(name: str, folder: Path) -> int:
    """Copy the store of this name into a new or empty folder, as it is at one moment; return how many bytes.

    The copy shares no file with the store, so that damage to one is none to the other; it is itself a store.

    Raises StoreError if the folder holds something, the store is in use or damaged, or there is no room.
    """
    source = _folder(name, "back up")
    if not (source / "CURRENT").exists():
        raise StoreError(f"{name}: no such store; kg build ARTICLES --store oxigraph:DIR makes one")
    _refuse(folder, "give a new or empty folder")
    with _beside(folder) as work:
        store = directory(str(source))
        try:
            store.checkpoint(work / "links")
        finally:
            store.close()
        size = _copied(work / "links", work / "copy")
        _into_place(work / "copy", folder)
    return size


def restore(folder: Path, name: str, *, replace: bool = False) -> int:
    """Put a backup in the place of the store of this name; return how many articles it has.

    The backup is copied, opened and proved against its ledger first. A store that is there is put aside only with
    replace, only then, and is taken away when the new one is in its place.

    Raises StoreError if the backup is none or is damaged, or if something is there already.
    """
    target = _folder(name, "restore")
    if not (folder / "CURRENT").exists():
        raise StoreError(f"{folder}: is no backup; give the folder that kg backup wrote")
    if not replace:
        _refuse(target, "add --replace to put the backup in its place")
    elif target.exists():
        _refuse_in_use(target)
    with _beside(target) as work:
        _copied(folder, work / "copy")
        articles = _proved(work / "copy", folder)
        old = work / "old"
        if target.exists():
            target.rename(old)
        try:
            (work / "copy").rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    return articles


def _folder(name: str, what: str) -> Path:
    kind, _, argument = name.partition(":")
    if kind != _KIND or not argument:
        raise StoreError(f"{name}: cannot {what} this kind of store; use the means of its server, or kg export")
    return Path(argument)


def _refuse(folder: Path, remedy: str) -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise StoreError(f"{folder}: holds something already; {remedy}")


def _refuse_in_use(target: Path) -> None:
    """Refuse to take away a store that another process uses, or what is none; a damaged one may go."""
    try:
        directory(str(target)).close()
    except StoreError as error:
        if "damaged" not in str(error):
            raise


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a folder for work on the same disk, and take it away afterwards."""
    parent = folder.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=parent) as work:
            yield Path(work)
    except OSError as error:
        free = shutil.disk_usage(parent).free if parent.exists() else 0
        message = f"{folder}: cannot be written ({error}); {free} bytes are left there, check the disk and the rights"
        raise StoreError(message) from error


def _copied(source: Path, target: Path) -> int:
    """Copy a folder file by file, each to the disk itself; return how many bytes."""
    target.mkdir()
    size = 0
    for path in sorted(source.iterdir()):
        if not path.is_file():
            continue
        with path.open("rb") as old, (target / path.name).open("wb") as new:
            shutil.copyfileobj(old, new, 1 << 20)
            new.flush()
            os.fsync(new.fileno())
            size += new.tell()
    return size


def _into_place(work: Path, folder: Path) -> None:
    if folder.is_dir():
        folder.rmdir()  # empty, as was seen
    work.rename(folder)


def _proved(copy: Path, folder: Path) -> int:
    """Return how many articles a copy of a backup has, if it is whole."""
    try:
        store = directory(str(copy))
    except StoreError as error:
        raise StoreError(f"{folder}: the backup cannot be opened; take another ({error})") from error
    seen = 0

    def count(_: object) -> None:
        nonlocal seen
        seen += 1

    try:
        fault = next(check(store, name=f"oxigraph:{folder}", progress=count), None)
    finally:
        store.close()
    if fault is not None:
        raise StoreError(
            f"{folder}: the backup is damaged, nothing was changed ({fault.where}: {fault.what}); take another"
        )
    return seen
