"""Fact, wish and denial; who says it and when."""

import pytest


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("زار الرئيس الكيني أوغندا.", "actual"),
        ("سيزور الرئيس الكيني أوغندا.", "intended"),
        ("يعتزم الرئيس الكيني زيارة أوغندا.", "intended"),
        ("سيقوم الرئيس الكيني بزيارة إلى أوغندا.", "intended"),
        ("من المقرر أن يزور الرئيس الكيني أوغندا.", "intended"),
        ("لم يزر الرئيس الكيني أوغندا.", "denied"),
        ("لن يزور الرئيس الكيني أوغندا.", "denied"),
        ("من المتوقع أن يقوم رئيس الوزراء الكيني الجديد رايلا أودينغا بزيارة إلى أوغندا.", "intended"),
        ("على الرئيس الكيني أن يزور أوغندا.", "intended"),
        ("أحجم الرئيس الكيني عن زيارة إلى أوغندا.", "denied"),
        ("أجل الرئيس الكيني زيارة إلى أوغندا.", "intended"),
        ("نفى الرئيس الكيني أن يكون قد زار أوغندا.", "denied"),
        ("لا وساطة كينية بين أوغندا ورواندا.", "denied"),
        ("لا توجد علاقات دبلوماسية بين كينيا وأوغندا.", "denied"),
        ("حذر خبراء من هجوم كيني محتمل على أوغندا.", "intended"),
        ("اللقاء بين كينيا وأوغندا سيعقد في نيروبي.", "intended"),
        ("نفى المتحدث باسم الاتحاد أمس بشدة وجود محادثات بين كينيا وأوغندا.", "denied"),
    ],
)
def test_status_is_told_by_the_words_around_the_cue(plain, text, status):
    assert {each.status.value for each in plain(text)} == {status}


def test_a_past_verb_is_in_the_scope_of_if_only(plain):
    statuses = {
        s.status.value for s in plain("يطالب الناطق بالأرض التي احتلتها كينيا من أوغندا.") if s.kind == "attacks"
    }
    assert statuses <= {"actual"}


def test_who_will_not_recognise_refuses_to(plain):
    (statement,) = plain("لن تعترف كينيا باستقلال كوسوفو.")
    assert (statement.kind, statement.status) == ("withdrawsRecognitionOf", "actual")


def test_seeking_to_contain_is_opposing_already(plain):
    (statement,) = plain("تسعى الهند إلى احتواء الصين.")
    assert (statement.kind, statement.status) == ("counters", "actual")


def test_what_is_to_end_is_the_case_until_then(plain):
    statuses = {
        each.status.value
        for each in plain("تسعى النرويج إلى إنهاء التوتر بين الهند والصين.")
        if each.kind == "counters"
    }
    assert statuses == {"actual"}


def test_what_cannot_be_is_denied(plain):
    (statement,) = plain("لا يمكن للمجر أن تدعم أوكرانيا.")
    assert (statement.source, statement.status.value) == ("HUN", "denied")


def test_who_accuses_says_so(plain):
    (statement,) = plain("انتقدت كندا الهند.")
    assert statement.speaker == "CAN"


def test_a_quotation_is_its_speakers(plain):
    statements = plain('قال وزير الخارجية الأوكراني: "روسيا قصفت أوكرانيا أمس".')
    assert {(each.source, each.target, each.speaker) for each in statements} == {("RUS", "UKR", "UKR")}


def test_a_day_is_counted_from_the_articles_own(plain):
    (statement,) = plain("زار الرئيس الكيني أوغندا أمس.", published="2024-03-20")
    assert str(statement.time) == "2024-03-19"
