"""What the sentence and the article tell of posts and bodies named without their state."""

import pytest


@pytest.mark.parametrize(
    ("text", "body", "state"),
    [
        ("قال وزير الاقتصاد الصربي إن وزارة الدفاع أوقفت التصدير.", "وزارة الدفاع", "SRB"),
        ("رفضت المحكمة الدستورية في أرمينيا الطعن.", "المحكمة الدستورية", "ARM"),
        ("زار الوفد مصر. ورحبت مصر بالوفد. وتشكر مصر الوفد. وأيدت وزارة الخارجية ذلك.", "وزارة الخارجية", "EGY"),
        ("التقى رئيس الوزراء اللبناني وزير الدفاع سمير بلاكور.", "سمير بلاكور", "LBN"),
    ],
)
def test_the_context_tells_whose_a_post_or_body_is(named, text, body, state):
    assert (body, state) in [(name, code) for _, name, code in named(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تدعم تركيا وقطر والعراق القرار وفق وزارة الخارجية.", "وزارة الخارجية"),
        ("كتب المخرج سمير بلاكور عن الجيش اللبناني.", "سمير بلاكور"),
    ],
)
def test_a_doubtful_context_tells_nothing(named, text, name):
    assert (name, None) in [(form, state) for _, form, state in named(text)]


def test_a_known_person_is_not_of_the_state_told_before(named):
    found = named("انتقد رئيس الوزراء الإسرائيلي الرئيس باراك أوباما.", published="2015-03-01")
    assert "USA" in [state for kind, name, state in found if kind == "PERSON" and "أوباما" in name]
