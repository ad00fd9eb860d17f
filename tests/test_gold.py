"""Sentences of our own, each read on its own, against the statements that a careful reader writes down."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.extractors.rules import Rules
from kg.model import Document, Extraction, Statement
from kg.vocabulary import knowledge

FOLDER = Path(__file__).parent / "gold"
SENTENCES: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted(FOLDER.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


class Reading(NamedTuple):
    """What was read from a sentence, beside what it holds."""

    right: bool
    missed: tuple[str, ...]
    invented: tuple[str, ...]


def known_to_fail() -> set[str]:
    lines = (FOLDER / "failing.txt").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


@cache
def readings() -> dict[str, Reading]:
    documents = (Document(id=s["id"], text=s["text"], published=s["date"], language=language(s)) for s in SENTENCES)
    extractions = Rules(knowledge=knowledge())(documents)
    return {sentence["id"]: compare(sentence, found) for sentence, found in zip(SENTENCES, extractions, strict=True)}


def compare(sentence: dict[str, Any], found: object) -> Reading:
    """Compare by source, kind, target and status; by speaker and date where the sentence states them."""
    assert isinstance(found, Extraction), found
    wanted = {told(s): s for s in sentence["statements"]}
    had = {seen(statement): statement for statement in found.statements}
    missed = [*sorted(wanted.keys() - had.keys())]
    for key in wanted.keys() & had.keys():
        missed += differences(wanted[key], had[key])
    invented = sorted(had.keys() - wanted.keys())
    return Reading(not missed and not invented, tuple(missed), tuple(invented))


def told(statement: dict[str, Any]) -> str:
    return key(*(statement[field] for field in ("source", "kind", "target", "status")))


def seen(statement: Statement) -> str:
    return key(statement.source, statement.kind, statement.target, statement.status.value)


def key(source: str, kind: str, target: str, status: str) -> str:
    if knowledge().relations[kind].symmetric:
        source, target = sorted((source, target))
    return f"{source} {kind} {target} {status}"


def differences(wanted: dict[str, Any], had: Statement) -> Iterator[str]:
    if "speaker" in wanted and wanted["speaker"] != had.speaker:
        yield f"speaker {wanted['speaker']}, not {had.speaker}"
    if "date" in wanted and wanted["date"] != str(had.time):
        yield f"date {wanted['date']}, not {had.time}"


def test_sentences_have_ids_of_their_own() -> None:
    ids = [sentence["id"] for sentence in SENTENCES]
    assert len(ids) == len(set(ids))
    assert known_to_fail() <= set(ids)


def test_there_are_enough_sentences_with_and_without_statements() -> None:
    empty = sum(not sentence["statements"] for sentence in SENTENCES)
    assert len(SENTENCES) - empty >= 400
    assert empty >= 100


def language(sentence: dict[str, Any]) -> str:
    """Return the language of a sentence, Arabic if it names none."""
    return str(sentence.get("language", "ar"))


@pytest.mark.parametrize(("code", "share"), [("ar", 0.9), ("en", 0.8), ("tr", 0.93)])
def test_most_sentences_are_read_rightly(code: str, share: float) -> None:
    right = [readings()[sentence["id"]].right for sentence in SENTENCES if language(sentence) == code]
    assert sum(right) >= share * len(right)


def test_no_sentence_fails_but_those_known_to() -> None:
    failing = known_to_fail()
    texts = {sentence["id"]: sentence["text"] for sentence in SENTENCES}
    new = [
        f"{name}: {texts[name]}\n    missed: {list(reading.missed)}\n    invented: {list(reading.invented)}"
        for name, reading in readings().items()
        if not reading.right and name not in failing
    ]
    assert not new, "\n" + "\n".join(new)


def test_accuracy_is_told_by_phenomenon() -> None:
    """Print a table and what has become right, both shown by pytest -s; what may not fail is judged above."""
    groups: dict[str, list[bool]] = {}
    for sentence in SENTENCES:
        groups.setdefault(sentence["phenomenon"], []).append(readings()[sentence["id"]].right)
    for name, right in groups.items():
        print(f"{name:30} {sum(right):3} of {len(right):3}")  # noqa: T201
    print(f"{'all':30} {sum(sum(right) for right in groups.values()):3} of {len(SENTENCES):3}")  # noqa: T201
    for name in sorted(known_to_fail()):
        if readings()[name].right:
            print(f"no longer fails, take it out of failing.txt: {name}")  # noqa: T201
    assert sum(len(right) for right in groups.values()) == len(SENTENCES)
