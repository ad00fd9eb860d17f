"""What a person does with a page, in a real browser."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Entity, EntityKind
from kg.views.choosing import choose
from kg.views.content import plain
from kg.views.html import save

pytestmark = pytest.mark.browser

# What ran in one place or another of naive pages: as a name, a title, an address, a heading.
PAYLOADS = json.loads((Path(__file__).parent / "payloads.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def path(news, base, tmp_path_factory):
    path = tmp_path_factory.mktemp("view") / "page.html"
    save(choose(news), base, path, title="News أخبار")
    return path


@pytest.fixture
def page(path, visit):
    return visit(path)


def click(page, code=None, edge=None):
    """Click on the canvas, where an actor or the middle of a line is."""
    where = page.evaluate(
        "([code, edge]) => network.canvasToDOM(code ? network.getPositions([code])[code]"
        " : network.body.edges[`line ${edge}`].edgeType.getPoint(0.4))",
        [code, edge],
    )
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.click(box["x"] + where["x"], box["y"] + where["y"])
    page.wait_for_selector("article.statement")


def line(page, one, other, family, status="actual"):
    """Return the number of a line."""
    return page.evaluate(
        "(wanted) => JSON.parse(document.getElementById('data').textContent).edges"
        ".find((edge) => [edge.from, edge.to, edge.family, edge.status].join() === wanted).id",
        ",".join([one, other, family, status]),
    )


def text(page, selector):
    return page.inner_text(selector)


def test_a_page_asks_for_nothing_and_complains_of_nothing(page):
    assert page.troubles == []


def test_the_canvas_holds_a_picture(page):
    colours = page.evaluate(
        "() => { const c = document.querySelector('canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, "
        "c.height).data; const s = new Set(); for (let i = 0; i < d.length; i += 4) s.add(d[i] + ',' + d[i+1] + ',' + "
        "d[i+2]); return s.size; }"
    )
    assert colours > 50


def test_a_click_on_a_line_shows_its_words(page):
    click(page, edge=line(page, "EU", "IRN", "opposes"))
    assert text(page, "#panel h2").split() == ["European", "Union", "→", "Iran"]
    assert "وأقر الاتحاد الأوروبي حزمة عقوبات" in text(page, "#panel mark >> nth=0")
    shown = text(page, "#panel")
    for fact in ("sanctions", "October 20, 2022", "إذاعة الأفق", "كييف تطالب طهران", "Read the article", "90%"):
        assert fact in shown
    assert page.get_attribute("#panel blockquote >> nth=0", "dir") == "auto"


def test_a_click_on_an_actor_shows_all_that_is_told_of_it(page):
    click(page, "EU")
    assert text(page, "#panel h2") == "European Union"
    assert page.locator("#panel .lines button").count() == 4
    assert page.locator("article.statement").count() == 5


def test_kinds_read_from_one_sentence_stand_on_one_card(page):
    click(page, edge=line(page, "EGY", "TUR", "opposes"))
    assert page.locator("article.statement").count() == 2  # said by the outlet, and by Egypt
    click(page, edge=line(page, "AZE", "ISR", "cooperatesWith"))
    assert page.locator("article.statement >> nth=0").locator(".tag.kind").count() == 2


@pytest.mark.parametrize(
    ("when", "shown"), [("2022-12", "December 2022"), ("1993/2020", "1993 – 2020"), ("2013", "2013")]
)
def test_a_date_is_shown_as_precisely_as_it_is_known(base, made, tmp_path, visit, when, shown):
    save(choose([made(when=when)]), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    click(page, "IRN")
    assert text(page, ".tags .tag >> nth=1") == shown


def test_the_words_themselves_say_which_way_a_passage_runs(base, made, tmp_path, visit):
    save(
        choose([made(quote="الوزيران وقعا (Joint Statement) بيانا.", before="They met. ")]),
        base,
        tmp_path / "page.html",
    )
    page = visit(tmp_path / "page.html")
    click(page, "IRN")
    assert page.evaluate("getComputedStyle(document.querySelector('blockquote')).direction") == "rtl"


def test_words_that_turn_the_direction_turn_themselves_only(base, made, tmp_path, visit):
    save(choose([made(quote="He said \u202egnihtemos", after=" and then left. ")]), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    click(page, "IRN")
    assert page.evaluate("getComputedStyle(document.querySelector('mark')).unicodeBidi") == "isolate"
    mark, after = page.locator("mark").bounding_box(), page.locator(".around").bounding_box()
    assert mark["x"] + mark["width"] <= after["x"] + 1


def test_the_whole_network_is_seen_with_its_names(page):
    stage = page.evaluate(
        "[document.querySelector('#picture').clientWidth, document.querySelector('#picture').clientHeight]"
    )
    corners = page.evaluate(
        "network.body.data.nodes.getIds().map((id) => network.getBoundingBox(id))"
        ".flatMap(({ left, top, right, bottom }) => [{ x: left, y: top }, { x: right, y: bottom }])"
        ".map((each) => network.canvasToDOM(each))"
    )
    assert len(corners) > 20
    assert [each for each in corners if not (-1 < each["x"] < stage[0] + 1 and -1 < each["y"] < stage[1] + 1)] == []


def test_a_denial_is_not_drawn_until_asked_for(page):
    assert "48 of 49 statements shown" in text(page, "#counts")
    assert "1 hidden by filters" in text(page, "#counts")
    page.check("#statuses input[value=denied]")
    assert "49 of 49 statements shown" in text(page, "#counts")
    assert "hidden" not in text(page, "#counts")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("إيران", "Iran"), ("ايران", "Iran"), ("إِيرَان", "Iran"), ("iran", "Iran"), ("İRAN", "Iran"), ("IRN", "Iran"),
     ("الكيان الصهيوني", "Israel"), ("سعوديه", "Saudi Arabia"), ("türkiye", "Türkiye")],
)  # fmt: skip
def test_search_finds_an_actor_by_any_spelling(page, wanted, found):
    page.fill("#search", wanted)
    assert found in text(page, "#hits")
    page.press("#search", "Enter")
    assert text(page, "#panel h2") == found


def test_a_speaker_is_named_with_whom_it_speaks_for(base, made, tmp_path, visit):
    statements = [made(speaker="IRN", person="p1"), made("TUR", "aids", "SOM", speaker="TUR", person="p2")]
    named = {"p1": {"ar": "المتحدث باسم الخارجية"}}
    save(choose(statements), base, tmp_path / "page.html", named=named)
    page = visit(tmp_path / "page.html")
    click(page, "IRN")
    assert text(page, ".said strong") == "المتحدث باسم الخارجية (Iran)"
    click(page, "TUR")
    assert text(page, ".said strong") == "Türkiye"


def test_a_family_of_the_users_own_is_drawn(base, made, tmp_path, visit):
    own = replace(base.relations["accuses"], name="tradesWith", family="trade")
    save(
        choose([made(kind="tradesWith")]),
        replace(base, relations={**base.relations, "tradesWith": own}),
        tmp_path / "p.html",
    )
    page = visit(tmp_path / "p.html")
    assert text(page, "#counts").startswith("1 of 1")
    assert "trade" in text(page, "#legend")
    assert page.troubles == []


def test_search_says_when_nothing_is_found(page):
    page.fill("#search", "Atlantis")
    assert text(page, "#found") == "0 found"
    assert page.locator("#hits li").count() == 0


def test_filters_take_out_and_reset_brings_back(page):
    page.uncheck("#families input[value=opposes]")
    assert "30 of 49" in text(page, "#counts")
    page.click("#tools details summary")
    page.uncheck("#kinds input[value=recognized]")
    assert "27 of 49" in text(page, "#counts")
    page.click("#reset")
    assert "48 of 49" in text(page, "#counts")


def test_statements_are_filtered_by_who_says_them(page):
    page.select_option("#said", "@outlet")
    outlet = int(text(page, "#counts").split()[0])
    page.select_option("#said", "@speaker")
    assert outlet + int(text(page, "#counts").split()[0]) == 48
    page.select_option("#said", "UKR")
    assert text(page, "#counts").startswith("3 of 49")


def test_statements_are_filtered_by_outlet_and_confidence(page):
    page.select_option("#outlet", "The Harbour Post")
    assert text(page, "#counts").startswith("3 of 49")
    page.click("#reset")
    page.fill("#confidence", "0.75")
    assert text(page, "#counts").startswith("43 of 49")


def test_lines_of_few_statements_can_be_left_out(page):
    page.fill("#reports", "3")
    assert text(page, "#counts").startswith("9 of 49")


def test_a_large_network_opens_on_its_most_reported_lines(base, made, tmp_path, visit):
    codes = [code for code, entity in base.entities.items() if entity.kind is EntityKind.STATE]
    statements = [made(one, "accuses", other) for one in codes[:20] for other in codes[20:30]]
    statements += [made(codes[0], "accuses", code, article="b") for code in codes[20:25]]
    save(choose(statements), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    assert text(page, "#counts").startswith("10 of 205")
    assert text(page, "#few") == "2"


def test_filters_that_leave_nothing_say_so(page):
    for family in ("cooperatesWith", "opposes", "recognized"):
        page.uncheck(f"#families input[value={family}]")
    assert text(page, "#message") == "No statement passes the filters."


def test_arabic_mirrors_the_page(page):
    page.select_option("#language", "ar")
    assert (page.get_attribute("html", "dir"), page.get_attribute("html", "lang")) == ("rtl", "ar")
    assert "من الأقوال" in text(page, "#counts")
    click(page, edge=line(page, "EU", "IRN", "opposes"))
    assert text(page, "#panel h2").split() == ["الاتحاد", "الأوروبي", "←", "إيران"]
    assert "20 أكتوبر 2022" in text(page, "#panel")
    panel, tools = page.locator("#panel").bounding_box(), page.locator("#tools").bounding_box()
    assert panel["x"] < tools["x"]
    assert page.troubles == []


@pytest.mark.parametrize(("locale", "lang"), [("ar-EG", "ar"), ("tr", "tr"), ("de", "en")])
def test_a_page_opens_in_the_language_of_the_browser(path, visit, locale, lang):
    assert visit(path, locale=locale).get_attribute("html", "lang") == lang


def test_a_dark_desk_gets_a_dark_page_and_the_switch_turns_it(path, visit):
    page = visit(path, color_scheme="dark")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.click("#theme")
    assert page.get_attribute("html", "data-theme") == "light"


def test_the_table_holds_what_is_shown(page):
    page.click("[data-view=table]")
    assert page.locator("#rows tbody tr").count() == 48
    page.check("#statuses input[value=denied]")
    assert page.locator("#rows tbody tr").count() == 49


def test_everything_is_reached_by_keyboard(page):
    page.focus("#panel .lines button")
    page.keyboard.press("Enter")
    assert page.locator("article.statement").count() > 0
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.locator("article.statement").count() == 0
    before = page.evaluate("network.getViewPosition().x")
    page.focus("#picture")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("network.getViewPosition().x") > before


def test_every_control_has_a_name(page):
    unnamed = page.evaluate(
        "() => [...document.querySelectorAll('button, input, select, [tabindex=\"0\"]')].filter((each) =>"
        " !(each.textContent.trim() || each.getAttribute('aria-label') || (each.labels && each.labels.length)))"
        ".map((each) => each.outerHTML)"
    )
    assert unnamed == []


def test_a_phone_shows_the_page_without_scrolling_sideways(path, visit):
    page = visit(path, viewport={"width": 360, "height": 740})
    click(page, "IRN")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.click("[data-view=table]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_empty_graph_says_that_it_is_empty(base, tmp_path, visit):
    save(choose(()), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    assert text(page, "#message") == "This graph is empty: it holds no statements."
    assert page.troubles == []


def test_a_link_is_made_of_web_addresses_only(base, made, tmp_path, visit):
    urls = ["https://example.org/a", "javascript:document.title='run'", "data:text/html,x", "file:///etc/passwd", "x"]
    save(choose([made(article=str(number), url=url) for number, url in enumerate(urls)]), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    click(page, "IRN")
    links = page.locator("#panel a").all()
    assert [each.get_attribute("href") for each in links] == ["https://example.org/a"]
    assert links[0].get_attribute("rel") == "noopener noreferrer"


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_in_the_data_runs_or_breaks_the_page(base, made, tmp_path, visit, payload):
    fields = dict.fromkeys(("quote", "before", "after", "title", "outlet", "url", "published"), payload)
    hostile = made(payload, "accuses", "IRN", speaker=payload, language="ar", article=payload, **fields)
    named = {payload: {"en": payload, "ar": payload}}
    save(choose([hostile, made("IRN", "aids", "TUR")]), base, tmp_path / "page.html", title=payload, named=named)
    page = visit(tmp_path / "page.html")
    title = page.title()
    page.hover("#picture canvas")
    click(page, "IRN")
    page.fill("#search", payload[:12])
    assert payload in page.locator("#panel mark").all_text_contents()
    page.click("[data-view=table]")
    assert payload in page.text_content("#rows")
    page.select_option("#language", "ar")
    page.click("[data-view=picture]")
    assert title == page.title() == plain(payload)
    assert page.locator("#picture canvas").is_visible()
    assert page.evaluate("document.querySelectorAll('script').length") == 3
    assert page.troubles == []


def test_a_hostile_knowledge_base_is_shown_as_text(base, made, tmp_path, visit):
    name = PAYLOADS["the word href"]
    entities = {**base.entities, "EVIL": Entity("EVIL", EntityKind.ORG, (("en", name), ("ar", name)))}
    save(choose([made("EVIL", "accuses", "IRN")]), replace(base, entities=entities), tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    click(page, "EVIL")
    assert page.text_content("#panel h2") == name
    assert page.troubles == []
