"""Measure pages of networks in a headless Chromium: size of the file, time until it can be used, time to draw anew.

    python bench/views.py [--nodes 50 200 1000 2000]

Each network has five relations for each actor, one statement each. A page opens on the lines of which most is told; it
is measured as it opens, and opened on all its lines. Beside it stands the same network through plain pyvis, up to 200
actors: beyond, it takes minutes.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from kg.model import Span, Statement, Status
from kg.rdf.read import Reported
from kg.views.choosing import choose
from kg.views.html import save
from kg.vocabulary import knowledge

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_RELATIONS = 5  # for each actor
_PLAIN = 200  # actors up to which plain pyvis is measured
_RUNS = 5
_PATIENCE = 180_000  # milliseconds
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
# Two frames after the last work, what was drawn is seen.
_SEEN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
_TOGGLE = (
    "(async () => { const start = performance.now(); document.querySelector('#families input[value=opposes]').click(); "
    f"return (await {_SEEN}) - start; }})()"
)
_SETTLED = "() => typeof network !== 'undefined' && network.physics && network.physics.ready"


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, nargs="+", default=[50, 200, 1000, 2000], metavar="N")
    sizes = parser.parse_args().nodes
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or find_spec("playwright") is None:
        print("views        not measured: they need Chromium and the package playwright (pip install -e '.[test]')")
        return
    from playwright.sync_api import sync_playwright

    print("views        pages of networks, one statement a relation; median of 5; no graphics card")
    with sync_playwright() as engine, tempfile.TemporaryDirectory() as folder:
        browser = engine.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        for count in sizes:
            ours(browser, count, Path(folder) / f"{count}.html")
            if count <= _PLAIN:
                plain(browser, count, Path(folder) / f"{count}-pyvis.html")
        browser.close()


def ours(browser: "Browser", count: int, path: Path) -> None:
    """Print what a page of ours takes."""
    start = time.perf_counter()
    save(choose(list(told(count))), knowledge(), path)
    written = time.perf_counter() - start
    print(f"{'':12} {count:5} actors: {path.stat().st_size / 1e6:.1f} MB, written in {written:.1f} s")
    for what, address in (("as it opens", path.as_uri()), ("all lines", f"{path.as_uri()}#reports=1")):
        opened, redrawn, lines = seen(browser, address)
        figures = f"usable in {opened / 1000:5.2f} s, a filter redraws in {redrawn:4.0f} ms"
        print(f"{'':12} {'':13} kg view, {what:11}: {figures}, {lines} lines")


def seen(browser: "Browser", address: str) -> tuple[float, float, int]:
    """Return the milliseconds until a page is usable and those until a filter is seen, and how many lines it draws."""
    opened, redrawn = [], []
    for _ in range(_RUNS):
        page = browser.new_page(viewport={"width": 1300, "height": 850})
        page.set_default_timeout(_PATIENCE)
        page.goto(address)
        page.wait_for_function("() => document.documentElement.dataset.ready")
        opened.append(page.evaluate(_SEEN))
        lines = page.evaluate("network.body.data.edges.length")
        redrawn += [page.evaluate(_TOGGLE) for _ in range(2)]
        page.close()
    return statistics.median(opened), statistics.median(redrawn), lines


def plain(browser: "Browser", count: int, path: Path) -> None:
    """Print what the same network takes through pyvis alone, with its template and its physics."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvis.network import Network

    drawing = Network(directed=True, cdn_resources="in_line")
    for each in told(count):
        for code in (each.statement.source, each.statement.target):
            drawing.add_node(code, label=code)
        drawing.add_edge(each.statement.source, each.statement.target, title=each.quote)
    path.write_text(drawing.generate_html(), encoding="utf-8")
    opened = []
    for _ in range(3):
        page = browser.new_page(viewport={"width": 1300, "height": 850})
        page.set_default_timeout(_PATIENCE)
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
        page.goto(path.as_uri())
        page.wait_for_function(_SETTLED)
        opened.append(page.evaluate(_SEEN))
        page.close()
    figures = f"usable in {statistics.median(opened) / 1000:5.2f} s, {path.stat().st_size / 1e6:.1f} MB"
    print(f"{'':12} {'':13} plain pyvis         : {figures}")


def told(count: int) -> Iterator[Reported]:
    """Yield five statements for each of so many actors, between actors of whom few have many ties."""
    random, kinds = Random(count), sorted(knowledge().relations)  # noqa: S311 made, not secret
    for number in range(count * _RELATIONS):
        one, other = number % count, int(count * random.random() ** 3)
        other = other if other != one else (other + 1) % count
        statement = Statement(
            f"A{one:04}", random.choice(kinds), f"A{other:04}", Status.ACTUAL, Span(0, 90), rule="made", confidence=0.9
        )
        words = f"قالت وزارة الخارجية في بيان إن الطرفين {one} و{other} اتفقا على ما سيأتي ذكره في موضعه."
        article = f"article-{number // 8}"
        about = {"title": "خبر", "published": f"2023-{number % 12 + 1:02}-03", "outlet": "صحيفة"}
        yield Reported(f"{article}#{number}", statement, article, "ar", words, "", "", **about)


if __name__ == "__main__":
    main()
