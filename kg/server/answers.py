"""Answers are written in the media types of SPARQL and RDF."""

import re
from collections.abc import Iterable, Mapping

from kg.errors import KgError
from kg.queries import formats
from kg.rdf import iris
from kg.rdf.results import Result

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES, RDFXML, JSONLD = "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"
# What clients ask for, by the names that it goes by, and what they get.
ROWS = {JSON: JSON, XML: XML, CSV: CSV, TSV: TSV, "application/json": JSON, "application/xml": XML, "text/xml": XML}
TRIPLES = {
    TURTLE: TURTLE,
    NTRIPLES: NTRIPLES,
    RDFXML: RDFXML,
    JSONLD: JSONLD,
    "application/x-turtle": TURTLE,
    "text/plain": NTRIPLES,
    "application/xml": RDFXML,
    "text/xml": RDFXML,
    "application/json": JSONLD,
}
NAMES = {  # as ?format= takes them
    "json": JSON,
    "xml": XML,
    "csv": CSV,
    "tsv": TSV,
    "turtle": TURTLE,
    "ttl": TURTLE,
    "ntriples": NTRIPLES,
    "nt": NTRIPLES,
    "rdfxml": RDFXML,
    "rdf": RDFXML,
    "jsonld": JSONLD,
}
_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that XML 1.0 cannot hold
_LOCAL = re.compile(r"[^\W\d][\w.-]*$")  # the end of an IRI that can name an XML element


class FormError(KgError):
    """An answer holds what the form asked for cannot."""


def offered(result: Result) -> Mapping[str, str]:
    """Return the media types that an answer can be asked for in, the usual one first."""
    return ROWS if result.triples is None else TRIPLES


def write(result: Result, type_: str) -> bytes:
    """Return an answer in a media type of ROWS or TRIPLES. Raises FormError if that cannot hold it."""
    if result.triples is not None:
        return graph(result.triples, type_)
    if type_ == CSV:
        return formats.write(result, "csv").encode()
    text = formats.write(result, "json").encode()
    return text if type_ == JSON else _rows(result, text, type_)


def graph(triples: str, type_: str) -> bytes:
    """Return N-Triples text in a media type of TRIPLES. Raises FormError if that cannot hold it."""
    from pyoxigraph import Literal, RdfFormat, parse, serialize

    if type_ == NTRIPLES:
        return triples.encode()
    found = [quad.triple for quad in parse(triples, format=RdfFormat.N_TRIPLES)]
    if type_ == RDFXML:
        _check_xml(triple.object.value for triple in found if isinstance(triple.object, Literal))
        unnamed = sorted(each.predicate.value for each in found if not _LOCAL.search(each.predicate.value))
        if unnamed:
            raise FormError(f"RDF/XML has no way to write the property {unnamed[0]}; ask for {TURTLE}")
    form = {TURTLE: RdfFormat.TURTLE, RDFXML: RdfFormat.RDF_XML, JSONLD: RdfFormat.JSON_LD}[type_]
    return serialize(found, format=form, prefixes=dict(iris.PREFIXES)) or b""


def _rows(result: Result, text: bytes, type_: str) -> bytes:
    from pyoxigraph import QueryResultsFormat, parse_query_results

    if type_ == XML:
        _check_xml(cell.value for row in result.rows for cell in row if cell is not None)
    read = parse_query_results(text, format=QueryResultsFormat.JSON)
    return read.serialize(format=QueryResultsFormat.XML if type_ == XML else QueryResultsFormat.TSV) or b""


def _check_xml(texts: Iterable[str]) -> None:
    if any(_BARRED.search(text) for text in texts):
        raise FormError(f"the answer holds a control character, which XML cannot; ask for {JSON} or {TURTLE}")
