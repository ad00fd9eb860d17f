"""Every IRI of the graph has a page for people and triples for programs."""

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

BASE = "https://w3id.org/state-relations"
STATEMENT = (
    'SELECT ?s ?f WHERE { ?s a sr:RelationStatement ; sr:kind sr:sanctions ; sr:reports ?f ; sr:outlet "وكالة أولى" }'
)


@pytest.fixture(scope="module")
def found(server):
    """Return the addresses of an article, a statement in it and the fact that this reports."""
    [row] = server.ask(STATEMENT).rows
    statement, fact = (row[name]["value"].removeprefix(BASE) for name in ("s", "f"))
    return {"article": statement.partition("#")[0], "statement": statement.replace("#", "?"), "fact": fact}


def triples(reply):
    form = RdfFormat.from_media_type(reply.headers["content-type"].partition(";")[0])
    return [quad.triple for quad in parse(reply.body, format=form)]


@pytest.mark.parametrize("kind", ["article", "statement", "fact"])
@pytest.mark.parametrize(
    "type_", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)
def test_a_thing_comes_as_triples_of_which_it_is_the_subject(server, found, kind, type_):
    reply = server.get(found[kind], Accept=type_)
    assert reply.headers["content-type"].partition(";")[0] == type_
    iri = NamedNode(BASE + found[kind].replace("?", "#"))
    assert iri in {triple.subject for triple in triples(reply)}


def test_a_browser_gets_html_and_the_address_can_name_another_form(server):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert server.get("/id/IRN", Accept=accept).headers["content-type"].startswith("text/html")
    assert server.get("/id/IRN?format=ttl", Accept=accept).headers["content-type"].startswith("text/turtle")
    assert server.get("/id/IRN", Accept="image/png").status == 406
    assert server.get("/id/IRN?format=png").status == 406


def test_an_actor_has_names_partners_and_statements(server):
    page = server.get("/id/IRN").text
    for told in (
        "إيران",
        "İran",
        "Islamic Republic of Iran",
        "European Union",
        "wikidata.org",
        "وفرض الاتحاد الأوروبي",
    ):
        assert told in page
    assert "وكالة أولى" in page
    assert "2022-10-20" in page


def test_a_person_of_an_article_has_a_page(server):
    page = server.get("/id/amir").text
    assert "أمير عبد اللهيان" in page
    assert "/id/IRN" in page


def test_a_statement_shows_its_passage_in_place_and_other_reports(server, found):
    page = server.get(found["statement"]).text
    assert "<mark>وفرض الاتحاد الأوروبي عقوبات على إيران.</mark>" in page
    assert "قال الوزير إن أذربيجان" in page  # what stands before it
    assert "The EU imposed sanctions on Iran." in page
    assert "reported by 2 statements" in page


def test_a_fact_shows_its_reports_side_by_side_with_outlets_and_days(server, found):
    page = server.get(found["fact"]).text
    assert page.count("<blockquote") == 2
    assert "2 reports in 2 outlets" in page
    assert "2022-11-05" in page
    assert "2022-11-06" in page


def test_a_denial_stands_against_its_fact(server):
    query = "SELECT ?f WHERE { ?f a sr:Fact ; sr:kind sr:aids ; sr:status sr:actual }"
    page = server.get(server.ask(query).rows[0]["f"]["value"].removeprefix(BASE)).text
    assert "What stands against it" in page
    assert "told and denied" in page


def test_a_statement_that_was_corrected_says_by_whom_and_leads_to_what_stands_in_its_place(server):
    [row] = server.ask("SELECT ?s ?new WHERE { ?s a sr:RejectedStatement . ?new sr:correctionOf ?s }").rows
    old, new = (row[name]["value"].removeprefix(BASE).replace("#", "?") for name in ("s", "new"))
    page = server.get(old).text
    for told in (
        "Corrected by",
        "Nour",
        "it was &lt;b&gt;praise&lt;/b&gt;",
        "has judged this statement to be wrong",
        new,
    ):
        assert told in page
    assert old in server.get(new).text


def test_an_article_shows_its_text_with_the_evidence_marked(server, found):
    page = server.get(found["article"]).text
    assert page.count("<mark") == 4
    assert page.count('<li id="s') == 4
    assert 'href="https://example.org/1"' in page


def test_terms_and_flat_triples_have_pages(server):
    assert 'id="sanctions"' in server.get("/ns").text
    assert "يعاقب" in server.get("/ns?lang=ar").text
    assert triples(server.get("/ns", Accept="text/turtle"))
    edge = server.get("/edge/EU/sanctions/IRN")
    assert "rdf:subject" in edge.text
    assert "The EU imposed sanctions" in edge.text


@pytest.mark.parametrize(
    "path", ["/id/NOBODY", "/article/none", "/article/second?statement=00", "/fact/00", "/run/x", "/id/", "/id/%00%ff"]
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_the_store_does_not_know_is_404_in_one_line(server, path, accept):
    reply = server.get(path, Accept=accept)
    assert (reply.status, reply.text.count("\n")) == (404, 1)


def test_links_keep_the_language_that_the_address_names(server):
    page = server.get("/id/IRN?lang=tr").text
    assert "/id/EU?lang=tr" in page
    assert "Karşı taraf" in page
    assert "lang=tr" not in server.get("/id/IRN", Accept_Language="tr-TR,tr;q=0.9").text.replace('?lang=tr"', "")
