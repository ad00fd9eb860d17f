"""What was confirmed is put back when a power cut takes it out of the store."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.rdf import articles, read, write
from kg.stores.journal import NAME, Entry, Journal
from kg.stores.oxigraph import directory, memory

COUNT = 30


# Makes changes one by one, and is gone before any of the later ones is flushed.
WRITER = """
import json, os, sys
from kg.stores.oxigraph import directory
store = directory(sys.argv[1])
for article, quads in json.load(sys.stdin):
    if article is None:
        store.flush()
    elif quads is None:
        store.remove(article)
    else:
        store.replace(article, quads)
os._exit(0)
"""


@pytest.fixture(scope="module")
def quads(tell, base):
    def make(id_, *told, **document):
        return write.nquads(tell(id_, *told, **document), base)

    return make


@pytest.fixture(scope="module")
def steps(quads):
    """Return articles written, replaced and removed, most of them after the last flush (None)."""
    return [
        ("old", quads("old", ("IRN", "accuses", "USA"))),
        ("gone", quads("gone", ("IRN", "accuses", "USA"))),
        (None, None),
        *((f"a{each}", quads(f"a{each}", ("IRN", "aids", "RUS"), ("IRN", "accuses", "USA"))) for each in range(COUNT)),
        ("a0", quads("a0", ("TUR", "aids", "SOM"))),
        ("old", quads("old", ("TUR", "accuses", "ISR"))),
        ("gone", None),
    ]


@pytest.fixture(scope="module")
def killed(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("killed") / "store"
    subprocess.run([sys.executable, "-c", WRITER, folder], input=json.dumps(steps), text=True, check=True)
    return folder


@pytest.fixture
def cut(tmp_path, killed):
    """Return a folder as a power cut may leave it, for this test to damage."""
    return Path(shutil.copytree(killed, tmp_path / "cut"))


@pytest.fixture(scope="module")
def whole(steps):
    """Return what the store should hold."""
    store = memory()
    for article, text in steps:
        if article is not None and text is None:
            store.remove(article)
        elif article is not None:
            store.replace(article, text)
    return everything(store)


def everything(store):
    return sorted(map(str, store.query("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }").rows))


def log(folder: Path) -> Path:
    return max(path for path in folder.glob("*.log") if path.stat().st_size)


def halve(path: Path) -> None:
    data = path.read_bytes().rstrip(b"\0")  # a log ends with room that was reserved
    path.write_bytes(data[: len(data) // 2])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes().rstrip(b"\0"))
    data[len(data) // 3] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [halve, flip, Path.unlink])
def test_articles_that_a_damaged_log_has_lost_are_put_back(cut, whole, damage, caplog) -> None:
    damage(log(cut))
    store = directory(str(cut))
    assert store.recovered > 0
    assert everything(store) == whole
    [record] = caplog.records
    assert f"{store.recovered} articles that it had lost were put back" in record.getMessage()
    assert (cut / NAME).stat().st_size == 0
    store.close()


def test_without_damage_nothing_is_put_back(cut, whole, caplog) -> None:
    store = directory(str(cut))
    assert store.recovered == 0
    assert caplog.records == []
    assert everything(store) == whole
    store.close()


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
