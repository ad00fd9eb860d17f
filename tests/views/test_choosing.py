"""What each kind of view takes from a graph."""

import pytest

from kg.cli import view
from kg.errors import QueryError
from kg.views import choosing
from kg.views.choosing import KINDS, choose


@pytest.fixture
def few(made):
    """Return statements between a few states: most is told of Iran, then of Iran and the United States."""
    return (
        made("IRN", "accuses", "USA"),
        made("USA", "accuses", "IRN", article="b"),
        made("IRN", "aids", "SYR"),
        made("SYR", "aids", "LBN"),
        made("LBN", "accuses", "ISR", "denied"),
    )


def test_the_command_knows_the_kinds_that_there_are():
    assert view.KINDS == KINDS


@pytest.mark.parametrize(
    ("kind", "states", "actors", "asked", "statements"),
    [
        ("network", (), (), False, 5),
        ("network", ("SYR",), ("SYR",), True, 2),
        ("ego", (), ("IRN",), False, 3),
        ("ego", ("LBN",), ("LBN",), True, 1),
        ("pair", (), ("IRN", "USA"), False, 2),
        ("pair", ("SYR",), ("SYR", "IRN"), False, 1),
        ("pair", ("LBN", "SYR"), ("LBN", "SYR"), True, 1),
        ("pair", ("LBN", "USA"), ("LBN", "USA"), True, 0),
        ("timeline", ("SYR",), ("SYR",), True, 2),
        ("matrix", ("IRN", "SYR"), ("IRN", "SYR"), True, 1),
    ],
)
def test_a_view_takes_what_is_asked_for_or_most_told_of(few, kind, states, actors, asked, statements):
    chosen = choose(few, kind, states=states)
    assert (chosen.actors, chosen.asked, len(chosen.reported)) == (actors, asked, statements)


@pytest.mark.parametrize(("depth", "reached"), [(1, {"IRN", "USA", "SYR"}), (2, {"IRN", "USA", "SYR", "LBN"})])
def test_an_ego_view_goes_so_many_steps(few, depth, reached):
    chosen = choose(few, "ego", states=["IRN"], depth=depth)
    assert {code for each in chosen.reported for code in (each.statement.source, each.statement.target)} == reached


def test_a_denial_leads_to_nobody(few):
    assert "ISR" not in choosing.steps(few, "IRN")


@pytest.mark.parametrize(
    ("kind", "states", "depth", "message"),
    [("ego", ("IRN", "USA"), 1, "of one actor"), ("pair", ("IRN", "USA", "SYR"), 1, "of two actors"),
     ("pie", (), 1, "choose one of network"), ("ego", (), 4, "1 to 3 steps")],
)  # fmt: skip
def test_what_a_view_cannot_show_is_refused(few, kind, states, depth, message):
    with pytest.raises(QueryError, match=message):
        choose(few, kind, states=states, depth=depth)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_told_is_a_view_of_nothing(kind):
    assert choose((), kind).reported == ()


def test_a_matrix_says_whom_it_leaves_out(few, monkeypatch):
    monkeypatch.setitem(choosing._ROWS, "matrix", 2)
    chosen = choose(few, "matrix")
    assert (chosen.actors, dict(chosen.left_out)) == (("IRN", "LBN"), {"shown": 2, "actors": 5, "statements": 5})


def test_of_very_many_actors_the_least_told_of_are_folded_into_groups(few, monkeypatch):
    monkeypatch.setattr(choosing, "MOST", 4)
    monkeypatch.setattr(choosing, "_KEPT", 2)
    chosen = choose(few)
    assert dict(chosen.groups) == {"ISR": "LBN", "SYR": "IRN", "USA": "IRN"}
    assert dict(chosen.left_out) == {"grouped": 3, "groups": 2}
    assert len(chosen.reported) == 5


def test_a_page_carries_the_surest_of_very_many_statements(made, monkeypatch):
    monkeypatch.setattr(choosing, "_STATEMENTS", 1)
    chosen = choose([made(confidence=0.7), made(confidence=0.9, article="b")])
    assert [each.statement.confidence for each in chosen.reported] == [0.9]
    assert dict(chosen.left_out) == {"statements": 1}
