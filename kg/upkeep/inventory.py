"""What a store holds: its articles one by one, one article in words, and everything in figures."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg.extractors.explain import Piece, explain
from kg.extractors.writing import plainly
from kg.model import Document, Knowledge, Span, Verdict
from kg.rdf import articles, iris, verdicts
from kg.rdf.read import knowledge_version, ledger
from kg.rdf.results import Cell, Result
from kg.stores import Store
from kg.text import sentences

COLUMNS = ("id", "published", "outlet", "language", "statements", "title")
_ARTICLES = """SELECT ?article ?id ?published ?outlet ?language ?title WHERE {
  GRAPH ?article {
    ?article a sr:Article ; schema:identifier ?id ; schema:inLanguage ?language .
    OPTIONAL { ?article schema:datePublished ?published }
    OPTIONAL { ?article sr:outlet ?outlet }
    OPTIONAL { ?article schema:headline ?title }
  }
}"""
_COUNTS = """SELECT ?article (COUNT(?statement) AS ?statements) WHERE {
  ?statement a sr:RelationStatement ; sr:inArticle ?article
} GROUP BY ?article"""
_TOUCHING = """SELECT DISTINCT ?article WHERE {
  { ?statement sr:source ?who } UNION { ?statement sr:target ?who }
  ?statement a sr:RelationStatement ; sr:inArticle ?article .
}"""
_FIGURES = {
    "statements": "?x a sr:RelationStatement",
    "rejected": "?x a sr:RejectedStatement",
    "facts": f"GRAPH {iris.DERIVED} {{ ?x a sr:Fact }}",
    "flat triples": f"GRAPH {iris.DERIVED} {{ ?x rdf:predicate ?kind }}",
    "quads": "GRAPH ?g { ?x ?p ?o }",
}


class Choice(NamedTuple):
    """Which articles are listed: those that touch an actor (its code), of an outlet, of some days (None: all)."""

    state: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


_ALL = Choice()


def listed(store: Store, choice: Choice = _ALL) -> Result:
    """Return the articles of a store, one a row, by date and id."""
    counts = {article.value: count for article, count in store.query(_COUNTS).rows if article and count}
    touching: set[str] | None = None
    if choice.state is not None:
        who = {"who": Cell("iri", iris.entity(choice.state).value)}
        touching = {cell.value for row in store.query(_TOUCHING, who).rows for cell in row if cell}
    rows = []
    for article, id_, published, outlet, language, title in store.query(_ARTICLES).rows:
        if article is None or (touching is not None and article.value not in touching):
            continue
        if choice.outlet is not None and (outlet is None or outlet.value != choice.outlet):
            continue
        if not _within(published.value if published else "", choice):
            continue
        rows.append((id_, published, outlet, language, counts.get(article.value, _number(0)), title))
    rows.sort(key=lambda row: tuple(cell.value if cell else "" for cell in (row[1], row[0])))
    return Result(COLUMNS, tuple(rows))


def _within(published: str, choice: Choice) -> bool:
    """Tell whether a day is in a range of days, months or years; what has no date is in none."""
    if choice.since is not None and not (published and published >= choice.since):
        return False
    return choice.until is None or bool(published and published[: len(choice.until)] <= choice.until)


def _number(value: int) -> Cell:
    return Cell("literal", str(value), None, f"{iris.XSD}integer")


def shown(store: Store, article: str, knowledge: Knowledge, statement: str | None = None) -> Iterator[Piece]:
    """Yield an article of a store in words, or one statement of it by its IRI, with the verdicts on them.

    Raises StoreError if the store has no such article.
    """
    extraction = articles.extraction(store.query, article, knowledge)
    given = verdicts.read(store.query)
    here = iris.article(article)
    told = [
        (iris.statement(here, each.statement).value, each)
        for each in sorted(verdicts.applied(extraction, knowledge, given), key=lambda each: each.statement.evidence)
    ]
    told = [(iri, each) for iri, each in told if statement in (None, iri)]
    notes = [(f"id       {iri.rpartition('=')[2]}", *_judged(each, given)) for iri, each in told]
    yield from _about(extraction.document, extraction.made_by) if statement is None else ()
    plain, folded = plainly(extraction.document)
    divided = tuple(map(folded.original, sentences.split(plain)))
    changed = replace(extraction, sentences=divided, statements=tuple(each.statement for _, each in told))
    yield from explain(changed, knowledge, notes)


def _judged(told: verdicts.Told, given: tuple[Verdict, ...]) -> Iterator[str]:
    for verdict in given:
        original = iris.statement(iris.article(verdict.article), verdict.statement)
        if iris.verdict(original) in told.verdicts:
            what = "put in" if told.statement.rule == verdicts.JUDGED else verdict.ruling.value
            yield f"judged   {what}, {verdict.author}{f': {verdict.reason}' if verdict.reason else ''}"


def _about(document: Document, made_by: str) -> Iterator[Piece]:
    """Yield what is known of an article besides its text."""
    for name, value in (
        ("title", document.title),
        ("published", document.published),
        ("modified", document.modified),
        ("outlet", document.outlet),
        ("url", document.url),
        ("text", f"{len(document.text)} characters, {_length(document.furniture)} of them page furniture"),
        ("read by", made_by),
    ):
        if value:
            yield f"{name:<9} {value}\n", ""


def _length(spans: tuple[Span, ...]) -> int:
    return sum(span.end - span.start for span in spans)


def figures(store: Store, name: str) -> Iterator[tuple[str, str]]:
    """Yield what a store holds in figures, each with its name."""
    rows = listed(store).rows
    yield "articles", str(len(rows))
    for what, pattern in _FIGURES.items():
        count = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows[0][0]
        yield what, count.value if count else "0"
    yield "verdicts", str(len(verdicts.read(store.query)))
    days = sorted(row[1].value[:10] for row in rows if row[1])
    yield "days", f"{days[0]} to {days[-1]}" if days else "none known"
    yield "languages", _counted(Counter(row[3].value for row in rows if row[3]))
    yield "outlets", _counted(Counter(row[2].value if row[2] else "not known" for row in rows))
    yield "read by", _counted(Counter(by for _, by in ledger(store.query).values()))
    yield "knowledge", knowledge_version(store.query) or "none"
    kind, _, argument = name.partition(":")
    if kind == "oxigraph":
        size = sum(path.stat().st_size for path in Path(argument).iterdir() if path.is_file())
        yield "on disk", f"{size / 1e6:.1f} MB"


def _counted(counts: Mapping[str, int]) -> str:
    """Write how often each is there, the most frequent first."""
    each = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} ({count})" for name, count in each) or "none"
