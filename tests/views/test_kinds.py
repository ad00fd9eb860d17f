"""What a person does with each kind of view, in a real browser."""

import json
import re

import pytest

from kg.views.choosing import KINDS, choose
from kg.views.html import save

pytestmark = pytest.mark.browser

ASKED = {
    "network": {},
    "ego": {"states": ["IRN"], "depth": 2},
    "pair": {"states": ["SAU", "IRN"]},
    "timeline": {},
    "matrix": {},
}


@pytest.fixture(scope="session")
def paths(news, base, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    for kind in KINDS:
        save(choose(news, kind, **ASKED[kind]), base, folder / f"{kind}.html")
    return {kind: folder / f"{kind}.html" for kind in KINDS}


def text(page, selector):
    return page.inner_text(selector)


def shown(page):
    """Return how many statements the page says that it shows."""
    return int(re.match(r"(\d+) of", text(page, "#counts")).group(1))


@pytest.mark.parametrize("kind", KINDS)
def test_filters_search_table_and_languages_work_in_every_view(paths, visit, kind):
    page = visit(paths[kind])
    whole = shown(page)
    assert whole > 0
    page.uncheck("#families input[value=cooperatesWith]")
    assert shown(page) < whole
    page.click("#reset")
    assert shown(page) == whole
    page.fill("#search", "إيران")
    page.press("#search", "Enter")
    assert text(page, "#panel h2") == "Iran"
    assert page.locator("#panel mark").count() > 0
    page.click("[data-view=table]")
    assert page.locator("#rows tbody tr").count() == whole
    page.select_option("#language", "ar")
    assert page.get_attribute("html", "dir") == "rtl"
    page.select_option("#language", "tr")
    page.click("[data-view=picture]")
    page.click("#theme")
    assert page.troubles == []


@pytest.mark.parametrize("kind", ["pair", "timeline", "matrix"])
def test_a_mark_is_reached_by_keyboard_and_shows_its_words(paths, visit, kind):
    page = visit(paths[kind])
    assert page.locator('#picture .mark[tabindex="0"]').count() == 1
    page.focus('#picture .mark[tabindex="0"]')
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert first != second
    page.keyboard.press("Enter")
    assert page.locator("article.statement").count() > 0
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == second
    page.keyboard.press("Escape")
    assert page.locator("article.statement").count() == 0
    assert page.troubles == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_and_what_is_shown_can_be_saved(paths, visit, kind, tmp_path):
    page = visit(paths[kind])
    heads = {"png": b"\x89PNG", "svg": b"<svg", "csv": b"\xef\xbb\xbfsource,kind,target"}
    for ending, head in heads.items():
        page.click("#save summary")
        with page.expect_download() as waiting:
            page.click(f"#{ending}")
        saved = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved)
        assert saved.suffix == f".{ending}"
        assert saved.read_bytes().startswith(head)
    assert len(saved.read_text(encoding="utf-8-sig").splitlines()) == shown(page) + 1
    assert page.troubles == []


def test_a_saved_picture_is_well_formed_and_holds_the_names(paths, visit, tmp_path):
    from lxml import etree

    page = visit(paths["network"])
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("#svg")
    waiting.value.save_as(tmp_path / "it.svg")
    root = etree.parse(tmp_path / "it.svg").getroot()
    texts = "".join(root.itertext())
    assert "Iran" in texts
    assert "European Union" in texts.replace("\u2069\u2068", " ") or "European" in texts
    assert root.find(".//{*}script") is None


