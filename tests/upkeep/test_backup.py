"""A backup is whole or not there, and takes the place of a store only when it is proved."""

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.rdf import write
from kg.stores.oxigraph import directory
from kg.upkeep.backup import backup, restore


@pytest.fixture
def fill(tell, base):
    """Return a function that writes a store with some articles."""

    def make(path: Path, *ids: str) -> str:
        store = directory(str(path))
        store.put("https://w3id.org/state-relations/graph/knowledge", KNOWLEDGE)
        for id_ in ids:
            store.replace(id_, write.nquads(tell(id_, ("IRN", "accuses", "USA")), base))
        store.close()
        return f"oxigraph:{path}"

    return make


KNOWLEDGE = (
    '<https://w3id.org/state-relations/graph/knowledge> <https://w3id.org/state-relations/ns#version> "1" '
    "<https://w3id.org/state-relations/graph/knowledge> .\n"
)


def held(path: Path) -> list[str]:
    store = directory(str(path))
    found = [row[0].value for row in store.query("SELECT ?id WHERE { ?a a sr:Article ; schema:identifier ?id }").rows]
    store.close()
    return sorted(found)


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.iterdir())


def test_a_store_comes_back_from_its_backup(tmp_path, fill):
    name = fill(tmp_path / "store", "a", "b")
    assert backup(name, tmp_path / "deep" / "copy") > 0
    fill(tmp_path / "store", "c")
    assert restore(tmp_path / "deep" / "copy", f"oxigraph:{tmp_path / 'new'}") == 2
    assert held(tmp_path / "new") == ["a", "b"]
    assert restore(tmp_path / "deep" / "copy", name, replace=True) == 2
    assert held(tmp_path / "store") == ["a", "b"]
    assert names(tmp_path) == ["deep", "new", "store"]


def test_a_backup_shares_no_file_with_its_store(tmp_path, fill):
    name = fill(tmp_path / "store", "a")
    backup(name, tmp_path / "copy")
    ours = {path.stat().st_ino for path in (tmp_path / "store").iterdir()}
    assert ours & {path.stat().st_ino for path in (tmp_path / "copy").iterdir()} == set()


def test_a_backup_overwrites_nothing(tmp_path, fill):
    name = fill(tmp_path / "store", "a")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "text").write_text("mine")
    with pytest.raises(StoreError, match="holds something already"):
        backup(name, tmp_path / "mine")
    assert names(tmp_path / "mine") == ["text"]
    (tmp_path / "empty").mkdir()
    backup(name, tmp_path / "empty")
    assert (tmp_path / "empty" / "CURRENT").exists()


def test_a_store_that_is_there_is_kept_without_replace(tmp_path, fill):
    name, other = fill(tmp_path / "store", "a"), fill(tmp_path / "other", "b")
    backup(name, tmp_path / "copy")
    with pytest.raises(StoreError, match="--replace"):
        restore(tmp_path / "copy", other)
    assert held(tmp_path / "other") == ["b"]


def test_a_damaged_backup_takes_no_place(tmp_path, fill):
    name, other = fill(tmp_path / "store", "a"), fill(tmp_path / "other", "b")
    store = directory(str(tmp_path / "store"))
    store._store.update("DELETE WHERE { GRAPH ?g { ?s <https://w3id.org/state-relations/ns#reports> ?f } }")
    store.close()
    backup(name, tmp_path / "copy")
    with pytest.raises(StoreError, match="nothing was changed") as caught:
        restore(tmp_path / "copy", other, replace=True)
    assert "\n" not in str(caught.value)
    (tmp_path / "copy" / "CURRENT").write_text("MANIFEST-000999\n")
    with pytest.raises(StoreError, match="take another"):
        restore(tmp_path / "copy", other, replace=True)
    assert held(tmp_path / "other") == ["b"]
    assert names(tmp_path) == ["copy", "other", "store"]


def test_a_damaged_store_gives_way_to_its_backup(tmp_path, fill):
    name = fill(tmp_path / "store", "a")
    backup(name, tmp_path / "copy")
    (tmp_path / "store" / "CURRENT").write_text("MANIFEST-000999\n")
    with pytest.raises(StoreError, match="kg restore"):
        directory(str(tmp_path / "store"))
    restore(tmp_path / "copy", name, replace=True)
    assert held(tmp_path / "store") == ["a"]


def test_a_store_in_use_is_neither_copied_nor_taken_away(tmp_path, fill):
    name = fill(tmp_path / "store", "a")
    backup(name, tmp_path / "copy")
    store = directory(str(tmp_path / "store"))
    for act in (lambda: backup(name, tmp_path / "more"), lambda: restore(tmp_path / "copy", name, replace=True)):
        with pytest.raises(StoreError, match="using this store"):
            act()
    store.close()
    assert names(tmp_path) == ["copy", "store"]


def test_a_folder_of_other_files_is_not_replaced(tmp_path, fill):
    backup(fill(tmp_path / "store", "a"), tmp_path / "copy")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "text").write_text("mine")
    with pytest.raises(StoreError, match="other files"):
        restore(tmp_path / "copy", f"oxigraph:{tmp_path / 'mine'}", replace=True)
    assert names(tmp_path / "mine") == ["text"]


@pytest.mark.parametrize("name", ["memory:", "https://example.org/sparql", "oxigraph:"])
def test_other_kinds_of_store_are_refused(tmp_path, name):
    with pytest.raises(StoreError, match="cannot back up"):
        backup(name, tmp_path / "copy")


def test_what_is_no_backup_is_refused(tmp_path):
    with pytest.raises(StoreError, match="is no backup"):
        restore(tmp_path, f"oxigraph:{tmp_path / 'store'}")
    with pytest.raises(StoreError, match="no such store"):
        backup(f"oxigraph:{tmp_path / 'none'}", tmp_path / "copy")
    assert names(tmp_path) == []
