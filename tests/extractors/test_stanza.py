"""Articles are read with a real pipeline of Stanza's, on tiny models that the tests train."""

import json
import os
import pickle
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import pytest

from kg import stores
from kg.articles.read import read
from kg.cli import main
from kg.errors import ModelError
from kg.extractors import fetching, models, stanza
from kg.extractors.parsing import _Places, joined, readable
from kg.extractors.rules import Rules, ready
from kg.extractors.stanza import Stanza
from kg.model import Document, Extraction, Failure
from kg.pipeline import build

pytestmark = [
    pytest.mark.skipif(find_spec("stanza") is None, reason="Stanza is not installed"),
    pytest.mark.stanza,
    pytest.mark.slow,
    pytest.mark.xdist_group("stanza"),
    pytest.mark.filterwarnings("default"),  # what Stanza and PyTorch warn of is not ours
]

SHARED = Path(__file__).parents[3] / "shared"
VISIT = "زارت منال الشافعي تركيا ولبنان.\nوقال سمير الخولي إن مصر تدعم لبنان."
TEXTS = (VISIT, "لا شيء هنا.", "", "* * *", VISIT.replace(" ", "\n"), "وصل رئيس قطر إلى القاهرة.\r\n\r\n" * 3)
small = pytest.mark.skipif(not (SHARED / "stanza" / "ar").is_dir(), reason="the small models are not there")


def articles(*texts: str) -> list[Document]:
    return [Document(f"a{number}", text, language="ar") for number, text in enumerate(texts)]


@pytest.fixture
def reader(tiny, base) -> Stanza:
    return Stanza(str(tiny), knowledge=base)


def words(found: Extraction | Failure, kind: str) -> list[str]:
    assert isinstance(found, Extraction)
    text = found.document.text
    return [text[each.span.start : each.span.end] for each in found.mentions if each.kind == kind]


def test_a_person_whom_the_rules_do_not_see_is_found(reader, base) -> None:
    [ruled] = Rules(knowledge=base)(articles(VISIT))
    [found] = reader(articles(VISIT))
    assert "منال الشافعي" not in words(ruled, "PERSON")
    assert "منال الشافعي" in words(found, "PERSON")


def test_what_the_knowledge_base_knows_stays(reader, base) -> None:
    [ruled] = Rules(knowledge=base)(articles(VISIT))
    [found] = reader(articles(VISIT))
    assert words(found, "STATE") == words(ruled, "STATE")


def test_who_read_it_is_told(reader) -> None:
    [found] = reader(articles(VISIT))
    assert found.made_by == reader.made_by
    assert all(f"{name}@" in found.made_by for name in models.PROCESSORS)


def test_articles_are_read_alike_in_batches_of_any_size(reader, monkeypatch) -> None:
    whole = list(reader(articles(*TEXTS)))
    monkeypatch.setattr(stanza, "BATCH", 1)
    assert list(reader(articles(*TEXTS))) == whole
    assert [each.document.id for each in whole if isinstance(each, Extraction)] == [f"a{n}" for n in range(len(TEXTS))]


def test_an_article_that_cannot_be_read_leaves_the_others_of_its_batch(reader) -> None:
    mixed = [*articles(VISIT), Document("t", "Türkiye ve Mısır görüştü.", language="tr"), *articles(VISIT)]
    found = list(reader(mixed))
    assert [type(each) for each in found] == [Extraction, Failure, Extraction]


def test_a_sentence_of_very_many_words_is_read_by_the_rules_alone(reader, base) -> None:
    line = "و " * 300 + "زارت منال الشافعي تركيا"
    [found] = reader(articles(line))
    [ruled] = Rules(knowledge=base)(articles(line))
    assert words(found, "PERSON") == words(ruled, "PERSON")


def test_a_store_is_built_with_it_in_several_processes_and_left_as_it_is_the_next_time(tiny, tmp_path, capsys) -> None:
    source = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": each.id, "language": "ar", "text": each.text}) for each in articles(VISIT, TEXTS[5])]
    source.write_text("\n".join(lines), encoding="utf-8")
    command = ["build", str(source), "--store", f"oxigraph:{tmp_path / 'store'}", "--extractor", "stanza"]
    command += ["--models", str(tiny)]
    assert main([*command, "--executor", "local:2"]) == 0
    assert main(command) == 0
    assert "0 articles read, 2 unchanged, 0 failed" in capsys.readouterr().err


