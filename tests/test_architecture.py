"""The shape of the code is what CONTRIBUTING.md says it is."""

import ast
import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc", "tools"}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
Functions = (ast.FunctionDef, ast.AsyncFunctionDef)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_modules_are_found() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_says_in_a_docstring_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(tree(path))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":"))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_functions_are_short(path: Path) -> None:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, Functions)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length >= LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    prints = [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
    assert named(path) == "kg/cli/terminal.py" or not prints


def test_no_module_has_a_vague_name() -> None:
    assert [named(path) for path in MODULES if path.stem in VAGUE or path.parent.name in VAGUE] == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_classes_do_not_inherit_from_ours(path: Path) -> None:
    """But for errors, and protocols, whose users inherit nothing."""
    ours = {node.name for each in MODULES for node in ast.walk(tree(each)) if isinstance(node, ast.ClassDef)}
    classes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    bases = {base.id for node in classes for base in node.bases if isinstance(base, ast.Name)}
    assert bases & (ours - {"KgError"}) == set()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_exceptions_of_every_kind_are_caught_nowhere(path: Path) -> None:
    handlers = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)]
    caught = [handler.type.id if isinstance(handler.type, ast.Name) else handler.type for handler in handlers]
    assert None not in caught
    assert "Exception" not in caught


def test_every_package_is_shipped() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    folders = {path.parent.relative_to(ROOT) for path in MODULES if path.name == "__init__.py"}
    assert listed == {".".join(folder.parts) for folder in folders} | {"kg.ontology"}


def test_every_kind_of_data_file_is_shipped() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    shipped = {package: value.replace(",", " ").split() for package, value in config["options.package_data"].items()}
    shipped["kg.ontology"] = shipped.pop("kg.ontology", [])
    files = [path for path in (ROOT / "kg").rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    files += list((ROOT / "ontology").iterdir())
    missing = []
    for path in files:
        folder = path.parent.relative_to(ROOT)
        package = "kg.ontology" if folder.name == "ontology" else ".".join(folder.parts)
        if not any(path.match(pattern) for pattern in shipped.get(package, [])):
            missing.append(named(path))
    assert missing == []
