"""A store in a folder keeps what it is given, and refuses folders that are none of its own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.stores.oxigraph import directory, memory, reading

QUAD = '<a:b> <a:c> "1" <https://example.org/graph> .\n'
ASK = "ASK { <a:b> <a:c> '1' }"


def test_what_was_written_is_there_after_closing(tmp_path):
    store = directory(str(tmp_path / "store"))
    store.put("https://example.org/graph", QUAD)
    store.flush()
    store.close()
    again = directory(str(tmp_path / "store"))
    assert again.query(ASK).truth
    again.close()


def test_folders_above_the_store_are_made(tmp_path):
    directory(str(tmp_path / "a" / "b" / "store")).close()
    assert (tmp_path / "a" / "b" / "store").is_dir()


def test_an_empty_folder_becomes_a_store(tmp_path):
    directory(str(tmp_path)).close()
    assert any(tmp_path.iterdir())


def test_memory_takes_no_name():
    with pytest.raises(StoreError, match="oxigraph:there"):
        memory("there")


def test_a_folder_must_be_named():
    with pytest.raises(StoreError, match="oxigraph:DIR"):
        directory("")


def test_a_file_is_refused(tmp_path):
    path = tmp_path / "file"
    path.write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        directory(str(path))
    assert path.read_text() == "mine"


def test_a_file_above_the_store_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match="cannot be opened"):
        directory(str(tmp_path / "file" / "store"))


@pytest.mark.parametrize("name", ["report.docx", ".git"])
def test_a_folder_of_other_files_is_refused_and_left_alone(name, tmp_path):
    (tmp_path / name).write_text("mine")
    with pytest.raises(StoreError, match="holds other files"):
        directory(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_second_opener_is_told_who_stands_in_the_way(tmp_path):
    store = directory(str(tmp_path / "store"))
    with pytest.raises(StoreError, match="using this store"):
        directory(str(tmp_path / "store"))
    store.close()


def test_another_process_is_told_so_too(tmp_path):
    store = directory(str(tmp_path / "store"))
    code = f"from kg.stores.oxigraph import directory; directory({str(tmp_path / 'store')!r})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "StoreError" in run.stderr
    assert "using this store" in run.stderr
    store.close()


def unlink(*names):
    def act(folder):
        for name in names:
            for path in folder.glob(name):
                path.unlink()

    return act


def halve(folder):
    for path in folder.glob("*.sst"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "CURRENT").write_text("MANIFEST-000999\n"),
        lambda folder: (folder / "CURRENT").write_text(""),
        unlink("CURRENT"),
        unlink("CURRENT", "*.log"),
        unlink("MANIFEST-*"),
        unlink("*.sst"),
        halve,
    ],
    ids=["other manifest", "empty", "no current", "no current and log", "no manifest", "no table", "half a table"],
)
def test_what_is_broken_is_told_in_plain_words_with_what_to_do(tmp_path, damage):
    store = directory(str(tmp_path / "it"))
    store.put("https://example.org/graph", QUAD)
    store.close()
    damage(tmp_path / "it")
    left = sorted(path.name for path in (tmp_path / "it").glob("*.sst"))
    for way in (directory, reading):
        with pytest.raises(StoreError, match=r"the store is damaged.*kg restore BACKUP") as caught:
            way(str(tmp_path / "it"))
        assert "\n" not in str(caught.value)
    assert sorted(path.name for path in (tmp_path / "it").glob("*.sst")) == left


@pytest.mark.skipif(not hasattr(os, "setuid") or os.getuid() != 0, reason="needs to give up rights")
def test_a_store_without_rights_is_told_so():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # others may look, and not write
        directory(f"{folder}/lock").close()
        code = "import os; from kg.stores.oxigraph import directory; os.setuid(65534)\n"
        code += f"try: directory('{folder}/lock')\nexcept Exception as error: print(type(error).__name__, error)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stdout.startswith("StoreError"), run.stderr
    assert "check the folder's rights" in run.stdout


def test_a_reader_never_sees_half_an_update(tmp_path):
    store = directory(str(tmp_path / "store"))
    store.put("https://example.org/graph", QUAD)
    with pytest.raises(StoreError):
        store.put("https://example.org/graph", '<a:b> <a:c> "2" <https://example.org/graph> .\n<a:b> <a:c> "half\n')
    assert store.query(ASK).truth
    store.close()
