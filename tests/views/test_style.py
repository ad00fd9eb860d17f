"""What is drawn how."""

import itertools

import pytest

from kg.model import EntityKind, Status
from kg.views import style
from kg.vocabulary import knowledge


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_family_kind_of_actor_and_status_has_a_look():
    families = {relation.family for relation in knowledge().relations.values()}
    assert set(style.sheet()["families"]) == families
    assert set(style.sheet()["statuses"]) == {each.value for each in Status}
    assert set(style.sheet()["shapes"]) == {*(each.value for each in EntityKind), "GROUP"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("family", ["cooperatesWith", "opposes", "recognized"])
def test_lines_stand_out_from_the_ground(theme, family):
    ground = style.sheet()["inks"][theme]["ground"]
    assert contrast(style.sheet()["families"][family][theme], ground) >= 3


def test_families_differ_without_colour():
    marks = [look["mark"] for look in style.sheet()["families"].values()]
    assert len(set(marks)) == len(marks)


def test_statuses_differ_by_their_dashes():
    dashes = [style.line("opposes", status, 1)["dashes"] for status in ("actual", "intended", "denied")]
    assert all(one != other for one, other in itertools.combinations(dashes, 2))


def test_states_and_organisations_differ_in_shape():
    assert style.actor("STATE", 1)["shape"] != style.actor("ORG", 1)["shape"]


def test_more_reports_make_a_wider_line_up_to_a_limit():
    widths = [style.width(count) for count in (1, 2, 10, 1000, 10**6)]
    assert widths == sorted(widths)
    assert widths[0] < widths[1] < widths[2]
    assert widths[-1] == widths[-2]


def test_a_family_of_the_users_own_has_a_look():
    assert style.line("tradesWith", "actual", 1)["color"]
