"""Answers of language models are kept in a folder by what was asked, so that nothing is asked twice."""

import hashlib
import json
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from kg.errors import PluginError


class Reply(NamedTuple):
    """What a model answered, and what it used; cut: it had no room to end."""

    text: str
    tokens_in: int
    tokens_out: int
    cut: bool = False
    cached: bool = False


class Kept:
    """The answers in a folder; each is a file that is there as a whole or not at all."""

    def __init__(self, folder: Path, url: str) -> None:
        """Take the folder, which is made when the first answer is kept, and the server that answers."""
        self._folder = folder
        self._url = url

    def find(self, body: bytes) -> Reply | None:
        """Return the answer to a request, None if it is not kept or what is kept is damaged."""
        try:
            data = json.loads(self._file(body).read_bytes())
            return Reply(str(data["text"]), int(data["tokens_in"]), int(data["tokens_out"]), bool(data["cut"]), True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, body: bytes, reply: Reply) -> None:
        """Keep the answer to a request.

        Raises PluginError if the folder cannot be written.
        """
        path = self._file(body)
        told = {"text": reply.text, "tokens_in": reply.tokens_in, "tokens_out": reply.tokens_out, "cut": reply.cut}
        try:
            if not path.parent.is_dir():
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                path.parent.mkdir(exist_ok=True, mode=0o700)
            with NamedTemporaryFile("wb", dir=path.parent, prefix=".", delete=False) as file:
                file.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
            Path(file.name).replace(path)
        except OSError as error:
            mend = "free or choose another with #cache=DIR"
            raise PluginError(f"{self._folder}: answers cannot be kept there ({error.strerror}); {mend}") from error

    def _file(self, body: bytes) -> Path:
        name = hashlib.sha256(self._url.encode() + b"\n" + body).hexdigest()
        return self._folder / name[:2] / f"{name[2:]}.json"
