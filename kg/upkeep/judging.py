"""An analyst finds a statement wrong, right, or to be put otherwise."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from kg.errors import VerdictError
from kg.model import EntityKind, Knowledge, Precision, Ruling, Statement, Status, Time, Verdict
from kg.plugins import nearest
from kg.queries.shipped import resolve
from kg.rdf import articles, iris, verdicts, write
from kg.rdf.read import local
from kg.rdf.results import Cell, Result
from kg.stores import Store

NOBODY = "none"  # given for a speaker or a date: there is none
_STATEMENTS = """SELECT ?statement ?rule WHERE {
  GRAPH ?article { ?statement sr:rule ?rule ; sr:inArticle ?article ; sr:evidence ?evidence }
  FILTER(STRSTARTS(STRAFTER(STR(?statement), "#statement="), ?hash))
}"""
_ORIGINAL = "SELECT ?original WHERE { GRAPH ?article { ?statement sr:correctionOf ?original } }"
_HASH = re.compile(r"[0-9a-f]{6,20}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Found(NamedTuple):
    """A statement in a store: its IRI and its article's id."""

    iri: str
    article: str


def judge(
    store: Store,
    statement: str,
    ruling: Ruling,
    *,
    author: str,
    knowledge: Knowledge,
    reason: str | None = None,
    **correction: str,
) -> Verdict:
    """Give a verdict on a statement, named by its IRI or the first characters of its hash, and apply it.

    A correction gives the fields that are wrong: source, kind, target, status, date, speaker. Actors are given by code
    or name, dates as 2023, 2023-03, 2023-03-29 or 2022/2023; "none" leaves out date or speaker. A verdict takes the
    place of the one that was given on the statement before. Article and verdict change in one atomic update.

    Raises VerdictError if there is no such statement, or the correction does not fit it.
    """
    for text in (author, reason or ""):
        if any(unicodedata.category(each) in ("Cc", "Cs") for each in text):  # such as half a letter, or an escape
            raise VerdictError(f"{text!r}: is no plain text on one line; mend it")
    found = find(store.query, statement)
    extraction = articles.extraction(store.query, found.article, knowledge)
    read = _read(extraction.statements, found)
    quote = extraction.document.text[read.evidence.start : read.evidence.end]
    corrected = _corrected(read, correction, knowledge) if ruling is Ruling.CORRECTED else None
    verdict = Verdict(found.article, replace(read, also=()), quote, ruling, author, reason, corrected)
    _apply(store, verdict, (*_others(store, found), verdict), knowledge)
    return verdict


def withdraw(store: Store, statement: str, *, knowledge: Knowledge) -> Verdict:
    """Take back the verdict that was given on a statement; it stands again as it was read.

    The statement need not be there any more. Raises VerdictError if no verdict was given on it.
    """
    given = verdicts.read(store.query)
    wanted = [verdict for verdict in given if _is_on(verdict, statement)]
    if len(wanted) != 1:
        what = "several verdicts have" if wanted else "no verdict was given on"
        raise VerdictError(f"{statement}: {what} this statement; kg judge STORE --list shows them")
    _apply(store, wanted[0], tuple(verdict for verdict in given if verdict is not wanted[0]), knowledge)
    return wanted[0]


def find(ask: Callable[..., Result], statement: str, *, judged: bool = False) -> Found:
    """Return the one statement of a store with this IRI, or whose hash begins so; judged: one put in by an analyst too.

    Raises VerdictError if there is none, or several.
    """
    hash_ = statement.rpartition("#statement=")[2]
    if not _HASH.fullmatch(hash_):
        raise VerdictError(f"{statement}: is no statement; give its IRI or six or more characters of its hash")
    rows = ask(_STATEMENTS, {"hash": Cell("literal", hash_)}).rows
    found = {row[0].value: row[1].value for row in rows if row[0] and row[1]}
    if statement != hash_ and statement in found:
        found = {statement: found[statement]}
    if len(found) != 1:
        what = "several statements begin" if found else "the store has no statement that begins"
        raise VerdictError(f"{statement}: {what} so; kg show STORE ARTICLE shows the statements of an article")
    [(iri, rule)] = found.items()
    if rule == verdicts.JUDGED and not judged:
        rows = ask(_ORIGINAL, {"statement": Cell("iri", iri)}).rows
        original = next((cell.value for row in rows for cell in row if cell), iri)
        raise VerdictError(f"{statement}: was put in by an analyst; judge {original} anew, or withdraw what was found")
    return Found(iri, local(iri.partition("#")[0]))


def on(verdict: Verdict) -> str:
    """Return the IRI of the statement that a verdict was given on."""
    return iris.statement(iris.article(verdict.article), verdict.statement).value


