"""The command `kg`, run as users run it, on real files."""

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
ARTICLE = EXAMPLES / "2023-03-29-embassy-in-tel-aviv.txt"
MEETING = "التقى وزير الخارجية الإيراني نظيره الروسي في موسكو."
COMMANDS = (
    "build",
    "extract",
    "query",
    "view",
    "validate",
    "explain",
    "update",
    "judge",
    "export",
    "ontology",
    "check",
    "list",
    "show",
    "info",
    "remove",
    "backup",
    "restore",
)
# A question that no engine answers in this life.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?f != ?i) }"

Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg.cli", *map(str, arguments)]


@pytest.fixture
def run(tmp_path) -> Run:
    """Return a function that runs kg in a folder of its own."""

    def run(*arguments: object, stdin: str = "", **environment: str) -> Ran:
        ran = subprocess.run(
            command(*arguments),
            cwd=tmp_path,
            input=stdin.encode(),
            capture_output=True,
            env={**os.environ, **environment},
            timeout=60,
            check=False,
        )
        text = Ran(ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode())
        assert "Traceback" not in text.stderr, text.stderr
        return text

    return run


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> str:
    """Return the name of a store with the example articles."""
    name = f"oxigraph:{tmp_path_factory.mktemp('graph') / 'store'}"
    store = kg.open(name)
    kg.build([EXAMPLES], store)
    store.close()
    return name


