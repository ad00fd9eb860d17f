"""The form of an answer is the one that the client likes best."""

import pytest

from kg.server.negotiation import choose

OFFERED = ("application/json", "text/csv", "text/turtle")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("*", "application/json"),
        ("text/*", "text/csv"),
        ("text/*;q=0.5, text/turtle", "text/turtle"),
        ("text/csv;q=0, text/*", "text/turtle"),
        ("*/*;q=0.1, text/csv;q=0.2", "text/csv"),
        ("TEXT/CSV; charset=utf-8; Q=0.9", "text/csv"),
        ("text/csv;q=nonsense", "text/csv"),
        ("*/*;q=0", None),
        ("image/png, audio/*", None),
        (",;,", None),
        ("application/json;q=0, */*;q=0.5", "text/csv"),
    ],
)
def test_the_most_exact_range_counts_and_the_highest_wins(accept, chosen):
    assert choose(accept, OFFERED) == chosen
