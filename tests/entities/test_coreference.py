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
        ("أعلن حلف شمال الأطلسي خطته. وقال الحلف إنها دفاعية.", "الحلف", {"NATO"}),
        ("وصل وفد حركة حماس إلى القاهرة. ونفت الحركة الخبر.", "الحركة", {"HAMAS"}),
        ("رحبت الأمم المتحدة بالهدنة. ودعت المنظمة الدولية إلى تمديدها.", "المنظمة الدولية", {"UN"}),
        ("اجتمع قادة مجلس التعاون الخليجي. ودعمت دول المجلس اليمن.", "دول المجلس", {"GCC"}),
        ("يناقش الوزراء الاتفاق النووي بين إيران والقوى الكبرى.", "القوى الكبرى", {"P5PLUS1"}),
    ],
)
def test_a_reference_points_to_the_actors_told_before(mentioned, text, words, states):
    assert {entity for found, entity, via in mentioned(text) if found == words and via == "reference"} == states


def test_a_reference_to_nobody_is_no_mention(mentioned):
    assert mentioned("اتفق البلدان على التعاون.") == []


@pytest.mark.parametrize("text", ["اتهمت فرنسا القوى الكبرى بالتقصير.", "دعت دول الخليج إلى ضبط النفس."])
def test_a_group_that_the_article_has_not_named_is_no_actor(mentioned, text):
    assert not {"P5PLUS1", "GCC"} & {entity for _, entity, _ in mentioned(text)}
