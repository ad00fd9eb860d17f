"""Where the rules read no two actors for a cue, a dependency parse may."""

import pytest

from kg.extractors.parsing import Noticed
from kg.extractors.rules import Rules, divide
from kg.model import Document
from kg.relations.parses import ROOT, Node, Parse

# Whose raids they are is told far from the verb, in an adjective that is no subject.
RAIDS = "الغارات الجوية المصرية على الجيش تساعد تركيا."
ABOVE: Parse = (
    Node(5, "nsubj", "NOUN", ""),
    Node(0, "amod", "ADJ", ""),
    Node(0, "amod", "ADJ", ""),
    Node(4, "case", "ADP", ""),
    Node(0, "nmod", "NOUN", ""),
    Node(ROOT, "root", "VERB", ""),
    Node(5, "obj", "PROPN", ""),
)


@pytest.fixture(scope="module")
def rules(base) -> Rules:
    return Rules("plain", knowledge=base)


def read(rules: Rules, text: str, parse: Parse | None) -> list[tuple[str, str, str, str]]:
    extraction = rules.read(divide(Document("a", text, language="ar")), Noticed((), (parse,)))
    return [(each.source, each.kind, each.target, each.rule.split(":", 1)[1]) for each in extraction.statements]


def changed(parse: Parse, **by_index: Node) -> Parse:
    return tuple(by_index.get(f"at{index}", node) for index, node in enumerate(parse))


def test_subject_and_object_are_those_of_the_parse(rules) -> None:
    assert read(rules, RAIDS, None) == []
    assert read(rules, RAIDS, ABOVE) == [("EGY", "aids", "TUR", "parse:verb")]


def test_a_cue_that_the_parse_takes_for_another_part_of_speech_relates_nobody(rules) -> None:
    assert read(rules, RAIDS, changed(ABOVE, at5=Node(ROOT, "root", "NOUN", ""))) == []


def test_an_actor_that_hangs_on_another_word_is_no_object(rules) -> None:
    assert read(rules, RAIDS, changed(ABOVE, at6=Node(4, "nmod", "PROPN", ""))) == []


def test_heads_that_run_in_a_circle_end(rules) -> None:
    circle = changed(
        ABOVE, at0=Node(2, "nmod", "NOUN", ""), at2=Node(0, "nmod", "ADJ", ""), at5=Node(6, "conj", "VERB", "")
    )
    assert read(rules, RAIDS, changed(circle, at6=Node(5, "conj", "PROPN", ""))) == []


def test_what_the_rules_read_stays(rules) -> None:
    text = "هاجمت مصر تركيا."
    other: Parse = (Node(ROOT, "root", "VERB", ""), Node(0, "obj", "PROPN", ""), Node(0, "nsubj", "PROPN", ""))
    assert read(rules, text, other) == read(rules, text, None) != []
