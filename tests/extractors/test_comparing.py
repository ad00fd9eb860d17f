"""Two extractors are compared: what only one of them finds is told with the words where it stands."""

from dataclasses import replace

import pytest

from kg.cli import main
from kg.extractors.comparing import Difference, compare
from kg.model import Document, EntityKind, Extraction, Mention, Span, Statement, Status, Via

TEXT = "Iran met Russia. Ivan Petrov spoke."


@pytest.fixture
def found() -> Extraction:
    statement = Statement("IRN", "consultsWith", "RUS", Status.ACTUAL, Span(0, 16), rule="by-hand")
    mention = Mention(Span(17, 28), EntityKind.PERSON, None, Via.NAME)
    return Extraction(Document("a", TEXT, language="en"), mentions=(mention,), statements=(statement,))


def test_the_same_reading_differs_in_nothing(found) -> None:
    assert list(compare(found, replace(found, made_by="another"))) == []


def test_a_name_and_a_statement_of_one_alone_are_told_with_their_words(found) -> None:
    nothing = Extraction(found.document)
    assert list(compare(nothing, found)) == [
        Difference(1, "PERSON", "unresolved", "Ivan Petrov"),
        Difference(1, "statement", "IRN consultsWith RUS actual", "Iran met Russia."),
    ]


def test_a_statement_with_another_status_is_told_by_both(found) -> None:
    [statement] = found.statements
    denied = replace(found, statements=(replace(statement, status=Status.DENIED),))
    assert [(each.which, each.what.split()[-1]) for each in compare(found, denied)] == [(0, "actual"), (1, "denied")]


def test_the_command_writes_a_row_for_each_and_counts_them(tmp_path, capsys) -> None:
    article = tmp_path / "a.txt"
    article.write_text("التقى وزير الخارجية الإيراني نظيره الروسي في موسكو.", encoding="utf-8")
    assert main(["compare", str(article), "--extractors", "rules,rules:plain"]) == 0
    shown = capsys.readouterr()
    assert all(row.split("\t")[0] == "a" and len(row.split("\t")) == 5 for row in shown.out.splitlines())
    assert shown.err.startswith("1 articles compared; only rules finds ")


@pytest.mark.parametrize("names", ["rules", "rules,rules", "rules,stanza,loud"])
def test_two_extractors_are_compared_no_more_and_no_fewer(tmp_path, capsys, names) -> None:
    assert main(["compare", str(tmp_path), "--extractors", names]) == 1
    assert "name two that differ" in capsys.readouterr().err
