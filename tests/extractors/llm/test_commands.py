"""The commands say what a model cost, what of it did not hold, and how well it reads."""

import json
from pathlib import Path

import pytest

from kg.cli import main
from kg.extractors.llm.prompt import answer

TEXT = "Iran's foreign minister met his Turkish counterpart in Ankara on Monday."
TRUE = {"source": "IRN", "kind": "consultsWith", "target": "TUR", "status": "actual", "speaker": None, "date": None}
RIGHT = {**TRUE, "evidence": TEXT}
WRONG = {**TRUE, "kind": "recognized", "target": "ISR", "evidence": "Iran recognised Israel."}


@pytest.fixture
def news(tmp_path) -> Path:
    path = tmp_path / "news.jsonl"
    lines = [
        {"id": f"a{n}", "text": f"{TEXT} Report number {n}.", "language": "en", "date": "2023-03-29"} for n in range(3)
    ]
    path.write_text("".join(json.dumps({**line, "entities": [], "statements": [RIGHT]}) + "\n" for line in lines))
    return path


@pytest.fixture
def name(chat, told, tmp_path) -> str:
    server = chat(lambda number, body: told(answer([RIGHT, WRONG])))
    return f"llm:m@{server.url}#cache={tmp_path / 'kept'}"


def test_cost_and_what_did_not_hold_are_told_and_listed(news, name, tmp_path, capsys) -> None:
    report = tmp_path / "report.jsonl"
    assert main(["extract", str(news), "--extractor", name, "--report", str(report)]) == 0
    out, err = capsys.readouterr()
    assert "3 requests, 0 answers were kept" in err
    assert "3000 tokens in, 300 out" in err
    assert f"3 dropped; see {report}" in err
    listed = [json.loads(line) for line in report.read_text().splitlines()]
    assert [each["article"] for each in listed] == ["a0", "a1", "a2"]
    assert {each["outcome"] for each in listed} == {"dropped"}
    records = [json.loads(line) for line in out.splitlines()]
    assert all(len(each["statements"]) == 1 and each["remarks"] and each["usage"]["requests"] == 1 for each in records)


def test_the_key_is_in_no_output(news, name, tmp_path, capsys) -> None:
    store = f"oxigraph:{tmp_path / 'store'}"
    main(["build", str(news), "--store", store, "--extractor", name, "--report", str(tmp_path / "report")])
    main(["info", store])
    out, err = capsys.readouterr()
    assert "sk-never" not in out + err
    assert all(b"sk-never" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_ceiling_fails_what_it_leaves_unread_and_the_same_command_goes_on(news, name, capsys) -> None:
    ceiling = ["--max-tokens", "9000"]
    assert main(["extract", str(news), "--extractor", name, *ceiling]) == 3
    first = capsys.readouterr()
    assert "--max-tokens 9000 has no room" in first.err
    assert main(["extract", str(news), "--extractor", name, "--max-tokens", "90000"]) == 0
    second = capsys.readouterr()
    done = len(first.out.splitlines())
    assert f"{3 - done} requests, {done} answers were kept" in second.err


@pytest.mark.parametrize("option", [["--max-tokens", "5"], ["--max-cost", "1"], ["--report", "x"]])
def test_ceilings_and_report_are_refused_where_nothing_costs(news, option, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["extract", str(news)], ["build", str(news), "--store", "memory:"], ["explain", str(news)]):
        assert main([*command, *option]) == 1
        assert "costs nothing" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_model_is_measured_on_gold_in_one_command(news, name, tmp_path, capsys) -> None:
    kept = tmp_path / "found.jsonl"
    assert main(["score", str(news), "--extractor", name, "--keep", str(kept), "--differences"]) == 0
    out = capsys.readouterr().out
    assert "kind         F1 1.000" in out
    assert "not in gold" not in out
    assert main(["score", str(news), "--found", str(kept), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["articles"], told["missing"], told["kind"]["f1"], told["evidence"]["share"]) == (3, 0, 1, 1)


def test_gold_without_texts_asks_for_what_was_found(tmp_path, capsys) -> None:
    gold = Path(__file__).parents[3] / "examples" / "gold.jsonl"
    assert main(["score", str(gold)]) == 1
    assert "--found" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', '{"id": "a", "text": "x", "statements": [7], "entities": []}']
)
def test_gold_of_another_form_is_refused_with_its_place(tmp_path, capsys, line) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n")
    assert main(["score", str(path), "--found", str(path)]) == 1
    assert str(path) in capsys.readouterr().err


def test_model_and_rules_are_compared_side_by_side(news, name, capsys) -> None:
    plain = name.replace(",", "&")
    assert main(["compare", str(news), "--extractors", f"rules:plain,{plain}"]) == 0
    out, err = capsys.readouterr()
    assert "3 articles compared" in err
    assert all(line.split("\t")[1] in (plain, "rules:plain") for line in out.splitlines())
