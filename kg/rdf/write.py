"""An Extraction is written as N-Quads: one named graph an article, with the facts and flat triples it gives rise to."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import InputError
from kg.model import (
    Document,
    Entity,
    EntityKind,
    Extraction,
    Knowledge,
    Mention,
    Quote,
    Relation,
    Span,
    Statement,
    Status,
    Verdict,
)
from kg.rdf import iris
from kg.rdf.lines import graph_hash, lines, ordered
from kg.rdf.verdicts import JUDGED, Told, applied

THRESHOLD = 0.6  # confidence from which an actual statement becomes a flat triple: four of five are right
_DATE = NamedNode(iris.XSD + "date")
_DATE_TIME = NamedNode(iris.XSD + "dateTime")
_INTEGER = NamedNode(iris.XSD + "integer")
_DECIMAL = NamedNode(iris.XSD + "decimal")
_CONTEXT = 40  # characters quoted before and after the evidence
CLASSES = {
    EntityKind.STATE: "State",
    EntityKind.ORG: "Organization",
    EntityKind.PERSON: "Person",
    EntityKind.PLACE: "Place",
}


def nquads(
    extraction: Extraction,
    knowledge: Knowledge,
    *,
    threshold: float = THRESHOLD,
    verdicts: Iterable[Verdict] = (),
) -> str:
    """Return everything an article says as N-Quads text, sorted, so that the same input gives the same bytes.

    What analysts found of its statements is applied: a rejected one reports and asserts nothing, a correction stands
    beside it, and a confirmed one becomes a flat triple however unsure the extractor was.

    Raises InputError if the article holds what RDF cannot, such as half a surrogate pair.
    """
    try:
        found = ordered(serialize(_quads(extraction, knowledge, threshold, verdicts), format=RdfFormat.N_QUADS))
        row = serialize(_ledger(extraction, found), format=RdfFormat.N_QUADS)
        return ordered(found.encode() + (row or b""))
    except ValueError as error:
        where = extraction.document.id
        raise InputError(f"{where!r}: cannot be written as RDF: {error}; mend the language code or the text") from error


def _quads(extraction: Extraction, knowledge: Knowledge, threshold: float, verdicts: Iterable[Verdict]) -> set[Quad]:
    quads = {*_article(extraction)}
    own = {entity.id: entity for entity in extraction.entities}
    for mention in extraction.mentions:
        entity = knowledge.entities.get(mention.entity or "") or own.get(mention.entity or "")
        quads.update(_mention(extraction, mention, entity.kind if entity else None))
    for quotation in extraction.quotes:
        quads.update(_quotation(extraction, quotation))
    for entity in extraction.entities:
        if entity.id not in knowledge.entities:
            quads.update(_entity(extraction, entity))
    for told in applied(extraction, knowledge, verdicts):
        least = 0.0 if told.is_confirmed else threshold
        quads.update(_statement(extraction, told, knowledge, least))
        if not told.is_rejected:
            quads.update(_derived(extraction, told.statement, knowledge, least))
    return quads


def content_hash(document: Document) -> str:
    """Return the hash by which the ledger tells whether an article has changed."""
    parts = (document.text, document.title, document.published, document.outlet, document.url, document.language)
    return hashlib.sha256("\0".join(part or "" for part in parts).encode()).hexdigest()


@cache
def _sr(name: str) -> NamedNode:
    return NamedNode(iris.SR + name)


@cache
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


_TYPE = NamedNode(iris.RDF + "type")


def _typed(subject: NamedNode, graph: NamedNode, *types: str) -> Iterator[Quad]:
    for type_ in types:
        yield Quad(subject, _TYPE, _node(type_), graph)


def _article(extraction: Extraction) -> Iterator[Quad]:
    document = extraction.document
    here = iris.article(document.id)
    run = iris.run(extraction.made_by)
    yield from _typed(here, here, iris.SR + "Article", iris.SCHEMA + "NewsArticle")
    yield Quad(here, _node(iris.SCHEMA + "identifier"), Literal(document.id), here)
    yield Quad(here, _node(iris.SCHEMA + "inLanguage"), Literal(document.language), here)
    yield Quad(here, _node(iris.SCHEMA + "articleBody"), _literal(document.text, document.language), here)
    yield Quad(here, _node(iris.PROV + "wasGeneratedBy"), run, here)
    yield from _typed(run, here, iris.SR + "ExtractionRun")
    yield Quad(run, _sr("madeBy"), Literal(extraction.made_by), here)
    if document.title:
        yield Quad(here, _node(iris.SCHEMA + "headline"), _literal(document.title, document.language), here)
    if document.outlet:
        yield Quad(here, _sr("outlet"), Literal(document.outlet), here)
    if document.url:
        yield Quad(here, _node(iris.SCHEMA + "url"), Literal(document.url), here)
    for name, value in (("datePublished", document.published), ("dateModified", document.modified)):
        if value:
            datatype = _DATE if len(value) == len("2023-03-29") else _DATE_TIME
            yield Quad(here, _node(iris.SCHEMA + name), Literal(value, datatype=datatype), here)
    for span in document.furniture:
        yield Quad(here, _sr("furniture"), Literal(f"{span.start},{span.end}"), here)


def _ledger(extraction: Extraction, written: str) -> Iterator[Quad]:
    """Yield the article's row in the ledger: what it was, by what it was read, how much was found and written."""
    here = iris.article(extraction.document.id)
    yield Quad(here, _sr("contentHash"), Literal(content_hash(extraction.document)), iris.LEDGER)
    yield Quad(here, _sr("madeBy"), Literal(extraction.made_by), iris.LEDGER)
    yield Quad(here, _sr("statementCount"), Literal(len(extraction.statements)), iris.LEDGER)
    end = f" {here} .\n"
    triples = "".join(line.removesuffix(end) + " .\n" for line in lines(written) if line.endswith(end))
    yield Quad(here, _sr("graphHash"), Literal(graph_hash(triples)), iris.LEDGER)


