"""Without Stanza, or without models, the extractor `stanza` is refused in one line that says what to do."""

import sys
from importlib.metadata import PackageNotFoundError

import pytest

from kg.cli import main
from kg.errors import ModelError, PluginError
from kg.extractors import stanza
from kg.extractors.stanza import Stanza
from kg.pipeline import extract

ARTICLE = "التقى وزير الخارجية الإيراني نظيره الروسي في موسكو."


@pytest.fixture
def installed(monkeypatch) -> None:
    monkeypatch.setattr(stanza, "version", lambda _: "1.15.0")


@pytest.fixture
def folder(tmp_path) -> str:
    """Return a folder with what look like the models of Arabic."""
    for name in ("tokenize", "ner"):
        (tmp_path / "models" / "ar").mkdir(parents=True, exist_ok=True)
        (tmp_path / "models" / "ar" / f"{name}.pt").write_bytes(b"none")
    return str(tmp_path / "models")


def test_a_missing_package_is_told_with_the_command_that_installs_it(base, monkeypatch) -> None:
    def absent(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr(stanza, "version", absent)
    with pytest.raises(
        PluginError, match=r"stanza: the package is not installed; pip install 'state-relations\[stanza\]'"
    ):
        Stanza(knowledge=base)


@pytest.mark.parametrize("old", ["1.9.2", "1.14.0", "0.3"])
def test_a_version_in_which_models_can_run_code_is_refused(base, monkeypatch, old) -> None:
    monkeypatch.setattr(stanza, "version", lambda _: old)
    with pytest.raises(PluginError, match=r"models can run code in versions before 1\.15; pip install -U stanza"):
        Stanza(knowledge=base)


@pytest.mark.usefixtures("installed")
def test_missing_models_are_told_with_the_command_that_fetches_them(base, tmp_path) -> None:
    with pytest.raises(ModelError, match=r"no Stanza models for 'ar' .* kg models download ar"):
        Stanza(str(tmp_path), knowledge=base)


@pytest.mark.usefixtures("installed")
def test_the_command_line_says_so_in_one_line(tmp_path, capsys) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["extract", str(article), "--extractor", "stanza", "--models", str(tmp_path / "none")]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"kg: {tmp_path / 'none'}: no Stanza models for 'ar'")
    assert told.count("\n") == 1


@pytest.mark.usefixtures("installed")
def test_an_article_in_a_language_without_models_fails_and_says_which(folder, tmp_path) -> None:
    article = tmp_path / "a.jsonl"
    article.write_text('{"id": "a", "language": "tr", "text": "Türkiye ve Mısır görüştü."}\n', encoding="utf-8")
    [failure] = extract([article], extractor=f"stanza:{folder}")
    assert "no Stanza models for 'tr'" in failure.reason
    assert "kg models download tr" in failure.reason


@pytest.mark.usefixtures("installed")
def test_who_read_an_article_is_told_by_the_versions_and_hashes_of_all_that_read(base, folder) -> None:
    made_by = Stanza(folder, knowledge=base).made_by
    assert made_by.startswith("stanza-1.15.0 ar:tokenize@")
    assert made_by.endswith(f" rules-1 knowledge-{base.version}")


@pytest.mark.usefixtures("installed")
def test_choosing_it_loads_neither_stanza_nor_pytorch(base, folder) -> None:
    before = set(sys.modules)
    Stanza(folder, knowledge=base)
    assert {"stanza", "torch"} & (set(sys.modules) - before) == set()


def test_models_for_an_extractor_that_has_none_are_refused(tmp_path, capsys) -> None:
    assert main(["extract", str(tmp_path), "--models", "here"]) == 1
    assert "--models here: rules reads without models; add --extractor stanza" in capsys.readouterr().err
