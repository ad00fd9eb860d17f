"""What a store promises holds through kills, full disks, second writers and odd locales."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.rdf import read, write
from kg.stores.oxigraph import directory
from kg.upkeep.checking import check

MEETING = "التقى وزير الخارجية الإيراني نظيره الروسي في موسكو، وقال إن بلاده تدعم روسيا."
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="forks, kills and mounts as Linux does")

# Loads what a build needs once, and then begins one in a process of its own at each line: a kill costs no start.
STARTER = """
import os, sys
import kg
from kg import pipeline
from kg.stores.oxigraph import directory
pipeline._extractor("rules", None)
say = lambda text: os.write(1, (text + "\\n").encode())
def build(path, articles):
    store = directory(path)
    kg.build([articles], store, progress=lambda done: say("ack " + done.article))
    store.close()
def turn(path, articles):
    store = directory(path)
    versions = [open(name, encoding="utf-8").read() for name in articles.split(":")]
    for number in range(100000):
        store.replace("a", versions[number % 2])
        say(f"ack {number % 2}")
for line in sys.stdin:
    what, path, articles = line.split()
    child = os.fork()
    if not child:
        globals()[what](path, articles)
        say("whole")
        os._exit(0)
    say(f"begun {child}")
    os.waitpid(child, 0)
    say("end")
"""


class Starter:
    """A process that begins writers, each to be killed."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def killed(self, what: str, path: Path, articles: str, acks: int | None) -> tuple[list[str], bool]:
        """Begin a writer, kill it after so many acknowledgements; return these, and whether it came to its end."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{what} {path} {articles}\n")
        self._process.stdin.flush()
        told: list[str] = []
        child = 0
        for line in self._process.stdout:
            word, _, rest = line.strip().partition(" ")
            if word == "begun":
                child = int(rest)
            if word == "ack":
                told.append(rest)
            if word == "end":
                return told, False
            if word == "whole":
                assert self._process.stdout.readline() == "end\n"
                return told, True
            if child and acks is not None and len(told) >= acks:
                os.kill(child, signal.SIGKILL)
                child = 0
        raise AssertionError("the starter ended")


@pytest.fixture
def starter() -> Iterator[Starter]:
    with subprocess.Popen(
        [sys.executable, "-c", STARTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Starter(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(60) == 0


def articles(path: Path, count: int, bad: int | None = None) -> Path:
    records = [json.dumps({"id": f"a{number}", "text": f"{MEETING} {number}."}) for number in range(count)]
    if bad is not None:
        records[bad] = '{"id": "bad", "text": "   "}'
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def dump(path: Path) -> list[str]:
    store = directory(str(path))
    found = sorted(map(str, store._store))
    store.close()
    return found


def run(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    ran = subprocess.run(
        [sys.executable, "-m", "kg.cli", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in ran.stderr, ran.stderr
    return ran


@LINUX
@pytest.mark.slow
def test_a_build_that_is_killed_a_hundred_times_loses_nothing_and_ends_as_an_unbroken_one(tmp_path, starter) -> None:
    chance = random.Random(4)  # noqa: S311
    path = articles(tmp_path / "articles.jsonl", 200)
    acked: set[str] = set()
    for number in range(100):
        told, _ = starter.killed("build", tmp_path / "store", str(path), len(acked) + chance.randrange(4))
        acked.update(told)
        store = directory(str(tmp_path / "store"))
        held = set(read.ledger(store.query))
        assert acked <= held, f"kill {number}"
        assert number % 5 or list(check(store)) == [], f"kill {number}"
        store.close()
    assert len(acked) > 50
    assert starter.killed("build", tmp_path / "store", str(path), None)[1]
    assert starter.killed("build", tmp_path / "unbroken", str(path), None)[1]
    assert dump(tmp_path / "store") == dump(tmp_path / "unbroken")


@LINUX
@pytest.mark.slow
def test_an_article_that_is_replaced_when_the_writer_is_killed_is_old_or_new(tmp_path, starter, tell, base) -> None:
    aid, charge = ("IRN", "aids", "RUS"), ("TUR", "accuses", "ISR")
    versions = [
        write.nquads(tell("a", *told, outlet=outlet), base) for outlet, told in (("old", [aid]), ("new", [charge, aid]))
    ]
    for name, text in zip(("one", "two"), versions, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    both = f"{tmp_path / 'one'}:{tmp_path / 'two'}"
    chance = random.Random(5)  # noqa: S311
    seen = set()
    for _ in range(25):
        told, _ = starter.killed("turn", tmp_path / "store", both, 1 + chance.randrange(30))
        store = directory(str(tmp_path / "store"))
        [outlet] = {row[0].value for row in store.query("SELECT ?o WHERE { ?a a sr:Article ; sr:outlet ?o }").rows}
        assert [fault.where for fault in check(store)] == ["knowledge"]
        # What was acknowledged last, or what was under way.
        assert told
        seen.add(outlet)
        store.close()
    assert seen == {"old", "new"}


def test_a_second_writer_is_told_and_changes_nothing(tmp_path) -> None:
    store = directory(str(tmp_path / "store"))
    path = articles(tmp_path / "articles.jsonl", 1)
    ran = run("build", path, "--store", f"oxigraph:{tmp_path / 'store'}")
    assert ran.returncode == 1
    [line] = ran.stderr.decode().splitlines()
    assert "another process is using this store" in line
    assert len(store._store) == 0
    store.close()


def filled(store, quads) -> tuple[list[str], str]:
    """Write articles until there is no room; return those that were confirmed, and what was told."""
    done: list[str] = []
    for number in range(5000):
        try:
            store.replace(f"a{number}", quads(f"a{number}"))
        except StoreError as error:
            return done, str(error)
        done.append(f"a{number}")
    raise AssertionError("the disk never was full")


@pytest.fixture
def quads(tell, base):
    words = "x" * 20_000

    def make(id_: str) -> str:
        return write.nquads(tell(id_, ("IRN", "aids", "RUS", {"words": words + id_})), base)

    return make


@LINUX
@pytest.mark.slow
def test_a_full_disk_is_told_and_what_was_confirmed_is_there(tmp_path, quads) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a disk of our own cannot be mounted: {mounted.stderr.strip()}")
    try:
        store = directory(str(disk / "store"))
        done, told = filled(store, quads)
        assert done
        assert f"bytes are left on the disk of {disk / 'store'}" in told
        assert "\n" not in told
        with suppress(StoreError):
            store.close()
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        store = directory(str(disk / "store"))
        assert set(done) == set(read.ledger(store.query))
        assert [fault.where for fault in check(store)] == ["knowledge"]
        store.replace("after", quads("after"))
        store.close()
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@LINUX
def test_a_file_that_may_not_grow_is_told_and_what_was_confirmed_is_there(tmp_path) -> None:
    """As a full disk, for users without the right to mount one."""
    code = f"""
