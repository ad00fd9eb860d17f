"""What a person does with a page, in a real browser."""

import pytest

from kg.views.html import save

pytestmark = pytest.mark.browser

PAYLOAD = "<img src=x onerror=\"document.title='run'\"></script><script>document.title='run'</script> href {{7*7}}"


@pytest.fixture
def page(reports, base, tmp_path, visit):
    save(reports, base, tmp_path / "page.html", title="اختبار test")
    return visit(tmp_path / "page.html")


def test_a_page_asks_for_nothing_and_complains_of_nothing(page):
    assert page.troubles == []


def test_a_denial_is_not_drawn_until_asked_for(page):
    assert "4 of 5 statements shown, 1 hidden" in page.inner_text("#counts")
    page.check("#statuses input[value=denied]")
    assert "5 of 5 statements shown, 0 hidden" in page.inner_text("#counts")


def test_the_canvas_holds_a_picture(page):
    colours = page.evaluate(
        "() => { const c = document.querySelector('canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, "
        "c.height).data; const s = new Set(); for (let i = 0; i < d.length; i += 4) s.add(d[i] + ',' + d[i+1] + ',' + "
        "d[i+2] + ',' + d[i+3]); return s.size; }"
    )
    assert colours > 5


def test_a_click_on_an_actor_shows_its_evidence(page):
    where = page.evaluate("() => network.canvasToDOM(network.getPositions(['IRN']).IRN)")
    box = page.locator("#network canvas").bounding_box()
    page.mouse.click(box["x"] + where["x"], box["y"] + where["y"])
    page.wait_for_selector("article.statement")
    assert "Iran" in page.inner_text("#panel h2")
    assert "التقى الوزيران" in page.inner_text("#panel")


@pytest.mark.parametrize("wanted", ["إيران", "iran", "İran", "IRN", "ايران"])
def test_search_finds_an_actor_by_any_spelling(page, wanted):
    page.fill("#search", wanted)
    assert "(IRN)" in page.inner_text("#panel")


def test_a_loaded_name_finds_its_state(page):
    page.fill("#search", "الكيان الصهيوني")
    assert "(ISR)" in page.inner_text("#panel")


def test_filters_take_out_and_say_how_much(page):
    page.uncheck("#families input[value=opposes]")
    assert "2 of 5 statements shown, 3 hidden" in page.inner_text("#counts")
    page.click("#reset")
    assert "4 of 5" in page.inner_text("#counts")


def test_filters_that_leave_nothing_say_so(page):
    page.uncheck("#said input[value=outlet]")
    page.uncheck("#said input[value=speaker]")
    assert page.inner_text("#message") == "Nothing matches the filters."


def test_arabic_mirrors_the_page(page):
    page.select_option("#language", "ar")
    assert page.get_attribute("html", "dir") == "rtl"
    assert "عبارة" in page.inner_text("#counts")
    assert page.troubles == []


def test_the_table_holds_what_is_shown(page):
    page.click("#as-table summary")
    page.wait_for_selector("#as-table tbody tr")
    assert page.locator("#as-table tbody tr").count() == 4


def test_a_link_is_made_of_web_addresses_only(report, base, tmp_path, visit):
    good = report("ISR", "accuses", "IRN", url="https://example.org/a")
    bad = report("ISR", "threatens", "IRN", number=2, url="javascript:alert(1)")
    save([good, bad], base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    page.fill("#search", "IRN")
    links = [each.get_attribute("href") for each in page.locator("#panel a").all()]
    assert set(links) == {"https://example.org/a"}


def test_an_empty_graph_says_that_it_is_empty(base, tmp_path, visit):
    save((), base, tmp_path / "page.html")
    page = visit(tmp_path / "page.html")
    assert "empty" in page.inner_text("#message")
    assert page.troubles == []


def test_nothing_in_the_data_runs(report, base, tmp_path, visit):
    fields = dict.fromkeys(("quote", "before", "after", "title", "outlet", "url"), PAYLOAD)
    save([report("ISR", "accuses", "IRN", rule=PAYLOAD, **fields)], base, tmp_path / "page.html", title=PAYLOAD)
    page = visit(tmp_path / "page.html")
    page.fill("#search", "IRN")
    page.click("#as-table summary")
    assert PAYLOAD in page.inner_text("#panel")
    assert page.title() == PAYLOAD
    assert page.troubles == []
