"""What a person does with the page, in a real browser."""

import pytest

from .conftest import HOSTILE, RUNAWAY, answered

pytestmark = pytest.mark.browser

EVENTS = "SELECT ?who ?whom WHERE { ?who sr:opposes ?whom } ORDER BY ?who"


def text(page, selector):
    return page.inner_text(selector)


def column(page, place):
    return [row.inner_text() for row in page.locator(f"#table tbody tr td:nth-child({place})").all()]


def run(page, query):
    page.fill("#query", query)
    page.press("#query", "Control+Enter")
    answered(page)


def test_the_page_opens_on_an_answer_and_complains_of_nothing(visit):
    page = visit()
    assert page.locator("#table tbody tr").count() > 2
    assert page.locator("#list [aria-current=true]").get_attribute("data-name") == "most-reported"
    assert page.troubles == []


def test_a_question_is_chosen_narrowed_down_and_run(visit):
    page = visit()
    page.fill("#sought", "opposes whom")
    page.click("#list [data-name=opposes]")
    answered(page)
    assert set(column(page, 3)) == {"Greece", "Iran"}
    page.fill("#parameter-state", "ايران")  # without hamza
    assert text(page, "#parameter-state-hits li >> nth=0").startswith("Iran")
    page.press("#parameter-state", "Enter")
    assert page.input_value("#parameter-state") == "Iran"
    page.click("#run")
    answered(page)
    assert set(column(page, 3)) == {"Iran"}
    assert "state=IRN" in page.url
    again = visit("/" + page.url.partition("/#")[2].join(["#", ""]))
    assert set(column(again, 3)) == {"Iran"}
    assert again.input_value("#parameter-state") == "Iran"
    assert page.troubles + again.troubles == []


def test_kinds_are_chosen_from_a_list(visit):
    page = visit("/#question=evidence")
    page.select_option("#parameter-kind", "aids")
    page.click("#run")
    answered(page)
    assert set(column(page, 2)) == {"aids"}


def test_a_head_sorts_its_column_and_turns_it(visit):
    page = visit("/#question=timeline")
    page.click("#table th:nth-child(3) button")
    up = column(page, 3)
    assert up == sorted(up)
    assert page.get_attribute("#table th:nth-child(3)", "aria-sort") == "ascending"
    page.keyboard.press("Enter")  # the head keeps the focus
    assert column(page, 3) == up[::-1]


def test_an_actor_leads_to_its_page_and_on_to_statement_fact_and_article(visit):
    page = visit("/#question=timeline&state=EU")
    page.click("#table td a >> text=European Union >> nth=0")
    assert text(page, "h1") == "European Union"
    assert "Iran" in text(page, ".partners tbody")
    page.click("article.statement:has(.tag.kind:text('sanctions')) >> text=Statement >> nth=0")
    assert "European Union" in text(page, "h1")
    page.click(".fields a >> text=reported by")
    page.wait_for_selector(".beside")
    assert page.locator("article.statement").count() == 2
    page.click("a >> text=A second report")
    page.wait_for_selector(".text mark")
    assert page.locator(".text mark").count() == 3
    assert page.troubles == []


def test_the_answer_is_downloaded_as_csv(visit):
    page = visit("/#question=opposes&state=IRN")
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "opposes.csv"
    lines = waiting.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0] == "who,kindName,whom,statusName,saidBy,day,outlet,words"
    assert len(lines) == 1 + page.locator("#table tbody tr").count()
    assert any("\"'=cmd" in line or ",'=cmd" in line for line in lines)


@pytest.mark.parametrize("query", [EVENTS, "CONSTRUCT { ?a ?p ?b } WHERE { ?a ?p ?b . ?p a sr:RelationFamily }"])
def test_pairs_of_actors_are_drawn_as_a_network(visit, query):
    page = visit("/#question=")
    run(page, query)
    page.click("#asNetwork")
    page.wait_for_function("() => window.network.getScale && window.network.getScale() > 0")
    assert {"AZE", "EU", "IRN"} <= set(page.evaluate("Object.keys(network.getPositions())"))
    assert "Network of" in page.get_attribute("#network", "aria-label")
    before = page.evaluate("network.getViewPosition().x")
    page.focus("#network")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("network.getViewPosition().x") > before
    page.click("#theme")
    assert page.troubles == []


