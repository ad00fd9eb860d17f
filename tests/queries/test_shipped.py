"""Questions take parameters by code and by name, and refuse in one line what they cannot take."""

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.queries import shipped
from kg.rdf import write
from kg.stores.oxigraph import memory


@pytest.fixture(scope="module")
def store(tell, base):
    it = memory()
    it.replace("a", write.nquads(tell("a", ("IRN", "accuses", "USA"), ("TUR", "aids", "ISR")), base))
    return it


def test_every_question_says_what_it_asks():
    for name in shipped.names():
        found = shipped.question(name)
        assert found.help.endswith("."), name
        assert all(parameter.help for parameter in found.parameters), name


@pytest.mark.parametrize("value", ["IRN", "irn", "Iran", "iran", "إيران", "İran", "طهران", "Iranian"])
def test_an_actor_is_given_by_code_or_name(value, store, base):
    assert len(shipped.run(store, "evidence", knowledge=base, source=value).rows) == 1


def test_without_knowledge_an_actor_is_given_by_code(store):
    assert len(shipped.run(store, "evidence", source="IRN").rows) == 1
    assert shipped.run(store, "evidence", source="Iran").rows == ()


def test_a_parameter_left_out_means_all(store):
    assert len(shipped.run(store, "evidence").rows) == 2
    assert len(shipped.run(store, "evidence", source=None, kind=None).rows) == 2


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("evidence", {"source": "Azerbaidjan"}, "did you mean Azerbaijan"),
        ("evidence", {"source": "Atlantis"}, "no actor of this code or name"),
        ("evidence", {"kind": "acuses"}, "did you mean accuses"),
        ("evidence", {"state": "IRN"}, "takes no parameter 'state'; it takes source, target, kind"),
        ("opposes", {"since": "yesterday"}, "write 2023, 2023-03 or 2023-03-29"),
        ("opposes", {"since": "2023-02-30"}, "no date"),
        ("opposes", {"until": "2023-13"}, "no date"),
        ("opposes", {"until": "٢٠٢٣"}, "no date"),
        ("facts", {"status": "done"}, "write actual, intended, denied"),
        ("facts", {"limit": "all"}, "write 20, say"),
        ("facts", {"limit": "0"}, "no number"),
        ("most-active", {"family": "friends"}, "write cooperatesWith, opposes, recognized"),
        ("reports", {"fact": "1> . }"}, "what the column factId"),
        ("opposes", {"until": '2023" ) } ; DROP ALL'}, "no date"),
    ],
)
def test_what_does_not_fit_is_refused_with_advice(name, parameters, message, store, base):
    with pytest.raises(QueryError, match=message) as caught:
        shipped.run(store, name, knowledge=base, **parameters)
    assert "\n" not in str(caught.value)


def test_an_unknown_question_is_told_the_nearest():
    with pytest.raises(QueryError, match="did you mean timeline"):
        shipped.question("timelin")


@pytest.mark.parametrize("text", ["timelin", "../../etc/passwd", "what happened?"])
def test_what_is_neither_question_nor_sparql_is_refused(text, store):
    with pytest.raises(QueryError):
        shipped.run(store, text)


def test_a_query_of_ones_own_takes_the_parameters_it_declares(store):
    own = "# Whom does it oppose?\n# param it: entity  the actor\nSELECT ?whom WHERE { ?it sr:opposes ?whom }"
    question = shipped.parse(own, "own")
    assert (question.help, question.parameters) == (
        "Whom does it oppose?",
        (shipped.Parameter("it", "entity", "the actor"),),
    )
    assert len(shipped.run(store, own, it="IRN").rows) == 1
    assert shipped.run(store, own, it="TUR").rows == ()


@pytest.mark.parametrize(
    "head",
    [
        "PREFIX x: <https://example.org/ns#> SELECT ?whom WHERE { ",
        "SELECT ?whom # WHERE {\nWHERE { ",
        "SELECT ?whom ('WHERE {' AS ?x) WHERE { ",
        "select ?whom\nwhere\n{ ",
    ],
)
def test_parameters_find_the_first_pattern(head, store):
    assert len(shipped.run(store, f"# param it: entity  the actor\n{head}?it sr:opposes ?whom }}", it="IRN").rows) == 1


def test_a_query_without_where_is_told_to_write_it(store):
    with pytest.raises(QueryError, match="WHERE"):
        shipped.run(store, "# param it: entity  the actor\nASK { ?it sr:opposes ?whom }", it="IRN")


_ELSEWHERE = "<http://127.0.0.1:1/sparql>"


