"""Names that a tagger sees join those of the rules; where both see something, stated rules decide."""

import pytest

from kg.entities.tagged import Named
from kg.extractors.parsing import Noticed
from kg.extractors.rules import Rules, divide
from kg.model import Document, EntityKind, Span

PERSON, ORG, PLACE = EntityKind.PERSON, EntityKind.ORG, EntityKind.PLACE


@pytest.fixture(scope="module")
def rules(base) -> Rules:
    return Rules(knowledge=base)


def found(rules: Rules, text: str, *names: tuple[str, EntityKind]) -> list[tuple[str, str]]:
    """Return the mentions of a text in which a tagger sees names."""
    tagged = tuple(Named(Span(text.index(name), text.index(name) + len(name)), kind) for name, kind in names)
    extraction = rules.read(divide(Document("a", text, language="ar")), Noticed(tagged))
    return [(text[each.span.start : each.span.end], each.kind.value) for each in extraction.mentions]


def test_a_name_that_only_the_tagger_sees_is_taken(rules) -> None:
    text = "زارت منال الشافعي تركيا."
    assert found(rules, text) == [("تركيا", "STATE")]
    assert found(rules, text, ("منال الشافعي", PERSON)) == [("منال الشافعي", "PERSON"), ("تركيا", "STATE")]


def test_a_body_that_only_the_tagger_sees_is_taken(rules) -> None:
    assert ("سينوبك كورب", "ORG") in found(rules, "زارت سينوبك كورب تركيا.", ("سينوبك كورب", ORG))


@pytest.mark.parametrize("kind", [PERSON, ORG, PLACE])
def test_what_the_knowledge_base_knows_stays(rules, kind: EntityKind) -> None:
    text = "وصل وفد من جنوب السودان إلى تركيا."
    assert found(rules, text, ("جنوب السودان", kind)) == found(rules, text)


def test_a_name_that_overlaps_two_of_the_rules_is_not_taken(rules) -> None:
    text = "قالت مصر تركيا ذلك."
    assert found(rules, text, ("مصر تركيا", PERSON)) == found(rules, text)


def test_a_person_of_whom_the_rules_see_the_beginning_is_as_long_as_the_tagger_says(rules) -> None:
    text = "قال الرئيس سمير الخولي دياي إن مصر وافقت."
    short = [each for each, kind in found(rules, text) if kind == "PERSON"]
    long = [each for each, kind in found(rules, text, ("سمير الخولي دياي", PERSON)) if kind == "PERSON"]
    assert len(short) == len(long) == 1
    assert long[0].endswith("سمير الخولي دياي")


def test_a_person_is_not_made_longer_by_a_verb(rules) -> None:
    text = "قال إن الرئيس محمود عباس سيلتقي وزير خارجية فرنسا."
    name = "محمود عباس سيلتقي"
    tagged = Named(Span(text.index(name), text.index(name) + len(name)), PERSON, verb=text.index("سيلتقي"))
    extraction = rules.read(divide(Document("a", text, language="ar")), Noticed((tagged,)))
    assert ("محمود عباس", "PERSON") in [
        (text[each.span.start : each.span.end].removeprefix("الرئيس "), each.kind.value) for each in extraction.mentions
    ]
    assert [(each.source, each.target) for each in extraction.statements] == [("PSE", "FRA")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("زارت منال تركيا.", "منال"),  # a single word
        ("زارت الشافعي منال تركيا.", "الشافعي منال"),  # the article
        ("زارت منال في القاهرة.", "منال في"),  # a preposition
        ("زارت منال وزير تركيا.", "منال وزير"),  # an ordinary word
    ],
)
def test_what_is_likely_no_name_is_not_taken(rules, text: str, name: str) -> None:
    assert found(rules, text, (name, PERSON)) == found(rules, text)


def test_a_name_that_runs_on_and_on_is_not_taken(rules) -> None:
    name = " ".join(["شافعي"] * 9)
    text = f"زارت {name} تركيا."
    assert found(rules, text, (name, PERSON)) == found(rules, text)


def test_a_name_across_two_sentences_is_not_taken(rules) -> None:
    text = "زارت منال.\nشافعي وافقت."
    assert found(rules, text, ("منال.\nشافعي", PERSON)) == found(rules, text)


def test_a_name_that_begins_within_a_word_is_the_word(rules) -> None:
    assert found(rules, "زارت لمنال الشافعي تركيا.", ("منال الشافعي", PERSON))[0][0].endswith("منال الشافعي")
