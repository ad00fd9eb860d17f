"""Updates of articles and graphs, as SPARQL 1.1 that any store understands."""

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.errors import StoreError
from kg.rdf import iris
from kg.rdf.lines import ordered

# What a fact collects from the statements that report it; kg.rdf.write writes them.
REPORT = ("speaker", "toldByOutlet", "outlet", "reportedOn", "confidence", "friendlyIn", "hostileIn")
_LONGEST = 120  # characters of a library's message that ours repeats


def replacing(article: str, nquads: str, store: str, verdicts: str | None = None) -> str:
    """Return the update that puts an article's quads, and all verdicts if given, in the place of what a store held.

    Raises StoreError if the text is no N-Quads; store is how the message calls it.
    """
    if verdicts is None:
        return f"{removing(article)} ;\n{inserting(nquads, store)}"
    return f"{removing(article)} ;\nDROP SILENT GRAPH {iris.VERDICTS} ;\n{inserting(nquads + verdicts, store)}"


def putting(graph: str, nquads: str, store: str) -> str:
    """Return the update that puts the quads of one graph in the place of what it held.

    Raises StoreError if the text is no N-Quads.
    """
    return f"DROP SILENT GRAPH {NamedNode(graph)} ;\n{inserting(nquads, store)}"


def amending(graph: str, out: str, into: str, store: str) -> str:
    """Return the update that takes triples out of a graph and puts others in; both are N-Triples text.

    Raises StoreError if one of them is no N-Triples.
    """
    blocks = []
    for word, text in (("DELETE", out), ("INSERT", into)):
        try:
            triples = [quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)]
        except SyntaxError as error:
            raise StoreError(f"{store}: no well-formed N-Triples: {told(error)}; nothing was written") from error
        lines = ordered(serialize(triples, format=RdfFormat.N_TRIPLES))
        blocks.append(f"{word} DATA {{ GRAPH {NamedNode(graph)} {{\n{lines}}} }}")
    return " ;\n".join(blocks)


def removing(article: str) -> str:
    """Return the update that takes an article out, with the facts and flat triples that no other article supports."""
    here, derived, ledger = str(iris.article(article)), str(iris.DERIVED), str(iris.LEDGER)
    report = " ".join(str(iris.term(name)) for name in REPORT)
    return f"""
PREFIX sr: <{iris.SR}>
PREFIX rdf: <{iris.RDF}>
DELETE {{ GRAPH {derived} {{ ?fact ?property ?value }} }} WHERE {{
  GRAPH {here} {{ ?statement sr:reports ?fact }}
  GRAPH {derived} {{ ?fact ?property ?value }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?same sr:reports ?fact }} FILTER(?other != {here}) }}
}} ;
DELETE {{ GRAPH {derived} {{ ?fact ?property ?value }} }} WHERE {{
  GRAPH {here} {{ ?statement sr:reports ?fact }}
  VALUES ?property {{ {report} }}
  GRAPH {here} {{ ?statement ?property ?value }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?same sr:reports ?fact ; ?property ?value }} FILTER(?other != {here}) }}
}} ;
DELETE {{ GRAPH {derived} {{ ?source ?kind ?target . ?edge ?property ?value }} }} WHERE {{
  GRAPH {here} {{ ?statement sr:asserts ?edge }}
  GRAPH {derived} {{ ?edge rdf:subject ?source ; rdf:predicate ?kind ; rdf:object ?target ; ?property ?value }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?same sr:asserts ?edge }} FILTER(?other != {here}) }}
}} ;
DELETE {{ GRAPH {ledger} {{ {here} ?property ?value }} }} WHERE {{ GRAPH {ledger} {{ {here} ?property ?value }} }} ;
DROP SILENT GRAPH {here}"""


def inserting(nquads: str, store: str) -> str:
    """Return the update that adds quads; only terms that the library has read and serialised enter the text.

    Raises StoreError if the text is no N-Quads.
    """
    graphs: dict[str, list[Triple]] = {}
    for quad in quads(nquads, store):
        graphs.setdefault(str(quad.graph_name), []).append(quad.triple)
    blocks = "\n".join(
        f"GRAPH {graph} {{\n{ordered(serialize(triples, format=RdfFormat.N_TRIPLES))}}}"
        for graph, triples in graphs.items()
    )
    return f"INSERT DATA {{\n{blocks}\n}}"


def quads(nquads: str, store: str) -> list[Quad]:
    """Return the quads of N-Quads text, each in a graph that is named; store is how a message calls the store.

    Raises StoreError if the text is no N-Quads, or one of them is in no graph.
    """
    try:
        found = list(parse(nquads, format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise StoreError(f"{store}: no well-formed N-Quads: {told(error)}; nothing was written") from error
    for quad in found:
        if not isinstance(quad.graph_name, NamedNode):
            raise StoreError(f"{store}: {str(quad.triple)[:60]!r} is no quad with a graph; nothing was written")
    return found


def told(error: object) -> str:
    """Return an error of a library, or the words of a server, in one short line."""
    text = " ".join(str(error).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
