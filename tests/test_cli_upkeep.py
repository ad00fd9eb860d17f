"""The commands that keep a store in order, run as users run them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.rdf import iris, read

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
ARTICLE = EXAMPLES / "2023-03-29-embassy-in-tel-aviv.txt"


@pytest.fixture
def run(tmp_path):
    """Return a function that runs kg in a folder of its own."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        ran = subprocess.run(
            [sys.executable, "-m", "kg.cli", *map(str, arguments)],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **environment},
            timeout=120,
            check=False,
        )
        assert "Traceback" not in ran.stderr, ran.stderr
        return ran

    return run


@pytest.fixture
def name(tmp_path) -> str:
    """Return the name of a store with one article."""
    name = f"oxigraph:{tmp_path / 'store'}"
    store = kg.open(name)
    kg.build([ARTICLE], store)
    store.close()
    return name


def statements(name: str):
    store = kg.open(name)
    found = read.statements(store.query)
    store.close()
    return found


def test_a_statement_is_judged_listed_withdrawn_and_written_as_gold(run, name) -> None:
    before = statements(name)
    hash_ = before[0].iri.rpartition("=")[2]
    judged = run("judge", name, hash_[:10], "--reject", "--author", "Nour", "--reason", "why not")
    assert (judged.returncode, judged.stdout) == (0, "")
    assert len(statements(name)) == len(before) - 1
    listed = run("judge", name, "--list")
    assert listed.stdout.strip() == judged.stderr.strip()
    assert listed.stdout.startswith(hash_)
    assert "rejected, Nour: why not" in listed.stdout
    [record] = map(json.loads, run("judge", name, "--gold").stdout.splitlines())
    assert [each["judged"] for each in record["statements"]].count("rejected") == 1
    assert run("judge", name, hash_, "--withdraw").returncode == 0
    assert statements(name) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["178b00", "--reject"], 1),
        (["178b00", "--correct", "--author", "N"], 1),
        (["178b00", "--reject", "--kind", "aids", "--author", "N"], 1),
        (["--reject", "--author", "N"], 1),
        (["178b00", "--list"], 1),
        (["178b00"], 2),
        (["178b00", "--reject", "--confirm"], 2),
        (["ffffffffff", "--reject", "--author", "N"], 1),
    ],
)
def test_a_verdict_that_cannot_be_given_is_told(run, name, arguments, code) -> None:
    ran = run("judge", name, *arguments)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert code == 2 or len(ran.stderr.splitlines()) == 1


def test_an_update_reads_again_what_another_extractor_read(run, name) -> None:
    assert run("update", name).stderr.startswith("0 articles read again, 1 up to date, 0 failed")
    assert run("update", name, "--extractor", "rules:plain").stderr.startswith("1 articles read again, 0 up to date")
    assert run("update", name, "--extractor", "ruls").returncode == 1


def test_a_damaged_store_is_checked_and_mended(run, name, tmp_path) -> None:
    assert run("check", name).stderr == "1 articles checked, 0 faults found, 0 mended\n"
    store = kg.open(name)
    store.put(iris.DERIVED.value, "")
    store.close()
    ran = run("check", name)
    assert (ran.returncode, len(ran.stdout.splitlines())) == (1, 1)
    assert f"kg check {name} --mend" in ran.stdout
    ran = run("check", name, "--mend")
    assert (ran.returncode, ran.stderr) == (0, "1 articles checked, 1 faults found, 1 mended\n")
    assert run("check", name).returncode == 0


def test_articles_are_listed_shown_removed_and_counted(run, name) -> None:
    assert [
        row["id"]["value"] for row in json.loads(run("list", name, "--format", "json").stdout)["results"]["bindings"]
    ] == [ARTICLE.stem]
    assert run("list", name, "--state", "Japan", "--format", "csv").stdout.count("\n") == 1
    shown = run("show", name, ARTICLE.stem)
    assert shown.returncode == 0
    hash_ = statements(name)[0].iri.rpartition("=")[2]
    assert f"id       {hash_}" in shown.stdout
    assert run("show", name, f"#statement={hash_}").stdout.count("status ") == 1
    assert "articles      1\n" in run("info", name).stdout
    removed = run("remove", name, ARTICLE.stem, "none")
    assert (removed.returncode, len(removed.stderr.splitlines())) == (3, 2)
    assert run("remove", name, ARTICLE.stem).returncode == 1
    assert "articles      0\n" in run("info", name).stdout


def test_a_backup_is_written_and_restored(run, name, tmp_path) -> None:
    assert run("backup", name, "copy").returncode == 0
    assert run("backup", name, "copy").returncode == 1
    (tmp_path / "store" / "CURRENT").unlink()
    told = run("list", name)
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 1
    ran = run("restore", "copy", name, "--replace")
    assert ran.stderr == f"{name}: 1 articles restored from copy\n"
    assert run("check", name).returncode == 0


@pytest.mark.slow
def test_a_build_that_is_stopped_says_what_is_kept_and_goes_on(run, tmp_path) -> None:
    text = "التقى وزير الخارجية الإيراني نظيره الروسي في موسكو."
    record = json.dumps({"id": "?", "text": text})
    lines = [record.replace("?", f"a{number}") + "\n" for number in range(60)]
    (tmp_path / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "kg.cli", "build", "-", "--store", f"oxigraph:{tmp_path / 'store'}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write("".join(lines[:40]).encode())
        process.stdin.flush()
        store = tmp_path / "store" / "kg-journal"
        while not (store.exists() and store.stat().st_size > 10_000):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read().decode()
        assert process.wait(30) == 130
    assert "the same command skips them and goes on" in told
    kept = int(told.split("stopped; ")[1].split()[0])
    assert kept > 0
    again = run("build", "articles.jsonl", "--store", "oxigraph:store")
    unchanged = int(again.stderr.split(", ")[1].split()[0])
    assert unchanged - kept in (0, 1)  # one may have been written and not yet counted
    assert again.stderr.startswith(f"{60 - unchanged} articles read, {unchanged} unchanged, 0 failed")
