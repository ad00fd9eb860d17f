"""Files become Documents."""

import glob
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Literal

from kg.articles import html, records
from kg.articles.dateline import moment
from kg.articles.decode import decode, is_encoding
from kg.articles.details import complete
from kg.articles.language import language
from kg.errors import InputError
from kg.model import Document, Failure

LARGEST = 20_000_000  # bytes of one article: the longest newspaper texts have 0.2 million
_HTML = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_ENDINGS = (".txt", *_HTML, *_LINES)
_BLANK = b"\xef\xbb\xbf \t\r\n"
_LETTER = re.compile(r"[^\W\d_\u0640]")

Ids = Literal["name", "path"]


def read(
    sources: Iterable[str | Path], *, encoding: str | None = None, ids: Ids = "name", largest: int = LARGEST
) -> Iterator[Document | Failure]:
    """Read articles one after the other; one that cannot be read becomes a Failure, and the rest goes on.

    A source is a file, a folder (all text, HTML and JSON-lines files in it and below), a glob, or "-" for standard
    input. `encoding` is that of plain text and HTML; JSON lines are UTF-8 always. An article found again under its
    id is left out if it is the same, and a Failure if it is not.
    Raises InputError if `encoding` is no encoding.
    """
    if encoding is not None and not is_encoding(encoding):
        raise InputError(f"--encoding {encoding}: unknown encoding; examples are utf-8, windows-1256, utf-16-le")
    return _distinct(_articles(sources, encoding, ids, largest))


def _distinct(articles: Iterable[tuple[str, Document | Failure]]) -> Iterator[Document | Failure]:
    """Let each article through once."""
    seen: dict[str, tuple[bytes, str]] = {}
    for where, article in articles:
        if isinstance(article, Failure):
            yield article
            continue
        digest = hashlib.blake2b(article.text.encode(), digest_size=16).digest()
        if article.id not in seen:
            seen[article.id] = digest, where
            yield article
            continue
        earlier, place = seen[article.id]
        if earlier != digest:
            reason = f"{where}: the id {article.id!r} is that of another article, {place}; give --ids path"
            yield Failure(where, reason)


def _articles(
    sources: Iterable[str | Path], encoding: str | None, ids: Ids, largest: int
) -> Iterator[tuple[str, Document | Failure]]:
    for source in sources:
        for path in _files(str(source)):
            if isinstance(path, Failure):
                yield path.source, path
                continue
            try:
                yield from _file(path, encoding, ids, largest)
            except InputError as error:
                yield shown(path), Failure(shown(path), str(error))
            except OSError as error:
                reason = f"{shown(path)}: cannot be read ({error.strerror or error}); check the path and its rights"
                yield shown(path), Failure(shown(path), reason)