def _literal(text: str, language: str) -> Literal:
    return Literal(text, language=language)


def _mention(extraction: Extraction, mention: Mention, usual: EntityKind | None) -> Iterator[Quad]:
    article = iris.article(extraction.document.id)
    who = mention.entity or "unknown"
    here = NamedNode(f"{iris.part(article, 'mention', mention.span).value},{iris.entity(who).value[len(iris.ID) :]}")
    text = extraction.document.text[mention.span.start : mention.span.end]
    yield from _typed(here, article, iris.SR + "Mention")
    yield Quad(here, _sr("inArticle"), article, article)
    yield Quad(here, _sr("words"), _literal(text, extraction.document.language), article)
    yield Quad(here, _sr("via"), _sr(mention.via), article)
    yield from _span(here, mention.span, article)
    if mention.kind is not usual:  # "طهران" for the city: the entity is the state
        yield Quad(here, _sr("mentionKind"), Literal(mention.kind.value), article)
    if mention.entity is not None:
        yield Quad(here, _sr("entity"), iris.entity(mention.entity), article)


def _span(subject: NamedNode, span: Span, graph: NamedNode) -> Iterator[Quad]:
    yield Quad(subject, _node(iris.OA + "start"), Literal(str(span.start), datatype=_INTEGER), graph)
    yield Quad(subject, _node(iris.OA + "end"), Literal(str(span.end), datatype=_INTEGER), graph)


def _quotation(extraction: Extraction, quotation: Quote) -> Iterator[Quad]:
    article = iris.article(extraction.document.id)
    here = iris.part(article, "quotation", quotation.span)
    yield from _typed(here, article, iris.SR + "Quotation", iris.SCHEMA + "Quotation")
    yield Quad(here, _sr("inArticle"), article, article)
    yield Quad(here, _sr("direct"), Literal(quotation.direct), article)
    yield from _span(here, quotation.span, article)
    if quotation.verb:
        yield Quad(here, _sr("verb"), iris.part(article, "position", quotation.verb), article)
        yield from _position(article, quotation.verb)
    if quotation.speaker:
        yield Quad(here, _sr("speaker"), iris.entity(quotation.speaker), article)
    if quotation.speaker_entity:
        yield Quad(here, _sr("speakerEntity"), iris.entity(quotation.speaker_entity), article)


