"""Friends and adversaries around one actor."""

import math

from kg.views.rings import rings


def test_adversaries_stand_on_the_left_and_friends_on_the_right(base, made):
    found = rings([made("IRN", "accuses", "USA"), made("IRN", "aids", "SYR")], base, "IRN")
    assert found["IRN"] == (0.0, 0.0)
    assert found["USA"][0] < 0 < found["SYR"][0]


def test_the_friend_of_an_adversary_stands_with_it(base, made):
    found = rings([made("IRN", "accuses", "USA"), made("USA", "aids", "ISR")], base, "IRN")
    assert found["ISR"][0] < found["USA"][0] < 0


def test_many_actors_of_a_ring_do_not_stand_on_each_other(base, made):
    states = [f"S{number:02}" for number in range(30)]
    found = rings([made("IRN", "aids", state) for state in states], base, "IRN")
    assert min(math.dist(found[one], found[other]) for one in states for other in states if one < other) > 60


def test_the_order_of_statements_does_not_matter(base, news):
    assert rings(news, base, "IRN") == rings(tuple(reversed(news)), base, "IRN")
