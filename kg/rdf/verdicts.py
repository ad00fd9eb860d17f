"""What analysts find of statements: how it is applied to an article, written as a graph and read back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.model import Extraction, Knowledge, Ruling, Span, Statement, Status, Verdict
from kg.rdf import iris
from kg.rdf.lines import ordered
from kg.rdf.read import local, time
from kg.rdf.results import Result

JUDGED = "judged"  # the rule of a statement that an analyst, and no extractor, has put in
_GRAPH = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iris.VERDICTS} {{ ?s ?p ?o }} }}"
_UNTOLD = "und"  # the words of an article, whose language the verdict does not keep
_RANK = {Ruling.REJECTED: 0, Ruling.CORRECTED: 1, Ruling.CONFIRMED: 2}


class Told(NamedTuple):
    """A statement as it is to be written: what became of it, by which verdicts, in place of which others."""

    statement: Statement
    is_rejected: bool = False
    is_confirmed: bool = False
    verdicts: tuple[NamedNode, ...] = ()
    corrects: tuple[NamedNode, ...] = ()


class _Placed(NamedTuple):
    """A verdict, its statement moved to where the words of its evidence now stand."""

    verdict: Verdict
    statement: Statement
    iri: NamedNode


def applied(extraction: Extraction, knowledge: Knowledge, verdicts: Iterable[Verdict]) -> tuple[Told, ...]:
    """Return the statements of an article with what analysts found of them.

    A verdict holds where the words that it was given on still stand in the text, at their place or, if the text was
    changed elsewhere, at the only place where they now are. What is corrected or confirmed stands even if the
    extractor does not find it any more.
    """
    known = (each for each in verdicts if _is_known(each, knowledge))
    placed = sorted(_placed(extraction, known), key=lambda each: (_RANK[each.verdict.ruling], each.iri.value))
    if not placed:
        return tuple(map(Told, extraction.statements))
    article = iris.article(extraction.document.id)
    found: dict[NamedNode, Told] = {}
    used: set[NamedNode] = set()
    for statement in extraction.statements:
        about = next((each for each in placed if _is_about(each, statement, knowledge)), None)
        if about is None:
            found[iris.statement(article, statement)] = Told(statement)
            continue
        used.add(about.iri)
        is_confirmed = about.verdict.ruling is Ruling.CONFIRMED
        told = Told(statement, not is_confirmed, is_confirmed, (iris.verdict(_original(about.verdict)),))
        found[iris.statement(article, statement)] = told
    for each in placed:
        ruling, correction = each.verdict.ruling, each.verdict.correction
        if ruling is Ruling.CONFIRMED and each.iri not in used:
            _put_in(found, article, each, each.statement, ())
        if correction is not None:
            _put_in(found, article, each, correction, (each.iri,))
    return tuple(found.values())


def nquads(verdicts: Iterable[Verdict]) -> str:
    """Return verdicts as the quads of their graph, sorted."""
    return ordered(serialize({quad for each in verdicts for quad in _quads(each)}, format=RdfFormat.N_QUADS))


def read(ask: Callable[[str], Result]) -> tuple[Verdict, ...]:
    """Return the verdicts of a store, sorted by article and place; ask answers SPARQL (a store's `query`)."""
    nodes: dict[str, dict[str, str]] = {}
    for quad in parse(ask(_GRAPH).triples or "", format=RdfFormat.N_TRIPLES):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            nodes.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    found = [_verdict(iri, nodes) for iri, node in nodes.items() if iris.SR + "ruling" in node]
    return tuple(sorted(found, key=lambda each: (each.article, each.statement.evidence, _original(each).value)))


def _original(verdict: Verdict) -> NamedNode:
    return iris.statement(iris.article(verdict.article), verdict.statement)


def _is_known(verdict: Verdict, knowledge: Knowledge) -> bool:
    """Tell whether the kinds of relation that a verdict speaks of are known: they may be of a user's own knowledge."""
    return all(
        each.kind in knowledge.relations for each in (verdict.statement, verdict.correction or verdict.statement)
    )


def _placed(extraction: Extraction, verdicts: Iterable[Verdict]) -> Iterator[_Placed]:
    document = extraction.document
    for verdict in verdicts:
        if verdict.article != document.id:
            continue
        span = verdict.statement.evidence
        if document.text[span.start : span.end] != verdict.quote:
            if document.text.count(verdict.quote) != 1:
                continue
            start = document.text.index(verdict.quote)
            span = Span(start, start + len(verdict.quote))
        statement = replace(verdict.statement, evidence=span, also=())
        yield _Placed(verdict, statement, iris.statement(iris.article(document.id), statement))


def _is_about(placed: _Placed, statement: Statement, knowledge: Knowledge) -> bool:
    """Tell whether a verdict was given on this statement, be it read from a passage that only overlaps."""
    judged = placed.statement
    if judged.kind != statement.kind or judged.speaker != statement.speaker:
        return False
    relation = knowledge.relations[judged.kind]
    if iris.fact(judged, relation) != iris.fact(statement, relation):
        return False
    return any(span.overlaps(judged.evidence) for span in (statement.evidence, *statement.also))


def _put_in(
    found: dict[NamedNode, Told],
    article: NamedNode,
    placed: _Placed,
    value: Statement,
    corrects: tuple[NamedNode, ...],
) -> None:
    """Let a statement of an analyst's stand among those found, as one with what the extractor says alike."""
    value = replace(value, evidence=placed.statement.evidence, also=(), rule=JUDGED, confidence=1.0)
    here = iris.statement(article, value)
    held = found.get(here, Told(value))
    if held.is_rejected:  # what was rejected by itself does not come back as the correction of something else
        return
    found[here] = held._replace(
        is_confirmed=True,
        verdicts=tuple(sorted({*held.verdicts, iris.verdict(_original(placed.verdict))}, key=str)),
        corrects=tuple(sorted({*held.corrects, *corrects}, key=str)),
    )


def _quads(verdict: Verdict) -> Iterator[Quad]:
    original, article = _original(verdict), iris.article(verdict.article)
    here = iris.verdict(original)
    yield _quad(here, iris.RDF + "type", iris.term("Verdict"))
    yield _quad(here, iris.SR + "about", original)
    yield _quad(here, iris.SR + "inArticle", article)
    yield _quad(here, iris.SR + "ruling", iris.term(verdict.ruling))
    yield _quad(here, iris.SR + "author", Literal(verdict.author))
    yield _quad(here, iris.OA + "exact", Literal(verdict.quote))
    if verdict.reason:
        yield _quad(here, iris.SR + "reason", Literal(verdict.reason))
    yield from _statement(here, "judged", verdict.statement)
    if verdict.correction is not None:
        yield from _statement(here, "correction", verdict.correction)


def _statement(verdict: NamedNode, name: str, value: Statement) -> Iterator[Quad]:
    """Yield a statement that a verdict keeps; it is of no class, so that no question takes it for one of an article."""
    here = NamedNode(f"{verdict.value}#{name}")
    yield _quad(verdict, iris.SR + name, here)
    for property_, code in (("source", value.source), ("target", value.target)):
        yield _quad(here, iris.SR + property_, iris.entity(code))
    for property_, entity in (("speaker", value.speaker), ("speakerEntity", value.speaker_entity)):
        if entity is not None:
            yield _quad(here, iris.SR + property_, iris.entity(entity))
    yield _quad(here, iris.SR + "kind", iris.term(value.kind))
    yield _quad(here, iris.SR + "status", iris.term(value.status))
    yield _quad(here, iris.SR + "rule", Literal(value.rule))
    confidence = Literal(f"{value.confidence:.3f}".rstrip("0").rstrip("."), datatype=NamedNode(iris.XSD + "decimal"))
    yield _quad(here, iris.SR + "confidence", confidence)
    for property_, number in zip(("start", "end"), value.evidence, strict=True):
        yield _quad(here, iris.OA + property_, Literal(str(number), datatype=NamedNode(iris.XSD + "integer")))
    if value.time is not None:
        yield _quad(here, iris.SR + "date", Literal(str(value.time)))
        for property_, day in (("eventStart", value.time.start), ("eventEnd", value.time.end)):
            yield _quad(here, iris.SR + property_, Literal(day.isoformat(), datatype=NamedNode(iris.XSD + "date")))
        yield _quad(here, iris.SR + "precision", Literal(str(value.time.precision)))
        yield _quad(here, iris.SR + "timeWords", Literal(value.time.text, language=_UNTOLD))


def _quad(subject: NamedNode, property_: str, value: NamedNode | Literal) -> Quad:
    return Quad(subject, NamedNode(property_), value, iris.VERDICTS)


def _verdict(iri: str, nodes: dict[str, dict[str, str]]) -> Verdict:
    node = nodes[iri]
    correction = node.get(iris.SR + "correction")
    return Verdict(
        article=local(node[iris.SR + "inArticle"]),
        statement=_read(nodes[node[iris.SR + "judged"]]),
        quote=node[iris.OA + "exact"],
        ruling=Ruling(local(node[iris.SR + "ruling"])),
        author=node[iris.SR + "author"],
        reason=node.get(iris.SR + "reason"),
        correction=_read(nodes[correction]) if correction else None,
    )


def _read(node: dict[str, str]) -> Statement:
    def code(name: str) -> str | None:
        return local(node[iris.SR + name]) if iris.SR + name in node else None

    return Statement(
        source=code("source") or "",
        kind=code("kind") or "",
        target=code("target") or "",
        status=Status(code("status") or ""),
        evidence=Span(int(node[iris.OA + "start"]), int(node[iris.OA + "end"])),
        speaker=code("speaker"),
        speaker_entity=code("speakerEntity"),
        time=time(
            node.get(iris.SR + "eventStart"),
            node.get(iris.SR + "eventEnd"),
            node.get(iris.SR + "precision"),
            node.get(iris.SR + "timeWords", ""),
        ),
        rule=node[iris.SR + "rule"],
        confidence=float(node[iris.SR + "confidence"]),
    )
