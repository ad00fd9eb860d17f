"""Statements become a network."""

from itertools import pairwise

import pytest

from kg.views.network import fold, select


def test_both_orders_of_an_undirected_kind_are_one_edge(reports, base):
    network = fold(reports, base)
    (edge,) = [
        data for _, _, data in network.edges(data=True) if data["family"] == "cooperatesWith" and not data["directed"]
    ]
    assert len(edge["statements"]) == 2


def test_directed_kinds_keep_their_direction(reports, base):
    network = fold(reports, base)
    assert network.has_edge("IRN", "ISR")
    assert network.has_edge("ISR", "IRN")


def test_statuses_are_edges_of_their_own(report, base):
    from kg.model import Status

    network = fold([report("USA", "sanctions", "IRN"), report("USA", "sanctions", "IRN", Status.INTENDED)], base)
    assert network.number_of_edges("USA", "IRN") == 2


def test_the_same_statements_give_the_same_places(reports, base):
    assert dict(fold(reports, base).nodes(data=True)) == dict(fold(tuple(reversed(reports)), base).nodes(data=True))


def test_no_two_names_touch(report, base):
    codes = [code for code, entity in base.entities.items() if entity.kind == "STATE"][:40]
    network = fold([report(one, "accuses", other) for one, other in pairwise(codes)], base)
    places = [(data["x"], data["y"]) for _, data in network.nodes(data=True)]
    near = [
        (one, other)
        for number, one in enumerate(places)
        for other in places[number + 1 :]
        if abs(one[0] - other[0]) < 75 and abs(one[1] - other[1]) < 42
    ]
    assert not near


@pytest.mark.parametrize(("states", "count"), [((), 5), (("RUS",), 1), (("ISR",), 4), (("CHL",), 0)])
def test_states_select_what_touches_them(reports, states, count):
    assert len(select(reports, states)) == count


def test_nothing_gives_an_empty_network(base):
    assert not fold((), base)
