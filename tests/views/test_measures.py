"""Clusters and betweenness of actors."""

from kg.views.measures import betweenness, clusters


def test_friends_are_in_one_cluster_and_the_largest_comes_first(base, made):
    told = [
        made("IRN", "aids", "SYR"),
        made("SYR", "aids", "LBN"),
        made("LBN", "aids", "IRN"),
        made("USA", "aids", "ISR"),
    ]
    found = clusters([*told, made("USA", "accuses", "IRN"), made("FRA", "accuses", "IRN")], base)
    assert found == {"IRN": 1, "SYR": 1, "LBN": 1, "ISR": 2, "USA": 2}


def test_who_stands_between_others_is_on_their_ways(made):
    found = betweenness([made("IRN", "aids", "SYR"), made("SYR", "aids", "LBN")])
    assert found == {"IRN": 0.0, "LBN": 0.0, "SYR": 1.0}


def test_nothing_has_no_measures(base):
    assert (clusters([], base), betweenness([])) == ({}, {})


def test_measures_do_not_depend_on_order(base, news):
    assert clusters(news, base) == clusters(tuple(reversed(news)), base)
    assert betweenness(news) == betweenness(tuple(reversed(news)))
