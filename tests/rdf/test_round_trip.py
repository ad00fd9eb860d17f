"""What is written comes back, and the same input gives the same bytes."""

from dataclasses import replace
from datetime import date

import pytest

from kg.errors import InputError
from kg.model import (
    Document,
    Entity,
    EntityKind,
    Extraction,
    Mention,
    Precision,
    Quote,
    Span,
    Statement,
    Status,
    Time,
    Via,
)
from kg.rdf import read, write
from kg.stores.oxigraph import memory

TEXT = "قالت طهران إن باكو ستدعم أنقرة. وكررت باكو دعمها. وأكدت باكو دعمها لأنقرة مرة ثالثة."
HOSTILE = [
    '" . <x>',
    "} ; DROP ALL ;",
    "> <",
    "a\nb\r\nc",
    "\\",
    '\\" .',
    "a\u2028b\u2029c\x85d",
    "\u202eشر\u202c",
    "'''\"\"\"",
]


@pytest.fixture
def extraction() -> Extraction:
    document = Document(
        "خبر 1", TEXT, "ar", "عنوان", "2023-03-29", "2023-03-30T10:00:00+03:00", "وكالة", "https://example.org/1?a=b&c",
        furniture=(Span(0, 4),),
    )  # fmt: skip
    first, second, third = Span(0, 31), Span(32, 49), Span(50, 86)
    return Extraction(
        document,
        (first, second, third),
        (Quote(Span(15, 30), Span(0, 4), "IRN", "IRN", direct=False),),
        (
            Mention(Span(5, 10), EntityKind.STATE, "IRN", Via.CAPITAL),
            Mention(Span(32, 37), EntityKind.PERSON, "شخص ما", Via.NAME),
            Mention(Span(38, 42), EntityKind.PLACE, None, Via.NAME),
        ),
        (Entity("شخص ما", EntityKind.PERSON, (("ar", "شخص ما"), ("ar", "الرجل")), "AZE", "AZE"),),
        (
            Statement(
                "AZE", "supports", "TUR", Status.INTENDED, first, "IRN", "شخص ما", also=(second, third), rule="r1",
                confidence=0.75,
            ),
            Statement(
                "AZE", "accuses", "IRN", Status.ACTUAL, second, rule="r2", confidence=0.5,
                time=Time(date(2022, 12, 1), date(2022, 12, 31), Precision.MONTH, "ديسمبر الماضي"),
            ),
        ),
        "by hand",
    )  # fmt: skip


def stored(extraction, base):
    store = memory()
    store.replace(extraction.document.id, write.nquads(extraction, base))
    return store


def test_statements_come_back_as_they_were(extraction, base):
    assert tuple(each.statement for each in read.statements(stored(extraction, base).query)) == extraction.statements


def test_a_statement_comes_back_with_its_article_and_words(extraction, base):
    first = read.statements(stored(extraction, base).query)[0]
    assert first.quote == TEXT[0:31]
    assert (first.before, first.after) == ("", TEXT[31:71])
    assert (first.article, first.language, first.title, first.published, first.outlet, first.url) == (
        "خبر 1", "ar", "عنوان", "2023-03-29", "وكالة", "https://example.org/1?a=b&c",
    )  # fmt: skip


def test_the_ledger_says_what_was_read_by_what(extraction, base):
    assert read.ledger(stored(extraction, base).query) == {
        "خبر 1": (write.content_hash(extraction.document), "by hand")
    }


def test_the_same_extraction_is_the_same_bytes(extraction, base):
    turned = replace(
        extraction,
        statements=extraction.statements[::-1],
        mentions=extraction.mentions[::-1],
        sentences=extraction.sentences[::-1],
    )
    assert write.nquads(extraction, base) == write.nquads(turned, base)


def test_a_changed_text_changes_the_hash(extraction):
    document = extraction.document
    assert write.content_hash(document) != write.content_hash(replace(document, text=document.text + " "))


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_text_stays_one_literal(evil, extraction, base):
    changed = replace(
        extraction,
        document=replace(extraction.document, text=evil + TEXT, title=evil, outlet=evil, id=evil, url=evil),
        entities=(Entity(evil, EntityKind.PERSON, (("ar", evil),), "AZE", "AZE"),),
        mentions=tuple(replace(each, entity=evil) if each.entity == "شخص ما" else each for each in extraction.mentions),
    )
    plain = write.nquads(extraction, base)
    written = write.nquads(changed, base)
    # The first name of two is gone: one quad less.
    assert len(written.split("\n")) == len(plain.split("\n")) - 1
    found = read.statements(stored(changed, base).query)
    assert {(each.article, each.title, each.outlet, each.url) for each in found} == {(evil, evil, evil, evil)}
    assert read.names(stored(changed, base).query)[evil] == {"ar": evil}


@pytest.mark.parametrize("changed", [{"language": "not a tag!"}, {"text": "a\ud800" + TEXT}, {"title": "\udfff"}])
def test_what_rdf_cannot_hold_is_refused_in_one_line(changed, extraction, base):
    with pytest.raises(InputError, match="خبر 1") as caught:
        write.nquads(replace(extraction, document=replace(extraction.document, **changed)), base)
    assert "\n" not in str(caught.value)


def test_the_first_name_of_each_language_is_the_preferred_one(extraction, base):
    names = (("ar", "محمد"), ("ar", "أبو علي"), ("en", "Mohammed"))
    named = replace(extraction, entities=(Entity("p", EntityKind.PERSON, names, "AZE", "AZE"),))
    assert read.names(stored(named, base).query)["p"] == {"ar": "محمد", "en": "Mohammed"}
