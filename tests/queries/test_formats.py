"""Answers are written so that neither terminal nor spreadsheet obeys them."""

import csv
import io
import json

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import QueryError
from kg.queries import formats
from kg.rdf.results import Cell, Result

XSD = "http://www.w3.org/2001/XMLSchema#"


def answer(*rows, columns=("who", "words")):
    return Result(columns, tuple(tuple(Cell("literal", text, None, XSD + "string") for text in row) for row in rows))


def test_columns_stand_below_each_other():
    assert formats.write(answer(("ISR", "a"), ("Türkiye", "bb")), "table") == (
        "who      words\n-------  -----\nISR      a\nTürkiye  bb\n(2 rows)\n"
    )


def test_vowel_marks_take_no_width():
    lines = formats.write(answer(("مُحَمَّد", "a"), ("محمد", "b")), "table").splitlines()
    assert lines[2].replace("مُحَمَّد", "محمد") == lines[3].replace("b", "a")


def test_wide_letters_take_two_columns():
    lines = formats.write(answer(("中国", "a"), ("abcd", "b")), "table").splitlines()
    assert lines[2] == "中国  a"
    assert lines[3] == "abcd  b"


def test_long_words_are_shortened_in_a_table_only():
    assert "…" in formats.write(answer(("a", "x" * 100)), "table")
    assert "x" * 100 in formats.write(answer(("a", "x" * 100)), "csv")


@pytest.mark.parametrize("evil", ["\x1b", "\x07", "\u202e", "\u2066", "\r", "\n", "\x9b", "\u200f", "\u061c", "\u2028"])
def test_nothing_in_a_table_steers_the_terminal(evil):
    assert formats.write(answer((f"a{evil}b", "c")), "table").split("\n")[2:] == ["a b  c", "(1 row)", ""]


def test_column_names_do_not_steer_either():
    assert "\u202e" not in formats.write(answer(("a",), columns=("x\u202ey",)), "table")


@pytest.mark.parametrize("evil", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"x\")"])  # fmt: skip
def test_no_cell_is_a_formula(evil):
    rows = list(csv.reader(io.StringIO(formats.write(answer((evil, "a")), "csv"))))
    assert rows[1][0] == "'" + evil


def test_a_carriage_return_ends_no_row():
    assert formats.write(answer(("a\rb", "\r=1"), ("c\r\nd", "e")), "csv") == 'who,words\na b,\' =1\n"c\nd",e\n'


@pytest.mark.parametrize("evil", ["\x1b[31m", "\x9b31m"])
@pytest.mark.parametrize("format_", formats.FORMATS)
def test_no_format_carries_an_escape(format_, evil):
    written = formats.write(answer((evil, "a")), format_)
    assert "\x1b" not in written
    assert "\x9b" not in written


@pytest.mark.parametrize("letters", ["\u202eabc\x9b", "\u2028"])
def test_json_is_read_back_as_it_was(letters):
    read = json.loads(formats.write(answer((letters, "a")), "json"))
    assert read["results"]["bindings"][0]["who"]["value"] == letters


@pytest.mark.parametrize("plain", ["-3.5", "-2", "4", "2023-03-29", "قال \"نعم\"، ثم مضى", "a,b\nc"])  # fmt: skip
def test_other_cells_stay_as_they_are(plain):
    rows = list(csv.reader(io.StringIO(formats.write(answer((plain, "a")), "csv"), newline="")))
    assert rows == [["who", "words"], [plain, "a"]]


def test_json_is_that_of_the_standard():
    row = (
        Cell("iri", "https://example.org/"),
        Cell("literal", "نعم", "ar", XSD + "langString"),
        Cell("literal", "1", None, XSD + "integer"),
        Cell("literal", "a", None, XSD + "string"),
        None,
    )
    assert json.loads(formats.write(Result(tuple("abcde"), (row,)), "json")) == {
        "head": {"vars": ["a", "b", "c", "d", "e"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "uri", "value": "https://example.org/"},
                    "b": {"type": "literal", "value": "نعم", "xml:lang": "ar"},
                    "c": {"type": "literal", "value": "1", "datatype": XSD + "integer"},
                    "d": {"type": "literal", "value": "a"},
                }
            ]
        },
    }


