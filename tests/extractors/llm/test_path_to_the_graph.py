"""From an article to the graph with a model whose answers were written down by hand, some of them invented."""

import json
from pathlib import Path

import pytest

from kg import stores
from kg.extractors.jsonlines import record
from kg.model import Extraction, Outcome
from kg.pipeline import build, extract
from kg.queries.shipped import run

ROOT = Path(__file__).parents[3]
ANSWERS = {path.stem: path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "answers").glob("*.json")}
ARTICLES = [ROOT / "examples" / "articles" / f"{name}.txt" for name in sorted(ANSWERS)]
INVENTED = 3  # statements at the end of each answer that the article does not say
# Words of each article by which the server knows it.
KNOWN = {
    "2022-07-22-grain-deal.ar": "ميخايلو بودولياك",
    "2022-07-22-grain-deal.en": "Mykhailo Podolyak",
    "2022-07-22-grain-deal.tr": "Mihaylo Podolyak",
    "2023-03-29-embassy-in-tel-aviv": "جيهون بيراموف",
}


@pytest.fixture
def name(chat, told, tmp_path):
    """Return a function that gives the name of an extractor over a server with the recorded answers."""

    def script(number, body):
        asked = body["messages"][-1]["content"]
        return told(next(ANSWERS[id_] for id_, words in KNOWN.items() if words in asked))

    url = chat(script).url
    return lambda kind="llm": f"{kind}:by-hand@{url}#cache={tmp_path / 'answers'}"


def wanted(id_: str) -> list[dict]:
    return json.loads(ANSWERS[id_])["statements"][:-INVENTED]


def key(told: dict) -> tuple:
    return tuple(told[field] for field in ("source", "kind", "target", "status", "speaker"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_what_the_article_says_is_kept_and_what_was_invented_is_dropped(name, path) -> None:
    [found] = extract([path], extractor=name())
    assert isinstance(found, Extraction)
    told = record(found)
    assert {key(each) for each in told["statements"]} == {key(each) for each in wanted(path.stem)}
    dropped = [remark for remark in found.remarks if remark.outcome is Outcome.DROPPED]
    assert len(dropped) == INVENTED
    text = told["article"]["text"]
    for each in told["statements"]:
        for quote in (each["evidence"], *each["also"]):
            assert text[quote["start"] : quote["end"]] == quote["quote"]


def test_the_graph_has_no_invented_statement_and_every_statement_its_words(name) -> None:
    store = stores.open("memory:")
    report = build(ARTICLES, store, extractor=name())
    assert (report.articles, report.failures) == (len(ARTICLES), ())
    invented = store.query(
        "ASK { { ?s a sr:RelationStatement ; ?role ?actor . FILTER(?actor IN (id:USA, id:NATO, id:CHN, id:SAU)) } "
        "UNION { ?s a sr:RelationStatement ; sr:kind sr:recognized ; sr:target id:UKR } "
        "UNION { ?s a sr:RelationStatement ; sr:source id:IRN ; sr:kind sr:recognized } }"
    )
    assert invented.truth is False
    assert {row[0].value.rpartition("/")[2] for row in run(store, "recognition").rows if row[0]}
    flat = store.query("ASK { id:RUS sr:coerces id:UKR }")
    assert flat.truth is True
    store.close()


def test_statements_of_both_readers_say_who_found_them(name) -> None:
    path = next(path for path in ARTICLES if "embassy" in path.stem)
    [found] = extract([path], extractor=name("llm+rules"))
    [rules] = extract([path])
    by = {each.rule.partition("+")[0].partition(":")[0] for each in found.statements}
    assert "llm" in by
    both = [each for each in found.statements if each.rule.startswith("llm+")]
    alone = [each for each in found.statements if each.rule == "llm"]
    old = [each for each in found.statements if not each.rule.startswith("llm")]
    assert both
    assert {each.confidence for each in both} == {0.9}
    assert {each.confidence for each in alone} <= {0.7, 0.8}
    own = {(each.source, each.kind, each.target, each.status, each.rule): each.confidence for each in rules.statements}
    for each in old:
        before = own[each.source, each.kind, each.target, each.status, each.rule]
        assert each.confidence == pytest.approx(before * 0.75, abs=1e-4)
    kept = {(each.source, each.kind, each.target) for each in found.statements}
    assert {(each.source, each.kind, each.target) for each in rules.statements} <= {
        *kept,
        *((target, kind, source) for source, kind, target in kept),
    }


def test_the_graph_is_the_same_when_it_is_built_again(name) -> None:
    quads = []
    for _ in range(2):
        store = stores.open("memory:")
        build(ARTICLES[:2], store, extractor=name())
        result = store.query("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")
        quads.append(sorted(map(str, result.rows)))
        store.close()
    assert quads[0] == quads[1]


def test_several_processes_are_refused_since_requests_are_counted_in_one(name) -> None:
    from kg.errors import PluginError

    with pytest.raises(PluginError, match="leave out --executor"):
        list(extract(ARTICLES, extractor=name(), executor="local:2"))
