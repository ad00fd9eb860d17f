"""Where persons' names begin and end, and for whom their bearers act."""

import pytest


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ('التقى وزير الخارجية الصهيوني "إيلي كوهين" الوفد.', "إيلي كوهين", "ISR"),
        ("قال الرئيس التركي رجب طيب أردوغان ذلك.", "رجب طيب أردوغان", "TUR"),
        ("شكر رئيس أذربيجان إلهام علييف الحضور.", "إلهام علييف", "AZE"),
        ("استقبل وزير الدفاع السوداني، ياسين إبراهيم، الضيف.", "ياسين إبراهيم", "SDN"),
        ("عاد سيرغي ريابنين نائب وزير الخارجية الروسي إلى موسكو.", "سيرغي ريابنين", "RUS"),
        ("قال السفير المصري في الخرطوم هاني صلاح إن الأمر انتهى.", "هاني صلاح", "EGY"),
        ("اجتمع مع نظيره الأذربيجاني جيهان بيراموف.", "جيهان بيراموف", "AZE"),
        ("وقع الاتفاق الوزير السوري محمد العطار.", "محمد العطار", None),
    ],
)
def test_a_person_acts_for_the_state_named_beside_him(reading, text, name, state):
    found = next(e for e in reading(text).entities if name in [form for _, form in e.names])
    assert str(found.kind) == "PERSON"
    assert state is None or found.state == state


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("كتب الناشط أحمد عصام مقالا.", "أحمد عصام"),
        ("حضر عبد المجيد بن عاشور الجلسة.", "عبد المجيد بن عاشور"),
        ("زار كيم بيونج سي المصنع.", "كيم بيونج سي"),
        ("شارك الدكتور سامي أبو زهرة اليوم في الندوة.", "سامي أبو زهرة"),
        ("حضرت مريم الدمناوي ثم غادرت.", "مريم الدمناوي"),
    ],
)
def test_a_name_ends_where_ordinary_words_begin(named, text, name):
    assert ("PERSON", name, None) in named(text)


def test_two_joined_names_are_two_persons(named):
    found = [name for kind, name, _ in named("التقى جون بلاكن وسيرغي لامروف صباحا.") if kind == "PERSON"]
    assert found == ["جون بلاكن", "سيرغي لامروف"]


def test_a_bare_surname_is_the_person_named_in_full_later(reading):
    text = "كوهيمن يلتقي الوفد\n\nاجتمع وزير الخارجية الإسرائيلي إيلي كوهيمن مع الوفد."
    persons = {m.entity for m in reading(text).mentions if str(m.kind) == "PERSON"}
    assert len(persons) == 1


def test_the_preposition_is_not_the_given_name(named):
    assert all(kind != "PERSON" for kind, *_ in named("اتفق الطرفان على ضرورة الحوار."))