def shown(path: str) -> str:
    """Return a path as it can be shown on one line of a terminal and kept in any file."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in path
    )


def _files(source: str) -> Iterator[str | Failure]:
    """Return the files that a source stands for, sorted."""
    if source == "-" or (os.path.exists(source) and not os.path.isdir(source)):  # noqa: PTH110, PTH112
        yield source
    elif Path(source).is_dir():
        yield from _folder(source)
    elif glob.has_magic(source):
        found = sorted(glob.glob(source, recursive=True))  # noqa: PTH207  a Path drops "./" and cannot be absolute here
        if not found:
            yield Failure(shown(source), f"{shown(source)}: no file fits this pattern; check it")
        for path in found:
            if Path(path).is_dir():
                yield from _folder(path)
            else:
                yield path
    else:
        yield Failure(shown(source), f"{shown(source)}: no such file or folder; check the path")


def _folder(folder: str) -> Iterator[str | Failure]:
    unreadable: list[OSError] = []
    empty = True
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                empty = False
                yield os.path.join(parent, name)  # noqa: PTH118  a Path would drop a leading "./"
    for error in unreadable:
        path = shown(str(error.filename))
        yield Failure(path, f"{path}: cannot be read ({error.strerror}); check its rights")
    if empty and not unreadable:
        endings = ", ".join(_ENDINGS)
        yield Failure(shown(folder), f"{shown(folder)}: no articles in this folder; they end in {endings}")


def _file(path: str, encoding: str | None, ids: Ids, largest: int) -> Iterator[tuple[str, Document | Failure]]:
    ending = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if path == "-":
        yield from _standard_input(encoding, ids, largest)
    elif ending in _LINES:
        with Path(path).open("rb") as stream:
            yield from _records(_lines(stream, largest), shown(path), ids, largest)
    elif ending == ".json":
        raise InputError(f"{shown(path)}: one JSON object a line is read from files that end in .jsonl; rename it")
    else:
        with Path(path).open("rb") as stream:
            data = _at_most(stream, largest, shown(path))
        identifier = shown(path if ids == "path" else os.path.splitext(os.path.basename(path))[0])  # noqa: PTH119, PTH122
        article = _page if ending in _HTML else _plain
        yield shown(path), article(data, shown(path), identifier, encoding)


def _standard_input(encoding: str | None, ids: Ids, largest: int) -> Iterator[tuple[str, Document | Failure]]:
    """Read JSON lines if the first character is a brace, else one plain text."""
    where = "standard input"
    lines = _lines(sys.stdin.buffer, largest)
    start = list(_until_not_blank(lines))
    if start and start[-1].lstrip(_BLANK).startswith(b"{"):
        yield from _records(chain(start, lines), where, ids, largest)
        return
    data = bytearray(b"".join(start))
    for line in lines:
        data += line
        if len(data) > largest:
            raise InputError(_too_large(where, largest))
    yield where, _plain(bytes(data), where, "stdin", encoding)


def _until_not_blank(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        if line.strip(_BLANK):
            return


def _lines(stream: IO[bytes], largest: int) -> Iterator[bytes]:
    """Return lines; of one that is too long only so much as to see that it is."""
    while line := stream.readline(largest + 1):
        yield line
        while len(line) > largest and not line.endswith(b"\n"):
            line = stream.readline(1_000_000)
            if not line:
                return


def _records(lines: Iterable[bytes], source: str, ids: Ids, largest: int) -> Iterator[tuple[str, Document | Failure]]:
    for number, line in enumerate(lines, 1):
        if not line.strip(_BLANK):
            continue
        where = f"{source}:{number}"
        try:
            if len(line) > largest:
                raise InputError(_too_large(where, largest))
            yield where, _from_record(records.record(decode(line, where), where), where, source, ids)
        except InputError as error:
            yield where, Failure(where, str(error))


def _from_record(record: records.Record, where: str, source: str, ids: Ids) -> Document:
    article = Document(
        id=f"{source}#{record.id}" if ids == "path" else record.id,
        text=_some(record.text, where),
        language=record.language or language(record.text),
        title=record.title,
        published=record.published,
        modified=record.modified,
        outlet=record.outlet,
        url=record.url,
    )
    return complete(article)


def _plain(data: bytes, where: str, identifier: str, encoding: str | None) -> Document:
    text = _some(decode(data, where, encoding=encoding), where)
    return complete(Document(id=identifier, text=text, language=language(text)))


def _page(data: bytes, where: str, identifier: str, encoding: str | None) -> Document:
    markup = decode(data, where, encoding=encoding, declared=html.declared_encoding(data))
    found = html.page(markup, where)
    text = _some(found.text, where)
    article = Document(
        id=identifier,
        text=text,
        language=language(text),
        title=found.title,
        published=moment(found.published or ""),
        modified=moment(found.modified or ""),
        outlet=found.outlet,
        url=found.url,
        furniture=found.furniture,
    )
    return complete(article)


def _some(text: str, where: str) -> str:
    if not _LETTER.search(text):
        raise InputError(f"{where}: no text; the article is left out")
    return text


def _at_most(stream: IO[bytes], largest: int, where: str) -> bytes:
    if os.fstat(stream.fileno()).st_size > largest:
        raise InputError(_too_large(where, largest))
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise InputError(_too_large(where, largest))
    return data


def _too_large(where: str, largest: int) -> str:
    return f"{where}: larger than {largest / 1e6:g} MB; divide it, or raise the limit with --largest"
