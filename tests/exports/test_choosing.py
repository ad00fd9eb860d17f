"""Statements are chosen by actor, status, confidence and day; what makes no sense is refused in one line."""

import io

import pytest

from kg.errors import InputError, QueryError
from kg.exports import Choice, Request, write
from kg.exports.choosing import chosen
from kg.rdf.read import statements


@pytest.mark.parametrize(
    ("choice", "kinds"),
    [
        ({}, ["accuses", "attacks", "consultsWith", "consultsWith", "counters", "supports"]),
        ({"states": ("Azerbaijan", "UN")}, ["accuses", "consultsWith", "consultsWith", "supports"]),
        ({"statuses": ("denied", "intended")}, ["attacks", "supports"]),
        ({"min_confidence": 0.95}, ["consultsWith"]),
        ({"since": "2023-03-30"}, ["accuses", "attacks", "supports"]),
        ({"since": "2023-03-29", "until": "2023-03-29"}, ["consultsWith", "consultsWith"]),
        ({"until": "2023-03"}, ["accuses", "consultsWith", "consultsWith", "counters", "supports"]),
        ({"since": "2024"}, []),
    ],
)
def test_choice(news, base, choice, kinds):
    assert sorted(each.statement.kind for each in chosen(statements(news.query), Choice(**choice), base)) == kinds


@pytest.mark.parametrize(
    ("format_", "choice", "error", "said"),
    [
        ("csv", {"since": "yesterday"}, InputError, "no date"),
        ("csv", {"until": "2023-02-30"}, InputError, "no date"),
        ("csv", {"since": "20230329"}, InputError, "no date"),
        ("csv", {"statuses": ("planned",)}, InputError, "there are actual, intended, denied"),
        ("csv", {"states": ("Atlantis",)}, QueryError, "no actor"),
        ("csv", {"graphs": ("derived",)}, InputError, "csv takes no --graphs"),
        ("turtle", {"states": ("ISR",)}, InputError, "turtle takes no --state"),
        ("turtle", {"min_confidence": 0.5}, InputError, "takes no --min-confidence; formats that do: rdf12, gexf"),
        ("turtel", {}, InputError, "did you mean turtle"),
    ],
)
def test_refused(news, base, format_, choice, error, said):
    with pytest.raises(error, match=said):
        write(Request(news, base, format_, Choice(**choice)), io.BytesIO())
