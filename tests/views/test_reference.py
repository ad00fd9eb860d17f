"""The page of reference: every term in three languages, offline, in a real browser."""

from html.parser import HTMLParser

import pytest

from kg.rdf import ontology
from kg.views import reference

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Reader(HTMLParser):
    """Notes ids, links inside and outside, what is left open, and handlers in the markup."""

    def __init__(self):
        super().__init__()
        self.ids, self.inside, self.outside, self.open, self.wrong = [], set(), set(), [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.wrong += [name for name, _ in attrs if name.startswith("on") or name in ("src", "style")]
        target = given.get("href", "")
        (self.inside if target.startswith("#") else self.outside).add(target)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


@pytest.fixture(scope="module")
def page():
    return reference.render()


@pytest.fixture(scope="module")
def read(page):
    reader = Reader()
    reader.feed(page)
    return reader


def test_the_page_is_well_formed(page, read):
    assert page.startswith("<!doctype html>")
    assert read.open == []
    assert read.wrong == []
    assert len(read.ids) == len(set(read.ids))


def test_every_term_has_its_anchor_by_name(read):
    assert [term.name for term in ontology.terms() if term.name not in read.ids] == []


def test_links_within_the_page_lead_somewhere(read):
    assert sorted(link for link in read.inside if link[1:] not in read.ids) == []


def test_links_out_of_the_page_are_web_addresses(read):
    assert [link for link in read.outside if link and not link.startswith(("https://", "http://", "data:,"))] == []


def test_every_label_and_definition_is_there_in_each_language(page):
    from markupsafe import escape

    for term in ontology.terms():
        for text in (*term.labels.values(), *term.definitions.values()):
            assert str(escape(text)) in page, term.name


def test_the_page_is_the_same_each_time(page):
    assert reference.render() == page


def test_the_policy_allows_our_own_script_and_style_only(page):
    assert "default-src 'none'; script-src 'sha256-" in page.replace("&#39;", "'")
    assert "unsafe" not in page


@pytest.fixture
def opened(page, browser, tmp_path):
    path = tmp_path / "reference.html"
    path.write_text(page, encoding="utf-8")
    contexts = []

    def run(anchor="", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        shown = context.new_page()
        shown.troubles = []
        shown.on("console", lambda message: shown.troubles.append(message.text))
        shown.on("pageerror", lambda error: shown.troubles.append(str(error)))
        shown.on("request", lambda request: shown.troubles.append(request.url) if "file:" not in request.url else None)
        shown.goto(path.as_uri() + anchor)
        return shown

    yield run
    for context in contexts:
        context.close()


@pytest.mark.browser
def test_the_page_opens_in_the_readers_language_and_changes_it(opened):
    shown = opened(locale="tr-TR")
    assert shown.inner_text("h1") == "Devlet ilişkileri"
    shown.click("button[data-language=ar]")
    assert shown.inner_text("h1") == "علاقات الدول"
    assert shown.evaluate("document.documentElement.dir") == "rtl"
    shown.click("button[data-language=en]")
    assert shown.inner_text("#denied p") == "Told as not having happened or not going to happen."
    assert shown.troubles == []


@pytest.mark.browser
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_phone_shows_it_without_scrolling_sideways(opened, locale):
    shown = opened("#recognized", locale=locale, viewport={"width": 390, "height": 800}, color_scheme="dark")
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert shown.evaluate("document.querySelector('#recognized').getBoundingClientRect().top") < 400
    assert shown.troubles == []


@pytest.mark.browser
def test_the_page_is_dark_where_the_reader_wants_it(opened):
    colour = "getComputedStyle(document.body).backgroundColor"
    assert opened(color_scheme="dark").evaluate(colour) != opened(color_scheme="light").evaluate(colour)