def on_terminal(*arguments: object, **environment: str) -> str:
    """Return what kg shows on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(*arguments), stdout=theirs, stdin=subprocess.DEVNULL, env={**os.environ, **environment}
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 65536):
                shown += data
        except OSError:  # on Linux the end of a terminal is an error
            pass
        assert process.wait(60) == 0
    os.close(ours)
    return shown.decode()


# Help


def test_help_names_every_command_and_the_exit_codes(run) -> None:
    shown = run("--help")
    assert shown.returncode == 0
    assert [name for name in (*COMMANDS, "exit codes", "examples") if name not in shown.stdout] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run, name: str) -> None:
    shown = run(name, "--help")
    assert shown.returncode == 0
    assert f"examples:\n  kg {name}" in shown.stdout
    assert "exit codes:" in shown.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kg.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = 'rdflib pyoxigraph networkx pyvis trafilatura lxml jinja2 pyshacl tqdm numpy'.split()\n"
        "print(sorted(set(heavy) & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


def test_version_is_told(run) -> None:
    assert run("--version").stdout.startswith("kg 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bild",),
        ("build", "a.txt"),
        ("extract", "a.txt", "--nothing"),
        ("extract", "a.txt", "--ids", "x"),
        ("query", "memory:", "opposes", "--state"),
        ("view", "memory:"),
    ],
)
def test_a_wrong_command_line_is_exit_code_2(run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "usage: kg" in ran.stderr


# Articles that cannot be read


def bad_files(folder: Path) -> dict[str, Path]:
    files = {
        "empty": b"",
        "blank": b" \n\t\n",
        "binary": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        "windows-1256": MEETING.encode("windows-1256"),
        "cut": MEETING.encode()[:-2],
    }
    paths = {name: folder / f"{name}.txt" for name in files}
    for name, data in files.items():
        paths[name].write_bytes(data)
    return {**paths, "missing": folder / "missing.txt", "glob": folder / "no*.html"}


@pytest.mark.parametrize("name", ["empty", "blank", "binary", "windows-1256", "cut", "missing", "glob"])
def test_an_article_that_cannot_be_read_has_one_clear_line_and_the_others_are_done(run, tmp_path, name: str) -> None:
    bad = bad_files(tmp_path)[name]
    ran = run("extract", bad, ARTICLE)
    assert ran.returncode == 3
    assert [json.loads(line)["article"]["id"] for line in ran.stdout.splitlines()] == [ARTICLE.stem]
    [line] = ran.stderr.splitlines()
    assert line.startswith(f"kg: {bad}: ")
    assert line.count(str(bad)) == 1


def test_a_wrong_encoding_is_told_with_its_place_and_can_be_given(run, tmp_path) -> None:
    bad = bad_files(tmp_path)["windows-1256"]
    refused = run("extract", bad)
    assert "byte 0" in refused.stderr
    assert "--encoding" in refused.stderr
    read = run("extract", bad, "--encoding", "windows-1256")
    assert json.loads(read.stdout)["article"]["text"] == MEETING


def test_a_malformed_line_in_the_middle_of_a_stream_is_told_with_its_number(run) -> None:
    good = [json.dumps({"id": f"a{number}", "text": MEETING}) for number in range(3)]
    ran = run("extract", "-", stdin="\n".join([good[0], '{"id": "x", "text": ', good[1], "[1]", good[2]]))
    assert ran.returncode == 3
    assert [json.loads(line)["article"]["id"] for line in ran.stdout.splitlines()] == ["a0", "a1", "a2"]
    assert [line.split(": ")[1] for line in ran.stderr.splitlines()] == ["standard input:2", "standard input:4"]


def test_no_article_read_is_exit_code_1(run, tmp_path) -> None:
    bad = bad_files(tmp_path)
    ran = run("build", bad["empty"], bad["missing"], "--store", "memory:")
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("--extractor", "rule"),
        ("--executor", "local:none"),
        ("--encoding", "utf-99"),
        ("--knowledge", "nowhere"),
    ],
)
def test_an_option_that_names_nothing_is_one_line_and_exit_code_1(run, arguments: tuple[str, ...]) -> None:
    ran = run("extract", ARTICLE, *arguments)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (1, "", 1)


# Extract


def test_standard_input_that_begins_with_no_brace_is_one_plain_text(run) -> None:
    ran = run("extract", "-", stdin=MEETING)
    [statement] = json.loads(ran.stdout)["statements"]
    assert (ran.returncode, statement["source"], statement["target"]) == (0, "IRN", "RUS")


def test_executors_give_the_same_bytes(run) -> None:
    one, two = run("extract", EXAMPLES), run("extract", EXAMPLES, "--executor", "local:2")
    assert one.stdout.count("\n") == 20
    assert one.stdout == two.stdout


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_every_locale_gives_the_same_bytes(run, locale: str) -> None:
    ours = run("extract", ARTICLE, LC_ALL="C.UTF-8")
    theirs = run("extract", ARTICLE, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (theirs.returncode, theirs.stdout) == (0, ours.stdout)


# Build, and go on


def test_a_build_tells_what_it_did_and_skips_what_it_has(run) -> None:
    first = run("build", ARTICLE, "--store", "oxigraph:store")
    assert first.returncode == 0
    assert first.stderr.startswith("1 articles read, 0 unchanged, 0 failed; ")
    again = run("build", ARTICLE, "--store", "oxigraph:store")
    assert again.stderr.startswith("0 articles read, 1 unchanged, 0 failed; 0 statements")


def test_a_build_with_a_bad_article_stores_the_others_and_is_exit_code_3(run, tmp_path) -> None:
    bad = bad_files(tmp_path)["binary"]
    ran = run("build", bad, ARTICLE, "--store", "oxigraph:store", "--view", "view.html")
    assert ran.returncode == 3
    failed, done, viewed = ran.stderr.splitlines()
    assert failed.startswith("kg: ")
    assert done.startswith("1 articles read")
    assert viewed.endswith("view.html")
    assert run("query", "oxigraph:store", "most-reported", "--format", "csv").stdout.count("\n") > 1
    assert (tmp_path / "view.html").read_text(encoding="utf-8").startswith("<!")


def test_a_store_in_a_foreign_folder_is_refused(run, tmp_path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    ran = run("build", ARTICLE, "--store", "oxigraph:mine")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("name", ["oxigraph:none", "memory:", "oxigraph:", "oxigrap:store", "store"])
@pytest.mark.parametrize("asked", [("query", "opposes"), ("view", "-o", "x.html"), ("validate",)])
def test_a_store_that_is_not_there_is_refused(run, tmp_path, name: str, asked: tuple[str, ...]) -> None:
    ran = run(asked[0], name, *asked[1:])
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (1, "", 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["network", "ego", "pair", "timeline", "matrix"])
def test_a_view_of_any_kind_says_whom_it_took(run, graph, tmp_path, kind: str) -> None:
    ran = run("view", graph, "-o", "it.html", "--kind", kind)
    assert ran.returncode == 0
    assert ("the most connected: " in ran.stderr) is (kind != "network")
    assert f'"kind":"{kind}"' in (tmp_path / "it.html").read_text(encoding="utf-8")


def test_a_view_of_too_many_actors_is_refused_in_one_line(run, graph, tmp_path) -> None:
    ran = run("view", graph, "-o", "it.html", "--kind", "ego", "--state", "IRN", "--state", "USA")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)
    assert "give --state once" in ran.stderr
    assert not (tmp_path / "it.html").exists()


# Query


def test_the_questions_are_listed_with_their_parameters(run) -> None:
    shown = run("query", "--list").stdout
    assert [name for name in kg.questions() if f"{name}\n" not in shown] == []
    assert "--state ENTITY" in shown


def test_an_answer_is_a_table_csv_or_json(run, graph) -> None:
    table = run("query", graph, "opposes", "--state", "IRN").stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(run("query", graph, "opposes", "--state", "IRN", "--format", "csv").stdout)))
    found = json.loads(run("query", graph, "opposes", "--state", "IRN", "--format", "json").stdout)
    assert table[0].split()[:3] == ["who", "kindName", "whom"]
    assert {row["whom"] for row in rows} == {"IRN"}
    assert len(rows) == len(table) - 3 == len(found["results"]["bindings"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("opposes", "--state", "IRN"),
        ("--state", "IRN", "opposes"),
        ("--state=IRN", "opposes"),
        ("opposes", "--state=Iran"),
    ],
)
def test_parameters_stand_anywhere(run, graph, arguments: tuple[str, ...]) -> None:
    usual = run("query", graph, "opposes", "--state", "IRN").stdout
    assert run("query", graph, *arguments).stdout == usual
    assert usual.count("\n") > 3


def test_a_parameter_that_is_left_out_means_all(run, graph) -> None:
    assert len(run("query", graph, "opposes").stdout) > len(run("query", graph, "opposes", "--state", "IRN").stdout)


def test_own_queries_come_from_a_file_standard_input_or_the_command_line(run, graph, tmp_path) -> None:
    query = "SELECT DISTINCT ?x WHERE { ?x sr:opposes id:IRN }"
    (tmp_path / "own.rq").write_text(f"# Who opposes Iran?\n{query}", encoding="utf-8")
    answers = [
        run("query", graph, "own.rq").stdout,
        run("query", graph, "-", stdin=query).stdout,
        run("query", graph, query).stdout,
    ]
    assert answers[0].count("/id/") > 2
    assert answers == [answers[0]] * 3


def test_parameters_of_an_own_query_are_found_in_it(run, graph, tmp_path) -> None:
    query = "# Who opposes whom?\n# param whom: entity  the opposed\nSELECT ?x ?whom WHERE { ?x sr:opposes ?whom }"
    (tmp_path / "own.rq").write_text(query, encoding="utf-8")
    rows = run("query", graph, "own.rq", "--whom", "إيران", "--format", "csv").stdout.splitlines()[1:]
    assert {row.rpartition("/")[2] for row in rows} == {"IRN"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("oppose",), "did you mean opposes?"),
        (("opposes", "--stat", "IRN"), "does not take --stat"),
        (("opposes", "--state", "Atlantis"), "no actor of this code or name"),
        (("opposes", "--since", "yesterday"), "is no date"),
        (("none.rq",), "none.rq: cannot be read"),
        (("SELECT ?x WHERE {",), "not valid SPARQL"),
        (("DROP ALL ;",), "begins with DROP"),
        (("SELECT * { SERVICE <http://localhost:1/> { ?a ?b ?c } }",), "SERVICE"),
        ((), "no question is named"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_one_line(run, graph, arguments, said: str) -> None:
    ran = run("query", graph, *arguments)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (1, "", 1)
    assert said in ran.stderr


def test_a_query_that_is_no_utf_8_is_refused_with_the_place(run, graph, tmp_path) -> None:
    (tmp_path / "own.rq").write_bytes(b"# \xff")
    assert "own.rq: no UTF-8 at byte 2" in run("query", graph, "own.rq").stderr


def test_triples_are_turtle_or_n_triples(run, graph) -> None:
    query = "CONSTRUCT { ?who sr:opposes id:IRN } WHERE { ?who sr:opposes id:IRN }"
    assert "id:ISR sr:opposes id:IRN ." in run("query", graph, query).stdout
    assert run("query", graph, query, "--format", "turtle").stdout == run("query", graph, query).stdout
    assert "/id/ISR> <https://" in run("query", graph, query, "--format", "ntriples").stdout
    assert "id:IRN" in run("query", graph, "DESCRIBE id:IRN").stdout
    assert "write them as turtle or ntriples" in run("query", graph, query, "--format", "csv").stderr


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_an_answer_that_is_cut_is_told(run, graph, format_: str) -> None:
    ran = run("query", graph, "SELECT * WHERE { ?s ?p ?o }", "--rows", "7", "--format", format_)
    assert ran.returncode == 0
    assert ran.stderr == "kg: the answer is cut at 7 rows; there is more of it: narrow the query, or see --rows\n"
    assert run("query", graph, "opposes", "--format", format_).stderr == ""


def test_a_query_that_takes_too_long_or_too_much_is_one_line(run, graph) -> None:
    begun = time.monotonic()
    ran = run("query", graph, ENDLESS, "--timeout", "0.5")
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (1, "", 1)
    assert "more than 0.5 seconds" in ran.stderr
    assert time.monotonic() - begun < 10
    if sys.platform == "linux":
        sorted_ = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f"
        ran = run("query", graph, sorted_, "--memory", "256", "--timeout", "60")
        assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)
        assert "256 MiB of memory" in ran.stderr


@pytest.mark.parametrize("option", ["--timeout", "--rows", "--memory"])
@pytest.mark.parametrize("value", ["0", "-1", "x", "nan"])
def test_a_limit_is_a_number_above_nought(run, graph, option: str, value: str) -> None:
    ran = run("query", graph, "opposes", f"{option}={value}")
    assert ran.returncode == 2
    assert "number above nought" in ran.stderr


def test_a_store_can_be_asked_while_it_is_open_elsewhere(run, graph) -> None:
    store = kg.open(graph)
    assert run("query", graph, "ASK { ?s ?p ?o }").stdout == "yes\n"
    store.close()


# Validate


def test_a_graph_of_ours_conforms(run, graph) -> None:
    ran = run("validate", graph)
    assert (ran.returncode, ran.stderr) == (0, "nothing is wrong in 20 articles\n")


def test_a_check_whose_time_is_up_says_how_far_it_came(run, graph) -> None:
    ran = run("validate", graph, "--timeout", "0")
    assert ran.returncode == 3
    assert "nothing is wrong in 0 of 20 articles" in ran.stderr
    assert "stopped after 0 seconds" in ran.stderr


def test_a_sample_of_articles_can_be_checked(run, graph) -> None:
    ran = run("validate", graph, "--sample", "2")
    assert (ran.returncode, ran.stderr) == (0, "nothing is wrong in 2 articles\n")


@pytest.mark.parametrize("number", ["0", "-3", "some"])
def test_a_sample_of_no_articles_is_refused(run, graph, number) -> None:
    assert run("validate", graph, f"--sample={number}").returncode == 2


def test_a_broken_graph_is_exit_code_1_and_says_what_is_wrong(run, tmp_path) -> None:
    store = kg.open(f"oxigraph:{tmp_path / 'store'}")
    statement = "<https://w3id.org/state-relations/article/a#statement=1>"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/state-relations/ns#RelationStatement>"
    store.load(f"{statement} {kind} <https://w3id.org/state-relations/article/a> .\n")
    store.close()
    ran = run("validate", "oxigraph:store")
    assert ran.returncode == 1
    assert "article/a#statement=1" in ran.stdout


# Ontology


@pytest.mark.parametrize(("name", "start"), [("terms.html", "<!doctype html>"), ("terms.ttl", "@prefix")])
def test_the_ontology_is_written_by_the_ending_of_the_file(run, tmp_path, name, start) -> None:
    ran = run("ontology", "-o", name)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_ontology_can_be_piped_on(run) -> None:
    assert run("ontology", "--format", "turtle").stdout.startswith("@prefix")


def test_an_ontology_that_cannot_be_written_is_one_line(run) -> None:
    ran = run("ontology", "-o", "missing/terms.html")
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
    assert "there is no folder missing" in ran.stderr


# Explain


def test_an_explanation_shows_words_cue_speaker_status_and_rule(run) -> None:
    shown = run("explain", ARTICLE).stdout
    assert "*استقبل* [" in shown
    assert "[Israel (ISR)] consultsWith (cooperatesWith +) [Azerbaijan (AZE)]" in shown
    assert "intended: told as planned, wished or possible, by the word سأتوجه" in shown
    assert "said by  Israel (ISR), إيلي كوهين (" in shown
    assert "said by  the outlet itself" in shown
    assert "rule ar.consultsWith." in shown


def test_an_explanation_is_coloured_on_a_terminal_only() -> None:
    assert "\x1b[1;33;4mاستقبل\x1b[0m" in on_terminal("explain", ARTICLE)
    assert "*استقبل*" in on_terminal("explain", ARTICLE, NO_COLOR="1")


def test_an_article_cannot_steer_the_terminal(tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    text = f"{MEETING[:-1]} \u202eكذا\x1b[31m\x9b2J\x07."
    path.write_text(json.dumps({"id": "a\x1b]0;b", "text": text, "outlet": "\x1b[5m"}), encoding="utf-8")
    for name in ("explain", "extract"):
        shown = on_terminal(name, path, NO_COLOR="1")
        assert "IRN" in shown
        assert set(shown) & set("\x1b\x9b\x07\u202e") == set()


# Ends


def test_a_reader_that_has_enough_is_no_error() -> None:
    with subprocess.Popen(
        command("query", "--list"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command("query", "--list"), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 1
    [line] = ran.stderr.splitlines()
    assert "No space left" in line


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("executor", ["serial", "local:2"])
def test_stopping_is_one_line_and_exit_code_130(number: int, executor: str) -> None:
    with subprocess.Popen(
        command("extract", "-", "--executor", executor),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        # More than executors take ahead, less than a pipe holds: nobody reads on when it is stopped.
        record = json.dumps({"id": "?", "text": MEETING})
        process.stdin.write("\n".join(record.replace("?", str(each)) for each in range(150)).encode())
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
        assert process.returncode == 130
    said = errors.decode().splitlines()
    assert len(said) == 1, said
    assert "stopped" in said[0]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_query_without_end_can_be_stopped(graph, number: int) -> None:
    with subprocess.Popen(command("query", graph, ENDLESS), stderr=subprocess.PIPE) as process:
        assert process.stderr
        time.sleep(2)
        process.send_signal(number)
        assert process.wait(2) == 130
        [line] = process.stderr.read().splitlines()
        assert line.startswith(b"kg: stopped")


# Exports


def test_export_writes_a_file_and_says_what_is_in_it(run, graph: str, tmp_path: Path) -> None:
    done = run("export", graph, "-o", "network.gexf", "--state", "Iran", "--status", "actual")
    assert done.returncode == 0
    assert re.fullmatch(r"\d+ actors, \d+ facts: network\.gexf\n", done.stderr)
    assert (tmp_path / "network.gexf").read_text(encoding="utf-8").endswith("</gexf>\n")


def test_export_to_standard_output_is_the_same_as_to_a_file(run, graph: str, tmp_path: Path) -> None:
    run("export", graph, "-o", "all.nq", "--graphs", "all")
    shown = run("export", graph, "-o", "-", "--format", "nquads", "--graphs", "all")
    assert shown.stdout.encode() == (tmp_path / "all.nq").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "-"), "name one with --format"),
        (("-o", "a.ttl", "--since", "2023"), "takes no --since"),
        (("-o", "a.ttl", "--graphs", "derivd"), "did you mean derived"),
        (("-o", "a.doc"), "no format has this ending"),
        (("-o", "none/a.ttl"), "make it first"),
    ],
)
def test_an_export_that_makes_no_sense_is_refused_in_one_line(run, graph: str, arguments, said: str) -> None:
    refused = run("export", graph, *arguments)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert said in refused.stderr


def test_export_shows_nothing_that_steers_a_terminal(graph: str) -> None:
    shown = on_terminal("export", graph, "-o", "-", "--format", "csv")
    assert "statement,fact" in shown
    assert "\x1b" not in shown
