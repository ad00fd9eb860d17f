"""A network becomes what its page knows: JSON values made of nodes, lines, statements and words."""

import json
import re
import warnings
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any  # JSON values

from kg.model import Knowledge, Name, NameKind
from kg.rdf.read import Reported
from kg.rdf.write import THRESHOLD
from kg.views import style
from kg.views.network import Names

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "hoverConnectedEdges": False, "selectConnectedEdges": False},
}
# People are not searched by adjective: "Turkish" in a list of Türkiye's names only takes room.
_SEARCHED = (NameKind.NAME, NameKind.ABBREVIATION, NameKind.ALIAS, NameKind.LOADED, NameKind.METONYM)
_COUNTED = 257  # numbers of reports beyond which nothing grows
_STEERING = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def content(
    network: "MultiDiGraph[str]",
    base: Knowledge,
    *,
    title: str | None = None,
    left_out: Mapping[str, int] | None = None,
    named: Names | None = None,
) -> dict[str, Any]:
    """Return everything a page knows.

    `left_out` counts the actors and statements that it had no room for, `named` tells the names of those who speak
    and are not in the knowledge base.
    """
    reported, lines = _lines(network)
    articles = sorted({each.article: each for each in reported}.items())
    number = {article: index for index, (article, _) in enumerate(articles)}
    kinds = sorted({each.statement.kind for each in reported})
    nodes, edges, options = _drawn(network, lines, base)
    return {
        "title": title,
        "left_out": dict(left_out or {}),
        "least": THRESHOLD,  # the page opens on what is as sure as the flat triples
        "options": options,
        "nodes": nodes,
        "edges": edges,
        "statements": [_statement(each, number) for each in reported],
        "articles": [_article(each) for _, each in articles],
        "kinds": {kind: _kind(kind, base) for kind in kinds},
        "speakers": _speakers(reported, base, named or {}),
        "style": {
            **style.sheet(),
            "widths": [style.width(count) for count in range(_COUNTED)],
            "sizes": [style.size(count) for count in range(_COUNTED)],
        },
        "words": json.loads((files("kg.views") / "words.json").read_text(encoding="utf-8")),
    }


def _lines(network: "MultiDiGraph[str]") -> tuple[list[Reported], dict[tuple[str, str, str, str], list[int]]]:
    """Return the statements, and which of them each line stands for.

    A line joins all that is told of two actors in one family and status, whichever way it goes: it has an arrowhead
    at each end at which a directed statement aims. Lines for each way as well would hide the network.
    """
    reported: list[Reported] = []
    lines: dict[tuple[str, str, str, str], list[int]] = {}
    edges = ((*sorted(pair), *key) for *pair, key in network.edges(keys=True))
    for low, high, family, status, _ in sorted(set(edges)):
        if (low, high, family, status) in lines:
            continue
        both = [
            each
            for one, other in ((low, high), (high, low))
            for directed in (False, True)
            for each in network.get_edge_data(one, other, (family, status, directed), {"statements": []})["statements"]
        ]
        both.sort(key=lambda one: (one.published or "", one.article, one.statement.evidence, one.iri))
        lines[low, high, family, status] = list(range(len(reported), len(reported) + len(both)))
        reported.extend(both)
    return reported, lines


def _drawn(
    network: "MultiDiGraph[str]", lines: Mapping[tuple[str, str, str, str], list[int]], base: Knowledge
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """Return nodes, edges and options as pyvis makes them for vis-network, each with what our page needs besides."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyvis imports IPython, whose warnings are none of ours
        from pyvis.network import Network

    told: dict[str, int] = {}
    for (low, high, _, _), numbers in lines.items():
        for code in (low, high):
            told[code] = told.get(code, 0) + len(numbers)
    drawing = Network(directed=True)
    also = _also(base.names, network)
    for code, data in sorted(network.nodes(data=True)):
        names = {language: plain(name) for language, name in data["names"].items()}
        about = {"kind": data["kind"], "names": names, "also": also.get(code, [])}
        look = style.actor(data["kind"], told.get(code, 0))
        drawing.add_node(code, label=names.get("en", code), x=data["x"], y=data["y"], **look, **about)
    for (low, high, family, status), numbers in lines.items():
        look = style.line(family, status, len(numbers))
        drawing.add_edge(low, high, family=family, status=status, statements=numbers, arrows="", **look)
    drawing.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, options = drawing.get_network_data()
    return nodes, [{"id": index, **edge} for index, edge in enumerate(edges)], json.loads(options)


def _also(names: Iterable[Name], wanted: Iterable[str]) -> dict[str, list[str]]:
    """Return the names by which actors can be searched, loaded ones too."""
    codes = set(wanted)
    found: dict[str, set[str]] = {}
    for name in names:
        if name.entity in codes and name.kind in _SEARCHED:
            found.setdefault(name.entity, set()).add(plain(name.text))
    return {code: sorted(texts) for code, texts in found.items()}


def _statement(reported: Reported, articles: Mapping[str, int]) -> dict[str, Any]:
    statement = reported.statement
    return {
        "source": statement.source,
        "kind": statement.kind,
        "target": statement.target,
        "status": statement.status.value,
        "speaker": statement.speaker,
        "person": statement.speaker_entity,
        "date": str(statement.time) if statement.time else None,
        "confidence": statement.confidence,
        "rule": statement.rule,
        "quote": reported.quote,
        "before": _context(reported.before, cut=0),
        "after": _context(reported.after, cut=-1),
        "article": articles[reported.article],
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


def _kind(kind: str, base: Knowledge) -> dict[str, Any]:
    known = base.relations[kind]
    return {"family": known.family, "symmetric": known.symmetric, "labels": dict(sorted(known.labels.items()))}


def _speakers(reported: Iterable[Reported], base: Knowledge, named: Names) -> dict[str, dict[str, str]]:
    """Return the names of those who say something: actors and, where the text names them, persons and organs."""
    said = (each.statement for each in reported)
    ids = sorted({id_ for each in said for id_ in (each.speaker, each.speaker_entity) if id_})
    found = {id_: dict(base.entities[id_].names) if id_ in base.entities else named.get(id_, {}) for id_ in ids}
    return {id_: {language: plain(name) for language, name in sorted(names.items())} for id_, names in found.items()}


def plain(text: str) -> str:
    """Return a name on one line, without characters that turn the direction of what stands beside it.

    >>> plain("Iran\\u202e\\nnarI")
    'Iran narI'
    """
    return " ".join(_STEERING.sub(" ", text).split())
