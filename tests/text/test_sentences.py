"""Dividing a text into paragraphs and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Span
from kg.text.paragraphs import paragraphs
from kg.text.sentences import split


def sentences(text, furniture=(), language="ar"):
    document = Document("1", text, language=language, furniture=tuple(furniture))
    return [text[span.start : span.end] for span in split(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عاد الوفد. وبدأ الحوار؟ نعم! بدأ", ["عاد الوفد.", "وبدأ الحوار؟", "نعم!", "بدأ"]),
        ("التقى د. علي م. حسن في أبيدجان.", ["التقى د. علي م. حسن في أبيدجان."]),
        ("بلغ العجز 2.5 مليار، وهبط 54 .0% أمس.", ["بلغ العجز 2.5 مليار، وهبط 54 .0% أمس."]),
        ("بقي الحال في غانا .وقال الوزير نعم .", ["بقي الحال في غانا .", "وقال الوزير نعم ."]),
        ("على حساب غانا.وقال الوزير", ["على حساب غانا.", "وقال الوزير"]),
        ("قال: «نعم. سنعود» ثم غادر.", ["قال: «نعم. سنعود» ثم غادر."]),
        ('قال: "سنعود". ثم غادر.', ['قال: "سنعود".', "ثم غادر."]),
        ("قال: «سنعود.» ثم غادر.", ["قال: «سنعود.»", "ثم غادر."]),
        ("الوزير: سنعود إلى الحوار", ["الوزير: سنعود إلى الحوار"]),
        ("بعد عام.. غانا تنتظر", ["بعد عام.. غانا تنتظر"]),
        ("(د.ب.أ)", ["(د.ب.أ)"]),
        ("انظر www.example.org للمزيد.", ["انظر www.example.org للمزيد."]),
        ("سطر أول\r\nسطر ثان\rثالث\u2028رابع", ["سطر أول", "سطر ثان", "ثالث", "رابع"]),
        ("فقرة أولى      فقرة ثانية", ["فقرة أولى", "فقرة ثانية"]),
        ("... - !", []),
        ("", []),
    ],
)
def test_arabic(text, expected):
    assert sentences(text) == expected


def test_long_quotation_is_divided():
    first = "هذا كلام طويل يقوله الوزير عن الاتفاق وعن كل ما جرى في المحادثات التي استمرت أياما " * 2
    text = f"قال: «{first.strip()}. ثم قال المزيد»."
    assert sentences(text) == [f"قال: «{first.strip()}.", "ثم قال المزيد»."]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Gen. Smith met the U.N. envoy on Jan. 5. He left.", "en", 2),
        ("Mr. J. Doe spoke. It was over.", "en", 2),
        ("Bakan 29. kez konuştu. Prof. Dr. Kaya geldi.", "tr", 2),
    ],
)
def test_abbreviations_of_other_languages(text, language, count):
    assert len(sentences(text, language=language)) == count


def test_furniture_is_in_no_sentence():
    text = "أكرا - رويترز: عاد الوفد.\nشارك الخبر\nوبدأ الحوار. (رويترز)"
    marks = [Span(0, 15), Span(26, 36), Span(49, 57)]
    assert sentences(text, marks) == ["عاد الوفد.", "وبدأ الحوار."]


def test_sentence_without_end_is_cut_at_a_mark():
    parts = sentences("كلمة وكلمة أخرى، " * 300)
    assert max(map(len, parts)) <= 1000
    assert all(part.endswith("،") for part in parts)


@pytest.mark.parametrize("piece", ["ا", "كلمة ", ". ", '"', 'أ."', "د.", " ", "12. ", "«أ. "])
def test_a_million_characters_take_little_time(piece):
    text = piece * (1_000_000 // len(piece))
    assert all(span.end - span.start <= 1000 for span in split(Document("1", text)))


PIECES = st.lists(
    st.sampled_from(
        ["قال", " ", ".", "..", "؟", "«", "»", '"', "\n", "12", "\u200f", "، ", "د.", "    ", "Mr.", "\r\n"]
    ),
    max_size=60,
).map("".join)


@given(st.one_of(PIECES, st.text(max_size=80)), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30)), max_size=4))
def test_sentences_lie_in_order_within_the_text_and_outside_furniture(text, marks):
    furniture = tuple(Span(min(at, len(text)), min(at + length, len(text))) for at, length in marks)
    found = split(Document("1", text, furniture=furniture))
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert not any(span.overlaps(mark) for span in found for mark in furniture)


@given(PIECES)
def test_no_word_is_lost(text):
    covered = {at for span in split(Document("1", text)) for at in range(*span)}
    assert all(at in covered for at, letter in enumerate(text) if letter.isalpha())


@given(st.text(max_size=100))
def test_paragraphs_are_stripped_and_in_order(text):
    found = paragraphs(text)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in found)
    assert [edge for span in found for edge in span] == sorted(edge for span in found for edge in span)
