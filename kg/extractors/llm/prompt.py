"""The question put to a language model: instructions, worked examples, and the article as quoted data."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from kg.extractors.llm.settings import Settings
from kg.lang import LANGUAGES, table
from kg.model import Document, Knowledge, Status

VERSION = "1"
_FILES = "kg.extractors.llm"
_MARK = 12  # characters of the mark that stands before and after an article
Message = Mapping[str, str]


@cache
def version() -> str:
    """Return the version of the prompt, with a hash of its files: a changed word is another prompt."""
    names = ("instructions.md", "kinds.tsv", *(f"examples.{language}.json" for language in LANGUAGES))
    return f"{VERSION}.{digest(tuple(map(_read, names)))}"


def digest(told: object) -> str:
    """Return a short hash of plain values."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:8]


class Prompt:
    """Makes requests that ask a model to read; what is the same for all articles stands first and is made once."""

    def __init__(self, settings: Settings, knowledge: Knowledge) -> None:
        """Take the model, and the knowledge whose kinds are told to it."""
        self._settings = settings
        self._instructions = _instructions(knowledge)
        self._schema = schema(knowledge)

    def request(self, document: Document, text: str, *, seed: int | None = None) -> bytes:
        """Return the body of a request about a text of a document, always the same bytes for the same text."""
        own = self._settings
        body: dict[str, Any] = {  # Any: JSON values
            "model": own.model,
            "messages": self.messages(document, text),
            "temperature": 0,
            "seed": own.seed if seed is None else seed,
            "max_tokens": own.output_tokens,
        }
        if own.output == "json_schema":
            told = {"name": "statements", "strict": True, "schema": self._schema}
            body["response_format"] = {"type": "json_schema", "json_schema": told}
        elif own.output == "json_object":
            body["response_format"] = {"type": "json_object"}
        for name in own.omit:
            body.pop(name, None)
        return json.dumps({**body, **own.body}, ensure_ascii=False).encode("utf-8", "replace")

    def messages(self, document: Document, text: str) -> Sequence[Message]:
        """Return the conversation: instructions, three articles with right answers, the article to read."""
        told = [{"role": "system", "content": self._instructions}]
        for example in examples(document.language):
            told.append({"role": "user", "content": _quoted(example["text"], example["date"], example["outlet"])})
            told.append({"role": "assistant", "content": answer(example["statements"])})
        published = (document.published or "")[:10] or None
        told.append({"role": "user", "content": _quoted(text, published, document.outlet)})
        return told


def examples(language: str) -> Sequence[Mapping[str, Any]]:  # Any: JSON values
    """Return the worked examples of a language, those in English for a language that has none."""
    return _examples(language if language in LANGUAGES else "en")


def answer(statements: Sequence[Mapping[str, Any]]) -> str:  # Any: JSON values
    """Return statements as a model should answer them."""
    return json.dumps({"statements": list(statements)}, ensure_ascii=False)


def schema(knowledge: Knowledge) -> Mapping[str, Any]:  # Any: JSON values
    """Return the JSON schema of an answer: the kinds and statuses that there are, nothing else."""
    text, perhaps = {"type": "string"}, {"type": ["string", "null"]}
    properties = {
        "source": text,
        "kind": {"type": "string", "enum": sorted(knowledge.relations)},
        "target": text,
        "status": {"type": "string", "enum": [status.value for status in Status]},
        "speaker": perhaps,
        "date": perhaps,
        "evidence": text,
    }
    statement = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"statements": {"type": "array", "items": statement}},
        "required": ["statements"],
        "additionalProperties": False,
    }


def _quoted(text: str, published: str | None, outlet: str | None) -> str:
    """Return an article between marks that it cannot hold, since they are made from its own text."""
    about = json.dumps({"date": published, "outlet": outlet}, ensure_ascii=False)
    mark = hashlib.sha256(f"{about}\n{text}".encode("utf-8", "replace")).hexdigest()[:_MARK]
    return f"ARTICLE {mark} {about}\n{text}\nEND {mark}\nList the statements that this article tells, as JSON."


def _instructions(knowledge: Knowledge) -> str:
    """Return the instructions with the kinds that are known."""
    rows = {row["kind"]: row["means"] for row in table(_read("kinds.tsv").splitlines(), "kinds.tsv")}
    order = [*(kind for kind in rows if kind in knowledge.relations), *sorted(set(knowledge.relations) - set(rows))]
    labels = {kind: knowledge.relations[kind].labels.get("en", kind) for kind in order}
    kinds = "\n".join(f"- {kind}: {rows.get(kind, labels[kind])}" for kind in order)
    return _read("instructions.md").replace("{kinds}", kinds).strip()


@cache
def _examples(language: str) -> Sequence[Mapping[str, Any]]:  # Any: JSON values
    return tuple(json.loads(_read(f"examples.{language}.json")))


@cache
def _read(name: str) -> str:
    return files(_FILES).joinpath(name).read_text(encoding="utf-8")
