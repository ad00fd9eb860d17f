"""Marks, stretched and foreign letters change nothing that is read, and the evidence stands as it was written."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles.details import complete
from kg.articles.language import language
from kg.extractors.explain import explain
from kg.extractors.rules import Rules
from kg.model import Document, Extraction, Span
from kg.text.folding import fold
from kg.vocabulary import knowledge

HOSTILE = Path(__file__).parents[2] / "shared" / "hostile"
GOLD = Path(__file__).parent / "gold" / "ar_sentences.jsonl"
SENTENCES = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
RULES = Rules(knowledge=knowledge())

Write = Callable[[str, Random], str]

VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ACCENTS = "".join(map(chr, range(0x300, 0x370)))
PERSIAN = {"ي": "ی", "ك": "ک", "ى": "ی"}
URDU = {**PERSIAN, "ه": "ہ", "ة": "ۃ"}
SHAPES: dict[str, str] = {}
for shape in map(chr, [*range(0xFE80, 0xFEF5)]):
    SHAPES.setdefault(unicodedata.normalize("NFKC", shape), shape)


def is_letter(letter: str) -> bool:
    return "\u0621" <= letter <= "\u064a" and letter != "\u0640"


def marked(marks: str, *, most: int = 1) -> Write:
    """Return what puts up to so many marks on each letter."""

    def write(text: str, random: Random) -> str:
        heap = ("".join(random.choices(marks, k=random.randint(0, most))) if is_letter(each) else "" for each in text)
        return "".join(map("".join, zip(text, heap, strict=True)))

    return write


def strewn(marks: str) -> Write:
    """Return what puts marks anywhere, before and behind the text too."""

    def write(text: str, random: Random) -> str:
        return "".join((random.choice(marks) if random.random() < 0.3 else "") + each for each in [*text, ""])

    return write


def stretched(text: str, random: Random) -> str:
    following = [*text[1:], " "]
    return "".join(
        each + "\u0640" * (random.randint(0, 3) if is_letter(each) and is_letter(after) else 0)
        for each, after in zip(text, following, strict=True)
    )


def spelled(letters: dict[str, str]) -> Write:
    def write(text: str, random: Random) -> str:
        return "".join(letters.get(each, each) if random.random() < 0.8 else each for each in text)

    return write


WAYS: dict[str, Write] = {
    "tatweel": stretched,
    "vowel signs": marked(VOWELS, most=2),
    "zero width": strewn(UNSEEN),
    "bidi overrides": strewn(TURNING),
    "presentation forms": spelled(SHAPES),
    "NFD": lambda text, random: unicodedata.normalize("NFD", text),
    "Persian letters": spelled(PERSIAN),
    "Urdu letters": spelled(URDU),
    "zalgo": marked(ACCENTS, most=12),
}


def read(text: str) -> Extraction:
    document = complete(Document("1", text, language=language(text), published="2024-03-20"))
    [found] = RULES([document])
    assert isinstance(found, Extraction)
    return found


def facts(found: Extraction) -> object:
    statements = [
        (each.source, each.kind, each.target, each.status, each.speaker, each.time and str(each.time), each.confidence)
        for each in found.statements
    ]
    return found.document.language, statements, [(each.id, each.actor) for each in found.entities]


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60)
@given(text=st.sampled_from(SENTENCES), random=st.randoms(use_true_random=False))
def test_a_sentence_of_ours_says_the_same_in_every_writing(way: str, text: str, random: Random) -> None:
    written = WAYS[way](text, random)
    assert facts(read(written)) == facts(read(text))


@settings(max_examples=150)
@given(
    st.sampled_from(SENTENCES), st.randoms(use_true_random=False), st.lists(st.sampled_from(sorted(WAYS)), max_size=4)
)
def test_writings_may_be_mixed_and_the_evidence_is_the_original(text: str, random: Random, ways: list[str]) -> None:
    plain = read(text)
    for way in ways:
        text = WAYS[way](text, random)
    found = read(text)
    assert facts(found) == facts(plain)
    assert found.document.text == text
    for statement, clean in zip(found.statements, plain.statements, strict=True):
        quote = text[statement.evidence.start : statement.evidence.end]
        same = plain.document.text[clean.evidence.start : clean.evidence.end]
        assert _compared(fold(quote, "ar").text) == _compared(same)


def _compared(text: str) -> str:
    return text.replace("ى", "ي").replace("ة", "ه").translate(str.maketrans("أإآ", "ااا", "".join(VOWELS)))


@given(
    st.text(
        st.one_of(st.characters(), st.sampled_from("اإيیك\u0640\u064e\u0301\u200f\ufefb\ufdfa\ufe70 ")), max_size=40
    )
)
def test_every_place_of_a_plain_text_is_known_in_the_original(text: str) -> None:
    folded = fold(text, "ar")
    places = [folded.original(Span(at, at + 1)) for at in range(len(folded.text))]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert places == sorted(places)
    whole = Span(0, len(folded.text))
    assert folded.plain(folded.original(whole)) == whole


@given(st.text(max_size=40))
def test_plain_writing_is_plain(text: str) -> None:
    once = fold(text, "ar").text
    assert len(fold(once, "ar").text) <= len(once)


@pytest.mark.parametrize("text", ["Türkiye İran'ı kınadı.", "لندن ـ وكالة", "14 صفر 1440 هـ", "Élysée"])
def test_what_tells_words_apart_stays(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text), "tr").text == text


def test_an_explanation_of_a_text_full_of_marks_is_that_of_the_clean_text() -> None:
    text = "قصفت المدفعية الإثيوبية مواقع إريترية أمس."
    told = ["".join(piece for piece, _ in explain(read(each), knowledge())) for each in (text, zalgo(text))]
    assert told[0] == told[1]
    assert "*" not in told[0]


def zalgo(text: str) -> str:
    return WAYS["zalgo"](text, Random(1))  # noqa: S311  no secret


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile corpus is not here")
@pytest.mark.parametrize("number", ["15", "16", "17", "18", "19", "20", "21"])
def test_hostile_corpus_says_the_same_with_marks(number: str) -> None:
    [path] = HOSTILE.glob(f"{number}_*")
    found = read(path.read_text(encoding="utf-8"))
    assert [(each.source, each.kind, each.target) for each in found.statements] == [("ISR", "consultsWith", "AZE")]
    assert {"ISR", "AZE", "person-eli-cohen", "person-jeyhun-bayramov"} <= {each.id for each in found.entities}


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile corpus is not here")
def test_hostile_corpus_names_israel_under_heaps_of_accents() -> None:
    assert [each.id for each in read((HOSTILE / "23_zalgo.txt").read_text(encoding="utf-8")).entities] == ["ISR"]
