"""A store is cut into portions, each small enough to be checked against the shapes by itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.rdf import iris
from kg.rdf.results import Result

SIZE = 25_000  # triples of a portion of articles: a larger one takes more memory and is hardly faster
_GRAPHS = "SELECT ?graph (COUNT(*) AS ?size) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?graph { %s } GRAPH ?graph { ?s ?p ?o } }"
# The facts and edges that articles give rise to, and the rows of the ledger.
_DERIVED = f"""CONSTRUCT {{ ?node ?p ?o }} WHERE {{
  VALUES ?graph {{ %s }} GRAPH ?graph {{ ?statement sr:reports|sr:asserts ?node }}
  GRAPH {iris.DERIVED} {{ ?node ?p ?o }} }}"""
_LEDGER = f"CONSTRUCT {{ ?graph ?p ?o }} WHERE {{ VALUES ?graph {{ %s }} GRAPH {iris.LEDGER} {{ ?graph ?p ?o }} }}"
# What must be known beside them: the flat triples, and the classes of the things that are named, wherever these stand.
_FLAT = f"""CONSTRUCT {{ ?source ?kind ?target }} WHERE {{
  VALUES ?graph {{ %s }} GRAPH ?graph {{ ?statement sr:asserts ?edge }}
  GRAPH {iris.DERIVED} {{
    ?edge rdf:subject ?source ; rdf:predicate ?kind ; rdf:object ?target . ?source ?kind ?target }} }}"""
_CLASSES = """CONSTRUCT { ?thing a ?class } WHERE {
  { SELECT DISTINCT ?thing WHERE { VALUES ?graph { %s } GRAPH ?graph { ?any ?property ?thing } FILTER(ISIRI(?thing)) } }
  ?thing a ?class }"""
_ENTITIES = f"""CONSTRUCT {{ ?thing a ?class }} WHERE {{
  {{ SELECT DISTINCT ?thing WHERE {{ VALUES ?graph {{ %s }}
    {{ GRAPH ?graph {{ ?any ?property ?thing }} FILTER(STRSTARTS(STR(?thing), STR(id:))) }}
    UNION {{ GRAPH ?graph {{ ?any sr:verdict ?thing }} }}
    UNION {{ GRAPH ?graph {{ ?any sr:reports ?fact }} GRAPH {iris.DERIVED} {{ ?fact sr:speaker ?thing }} }} }} }}
  ?thing a ?class }}"""
# What stands in the derived graph and belongs to no article.
_LEFT = f"""CONSTRUCT {{ ?node ?p ?o }} WHERE {{ GRAPH {iris.DERIVED} {{
    ?node ?p ?o FILTER(!STRSTARTS(STR(?node), STR(id:))) }}
  FILTER NOT EXISTS {{ ?statement sr:reports|sr:asserts ?node }} }} LIMIT {SIZE}"""
_BARE = f"""CONSTRUCT {{ ?source ?kind ?target }} WHERE {{ GRAPH {iris.DERIVED} {{
    ?source ?kind ?target FILTER(STRSTARTS(STR(?source), STR(id:)))
    FILTER NOT EXISTS {{ ?edge rdf:subject ?source ; rdf:predicate ?kind ; rdf:object ?target }} }} }} LIMIT {SIZE}"""

Ask = Callable[[str], Result]


class Portion(NamedTuple):
    """Triples to check, and those that must be known beside them, as N-Triples text; how many articles these are."""

    triples: str
    beside: str = ""
    articles: int = 0


class Cut(NamedTuple):
    """The portions of a store, made one by one, and how many articles are in all of them."""

    portions: Iterator[Portion]
    articles: int


def cut(ask: Ask, *, sample: int | None = None) -> Cut:
    """Cut a store into portions: the knowledge, what belongs to no article, verdicts, then the articles.

    With sample only so many articles are taken, spread evenly over the store. ask answers SPARQL (a store's `query`).
    """
    sizes = {graph.value: int(size.value) for graph, size in ask(_GRAPHS).rows if graph and size}
    articles = sorted(graph for graph in sizes if graph.startswith(iris.ARTICLE))
    if sample is not None and sample < len(articles):
        articles = [articles[number * len(articles) // sample] for number in range(sample)]
    return Cut(_portions(ask, articles, sizes), len(articles))


def _portions(ask: Ask, articles: list[str], sizes: dict[str, int]) -> Iterator[Portion]:
    knowledge = iris.KNOWLEDGE.value
    if knowledge in sizes:
        yield Portion(_triples(ask, _WHOLE, [knowledge]))
    if left := ask(_LEFT).triples:
        yield Portion(left, _triples(ask, _CLASSES, [iris.DERIVED.value]))
    if bare := ask(_BARE).triples:
        yield Portion(bare)
    if iris.VERDICTS.value in sizes:
        yield Portion(_triples(ask, _WHOLE, [iris.VERDICTS.value]), _triples(ask, _CLASSES, [iris.VERDICTS.value]))
    for group in _groups(articles, sizes):
        triples = "".join(_triples(ask, query, group) for query in (_WHOLE, _DERIVED, _LEDGER))
        yield Portion(triples, "".join(_triples(ask, query, group) for query in (_FLAT, _ENTITIES)), len(group))


def _groups(articles: Iterable[str], sizes: dict[str, int]) -> Iterator[list[str]]:
    """Put articles together up to the size of a portion; one that is larger is a portion of its own."""
    group: list[str] = []
    for article in articles:
        if group and sum(sizes[each] for each in group) + sizes[article] > SIZE:
            yield group
            group = []
        group.append(article)
    if group:
        yield group


def _triples(ask: Ask, query: str, graphs: Iterable[str]) -> str:
    """Return what a query gives for some graphs; their IRIs are ours, and written by the library."""
    return ask(query % " ".join(str(NamedNode(graph)) for graph in graphs)).triples or ""
