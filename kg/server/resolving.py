"""Actors and kinds of relation are found by the names that the store itself holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from kg.errors import QueryError
from kg.plugins import nearest
from kg.queries.shipped import Question
from kg.rdf.read import local
from kg.rdf.results import Cell, Result

_TAKEN = ("store", "asked", "knowledge")  # what `shipped.run` itself is told by name


@dataclass(frozen=True, slots=True)
class Names:
    """Labels of actors and kinds by language, other names of actors, and the code that each name stands for."""

    actors: Mapping[str, Mapping[str, str]]
    others: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, Mapping[str, str]]
    families: Mapping[str, str]
    undirected: frozenset[str]
    codes: Mapping[str, str]

    def resolved(self, question: Question, given: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Return parameters for a question, actors by their codes.

        Raises QueryError if there is no such actor or kind, or a parameter is given twice.
        """
        types = {parameter.name: parameter.type for parameter in question.parameters}
        found: dict[str, str] = {}
        for name, value in given:
            if name not in types:
                raise QueryError(f"the query takes no parameter {name!r}; it takes {', '.join(types) or 'none'}")
            if name in found:
                raise QueryError(f"parameter {name!r} is given twice; give it once")
            if name in _TAKEN:
                raise QueryError(f"no parameter can be called {name!r}; choose another name")
            if types.get(name) == "kind" and value not in self.kinds:
                raise QueryError(f"{name}: {value!r} is no kind of relation{nearest(value, self.kinds)}")
            found[name] = self.code(value.strip()) if types.get(name) == "entity" else value.strip()
        return found

    def code(self, text: str) -> str:
        """Return the code of an actor by code or name. Raises QueryError if there is none."""
        if text in self.actors:
            return text
        code = self.codes.get(text.casefold())
        if code is None:
            raise QueryError(f"{text[:60]!r}: no actor of this code or name is in the store{nearest(text, self.codes)}")
        return code


def names(ask: Callable[[str, None], Result]) -> Names:
    """Return the names that a store holds; ask answers SPARQL."""
    actors: dict[str, dict[str, str]] = {}
    others: dict[str, set[str]] = {}
    codes: dict[str, str] = {}
    # Usual names come first: who goes by a name as his usual one goes before whom it is an alias of.
    for preferred, entity, name in sorted(
        _present(ask(text("names"), None)), key=lambda row: (row[0].value != "true", row)
    ):
        code = local(entity.value)
        labels = actors.setdefault(code, {})
        if preferred.value == "true":
            labels.setdefault(name.language or "", name.value)
        others.setdefault(code, set()).add(name.value)
        codes.setdefault(name.value.casefold(), code)
    codes.update({code.casefold(): code for code in actors})
    kinds: dict[str, dict[str, str]] = {}
    families: dict[str, str] = {}
    undirected: set[str] = set()
    for kind, label, family, symmetric in sorted(_present(ask(text("kinds"), None))):
        kinds.setdefault(local(kind.value), {})[label.language or ""] = label.value
        families[local(kind.value)] = local(family.value)
        if symmetric.value == "true":
            undirected.add(local(kind.value))
    more = {code: tuple(sorted(each)) for code, each in others.items()}
    return Names(actors, more, kinds, families, frozenset(undirected), codes)


def text(name: str) -> str:
    """Return the SPARQL of one of the server's own questions."""
    return (files("kg.server") / f"{name}.rq").read_text(encoding="utf-8")


def _present(result: Result) -> Iterable[tuple[Cell, ...]]:
    return (tuple(cell for cell in row if cell is not None) for row in result.rows if None not in row)
