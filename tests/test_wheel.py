"""The built wheel does its work in a clean environment, far from the source."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MEETING = "التقى وزير الخارجية الإيراني نظيره الروسي في موسكو."
LISTING = """
from importlib.metadata import distributions
for each in distributions():
    facts = each.metadata
    told = [facts.get("License-Expression"), facts.get("License"), *(facts.get_all("Classifier") or [])]
    licence = " ".join(line for line in told if line and ("License" in line or line == told[0] or line == told[1]))
    print(each.name, "|", " ".join(licence.split())[:400])
"""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def call(*command: object, cwd: Path, **environment: str) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Return the files of the project."""
    if not (ROOT / ".git").exists():
        pytest.skip("is no checkout")
    return [name for name in call("git", "ls-files", cwd=ROOT).splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def built(tracked, tmp_path_factory) -> Path:
    """Return a folder with the sdist, and the wheel built from it, of a copy of the project."""
    copy, folder = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("dist")
    for name in tracked:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    call(sys.executable, "-m", "build", "--outdir", folder, copy, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def clean(built, tmp_path_factory) -> Path:
    """Return the folder of programs of an environment in which the wheel alone was installed."""
    folder = tmp_path_factory.mktemp("clean")
    call(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    programs = folder / "env" / "bin"
    [wheel] = built.glob("*.whl")
    call(programs / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=folder)
    return programs


def test_the_wheel_holds_every_module_and_data_file(built, tracked) -> None:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("kg/")}
    files = {f"kg/{name}" if name.startswith("ontology/") else name for name in tracked}
    assert packed == {name for name in files if name.startswith("kg/")}


def test_the_sdist_holds_what_the_tests_need(built) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"Makefile", "LICENSE", "NOTICE", "setup.cfg", "examples/gold.jsonl", "tests/conftest.py", "docs/cli.md"}
    assert needed - names == set()


def test_the_wheel_builds_asks_shows_and_checks(clean, tmp_path) -> None:
    (tmp_path / "a.txt").write_text(MEETING, encoding="utf-8")
    (tmp_path / "b.html").write_text(
        f"<html lang='ar'><head><meta charset='utf-8'><title>خبر</title></head><body><p>{MEETING}</p></body></html>",
        encoding="utf-8",
    )
    call(clean / "kg", "build", "a.txt", "b.html", "--store", "oxigraph:store", "--view", "view.html", cwd=tmp_path)
    answer = call(clean / "kg", "query", "oxigraph:store", "most-reported", "--format", "csv", cwd=tmp_path)
    assert "IRN" in answer
    assert "RUS" in answer
    assert (tmp_path / "view.html").stat().st_size > 100_000
    call(clean / "kg", "validate", "oxigraph:store", cwd=tmp_path)
    assert "*التقى*" in call(clean / "kg", "explain", "a.txt", "--executor", "local:2", cwd=tmp_path)


def test_the_installed_package_is_that_of_the_wheel(clean, tmp_path) -> None:
    where = call(clean / "python", "-c", "import kg; print(kg.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(clean.parent)


def test_all_that_is_installed_is_listed_and_permissive(clean, tmp_path) -> None:
    listed = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    unlisted, copyleft = [], []
    for line in call(clean / "python", "-c", LISTING, cwd=tmp_path).splitlines():
        name, _, licence = line.partition(" | ")
        name = re.sub(r"[-_.]+", "-", name.strip()).lower()
        if name in ("pip", "setuptools", "state-relations"):
            continue
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", listed):
            unlisted.append(name)
        if re.search(r"\bA?L?GPL|General Public", licence) and not re.search(r"\bMPL|MIT|BSD|Apache", licence):
            copyleft.append(f"{name}: {licence}")
    assert (unlisted, copyleft) == ([], [])
