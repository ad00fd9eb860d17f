"""Requests are sent to a server that speaks the OpenAI chat API, again where that may help, and its answers read."""

import json
import logging
import os
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from kg.errors import AnswerError, PluginError, ServerError
from kg.extractors.llm.kept import Reply
from kg.extractors.llm.settings import KEY, Settings

if TYPE_CHECKING:
    import httpx

logger = logging.getLogger(__name__)

_CONNECT = 10.0  # seconds
_LARGEST = 8 << 20  # bytes of an answer
_LONGEST_PAUSE = 60.0
_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]+)?")
_AGAIN = (408, 409, 425, 429, 500, 502, 503, 504, 529)
_MEND = {401: f"set {KEY}", 403: f"set {KEY} to a key that may do this", 404: "check the address and the model's name"}


class Failed(NamedTuple):
    """Why a try gave no answer; wait: how long the server asks for; spent: it may have been worked on."""

    reason: str
    wait: float | None = None
    spent: bool = False
    unreached: bool = False


class Server:
    """A server and who asks it. It follows no redirect, and uses the environment's proxies for other machines only."""

    def __init__(self, settings: Settings, environment: Mapping[str, str] = os.environ) -> None:
        """Take where the server is; the key comes from the environment, and is written nowhere.

        Raises PluginError if the key cannot be one.
        """
        import httpx

        key = environment.get(KEY) or ""
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise PluginError(f"llm: {KEY} holds a character that no key has; set it anew")
        self._settings, self._key = settings, key
        self._url = f"{settings.url}/chat/completions"
        self._after, self._lock = 0.0, Lock()  # nothing is sent before this time: the server asked us to wait
        self._lines: list[httpx.Client] = []
        self._users = 0
        try:
            self._trust = httpx.create_ssl_context()  # takes 20 ms: made once
            self._connect().close()
        except (ImportError, ValueError, OSError) as error:
            mend = "mend HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE"
            raise PluginError(f"{settings.url}: {self._safe(str(error))}; {mend}") from None

    def __repr__(self) -> str:
        """Tell nothing but where: what shows values, such as a traceback, may show this one."""
        return f"Server({self._url!r})"

    def __enter__(self) -> None:
        """Open the connections, which several users may share."""
        with self._lock:
            self._users += 1
            if self._users == 1:
                self._lines.append(self._connect())

    def __exit__(self, *_: object) -> None:
        """Hang up after the last user."""
        with self._lock:
            self._users -= 1
            if not self._users:
                self._lines.pop().close()

    def ask(self, body: bytes) -> tuple[Reply | AnswerError, int]:
        """Return the answer to a request, or why there is none; and how often it was sent and may have been worked on.

        Raises ServerError if the server cannot be used at all.
        """
        spent = 0
        failed = Failed("not sent")
        for number in range(self._settings.tries):
            if number:
                self._rest(failed, number)
            found = self._try(body)
            if isinstance(found, Reply):
                return found, spent + 1
            failed = found
            spent += failed.spent
            logger.debug("%s: try %d: %s", self._url, number + 1, failed.reason)
            if failed.wait is not None and failed.wait > self._settings.patience:
                asks = f"asks to wait {failed.wait:.0f} s; try later, or give patience={failed.wait:.0f}"
                return AnswerError(f"{self._settings.url}: {failed.reason}, and {asks}"), spent
        if failed.unreached:
            raise ServerError(f"{self._settings.url}: {failed.reason}; see that the server runs, and the address")
        tries = self._settings.tries
        return AnswerError(f"{self._settings.url}: {failed.reason}, {tries} times; try again later"), spent

    def _connect(self) -> "httpx.Client":
        import httpx

        own = self._settings
        limits = httpx.Limits(max_connections=own.in_flight, max_keepalive_connections=own.in_flight)
        return httpx.Client(
            headers={"User-Agent": "kg", "Content-Type": "application/json", **self._authorization()},
            follow_redirects=False,
            timeout=httpx.Timeout(own.timeout, connect=min(own.timeout, _CONNECT)),
            limits=limits,
            verify=self._trust,
            # None of the environment's proxies for this machine.
            transport=httpx.HTTPTransport(verify=self._trust, limits=limits) if own.loopback else None,
        )

    def _authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key}"} if self._key else {}

    def _rest(self, failed: Failed, number: int) -> None:
        """Wait before the next try; what the server asks for holds for all requests."""
        pause = min(self._settings.pause * 2 ** (number - 1), _LONGEST_PAUSE)
        if failed.wait is not None:
            with self._lock:
                self._after = max(self._after, time.monotonic() + failed.wait)
            pause = 0.0 if failed.wait else pause
        time.sleep(pause)

    def _try(self, body: bytes) -> Reply | Failed:
        import httpx

        if (left := self._after - time.monotonic()) > 0:
            time.sleep(left)
        try:
            with self._lines[0].stream("POST", self._url, content=body) as response:
                data = self._read(response)
                if data is None:
                    return Failed(f"no whole answer within {self._settings.timeout:g} s", spent=True)
                return self._understood(response, data)
        except httpx.ConnectError as error:
            return Failed(f"cannot be reached ({self._safe(str(error))})", unreached=True)
        except httpx.ConnectTimeout:
            return Failed("cannot be reached in time", unreached=True)
        except httpx.TimeoutException:
            return Failed(f"no answer within {self._settings.timeout:g} s", spent=True)
        except httpx.HTTPError as error:
            return Failed(f"the connection broke ({self._safe(str(error))})", spent=True)

    def _read(self, response: "httpx.Response") -> bytes | None:
        """Return the whole answer, None if time is up before its end."""
        until = time.monotonic() + self._settings.timeout
        parts: list[bytes] = []
        length = 0
        for part in response.iter_bytes():
            parts.append(part)
            length += len(part)
            if length > _LARGEST:
                raise ServerError(f"{self._url}: an answer of over {_LARGEST:,} bytes; this is no chat server")
            if time.monotonic() > until:
                return None
        return b"".join(parts)

    def _understood(self, response: "httpx.Response", data: bytes) -> Reply | Failed:
        status = response.status_code
        if status in _AGAIN:
            return Failed(f"answers {status} ({self._message(data)})", _wait(response.headers.get("retry-after", "")))
        if status != 200:
            self._refuse(status, data)
        try:
            told = json.loads(data)
            choice, used = told["choices"][0], told.get("usage") or {}
            content = choice["message"].get("content") or ""
            counts = [int(used.get(name) or 0) for name in ("prompt_tokens", "completion_tokens")]
            return Reply(str(content), counts[0], counts[1], cut=choice.get("finish_reason") == "length")
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
            return Failed("answers with something that is no chat completion", spent=True)

    def _refuse(self, status: int, data: bytes) -> NoReturn:
        """Tell why a request is not taken: only this one, or any."""
        told = f"{self._settings.url}: answers {status} ({self._message(data)})"
        if status in (400, 413, 422):
            raise AnswerError(f"{told}; see omit, output and window in docs/extractors.md")
        raise ServerError(f"{told}; {_MEND.get(status, 'check the address')}")

    def _message(self, data: bytes) -> str:
        """Return what a server says of a failure on one short line, without the key, which it may repeat."""
        text = data.decode("utf-8", "replace")
        try:
            told = json.loads(text)
            told = told.get("error", told)
            text = str(told.get("message", told)) if isinstance(told, dict) else str(told)
        except (ValueError, AttributeError, RecursionError):
            pass
        return self._safe(text)[:200] or "without a word"

    def _safe(self, text: str) -> str:
        """Return text on one line with the key taken out."""
        return " ".join((text.replace(self._key, "***") if self._key else text).split())


def _wait(asked: str) -> float | None:
    """Return how many seconds a server asks to wait: a number, or the time until a date."""
    asked = asked.strip()
    if _SECONDS.fullmatch(asked):
        return float(asked)
    try:
        return max(parsedate_to_datetime(asked).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError):
        return None