def _entity(extraction: Extraction, entity: Entity) -> Iterator[Quad]:
    article = iris.article(extraction.document.id)
    here = iris.entity(entity.id)
    yield from _typed(here, article, iris.SR + CLASSES[entity.kind])
    named: set[str] = set()
    for language, name in entity.names:
        label = "altLabel" if language in named else "prefLabel"
        named.add(language)
        yield Quad(here, _node(iris.SKOS + label), _literal(name, language), article)
    if entity.actor:
        yield Quad(here, _sr("actor"), iris.entity(entity.actor), article)
    if entity.state:
        yield Quad(here, _sr("state"), iris.entity(entity.state), article)


def _statement(extraction: Extraction, told: Told, knowledge: Knowledge, threshold: float) -> Iterator[Quad]:
    article, statement = iris.article(extraction.document.id), told.statement
    here = iris.statement(article, statement)
    yield from _typed(here, article, iris.SR + ("RejectedStatement" if told.is_rejected else "RelationStatement"))
    relation = knowledge.relations[statement.kind]
    yield from _content(here, statement, relation, article)
    yield Quad(here, _sr("inArticle"), article, article)
    yield from _report(here, extraction, statement, relation, article)
    yield Quad(here, _sr("rule"), Literal(statement.rule), article)
    if statement.rule != JUDGED:
        yield Quad(here, _node(iris.PROV + "wasGeneratedBy"), iris.run(extraction.made_by), article)
    for verdict in told.verdicts:
        yield Quad(here, _sr("verdict"), verdict, article)
    for original in told.corrects:
        yield Quad(here, _sr("correctionOf"), original, article)
    if statement.speaker_entity:
        yield Quad(here, _sr("speakerEntity"), iris.entity(statement.speaker_entity), article)
    if statement.time:
        yield Quad(here, _sr("precision"), Literal(str(statement.time.precision)), article)
        yield Quad(here, _sr("timeWords"), _literal(statement.time.text, extraction.document.language), article)
    yield Quad(here, _sr("evidence"), iris.part(article, "char", statement.evidence), article)
    yield from _evidence(extraction, statement.evidence)
    for span in statement.also:
        yield Quad(here, _sr("also"), iris.part(article, "char", span), article)
        yield from _evidence(extraction, span)
    if not told.is_rejected:
        yield Quad(here, _sr("reports"), iris.fact(statement, relation), article)
        for edge, _ in _edges(statement, knowledge, threshold):
            yield Quad(here, _sr("asserts"), edge, article)


def _content(here: NamedNode, statement: Statement, relation: Relation, graph: NamedNode) -> Iterator[Quad]:
    """Yield what a statement and the fact that it reports have in common."""
    yield Quad(here, _sr("source"), iris.entity(statement.source), graph)
    yield Quad(here, _sr("kind"), iris.term(statement.kind), graph)
    yield Quad(here, _sr("target"), iris.entity(statement.target), graph)
    yield Quad(here, _sr("status"), _sr(statement.status), graph)
    yield Quad(here, _sr("claim"), iris.claim(statement, relation), graph)
    if statement.time:
        yield Quad(here, _sr("date"), Literal(str(statement.time)), graph)
        yield Quad(here, _sr("eventStart"), Literal(statement.time.start.isoformat(), datatype=_DATE), graph)
        yield Quad(here, _sr("eventEnd"), Literal(statement.time.end.isoformat(), datatype=_DATE), graph)


