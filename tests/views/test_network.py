"""How statements become a network."""

import math

import pytest

from kg.errors import KnowledgeError, QueryError
from kg.stores import open as opened
from kg.views.layout import ROOM, places
from kg.views.network import fold, graph, select


@pytest.fixture
def folded(base):
    return lambda *statements: fold(statements, base)


def test_statements_of_one_family_and_status_are_one_edge(folded, made):
    network = folded(made("IRN", "accuses", "USA"), made("IRN", "threatens", "USA", article="b"))
    assert [(each[0], each[1], len(each[2]["statements"])) for each in network.edges(data=True)] == [("IRN", "USA", 2)]


@pytest.mark.parametrize(
    "other", [{"kind": "aids"}, {"status": "intended"}, {"target": "ISR"}, {"source": "ISR", "target": "IRN"}]
)
def test_another_family_status_or_end_is_another_edge(folded, made, other):
    network = folded(
        made("IRN", "accuses", "USA"), made(**{"source": "IRN", "kind": "accuses", "target": "USA", **other})
    )
    assert network.number_of_edges() == 2


def test_an_undirected_relation_is_one_edge_whoever_is_named_first(folded, made):
    network = folded(made("SAU", "agreesWith", "IRN"), made("IRN", "consultsWith", "SAU"))
    (edge,) = network.edges(data=True)
    assert (edge[0], edge[1], edge[2]["directed"]) == ("IRN", "SAU", False)


def test_edges_tell_family_sign_and_status(folded, made):
    (edge,) = folded(made("IRN", "accuses", "USA", "intended")).edges(data=True)
    assert {key: edge[2][key] for key in ("family", "sign", "status", "directed")} == {
        "family": "opposes",
        "sign": -1,
        "status": "intended",
        "directed": True,
    }


def test_actors_have_names_and_a_kind(folded, made):
    network = folded(made("EU", "sanctions", "IRN"))
    assert (network.nodes["IRN"]["names"]["ar"], network.nodes["IRN"]["kind"]) == ("إيران", "STATE")
    assert network.nodes["EU"]["kind"] == "ORG"


def test_an_actor_that_the_knowledge_lacks_has_the_names_of_the_graph(base, made):
    network = fold([made("NEWCO", "accuses", "IRN")], base, named={"NEWCO": {"en": "New Congress"}})
    assert network.nodes["NEWCO"]["names"] == {"en": "New Congress"}


def test_a_kind_that_is_not_known_is_refused(folded, made):
    with pytest.raises(KnowledgeError, match=r"befriends: .*--knowledge"):
        folded(made("IRN", "befriends", "USA"))


def test_the_order_of_statements_does_not_matter(base, news):
    one, other = fold(news, base), fold(reversed(news), base)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_no_statements_are_an_empty_network(folded):
    assert folded().number_of_nodes() == 0


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"states": {"EU"}}, 5),
        ({"families": {"recognized"}}, 3),
        ({"statuses": {"denied"}}, 1),
        ({"min_confidence": 0.7}, 43),
        ({}, 49),
    ],
)
def test_statements_are_selected_by(base, news, asked, expected):
    assert len(select(news, base, **asked)) == expected


@pytest.fixture
def store(tell, base):
    from kg.rdf.write import nquads

    it = opened("memory:")
    it.replace("a", nquads(tell("a", ("IRN", "accuses", "USA"), ("TUR", "aids", "SOM")), base))
    yield it
    it.close()


@pytest.mark.parametrize("state", ["IRN", "irn", "Iran", "إيران"])
def test_a_store_becomes_a_network_of_what_touches_a_state(store, state):
    assert sorted(graph(store, states=[state])) == ["IRN", "USA"]


def test_a_state_that_is_not_known_is_refused(store):
    with pytest.raises(QueryError, match="Atlantis"):
        graph(store, states=["Atlantis"])


def net(count, more=0):
    """Return actors and ties of a network in which some have many ties and most have few."""
    ties = {(f"A{number:03}", f"A{number * number % (number // 3 + 1):03}") for number in range(1, count)}
    ties |= {(f"A{number * 7 % count:03}", f"B{number}") for number in range(more)}
    return {code for tie in ties for code in tie}, ties


@pytest.mark.parametrize("count", [2, 12, 40, 80])
def test_names_of_actors_do_not_touch(count):
    found = places(*net(count))
    codes = sorted(found)
    for index, one in enumerate(codes):
        for other in codes[index + 1 :]:
            (x, y), (u, v) = found[one], found[other]
            assert abs(x - u) >= ROOM[0] - 1 or abs(y - v) >= ROOM[1] - 1, (one, other)


def test_places_depend_on_nothing_but_actors_and_ties():
    actors, ties = net(30)
    assert places(sorted(actors), ties) == places(sorted(actors, reverse=True), sorted(ties, reverse=True))


@pytest.mark.parametrize("count", [12, 30, 80])
def test_a_network_that_grows_keeps_its_shape(count):
    before, after = places(*net(count)), places(*net(count, more=2))
    moves = sorted(math.dist(before[code], after[code]) for code in before)
    assert moves[len(moves) // 2] < 1.2 * ROOM[0]


def test_one_actor_has_a_place():
    assert places(["IRN"], ()) == {"IRN": (0.0, 0.0)}


def test_those_of_whom_most_is_told_stand_further_apart():
    actors = [f"A{number}" for number in range(12)]
    ties = {(one, other) for one in actors for other in actors if one < other}
    plain, weighed = places(actors, ties), places(actors, ties, {"A1": 500, "A7": 500})
    size = max(math.dist(weighed[one], weighed[other]) for one, other in ties)
    usual = max(math.dist(plain[one], plain[other]) for one, other in ties)
    assert math.dist(weighed["A1"], weighed["A7"]) / size > math.dist(plain["A1"], plain["A7"]) / usual
