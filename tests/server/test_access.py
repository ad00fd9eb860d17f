"""The server's pages as somebody meets them who reads with a screen reader: checked by axe, a well-kept tool."""

from importlib.resources import files

import pytest

pytestmark = pytest.mark.browser

PATHS = [
    "/#question=opposes",
    "/?lang=ar#question=",
    "/id/IRN",
    "/article/second",
    "/ns?lang=tr",
    "/edge/EU/sanctions/IRN",
]


@pytest.fixture(scope="module")
def axe():
    """Return the script of axe."""
    pytest.importorskip("axe_playwright_python")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_barrier_that_axe_knows(visit, axe, path, scheme):
    page = visit(path, bypass_csp=True, color_scheme=scheme)
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
