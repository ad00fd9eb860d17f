"""What tests of the server share: a store made by hand, the running command, a plain client, and pages in a browser."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from kg.model import Entity, EntityKind, Ruling
from kg.rdf import knowledge, write
from kg.rdf.iris import KNOWLEDGE
from kg.stores.oxigraph import directory
from kg.upkeep.judging import judge
from kg.vocabulary import sources

HOSTILE = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">{{7*7}}\u202egnp"
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
RUNAWAY = f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} FILTER(?a != ?d && ?f != ?i) }}"


class Reply(NamedTuple):
    """What a server answered; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def rows(self) -> list[dict[str, dict[str, str]]]:
        return json.loads(self.body)["results"]["bindings"]


class Running(NamedTuple):
    """A server that runs."""

    port: int
    process: subprocess.Popen

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """Send a request; headers as keywords, `_` for `-`."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            reply = line.getresponse()
            found = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, found, reply.read())
        finally:
            line.close()

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, **headers)

    def ask(self, query: str, accept: str | None = None, **fields: str) -> Reply:
        """Put a query by GET; fields such as `$state` go beside it."""
        return self.get(f"/sparql?{urlencode({'query': query, **fields})}", **({"Accept": accept} if accept else {}))


@contextmanager
def serving(store: str, *options: str) -> Iterator[Running]:
    """Run `kg serve` on a port that is free, and end it."""
    command = [sys.executable, "-m", "kg.cli", "serve", store, "--port", "0", *options]
    paths = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths})
    try:
        line = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, line
        yield Running(int(found[1]), process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)
        process.stderr.close()


@pytest.fixture(scope="session")
def serve() -> Callable:
    return serving


@pytest.fixture(scope="session")
def store(tmp_path_factory, tell, base) -> str:
    """Return the name of a store with four articles and the knowledge."""
    where = str(tmp_path_factory.mktemp("server") / "store")
    it = directory(where)
    it.put(KNOWLEDGE.value, knowledge.nquads(sources(), "1"))
    first = tell(
        "first/1",
        ("AZE", "counters", "IRN", {"speaker": "ISR", "words": "قال الوزير إن أذربيجان تقف في وجه إيران."}),
        ("EU", "sanctions", "IRN", {"day": "2022-10-20", "words": "وفرض الاتحاد الأوروبي عقوبات على إيران."}),
        ("IRN", "aids", "RUS", {"speaker": "USA", "words": "قالت واشنطن إن إيران تسلح روسيا."}),
        ("IRN", "aids", "RUS", {"status": "denied", "speaker": "IRN", "speaker_entity": "amir", "words": "نفى ذلك."}),
        language="ar", title="نبأ أول", published="2022-11-05", outlet="وكالة أولى", url="https://example.org/1",
    )  # fmt: skip
    amir = Entity("amir", EntityKind.PERSON, (("ar", "أمير عبد اللهيان"),), "IRN", "IRN")
    second = tell(
        "second",
        ("EU", "sanctions", "IRN", {"day": "2022-10-20", "words": "The EU imposed sanctions on Iran."}),
        ("IRN", "consultsWith", "EU", {"words": "Iran met the EU."}),
        ("EU", "consultsWith", "IRN", {"status": "intended", "words": "They will meet."}),
        language="en", title="A second report", published="2022-11-06", outlet="=cmd|' /C calc'!A0",
    )  # fmt: skip
    third = tell(
        "third", ("TUR", "accuses", "GRC", {"words": HOSTILE, "speaker": "TUR", "speaker_entity": "evil"}),
        language="en", title=HOSTILE, outlet=HOSTILE, url="javascript:document.title='run'",
    )  # fmt: skip
    evil = Entity("evil", EntityKind.PERSON, (("en", HOSTILE), ("ar", HOSTILE)), "TUR", "TUR")
    fourth = tell("fourth", ("FRA", "aids", "BRA", {"words": "Paris praised Brasília."}), language="en", outlet="Post")
    for extraction in (fourth, replace(first, entities=(amir,)), second, replace(third, entities=(evil,))):
        it.replace(extraction.document.id, write.nquads(extraction, base))
    [row] = it.query("SELECT ?s WHERE { ?s a sr:RelationStatement ; sr:source id:FRA }").rows
    verdict = {"author": "Nour", "reason": "it was <b>praise</b>", "kind": "supports"}
    judge(it, row[0].value, Ruling.CORRECTED, knowledge=base, **verdict)
    it.flush()
    it.close()
    return f"oxigraph:{where}"


@pytest.fixture(scope="session")
def server(store) -> Iterator[Running]:
    """Return a server that all tests share."""
    with serving(store, "--timeout", "8", "--rows", "1000") as it:
        yield it


@pytest.fixture(scope="session")
def hurried(store) -> Iterator[Running]:
    """Return a server that allows little: a second, 300 MiB, five rows."""
    with serving(store, "--timeout", "1", "--memory", "300", "--rows", "5", "--workers", "2") as it:
        yield it


@pytest.fixture
def visit(browser, server):
    """Return a function that opens an address of the server and notes every error and request to elsewhere."""
    contexts = []

    def visit(path="/", at=server, **options):
        context = browser.new_context(**{"viewport": {"width": 1300, "height": 850}, "locale": "en", **options})
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (page.troubles.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on(
            "request", lambda it: None if it.url.startswith((at.address, "blob:")) else page.troubles.append(it.url)
        )
        page.goto(at.address + path)
        if path.partition("#")[0].partition("?")[0] == "/":
            page.wait_for_selector("body[data-ready]")
            answered(page)
        return page

    yield visit
    for context in contexts:
        context.close()


def answered(page):
    page.wait_for_function("() => document.querySelector('#answer').getAttribute('aria-busy') !== 'true'")
