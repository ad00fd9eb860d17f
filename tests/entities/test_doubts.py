"""Which doubtful words are names."""

import pytest


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("استقبلت سلطنة عمان الوفد. وأعلنت عمان ذلك.", "OMN"),
        ("زار الوفد مالي. تقع باماكو في غرب أفريقيا.", "MLI"),
        ("تشارك في المناورات قطر والكويت وعمان.", "OMN"),
        ("تشارك في المناورات الكويت وعمان والعراق.", "OMN"),
        ("تضم المجموعة النيجر ومالي.", "MLI"),
    ],
)
def test_a_doubtful_name_counts_where_the_article_names_it_clearly(reading, text, entity):
    assert entity in {e.id for e in reading(text).entities}


def test_a_doubtful_name_has_its_other_meaning_elsewhere(reading):
    found = reading("وصل العاهل الأردني إلى عمان مساء.")
    assert [(str(e.kind), e.state) for e in found.entities if str(e.kind) == "PLACE"] == [("PLACE", "JOR")]


def test_an_adjective_of_two_states_is_that_of_the_one_named_more(reading):
    assert {e.id for e in reading("أعلن الرئيس الكونغولي ذلك.").entities} == {"COD"}


@pytest.mark.parametrize("text", ["دعمت الحكومة القطاع المالي.", "تبدأ السنة القمرية غدا.", "تدمر الحرب البلاد."])
def test_an_ordinary_word_is_no_name(reading, text):
    assert not reading(text).entities


def test_a_word_after_a_post_is_no_name_unless_something_speaks_for_it(mentioned):
    assert ("الرئيس الفرنسي", "FRA", "office") in mentioned("طالب الرئيس الفرنسي يشسبك الجميع بالهدوء.")
