"""A server on this machine that speaks the OpenAI chat API, and does what a test tells it to."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.extractors.llm.prompt import answer
from kg.extractors.llm.reader import Reader, model, model_and_rules
from kg.model import Document, Extraction, Failure, Knowledge

KEY = "sk-never-shown-anywhere"


class Told(NamedTuple):
    """What the server does with one request."""

    text: str = '{"statements": []}'
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    raw: bytes | None = None  # in the place of a chat completion
    finish: str = "stop"
    before: float = 0.0  # seconds before the answer
    between: float = 0.0  # seconds between the bytes of the answer
    cut: bool = False  # the connection ends in the middle of the answer


Script = Callable[[int, dict], Told]


class Chat:
    """A running server: what it was asked, and what it answers."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.answered: Counter[bytes] = Counter()
        self.most = self._at_once = 0
        self._lock = threading.Lock()
        chat = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def do_POST(self) -> None:
                chat.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        with self._lock:
            number = len(self.bodies)
            self.bodies.append(body)
            self.headers.append(dict(handler.headers))
            self._at_once += 1
            self.most = max(self.most, self._at_once)
        try:
            told = self.script(number, json.loads(body))
            time.sleep(told.before)
            self._send(handler, told)
            self.answered[body] += told.status == 200 and not told.cut
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True
        finally:
            with self._lock:
                self._at_once -= 1

    def _send(self, handler: BaseHTTPRequestHandler, told: Told) -> None:
        data = told.raw
        if data is None:
            choice = {"index": 0, "message": {"role": "assistant", "content": told.text}, "finish_reason": told.finish}
            usage = {"prompt_tokens": 1000, "completion_tokens": 100}
            data = json.dumps({"choices": [choice], "usage": usage}).encode()
        handler.send_response(told.status)
        for name, value in told.headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        if told.cut:
            handler.wfile.write(data[: len(data) // 2])
            handler.wfile.flush()
            handler.close_connection = True
        elif told.between:
            for place in range(len(data)):
                handler.wfile.write(data[place : place + 1])
                handler.wfile.flush()
                time.sleep(told.between)
        else:
            handler.wfile.write(data)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def chat() -> Iterator[Callable[[Script], Chat]]:
    """Return a function that starts a server with a script; all are ended after the test."""
    started: list[Chat] = []

    def start(script: Script) -> Chat:
        started.append(Chat(script))
        return started[-1]

    yield start
    for each in started:
        each.close()


@pytest.fixture
def reader(tmp_path: Path, base: Knowledge, chat: Callable[[Script], Chat]) -> Callable[..., tuple[Reader, Chat]]:
    """Return a function that makes an extractor over a server with a script, or one that always gives the same."""

    def make(told: Script | list[dict], further: str = "", *, rules: bool = False, server: Chat | None = None):
        script = told if callable(told) else lambda number, body: Told(answer(told))
        running = server or chat(script)
        argument = f"test-model@{running.url}#cache={tmp_path / 'answers'},pause=0.01,{further}"
        return (model_and_rules if rules else model)(argument, knowledge=base), running

    return make


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LLM_KEY", KEY)


@pytest.fixture
def told() -> type[Told]:
    """Return what makes an answer of the server."""
    return Told


@pytest.fixture
def claim() -> Callable[..., dict[str, str | None]]:
    """Return a function that makes a statement as a model answers it: that Iran recognised Israel, or with changes."""
    usual = {"source": "IRN", "kind": "recognized", "target": "ISR", "status": "actual", "speaker": None, "date": None}
    return lambda evidence, **changes: {**usual, "evidence": evidence, **changes}


@pytest.fixture
def one() -> Callable[[Reader, Document], Extraction]:
    """Return a function that gives what is read of one article."""

    def found(reader: Reader, document: Document) -> Extraction:
        [found] = list(reader([document]))
        assert isinstance(found, Extraction), found
        return found

    return found


@pytest.fixture
def failure() -> Callable[[Reader, Document], str]:
    """Return a function that gives why an article could not be read."""

    def found(reader: Reader, document: Document) -> str:
        [found] = list(reader([document]))
        assert isinstance(found, Failure), found
        return found.reason

    return found
