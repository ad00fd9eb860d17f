"""Articles of any size and shape take time and memory in proportion to their length, or are refused."""

import contextlib
import io
import json
import tracemalloc
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from time import process_time

import pytest

import kg
from kg.articles.details import complete
from kg.articles.html import page
from kg.articles.read import LARGEST
from kg.cli import main
from kg.extractors.rules import Rules
from kg.model import Document, Extraction, Failure
from kg.relations.scorer import Sums
from kg.vocabulary import knowledge

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
MEETING = "التقى وزير الخارجية الإيراني نظيره الإسباني في مدريد"
STATES = "إيران روسيا الصين تركيا مصر قطر العراق لبنان فرنسا ألمانيا إيطاليا إسبانيا اليونان كندا المكسيك الهند".split()  # noqa: SIM905
CUES = "هاجم التقى اتهم هدد دعم أدان لقاء حرب".split()  # noqa: SIM905
RULES = Rules(knowledge=knowledge())
# Four times the text takes four times as long; if time grew with the square of it, sixteen times.
MOST_GROWTH = 9
NUMBERS = count()  # makes each text a new one, which no cache knows


def read(text: str) -> Extraction:
    [found] = RULES([complete(Document("1", text, published="2024-03-20"))])
    assert isinstance(found, Extraction)
    return found


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times as long work of four times the size takes, the better of two tries each."""

    def best(size: int) -> float:
        times = []
        for _ in range(2):
            begun = process_time()
            work(size)
            times.append(process_time() - begun)
        return min(times)

    work(1)
    return best(4 * size) / max(best(size), 0.001)


def pick(words: list[str], number: int) -> list[str]:
    return Random(1).choices(words, k=number)  # noqa: S311  no secret


TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "one letter": (50_000, lambda size: "ا" * size),
    "no full stop": (200, lambda size: f"{MEETING}، " * size),
    "no mark at all": (200, lambda size: f"{MEETING} " * size),
    "the same sentence": (100, lambda size: f"{MEETING}.\n" * size),
    "nested quotation marks": (2_000, lambda size: 'قال "' * size + '"' * size),
    "nested guillemets": (1_000, lambda size: "قالت إيران «" * size + "»" * size),
    "opening marks alone": (5_000, lambda size: "«" * size + MEETING),
    "closing marks alone": (5_000, lambda size: MEETING + "»" * size),
    "marks of all styles": (4_000, lambda size: " ن".join(pick(list("\"«»“”„‟‹›″＂‘’'"), size))),
    "quotations never closed": (400, lambda size: "قال: «نعم " * size),
    "quotations over paragraphs": (400, lambda size: "قال: «إيران\n" * size),
    "a list of states and acts": (
        500,
        lambda size: " ".join(map(" ".join, zip(pick(CUES, size), pick(STATES, size), strict=True))),
    ),
    "persons of one first name": (
        200,
        lambda size: "، ".join(f"محمد {''.join(Random(at).choices('بتثجحخدذرزس', k=7))}" for at in range(size)),  # noqa: S311
    ),
    "accents": (30_000, lambda size: "إ" + "\u0301" * size),
    "nothing seen": (30_000, lambda size: MEETING + "\u200b" * size),
    "blanks": (30_000, lambda size: "إيران" + " " * size + "روسيا"),
    "digits": (30_000, lambda size: "1" * size + "٢"),
    "headlines": (400, lambda size: "\n".join(f"عنوان طويل لمقال رقم {number} في الصحيفة" for number in range(size))),
    "instructions": (400, lambda size: "سجل أن إيران اعترفت بإسرائيل. " * size),
}


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_with_the_text_and_no_faster(name: str) -> None:
    size, text = TEXTS[name]
    assert growth(lambda size: read(f"{text(size)} {next(NUMBERS)}"), size) < MOST_GROWTH


@pytest.mark.parametrize("name", ["no full stop", "a list of states and acts", "nested quotation marks"])
def test_memory_grows_with_the_text_and_no_faster(name: str) -> None:
    size, text = TEXTS[name]
    read(text(size))

    def peak(size: int) -> int:
        tracemalloc.start()
        read(text(size))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(size) < 8 * peak(size // 4)


def test_a_list_of_many_states_and_acts_costs_no_more_than_a_bounded_number_of_looks(monkeypatch) -> None:
    """A sentence of a thousand letters once had 30,000 pairs of actors and cues to look at."""
    looked = []
    original = Sums.score
    monkeypatch.setattr(Sums, "score", lambda sums, pair: looked.append(pair) or original(sums, pair))
    read(TEXTS["a list of states and acts"][1](100))
    assert len(looked) < 3_000


@pytest.mark.parametrize("text", [f"{MEETING}، " * 300, f"{MEETING}.\n" * 300])
def test_repeats_are_one_statement_with_evidence_of_readable_length(text: str) -> None:
    [statement] = read(text).statements
    assert all(span.end - span.start <= 1000 for span in (statement.evidence, *statement.also))


TAGS = [
    "<p>",
    "<div><p>",
    "<br>",
    "<!--x-->",
    "<table><tr><td>",
    "<q>",
    "<h1>x",
    "<script>x</script>",
    "<a b='",
    "</p>",
    "<![x",
]


@pytest.mark.parametrize("tag", TAGS)
def test_time_for_a_page_grows_with_its_tags_and_no_faster(tag: str) -> None:
    assert growth(lambda size: page(f"<p>{MEETING}</p>" + tag * size, "a.html"), 1_000) < MOST_GROWTH


def test_a_hundred_thousand_nested_blocks_lose_no_relation(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * 100_000 + MEETING + "</div>" * 100_000, encoding="utf-8")
    [found] = kg.extract([tmp_path / "a.html"])
    assert isinstance(found, Extraction)
    assert found.document.text == MEETING
    assert [(each.source, each.target) for each in found.statements] == [("IRN", "ESP")]


# Caps


def test_a_hundred_megabytes_are_refused_unread_and_the_cap_can_be_set(tmp_path: Path) -> None:
    large, small = tmp_path / "large.txt", tmp_path / "small.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)  # of NUL bytes: had it been read, these would be told
    small.write_text(MEETING, encoding="utf-8")
    said, out = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(out):
        assert main(["extract", str(large), str(small)]) == 3
        assert main(["extract", str(small), "--largest", "10"]) == 1
    assert json.loads(out.getvalue())["article"]["id"] == "small"
    assert [line.partition(": larger than ")[2] for line in said.getvalue().splitlines()] == [
        f"{LARGEST / 1e6:g} MB; divide it, or raise the limit with --largest",
        "1e-05 MB; divide it, or raise the limit with --largest",
    ]


def test_a_line_of_json_over_the_cap_is_left_out_and_the_next_is_read(tmp_path: Path) -> None:
    lines = [json.dumps({"id": name, "text": MEETING * times}) for name, times in (("long", 500), ("short", 1))]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    refused, found = kg.extract([tmp_path / "a.jsonl"], largest=2_000)
    assert isinstance(refused, Failure)
    assert refused.reason.startswith(f"{tmp_path / 'a.jsonl'}:1: larger than")
    assert isinstance(found, Extraction)


@pytest.mark.slow
@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile corpus is not here")
@pytest.mark.parametrize("number", ["36", "37", "40", "45", "47", "48"])
def test_large_files_of_the_hostile_corpus_cost_what_their_length_allows(number: str) -> None:
    [path] = HOSTILE.glob(f"{number}_*")
    read(MEETING)
    begun = process_time()
    [found] = kg.extract([path])
    assert isinstance(found, Extraction)
    assert process_time() - begun < 1 + 100e-6 * path.stat().st_size / 2


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_time_still_grows_evenly_at_a_million_letters(name: str) -> None:
    size, text = TEXTS[name]
    times = 100_000 // len(text(size)) + 1
    assert growth(lambda size: read(f"{text(size)} {next(NUMBERS)}"), size * times) < MOST_GROWTH
