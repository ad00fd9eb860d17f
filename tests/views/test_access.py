"""Views as somebody meets them who reads with a screen reader: checked by axe, a well-kept tool."""

from importlib.resources import files

import pytest

from kg.views.choosing import KINDS, choose
from kg.views.html import save

pytestmark = pytest.mark.browser
_LESSER = {"minor", None}


@pytest.fixture(scope="module")
def axe():
    """Return the script of axe."""
    pytest.importorskip("axe_playwright_python")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def found(page, axe):
    """Return what axe finds wrong, each with the first place."""
    page.add_script_tag(content=axe)
    return [
        (each["id"], each["nodes"][0]["html"])
        for each in page.evaluate("axe.run()")["violations"]
        if each["impact"] not in _LESSER
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("scheme", "locale"), [("light", "en"), ("dark", "ar")])
def test_a_view_has_no_barrier_that_axe_knows(base, news, visit, axe, tmp_path, kind, scheme, locale):
    save(choose(news, kind), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html", color_scheme=scheme, locale=locale, bypass_csp=True)
    page.click("#panel .lines button >> nth=0")
    assert found(page, axe) == []
    page.click("[data-view=table]")
    assert found(page, axe) == []


def test_a_phone_with_its_filters_open_has_no_barrier(base, news, visit, axe, tmp_path):
    save(choose(news), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html", bypass_csp=True, viewport={"width": 390, "height": 844})
    page.click("#tools > summary")
    page.click("#save > summary")
    assert found(page, axe) == []


def test_focus_goes_through_the_page_in_the_order_of_reading(base, news, visit, tmp_path):
    save(choose(news, "matrix"), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    places = []
    for _ in range(40):
        page.keyboard.press("Tab")
        places.append(
            page.evaluate("(document.activeElement.closest('header, #tools, #stage, #panel') || {}).id || 'head'")
        )
    order = list(dict.fromkeys(places))
    assert order[:4] == ["head", "tools", "stage", "panel"]
