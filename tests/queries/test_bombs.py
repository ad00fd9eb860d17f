"""Queries made to take all time or memory end within their limits, and the next one is answered."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from kg.errors import KgError, LimitError
from kg.queries.worker import Limits, Worker
from kg.rdf import write
from kg.stores.oxigraph import directory

pytestmark = pytest.mark.slow

ASK = "ASK { ?s ?p ?o }"
LIMITS = Limits(seconds=2.0, memory=512 << 20)
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
DOUBLING = " ".join(f"BIND(CONCAT(?x{each}, ?x{each}) AS ?x{each + 1})" for each in range(40))
BOMBS = {
    "count of a product": f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} FILTER(?a != ?d && ?f != ?i) }}",
    "order of a product": f"SELECT * WHERE {{ {PRODUCT} }} ORDER BY ?a ?f ?l",
    "distinct of a product": f"SELECT DISTINCT ?a ?f ?i ?l WHERE {{ {PRODUCT} }} OFFSET 100000000",
    "groups of a product": f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} }} GROUP BY ?a ?f ?i ?l",
    "construct without end": f"CONSTRUCT {{ ?a ?b ?a }} WHERE {{ {PRODUCT} }}",
    "group_concat": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f), STR(?l))) AS ?n) WHERE {{ {PRODUCT} }}",
    "doubling": f"SELECT ?x40 WHERE {{ BIND('doubling' AS ?x0) {DOUBLING} }}",
    "doubling by replace": f"SELECT ?y WHERE {{ BIND('a' AS ?x0) {DOUBLING} BIND(REPLACE(?x20, 'a', ?x20) AS ?y) }}",
    "paths": "SELECT (COUNT(*) AS ?n) WHERE { ?a (sr:no|!sr:no)* ?b . ?b (sr:no|!sr:no)* ?c . ?c (sr:no|!sr:no)* ?d }",
    "regular expression": f"ASK {{ ?s ?p ?o FILTER(REGEX('{'a' * 5_000}!', '^((a+)+)+$')) }}",
    "great regular expression": "ASK { ?s ?p ?o FILTER(REGEX(STR(?o), '((a{0,99}){0,99}){0,99}')) }",
    "many unions": f"SELECT (COUNT(*) AS ?n) WHERE {{ {' UNION '.join(['{ ?s ?p ?o }'] * 3_000)} }}",
    "many values": f"SELECT (COUNT(*) AS ?n) WHERE {{ VALUES ?x {{ {'1 ' * 200_000} }} ?s ?p ?o }}",
    "many optional patterns": f"ASK {{ {'OPTIONAL { ?s ?p ?o } ' * 5_000} }}",
}


@pytest.fixture(scope="module")
def worker(tmp_path_factory, tell, base) -> Iterator[Worker]:
    where = str(tmp_path_factory.mktemp("bombs") / "store")
    store = directory(where)
    for number in range(300):
        told = [("IRN", "accuses", "USA", {"words": f"{number}"}), ("TUR", "aids", "ISR"), ("USA", "accuses", "IRN")]
        store.replace(f"a{number}", write.nquads(tell(f"a{number}", *told), base))
    store.close()
    with Worker(f"oxigraph:{where}", LIMITS) as it:
        yield it


class Watched:
    """Looks how much memory a process takes, while it takes it."""

    def __init__(self, process: int) -> None:
        self._status = Path(f"/proc/{process}/status")
        self._over = Event()
        self._thread = Thread(target=self._watch)
        self.most = 0

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            try:
                told = self._status.read_text()
            except OSError:
                return
            sizes = [int(line.split()[1]) << 10 for line in told.splitlines() if line.startswith("VmHWM")]
            self.most = max([self.most, *sizes])

    def __enter__(self) -> "Watched":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_its_limits_and_the_next_query_is_answered(name, worker):
    worker.wait()
    with Watched(worker._process._popen.pid) as watched:
        begun = time.monotonic()
        try:
            worker.ask(BOMBS[name])
        except KgError as error:
            assert "\n" not in str(error)  # noqa: PT017  some are answered, most are not
        assert time.monotonic() - begun < LIMITS.seconds + 1
    assert watched.most <= LIMITS.memory
    assert watched.most or sys.platform != "linux"
    begun = time.monotonic()
    assert worker.ask(ASK).truth
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize(
    ("name", "limits", "said"),
    [
        ("count of a product", LIMITS, "2 seconds"),
        ("order of a product", LIMITS._replace(seconds=60), "512 MiB of memory"),
    ],
)
def test_what_is_ended_says_which_limit(name, limits, said, worker):
    with pytest.raises(LimitError, match=f"more than {said}"):
        worker.ask(BOMBS[name], limits=limits)


_ORPHAN = """
import sys
from kg.queries.worker import Limits, Worker

with Worker(sys.argv[1], Limits(seconds=2)) as worker:
    worker.wait()
    print(worker._process._popen.pid, flush=True)
    worker.ask(sys.argv[2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a kernel with timers for processes")
def test_a_worker_whose_parent_was_killed_ends_soon(worker):
    arguments = [sys.executable, "-c", _ORPHAN, f"oxigraph:{worker._directory}", BOMBS["count of a product"]]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as parent:
        process = int(parent.stdout.readline())
        time.sleep(0.5)
        parent.kill()
    end = time.monotonic() + 5
    while _runs(process) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _runs(process)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()  # dead, and nobody asked how
    except OSError:
        return False
