"""What tests of graphs share: the knowledge, articles made by hand, and a real browser."""

import http.server
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from threading import Thread

import pytest
from hypothesis import settings

from kg import plugins
from kg.model import Document, Extraction, Knowledge, Precision, Span, Statement, Status, Time
from kg.vocabulary import knowledge

# A busy machine is no fault of the program: examples have no deadline.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

Tell = Callable[..., Extraction]


@pytest.fixture(scope="session")
def base() -> Knowledge:
    return knowledge()


@pytest.fixture(scope="session")
def browser():
    """Return a headless Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as engine:
        running = engine.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Return a function that makes an Extraction of which each sentence is one statement.

    A statement is (source, kind, target) or, after these, a dictionary of status, speaker, day, confidence and words.
    """
    return _tell


def _tell(id_: str, *told: tuple, made_by: str = "by hand", **document: str) -> Extraction:
    text, statements = "", []
    for source, kind, target, *more in told:
        given = dict(more[0]) if more else {}
        words = given.pop("words", f"{source} {kind} {target}.")
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        day = given.pop("day", None)
        status = Status(given.pop("status", "actual"))
        time = Time(date.fromisoformat(day), date.fromisoformat(day), Precision.DAY, "يومها") if day else None
        given.setdefault("confidence", 0.9)
        statements.append(Statement(source, kind, target, status, span, time=time, rule="by-hand", **given))
    return Extraction(Document(id_, text or "لا شيء.", **document), statements=tuple(statements), made_by=made_by)


@pytest.fixture
def witness() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine, and what it was asked."""
    asked: list[str] = []

    class Witness(http.server.BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append("hit")
            self.close_connection = True

    server = http.server.HTTPServer(("127.0.0.1", 0), Witness)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    thread.join()
    server.server_close()


_OTHER_PACKAGE = '''
import os

from kg.model import Extraction, Failure


class Loud:
    """Reads nothing; an article that says "bad" fails, one that says "die" ends the process."""

    def __init__(self, argument="", *, knowledge):
        self.made_by = f"loud-{argument}"

    def __call__(self, documents):
        for document in documents:
            if "die" in document.text:
                os._exit(9)
            yield Failure(document.id, "bad") if "bad" in document.text else Extraction(document, made_by=self.made_by)
'''


@pytest.fixture
def other_package(tmp_path, monkeypatch):
    """Install a package that offers the extractors `loud` and `broken`, for this test only."""
    folder = tmp_path / "site"
    facts = folder / "loud-1.0.dist-info"
    facts.mkdir(parents=True)
    (folder / "loud_package.py").write_text(_OTHER_PACKAGE, encoding="utf-8")
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n", encoding="utf-8")
    entries = "[kg.extractors]\nloud = loud_package:Loud\nbroken = not_there:Any\nrules = loud_package:Loud\n"
    (facts / "entry_points.txt").write_text(entries, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    plugins._known.cache_clear()
    yield
    plugins._known.cache_clear()
