"""A query is answered in a process that can do no harm, and that is ended when it takes too much."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import kg
from kg.errors import LimitError, QueryError, StoreError
from kg.queries import shipped
from kg.queries.worker import Limits, Pool, Worker
from kg.rdf import write
from kg.rdf.results import Cell
from kg.stores.oxigraph import directory

ASK = "ASK { ?s ?p ?o }"
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ENDLESS = f"SELECT (COUNT(*) AS ?n) WHERE {{ {PRODUCT} FILTER(?a != ?d && ?f != ?i) }}"
SHORT = Limits(seconds=1.0, memory=512 << 20)


@pytest.fixture(scope="module")
def name(tmp_path_factory, tell, base) -> str:
    """Return the name of a store with a few hundred statements."""
    where = str(tmp_path_factory.mktemp("worker") / "store")
    store = directory(where)
    for number in range(100):
        told = [("IRN", "accuses", "USA", {"words": f"{number}"}), ("TUR", "aids", "ISR"), ("USA", "accuses", "IRN")]
        store.replace(f"a{number}", write.nquads(tell(f"a{number}", *told), base))
    store.close()
    return f"oxigraph:{where}"


@pytest.fixture(scope="module")
def worker(name) -> Iterator[Worker]:
    with Worker(name, Limits(seconds=30)) as it:
        yield it


# Answers


@pytest.mark.parametrize(
    "query",
    [
        ASK,
        "SELECT ?x WHERE { ?x sr:opposes id:USA }",
        "SELECT ?none ?text WHERE { ?s sr:words ?text } ORDER BY ?text",
        EVERYTHING,
        "DESCRIBE id:IRN",
        "SELECT (1/3 AS ?a) ('نعم'@ar AS ?b) (BNODE('x') AS ?c) ('\\u2028\\n' AS ?d) WHERE { }",
    ],
)
def test_an_answer_is_that_of_the_open_store(query, worker, name):
    store = kg.open(name)
    ours, theirs = worker.ask(query), store.query(query)
    store.close()
    if "BNODE" not in query:
        assert ours == theirs
    assert ours.columns == theirs.columns


def test_bindings_reach_the_query_as_data(worker):
    evil = '") } ; DROP ALL #\n\u2028'
    found = worker.ask("SELECT ?x WHERE { BIND(?text AS ?x) }", {"text": Cell("literal", evil)})
    assert found.rows[0][0].value == evil


def test_shipped_questions_are_put_to_a_worker(worker, base):
    found = shipped.run(worker, "evidence", knowledge=base, source="Iran")
    assert len(found.rows) == 100


def test_what_is_no_sparql_is_refused_in_one_line(worker):
    with pytest.raises(QueryError, match="not valid SPARQL") as caught:
        worker.ask("SELECT")
    assert "\n" not in str(caught.value)
    with pytest.raises(QueryError):
        worker.ask("SELECT \ud800")
    assert worker.ask(ASK).truth


@pytest.mark.parametrize("store", ["memory:", "https://example.org/sparql", "store"])
def test_a_worker_is_for_stores_on_disk(store):
    with pytest.raises(StoreError, match="oxigraph:DIR"):
        Worker(store)


def test_a_store_that_is_not_there_is_told_and_not_made(tmp_path):
    missing = tmp_path / "none"
    with Worker(f"oxigraph:{missing}") as worker, pytest.raises(StoreError, match="no such store"):
        worker.ask(ASK)
    with pytest.raises(StoreError, match="no such store"), Pool(f"oxigraph:{missing}"):
        pass
    assert not missing.exists()


def test_a_damaged_store_is_told_in_plain_words(tmp_path):
    store = directory(str(tmp_path / "store"))
    store.close()
    (tmp_path / "store" / "CURRENT").write_text("MANIFEST-000999\n")
    with Worker(f"oxigraph:{tmp_path / 'store'}") as worker, pytest.raises(StoreError) as caught:
        worker.ask(ASK)
    assert "damaged" in str(caught.value) or "cannot be opened" in str(caught.value)
    assert "\n" not in str(caught.value)


# Limits


def test_a_query_without_end_is_ended_in_time_and_the_next_is_answered(worker):
    begun = time.monotonic()
    with pytest.raises(LimitError, match=r"more than 0\.5 seconds"):
        worker.ask(ENDLESS, limits=Limits(seconds=0.5))
    assert time.monotonic() - begun < 1.5
    begun = time.monotonic()
    assert worker.ask(ASK).truth
    assert time.monotonic() - begun < 1


def test_rows_are_cut_and_the_answer_says_so(worker):
    found = worker.ask(f"SELECT * WHERE {{ {PRODUCT} }}", limits=Limits(rows=10))
    assert (len(found.rows), found.cut) == (10, "cut at 10 rows")
    assert worker.ask("SELECT * WHERE { ?s ?p ?o } LIMIT 10", limits=Limits(rows=10)).cut is None


def test_triples_are_cut_and_the_answer_says_so(worker):
    found = worker.ask(f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {PRODUCT} }}", limits=Limits(rows=10))
    assert (found.triples.count("\n"), found.cut) == (10, "cut at 10 triples")
    assert worker.ask("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }", limits=Limits(rows=10**6)).cut is None


def test_long_answers_are_cut_and_say_so(worker):
    texts = " ".join(f"'{'نعم' * 100}{each}'" for each in range(20))
    found = worker.ask(f"SELECT ?x WHERE {{ VALUES ?x {{ {texts} }} }}", limits=Limits(bytes=5000))
    assert found.cut == "cut at 5,000 bytes, after 8 rows"
    assert len(found.rows) == 8


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is limited on Linux only")
def test_a_query_that_wants_much_memory_is_ended(worker):
    with pytest.raises(LimitError, match="more than 256 MiB of memory"):
        worker.ask(f"SELECT * WHERE {{ {PRODUCT} }} ORDER BY ?a ?f", limits=Limits(memory=256 << 20))
    assert worker.ask(ASK).truth


@pytest.mark.parametrize("depth", [101, 2_200, 100_000])
@pytest.mark.parametrize(
    "query", ["SELECT * WHERE {{ {0} {1} }}", "ASK {{ # {1}\n {0} {1} }}", "ASK {{ {0} '{1}' {0} {1} }}"]
)
def test_too_many_brackets_in_brackets_are_refused(query, depth, worker):
    before = worker._process
    with pytest.raises(QueryError, match="more than 100 brackets"):
        worker.ask(query.format("{" * depth, "}" * depth))
    assert worker._process is before


@pytest.mark.parametrize("chain", ["{ FILTER(" + "!" * 100_000 + "true) }", "{ ?s " + "sr:a/" * 20_000 + "sr:a ?o }"])
def test_a_query_that_breaks_the_engine_costs_one_process(chain, worker):
    with pytest.raises(QueryError, match="engine broke down"):
        worker.ask(f"ASK {chain}")
    assert worker.ask(ASK).truth


# What a query cannot do


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_process_may_open_no_file_and_no_connection(worker, witness):
    address, asked = witness
    worker.wait()
    with Path(f"/proc/{worker._process._popen.pid}/limits").open() as limits:
        [files] = [line.split() for line in limits if line.startswith("Max open files")]
    assert files[3:5] == ["0", "0"]
    # Past the guard by name: nothing is left that a socket could be made of.
    hidden = f"SELECT * WHERE {{ SERVICE {'x' * 2000}: {{ ?s ?p ?o }} }}"
    with pytest.raises(StoreError):
        worker.ask(f"PREFIX {'x' * 2000}: <{address}> {hidden}")
    assert asked == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ ?s ?p ?o.service<{0}>{{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ SERVICE # \r SILENT # \n <{0}> {{ ?s ?p ?o }} }}",
        "PREFIX x: <{0}> ASK {{ FILTER EXISTS {{ SERVICE x:y {{ ?s ?p ?o }} }} }}",
        "SELECT * WHERE {{ BIND(<{0}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ VALUES ?u {{ <{0}> }} SERVICE$u {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{0}> WHERE {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{0}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "BASE <{0}> CONSTRUCT FROM <x> WHERE {{ ?s ?p ?o }}",
        "SELECT * FROM <file:///etc/hostname> WHERE {{ ?s ?p ?o }}",
        "LOAD <{0}>",
        "LOAD SILENT <{0}> INTO GRAPH <a:b>",
        "# LOAD\nPREFIX x: <{0}> load x:y",
        "DROP ALL",
        "INSERT DATA {{ <a:b> <a:c> <a:d> }}",
        "PREFIX sr: <a:b> DELETE WHERE {{ ?s ?p ?o }}",
        "WITH <a:b> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        "CLEAR ALL",
        "ASK {{ }} ; DROP ALL",
    ],
)
def test_a_query_reaches_nothing_outside_and_changes_nothing(query, worker, witness):
    address, asked = witness
    before = worker.ask(EVERYTHING, limits=Limits(rows=10**6))
    with pytest.raises(QueryError) as caught:
        worker.ask(query.format(address))
    assert "\n" not in str(caught.value)
    assert worker.ask(EVERYTHING, limits=Limits(rows=10**6)) == before
    assert asked == []


@pytest.mark.parametrize("verb", ["LOAD", "DROP", "INSERT", "DELETE"])
def test_a_change_is_refused_by_its_name(verb, worker):
    with pytest.raises(QueryError, match=f"begins with {verb}"):
        worker.ask(f"# why\nPREFIX x: <a:b>\n{verb} <a:c>")


# While others write


def test_what_is_written_later_is_seen_by_later_queries(tmp_path, tell, base):
    store = directory(str(tmp_path / "store"))
    count = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a schema:NewsArticle }"
    with Worker(f"oxigraph:{tmp_path / 'store'}") as worker:
        assert worker.ask(count).rows[0][0].value == "0"
        store.replace("a", write.nquads(tell("a", ("IRN", "accuses", "USA")), base))
        end = time.monotonic() + 20
        while worker.ask(count).rows[0][0].value == "0" and time.monotonic() < end:
            time.sleep(0.05)
        assert worker.ask(count).rows[0][0].value == "1"
    store.close()


_WRITER = """
import sys
import tempfile
from kg.stores.oxigraph import directory

