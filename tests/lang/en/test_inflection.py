import pytest

from kg.lang.en.inflection import plural, verb_forms


@pytest.mark.parametrize(
    ("verb", "form", "kind"),
    [
        ("condemn", "condemned", "past"),
        ("ban", "banned", "past"),
        ("expel", "expelling", "ing"),
        ("visit", "visited", "past"),
        ("strike", "struck", "past"),
        ("withdraw", "withdrawn", "participle"),
        ("cancel", "canceled", "past"),
        ("cancel", "cancelled", "past"),
        ("criticise", "criticizes", "s"),
        ("accuse", "accusing", "ing"),
        ("free", "freeing", "ing"),
        ("deny", "denies", "s"),
    ],
)
def test_verb_is_inflected(verb: str, form: str, kind: str) -> None:
    assert (form, kind) in set(verb_forms(verb))


def test_plural_of_several_words_is_that_of_the_last() -> None:
    assert plural("air strike") == "air strikes"