def test_another_model_reads_the_article_again(tiny, tmp_path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(VISIT, encoding="utf-8")
    other = tmp_path / "ar"
    shutil.copytree(tiny, other)
    shutil.copy(other / "ner.pt", other / "unused.pt")
    (other / "ner.pt").unlink()
    store = stores.open("memory:")
    assert build([source], store, extractor=f"stanza:{tiny}").articles == 1
    assert build([source], store, extractor=f"stanza:{tiny}").unchanged == 1
    assert build([source], store, extractor=f"stanza:{other}").articles == 1


def test_the_command_compares_it_with_the_rules(tiny, tmp_path, capsys) -> None:
    source = tmp_path / "a.txt"
    source.write_text(VISIT, encoding="utf-8")
    assert main(["compare", str(source), "--models", str(tiny)]) == 0
    shown = capsys.readouterr()
    assert "a\tstanza\tPERSON\tمنال الشافعي\tمنال الشافعي\n" in shown.out
    assert "only rules finds 0 things" in shown.err


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


def test_the_trap_of_the_next_test_would_spring(tmp_path) -> None:
    pickle.loads(pickle.dumps(Trap(tmp_path / "mark")))  # noqa: S301  # our own
    assert (tmp_path / "mark").exists()


@pytest.fixture
def copied(tiny, tmp_path) -> Iterator[Path]:
    """Return a copy of the models to be damaged."""
    shutil.copytree(tiny, tmp_path / "ar")
    stanza._pipeline.cache_clear()
    yield tmp_path / "ar"
    stanza._pipeline.cache_clear()


@pytest.mark.parametrize("name", models.PROCESSORS)
@pytest.mark.parametrize("packed", [True, False])
def test_a_model_that_would_run_code_is_refused_and_runs_none(copied, base, tmp_path, name, packed) -> None:
    import torch

    mark = tmp_path / "mark"
    file = copied / f"{name}.pt"
    if packed:
        torch.save({"model": Trap(mark), "config": {}}, file)
    else:
        file.write_bytes(pickle.dumps(Trap(mark)))
    with pytest.raises(ModelError, match="Stanza cannot load its models") as refused:
        list(Stanza(str(copied), knowledge=base)(articles(VISIT)))
    assert not mark.exists()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"no model", b"PK\x03\x04" + bytes(100)])
def test_a_damaged_model_is_told_in_one_line(copied, base, data) -> None:
    (copied / "pos.pt").write_bytes(data)
    with pytest.raises(ModelError, match=r"Stanza cannot load its models .* kg models download ar"):
        list(Stanza(str(copied), knowledge=base)(articles(VISIT)))


def bulk(count: int) -> list[Document]:
    file = SHARED / "bulk" / "ar_news.jsonl"
    if file.exists():
        return list(islice((each for each in read([file]) if isinstance(each, Document)), 0, count * 50, 50))
    return articles(*TEXTS)


def out_of_place(known: models.Models, documents: list[Document]) -> tuple[int, list[tuple[str, str]]]:
    """Return how many tokens there are, and those that do not stand where they are told to stand."""
    run = stanza._pipeline(known)
    tokens, wrong = 0, []
    for document in documents:
        divided, _ = ready(document)
        kept = [divided.sentences[number] for number in readable(divided.words)]
        places = _Places(kept)
        found = run.bulk_process([joined(divided.document.text, kept)])[0] if kept else None
        for token in (token for sentence in (found.sentences if found else ()) for token in sentence.tokens):
            here = divided.document.text[places.original(token.start_char) : places.original(token.end_char)]
            wrong += [(here, token.text)] * (here.split() != token.text.split())
            tokens += 1
    return tokens, wrong


def test_every_token_stands_where_it_is_told_to_stand(tiny) -> None:
    odd = articles(*TEXTS, "\u200fزارت\u00a0منال  الشافعي\u2028تركيا\t و لبنان", "«زارت» (منال) الشافعي،تركيا…لبنان؟!")
    tokens, wrong = out_of_place(models.find(tiny, "ar"), odd)
    assert tokens > 40
    assert wrong == []


@small
def test_every_token_of_real_articles_stands_where_it_is_told_to_stand() -> None:
    tokens, wrong = out_of_place(models.find(SHARED / "stanza", "ar"), bulk(8))
    assert tokens > 20
    assert wrong == []


@small
def test_most_sentences_of_real_articles_are_parsed() -> None:
    divided = [ready(document)[0] for document in bulk(8)]
    found = list(stanza._noticed(models.find(SHARED / "stanza", "ar"), divided))
    parses = [parse for each in found for parse in each.parses]
    assert sum(parse is not None for parse in parses) > 0.8 * len(parses)


@small
def test_the_reference_article_is_read_whole(base) -> None:
    source = SHARED / "eval" / "seed.jsonl"
    if not source.exists():
        pytest.skip("the evaluation sets are not there")
    found = list(
        Stanza(str(SHARED / "stanza"), knowledge=base)(each for each in read([source]) if isinstance(each, Document))
    )
    [ruled] = Rules(knowledge=base)(each for each in read([source]) if isinstance(each, Document))
    [extraction] = found
    assert isinstance(extraction, Extraction)
    assert isinstance(ruled, Extraction)
    assert len(extraction.mentions) >= len(ruled.mentions)
    assert len(extraction.statements) >= len(ruled.statements) - 1
    text = extraction.document.text
    assert all(0 <= each.span.start < each.span.end <= len(text) for each in extraction.mentions)


@pytest.mark.network
def test_the_official_models_are_fetched_and_read_with(tmp_path, base) -> None:
    plan = fetching.plan(tmp_path, "ar")
    assert plan.size > 1 << 20
    fetching.fetch(tmp_path, plan)
    [found] = Stanza(str(tmp_path), knowledge=base)(articles(VISIT))
    assert "منال الشافعي" in words(found, "PERSON")