@pytest.mark.parametrize(("format_", "text"), [("table", "yes\n"), ("csv", "answer\ntrue\n")])
def test_yes_or_no(format_, text):
    assert formats.write(Result(truth=True), format_) == text


def test_yes_or_no_in_json():
    assert json.loads(formats.write(Result(truth=False), "json")) == {"head": {}, "boolean": False}


@pytest.mark.parametrize("format_", formats.FORMATS)
def test_an_empty_answer_has_its_columns(format_):
    assert "who" in formats.write(Result(("who",), ()), format_)


SR = "https://w3id.org/state-relations/ns#"
ID = "https://w3id.org/state-relations/id/"
GRAPH = Result(
    triples=f'<{ID}IRN> <{SR}opposes> <{ID}USA> .\n<{ID}IRN> <{SR}words> "a\\u202E\\u001Bb\\n\\"c"@ar .\n'
    f"<{ID}IRN> <{SR}opposes> <{ID}ISR> .\n"
)


@pytest.mark.parametrize("format_", ["turtle", "table"])
def test_triples_are_turtle_with_the_prefixes_that_occur(format_):
    assert formats.write(GRAPH, format_).splitlines() == [
        f"@prefix id: <{ID}> .",
        f"@prefix sr: <{SR}> .",
        "id:IRN sr:opposes id:ISR , id:USA ;",
        '\tsr:words "a\\u202E\\u001Bb\\n\\"c"@ar .',
    ]


def test_triples_are_n_triples_in_order():
    assert formats.write(GRAPH, "ntriples").splitlines()[:2] == [
        f"<{ID}IRN> <{SR}opposes> <{ID}ISR> .",
        f"<{ID}IRN> <{SR}opposes> <{ID}USA> .",
    ]


@pytest.mark.parametrize("format_", formats.TRIPLES)
def test_triples_are_read_back_as_they_were(format_):
    kinds = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES}
    read = {quad.triple for quad in parse(formats.write(GRAPH, format_), format=kinds[format_])}
    assert read == {quad.triple for quad in parse(GRAPH.triples, format=RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("format_", formats.TRIPLES)
def test_blank_nodes_named_by_chance_give_the_same_bytes(format_):
    one = Result(triples='_:a1 <a:b> "1" .\n_:f7 <a:b> "2" .\n_:f7 <a:c> _:a1 .\n')
    other = Result(triples='_:x <a:b> "2" .\n_:x <a:c> _:y .\n_:y <a:b> "1" .\n')
    assert formats.write(one, format_) == formats.write(other, format_)


@pytest.mark.parametrize("format_", formats.TRIPLES)
def test_no_triples_are_an_empty_file(format_):
    assert formats.write(Result(triples=""), format_) == ""


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_triples_are_no_rows(format_):
    with pytest.raises(QueryError, match="write them as turtle or ntriples"):
        formats.write(GRAPH, format_)


@pytest.mark.parametrize("result", [Result(truth=True), Result(("who",), ())])
@pytest.mark.parametrize("format_", formats.TRIPLES)
def test_rows_are_no_triples(format_, result):
    with pytest.raises(QueryError, match="table, csv or json"):
        formats.write(result, format_)


def test_a_cut_answer_says_so_where_it_can():
    rows = answer(("a", "b"))._replace(cut="cut at 1 rows")
    assert formats.write(rows, "table").endswith("(1 row; cut at 1 rows, there are more)\n")
    for format_ in formats.TRIPLES:
        assert formats.write(GRAPH._replace(cut="cut at 3 triples"), format_).endswith("# cut at 3 triples\n")
