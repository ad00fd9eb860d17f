"""Views of hostile text in every field: nothing runs, nothing is asked for, nothing breaks, all is shown as text."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Entity, EntityKind, Name, NameKind
from kg.views.choosing import KINDS, choose
from kg.views.content import plain
from kg.views.html import save

pytestmark = pytest.mark.browser

PAYLOADS = json.loads((Path(__file__).parent / "payloads.json").read_text(encoding="utf-8"))
FIELDS = ("quote", "before", "after", "title", "outlet", "url", "published", "language")


@pytest.fixture(scope="module")
def hostile(base):
    """Return a knowledge base in which actors and a kind are named by payloads, loaded names and labels too."""
    texts = list(PAYLOADS.values())
    actors = {f"E{at}": Entity(f"E{at}", EntityKind.ORG, (("ar", text), ("en", text))) for at, text in enumerate(texts)}
    names = tuple(Name(f"E{at}", text, "ar", NameKind.LOADED) for at, text in enumerate(texts))
    kind = replace(base.relations["accuses"], name="evil", labels=dict.fromkeys(("en", "ar", "tr"), texts[0]))
    return replace(
        base,
        entities={**base.entities, **actors},
        names=(*base.names, *names),
        relations={**base.relations, "evil": kind},
    )


@pytest.fixture(scope="module")
def told(made):
    """Return statements that hold each payload in every field: as speaker, person, code of an actor, words, article."""
    found = []
    for at, text in enumerate(PAYLOADS.values()):
        fields = {**dict.fromkeys(FIELDS, text), "article": text, "speaker": text, "person": f"p {text}"}
        found.append(made("IRN", "evil", "E0", when="2023-03-10", **fields))
        found.append(made("IRN", "evil", "E0", "denied", when="2023-03-11", **{**fields, "article": f"b {text}"}))
        found.append(made(f"E{at}", "aids", "IRN", when="2023-03", **fields))
        found.append(made(text, "aids", f"E{at}", when="2023", **fields))
    return found


def pages(told, base, folder):
    named = {f"p {text}": {"en": text, "ar": text} for text in PAYLOADS.values()}
    for kind in KINDS:
        states = {"pair": ["IRN", "E0"], "ego": ["IRN"]}.get(kind, [])
        path = folder / f"{kind} <svg onload=document.title='run'>.html"
        save(choose(told, kind, states=states, depth=3 if kind == "ego" else 1), base, path, named=named)
        yield kind, path


@pytest.mark.parametrize("kind", KINDS)
def test_every_payload_in_every_field_of_every_view_is_text(told, hostile, visit, tmp_path, kind):
    page = visit(dict(pages(told, hostile, tmp_path))[kind])
    scripts = page.evaluate("document.scripts.length")
    titles = {page.title()}
    for box in page.locator("#statuses input:not(:checked)").all():
        box.check()
    for text in PAYLOADS.values():
        page.fill("#search", text[:40])
        titles.add(page.title())
    page.fill("#search", "Iran")
    page.press("#search", "Enter")
    while page.locator("#panel .cards > button").count():
        page.click("#panel .cards > button")
    assert set(PAYLOADS.values()) <= set(page.locator("#panel mark").all_text_contents())
    page.locator("#panel .denials button").first.click()
    for mark in page.locator("#picture .mark").all()[:30]:
        mark.dispatch_event("click")
    page.hover("#picture")
    page.click("[data-view=table]")
    shown = page.text_content("#rows")
    assert [text for text in PAYLOADS.values() if text not in shown] == []
    page.click("[data-view=picture]")
    for language in ("ar", "tr", "en"):
        page.select_option("#language", language)
        titles.add(page.title())
    for ending in ("svg", "png", "csv"):
        page.click("#save summary")
        with page.expect_download() as waiting:
            page.click(f"#{ending}")
        assert waiting.value.suggested_filename.endswith(f".{ending}")
    page.wait_for_timeout(200)
    assert "run" not in {page.title(), *titles}
    assert page.evaluate("document.scripts.length") == scripts
    assert (
        page.evaluate("document.querySelectorAll('img, iframe, object, embed, base, [onerror], [onload]').length") == 0
    )
    assert page.locator('a[href]:not([href^="http"])').count() == 0
    assert page.troubles == []


def test_a_saved_picture_of_hostile_names_holds_text_only(told, hostile, visit, tmp_path):
    from lxml import etree

    page = visit(dict(pages(told, hostile, tmp_path))["matrix"])
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("#svg")
    waiting.value.save_as(tmp_path / "it.svg")
    names = {each.tag.rpartition("}")[2] for each in etree.parse(tmp_path / "it.svg").iter()}
    assert names <= {"svg", "rect", "path", "text", "g", "title", "circle"}


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_a_heading_is_text(base, made, visit, tmp_path, text):
    save(choose([made(when="2023")], "pair"), base, tmp_path / "page.html", title=text)
    page = visit(tmp_path / "page.html")
    assert page.text_content("h1") == page.title() == plain(text)
    assert page.troubles == []
