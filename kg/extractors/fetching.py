"""Stanza's models are fetched from where Stanza publishes them, when the user says so and not otherwise."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import ModelError, PluginError
from kg.extractors import models

if TYPE_CHECKING:
    import httpx

_INDEX = "https://raw.githubusercontent.com/stanfordnlp/stanza-resources/main"  # STANZA_RESOURCES_URL overrules it
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_VERSION = re.compile(r"""^__resources_version__\s*=\s*['"]([^'"]+)['"]""", re.MULTILINE)
_LARGEST_INDEX, _LARGEST = 32 << 20, 8 << 30  # bytes
_SECONDS = 60.0  # without a single byte


class Wanted(NamedTuple):
    """A file to fetch: where from, where to, what it must hash to, and its size where the server tells it."""

    address: str
    path: Path
    md5: str
    size: int | None

    @property
    def part(self) -> Path:
        """Return where it is kept until it is whole; another version of the file never goes on from it."""
        return self.path.with_name(f"{self.path.name}.{self.md5[:8]}.part")


class Plan(NamedTuple):
    """What is to be fetched for a language, and the index in which it stands."""

    language: str
    files: tuple[Wanted, ...]
    listing: bytes

    @property
    def size(self) -> int:
        """Return how many bytes the files have, as far as the server tells."""
        return sum(file.size or 0 for file in self.files)


def plan(where: Path, language: str) -> Plan:
    """Return what a folder lacks of the default models of a language; only the index and sizes are asked for.

    Raises ModelError if there is no such language, or the index cannot be fetched.
    """
    version = os.environ.get("STANZA_RESOURCES_VERSION") or _version()
    address = f"{(os.environ.get('STANZA_RESOURCES_URL') or _INDEX).rstrip('/')}/resources_{version}.json"
    with _client() as client:
        text = _index(client, address)
        known = _object(text, address)
        files = tuple(
            wanted._replace(size=_size(client, wanted.address))
            for wanted in _wanted(known, where, language, version, address)
            if not _is_there(wanted)
        )
    return Plan(language, files, text)


def fetch(where: Path, plan: Plan, progress: Callable[[int], None] = lambda _: None) -> None:
    """Fetch what is wanted; `progress` is called with the count of bytes that came.

    What was begun before goes on where it ended, and a file gets its name when it is whole and has the right checksum.

    Raises ModelError if the disk is too small, or a file cannot be fetched or is not what the index promises.
    """
    where.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(where).free
    if plan.size > free:
        raise ModelError(
            f"{where}: {plan.size >> 20} MB are needed, {free >> 20} are free; choose another with --models"
        )
    with _client() as client:
        for wanted in plan.files:
            _fetch(client, wanted, progress)
    begun = where / f"{models.INDEX}.part"
    begun.write_bytes(plan.listing)
    begun.replace(where / models.INDEX)


def remove(where: Path, language: str) -> int:
    """Remove the models of a language from a folder, as Stanza lays them out; return how many files there were."""
    here = where / language
    if not models.is_code(language) or not here.is_dir() or here.is_symlink():
        raise ModelError(f"{where}: no models of {language} to remove; kg models list shows what is there")
    found = [file for pattern in ("*/*.pt", "*/*.part") for file in here.glob(pattern) if not file.parent.is_symlink()]
    for file in found:
        file.unlink()
    for each in (*sorted({file.parent for file in found}), here):
        if not any(each.iterdir()):
            each.rmdir()
    return len(found)


def _version() -> str:
    """Return the version of the index that the installed Stanza goes with, without importing it and PyTorch."""
    spec = find_spec("stanza")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        file = Path(folder, "_version.py")
        found = _VERSION.search(file.read_text(encoding="utf-8")) if file.is_file() else None
        if found:
            return found[1]
    raise PluginError("stanza: the package is not installed; pip install 'state-relations[stanza]'")


def _client() -> "httpx.Client":
    """Return a client that uses the proxies of the environment, for other machines, and never leaves HTTPS for them."""
    import httpx

    def refuse(request: httpx.Request) -> None:
        if request.url.scheme != "https" and request.url.host not in _LOOPBACK:
            raise ModelError(
                f"{request.url}: models are fetched over https only; mend STANZA_RESOURCES_URL or the mirror"
            )

    try:
        return httpx.Client(
            headers={"User-Agent": "kg", "Accept-Encoding": "identity"},
            follow_redirects=True,
            timeout=_SECONDS,
            event_hooks={"request": [refuse]},
            mounts={f"all://{each}": httpx.HTTPTransport() for each in ("127.0.0.1", "localhost")},
        )
    except (ImportError, ValueError, OSError) as error:
        raise ModelError(
            f"models cannot be fetched ({_told(error)}); mend HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE"
        ) from None


@contextmanager
def _answer(client: "httpx.Client", address: str, method: str = "GET", begun: int = 0) -> "Iterator[httpx.Response]":
    """Ask for a file, or for what is left of it.

    Raises ModelError if the server cannot be reached or does not have it.
    """
    import httpx

    headers = {"Range": f"bytes={begun}-"} if begun else {}
    try:
        with client.stream(method, address, headers=headers) as response:
            if response.status_code >= 400 and not (begun and response.status_code == 416) and method == "GET":
                raise ModelError(
                    f"{address}: the server answers {response.status_code}; see STANZA_RESOURCES_URL and the version"
                )
            yield response
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise ModelError(
            f"{address}: cannot be fetched ({_told(error)}); what came is kept, so try again; HTTPS_PROXY names a proxy"
        ) from error


def _index(client: "httpx.Client", address: str) -> bytes:
    with _answer(client, address) as response:
        text = b""
        for piece in response.iter_bytes():
            text += piece
            if len(text) > _LARGEST_INDEX:
                raise ModelError(f"{address}: is too large for an index of models; mend STANZA_RESOURCES_URL")
        return text


def _object(text: bytes, address: str) -> Mapping[str, Any]:  # Any: JSON values
    try:
        known = json.loads(text)
    except ValueError:
        known = None
    if not isinstance(known, dict):
        raise ModelError(f"{address}: is no index of models; mend STANZA_RESOURCES_URL")
    return known


def _wanted(
    known: Mapping[str, Any], where: Path, language: str, version: str, address: str
) -> Iterator[Wanted]:  # Any: JSON values
    """Yield the default models of a language and what they stand on, each once."""
    about = models.entry(known, language)
    needed = tuple(dict.fromkeys((kind, package) for _, kind, package in models.needed(about)))
    if not models.is_code(language) or not needed:
        there = ", ".join(sorted(each for each in known if models.is_code(each) and models.entry(known, each)))
        raise ModelError(f"{language}: Stanza has no models of such a language; it has {there}")
    given = os.environ.get("STANZA_MODEL_URL", "default")
    pattern = given if given != "default" else str(known.get("url", ""))
    alias = known[language].get("alias", language)
    for kind, package in needed:
        md5 = about.get(kind, {}).get(package, {}).get("md5")
        if not _NAME.fullmatch(package) or not isinstance(md5, str) or not re.fullmatch("[0-9a-f]{32}", md5):
            raise ModelError(
                f"{address}: what it tells of {kind}/{package} is not well formed; mend STANZA_RESOURCES_URL"
            )
        source = pattern
        for name, value in (("resources_version", version), ("lang", alias), ("filename", f"{kind}/{package}.pt")):
            source = source.replace(f"{{{name}}}", value)
        yield Wanted(source, where / language / kind / f"{package}.pt", md5, None)


def _size(client: "httpx.Client", address: str) -> int | None:
    with _answer(client, address, "HEAD") as response:
        length = response.headers.get("Content-Length", "")
        return int(length) if response.is_success and length.isdigit() else None


def _is_there(wanted: Wanted) -> bool:
    return wanted.path.is_file() and _md5(wanted.path) == wanted.md5


def _fetch(client: "httpx.Client", wanted: Wanted, progress: Callable[[int], None]) -> None:
    """Fetch one file, from where an earlier try ended."""
    part = wanted.part
    part.parent.mkdir(parents=True, exist_ok=True)
    begun = part.stat().st_size if part.is_file() else 0
    if begun != wanted.size:
        with _answer(client, wanted.address, begun=begun) as response:
            goes_on = response.status_code == 206 and response.headers.get("Content-Range", "").startswith(
                f"bytes {begun}-"
            )
            if response.status_code != 416:  # else nothing is left to fetch
                _keep(response, part, wanted, begun if goes_on else 0, progress)
    if _md5(part) != wanted.md5:
        part.unlink()
        raise ModelError(f"{wanted.address}: its checksum is not that of the index; it was thrown away, so try again")
    part.replace(wanted.path)


def _keep(response: "httpx.Response", part: Path, wanted: Wanted, begun: int, progress: Callable[[int], None]) -> None:
    """Write what comes behind what there is."""
    progress(begun)
    with part.open("ab" if begun else "wb") as file:
        for piece in response.iter_bytes():
            file.write(piece)
            progress(len(piece))
            if file.tell() > (wanted.size or _LARGEST):
                raise ModelError(f"{wanted.address}: more comes than was promised; try again later")
        file.flush()
        os.fsync(file.fileno())


def _md5(path: Path) -> str:
    """Return the checksum that Stanza's index gives; that it comes from Stanza is proved by HTTPS."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
