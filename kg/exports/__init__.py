"""A store is written as a file that other programs read."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, NamedTuple

from kg.errors import InputError
from kg.exports.choosing import Choice, Request
from kg.exports.files import replacing
from kg.model import Knowledge
from kg.plugins import nearest
from kg.stores import Store
from kg.vocabulary import knowledge

__all__ = ["FORMATS", "Choice", "Format", "Request", "export", "format_of", "write"]


class Format(NamedTuple):
    """A format: the endings of its files, what of a Choice it takes, where its writer is, what it is for."""

    endings: tuple[str, ...]
    takes: tuple[str, ...]
    writer: str
    about: str


_GRAPHS = ("graphs",)
_STATEMENTS = ("states", "statuses", "min_confidence", "since", "until")
# The first format of an ending is the one that it stands for.
FORMATS: Mapping[str, Format] = {
    "turtle": Format((".ttl",), _GRAPHS, "graph", "the graphs as one, to read and for most RDF tools"),
    "trig": Format((".trig",), _GRAPHS, "graph", "the graphs each by its name, to read"),
    "nquads": Format((".nq",), _GRAPHS, "graph", "the graphs each by its name, a quad a line: the fastest"),
    "ntriples": Format((".nt",), _GRAPHS, "graph", "the graphs as one, a triple a line"),
    "jsonld": Format((".jsonld",), _GRAPHS, "graph", "the graphs each by its name, for JSON tools"),
    "rdfxml": Format((".rdf", ".xml", ".owl"), _GRAPHS, "graph", "the graphs as one, for older RDF tools"),
    "rdf12": Format((), _STATEMENTS, "rdf12", "Turtle of RDF 1.2: flat triples, each reified by its statements"),
    "gexf": Format((".gexf",), _STATEMENTS, "gexf", "the network of facts for Gephi, with times and looks"),
    "graphml": Format((".graphml",), _STATEMENTS, "graphml", "the network of facts for other network tools"),
    "csv": Format((".csv", ".tsv"), _STATEMENTS, "csv", "a row a statement, with all that is known of it"),
    "plover": Format((), _STATEMENTS, "plover", "a row a fact, with the columns of POLECAT"),
    "cameo": Format((), _STATEMENTS, "cameo", "a row a fact, with columns of GDELT and CAMEO codes"),
}
_TABBED = (".tsv", ".txt")


def export(
    store: Store, path: Path, format_: str | None = None, *, choice: Choice | None = None, base: Knowledge | None = None
) -> tuple[str, ...]:
    """Write a store, or what is wanted of it, as a file, which is replaced as a whole or not at all.

    The format is that of the file's ending if none is named; a further .gz packs it. Returns what was written and
    what the format could not hold, a line each.

    Raises InputError if there is no such format, it does not take the choice, or the file cannot be written.
    """
    path = Path(path)
    name = format_ or format_of(path)
    delimiter = "\t" if _ending(path) in _TABBED else ","
    request = Request(store, base or knowledge(), name, choice or Choice(), delimiter)
    _check(name, request.choice)
    with replacing(path) as out:
        return write(request, out)


def write(request: Request, out: IO[bytes]) -> tuple[str, ...]:
    """Write what is asked for to an open file; see `export`."""
    from kg.exports import writers

    _check(request.format, request.choice)
    writer: Callable[[Request, IO[bytes]], tuple[str, ...]] = getattr(writers, FORMATS[request.format].writer)
    return writer(request, out)


def format_of(path: Path) -> str:
    """Return the format that the ending of a file stands for. Raises InputError if there is none."""
    ending = _ending(path)
    for name, format_ in FORMATS.items():
        if ending in format_.endings:
            return name
    known = sorted(each for format_ in FORMATS.values() for each in format_.endings)
    raise InputError(f"{path}: no format has this ending; use one of {' '.join(known)}, or name one with --format")


def _ending(path: Path) -> str:
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix.lower()


def _check(name: str, choice: Choice) -> None:
    if name not in FORMATS:
        raise InputError(f"{name}: no such format{nearest(name, FORMATS)}; there are {', '.join(FORMATS)}")
    for given in choice.given:
        if given not in FORMATS[name].takes:
            fitting = ", ".join(each for each, format_ in FORMATS.items() if given in format_.takes)
            option = {"states": "state", "statuses": "status"}.get(given, given).replace("_", "-")
            raise InputError(f"{name} takes no --{option}; formats that do: {fitting}")
