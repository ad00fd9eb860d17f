"""The endpoint speaks the SPARQL 1.1 Protocol."""

import json
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

AGAINST = "SELECT ?who WHERE { ?who sr:opposes id:IRN } ORDER BY ?who"
FLAT = "CONSTRUCT { ?who sr:opposes ?whom } WHERE { ?who sr:opposes ?whom }"
FORM = "application/x-www-form-urlencoded"
CODES = ["https://w3id.org/state-relations/id/AZE", "https://w3id.org/state-relations/id/EU"]


def who(reply):
    assert reply.status == 200, reply.text
    return [row["who"]["value"] for row in reply.rows]


def test_a_query_is_answered_by_get_and_by_both_forms_of_post(server):
    assert who(server.ask(AGAINST)) == CODES
    assert who(server.send("POST", "/sparql", urlencode({"query": AGAINST}), Content_Type=FORM)) == CODES
    typed = "application/sparql-query; charset=utf-8"
    assert who(server.send("POST", "/sparql", AGAINST, Content_Type=typed)) == CODES


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.4", "text/csv"),
        ("text/tab-separated-values, text/csv;q=0.9", "text/tab-separated-values"),
        ("text/*;q=0.8, application/sparql-results+json;q=0.1", "text/csv"),
        ("application/json", "application/sparql-results+json"),
        ("text/turtle, application/sparql-results+json;q=0.2", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_form_that_is_liked_best(server, accept, type_):
    reply = server.ask(AGAINST, accept)
    assert reply.headers["content-type"].partition(";")[0] == type_
    if type_ != "text/csv":  # which has no kinds of terms to read back
        read = parse_query_results(reply.body, format=QueryResultsFormat.from_media_type(type_))
        assert [row["who"].value for row in read] == CODES
    else:
        assert reply.text.splitlines() == ["who", *CODES]


@pytest.mark.parametrize("type_", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_yes_and_no_come_in_the_same_forms(server, type_):
    reply = server.ask("ASK { id:EU sr:opposes id:IRN }", type_)
    assert bool(parse_query_results(reply.body, format=QueryResultsFormat.from_media_type(type_)))


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        (None, "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
    ],
)
@pytest.mark.parametrize("query", [FLAT, "DESCRIBE id:ISR"])
def test_triples_come_in_the_form_that_is_liked_best(server, accept, type_, query):
    reply = server.ask(query, accept)
    assert reply.headers["content-type"].partition(";")[0] == type_
    found = {quad.triple for quad in parse(reply.body, format=RdfFormat.from_media_type(type_))}
    assert found
    assert found == {
        quad.triple for quad in parse(server.ask(query, "application/n-triples").body, format=RdfFormat.N_TRIPLES)
    }


@pytest.mark.parametrize(("query", "accept"), [(AGAINST, "text/turtle"), (FLAT, "text/csv"), (AGAINST, "image/png")])
def test_what_fits_no_form_is_406(server, query, accept):
    reply = server.ask(query, accept)
    assert reply.status == 406
    assert reply.text.count("\n") == 1


def test_xml_is_refused_where_it_cannot_hold_the_answer(server):
    control = 'SELECT ("a\\u0001b" AS ?x) WHERE {}'
    assert server.ask(control, "application/sparql-results+xml").status == 406
    assert server.ask(control).rows[0]["x"]["value"] == "a\x01b"
    unnamed = "CONSTRUCT { id:a <https://example.org/1> 2 } WHERE {}"
    assert "example.org/1" in server.ask(unnamed, "application/rdf+xml").text
    assert server.ask(unnamed, "application/rdf+xml").status == 406
    assert server.ask(unnamed, "text/turtle").status == 200


def test_the_address_can_name_the_form(server):
    assert server.ask(AGAINST, "text/turtle", format="csv").text.splitlines()[0] == "who"
    assert server.ask(AGAINST, format="nonsense").status == 406


def test_csv_holds_nothing_that_a_spreadsheet_runs(server):
    reply = server.ask("SELECT DISTINCT ?o WHERE { ?s sr:outlet ?o FILTER(CONTAINS(?o, 'cmd')) }", "text/csv")
    assert reply.text.splitlines()[1].strip('"').startswith("'=")


def test_without_a_query_the_service_describes_itself(server):
    reply = server.get("/sparql")
    assert reply.headers["content-type"].startswith("text/turtle")
    found = [quad.triple for quad in parse(reply.body, format=RdfFormat.TURTLE)]
    sd = "http://www.w3.org/ns/sparql-service-description#"
    said = {(triple.predicate.value.removeprefix(sd), getattr(triple.object, "value", "")) for triple in found}
    assert ("endpoint", f"{server.address}/sparql") in said
    assert ("supportedLanguage", f"{sd}SPARQL11Query") in said
    assert server.get("/sparql", Accept="application/ld+json").headers["content-type"] == "application/ld+json"


def test_parameters_that_a_query_declares_are_bound_by_name_or_code(server):
    query = """# param state: entity  whom
# param kind: kind  how
SELECT ?who WHERE { ?s a sr:RelationStatement ; sr:source ?who ; sr:kind ?kind ; sr:target ?state }"""
    assert CODES[1] in who(server.ask(query, **{"$state": "إيران", "$kind": "sanctions"}))
    assert who(server.ask(query, **{"$state": "Islamic Republic of Iran", "$kind": "counters"})) == CODES[:1]
    for wrong in ({"$state": "Atlantis"}, {"$kind": "loves"}, {"$other": "IRN"}):
        assert server.ask(query, **wrong).status == 400
    taken = "# param knowledge: text  x\nSELECT ?knowledge WHERE {}"
    assert server.ask(taken, **{"$knowledge": "x"}).status == 400


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"/sparql?query={quote('SELECT nonsense')}", "not valid SPARQL"),
        (f"/sparql?query={quote(AGAINST)}&query={quote(AGAINST)}", "several queries"),
        (f"/sparql?query={quote(AGAINST)}&default-graph-uri=x:y", "default-graph-uri is not supported"),
        (f"/sparql?query={quote(AGAINST)}&named-graph-uri=x:y", "named-graph-uri is not supported"),
        ("/sparql?query=%ff", "no UTF-8"),
        ("/sparql?" + "&".join(f"a{number}=1" for number in range(200)), "more than 100 fields"),
    ],
)
def test_what_is_no_question_is_400_in_one_line(server, path, told):
    reply = server.get(path)
    assert (reply.status, reply.text.count("\n")) == (400, 1)
    assert told in reply.text


def test_a_post_without_a_query_or_of_another_type_is_refused(server):
    assert server.send("POST", "/sparql", "", Content_Type=FORM).status == 400
    assert server.send("POST", "/sparql", "{}", Content_Type="application/json").status == 415
    assert server.send("POST", "/sparql", b"\xff", Content_Type="application/sparql-query").status == 400


def test_a_large_request_is_413(server):
    long = "SELECT * WHERE {} #" + "x" * (1 << 20)
    assert server.send("POST", "/sparql", long, Content_Type="application/sparql-query").status == 413


def test_a_choice_of_graphs_in_the_query_is_heeded(server):
    query = "ASK FROM <https://w3id.org/state-relations/graph/derived> { ?s a schema:NewsArticle }"
    assert json.loads(server.ask(query).body)["boolean"] is False
    assert json.loads(server.ask("ASK { ?s a schema:NewsArticle }").body)["boolean"] is True


def test_json_is_what_the_standard_says(server):
    found = json.loads(server.ask('SELECT ?a ?b WHERE { BIND("نعم"@ar AS ?a) }').body)
    assert found == {
        "head": {"vars": ["a", "b"]},
        "results": {"bindings": [{"a": {"type": "literal", "value": "نعم", "xml:lang": "ar"}}]},
    }
