"""Who says a quotation."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قال وزير الخارجية الإيراني إن الاتفاق قريب من التوقيع النهائي.", "IRN"),
        ("أكدت طهران أن الاتفاق قريب من التوقيع النهائي.", "IRN"),
        ("لكن موسكو أعلنت أن القوات لن تغادر المنطقة قريبا.", "RUS"),
        ("وفق بيان لوزارة الخارجية القطرية، فإن المحادثات ستبدأ يوم غد الأحد.", "QAT"),
        ("قالت مصادر في الخارجية التركية إن السفير استدعي إلى أنقرة للتشاور.", "TUR"),
        ("ونقلت الوكالة عن الرئيس الفرنسي قوله إن بلاده مستعدة للحوار مع الجميع.", "FRA"),
    ],
)
def test_the_speaker_stands_beside_the_verb(reading, text, speaker):
    assert {quote.speaker for quote in reading(text).quotes} == {speaker}


def test_a_verb_without_subject_has_the_speaker_before(reading):
    text = 'قال وزير الخارجية المصري: "نرحب بكل المبادرات الجادة". وأضاف: "لن نقبل أي ضغوط من الخارج".'
    assert [quote.speaker for quote in reading(text).quotes] == ["EGY", "EGY"]


def test_the_person_who_speaks_is_told(reading):
    found = reading('قال الوزير السوداني ياسين إبراهيم: "سنواصل العمل حتى النهاية مع الشركاء".')
    person = next(e for e in found.entities if str(e.kind) == "PERSON")
    assert [(q.speaker, q.speaker_entity) for q in found.quotes] == [("SDN", person.id)]


def test_an_object_after_a_masculine_verb_is_no_speaker(reading):
    text = 'قال الرئيس التركي: "نحن مع الحوار دائما وأبدا". واتهم إسرائيل بعرقلة المفاوضات الجارية في القاهرة.'
    assert {quote.speaker for quote in reading(text).quotes} == {"TUR"}
