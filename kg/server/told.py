"""What a store tells of a thing, as plain values for its page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.model import Span
from kg.rdf import iris
from kg.rdf.read import local
from kg.rdf.results import Cell, Result
from kg.server.resolving import text

Ask = Callable[[str, Mapping[str, Cell] | None], Result]  # a store's or a pool's `query`
MOST = 200  # statements of one thing that are read: as statements.rq says


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, with its words and what is known of its article; ids and codes in place of IRIs."""

    iri: str
    source: str
    kind: str
    target: str
    status: str
    article: str
    words: str
    language: str
    before: str
    after: str
    span: Span
    confidence: float
    rule: str
    speaker: str | None
    person: str | None
    date: str | None
    day: str | None
    outlet: str | None
    title: str | None
    url: str | None
    fact: str | None
    rejected: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its text."""

    iri: str
    id: str
    text: str
    language: str
    title: str | None
    outlet: str | None
    published: str | None
    modified: str | None
    url: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Partner:
    """How many statements of each family there are between an actor and another: told as fact, as plan, denied."""

    code: str
    actual: Mapping[str, int]
    intended: int
    denied: int

    @property
    def all(self) -> int:
        """Return the number of statements."""
        return sum(self.actual.values()) + self.intended + self.denied


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts on a statement (ruling, author, reason), what corrects it, and what it corrects."""

    verdicts: tuple[tuple[str, str, str], ...]
    corrected_by: tuple[str, ...]
    corrects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contrary:
    """A fact that stands against another, and why: "denied", or "week" for the other sign within a week."""

    iri: str
    source: str
    kind: str
    target: str
    status: str
    date: str | None
    why: str


def statements(ask: Ask, by: str, iri: str) -> tuple[Told, ...]:
    """Return the statements of which a property (source, target, speaker, reports, inArticle, asserts) tells an IRI."""
    result = ask(text("statements"), {"by": Cell("iri", iris.SR + by), "value": Cell("iri", iri)})
    found: dict[str, Told] = {}
    for row in _rows(result):
        told = _told(row)
        found.setdefault(told.iri, told)  # an article with two titles gives two rows
    return tuple(found.values())


def also(ask: Ask, article: str) -> dict[str, tuple[Span, ...]]:
    """Return the further passages of an article's statements, by the IRI of each."""
    found: dict[str, list[Span]] = {}
    for row in _rows(ask(text("also"), {"article": Cell("iri", article)})):
        found.setdefault(row["statement"].value, []).append(Span(int(row["start"].value), int(row["end"].value)))
    return {iri: tuple(sorted(spans)) for iri, spans in found.items()}


def article(ask: Ask, iri: str) -> Article | None:
    """Return an article, or None if the store has none of this IRI."""
    row = next(iter(_rows(ask(text("article"), {"this": Cell("iri", iri)}))), None)
    if row is None:
        return None
    more = {name: _value(row, name) for name in ("title", "outlet", "published", "modified", "url", "by")}
    return Article(iri, row["id"].value, row["text"].value, row["language"].value, **more)


def partners(ask: Ask, iri: str) -> tuple[Partner, ...]:
    """Return with whom an actor has to do, most statements first."""
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for row in _rows(ask(text("partners"), {"this": Cell("iri", iri)})):
        families = counts.setdefault(local(row["other"].value), {}).setdefault(local(row["status"].value), {})
        families[local(row["family"].value)] = int(row["reports"].value)
    found = (
        Partner(
            code, each.get("actual", {}), sum(each.get("intended", {}).values()), sum(each.get("denied", {}).values())
        )
        for code, each in counts.items()
    )
    return tuple(sorted(found, key=lambda partner: (-partner.all, partner.code)))


def judged(ask: Ask, iri: str) -> Judged:
    """Return what analysts found of a statement."""
    verdicts: list[tuple[str, str, str]] = []
    others: dict[str, list[str]] = {"by": [], "of": []}
    for row in _rows(ask(text("verdicts"), {"this": Cell("iri", iri)})):
        if "ruling" in row:
            verdicts.append((local(row["ruling"].value), row["author"].value, _value(row, "reason") or ""))
        else:
            others[row["way"].value].append(row["other"].value)
    return Judged(tuple(verdicts), tuple(others["by"]), tuple(others["of"]))


def contrary(ask: Ask, fact: str) -> tuple[Contrary, ...]:
    """Return the facts that stand against a fact."""
    found: dict[str, Contrary] = {}
    for row in _rows(ask(text("contrary"), {"this": Cell("iri", fact)})):
        source, kind, target, status = (local(row[name].value) for name in ("source", "kind", "target", "status"))
        iri, date, why = row["fact"].value, _value(row, "date"), row["why"].value
        found.setdefault(iri, Contrary(iri, source, kind, target, status, date, why))
    return tuple(found.values())


def properties(ask: Ask, iri: str) -> tuple[tuple[str, Cell], ...]:
    """Return what is said of a thing itself."""
    rows = _rows(ask(text("properties"), {"this": Cell("iri", iri)}))
    return tuple((row["property"].value, row["value"]) for row in rows)


def graph(ask: Ask, name: str, iri: str | None) -> Result:
    """Return the answer to one of the describe questions, as triples."""
    return ask(text(f"describe-{name}"), {"this": Cell("iri", iri)} if iri else None)


def _rows(result: Result) -> Iterable[Mapping[str, Cell]]:
    for row in result.rows:
        yield {name: cell for name, cell in zip(result.columns, row, strict=True) if cell is not None}


def _value(row: Mapping[str, Cell], name: str) -> str | None:
    return row[name].value if name in row else None


def _told(row: Mapping[str, Cell]) -> Told:
    def code(name: str) -> str | None:
        return local(row[name].value) if name in row else None

    return Told(
        iri=row["statement"].value,
        source=local(row["source"].value),
        kind=local(row["kind"].value),
        target=local(row["target"].value),
        status=local(row["status"].value),
        article=row["article"].value,
        words=row["words"].value,
        language=row["words"].language or "",
        before=row["before"].value,
        after=row["after"].value,
        span=Span(int(row["start"].value), int(row["end"].value)),
        confidence=float(row["confidence"].value),
        rule=row["rule"].value,
        speaker=code("speaker"),
        person=code("speakerEntity"),
        date=_value(row, "date"),
        day=_value(row, "day"),
        outlet=_value(row, "outlet"),
        title=_value(row, "title"),
        url=_value(row, "url"),
        fact=_value(row, "fact"),
        rejected="rejected" in row and row["rejected"].value == "true",
    )
