"""Read news and build a knowledge graph of relations between states.

>>> import kg
>>> graph = kg.open("memory:")
>>> kg.build(["examples/articles"], graph).failures
()

`kg.ask(graph, "opposes", state="IRN")` then answers a question, `graph.dataset` is an rdflib Dataset over the graph
and `kg.network(graph)` a networkx MultiDiGraph.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.articles.read import read
    from kg.errors import KgError
    from kg.model import Extraction, Failure
    from kg.pipeline import build, extract
    from kg.queries.shipped import names as questions
    from kg.queries.shipped import run as ask
    from kg.stores import open  # noqa: A004  reads as kg.open
    from kg.views.html import write as view
    from kg.views.network import graph as network
    from kg.vocabulary import knowledge

__all__ = [
    "Extraction",
    "Failure",
    "KgError",
    "ask",
    "build",
    "extract",
    "knowledge",
    "network",
    "open",
    "questions",
    "read",
    "view",
]

_PLACES = {
    "Extraction": "kg.model:Extraction",
    "Failure": "kg.model:Failure",
    "KgError": "kg.errors:KgError",
    "ask": "kg.queries.shipped:run",
    "build": "kg.pipeline:build",
    "extract": "kg.pipeline:extract",
    "knowledge": "kg.vocabulary:knowledge",
    "network": "kg.views.network:graph",
    "open": "kg.stores:open",
    "questions": "kg.queries.shipped:names",
    "read": "kg.articles.read:read",
    "view": "kg.views.html:write",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for: `import kg` alone costs nothing."""
    if name not in _PLACES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, _, attribute = _PLACES[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
