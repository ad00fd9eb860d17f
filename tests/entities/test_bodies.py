"""Where the names of bodies begin and end."""

import pytest


@pytest.mark.parametrize(
    ("text", "body", "state"),
    [
        ("أدان القصف المرصد السوري لحقوق الإنسان.", "المرصد السوري لحقوق الإنسان", "SYR"),
        ("ذكرت وكالة يونهاب الكورية الجنوبية للأنباء ذلك.", "وكالة يونهاب الكورية الجنوبية للأنباء", "KOR"),
        (
            "اجتمعت لجنة العلاقات الخارجية في مجلس النواب العراقي.",
            "لجنة العلاقات الخارجية في مجلس النواب العراقي",
            "IRQ",
        ),
        ("انتقد الكونغرس الخطة.", "الكونغرس", "USA"),
        ("نفى المتحدث باسم وزارة الخارجية القطرية ذلك.", "وزارة الخارجية القطرية", "QAT"),
        ('كتبت صحيفة "قشطمون" عن الزيارة.', 'صحيفة "قشطمون"', None),
    ],
)
def test_a_body_is_named_in_full(named, text, body, state):
    assert ("ORG", body, state) in named(text)


@pytest.mark.parametrize("text", ["انتقدت الجماعة المدعومة من الخارج القرار.", "وصلت القوات الإضافية أمس."])
def test_a_common_noun_with_an_adjective_is_no_body(named, text):
    assert [kind for kind, *_ in named(text)] == []


def test_a_regime_is_another_name_of_its_state(mentioned):
    assert ("النظام السوري", "SYR", "loadedName") in mentioned("اتهم البيان النظام السوري بالقصف.")


def test_media_speak_for_no_actor(reading):
    assert {e.actor for e in reading("ذكرت وكالة رويترز أن الوفد وصل.").entities} == {None}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قصف التحالف بقيادة السعودية المواقع.", "التحالف بقيادة السعودية"),
        ("أعلن التحالف العسكري الذي تقوده السعودية الهدنة.", "التحالف العسكري الذي تقوده السعودية"),
    ],
)
def test_a_coalition_acts_for_its_leader(reading, text, words):
    found = reading(text)
    entity = next(e for e in found.entities if e.id == found.mentions[0].entity)
    assert (text[slice(*found.mentions[0].span)], entity.actor) == (words, "SAU")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('كتبت صحيفة "قشطمون" عن الزيارة.', "قشطمون"),
        ('نقلت وكالة "فارس" الخبر.', "فارس"),
        ("أعلنت الحكومة الإسبانية الحالية موقفها.", "الحكومة الإسبانية"),
    ],
)
def test_a_body_is_also_known_by_its_bare_name(reading, text, name):
    assert name in [form for entity in reading(text).entities for _, form in entity.names]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("وحذرت السفارة المواطنين الأمريكيين من السفر.", "السفارة المواطنين"),
        ("قال المتحدث باسم القوات المسلحة العميد سامي بلخيرة ذلك.", "القوات المسلحة العميد"),
    ],
)
def test_a_noun_of_its_own_does_not_go_on_with_a_body(named, text, body):
    assert not any(name.startswith(body) for kind, name, _ in named(text) if kind == "ORG")