store = directory(sys.argv[1])
number = 0
while True:
    graph = f"https://example.org/{number % 300}"
    store.put(graph, "".join(f'<{graph}#{each}> <a:b> "{number // 300}" <{graph}> .\\n' for each in range(40)))
    number += 1
    if number in (100, 1000):
        store.flush()
        print(number, flush=True)
"""


@pytest.mark.slow
def test_who_asks_while_another_process_writes_sees_whole_articles_only(tmp_path):
    where = str(tmp_path / "store")
    graphs = "SELECT (COUNT(?s) AS ?n) (COUNT(DISTINCT ?v) AS ?versions) WHERE { GRAPH ?g { ?s <a:b> ?v } } GROUP BY ?g"
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, where], stdout=subprocess.PIPE)
    try:
        writer.stdout.readline()
        seen = set()
        end = time.monotonic() + 5
        while time.monotonic() < end:
            with Worker(f"oxigraph:{where}") as worker:
                seen |= {
                    tuple(cell.value for cell in row) for row in worker.ask(graphs, limits=Limits(seconds=30)).rows
                }
        assert seen == {("40", "1")}
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()


def test_threads_share_a_pool_and_one_runaway_keeps_nobody_waiting(name):
    with Pool(name, 2) as pool, ThreadPoolExecutor(6) as threads:
        runaway = threads.submit(pool.ask, ENDLESS, limits=Limits(seconds=60))
        assert all(each.truth for each in threads.map(lambda _: pool.ask(ASK), range(20)))
        assert not runaway.done()
        pool.close()
        with pytest.raises(LimitError, match="was closed before"):
            runaway.result(2)
        with pytest.raises(LimitError, match="was closed before"):
            pool.ask(ASK)


def test_a_busy_pool_says_so(name):
    with Pool(name, 1) as pool, ThreadPoolExecutor(1) as threads:
        runaway = threads.submit(pool.ask, ENDLESS, limits=SHORT)
        time.sleep(0.1)
        with pytest.raises(LimitError, match="all 1 workers were busy"):
            pool.ask(ASK, limits=Limits(seconds=0.2))
        with pytest.raises(LimitError):
            runaway.result()


def test_closing_ends_the_process(name):
    with Worker(name) as worker:
        worker.ask(ASK)
        process = worker._process._popen
    assert process.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


# Each lock by itself


_LOCKS = """
import os, sys
from kg.errors import StoreError
from kg.queries import confinement, guard

