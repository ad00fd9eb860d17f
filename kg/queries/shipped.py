"""The shipped questions, and the user's own, are put to a store."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from kg.errors import QueryError
from kg.model import Knowledge, Name
from kg.plugins import nearest
from kg.rdf import iris
from kg.rdf.results import Cell, Result
from kg.stores.limits import refuse

_PARAMETER = re.compile(r"^#\s*param\s+(\w+):\s*(entity|kind|date|text)\s*(.*)$")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


class Parameter(NamedTuple):
    """What a question can be narrowed by; type is entity, kind, date or text. Left out, it means all."""

    name: str
    type: str
    help: str


class Asked(Protocol):
    """What a question can be put to: a store, or a worker over one."""

    def query(self, sparql: str, bindings: Mapping[str, Cell] | None = None) -> Result:
        """Answer a query."""


class Question(NamedTuple):
    """A question: its SPARQL, what it asks, and its parameters."""

    name: str
    sparql: str
    help: str
    parameters: tuple[Parameter, ...]


@cache
def names() -> tuple[str, ...]:
    """Return the names of the shipped questions."""
    return tuple(sorted(file.name[:-3] for file in files("kg.queries").iterdir() if file.name.endswith(".rq")))


@cache
def question(name: str) -> Question:
    """Return a shipped question.

    Raises QueryError if there is none of this name.
    """
    if name not in names():
        raise QueryError(f"{name}: no such question{nearest(name, names())}; kg query --list shows them")
    return parse((files("kg.queries") / f"{name}.rq").read_text(encoding="utf-8"), name)


def parse(sparql: str, name: str = "") -> Question:
    """Read a question from SPARQL: its first comment is its help, lines `# param name: type help` its parameters."""
    lines = sparql.splitlines()
    found = tuple(Parameter(*match.groups()) for line in lines if (match := _PARAMETER.match(line)))
    first = next((line for line in lines if line.startswith("#") and not _PARAMETER.match(line)), "")
    return Question(name, sparql, first.lstrip("# ").strip(), found)


def run(store: Asked, asked: str | Question, *, knowledge: Knowledge | None = None, **parameters: str | None) -> Result:
    """Put a question, by its name or as SPARQL text, to a store; a parameter that is None or left out means all.

    Entities are given by code ("ISR") or, with knowledge, by a name in any of its languages ("Israel", "إسرائيل").

    Raises QueryError if the query is not valid, wants to change or leave the store, or a parameter does not fit.
    """
    it = asked if isinstance(asked, Question) else question(asked) if asked in names() else parse(asked)
    refuse(it.sparql)
    types = {parameter.name: parameter.type for parameter in it.parameters}
    bindings: dict[str, Cell] = {}
    for name, value in parameters.items():
        if value is None:
            continue
        if name not in types:
            known = ", ".join(types) or "none"
            raise QueryError(f"{it.name or 'the query'}: takes no parameter {name!r}; it takes {known}")
        bindings[name] = _cell(name, types[name], value, knowledge)
    return store.query(it.sparql, bindings)


def _cell(name: str, type_: str, value: str, knowledge: Knowledge | None) -> Cell:
    if type_ == "entity":
        return Cell("iri", iris.entity(resolve(value, knowledge)).value)
    if type_ == "kind":
        if knowledge is not None and value not in knowledge.relations:
            raise QueryError(f"{name}: {value!r} is no kind of relation{nearest(value, tuple(knowledge.relations))}")
        return Cell("iri", iris.term(value).value)
    if type_ == "date" and not _is_date(value):
        raise QueryError(f"{name}: {value!r} is no date; write 2023, 2023-03 or 2023-03-29")
    return Cell("literal", value)


def _is_date(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2023") :])
    except ValueError:
        return False
    return True


def resolve(text: str, knowledge: Knowledge | None) -> str:
    """Return the code of an actor given by code or name.

    Raises QueryError if the knowledge base has no such actor.
    """
    if knowledge is None or text in knowledge.entities:
        return text
    if text.upper() in knowledge.entities:
        return text.upper()
    code = _by_name(knowledge.names).get(text.casefold())
    if code is None:
        known = [*knowledge.entities, *(name.text for name in knowledge.names)]
        raise QueryError(f"{text!r}: no actor of this code or name is known{nearest(text, known)}")
    return code


def _by_name(entries: Iterable[Name]) -> Mapping[str, str]:
    return {entry.text.casefold(): entry.entity for entry in entries}
