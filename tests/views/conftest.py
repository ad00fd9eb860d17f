"""Statements of made-up articles for the views, and a real browser."""

import shutil
from pathlib import Path

import pytest

from kg.model import Span, Statement, Status
from kg.rdf.read import Reported
from kg.vocabulary import knowledge

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def _report(source, kind, target, status=Status.ACTUAL, **more):
    """Return a statement of an article of its own; fields of Reported and Statement can be given by name."""
    number = more.pop("number", 1)
    told = {name: more.pop(name) for name in ("speaker", "confidence", "rule", "time") if name in more}
    statement = Statement(source, kind, target, status, Span(10, 40), **told)
    fields = {"quote": "التقى الوزيران", "before": "وقالت الوكالة: ", "after": " في العاصمة.", "title": "خبر", **more}
    return Reported(f"urn:{source}{kind}{target}{status}{number}", statement, f"article-{number}", "ar", **fields)


@pytest.fixture(scope="session")
def report():
    """Return the function that makes a statement of an article of its own."""
    return _report


@pytest.fixture
def base():
    """Return the shipped knowledge base."""
    return knowledge()


@pytest.fixture
def reports():
    """Return a few statements about four actors, one of them denied."""
    return (
        _report("ISR", "consultsWith", "AZE"),
        _report("AZE", "consultsWith", "ISR", number=2, outlet="وكالة", url="https://example.org/2"),
        _report("ISR", "counters", "IRN", Status.INTENDED, speaker="ISR", confidence=0.5),
        _report("IRN", "accuses", "ISR", speaker="IRN"),
        _report("IRN", "aids", "RUS", Status.DENIED, speaker="IRN"),
    )


@pytest.fixture(scope="session")
def browser():
    """Return a headless Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium is installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as engine:
        running = engine.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def visit(browser):
    """Return a function that opens a page and notes every error and request of it."""
    pages = []

    def visit(path: Path, **options):
        page = browser.new_page(viewport={"width": 1300, "height": 850}, **options)
        page.troubles = []
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (page.troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: page.troubles.append(request.url) if request.url != path.as_uri() else None)
        page.goto(path.as_uri())
        page.wait_for_function("() => window.network && document.querySelector('#counts').textContent")
        pages.append(page)
        return page

    yield visit
    for page in pages:
        page.close()