@pytest.mark.parametrize(
    "pattern",
    [
        f"SERVICE {_ELSEWHERE} {{ ?s ?p ?z }}",
        f"service{_ELSEWHERE}{{ ?s ?p ?z }}",
        f"SERVICE SILENT {_ELSEWHERE} {{ ?s ?p ?z }}",
        f"SERVICESILENT{_ELSEWHERE}{{ ?s ?p ?z }}",
        f"SERVICE # why\n SILENT # not\r {_ELSEWHERE} {{ ?s ?p ?z }}",
        f"FILTER EXISTS {{ SERVICE {_ELSEWHERE} {{ ?s ?p ?z }} }}",
        f"BIND({_ELSEWHERE} AS ?u) SERVICE ?u {{ ?s ?p ?z }}",
        f"BIND({_ELSEWHERE} AS ?u) SERVICE$u {{ ?s ?p ?z }}",
        "SERVICE id: { ?s ?p ?z }",
        "SERVICE SERVICE:x { ?s ?p ?z }",
        "SERVICE <> { ?s ?p ?z }",
        # These the engine takes for the keyword too, though it stands against what is before it.
        f"?s ?p ?o.SERVICE{_ELSEWHERE}{{ ?s ?p ?z }}",
        f"?s ?p sr:.SERVICE {_ELSEWHERE}{{ ?s ?p ?z }}",
        f"?s ?p 'x'@en.SERVICE {_ELSEWHERE}{{ ?s ?p ?z }}",
        f"?s ?p 1SERVICE {_ELSEWHERE}{{ ?s ?p ?z }}",
        f"?s ?p 1.0e1SERVICE {_ELSEWHERE}{{ ?s ?p ?z }}",
        f"?s ?p trueSERVICE {_ELSEWHERE}{{ ?s ?p ?z }}",
        # Here a scan for IRIs and comments would take the keyword for a part of one.
        f"?s ?p ?o FILTER(?s<?p)SERVICE#>\n{_ELSEWHERE}{{ ?s ?p ?z }}",
        f"?s ?p ?o # \rSERVICE {_ELSEWHERE} {{ ?s ?p ?z }}\n",
        f"?s ?p ?o FILTER(?o != '\\'')SERVICE{_ELSEWHERE}{{ ?s ?p 'x' }}",
    ],
)
def test_no_query_reaches_another_machine(pattern, store):
    with pytest.raises(QueryError, match="another machine"):
        shipped.run(store, f"SELECT * WHERE {{ {pattern} }}")


@pytest.mark.parametrize("brackets", ["{}", "()"])
def test_no_query_overflows_the_stack_of_the_process_that_asks(brackets, store):
    inner = f"{brackets[0] * 5_000}1{brackets[1] * 5_000}"
    with pytest.raises(QueryError, match="more than 100 brackets in brackets"):
        shipped.run(store, f"SELECT * WHERE {{ {f'FILTER{inner}' if brackets == '()' else inner} }}")


@pytest.mark.parametrize(
    "pattern",
    [
        "?service ?p ?o",
        "?s sr:service ?o",
        "?s ?p ?o FILTER(?o != 'secret service')",
        "?s ?p ?service FILTER(?service<3)",
    ],
)
def test_the_word_service_may_be_used(pattern, store):
    shipped.run(store, f"SELECT * WHERE {{ {pattern} }}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?s ?p ?o FILTER(?o != 'FROM <a:b>') }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?o != '} FROM <a:b> {') }",
        "SELECT ?from WHERE { ?from ?p ?o FILTER(?from != sr:from && ?from != <a:FROM>) }",
        "SELECT ?s # FROM <a:b>\nWHERE { ?s ?p ?o } # FROM <a:b>",
        "SELECT (EXISTS { ?a ?b 'FROM <a:b>' } AS ?from) ?s WHERE { ?s ?p ?o }",
    ],
)
def test_the_word_from_may_be_used(query, store):
    assert len(shipped.run(store, query).rows) > 0


def test_a_limit_says_that_there_are_more(store):
    cut = shipped.run(store, "evidence", limit="1")
    assert (len(cut.rows), cut.cut) == (1, "cut at 1 rows")
    assert shipped.run(store, "evidence", limit="2").cut is None


def test_what_holds_only_with_a_parameter_is_left_out_without_it(store):
    own = (
        "# Who?\n# param it: text  a name\nSELECT ?x WHERE {\n  ?x sr:opposes ?y\n  # with it: FILTER({{it}} = 'x')\n}"
    )
    assert len(shipped.run(store, own).rows) == 1
    assert shipped.run(store, own, it="' || true || '").rows == ()
    assert len(shipped.run(store, own, it="x").rows) == 1


def test_every_question_stands_in_a_group():
    assert sorted(name for _, names in shipped.groups() for name in names) == list(shipped.names())
    assert len(shipped.names()) >= 20


def test_the_documentation_names_every_question_and_parameter():
    text = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    for name in shipped.names():
        section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert shipped.question(name).help in section
        for parameter in shipped.question(name).parameters:
            assert f"`--{parameter.name}` | {parameter.type} | {parameter.help}" in section


def test_the_documentation_tells_every_column(store):
    text = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    columns = {column for name in shipped.names() for column in shipped.run(store, name).columns}
    assert [column for column in sorted(columns) if f"| `{column}` |" not in text] == []