def forbidden(*_):
    raise PermissionError

held = sys.argv[3]
if held == "all, as nobody":
    os.setgroups([])
    os.setuid(65534)
else:
    os.chroot = forbidden
    if held != "network":
        confinement._NEW_NET = confinement._NEW_USER = 0
    if held != "calls":
        confinement._CALLS = {}
    if held != "descriptors":
        confinement.close_files = lambda: None
store = guard._opened(sys.argv[1])
print(len(store.query("SELECT * WHERE { GRAPH ?g { ?s a sr:RelationStatement } }").rows))
try:
    store.query(f"SELECT * WHERE {{ SERVICE <{sys.argv[2]}> {{ ?s ?p ?o }} }}")
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the locks are of Linux")
@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("descriptors", "Too many open files"),
        ("calls", "Permission denied"),
        ("network", "Network is unreachable"),
        ("all, as nobody", "cannot be read"),
    ],
)
def test_each_lock_alone_keeps_a_query_from_the_network(held, said, name, witness):
    if os.getuid() != 0 and held in ("network", "all, as nobody"):
        pytest.skip("only root may always have a network of its own, and become another user")
    where = Path(tempfile.mkdtemp())  # tmp_path lies where another user may not look
    address, asked = witness
    try:
        shutil.copytree(name.partition(":")[2], where / "store")
        for path in (where, *where.rglob("*")):
            path.chmod(0o755)
        arguments = [sys.executable, "-c", _LOCKS, where / "store", address, held]
        ran = subprocess.run(arguments, capture_output=True, text=True, check=False)
    finally:
        shutil.rmtree(where)
    assert ran.stderr == ""
    statements, told = ran.stdout.splitlines()
    assert statements == "300"
    assert said in told
    assert asked == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_process_sees_no_folder_but_the_store_and_writes_nothing(worker, name):
    worker.wait()
    about = Path(f"/proc/{worker._process._popen.pid}")
    told = dict(line.split(":\t") for line in (about / "status").read_text().splitlines() if ":\t" in line)
    assert told["Seccomp"] == "2"
    if os.getuid() == 0:  # some systems forbid it to others
        assert (about / "root").resolve() == Path(name.partition(":")[2]).resolve()
    [size] = [line.split() for line in (about / "limits").read_text().splitlines() if line.startswith("Max file size")]
    assert size[3:5] == ["0", "0"]


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> str:
    """Return the name of a store of many files: more than the engine opens at once."""
    where = tmp_path_factory.mktemp("large") / "store"
    store = directory(str(where))
    for number in range(20):
        store.load("".join(f"<a:s{number}-{each}> <a:p> <a:o{each}> <a:g{number}> .\n" for each in range(50)))
    store.close()
    assert len(list(where.glob("*.sst"))) > 16
    return f"oxigraph:{where}"


def test_a_store_of_many_files_is_answered_from_all_of_them(large, witness):
    address, asked = witness
    with Worker(large) as worker:
        assert worker.ask(ASK).truth
        assert worker.ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0].value == "1000"
        assert len(worker.ask("SELECT * WHERE { GRAPH ?g { ?s ?p <a:o7> } }").rows) == 20
        assert len(worker.ask("SELECT * WHERE { <a:s19-49> ?p ?o }").rows) == 1
        prefix = "x" * 2000  # past the guard by name
        with pytest.raises(StoreError):
            worker.ask(f"PREFIX {prefix}: <{address}> SELECT * WHERE {{ SERVICE {prefix}: {{ ?s ?p ?o }} }}")
    assert asked == []


def test_a_store_of_many_files_is_answered_while_another_process_makes_one_of_them(large, tmp_path):
    where = tmp_path / "store"
    shutil.copytree(large.partition(":")[2], where)
    with Worker(f"oxigraph:{where}") as worker:
        assert worker.ask(ASK).truth
        store = directory(str(where))
        store._store.optimize()
        store.close()
        assert worker.ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0].value == "1000"
        assert len(worker.ask("SELECT * WHERE { GRAPH ?g { ?s ?p <a:o7> } }").rows) == 20
