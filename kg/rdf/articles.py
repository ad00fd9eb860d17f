"""An article is read back from its graph: the Document that it was, and the Extraction that was made of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import StoreError
from kg.model import (
    Document,
    Entity,
    EntityKind,
    Extraction,
    Knowledge,
    Mention,
    Quote,
    Span,
    Statement,
    Status,
    Via,
)
from kg.rdf import iris
from kg.rdf.read import local, time
from kg.rdf.results import Cell, Result
from kg.rdf.verdicts import JUDGED
from kg.rdf.write import CLASSES

Ask = Callable[..., Result]  # a store's `query`

_METADATA = "SELECT ?property ?value WHERE { GRAPH ?article { ?article ?property ?value } }"
_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?article { ?s ?p ?o } }"
_SOMETHING = "ASK WHERE { GRAPH ?article { ?s ?p ?o } }"
_ROW = f"ASK WHERE {{ GRAPH {iris.LEDGER} {{ ?article ?p ?o }} }}"
_STATEMENTS = (iris.SR + "RelationStatement", iris.SR + "RejectedStatement")
_KINDS = {iris.SR + name: kind for kind, name in CLASSES.items()}


def documents(ask: Ask, articles: Iterable[str]) -> Iterator[Document]:
    """Yield the documents of some articles, one after the other."""
    for article in articles:
        yield document(ask, article)


def document(ask: Ask, article: str) -> Document:
    """Return an article as it was when it was read; ask answers SPARQL (a store's `query`).

    Raises StoreError if the store has no such article, or its text or id is gone.
    """
    rows = ask(_METADATA, {"article": _cell(article)}).rows
    found: dict[str, list[str]] = {}
    for property_, value in rows:
        if property_ and value:
            found.setdefault(property_.value, []).append(value.value)
    return _document(article, found)


def is_held(ask: Ask, article: str) -> bool:
    """Tell whether a store has anything of an article: its graph, or its row in the ledger."""
    here = {"article": _cell(article)}
    return bool(ask(_SOMETHING, here).truth or ask(_ROW, here).truth)


def triples(ask: Ask, article: str) -> str:
    """Return all that stands in an article's graph as N-Triples, sorted."""
    return ask(_GRAPH, {"article": _cell(article)}).triples or ""


def extraction(ask: Ask, article: str, knowledge: Knowledge) -> Extraction:
    """Return what was read from an article: written again it gives the quads that its graph holds.

    Entities that the knowledge has, and the division into sentences, stand in no article's graph and are left out;
    statements that analysts put in are theirs, not the extractor's, and come again with the verdicts.

    Raises StoreError if the store has no such article, or its graph is damaged.
    """
    return parsed(article, triples(ask, article), knowledge)


def parsed(article: str, text: str, knowledge: Knowledge) -> Extraction:
    """Return what was read from an article whose graph is given as N-Triples.

    Raises StoreError if the graph is damaged.
    """
    nodes = _nodes(text)
    here = iris.article(article).value
    try:
        return _extraction(_document(article, nodes.get(here, {})), nodes, knowledge)
    except (KeyError, ValueError) as error:
        raise StoreError(f"{article}: its graph is damaged ({error}); kg check --mend reads it again") from error


Properties = Mapping[str, list[str]]
_LANGUAGE = "\0"  # between a label and its language


def _cell(article: str) -> Cell:
    try:
        return Cell("iri", iris.article(article).value)
    except UnicodeEncodeError as error:  # an argument in another encoding than the terminal's
        raise StoreError(f"{article!r}: is no id; kg list shows those that the store has") from error


def _nodes(text: str) -> dict[str, dict[str, list[str]]]:
    """Return the properties of each node, their values as text."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in parse(text, format=RdfFormat.N_TRIPLES):
        if not isinstance(quad.subject, NamedNode):
            continue
        value = quad.object
        if not isinstance(value, NamedNode | Literal):
            continue
        name = quad.predicate.value
        text_ = value.value
        if name.startswith(iris.SKOS) and isinstance(value, Literal):
            text_ = f"{value.value}{_LANGUAGE}{value.language or ''}"
        found.setdefault(quad.subject.value, {}).setdefault(name, []).append(text_)
    return found


def _document(article: str, node: Properties) -> Document:
    text = _one(node, iris.SCHEMA + "articleBody")
    if text is None or _one(node, iris.SCHEMA + "identifier") != article:
        raise StoreError(f"{article}: the store has no text of this article; kg list shows those it has")
    spans = (each.split(",") for each in node.get(iris.SR + "furniture", ()))
    return Document(
        id=article,
        text=text,
        language=_one(node, iris.SCHEMA + "inLanguage") or "",
        title=_one(node, iris.SCHEMA + "headline"),
        published=_one(node, iris.SCHEMA + "datePublished"),
        modified=_one(node, iris.SCHEMA + "dateModified"),
        outlet=_one(node, iris.SR + "outlet"),
        url=_one(node, iris.SCHEMA + "url"),
        furniture=tuple(sorted(Span(int(start), int(end)) for start, end in spans)),
    )


def _extraction(document_: Document, nodes: Mapping[str, Properties], knowledge: Knowledge) -> Extraction:
    here = nodes[iris.article(document_.id).value]
    entities = tuple(_entities(nodes))
    own = {entity.id: entity for entity in entities}
    mentions: list[Mention] = []
    quotes: list[Quote] = []
    statements: list[tuple[Statement, str]] = []
    for iri, node in nodes.items():
        types = node.get(iris.RDF + "type", ())
        if iris.SR + "Mention" in types:
            who = _entity(node, "entity")
            known = knowledge.entities.get(who or "") or own.get(who or "")
            mentions.extend(_mentions(node, who, known.kind if known else EntityKind.PLACE))
        elif iris.SR + "Quotation" in types:
            quotes.extend(_quotes(node))
        elif any(each in types for each in _STATEMENTS) and _one(node, iris.SR + "rule") != JUDGED:
            statements.append((_statement(node), iri))
    return Extraction(
        document_,
        quotes=tuple(sorted(quotes, key=lambda each: (each.span, each.speaker or "", each.speaker_entity or ""))),
        mentions=tuple(sorted(mentions, key=lambda each: (each.span, each.entity or "", each.via))),
        entities=entities,
        statements=tuple(each for each, _ in sorted(statements, key=lambda pair: (pair[0].evidence, pair[1]))),
        made_by=nodes[here[iris.PROV + "wasGeneratedBy"][0]][iris.SR + "madeBy"][0],
    )


def _entities(nodes: Mapping[str, Properties]) -> Iterator[Entity]:
    for iri, node in sorted(nodes.items()):
        kind = next((_KINDS[each] for each in node.get(iris.RDF + "type", ()) if each in _KINDS), None)
        if kind is None or not iri.startswith(iris.ID):
            continue
        names = [
            (language, name)
            for label in ("prefLabel", "altLabel")
            for name, _, language in (each.partition(_LANGUAGE) for each in sorted(node.get(iris.SKOS + label, ())))
        ]
        yield Entity(local(iri), kind, tuple(names), _entity(node, "actor"), _entity(node, "state"))


def _mentions(node: Properties, who: str | None, usual: EntityKind) -> Iterator[Mention]:
    """Yield the mentions that one node stands for: such as are alike but for their kind or way share it."""
    for via, kind in _together(node[iris.SR + "via"], node.get(iris.SR + "mentionKind", ())):
        yield Mention(_span(node), EntityKind(kind) if kind else usual, who, Via(local(via)))


def _quotes(node: Properties) -> Iterator[Quote]:
    """Yield the quotations that one node stands for: such as cover the same words share it."""
    names = ("speaker", "speakerEntity", "verb")
    values = (node.get(iris.SR + name, ()) for name in names)
    for direct, speaker, entity, verb in _together(node[iris.SR + "direct"], *values):
        yield Quote(
            _span(node),
            _at(verb) if verb else None,
            local(speaker) if speaker else None,
            local(entity) if entity else None,
            direct == "true",
        )


def _together(*values: Iterable[str]) -> Iterator[tuple[str | None, ...]]:
    """Yield the first of each, then the second of each; a list at its end gives its last again.

    >>> list(_together(["a"], ["x", "y"], []))
    [('a', 'x', None), ('a', 'y', None)]
    """
    last: tuple[str | None, ...] = ()
    for row in zip_longest(*map(sorted, values)):
        last = tuple(new if new is not None else old for new, old in zip_longest(row, last))
        yield last


def _statement(node: Properties) -> Statement:
    return Statement(
        source=_entity(node, "source") or "",
        kind=local(node[iris.SR + "kind"][0]),
        target=_entity(node, "target") or "",
        status=Status(local(node[iris.SR + "status"][0])),
        evidence=_at(node[iris.SR + "evidence"][0]),
        speaker=_entity(node, "speaker"),
        speaker_entity=_entity(node, "speakerEntity"),
        time=time(
            _one(node, iris.SR + "eventStart"),
            _one(node, iris.SR + "eventEnd"),
            _one(node, iris.SR + "precision"),
            _one(node, iris.SR + "timeWords") or "",
        ),
        also=tuple(sorted(_at(each) for each in node.get(iris.SR + "also", ()))),
        rule=node[iris.SR + "rule"][0],
        confidence=float(node[iris.SR + "confidence"][0]),
    )


def _entity(node: Properties, name: str) -> str | None:
    value = _one(node, iris.SR + name)
    return local(value) if value is not None else None


def _one(node: Properties, name: str) -> str | None:
    values = node.get(name)
    return values[0] if values else None


def _span(node: Properties) -> Span:
    return Span(int(node[iris.OA + "start"][0]), int(node[iris.OA + "end"][0]))


def _at(iri: str) -> Span:
    """Return the range of text that the IRI of a part of an article names.

    >>> _at("https://w3id.org/state-relations/article/a#char=3,9")
    Span(start=3, end=9)
    """
    start, _, end = iri.rpartition("=")[2].partition(",")
    return Span(int(start), int(end))
