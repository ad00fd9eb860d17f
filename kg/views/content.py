"""What a view chose becomes what its page knows: JSON values made of actors, lines, statements and words."""

import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any  # JSON values

from kg.model import EntityKind, Knowledge, Name, NameKind
from kg.rdf import iris
from kg.rdf.read import Reported
from kg.rdf.write import THRESHOLD
from kg.views import drawn, style
from kg.views.choosing import Chosen, told
from kg.views.measures import betweenness, clusters
from kg.views.network import Names, relation

# People are not searched by adjective: "Turkish" in a list of Türkiye's names only takes room.
_SEARCHED = (NameKind.NAME, NameKind.ABBREVIATION, NameKind.ALIAS, NameKind.LOADED, NameKind.METONYM)
_COUNTED = 257  # numbers of reports beyond which nothing grows
_STEERING = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
DRAWN = ("network", "ego")  # the views that are networks of nodes and lines
_Codes = dict[str, dict[str, Any]]


def content(chosen: Chosen, base: Knowledge, *, title: str | None = None, named: Names | None = None) -> dict[str, Any]:
    """Return everything a page knows.

    `named` tells the names of those who speak or act and are not in the knowledge base.

    Raises KnowledgeError if a statement is of a kind that is not known.
    """
    reported = sorted(
        chosen.reported, key=lambda one: (one.published or "", one.article, one.statement.evidence, one.iri)
    )
    kinds = {kind: relation(kind, base) for kind in sorted({each.statement.kind for each in reported})}
    article = {id_: number for number, id_ in enumerate(sorted({each.article: each for each in reported}))}
    facts: dict[str, int] = {}
    statements = [_statement(each, article, facts, base) for each in reported]
    about = _actors(chosen, base, named or {})
    nodes, edges, options = list(about.values()), list[dict[str, Any]](), dict[str, Any]()
    if chosen.kind in DRAWN:
        nodes, edges, options = drawn.network(chosen, reported, base, about)
    return {
        "title": title,
        "view": {
            "kind": chosen.kind,
            "actors": [*chosen.actors],
            "asked": chosen.asked,
            "depth": chosen.depth,
            "left_out": dict(chosen.left_out),
        },
        "least": THRESHOLD,  # the page opens on what is as sure as the flat triples
        "options": options,
        "nodes": nodes,
        "edges": edges,
        "statements": statements,
        "articles": [_article(each) for _, each in sorted({each.article: each for each in reported}.items())],
        "kinds": {
            kind: {
                "family": known.family,
                "sign": known.sign,
                "symmetric": known.symmetric,
                "labels": dict(sorted(known.labels.items())),
                "scores": {"goldstein": known.goldstein, "plover": known.plover_score},
            }
            for kind, known in kinds.items()
        },
        "names": _names(chosen, base, named or {}),
        "style": {
            **style.sheet(),
            "widths": [style.width(count) for count in range(_COUNTED)],
            "sizes": [style.size(count) for count in range(_COUNTED)],
        },
        "words": json.loads((files("kg.views") / "words.json").read_text(encoding="utf-8")),
    }


def _actors(chosen: Chosen, base: Knowledge, named: Names) -> _Codes:
    """Return what the page knows of each actor that it draws."""
    counts = told(chosen.reported)
    codes = sorted({*counts, *chosen.actors} - chosen.groups.keys())
    friends, between = clusters(chosen.reported, base), betweenness(chosen.reported)
    also = _also(base.names, {*codes, *chosen.groups})
    found: _Codes = {}
    for code in codes:
        entity = base.entities.get(code)
        names = dict(entity.names) if entity else named.get(code, {})
        found[code] = {
            "id": code,
            "kind": (entity.kind if entity else EntityKind.ORG).value,
            "names": {language: plain(name) for language, name in sorted(names.items())},
            "also": also.get(code, []),
            "cluster": friends.get(code, 0),
            "between": between.get(code, 0),
        }
    for anchor in sorted({*chosen.groups.values()}):
        members = [code for code, around in chosen.groups.items() if around == anchor]
        searched = sorted({text for code in members for text in (code, *also.get(code, ()))})
        around = {"kind": "GROUP", "names": {}, "also": searched, "cluster": friends.get(anchor, 0), "between": 0}
        id_ = drawn.group(anchor)
        found[id_] = {"id": id_, **around, "anchor": anchor, "members": members}
    return found


def _also(names: Iterable[Name], wanted: Iterable[str]) -> dict[str, list[str]]:
    """Return the names by which actors can be searched, loaded ones too."""
    codes = set(wanted)
    found: dict[str, set[str]] = {}
    for name in names:
        if name.entity in codes and name.kind in _SEARCHED:
            found.setdefault(name.entity, set()).add(plain(name.text))
    return {code: sorted(texts) for code, texts in found.items()}


def _statement(
    reported: Reported, articles: Mapping[str, int], facts: dict[str, int], base: Knowledge
) -> dict[str, Any]:
    statement = reported.statement
    fact = iris.fact(statement, base.relations[statement.kind]).value
    when = statement.time
    return {
        "source": statement.source,
        "kind": statement.kind,
        "target": statement.target,
        "status": statement.status.value,
        "speaker": statement.speaker,
        "person": statement.speaker_entity,
        "date": str(when) if when else None,
        "span": [when.start.isoformat(), when.end.isoformat()] if when else None,
        "confidence": statement.confidence,
        "rule": statement.rule,
        "quote": reported.quote,
        "before": _context(reported.before, cut=0),
        "after": _context(reported.after, cut=-1),
        "article": articles[reported.article],
        "fact": facts.setdefault(fact, len(facts)),
    }


def _context(text: str, *, cut: int) -> str:
    """Return words around a quotation without the half word at the end (-1) or the beginning (0) and the quoted line.

    >>> _context("ons of the past. The minister said: ", cut=0)
    'of the past. The minister said: '
    """
    if "\n" in text:
        return text.rsplit("\n", 1)[1] if cut == 0 else text.split("\n", 1)[0]
    before, blank, after = text.partition(" ") if cut == 0 else text.rpartition(" ")
    return (after if cut == 0 else before) if blank else ""


def _article(reported: Reported) -> dict[str, Any]:
    return {
        "id": reported.article,
        "language": reported.language,
        "title": plain(reported.title) if reported.title else None,
        "outlet": plain(reported.outlet) if reported.outlet else None,
        "published": (reported.published or "")[:10] or None,
        "url": reported.url,
    }


def _names(chosen: Chosen, base: Knowledge, named: Names) -> dict[str, dict[str, str]]:
    """Return the names of those who say something, and of the actors that are folded into groups."""
    said = (each.statement for each in chosen.reported)
    ids = {id_ for each in said for id_ in (each.speaker, each.speaker_entity) if id_} | chosen.groups.keys()
    found = {id_: dict(base.entities[id_].names) if id_ in base.entities else named.get(id_, {}) for id_ in sorted(ids)}
    return {id_: {language: plain(name) for language, name in sorted(names.items())} for id_, names in found.items()}


def plain(text: str) -> str:
    """Return a name on one line, without characters that turn the direction of what stands beside it.

    >>> plain("Iran\\u202e\\nnarI")
    'Iran narI'
    """
    return " ".join(_STEERING.sub(" ", text).split())
