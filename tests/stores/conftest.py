"""Stores of every kind, those on a real server on this machine among them."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qs

import pytest


def binary() -> str | None:
    """Return the program of the package `oxigraph`, which is Oxigraph's server."""
    beside = Path(sys.executable).parent / "oxigraph"
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Run a server in memory on a port that is free, and give its address."""
    program = binary()
    if program is None:
        pytest.skip("the server of the package oxigraph is not installed: pip install oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve", "--bind", f"127.0.0.1:{port}", *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def _wait(server: subprocess.Popen, port: int) -> None:
    for _ in range(200):
        assert server.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Return the address of a server whose default graph is a graph of its own."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def union_server() -> Iterator[str]:
    """Return the address of a server whose default graph is the union of all."""
    with serving("--union-default-graph") as address:
        yield address


@pytest.fixture
def named(request, tmp_path) -> Callable[[str], str]:
    """Return a function that gives the name of an empty store of a kind: memory, oxigraph, server or union_server."""

    def name(kind: str) -> str:
        if kind == "memory":
            return "memory:"
        if kind == "oxigraph":
            return f"oxigraph:{tmp_path}/store"
        address: str = request.getfixturevalue(kind)
        empty(address)
        return address

    return name


def empty(address: str) -> None:
    """Take everything out of a server."""
    import httpx

    headers = {"Content-Type": "application/sparql-update"}
    httpx.post(f"{address}/update", content="DROP ALL", headers=headers, trust_env=False).raise_for_status()


JSON = "application/sparql-results+json"
NOTHING = '{"head":{"vars":["s","p"]},"results":{"bindings":[]}}'


class Play(NamedTuple):
    """One answer: what is sent, how slowly, and whether it breaks off."""

    status: int = 200
    body: str = NOTHING
    kind: str = JSON
    headers: Mapping[str, str] = MappingProxyType({})
    before: float = 0.0
    drip: float = 0.0
    missing: int = 0


class Asked(NamedTuple):
    """One request."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def form(self) -> dict[str, str]:
        """Return the parameters of a query."""
        return {name: values[0] for name, values in parse_qs(self.body).items()}


class Server(NamedTuple):
    """The address, what it will answer (the last one again and again), and what it was asked."""

    address: str
    answers: list[Play]
    asked: list[Asked]


@contextmanager
def playing(*answers: Play) -> Iterator[Server]:
    """Run the server."""
    asked: list[Asked] = []
    left = list(answers) or [Play()]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            play = left.pop(0) if len(left) > 1 else left[0]
            time.sleep(play.before)
            data = play.body.encode()
            self.send_response(play.status)
            for name, value in {"Content-Type": play.kind, **play.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data) + play.missing))
            self.end_headers()
            if play.drip:
                for byte in data:
                    self.wfile.write(bytes([byte]))
                    time.sleep(play.drip)
            else:
                self.wfile.write(data)
            if play.missing:
                self.close_connection = True

        do_GET = do_CONNECT = do_POST  # noqa: N815  the library's names

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of a client that has hung up."""

    server = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}", left, asked)
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def play() -> Iterator[Callable[..., Server]]:
    """Return a function that runs a server on this machine; each dictionary is an answer, the last comes again."""
    with ExitStack() as running:
        yield lambda *answers: running.enter_context(playing(*(Play(**each) for each in answers)))


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave no credentials and no proxy of the machine in the environment."""
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
