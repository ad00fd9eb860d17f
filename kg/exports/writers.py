"""Each format is written from a store by a function of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import IO

from kg.exports.choosing import Request, chosen
from kg.exports.facts import Gathered, gather
from kg.model import Status
from kg.rdf import export
from kg.rdf.read import Reported, names, statements
from kg.rdf.results import Result

Notes = tuple[str, ...]


def graph(request: Request, out: IO[bytes]) -> Notes:
    """Write graphs as they are."""
    return export.write(request.store.query, out, request.format, request.choice.graphs)


def rdf12(request: Request, out: IO[bytes]) -> Notes:
    """Write statements as reifiers of triples."""
    from kg.rdf import reified

    told = _statements(request)
    ask = _ask(request)
    reified.write(told, reified.asserted(ask), names(ask), out)
    return (f"{len(told)} statements",)


def csv(request: Request, out: IO[bytes]) -> Notes:
    """Write statements as rows."""
    from kg.exports import tables

    rows = tables.statements(_statements(request), request.base)
    return (f"{tables.write(rows, tables.STATEMENT, out, request.delimiter)} statements",)


def gexf(request: Request, out: IO[bytes]) -> Notes:
    """Write the network of facts as GEXF."""
    from kg.exports import gexf, network

    nodes, edges = network.network(_facts(request), request.base, names(_ask(request)))
    return (f"{len(nodes)} actors, {len(edges)} facts", *gexf.write(nodes, edges, out))


def graphml(request: Request, out: IO[bytes]) -> Notes:
    """Write the network of facts as GraphML."""
    from kg.exports import graphml, network

    nodes, edges = network.network(_facts(request), request.base, names(_ask(request)))
    return (f"{len(nodes)} actors, {len(edges)} facts", *graphml.write(nodes, edges, out))


def plover(request: Request, out: IO[bytes]) -> Notes:
    """Write facts as rows of POLECAT."""
    from importlib.metadata import version

    from kg.exports import events, tables

    facts = _events(request)
    rows = events.plover(facts, request.base, f"kg {version('state-relations')}")
    return _told(facts, tables.write(rows, events.PLOVER, out, request.delimiter))


def cameo(request: Request, out: IO[bytes]) -> Notes:
    """Write facts as rows of GDELT."""
    from kg.exports import events, tables

    facts = _events(request)
    return _told(facts, tables.write(events.cameo(facts, request.base), events.CAMEO, out, request.delimiter))


def _ask(request: Request) -> Callable[[str], Result]:
    """Return what asks the store, and refuses an answer that is cut."""
    return lambda sparql: export.whole(request.store.query(sparql))


def _statements(request: Request) -> tuple[Reported, ...]:
    return chosen(statements(_ask(request)), request.choice, request.base)


def _facts(request: Request) -> tuple[Gathered, ...]:
    return gather(_statements(request), request.base)


def _events(request: Request) -> tuple[Gathered, ...]:
    """Return the facts that are events: what is told as being so, if nothing else is asked for."""
    choice = request.choice if request.choice.statuses else replace(request.choice, statuses=(Status.ACTUAL,))
    return _facts(request._replace(choice=choice))


def _told(facts: tuple[Gathered, ...], rows: int) -> Notes:
    left_out = len(facts) - rows
    told = f"{rows} events"
    return (told, f"{left_out} facts left out: of a kind that these codes do not have") if left_out else (told,)
