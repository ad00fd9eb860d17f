"""The words of the pages are there in every language, and the page knows what questions can hold."""

from importlib.resources import files

import pytest

from kg.queries import shipped
from kg.server import page, rendering

LANGUAGES = sorted(rendering.words())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there(language):
    assert rendering.words()[language].keys() == rendering.words()["en"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_parameters_columns_and_groups_have_names(language):
    called = page.called()[language]
    assert set(called["groups"]) == set(shipped.GROUPS)
    parameters = {parameter.name for name in shipped.names() for parameter in shipped.question(name).parameters}
    assert parameters <= set(called["parameters"])
    assert called["columns"].keys() == page.called()["en"]["columns"].keys()
    if language != "en":  # where the help of the question itself serves
        assert set(called["questions"]) == set(shipped.names())


def test_the_page_knows_every_type_of_parameter():
    assert f"({'|'.join(shipped.TYPES)})" in (files("kg.server") / "parameters.js").read_text(encoding="utf-8")
