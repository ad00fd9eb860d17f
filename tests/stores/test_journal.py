"""What was confirmed is put back when a power cut takes it out of the store."""

import shutil
from pathlib import Path

import pytest

from kg.rdf import articles, read, write
from kg.stores.journal import NAME, Entry, Journal
from kg.stores.oxigraph import directory, memory

COUNT = 30


@pytest.fixture
def quads(tell, base):
    def make(id_, *told, **document):
        return write.nquads(tell(id_, *told, **document), base)

    return make


@pytest.fixture
def cut(tmp_path, quads):
    """Return a folder as a power cut leaves it: articles written, replaced and removed, nothing flushed since."""
    store = directory(str(tmp_path / "store"))
    store.replace("old", quads("old", ("IRN", "accuses", "USA")))
    store.replace("gone", quads("gone", ("IRN", "accuses", "USA")))
    store.flush()
    for number in range(COUNT):
        store.replace(f"a{number}", quads(f"a{number}", ("IRN", "aids", "RUS"), ("IRN", "accuses", "USA")))
    store.replace("a0", quads("a0", ("TUR", "aids", "SOM")))
    store.replace("old", quads("old", ("TUR", "accuses", "ISR")))
    store.remove("gone")
    shutil.copytree(tmp_path / "store", tmp_path / "cut")
    store.close()
    return tmp_path / "cut"


def everything(store):
    return sorted(map(str, store.query("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }").rows))


def log(folder: Path) -> Path:
    return max(folder.glob("*.log"), key=lambda path: path.stat().st_size)


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [halve, flip, Path.unlink])
def test_articles_that_a_damaged_log_has_lost_are_put_back(cut, tmp_path, damage, caplog) -> None:
    damage(log(cut))
    store, whole = directory(str(cut)), directory(str(tmp_path / "store"))
    assert store.recovered > 0
    assert everything(store) == everything(whole)
    [record] = caplog.records
    assert f"{store.recovered} articles that it had lost were put back" in record.getMessage()
    assert (cut / NAME).stat().st_size == 0
    store.close()
    whole.close()


def test_without_damage_nothing_is_put_back(cut, tmp_path, caplog) -> None:
    store, whole = directory(str(cut)), directory(str(tmp_path / "store"))
    assert store.recovered == 0
    assert caplog.records == []
    assert everything(store) == everything(whole)
    store.close()
    whole.close()


def test_a_torn_end_of_the_journal_is_passed_over(cut) -> None:
    halve(cut / NAME)
    log(cut).unlink()
    store = directory(str(cut))
    assert 0 < store.recovered < COUNT
    held = read.ledger(store.query)
    assert store.recovered <= len(held)
    for article in held:
        articles.document(store.query, article)
    store.close()


def test_after_closing_or_flushing_the_journal_is_empty(tmp_path, quads) -> None:
    store = directory(str(tmp_path / "store"))
    store.replace("a", quads("a", ("IRN", "aids", "RUS")))
    assert (tmp_path / "store" / NAME).stat().st_size > 0
    store.flush()
    assert (tmp_path / "store" / NAME).stat().st_size == 0
    store.remove("a")
    store.close()
    assert (tmp_path / "store" / NAME).stat().st_size == 0


def test_a_change_that_was_refused_is_not_in_the_journal(tmp_path, quads) -> None:
    from kg.errors import StoreError

    store = directory(str(tmp_path / "store"))
    with pytest.raises(StoreError):
        store.replace("a", "<a:b> <a:c> .\n")
    assert (tmp_path / "store" / NAME).stat().st_size == 0
    store.close()


@pytest.mark.parametrize("text", ["", "a\nb", "ب\u2028\U0001f600"])
def test_entries_come_back_as_they_were_written(tmp_path, text) -> None:
    journal = Journal(tmp_path / NAME)
    entries = [Entry("a\n ب", text), Entry("b", None), Entry("c", text, text), Entry("d", text, "")]
    for entry in entries:
        journal.write(entry)
    journal.close()
    again = Journal(tmp_path / NAME)
    assert list(again.entries()) == entries
    place = again.write(Entry("e", "x"))
    again.undo(place)
    assert list(again.entries()) == entries
    again.clear()
    assert list(again.entries()) == []
    again.close()


def test_the_journal_ends_at_the_first_entry_that_is_damaged(tmp_path) -> None:
    journal = Journal(tmp_path / NAME)
    places = [journal.write(Entry(str(number), "x" * 100)) for number in range(5)]
    journal.close()
    data = bytearray((tmp_path / NAME).read_bytes())
    data[places[2] + 150] ^= 1
    (tmp_path / NAME).write_bytes(data)
    again = Journal(tmp_path / NAME)
    assert [entry.article for entry in again.entries()] == ["0", "1"]
    again.close()


def test_a_store_in_memory_has_no_journal(quads) -> None:
    store = memory()
    store.replace("a", quads("a", ("IRN", "aids", "RUS")))
    assert store.recovered == 0
    store.close()