def test_what_has_no_pairs_is_not_drawn(visit):
    page = visit("/#question=")
    run(page, "SELECT ?who WHERE { ?who sr:opposes id:IRN }")
    assert page.locator("#views").is_hidden()
    run(page, "ASK { id:EU sr:opposes id:IRN }")
    assert text(page, "#table") == "Yes"
    run(page, "SELECT ?who WHERE { ?who sr:opposes id:NOBODY }")
    assert text(page, "#table") == "No row answers the question."


def test_what_is_cut_refused_or_ended_is_said(visit, hurried):
    page = visit("/#question=", at=hurried)
    run(page, "SELECT * WHERE { ?s ?p ?o }")
    assert "not the whole answer: cut at 5 rows" in text(page, "#notices")
    run(page, "SELECT nonsense")
    assert "not valid SPARQL" in text(page, "#notices")
    run(page, RUNAWAY)
    assert "1 seconds" in text(page, "#notices")
    run(page, "DROP ALL")
    assert "only reads" in text(page, "#notices")
    run(page, "ASK { ?s ?p ?o }")
    assert text(page, "#notices") == ""


def test_a_query_of_ones_own_gets_a_form_for_its_parameters(visit):
    page = visit("/#question=")
    page.fill("#query", "# param whom: entity  whom they oppose\nSELECT ?who WHERE { ?who sr:opposes ?whom }")
    page.fill("#parameter-whom", "Yunanistan")
    page.press("#parameter-whom", "Enter")
    page.press("#query", "Control+Enter")
    answered(page)
    assert column(page, 1) == ["Türkiye"]
    assert "whom=GRC" in page.url


def test_arabic_mirrors_the_page_and_keeps_the_question(visit):
    page = visit("/#question=opposes&state=IRN")
    page.click(".languages [lang=ar]")
    page.wait_for_selector("body[data-ready]")
    answered(page)
    assert (page.get_attribute("html", "dir"), page.get_attribute("html", "lang")) == ("rtl", "ar")
    assert set(column(page, 3)) == {"إيران"}
    list_, desk = page.locator(".questions").bounding_box(), page.locator(".desk").bounding_box()
    assert list_["x"] > desk["x"]
    page.click("#table td a >> nth=0")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.troubles == []


@pytest.mark.parametrize(("locale", "lang"), [("ar-EG", "ar"), ("tr", "tr"), ("de", "en")])
def test_pages_come_in_the_language_of_the_browser(visit, locale, lang):
    assert visit("/id/IRN", locale=locale).get_attribute("html", "lang") == lang


def test_dark_is_kept_from_page_to_page(visit):
    page = visit("/id/IRN", color_scheme="dark")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.click("#theme")
    page.goto(page.url)
    assert page.get_attribute("html", "data-theme") == "light"


@pytest.mark.parametrize("path", ["/article/third", "/id/TUR", "/id/evil", "/#question=timeline&state=TUR"])
def test_hostile_names_and_texts_are_shown_as_they_are(visit, path):
    page = visit(path)
    assert page.title() != "run"
    assert "<script>document.title='run'</script>" in text(page, "main")
    assert "{{7*7}}" in text(page, "main")
    assert page.locator("main script, main img").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.troubles == []


def test_a_hostile_statement_and_its_fact_are_shown_as_they_are(visit, server):
    query = "SELECT ?s ?f WHERE { ?s a sr:RelationStatement ; sr:source id:TUR ; sr:reports ?f }"
    [row] = server.ask(query).rows
    base = "https://w3id.org/state-relations"
    for iri in (row["s"]["value"].replace("#", "?"), row["f"]["value"]):
        page = visit(iri.removeprefix(base))
        assert HOSTILE[:40] in text(page, "main")
        assert page.title() != "run"
        assert page.troubles == []


@pytest.mark.parametrize("path", ["/#question=opposes", "/id/IRN", "/article/second", "/ns"])
def test_every_control_has_a_name(visit, path):
    page = visit(path)
    unnamed = page.evaluate(
        "() => [...document.querySelectorAll('button, input, select, textarea, a, [tabindex=\"0\"]')].filter((each) =>"
        " !(each.textContent.trim() || each.getAttribute('aria-label') || (each.labels && each.labels.length)))"
        ".map((each) => each.outerHTML)"
    )
    assert unnamed == []


@pytest.mark.parametrize("path", ["/#question=timeline", "/id/IRN", "/article/second", "/fact", "/ns", "/?lang=ar"])
def test_a_phone_shows_the_page_without_scrolling_sideways(visit, server, path):
    if path == "/fact":
        path = server.ask("SELECT ?f WHERE { ?s sr:reports ?f } LIMIT 1").rows[0]["f"]["value"][32:]
    page = visit(path, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
