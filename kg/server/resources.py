"""Every IRI of the graph can be followed: its page for people, its triples for programs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple  # Any: values of a page

from kg.rdf import iris
from kg.rdf.read import local
from kg.server import answers, links, told
from kg.server.endpoint import CUT, Service, Written
from kg.server.negotiation import choose
from kg.server.passages import around, pieces
from kg.server.protocol import RequestError
from kg.server.rendering import label, reader, render
from kg.server.resolving import Names, text

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.rdf.results import Cell

_HTML = "text/html"
_OFFERED = (_HTML, "application/xhtml+xml", *answers.TRIPLES)
_ACTORS = (
    "State",
    "Organization",
    "IntergovernmentalOrganization",
    "ArmedMovement",
    "GovernmentBody",
    "Person",
    "Place",
)


class Asked(NamedTuple):
    """The thing that an address stands for: its IRI, its kind of page, and the names and language of that page."""

    iri: str
    names: Names
    language: str


Values = dict[str, Any]
Filled = Callable[[told.Ask, Asked], tuple[str, Values] | None]


async def entity(request: "Request") -> "Response":
    """Answer for a state, organisation, person or place."""
    return await _answer(request, links.iri("id", _path(request)), "thing", _entity)


async def article(request: "Request") -> "Response":
    """Answer for an article, or for one of its statements."""
    statement = request.query_params.get("statement")
    iri = links.iri("article", _path(request), statement)
    if statement is None:
        return await _answer(request, iri, "article", _article)
    return await _answer(request, iri, "statement", _statement)


async def fact(request: "Request") -> "Response":
    """Answer for a fact."""
    return await _answer(request, links.iri("fact", _path(request)), "fact", _fact)


async def terms(request: "Request") -> "Response":
    """Answer for the ontology."""
    return await _answer(request, iris.SR, "terms", _terms)


async def thing(request: "Request") -> "Response":
    """Answer for what else has an IRI: flat triples, runs, nodes of the knowledge."""
    kind, _, path = _raw(request)[1:].partition("/")
    return await _answer(request, links.iri(kind, path), "thing", _thing)


def _raw(request: "Request") -> str:
    raw: bytes = request.scope["raw_path"]
    return raw.decode("latin-1").partition("?")[0]


def _path(request: "Request") -> str:
    return _raw(request)[1:].partition("/")[2]


async def _answer(request: "Request", iri: str, describe: str, fill: Filled) -> "Response":
    from starlette.responses import HTMLResponse, Response

    service: Service = request.app.state.service
    type_ = _type(request)
    if type_ in answers.TRIPLES:
        written = await service.look(lambda ask: _described(ask, describe, iri, answers.TRIPLES[type_]))
        headers = {"vary": "accept", **({CUT: written.cut} if written.cut else {})}
        return Response(written.body, media_type=written.type, headers=headers)
    to = reader(request)
    asked = Asked(iri, await service.names(), to.language)
    found = await service.look(lambda ask: fill(ask, asked))
    if found is None:
        raise _missing(iri)
    template, values = found
    query = "".join(f"?statement={each}" for each in request.query_params.getlist("statement")[:1])
    about = {"iri": iri, "address": _raw(request) + query, "here": describe, **values}
    return HTMLResponse(render(template, to, asked.names, **about), headers={"vary": "accept, accept-language"})


def _type(request: "Request") -> str:
    """Return the media type that is asked for: the format named in the address goes before the header."""
    named = request.query_params.get("format")
    accept = answers.NAMES.get(named) if named else ",".join(request.headers.getlist("accept"))
    found = choose(accept, _OFFERED) if accept is not None else None
    if found is None:
        raise RequestError(
            f"no such form of this; there are {_HTML}, {', '.join(dict.fromkeys(answers.TRIPLES.values()))}",
            HTTPStatus.NOT_ACCEPTABLE,
        )
    return found


def _described(ask: told.Ask, describe: str, iri: str, type_: str) -> Written:
    result = told.graph(ask, describe, None if describe == "terms" else iri)
    if not result.triples:
        raise _missing(iri)
    return Written(answers.graph(result.triples, type_), type_, result.cut)


def _missing(iri: str) -> RequestError:
    return RequestError(f"{iri[:200]}: the store tells nothing of this", HTTPStatus.NOT_FOUND)


def _entity(ask: told.Ask, asked: Asked) -> tuple[str, Values] | None:
    said = told.properties(ask, asked.iri)
    if not said:
        return None
    code = local(asked.iri)
    labels = asked.names.actors.get(code, {})
    sections = [
        (heading, told.statements(ask, by, asked.iri))
        for heading, by in (("does", "source"), ("undergoes", "target"), ("says", "speaker"))
    ]
    related = [("actsAs", _objects(said, iris.SR + "actor")), ("ofState", _objects(said, iris.SR + "state"))]
    return "entity.html", {
        "code": code,
        "classes": [each for each in _ACTORS if iris.SR + each in _values(said, iris.RDF + "type")],
        "labels": sorted(labels.items()),
        "others": [each for each in asked.names.others.get(code, ()) if each not in labels.values()],
        "related": [(word, [each for each in codes if each != code]) for word, codes in related if set(codes) - {code}],
        "same": sorted(filter(links.web, _values(said, iris.OWL + "sameAs"))),
        "partners": told.partners(ask, asked.iri),
        "sections": [
            (heading, found, f"{len(found)}" if len(found) < told.MOST else f"{len(found)}+")
            for heading, found in sections
        ],
    }


def _values(said: tuple[tuple[str, "Cell"], ...], property_: str) -> list[str]:
    return list(dict.fromkeys(cell.value for name, cell in said if name == property_))


def _objects(said: tuple[tuple[str, "Cell"], ...], property_: str) -> list[str]:
    return [local(value) for value in _values(said, property_)]


def _article(ask: told.Ask, asked: Asked) -> tuple[str, Values] | None:
    found = told.article(ask, asked.iri)
    if found is None:
        return None
    every = sorted(told.statements(ask, "inArticle", asked.iri), key=lambda each: (each.span, each.iri))
    cut = pieces(found.text, [each.span for each in every])
    noted = [
        {
            "text": piece.text,
            "start": piece.start,
            "marks": piece.marks,
            "notes": [number + 1 for number in piece.marks if every[number].span.end == piece.start + len(piece.text)],
        }
        for piece in cut
    ]
    return "article.html", {"article": found, "all": every, "pieces": noted}


def _statement(ask: told.Ask, asked: Asked) -> tuple[str, Values] | None:
    here = asked.iri.partition("#")[0]
    found = next((each for each in told.statements(ask, "inArticle", here) if each.iri == asked.iri), None)
    article_ = told.article(ask, here)
    if found is None or article_ is None:
        return None
    spans = (found.span, *told.also(ask, here).get(found.iri, ()))
    whole = around(article_.text, found.span)
    reports = told.statements(ask, "reports", found.fact) if found.fact else ()
    return "statement.html", {
        "told": found,
        "article": article_,
        "whole": whole,
        "pieces": pieces(article_.text, spans, within=whole),
        "reports": [each for each in reports if each.iri != found.iri],
        "judged": told.judged(ask, found.iri),
        "contrary": told.contrary(ask, found.fact) if found.fact else (),
    }


def _fact(ask: told.Ask, asked: Asked) -> tuple[str, Values] | None:
    reports = told.statements(ask, "reports", asked.iri)
    said = told.properties(ask, asked.iri)
    if not reports or not said:
        return None
    source, target = (_objects(said, iris.SR + name)[0] for name in ("source", "target"))
    return "fact.html", {
        "told": replace(reports[0], source=source, target=target),
        "reports": sorted(reports, key=lambda each: (each.day or "", each.iri)),
        "outlets": _values(said, iris.SR + "outlet"),
        "days": sorted(_values(said, iris.SR + "reportedOn")),
        "speakers": sorted(_objects(said, iris.SR + "speaker")),
        "own": bool(_values(said, iris.SR + "toldByOutlet")),
        "contrary": told.contrary(ask, asked.iri),
    }


class Term(NamedTuple):
    """A term of the ontology, in the language of the page."""

    name: str
    label: str
    definition: str


def _terms(ask: told.Ask, asked: Asked) -> tuple[str, Values]:
    types: dict[str, set[str]] = {}
    texts: dict[str, dict[str, dict[str, str]]] = {}
    for row in ask(text("terms"), None).rows:
        term, type_, told_, of = (cell for cell in row if cell is not None)
        types.setdefault(term.value, set()).add(type_.value)
        texts.setdefault(term.value, {}).setdefault(of.value, {})[told_.language or ""] = told_.value
    groups: dict[str, list[Term]] = {"kinds": [], "classes": [], "properties": [], "others": []}
    for iri, each in sorted(texts.items()):
        name = local(iri)
        made = Term(
            name,
            *(
                label(each.get(of, {}), asked.language) or default
                for of, default in (("label", name), ("definition", ""))
            ),
        )
        groups[_group(name, types[iri], asked.names)].append(made)
    return "terms.html", {"groups": list(groups.items())}


def _group(name: str, types: set[str], names: Names) -> str:
    if name in names.kinds:
        return "kinds"
    if iris.OWL + "Class" in types:
        return "classes"
    return "properties" if any(each.endswith("Property") for each in types) else "others"


def _thing(ask: told.Ask, asked: Asked) -> tuple[str, Values] | None:
    said = told.properties(ask, asked.iri)
    if not said:
        return None
    rows = [(_short(property_), _short(cell.value), cell) for property_, cell in said]
    return "thing.html", {"short": _short(asked.iri), "rows": rows, "all": told.statements(ask, "asserts", asked.iri)}


def _short(iri: str) -> str:
    """Return an IRI with the prefix that it is known by.

    >>> _short("https://w3id.org/state-relations/ns#kind")
    'sr:kind'
    """
    known: Mapping[str, str] = iris.PREFIXES
    prefix = next((name for name, base in known.items() if iri.startswith(base)), None)
    return iri.removeprefix(iris.BASE) if prefix is None else f"{prefix}:{iri[len(known[prefix]) :]}"