def test_what_a_spreadsheet_would_reckon_is_marked_in_what_is_saved(base, made, visit, tmp_path):
    save(choose([made(quote="=1+1", title="@x", outlet="+y")]), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    page.click("#save summary")
    with page.expect_download() as waiting:
        page.click("#csv")
    waiting.value.save_as(tmp_path / "it.csv")
    assert all(f'"\'{each}"' in (tmp_path / "it.csv").read_text(encoding="utf-8") for each in ("=1+1", "@x", "+y"))


def test_an_address_brings_back_what_was_set(paths, visit):
    page = visit(paths["network"])
    page.uncheck("#families input[value=opposes]")
    page.select_option("#said", "@outlet")
    page.fill("#confidence", "0.75")
    page.fill("#search", "Iran")
    page.press("#search", "Enter")
    before = (text(page, "#counts"), text(page, "#panel"))
    fragment = page.evaluate("location.hash")
    again = visit(paths["network"], fragment)
    assert (text(again, "#counts"), text(again, "#panel")) == before
    assert again.troubles == []


NONSENSE = [
    "#node=%22nobody%22&line=[1,2]&one=99999",
    "#families=__proto__,constructor&said=<script>&outlet=x",
    "#pair={&from=x&to=9&size=z&score=constructor",
    "#least=abc&reports=&depth=-1&month=[1]&person=[%22a%22,%22b%22]",
    "#search=%3Cimg%20src=x%20onerror=alert(1)%3E",
]


@pytest.mark.parametrize("fragment", NONSENSE)
def test_an_address_with_nonsense_does_no_harm(paths, visit, fragment):
    for kind in ("network", "pair"):
        page = visit(paths[kind], fragment)
        assert "statements shown" in text(page, "#counts")
        assert page.troubles == []


@pytest.fixture
def reported(base, made, visit, tmp_path):
    """Return the page of one fact told by two outlets, denied by a third, and followed by its contrary."""
    told = [
        made(when="2023-03-10", article="a", outlet="Post", published="2023-03-10"),
        made(when="2023-03-10", article="b", outlet="Times", published="2023-03-11"),
        made(status="denied", article="c", outlet="Mail", published="2023-03-12"),
        made(kind="aids", when="2023-03-14", article="d", outlet="Echo"),
        made(kind="aids", when="2023-04-14", article="e", outlet="Late"),
    ]
    save(choose(told), base, tmp_path / "page.html")
    return visit(tmp_path / "page.html")


def test_other_reports_and_contradictions_are_named_and_can_be_followed(reported):
    page = reported
    page.click("#panel .lines button:has-text('opposition')")
    first = page.locator("article.statement >> nth=0")
    assert [first.locator(f".{key} li").count() for key in ("alike", "denials", "reversals")] == [1, 1, 1]
    assert "Times" in first.locator(".alike").inner_text()
    assert "Echo" in first.locator(".reversals").inner_text()
    first.locator(".denials button").click()
    assert "The filters hide this statement." in text(page, "#panel")
    assert "Mail" in text(page, "#panel .source")
    page.click("#panel .back")
    assert "Post" in text(page, "#panel .source >> nth=0")
    assert page.troubles == []


def test_time_moves_through_vague_dates(base, made, visit, tmp_path):
    whens = ["2021", "2022-03", "2022-06-15", "2021/2023", None]
    save(choose([made(when=when, article=str(at)) for at, when in enumerate(whens)]), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    months = page.evaluate("Number(document.getElementById('from').max)")
    assert text(page, "#fromMonth") == "January 2021"
    page.fill("#to", "0")
    assert shown(page) == 3  # the year, the stretch, and what has no date
    page.uncheck("#undated")
    assert shown(page) == 2
    page.fill("#from", str(months))
    assert text(page, "#toMonth") == "December 2023"
    assert shown(page) == 1  # the stretch alone


def test_a_line_opens_into_its_kinds(paths, visit):
    page = visit(paths["network"])
    lines = "network.body.data.edges.length"
    before = page.evaluate(lines)
    page.click("#panel .lines button >> nth=0")
    page.click("#panel .open")
    assert page.evaluate(lines) > before
    page.click("#panel .open")
    assert page.evaluate(lines) == before
    assert page.troubles == []


def test_those_who_speak_for_an_actor_are_folded_until_opened(base, made, visit, tmp_path):
    told = [made(speaker="IRN", person="p1"), made(speaker="IRN", person="p2", article="b")]
    save(choose(told), base, tmp_path / "page.html", named={"p1": {"en": "The spokesman"}})
    page = visit(tmp_path / "page.html")
    assert page.evaluate("network.body.data.nodes.length") == 2
    page.fill("#search", "Iran")
    page.press("#search", "Enter")
    page.click("#panel .open")
    assert page.evaluate("network.body.data.nodes.length") == 4
    where = page.evaluate("network.canvasToDOM(network.getPositions()[JSON.stringify(['IRN', 'p1'])])")
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.click(box["x"] + where["x"], box["y"] + where["y"])
    assert text(page, "#panel h2") == "The spokesman"


@pytest.mark.parametrize("measure", ["ties", "between"])
def test_size_can_tell_something_else(paths, visit, measure):
    page = visit(paths["network"])
    size = "network.body.data.nodes.get('TUR').size"
    before = page.evaluate(size)
    page.select_option("#size", measure)
    page.select_option("#width", "facts")
    page.check("#clusters")
    assert page.evaluate(size) != before
    assert page.troubles == []


def test_steps_away_can_be_fewer(paths, visit):
    page = visit(paths["ego"])
    before = shown(page)
    page.fill("#depth", "1")
    assert 0 < shown(page) < before


def test_a_pair_has_a_score_line_of_facts_that_happened(base, made, visit, tmp_path):
    told = [
        made(when="2023-03-10"),
        made(when="2023-03-10", article="b"),
        made(status="intended", article="c", when="2023-04-01"),
    ]
    save(choose(told, "pair"), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    score = base.relations["accuses"].goldstein
    assert f"−{abs(score):g}" in page.text_content("#picture svg")
    page.select_option("#score", "plover")
    assert "PLOVER" in page.text_content("#picture svg")
    assert page.locator("#picture .mark").count() == 3


def test_a_cell_tells_both_signs_and_opens_its_statements(paths, visit):
    page = visit(paths["matrix"])
    cell = page.locator('.mark[aria-label*="European Union"][aria-label*="Iran"]').first
    cell.click()
    assert page.locator("article.statement").count() > 0
    assert re.search(r"\d for, \d against", cell.get_attribute("aria-label"))


def test_a_bar_opens_what_was_told_of_its_month(paths, visit):
    page = visit(paths["timeline"])
    page.locator('.mark[aria-label*="cooperation"]').first.click()
    number = int(page.locator("#picture .mark").first.get_attribute("aria-label").rsplit(" ", 1)[1])
    assert number > 0
    assert page.locator("article.statement").count() > 0


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_view_says_that_it_is_empty(base, visit, tmp_path, kind):
    save(choose((), kind), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    assert text(page, "#message") == "This graph is empty: it holds no statements."
    assert page.troubles == []


def test_a_view_of_two_of_whom_nothing_is_told_says_so(base, news, visit, tmp_path):
    save(choose(news, "pair", states=["NZL", "ISL"]), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    assert text(page, "#message").startswith("Nothing is told of \u2068New Zealand")
    assert page.troubles == []


@pytest.mark.parametrize(("kind", "names"), [("pair", 2), ("timeline", 6), ("ego", 1)])
def test_a_view_for_which_no_actor_is_named_says_whom_it_takes(base, news, visit, tmp_path, kind, names):
    save(choose(news, kind), base, tmp_path / "page.html")
    said = text(visit(tmp_path / "page.html"), "#counts")
    assert said.rpartition("Chosen because most is told of them: ")[2].count(", ") == names - 1


def test_very_many_actors_are_drawn_as_groups(base, made, visit, tmp_path, monkeypatch):
    from kg.views import choosing

    monkeypatch.setattr(choosing, "MOST", 2)
    monkeypatch.setattr(choosing, "_KEPT", 1)
    save(choose([made(), made("IRN", "aids", "SYR", article="b")]), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    assert text(page, "#panel .lines button:has-text('opposition')").startswith("Iran → 2 more around Iran")
    assert "2 actors of whom little is told are folded into 1 group" in text(page, "#counts")
    page.fill("#search", "Syria")
    page.press("#search", "Enter")
    assert text(page, "#panel h2") == "2 more around Iran"
    assert json.loads(page.text_content("#data"))["nodes"][0]["members"] == ["SYR", "USA"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_shows_every_view_without_scrolling_sideways(paths, visit, kind):
    page = visit(paths[kind], viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("kind", KINDS)
def test_every_view_can_be_printed(paths, visit, kind):
    page = visit(paths[kind])
    assert page.pdf()[:5] == b"%PDF-"
    assert page.troubles == []
