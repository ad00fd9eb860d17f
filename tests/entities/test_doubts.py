"""Which doubtful words are names."""

import pytest


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("استقبلت سلطنة عمان الوفد. وأعلنت عمان ذلك.", "OMN"),
        ("زار الوفد مالي. تقع باماكو في غرب أفريقيا.", "MLI"),
    ],
)
def test_a_doubtful_name_counts_where_the_article_names_it_clearly(reading, text, entity):
    assert entity in {e.id for e in reading(text).entities}


def test_a_doubtful_name_has_its_other_meaning_elsewhere(reading):
    found = reading("وصل العاهل الأردني إلى عمان مساء.")
    assert [(str(e.kind), e.state) for e in found.entities if str(e.kind) == "PLACE"] == [("PLACE", "JOR")]


def test_a_word_after_a_post_is_no_name_unless_something_speaks_for_it(mentioned):
    assert ("الرئيس الفرنسي", "FRA", "office") in mentioned("طالب الرئيس الفرنسي يشسبك الجميع بالهدوء.")
