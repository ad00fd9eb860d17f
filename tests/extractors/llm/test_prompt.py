"""The prompt is data, versioned, and short."""

import json
from pathlib import Path

import pytest

from kg.extractors.llm import prompt
from kg.extractors.llm.account import estimate
from kg.extractors.llm.licensing import Names
from kg.extractors.llm.prompt import Prompt, examples, schema
from kg.extractors.llm.settings import settings
from kg.lang import table
from kg.model import Document, Status

FOLDER = Path(prompt.__file__).parent
ARTICLES = Path(__file__).parents[3] / "examples" / "articles"


@pytest.fixture(scope="module")
def asked(base) -> Prompt:
    return Prompt(settings("m@http://localhost/v1"), base)


@pytest.mark.parametrize("language", ["ar", "en", "tr"])
def test_a_request_about_2000_characters_has_under_6000_tokens(asked, language) -> None:
    """Counted by an upper estimate: five real tokenisers give fewer, see docs/extractors.md."""
    names = {
        "ar": ["2023-03-29-embassy-in-tel-aviv.txt", "2023-05-20-sudan-truce.txt"],
        "en": ["2022-07-22-grain-deal.en.txt", "2023-07-10-sweden-and-nato.txt"],
        "tr": ["2022-07-22-grain-deal.tr.txt", "2023-07-04-ankara-and-cairo.txt"],
    }[language]
    text = "\n".join((ARTICLES / name).read_text(encoding="utf-8") for name in names).ljust(2000)[:2000]
    document = Document("a", text, language, published="2023-03-29", outlet="وكالة مثال")
    assert estimate(asked.request(document, text)) < 6000


def test_every_kind_is_told_with_its_meaning(base) -> None:
    rows = table((FOLDER / "kinds.tsv").read_text(encoding="utf-8").splitlines(), "kinds.tsv")
    assert sorted(row["kind"] for row in rows) == sorted(base.relations)


def test_there_are_three_examples_in_each_language_and_each_fits_the_schema(base) -> None:
    shape = schema(base)["properties"]["statements"]["items"]
    for language in ("ar", "en", "tr"):
        assert len(examples(language)) == 3
        for statement in (each for example in examples(language) for each in example["statements"]):
            assert sorted(statement) == sorted(shape["required"])
            assert statement["kind"] in base.relations
            assert Status(statement["status"])


def test_another_language_is_asked_about_with_english_examples() -> None:
    assert examples("fr") == examples("en")


def test_codes_of_the_instructions_are_known(base) -> None:
    told = (FOLDER / "instructions.md").read_text(encoding="utf-8")
    section = told.partition("# Actors")[2].partition("# Statements")[0]
    codes = {word.strip("(),:;.") for word in section.split()}
    codes = {word for word in codes if word.isupper() and len(word) > 2 and word not in ("ISO", "PLO", "YPG", "IRGC")}
    assert {code for code in codes if Names(base).code(code) is None} == set()


def test_another_word_in_the_files_is_another_version(monkeypatch) -> None:
    before = prompt.version.__wrapped__()
    monkeypatch.setattr(prompt, "_read", lambda name: "changed")
    assert prompt.version.__wrapped__() != before


def test_a_kind_of_the_users_own_is_asked_for_by_its_label(base) -> None:
    from dataclasses import replace

    relation = replace(next(iter(base.relations.values())), name="sendsPandasTo", labels={"en": "sends pandas to"})
    more = replace(base, relations={**base.relations, relation.name: relation})
    body = json.loads(Prompt(settings("m@http://localhost/v1"), more).request(Document("a", "x"), "x"))
    assert "- sendsPandasTo: sends pandas to" in body["messages"][0]["content"]
    assert "sendsPandasTo" in json.dumps(body["response_format"])