def _report(
    here: NamedNode, extraction: Extraction, statement: Statement, relation: Relation, graph: NamedNode
) -> Iterator[Quad]:
    """Yield who reports it, when, on whose word and how surely it was read.

    A fact collects these from every statement that reports it, each value once, so that the order in which articles
    come does not matter; what kg.stores.updates.REPORT names is taken away with the last statement that has it.
    """
    document = extraction.document
    if statement.speaker:
        yield Quad(here, _sr("speaker"), iris.entity(statement.speaker), graph)
    else:
        yield Quad(here, _sr("toldByOutlet"), Literal(True), graph)
    if document.outlet:
        yield Quad(here, _sr("outlet"), Literal(document.outlet), graph)
    if document.published:
        day = document.published[: len("2023-03-29")]
        yield Quad(here, _sr("reportedOn"), Literal(day, datatype=_DATE), graph)
    happened = _day(document, statement)
    if happened is not None and statement.status is Status.ACTUAL:
        within = _sr("friendlyIn" if relation.sign > 0 else "hostileIn")
        yield Quad(here, within, iris.week(statement, happened), graph)
    # A decimal without closing noughts, as stores keep it: the hash of the graph is that of what they give back.
    confidence = f"{_confidence(statement):.3f}".rstrip("0").rstrip(".")
    yield Quad(here, _sr("confidence"), Literal(confidence, datatype=_DECIMAL), graph)


def _day(document: Document, statement: Statement) -> date | None:
    """Return the day of what a statement tells, by default that of the report; None if a month or year is told."""
    if statement.time is None:
        return document.day
    return statement.time.start if statement.time.start == statement.time.end else None


def _position(article: NamedNode, span: Span) -> Iterator[Quad]:
    here = iris.part(article, "position", span)
    yield from _typed(here, article, iris.OA + "TextPositionSelector")
    yield from _span(here, span, article)


def _evidence(extraction: Extraction, span: Span) -> Iterator[Quad]:
    article = iris.article(extraction.document.id)
    text, language = extraction.document.text, extraction.document.language
    here = iris.part(article, "char", span)
    position, words = iris.part(article, "position", span), iris.part(article, "words", span)
    yield from _typed(here, article, iris.OA + "SpecificResource")
    yield Quad(here, _node(iris.OA + "hasSource"), article, article)
    yield Quad(here, _node(iris.OA + "hasSelector"), position, article)
    yield Quad(here, _node(iris.OA + "hasSelector"), words, article)
    yield from _position(article, span)
    yield from _typed(words, article, iris.OA + "TextQuoteSelector")
    for name, start, end in (
        ("prefix", max(span.start - _CONTEXT, 0), span.start),
        ("exact", span.start, span.end),
        ("suffix", span.end, span.end + _CONTEXT),
    ):
        yield Quad(words, _node(iris.OA + name), _literal(text[start:end], language), article)


def _derived(extraction: Extraction, statement: Statement, knowledge: Knowledge, threshold: float) -> Iterator[Quad]:
    """Yield the fact that a statement reports and the flat triples it supports."""
    relation = knowledge.relations[statement.kind]
    fact = iris.fact(statement, relation)
    source, target = iris.ends(statement, relation)
    yield from _typed(fact, iris.DERIVED, iris.SR + "Fact")
    yield from _content(fact, replace(statement, source=source, target=target), relation, iris.DERIVED)
    yield from _report(fact, extraction, statement, relation, iris.DERIVED)
    for edge, triple in _edges(statement, knowledge, threshold):
        yield Quad(triple.subject, triple.predicate, triple.object, iris.DERIVED)
        for name, value in (("subject", triple.subject), ("predicate", triple.predicate), ("object", triple.object)):
            yield Quad(edge, _node(iris.RDF + name), value, iris.DERIVED)


def _edges(statement: Statement, knowledge: Knowledge, threshold: float) -> Iterator[tuple[NamedNode, Triple]]:
    """Yield the flat triples of a statement, closed over families and, for undirected kinds, both ways.

    The families themselves are directed: "supports" is cooperation from source to target only.
    """
    if statement.status is not Status.ACTUAL or _confidence(statement) < threshold:
        return
    relation = knowledge.relations[statement.kind]
    ways = [(statement.source, statement.target)]
    if relation.symmetric:
        ways.append((statement.target, statement.source))
    for source, target in ways:
        for kind in dict.fromkeys((relation.name, relation.family)):
            triple = Triple(iris.entity(source), iris.term(kind), iris.entity(target))
            yield iris.edge(source, kind, target), triple


def _confidence(statement: Statement) -> float:
    """Return the confidence as it is written: what is read back must give the same flat triples."""
    return round(statement.confidence, 3)
