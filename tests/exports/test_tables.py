"""Rows of statements and events hold what the store holds, and no cell that a spreadsheet would run."""

import csv
import io

import pytest

from kg.errors import StoreError
from kg.exports import Choice, Request, write
from kg.exports.events import CAMEO, PLOVER

FORMULAS = ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", '=HYPERLINK("x")']


@pytest.fixture
def rows(base):
    """Return a function that writes a store as a table and reads its rows."""

    def rows(store, format_, choice=None, delimiter=","):
        out = io.BytesIO()
        write(Request(store, base, format_, choice or Choice(), delimiter), out)
        return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""), delimiter=delimiter))

    return rows


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_statement_is_a_row_with_all_its_fields(rows, news, delimiter):
    found = rows(news, "csv", delimiter=delimiter)
    assert len(found) == 6
    [row] = [row for row in found if row["status"] == "intended"]
    told = {name: row[name] for name in ("source", "source_name", "kind", "family", "sign", "target", "confidence")}
    assert told == {
        "source": "ISR",
        "source_name": "Israel",
        "kind": "supports",
        "family": "cooperatesWith",
        "sign": "1",
        "target": "AZE",
        "confidence": "0.7",
    }
    assert (row["article"], row["title"], row["outlet"], row["published"]) == ("one", "Embassy", "Agency", "2023-03-30")
    assert (row["quote"], row["date"], row["speaker"]) == ("ISR supports AZE.", "", "")


def test_words_keep_their_line_ends_and_are_no_formula(rows, news):
    [row] = [row for row in rows(news, "csv") if row["speaker"] == "AZE"]
    assert row["quote"] == "'=They met\nin Baku."


@pytest.mark.parametrize("format_", ["csv", "plover", "cameo"])
@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(rows, fill, tell, format_, text):
    found = rows(fill(tell("a", ("ISR", "accuses", "IRN", {"words": text}), outlet=text, url=text)), format_)
    assert len(found) == 1
    assert [cell for cell in found[0].values() if cell.startswith(("=", "+", "@", "\t", "-c"))] == []


def test_an_event_is_a_fact_not_a_statement(rows, news):
    assert [(row["Actor Code"], row["Event Type"], row["Recipient Code"]) for row in rows(news, "plover")] == [
        ("AZE", "CONSULT", "ISR"),
        ("UN", "ACCUSE", "IRN"),
    ]


def test_plover_rows_have_the_columns_of_polecat(rows, news):
    [row, _] = rows(news, "plover")
    assert tuple(row) == PLOVER
    assert {name: row[name] for name in PLOVER[:10]} == {
        "Event ID": row["Event ID"],
        "Event Date": "2023-03-29",
        "Event Type": "CONSULT",
        "Event Mode": "",
        "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION",
        "Contexts": "",
        "Actor Name": "Azerbaijan",
        "Actor Country": "AZE",
        "Actor COW": "",
    }
    assert (row["Recipient Country"], row["Source"], row["Publication Date"]) == ("ISR", "Daily", "2023-03-31")
    assert (row["Reports"], row["Outlets"], row["Speaker"]) == ("2", "Agency; Daily", "AZE")
    assert (row["Event Text"], row["URL"]) == ("Baku met Israel.", "https://example.org/2")


def test_cameo_rows_have_the_columns_of_gdelt(rows, news):
    [row, _] = rows(news, "cameo")
    assert tuple(row) == CAMEO
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == ("20230329", "202303", "2023")
    assert (row["Actor1Code"], row["Actor2Code"]) == ("AZE", "ISR")
    assert (row["EventCode"], row["EventRootCode"], row["QuadClass"], row["GoldsteinScale"]) == ("03", "03", "1", "1.0")
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("2", "2", "2")


def test_an_event_without_a_date_takes_the_day_of_its_report_and_says_so(rows, news):
    dated, row = rows(news, "plover")
    assert (row["Event Date"], row["Event Date Precision"]) == ("2023-03-30", "reported")
    assert (dated["Event Date"], dated["Event Date Precision"]) == ("2023-03-29", "day")


def test_an_organisation_has_a_code_but_no_country(rows, news):
    row = rows(news, "cameo")[1]
    assert (row["Actor1Code"], row["Actor1CountryCode"]) == ("UN", "")


def test_plans_are_events_only_if_asked_for(rows, news):
    found = rows(news, "plover", Choice(statuses=("intended",)))
    assert [(row["Kind"], row["Status"]) for row in found] == [("supports", "intended")]


def test_kinds_without_a_code_are_left_out_and_told(base, news):
    for format_ in ("plover", "cameo"):
        assert write(Request(news, base, format_), io.BytesIO()) == (
            "2 events",
            "1 facts left out: of a kind that these codes do not have",
        )


@pytest.mark.parametrize("format_", ["csv", "gexf", "graphml", "plover", "cameo", "rdf12"])
def test_an_answer_that_is_cut_makes_no_export(base, news, format_):
    class Limited:
        """A store that gives one row of each answer."""

        def query(self, sparql, bindings=None):
            found = news.query(sparql, bindings)
            return found._replace(rows=found.rows[:1], cut="cut at 1 row")

    with pytest.raises(StoreError, match="cut at 1 row"):
        write(Request(Limited(), base, format_), io.BytesIO())
