"""The shipped questions, and the user's own, are put to a store."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.model import Knowledge, Name, Status
from kg.plugins import nearest
from kg.rdf import iris
from kg.rdf.results import Cell, Result
from kg.stores.limits import refuse

TYPES = ("entity", "kind", "family", "status", "date", "number", "fact", "text")
_PARAMETER = re.compile(rf"^#\s*param\s+(\w+):\s*({'|'.join(TYPES)})\s*(.*)$")
_GROUP = re.compile(r"^#\s*group:\s*(.+?)\s*$")
_WITH = re.compile(r"^(?P<indent>\s*)#\s*with(?P<out>out)?\s+(?P<name>\w+):\s*(?P<pattern>.*)$")
_VALUE = re.compile(r"\{\{(\w+)\}\}")
_LIMIT = re.compile(r"^(\s*(?:ORDER BY\b.*)?\bLIMIT\s+)(\d+)\b", re.MULTILINE)
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_FACT = re.compile(r"[0-9a-f]{20}")
GROUPS = ("facts", "pairs", "network", "sources", "disputes")  # in the order in which they are shown
FAMILIES = ("cooperatesWith", "opposes", "recognized")


class Parameter(NamedTuple):
    """What a question can be narrowed by; type is one of TYPES. Left out, it means all, or what its help says."""

    name: str
    type: str
    help: str


class Asked(Protocol):
    """What a question can be put to: a store, or a worker over one."""

    def query(self, sparql: str, bindings: Mapping[str, Cell] | None = None) -> Result:
        """Answer a query."""


class Question(NamedTuple):
    """A question: its SPARQL, what it asks, its parameters, and with which others it is shown."""

    name: str
    sparql: str
    help: str
    parameters: tuple[Parameter, ...]
    group: str = ""


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


def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names of the shipped questions by what they are about."""
    found: dict[str, list[str]] = {group: [] for group in GROUPS}
    for name in names():
        found[question(name).group].append(name)
    return tuple((group, tuple(each)) for group, each in found.items())


def parse(sparql: str, name: str = "") -> Question:
    """Read a question from SPARQL.

    Its first comment is its help, `# group: name` says with which it is shown, lines `# param name: type help` are its
    parameters, lines `# with name: pattern` hold only if that parameter is given, `# without name:` only if it is not.
    """
    lines = sparql.splitlines()
    found = tuple(Parameter(*match.groups()) for line in lines if (match := _PARAMETER.match(line)))
    group = next((match[1] for line in lines if (match := _GROUP.match(line))), "")
    special = (_PARAMETER, _GROUP, _WITH)
    first = next((line for line in lines if line.startswith("#") and not any(it.match(line) for it in special)), "")
    return Question(name, sparql, first.lstrip("# ").strip(), found, group)


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
    sparql = with_given(it.sparql, bindings)
    for name in set(_VALUE.findall(it.sparql)):  # it stands where it is needed
        bindings.pop(name, None)
    if types.get("limit") != "number":
        return store.query(sparql, bindings)
    asked_for = bindings.pop("limit", None)
    sparql, most = _limited(sparql, int(asked_for.value) if asked_for else None)
    return _cut(store.query(sparql, bindings), most)


def with_given(sparql: str, given: Mapping[str, Cell]) -> str:
    """Return a query with what holds only with or without the parameters given; {{name}} there is the value of one.

    >>> with_given("# with who: ?who sr:opposes ?x", {"who": Cell("iri", "a:b")})
    '?who sr:opposes ?x'
    >>> with_given("# with who: VALUES ?who { {{who}} }", {"who": Cell("iri", "a:b")})
    'VALUES ?who { <a:b> }'
    """
    lines = (
        match["indent"] + _VALUE.sub(lambda found: _term(given[found[1]]), match["pattern"])
        if (match := _WITH.match(line)) and (match["name"] in given) != bool(match["out"])
        else line
        for line in sparql.split("\n")
    )
    return "\n".join(lines)


def _term(cell: Cell) -> str:
    """Return a value as the library serialises it: nothing else of it may enter the text."""
    if cell.kind == "iri":
        return str(NamedNode(cell.value))
    return str(Literal(cell.value, datatype=NamedNode(cell.datatype)) if cell.datatype else Literal(cell.value))


def _limited(sparql: str, wanted: int | None) -> tuple[str, int]:
    """Return a query whose LIMIT lets one row more through than is wanted, which tells that there are more."""
    found = list(_LIMIT.finditer(sparql))
    if len(found) != 1:
        raise QueryError("a question with the parameter limit has one line that ends in LIMIT and a number; write one")
    most = int(found[0][2]) if wanted is None else wanted
    return f"{sparql[: found[0].start(2)]}{most + 1}{sparql[found[0].end(2) :]}", most


def _cut(result: Result, most: int) -> Result:
    if len(result.rows) <= most:
        return result
    return result._replace(rows=result.rows[:most], cut=f"cut at {most:,} rows")


def _cell(name: str, type_: str, value: str, knowledge: Knowledge | None) -> Cell:
    """Return what a parameter stands for, checked by its type.

    Raises QueryError if the value is none of the type.
    """
    if type_ == "entity":
        return Cell("iri", iris.entity(resolve(value, knowledge)).value)
    if type_ == "kind" and knowledge is not None and value not in knowledge.relations:
        raise QueryError(f"{name}: {value!r} is no kind of relation{nearest(value, tuple(knowledge.relations))}")
    if type_ == "family" and value not in FAMILIES:
        raise QueryError(f"{name}: {value!r} is no family of relations; write {', '.join(FAMILIES)}")
    if type_ == "status" and value not in tuple(Status):
        raise QueryError(f"{name}: {value!r} is no status; write {', '.join(Status)}")
    if type_ in ("kind", "family", "status"):
        return Cell("iri", iris.term(value).value)
    if type_ == "date" and not is_date(value):
        raise QueryError(f"{name}: {value!r} is no date; write 2023, 2023-03 or 2023-03-29")
    if type_ == "number":
        return _number(name, value)
    if type_ == "fact":
        return _fact(name, value)
    return Cell("literal", value)


def _number(name: str, value: str) -> Cell:
    if not _NUMBER.fullmatch(value) or int(value) == 0:
        raise QueryError(f"{name}: {value!r} is no number from 1 to 999999999; write 20, say")
    return Cell("literal", str(int(value)), None, iris.XSD + "integer")


def _fact(name: str, value: str) -> Cell:
    if not _FACT.fullmatch(value.removeprefix(iris.FACT)):
        raise QueryError(f"{name}: {value!r} is no fact; write what the column factId of the question facts shows")
    return Cell("iri", iris.FACT + value.removeprefix(iris.FACT))


def is_date(text: str) -> bool:
    """Tell whether text is a day, month or year, as questions take them."""
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
