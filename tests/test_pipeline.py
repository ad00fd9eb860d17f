"""Files become extractions, and extractions a graph."""

import json
import sys
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, PluginError, StoreError
from kg.extractors.jsonlines import record
from kg.extractors.rules import Rules
from kg.model import Document, Extraction, Failure, Ruling, Verdict
from kg.pipeline import Done, Report, build, extract, update
from kg.rdf import verdicts
from kg.rdf.iris import VERDICTS
from kg.rdf.read import statements

MEETING = "التقى وزير الخارجية الإيراني نظيره الروسي في موسكو."
BOTH = [pytest.param("serial", id="serial"), pytest.param("local:2", id="local:2")]


@pytest.fixture
def store():
    opened = kg.open("memory:")
    yield opened
    opened.close()


def article(folder: Path, name: str, text: str = MEETING) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def lines(folder: Path, *texts: str) -> Path:
    path = folder / "articles.jsonl"
    records = [json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts)]
    path.write_text("\n".join(records), encoding="utf-8")
    return path


@pytest.mark.parametrize("executor", BOTH)
def test_every_article_gives_one_result_in_order(tmp_path: Path, executor: str) -> None:
    path = lines(tmp_path, *[MEETING] * 40, " ", MEETING)
    found = list(extract([path], executor=executor))
    ids = [each.document.id if isinstance(each, Extraction) else "failed" for each in found]
    assert ids == [*(f"a{number}" for number in range(40)), "failed", "a41"]


def test_executors_give_the_same_extractions(tmp_path: Path) -> None:
    path = lines(tmp_path, *(f"{MEETING} {number}" for number in range(20)))
    assert list(extract([path], executor="local:2")) == list(extract([path]))


def test_articles_are_read_only_as_results_are_asked_for(tmp_path: Path) -> None:
    path = lines(tmp_path, *[MEETING] * 17, "x" * 100)
    found = extract([path], largest=500)
    assert isinstance(next(found), Extraction)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"extractor": "rule"}, PluginError),
        ({"extractor": "rules:x"}, PluginError),
        ({"executor": "locale"}, PluginError),
        ({"executor": "local:0"}, PluginError),
        ({"encoding": "utf-99"}, InputError),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_read(tmp_path: Path, store, options: dict, error: type) -> None:
    with pytest.raises(error):
        extract([article(tmp_path, "a")], **options)
    with pytest.raises(error):
        build([article(tmp_path, "a")], store, **options)
    assert not kg.ask(store, "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }").rows


def test_own_knowledge_is_used(tmp_path: Path) -> None:
    text = "انتقدت أرض الكنانة إثيوبيا."
    [found] = extract([article(tmp_path, "a", text)], knowledge=Path("examples/knowledge"))
    assert [statement.source for statement in found.statements] == ["EGY"]


def test_a_build_reports_what_it_did(tmp_path: Path, store) -> None:
    report = build([article(tmp_path, "a"), article(tmp_path, "b", " "), tmp_path / "none.txt"], store)
    assert report[:3] == Report(articles=1, statements=1, unchanged=0, failures=())[:3]
    assert [Path(failure.source).name for failure in report.failures] == ["b.txt", "none.txt"]


def test_what_becomes_of_each_article_is_told_as_it_happens(tmp_path: Path, store) -> None:
    paths = [article(tmp_path, "a"), tmp_path / "none.txt"]
    told: list[Done | Failure] = []
    build(paths, store, progress=told.append)
    assert [type(each) for each in told] == [Done, Failure]
    build(paths[:1], store, progress=told.append)
    assert told[-1] == Done("a", unchanged=True)


def test_an_article_that_has_not_changed_is_not_read_again(tmp_path: Path, store) -> None:
    paths = [article(tmp_path, "a"), article(tmp_path, "b")]
    build(paths, store)
    article(tmp_path, "b", "زار وزير الخارجية الإيراني روسيا.")
    report = build(paths, store)
    assert (report.articles, report.unchanged) == (1, 1)


@pytest.mark.parametrize("change", [{"extractor": "rules:plain"}, {"knowledge": Path("examples/knowledge")}])
def test_an_article_is_read_again_by_another_extractor_or_knowledge(tmp_path: Path, store, change: dict) -> None:
    path = article(tmp_path, "a")
    build([path], store)
    assert build([path], store, **change).articles == 1