import resource, signal
from kg.errors import StoreError
from kg.stores.oxigraph import directory
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = directory({str(tmp_path / "store")!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, 2 << 20))
iri = "https://w3id.org/state-relations/article/"
for number in range(1000):
    text = "x" * 50_000
    try:
        store.replace(str(number), f'<{{iri}}{{number}}> <a:b> "{{text}}" <{{iri}}{{number}}> .\\n')
    except StoreError as error:
        print(number, error, flush=True)
        break
import os
os._exit(0)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    number, _, told = ran.stdout.strip().partition(" ")
    assert "cannot be written" in told
    assert "\n" not in told
    store = directory(str(tmp_path / "store"))
    found = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s <a:b> ?o }").rows[0][0]
    assert found.value == number
    store.close()


@pytest.mark.slow
def test_a_locale_without_letters_changes_no_byte(tmp_path) -> None:
    path = articles(tmp_path / "articles.jsonl", 2)
    shown = []
    for name, environment in (("one", {}), ("two", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})):
        store = f"oxigraph:{tmp_path / name}"
        assert run("build", path, "--store", store, **environment).returncode == 0
        shown.append([run(*what, **environment).stdout for what in (("list", store), ("show", store, "a1"))])
    assert shown[0] == shown[1]
    assert "موسكو".encode() in shown[0][1]
    assert dump(tmp_path / "one") == dump(tmp_path / "two")


@pytest.mark.slow
def test_one_bad_article_in_a_thousand_costs_no_other(tmp_path) -> None:
    path = articles(tmp_path / "articles.jsonl", 1000, bad=637)
    ran = run("build", path, "--store", f"oxigraph:{tmp_path / 'store'}")
    assert ran.returncode == 3
    named, summary = ran.stderr.decode().splitlines()
    assert "638" in named
    assert summary.startswith("999 articles read, 0 unchanged, 1 failed")
    again = run("build", path, "--store", f"oxigraph:{tmp_path / 'store'}")
    assert again.stderr.decode().splitlines()[-1].startswith("0 articles read, 999 unchanged, 1 failed")


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["cut", "flip"])
def test_articles_that_a_power_cut_took_are_put_back_and_the_store_is_proved(tmp_path, damage) -> None:
    first, later = articles(tmp_path / "first.jsonl", 2), articles(tmp_path / "all.jsonl", 22)
    code = f"""
import os, kg
store = kg.open("oxigraph:{tmp_path / "store"}")
kg.build([{str(first)!r}], store)
store.flush = lambda: None
kg.build([{str(later)!r}], store)
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    shutil.copytree(tmp_path / "store", tmp_path / "cut")
    log = max(path for path in (tmp_path / "cut").glob("*.log") if path.stat().st_size)
    data = bytearray(log.read_bytes())
    end = data.rfind(b"article/a21")  # what follows is of an older log: the engine uses their files again
    if damage == "cut":
        del data[end // 2 :]
    else:
        data[end // 2] ^= 1
    log.write_bytes(data)
    ran = run("check", f"oxigraph:{tmp_path / 'cut'}")
    assert ran.returncode == 0, ran.stdout
    told, summary = ran.stderr.decode().splitlines()
    assert "were put back from its journal" in told
    assert summary.startswith("22 articles checked, 0 faults")
    assert dump(tmp_path / "cut") == dump(tmp_path / "store")
