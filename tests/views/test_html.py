"""What the file of a page holds, and how it is written."""

import json
import os
import re
from html import unescape

import pytest

from kg.errors import InputError
from kg.rdf.write import nquads
from kg.stores import open as opened
from kg.views import html
from kg.views.choosing import KINDS, choose

NASTY = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "a\u2028b\u2029c",
    "&amp;<",
]


def island(page):
    return re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL).group(1)


def own(page):
    """Return the page without the library and the data."""
    return page.replace(html.engine(), "").replace(island(page), "")


@pytest.fixture
def page(base, news):
    return html.render(choose(news), base, title="News")


@pytest.mark.parametrize("text", NASTY)
def test_text_cannot_leave_the_data(base, made, text):
    page = html.render(choose([made(title=text, quote=text, outlet=text)]), base)
    assert not re.search("[<>&\u2028\u2029]", island(page))
    article = json.loads(island(page))["articles"][0]
    assert article["outlet"] == " ".join(text.split())
    assert json.loads(island(page))["statements"][0]["quote"] == text


@pytest.mark.parametrize("text", NASTY)
def test_a_title_cannot_become_markup(base, text):
    page = html.render(choose(()), base, title=text)
    assert text not in page or not re.search("[<&]", text)
    assert unescape(re.search("<title>(.*?)</title>", page, re.DOTALL).group(1)) == " ".join(text.split())


MARKS = ("<script", "</script", "<!--", "<img", "<svg", "</style")


@pytest.mark.parametrize(
    "text", [*NASTY, "}</style><script>alert(1)</script>", "{{ 7*7 }}{% raw %}", 'href "><svg onload=a()>']
)
def test_hostile_text_adds_no_markup(base, made, text):
    fields = dict.fromkeys(("quote", "before", "after", "title", "outlet", "url", "published", "language"), text)
    hostile = html.render(choose([made(article=text, **fields)]), base, named={"IRN": {"en": text}}, title=text)
    plain = html.render(choose([made()]), base, title="plain")
    assert [own(hostile).count(mark) for mark in MARKS] == [own(plain).count(mark) for mark in MARKS]


def test_the_page_forbids_everything_but_its_own(page):
    policy = unescape(re.search('Content-Security-Policy" content="([^"]*)"', page).group(1))
    directives = dict(each.strip().split(" ", 1) for each in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["require-trusted-types-for"] == "'script'"
    assert re.fullmatch(r"'sha256-[\w+/]{43}=' 'sha256-[\w+/]{43}='", directives["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", directives["style-src"])
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "forbidden", [r"\son\w+\s*=\s*[\"']", "innerHTML", "outerHTML", "insertAdjacent", r"\beval\b", r"\sstyle=\""]
)
def test_our_page_holds_no(page, forbidden):
    assert not re.search(forbidden, own(page))


def test_the_page_names_no_address_to_load_from(page):
    assert not re.search(r"(src|href)=\"(?!data:,\")", own(page))
    assert not re.search(r"url\(|@import", own(page))


def test_the_licence_of_the_library_stays(page):
    assert "@license" in page
    assert "vis-network" in page


def test_the_same_statements_give_the_same_bytes(base, news, page):
    assert html.render(choose(reversed(news)), base, title="News") == page


def test_a_store_is_written_as_a_page(tell, base, tmp_path):
    store = opened("memory:")
    store.replace("a", nquads(tell("a", ("IRN", "accuses", "USA"), ("TUR", "aids", "SOM", {"confidence": 0.2})), base))
    assert html.write(store, tmp_path / "all.html")[:3] == (4, 2, 2)
    assert html.write(store, tmp_path / "one.html", states=["Iran"])[:3] == (2, 1, 1)
    assert html.write(store, tmp_path / "sure.html", min_confidence=0.5)[:3] == (2, 1, 1)
    store.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_view_forbids_everything_but_its_own(base, news, kind):
    page = html.render(choose(news, kind), base)
    policy = unescape(re.search('Content-Security-Policy" content="([^"]*)"', page).group(1))
    allowed = re.search("script-src ([^;]*);", policy).group(1).split()
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert [html._hash(script) for script in scripts] == allowed
    assert ("vis-network" in page) is (kind in ("network", "ego"))


def test_the_old_page_stays_if_the_new_one_cannot_be_written(base, made, monkeypatch, tmp_path):
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=r"page\.html: cannot be written \(No space left on device\)"):
        html.save(choose([made()]), base, path)
    assert [each.name for each in tmp_path.iterdir()] == ["page.html"]
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(("name", "reason"), [("none/page.html", "there is no folder"), (".", "is a folder")])
def test_a_place_that_cannot_be_is_refused_in_one_line(base, tmp_path, name, reason):
    with pytest.raises(InputError, match=reason) as caught:
        html.save(choose(()), base, tmp_path / name)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_in_a_title_do_not_stop_the_page(base, tmp_path):
    html.save(choose(()), base, tmp_path / "page.html", title="a\udcff")
    assert "a?" in (tmp_path / "page.html").read_text(encoding="utf-8")