def test_building_twice_gives_the_same_quads(tmp_path: Path, store) -> None:
    paths = [article(tmp_path, "a"), article(tmp_path, "b", f"{MEETING}\n")]
    build(paths, store)
    other = kg.open("memory:")
    build(paths, other, executor="local:2")
    build(paths, other, extractor="rules:plain")
    build(reversed(paths), other)
    every = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert sorted(map(str, kg.ask(store, every).rows)) == sorted(map(str, kg.ask(other, every).rows))


def test_an_update_reads_again_what_another_extractor_has_read_and_needs_no_file(tmp_path: Path, store) -> None:
    path = article(tmp_path, "a")
    build([path, article(tmp_path, "b")], store, extractor="rules:plain")
    build([path], store)
    path.unlink()
    told: list[Done | Failure] = []
    assert update(store, progress=told.append)[:3] == (1, 1, 1)
    assert told == [Done("b", 1)]
    assert update(store)[:3] == (0, 0, 2)
    fresh = kg.open("memory:")
    build([article(tmp_path, "a"), tmp_path / "b.txt"], fresh)
    every = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert sorted(map(str, kg.ask(store, every).rows)) == sorted(map(str, kg.ask(fresh, every).rows))


def test_a_verdict_outlives_that_its_article_is_removed_and_read_again(tmp_path: Path, store) -> None:
    path = article(tmp_path, "a")
    build([path], store)
    [reported] = statements(store.query)
    rejected = Verdict("a", reported.statement, reported.quote, Ruling.REJECTED, "Nour")
    store.put(VERDICTS.value, verdicts.nquads([rejected]))
    for change in ("update", "build"):
        if change == "build":
            store.remove("a")
            build([path], store)
        else:
            update(store, extractor="rules:plain")
        assert statements(store.query) == ()
        assert kg.ask(store, "ASK { ?each a sr:RejectedStatement }").truth


def test_a_fault_of_the_extractor_costs_the_article_that_it_shows_with_and_no_other(
    tmp_path: Path, store, monkeypatch
) -> None:
    read = Rules._extract

    def faulty(rules: Rules, document: Document) -> Extraction:
        if document.id in ("a1", "a4"):
            raise KeyError("two\nlines")
        return read(rules, document)

    monkeypatch.setattr(Rules, "_extract", faulty)
    report = build([lines(tmp_path, *[MEETING] * 6)], store)
    assert (report.articles, [failure.source for failure in report.failures]) == (4, ["a1", "a4"])
    assert report.failures[0].reason == (
        "the extractor failed, KeyError: 'two\\nlines'; please report it with the article"
    )


@pytest.mark.usefixtures("other_package")
@pytest.mark.parametrize("executor", BOTH)
def test_an_article_that_the_extractor_refuses_is_a_failure(tmp_path: Path, store, executor: str) -> None:
    report = build([lines(tmp_path, "good", "bad", "good")], store, extractor="loud", executor=executor)
    assert (report.articles, report.failures) == (2, (Failure("a1", "bad"),))


@pytest.mark.usefixtures("other_package")
def test_an_article_of_which_a_process_dies_is_a_failure_and_no_other(tmp_path: Path, store) -> None:
    texts = ["good"] * 50
    texts[20] = texts[45] = "die"
    report = build([lines(tmp_path, *texts)], store, extractor="loud", executor="local:2")
    assert [failure.source for failure in report.failures] == ["a20", "a45"]
    assert "died" in report.failures[0].reason
    assert report.articles == 48


def test_an_article_that_cannot_be_written_as_rdf_is_a_failure(tmp_path: Path, store, monkeypatch) -> None:
    def refuse(extraction: Extraction, base: object, verdicts: object) -> str:
        raise StoreError(f"{extraction.document.id}: cannot be written; leave it out")

    monkeypatch.setattr("kg.pipeline.nquads", refuse)
    assert build([article(tmp_path, "a")], store).failures == (Failure("a", "a: cannot be written; leave it out"),)


def test_evidence_stands_in_the_text_where_the_json_says() -> None:
    for found in extract(["examples/articles"]):
        written = record(found)
        text = written["article"]["text"]
        for statement in written["statements"]:
            for quote in (statement["evidence"], *statement["also"]):
                assert text[quote["start"] : quote["end"]] == quote["quote"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux counts it")
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    """Peak memory over 800 articles is at most 20 MB more than over 100."""
    import subprocess

    code = "import sys, resource, kg\nfor each in kg.extract([sys.argv[1]]): pass\n"
    code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"

    def peak(count: int) -> int:
        path = lines(tmp_path, *(f"{number} {MEETING} " * 10 for number in range(count)))
        ran = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
        return int(ran.stdout)

    assert peak(800) - peak(100) < 20
