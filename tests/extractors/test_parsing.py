"""What Stanza finds becomes names and parses in places and words of the article; its Documents are built by hand."""

from importlib.util import find_spec
from typing import Any

import pytest

from kg.entities.tagged import Named
from kg.extractors.parsing import Noticed, joined, noticed
from kg.extractors.rules import Divided, divide
from kg.model import Document, EntityKind, Span
from kg.relations.parses import ROOT, Node

pytestmark = [
    pytest.mark.stanza,
    pytest.mark.skipif(find_spec("stanza") is None, reason="Stanza is not installed"),
    pytest.mark.filterwarnings("default"),  # what Stanza and PyTorch warn of is not ours
]

Row = tuple[str, str, int, str]  # form, tag, head, relation


def article(text: str) -> Divided:
    return divide(Document("a", text, language="ar"))


def built(text: str, *sentences: list[Any], names: dict[str, str] | None = None) -> Any:
    """Build a Document of Stanza's: a token is a row, or its form with the rows of its words."""
    doc = pytest.importorskip("stanza.models.common.doc")
    here, whole = 0, []
    for rows in sentences:
        entries: list[dict[str, Any]] = []
        number = 0
        for row in rows:
            form, words = (row[0], row[1]) if isinstance(row[1], list) else (row[0], [row])
            start = text.index(form, here)
            here = start + len(form)
            place = {"start_char": start, "end_char": here, "ner": (names or {}).get(form, "O")}
            if len(words) > 1:
                entries.append({"id": (number + 1, number + len(words)), "text": form, **place})
            for word in words:
                number += 1
                entry = {"id": number, "text": word[0], "upos": word[1], "head": word[2], "deprel": word[3]}
                entries.append(entry | {"lemma": word[0]} | (place if len(words) == 1 else {}))
        whole.append(entries)
    made = doc.Document(whole, text=text)
    made.build_ents()
    return made


def seen(divided: Divided, *sentences: list[Any], names: dict[str, str] | None = None) -> Noticed:
    text = joined(divided.document.text, divided.sentences)
    return noticed(
        built(text, *sentences, names=names), divided.sentences, divided.words, range(len(divided.sentences))
    )


MET: list[Any] = [
    ("التقى", "VERB", 0, "root"),
    ("الوزير", "NOUN", 1, "nsubj"),
    ("نظيره", [("نظير", "NOUN", 1, "obj"), ("ه", "PRON", 3, "nmod")]),
]


def test_a_parse_is_told_over_our_words_counted_from_nought() -> None:
    [parse] = seen(article("التقى الوزير نظيره"), MET).parses
    assert parse == (
        Node(ROOT, "root", "VERB", "التقى"),
        Node(0, "nsubj", "NOUN", "الوزير"),
        Node(0, "obj", "NOUN", "نظير"),
    )


def test_a_word_that_is_written_together_with_a_conjunction_is_the_noun_not_the_conjunction() -> None:
    rows = [
        ("زار", "VERB", 0, "root"),
        ("مصر", "PROPN", 1, "obj"),
        ("ولبنان", [("و", "CCONJ", 4, "cc"), ("لبنان", "PROPN", 2, "conj")]),
    ]
    [parse] = seen(article("زار مصر ولبنان"), rows).parses
    assert parse is not None
    assert parse[2] == Node(1, "conj", "PROPN", "لبنان")


def test_the_head_of_a_word_is_the_nearest_word_above_that_is_another_of_ours() -> None:
    rows = [("للوزير", [("ل", "ADP", 2, "case"), ("الوزير", "NOUN", 3, "obl")]), ("قيل", "VERB", 0, "root")]
    [parse] = seen(article("للوزير قيل"), rows).parses
    assert [node.head for node in parse or ()] == [1, ROOT]


@pytest.mark.parametrize("heads", [(2, 1, 1), (3, 3, 2)])
def test_a_parse_that_runs_in_a_circle_is_none(heads: tuple[int, int, int]) -> None:
    rows = [(form, "NOUN", head, "dep") for form, head in zip(("التقى", "الوزير", "نظيره"), heads, strict=True)]
    noticed_ = seen(article("التقى الوزير نظيره"), rows)
    [parse] = noticed_.parses
    assert parse is None or all(node.head == ROOT or node.head != number for number, node in enumerate(parse))


def test_a_parse_that_leaves_out_a_word_of_ours_is_none() -> None:
    assert seen(article("التقى الوزير نظيره"), MET[:2]).parses == (None,)


def test_names_are_told_by_their_places_in_the_article() -> None:
    text = "قالت منال ذلك.\nزارت منظمة الصحة باريس."
    first = [
        ("قالت", "VERB", 0, "root"),
        ("منال", "PROPN", 1, "nsubj"),
        ("ذلك", "PRON", 1, "obj"),
        (".", "PUNCT", 1, "punct"),
    ]
    second = [
        ("زارت", "VERB", 0, "root"),
        ("منظمة", "NOUN", 1, "nsubj"),
        ("الصحة", "NOUN", 2, "nmod"),
        ("باريس", "PROPN", 1, "obj"),
        (".", "PUNCT", 1, "punct"),
    ]
    tags = {"منال": "S-PER", "منظمة": "B-ORG", "الصحة": "E-ORG", "باريس": "S-LOC"}
    found = seen(article(text), first, second, names=tags).names
    assert [(text[each.span.start : each.span.end], each.kind) for each in found] == [
        ("منال", EntityKind.PERSON),
        ("منظمة الصحة", EntityKind.ORG),
        ("باريس", EntityKind.PLACE),
    ]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("PERSON", EntityKind.PERSON),
        ("PER", EntityKind.PERSON),
        ("ORGANIZATION", EntityKind.ORG),
        ("LOCATION", EntityKind.PLACE),
    ],
)
def test_kinds_of_names_are_understood_in_the_words_of_several_tag_sets(tag: str, kind: EntityKind) -> None:
    rows = [("قالت", "VERB", 0, "root"), ("منال", "PROPN", 1, "nsubj")]
    assert seen(article("قالت منال"), rows, names={"منال": f"S-{tag}"}).names == (Named(Span(5, 9), kind),)


def test_a_verb_in_a_name_is_told() -> None:
    rows = [("قالت", "VERB", 0, "root"), ("منال", "PROPN", 1, "nsubj"), ("ستلتقي", "VERB", 1, "ccomp")]
    names = {"منال": "B-PER", "ستلتقي": "E-PER"}
    assert seen(article("قالت منال ستلتقي"), rows, names=names).names == (Named(Span(5, 16), EntityKind.PERSON, 10),)


@pytest.mark.parametrize("tag", ["MISC", "DATE", "TIME", "PRODUCT"])
def test_names_of_other_kinds_are_left_out(tag: str) -> None:
    rows = [("قالت", "VERB", 0, "root"), ("منال", "PROPN", 1, "nsubj")]
    assert seen(article("قالت منال"), rows, names={"منال": f"S-{tag}"}).names == ()


def test_a_sentence_that_was_not_given_has_no_parse() -> None:
    divided = article("قال ذلك.\nالتقى الوزير نظيره.")
    text = joined(divided.document.text, divided.sentences[1:])
    found = noticed(built(text, [*MET, (".", "PUNCT", 1, "punct")]), divided.sentences, divided.words, (1,))
    assert found.parses[0] is None
    assert found.parses[1] is not None
