"""Model files are found in Stanza's own folders, in flat ones, and where users put theirs."""

import json
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.extractors import models

PARSER = ("tokenize", "mwt", "pos", "lemma", "depparse")


def filled(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / f"{name}.pt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    return folder


def official(folder: Path) -> Path:
    """Lay out models as Stanza does, two to choose from."""
    known = {
        "ar": {
            "packages": {"default": {"tokenize": "padt", "pos": "padt_charlm", "lemma": "padt", "depparse": "padt"}},
            "pos": {"padt_charlm": {"dependencies": [{"model": "pretrain", "package": "words"}]}},
        },
        "arabic": {"alias": "ar"},
    }
    filled(folder / "ar", "tokenize/padt", "pos/padt_charlm", "pos/padt_nocharlm", "lemma/padt", "depparse/padt")
    filled(folder / "ar", "pretrain/words")
    (folder / "resources.json").write_text(json.dumps(known), encoding="utf-8")
    return folder


def options(found: models.Models, folder: Path) -> dict[str, str]:
    return {file.option: file.path.relative_to(folder).as_posix() for file in found.files}


def test_stanzas_own_folder_is_read_by_its_index(tmp_path) -> None:
    assert options(models.find(official(tmp_path), "ar"), tmp_path) == {
        "tokenize_model_path": "ar/tokenize/padt.pt",
        "pos_model_path": "ar/pos/padt_charlm.pt",
        "pos_pretrain_path": "ar/pretrain/words.pt",
        "lemma_model_path": "ar/lemma/padt.pt",
        "depparse_model_path": "ar/depparse/padt.pt",
    }


def test_a_flat_folder_is_read_by_the_names_of_its_files(tmp_path) -> None:
    here = filled(tmp_path / "tr", *PARSER, "ner", "pretrain")
    found = models.find(here, "tr")
    assert found.processors == (*PARSER, "ner")
    assert options(found, here)["ner_pretrain_path"] == "pretrain.pt"
    assert "tokenize_pretrain_path" not in options(found, here)


def test_a_flat_folder_is_of_the_languages_of_its_index(tmp_path) -> None:
    filled(tmp_path / "mine", "tokenize", "ner")
    (tmp_path / "mine" / "resources.json").write_text('{"ar": {}}', encoding="utf-8")
    assert models.languages(tmp_path / "mine") == ("ar",)


def test_a_flat_folder_without_an_index_is_of_the_language_of_its_name(tmp_path) -> None:
    assert models.languages(filled(tmp_path / "ar", "tokenize", "ner")) == ("ar",)
    assert models.languages(filled(tmp_path / "my models", "tokenize", "ner")) == ()


def test_flat_folders_of_several_languages_stand_side_by_side(tmp_path) -> None:
    filled(tmp_path / "ar", "tokenize", "ner")
    filled(tmp_path / "tr", *PARSER)
    assert models.languages(tmp_path) == ("ar", "tr")


def test_models_of_ones_own_need_no_index(tmp_path) -> None:
    filled(tmp_path / "ar", "tokenize/mine", "ner/mine", "forward_charlm/letters")
    assert options(models.find(tmp_path, "ar"), tmp_path) == {
        "tokenize_model_path": "ar/tokenize/mine.pt",
        "ner_model_path": "ar/ner/mine.pt",
        "ner_forward_charlm_path": "ar/forward_charlm/letters.pt",
    }


def test_several_models_of_ones_own_are_refused(tmp_path) -> None:
    filled(tmp_path / "ar", "tokenize/one", "tokenize/two", "ner/mine")
    with pytest.raises(ModelError, match=r"several models, none of them in resources\.json; keep one"):
        models.find(tmp_path, "ar")


@pytest.mark.parametrize("there", [(), ("tokenize",), ("tokenize", "mwt"), PARSER[2:], ("tokenize", "pos", "lemma")])
def test_what_is_missing_is_told_with_the_command_that_fetches_it(tmp_path, there) -> None:
    filled(tmp_path / "ar", *there)
    with pytest.raises(ModelError, match=r"missing.*fetch them with kg models download ar, or .* --models DIR") as told:
        models.find(tmp_path, "ar")
    assert "\n" not in str(told.value)
    assert models.languages(tmp_path) == ()


@pytest.mark.parametrize("language", ["../ar", "/ar", "ar/../tr", "", "AR", "."])
def test_what_an_article_calls_its_language_leads_to_no_other_folder(tmp_path, language) -> None:
    official(tmp_path)
    with pytest.raises(ModelError, match="no Stanza models"):
        models.find(tmp_path / "ar", language)


@pytest.mark.parametrize("text", ["{", "[]", "1"])
def test_a_broken_index_is_refused(tmp_path, text) -> None:
    (official(tmp_path) / "resources.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"resources\.json: is no"):
        models.find(tmp_path, "ar")


def test_models_are_told_by_package_and_hash(tmp_path) -> None:
    before = models.told(models.find(official(tmp_path), "ar"))
    assert before.startswith("ar:tokenize/padt@")
    assert "pretrain/words@" in before
    (tmp_path / "ar" / "lemma" / "padt.pt").write_bytes(b"another")
    assert models.told(models.find(tmp_path, "ar")) != before


def test_the_folder_is_the_one_given_else_that_of_the_environment(monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/home/data")
    monkeypatch.delenv("KG_MODELS", raising=False)
    assert models.folder() == Path("/home/data/kg/stanza")
    monkeypatch.setenv("KG_MODELS", "/models")
    assert models.folder() == Path("/models")
    assert models.folder("/given") == Path("/given")
