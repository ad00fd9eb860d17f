"""The documentation names what there is, and what it links to is there."""

import argparse
import re
from pathlib import Path

import pytest

import kg
from kg import cli, plugins
from kg.cli import terminal
from kg.queries import shipped

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def commands() -> dict[str, argparse.ArgumentParser]:
    [found] = [each for each in cli._parser()._actions if isinstance(each, argparse._SubParsersAction)]
    return dict(found.choices)


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_is_described_with_all_its_options(name: str) -> None:
    _, _, section = text("cli.md").partition(f"\n## kg {name}\n")
    section = section.partition("\n## kg ")[0]
    options = {option for action in commands()[name]._actions for option in action.option_strings if option[:2] == "--"}
    shared = text("cli.md").partition("\n## kg ")[0]
    assert section
    assert [option for option in sorted(options - {"--help"}) if f"`{option}" not in section + shared] == []


@pytest.mark.parametrize("code", [terminal.OK, terminal.FAILED, terminal.USAGE, terminal.PARTIAL, terminal.STOPPED])
def test_an_exit_code_is_described(code: int) -> None:
    assert f"| {code} |" in text("cli.md")


@pytest.mark.parametrize("name", shipped.names())
def test_a_question_is_described_with_its_parameters(name: str) -> None:
    described = text("queries.md")
    assert name in described
    assert [each.name for each in shipped.question(name).parameters if each.name not in described] == []


@pytest.mark.parametrize("name", sorted(kg.knowledge().relations))
def test_a_kind_is_described(name: str) -> None:
    assert f"`{name}`" in text("coding.md") or f"| {name} |" in text("coding.md")


@pytest.mark.parametrize("kind", sorted(plugins._BUILT_IN))
def test_a_plug_in_point_is_described_with_what_there_is(kind: str) -> None:
    described = text("plugins.md")
    assert f"kg.{kind}s" in described
    assert [name for name in plugins._BUILT_IN[kind] if f"`{name}" not in described] == []


@pytest.mark.parametrize("name", kg.__all__)
def test_a_public_name_is_described(name: str) -> None:
    assert f"kg.{name}" in "".join(path.read_text(encoding="utf-8") for path in DOCS)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
