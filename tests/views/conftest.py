"""What tests of views share: articles made by hand, and pages in a browser."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.model import Precision, Span, Statement, Status, Time
from kg.rdf.read import Reported


def time(text):
    """Return the Time that a text such as 2023-03 or 1993/2020 stands for."""
    first, _, last = text.partition("/")
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(first)]
    ending = f"{last or first}-12-31" if len(first) == 4 else f"{first}-28" if len(first) == 7 else first
    start = first + "-01-01"[len(first) - 4 :]
    return Time(
        date.fromisoformat(start), date.fromisoformat(ending), Precision.INTERVAL if last else precision, "حينها"
    )


def one(source="IRN", kind="accuses", target="USA", status="actual", speaker=None, when=None, **about):
    """Return one statement as it is read from a graph, with facts of its article changed as told."""
    confidence = about.pop("confidence", 0.9)
    span = about.pop("span", Span(0, 10))
    statement = Statement(
        source,
        kind,
        target,
        Status(status),
        span,
        speaker,
        about.pop("person", None),
        time=time(when) if when else None,
        rule="by-hand",
        confidence=confidence,
    )
    given = {"article": "a", "language": "ar", "quote": "قيل ذلك.", "before": "", "after": "", **about}
    return Reported(
        f"https://example.org/{given['article']}#{span.start}{source}{kind}{target}{status}", statement, **given
    )


def articles() -> Iterator[Reported]:
    for article in json.loads((Path(__file__).parent / "news.json").read_text(encoding="utf-8")):
        texts = ["", *(each["text"] for each in article["sentences"]), ""]
        at = 0
        for number, sentence in enumerate(article["sentences"], 1):
            span = Span(at, at + len(sentence["text"]))
            at = span.end + 1
            for made in sentence["statements"]:
                source, kind, target, status, speaker, when = (None if each == "-" else each for each in made.split())
                yield one(
                    source,
                    kind,
                    target,
                    status,
                    speaker,
                    when,
                    article=article["id"],
                    span=span,
                    quote=sentence["text"],
                    before=texts[number - 1][-40:] + " ",
                    after=" " + texts[number + 1][:40],
                    confidence=0.9 if status == "actual" else 0.6,
                    **{key: article[key] for key in ("language", "title", "published", "outlet", "url")},
                )


@pytest.fixture(scope="session")
def news():
    """Return statements of seven articles about diplomacy that everybody has heard of."""
    return tuple(articles())


@pytest.fixture(scope="session")
def made():
    """Return a function that makes one statement."""
    return one


def own(url, path):
    """Tell the page itself, and what it makes for itself: pictures and files to save."""
    return url.partition("#")[0] == path.as_uri() or url.startswith(("data:", "blob:"))


@pytest.fixture
def visit(browser):
    """Return a function that opens a page and notes every error and request of it."""
    contexts = []

    def visit(path: Path, fragment="", **options):
        context = browser.new_context(**{"viewport": {"width": 1300, "height": 850}, "locale": "en", **options})
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (page.troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: page.troubles.append(request.url) if not own(request.url, path) else None)
        page.goto(path.as_uri() + fragment)
        page.wait_for_function("() => document.documentElement.dataset.ready")
        return page

    yield visit
    for context in contexts:
        context.close()
