import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Egypt's foreign ministry said Israel had bombed Lebanon.", "EGY"),
        ("China bombed Taiwan, Japan said on Monday.", "JPN"),
        ('"Turkey supports Azerbaijan," Erdogan said.', "TUR"),
        ('"It is over," said Russian Foreign Minister Sergei Lavrov.', "RUS"),
        ("Hakan Fidan, Turkey's foreign minister, said Israel was wrong.", "TUR"),
        ("Iran was accused by the United States of arming Syria.", "USA"),
        ("Analysts in Moscow said that Poland would arm Ukraine.", None),
    ],
)
def test_speaker_stands_before_the_verb_or_right_behind_a_quotation(reading, text, speaker) -> None:
    quotes = reading(text, language="en").quotes
    assert [quote.speaker for quote in quotes] == [speaker]


def test_pronoun_speaks_for_who_spoke_before(reading) -> None:
    text = "Erdogan said that Israel was wrong. He added that Greece was right."
    assert [quote.speaker for quote in reading(text, language="en").quotes] == ["TUR", "TUR"]


@pytest.mark.parametrize(
    ("words", "state"), [("South Korean", "KOR"), ("Sri Lankan", "LKA"), ("South Sudanese", "SSD")]
)
def test_adjective_of_several_words_is_that_of_its_state(mentioned, words, state) -> None:
    assert (words, state) in [found[:2] for found in mentioned(f"A {words} ship sank.", language="en")]