def _is_on(verdict: Verdict, statement: str) -> bool:
    iri = on(verdict)
    return iri == statement or bool(_HASH.fullmatch(statement) and iri.partition("=")[2].startswith(statement))


def _read(statements: tuple[Statement, ...], found: Found) -> Statement:
    article = iris.article(found.article)
    for each in statements:
        if iris.statement(article, each).value == found.iri:
            return each
    raise VerdictError(f"{found.iri}: its article's graph is damaged; kg check --mend reads it again")


def _others(store: Store, found: Found) -> tuple[Verdict, ...]:
    return tuple(verdict for verdict in verdicts.read(store.query) if on(verdict) != found.iri)


def _apply(store: Store, verdict: Verdict, given: tuple[Verdict, ...], knowledge: Knowledge) -> None:
    """Write the article of a verdict anew with all that was found of it, and the verdicts themselves."""
    written = verdicts.nquads(given)
    if not store.query("ASK WHERE { GRAPH ?article { ?article a sr:Article } }", _named(verdict.article)).truth:
        store.put(iris.VERDICTS.value, written)
    else:
        extraction = articles.extraction(store.query, verdict.article, knowledge)
        # Whom the article was first to name stays in its graph, even where the knowledge has come to know him.
        own = {entity.id for entity in extraction.entities}
        entities = {id_: entity for id_, entity in knowledge.entities.items() if id_ not in own}
        quads = write.nquads(extraction, replace(knowledge, entities=entities), verdicts=given)
        store.replace(verdict.article, quads, verdicts=written)
    store.flush()


def _named(article: str) -> dict[str, Cell]:
    return {"article": Cell("iri", iris.article(article).value)}


def _corrected(read: Statement, given: Mapping[str, str], knowledge: Knowledge) -> Statement:
    fields: dict[str, Any] = {}
    for name, value in given.items():
        fields.update(_field(name, value, read, knowledge))
    made = replace(read, also=(), rule=verdicts.JUDGED, confidence=1.0, **fields)
    article = iris.article("")
    if iris.statement(article, made) == iris.statement(article, read):
        raise VerdictError("the correction says what the statement says; give what is wrong of it, or --confirm")
    if made.source == made.target:
        raise VerdictError(f"{made.source}: cannot be source and target; give the other actor")
    return made


def _field(name: str, value: str, read: Statement, knowledge: Knowledge) -> dict[str, Any]:  # Any: values of fields
    """Return the fields of a statement that one part of a correction changes."""
    if name in ("source", "target"):
        return {name: _actor(value, knowledge)}
    if name == "speaker":
        speaker = None if value == NOBODY else _actor(value, knowledge)
        return {"speaker": speaker, "speaker_entity": read.speaker_entity if speaker == read.speaker else None}
    if name == "date":
        return {"time": None if value == NOBODY else _time(value)}
    if name == "kind":
        if value not in knowledge.relations:
            raise VerdictError(f"{value!r}: no such kind of relation{nearest(value, knowledge.relations)}")
        return {name: value}
    if name == "status":
        if value not in list(Status):
            raise VerdictError(f"{value!r}: no such status; write {', '.join(Status)}")
        return {name: Status(value)}
    raise VerdictError(f"{name}: cannot be corrected; source, kind, target, status, date and speaker can")


def _actor(text: str, knowledge: Knowledge) -> str:
    entity = knowledge.entities[resolve(text, knowledge)]
    if entity.actor is None and entity.kind not in (EntityKind.STATE, EntityKind.ORG):
        raise VerdictError(f"{text!r}: is no actor; give the state or organisation that acts")
    return entity.actor or entity.id


def _time(text: str) -> Time:
    """Return the time that a date is written for.

    >>> _time("2022-12").end
    datetime.date(2022, 12, 31)
    >>> str(_time("1993/2023"))
    '1993/2023'
    """
    first, slash, last = text.partition("/")
    parts = (first, last) if slash else (first,)
    if not all(_DAY.fullmatch(part) for part in parts):
        raise VerdictError(f"{text!r}: is no date; write 2023, 2023-03, 2023-03-29 or 2022/2023")
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(first)]
    try:
        made = Time(_edge(first)[0], _edge(parts[-1])[1], Precision.INTERVAL if slash else precision, "")
    except ValueError as error:
        raise VerdictError(f"{text!r}: there is no such day; mend it") from error
    if made.start > made.end or str(made) != text:
        raise VerdictError(f"{text!r}: is no date; write {made if made.start <= made.end else 'the earlier day first'}")
    return made


def _edge(text: str) -> tuple[date, date]:
    """Return the first and last day of a year, month or day."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    last = day or monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, last)
