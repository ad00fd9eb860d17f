"""The name of a store on a server leads to where the server takes queries, updates and quads."""

import re
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from kg.errors import StoreError
from kg.stores.credentials import HOW

_FORBIDDEN = re.compile(r"[^\x21-\x7e]|[\"<>\\^`{|}]")
_REPOSITORY = re.compile(r".*/repositories/[^/]+")
_PLACES = ("update", "quads")


class Address(NamedTuple):
    """Where a server takes queries, updates and, if it does, N-Quads; loopback if it is on this machine."""

    name: str
    query: str
    update: str
    quads: str | None
    loopback: bool


def address(name: str) -> Address:
    """Return where a name leads; `#update=/PATH,quads=/PATH` after it says what cannot be told from its path.

    Raises StoreError if it is no address, holds a password, or would go over the network unencrypted.
    """
    if "@" in name:  # nothing of it is repeated: it may hold a password
        raise StoreError(f"the store's name holds a user or password; leave them out and set {HOW}")
    if _FORBIDDEN.search(name):
        raise StoreError(f"{name!r}: a character that no address has; write it percent-encoded")
    parts, loopback = _split(name)
    if parts.query:
        raise StoreError(f"{parts.scheme}://{parts.netloc}{parts.path}: a store's name takes no ?; leave that out")
    if parts.scheme == "http" and not loopback:
        raise StoreError(f"{name}: is not encrypted; write https://{parts.netloc}{parts.path}")
    start = f"{parts.scheme}://{parts.netloc}"
    query, update, quads = _places(parts.path)
    given = _given(parts.fragment, name)
    update, quads = given.get("update", update), given.get("quads", quads)
    return Address(name, start + query, start + update, start + quads if quads else None, loopback)


def _split(name: str) -> tuple[SplitResult, bool]:
    """Return the parts of an address, and whether it leads to this machine."""
    try:
        parts = urlsplit(name)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise StoreError(f"{name}: is no address ({error}); write https://HOST/PATH") from error
    if not host:
        raise StoreError(f"{name}: names no host; write https://HOST/PATH")
    try:
        return parts, host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # a name, not a number
        return parts, False


def _places(path: str) -> tuple[str, str, str | None]:
    """Return the paths for queries, updates and quads: the table is in docs/stores.md."""
    if path in ("", "/"):
        return "/query", "/update", "/store"
    path = path.rstrip("/")
    if path.endswith("/query"):
        above = path.removesuffix("query")
        return path, above + "update", above + "store"
    if _REPOSITORY.fullmatch(path):
        return path, path + "/statements", path + "/statements"
    return path, path, None


def _given(fragment: str, name: str) -> dict[str, str]:
    """Return the paths that the name itself gives."""
    given: dict[str, str] = {}
    for part in filter(None, fragment.split(",")):
        place, _, path = part.partition("=")
        if place not in _PLACES or not path.startswith("/") or path.startswith("//"):
            raise StoreError(f"{name}: #{part} is not understood; write #update=/PATH or #update=/PATH,quads=/PATH")
        given[place] = path
    return given
