"""What an analyst asks of the ontology is answered by a question that is shipped."""

import re
from pathlib import Path

import pytest

from kg.queries import shipped

TEXT = (Path(__file__).parent.parent / "docs" / "ontology.md").read_text(encoding="utf-8")
SECTION = TEXT.partition("## What an analyst asks of it")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| ([^|]+\?) \| `([\w-]+)((?: --[\w-]+ \S+)*)` \|$", SECTION, re.MULTILINE)
LEAST = 20


def test_there_are_at_least_twenty_of_them_and_none_twice() -> None:
    asked = [question for question, _, _ in ROWS]
    assert len(set(asked)) == len(asked) >= LEAST
    assert len(ROWS) == SECTION.count("\n| ") - 1  # all rows but the heading


@pytest.mark.parametrize(("asked", "name", "given"), ROWS, ids=[row[0] for row in ROWS])
def test_a_shipped_question_with_these_parameters_answers_it(asked: str, name: str, given: str) -> None:
    assert name in shipped.names()
    parameters = {parameter.name for parameter in shipped.question(name).parameters}
    assert set(re.findall(r"--([\w-]+)", given)) <= parameters


@pytest.mark.parametrize("name", shipped.names())
def test_every_shipped_question_answers_one_of_them(name: str) -> None:
    assert name in {row[1] for row in ROWS}
