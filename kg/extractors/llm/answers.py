"""What a language model answers is read as claims: statements that nobody has checked yet."""

import json
import re
from typing import NamedTuple

from kg.errors import AnswerError

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)
_NEEDED = ("source", "kind", "target", "status", "evidence")
_SHOWN = 200


class Claim(NamedTuple):
    """A statement as a model writes it."""

    source: str
    kind: str
    target: str
    status: str
    evidence: str
    speaker: str | None = None
    date: str | None = None

    def __str__(self) -> str:
        """Tell it on one line."""
        speaker = f" (says {self.speaker})" if self.speaker else ""
        told = f"{self.source} {self.kind} {self.target}, {self.status}{speaker}: {self.evidence}"
        return shortened(told)


class Malformed(NamedTuple):
    """A part of an answer that is no statement, and why."""

    reason: str
    told: str


def read(text: str) -> tuple[Claim | Malformed, ...]:
    """Return the claims of an answer; a part of the list that is none is told, the others are read.

    Raises AnswerError if the answer is no JSON, or not the object that was asked for.
    """
    bare = _THOUGHT.sub("", text, count=1)
    fenced = _FENCE.fullmatch(bare)
    try:
        told = json.loads(fenced[1] if fenced else bare)
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"the model answers with broken JSON ({' '.join(str(error).split())})") from error
    listed = told.get("statements") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise AnswerError("the model answers with JSON that is no list of statements")
    return tuple(map(_claim, listed))


def shortened(text: str) -> str:
    """Return text on one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _claim(told: object) -> Claim | Malformed:
    shown = shortened(json.dumps(told, ensure_ascii=False))
    if not isinstance(told, dict):
        return Malformed("it is no object", shown)
    if missing := [name for name in _NEEDED if not isinstance(told.get(name), str) or not told[name].strip()]:
        return Malformed(f"it has no {missing[0]}", shown)
    perhaps = [told.get(name) for name in ("speaker", "date")]
    if any(value is not None and not isinstance(value, str) for value in perhaps):
        return Malformed("its speaker or date is no text", shown)
    # Some servers do not know null within a schema and give an empty text in its place.
    speaker, day = (value.strip() or None if isinstance(value, str) else None for value in perhaps)
    needed = {name: told[name].strip() for name in _NEEDED}
    return Claim(**needed, speaker=_none(speaker), date=_none(day))


def _none(value: str | None) -> str | None:
    """Return None for the words by which models write it."""
    return None if value is None or value.lower() in ("null", "none") else value
