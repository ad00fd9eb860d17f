"""Whom words that point back mean."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "states"),
    [
        ("وصل وزير الخارجية الأذربيجاني لافتتاح سفارة بلاده.", "بلاده", {"AZE"}),
        ("التقى الوزير السوداني نظيره التشادي.", "نظيره التشادي", {"TCD"}),
        ("وقعت السودان وتشاد اتفاقا لتطبيع العلاقات بين البلدين.", "البلدين", {"SDN", "TCD"}),
        (
            'قال وزير الخارجية الإيراني: "نريد علاقات طيبة مع تركيا لأن بلدينا جاران منذ قرون".',
            "بلدينا",
            {"IRN", "TUR"},
        ),
        ("زار الرئيس التركي السعودية. وأشاد بدور المملكة.", "المملكة", {"SAU"}),
        ("انتقد وزير الخارجية الروسي القرار. وقال الوزير إنه خطأ.", "الوزير", {"RUS"}),
        ("أعلنت حركة فتح موقفها. وقالت الحركة إن القرار خطأ.", "الحركة", {"FATAH"}),
    ],
)
def test_a_reference_points_to_the_actors_told_before(mentioned, text, words, states):
    assert {entity for found, entity, via in mentioned(text) if found == words and via == "reference"} == states


def test_a_reference_to_nobody_is_no_mention(mentioned):
    assert mentioned("اتفق البلدان على التعاون.") == []
