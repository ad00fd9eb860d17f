"""The places of the ontology: named in Arabic and English, told apart, and given to no state where that is disputed."""

import re

import pytest

from kg.lang import load
from kg.model import Entity, EntityKind, Knowledge
from kg.vocabulary import folder


@pytest.fixture(scope="module")
def places(base: Knowledge) -> dict[str, Entity]:
    return {id_: entity for id_, entity in base.entities.items() if entity.kind is EntityKind.PLACE}


def test_places_are_many_and_of_many_states(places):
    assert len(places) > 700
    assert len({place.state for place in places.values()}) > 60


def test_every_place_has_an_id_of_its_own_sort(places):
    assert all(re.fullmatch(r"place(-[a-z0-9]+)+", id_) for id_ in places)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_place_has_one_usual_name(places, language):
    lacking = [id_ for id_, place in places.items() if sum(lang == language for lang, _ in place.names) != 1]
    assert lacking == []


def test_no_place_acts(places):
    assert all(place.actor is None for place in places.values())


def test_no_two_places_share_a_name(base, places):
    called: dict[tuple[str, str], set[str]] = {}
    for name in base.names:
        if name.entity in places and not name.ambiguous:
            text = load("ar").normalise(name.text) if name.language == "ar" else name.text
            called.setdefault((name.language, text), set()).add(name.entity)
    assert {key: ids for key, ids in called.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("place", "state"),
    [
        ("crimea", "UKR"),
        ("golan-heights", "SYR"),
        ("nagorno-karabakh", "AZE"),
        ("west-bank", "PSE"),
        ("east-jerusalem", "PSE"),
        ("aleppo", "SYR"),
        ("tripoli-lebanon", "LBN"),
        ("geneva", "CHE"),
    ],
)
def test_a_place_belongs_to_the_state_that_the_united_nations_count_it_to(places, place, state):
    assert places[f"place-{place}"].state == state


@pytest.mark.parametrize(
    "place",
    [
        "jerusalem",
        "kashmir",
        "shebaa-farms",
        "abyei",
        "kuril-islands",
        "falkland-islands",
        "persian-gulf",
        "middle-east",
    ],
)
def test_what_is_disputed_or_shared_has_no_state(places, place):
    assert places[f"place-{place}"].state is None


def test_the_places_of_a_state_are_sorted():
    text = (folder() / "places.ttl").read_text(encoding="utf-8")
    for part in re.split(r"^# ", text, flags=re.MULTILINE)[2:]:
        ids = re.findall(r"^id:(\S+)", part, flags=re.MULTILINE)
        assert ids == sorted(ids)
