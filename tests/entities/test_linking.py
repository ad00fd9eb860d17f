"""Ids and names of entities."""

from kg.entities.linking import mint
from kg.model import EntityKind


def test_a_minted_id_is_plain_ascii():
    assert mint(EntityKind.ORG, "IRN", "وزاره الخارجيه").isascii()


def test_the_same_name_has_the_same_id():
    assert mint(EntityKind.PERSON, None, "سعيد") == mint(EntityKind.PERSON, None, "سعيد")


def test_every_entity_is_listed_once(reading):
    entities = reading("زارت إيران تركيا. ثم عادت إيران وتركيا إلى الحوار الإيراني التركي.").entities
    assert [e.id for e in entities] == ["IRN", "TUR"]


def test_the_longest_name_of_the_article_comes_first(named):
    assert ("STATE", "دولة الإمارات", "ARE") in named("أعلنت الإمارات ذلك. ورحبت دولة الإمارات به.")


def test_a_ministry_with_and_without_its_common_noun_is_one(named):
    text = "أصدرت وزارة الخارجية السودانية بيانا. ثم نفت الخارجية السودانية البيان."
    assert [name for kind, name, _ in named(text) if kind == "ORG"] == ["وزارة الخارجية السودانية"]


def test_a_post_without_state_is_of_the_outlets_state_where_the_article_names_it(named):
    text = "استقبل وزير العدل سالم المعروفي الوفد في السعودية."
    assert ("PERSON", "سالم المعروفي", "SAU") in named(text, outlet="واس")


def test_a_post_without_state_is_of_nobody_elsewhere(named):
    assert ("PERSON", "سالم المعروفي", None) in named("استقبل وزير العدل سالم المعروفي الوفد.")
