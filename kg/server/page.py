"""The page on which a store is asked: its template, its files, and what it knows of questions and names."""

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any  # Any: JSON values

from kg.queries import shipped
from kg.rdf import iris
from kg.rdf.read import local
from kg.server.rendering import label, reader, render, words
from kg.server.resolving import Names, text
from kg.views import style

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.server.endpoint import Service

_SCRIPT = "text/javascript"
_FILES = {
    "page.css": "text/css",
    **{f"{name}.js": _SCRIPT for name in ("theme", "ask", "dom", "editor", "parameters", "results", "network")},
}


async def ask(request: "Request") -> "Response":
    """Answer with the page."""
    from starlette.responses import HTMLResponse

    service: Service = request.app.state.service
    made = render(
        "ask.html",
        reader(request),
        await service.names(),
        here="ask",
        address="/",
        iri="",
        store=service.store,
        prefixes=iris.PREFIXES,
    )
    return HTMLResponse(made, headers={"vary": "accept-language"})


async def static(request: "Request") -> "Response":
    """Answer with a file of the page."""
    from starlette.exceptions import HTTPException
    from starlette.responses import Response

    name = request.path_params["name"]
    if name == "vis-network.js":
        from kg.views.html import engine

        return Response(engine(), media_type=_SCRIPT)
    if name not in _FILES:
        raise HTTPException(404)
    return Response((files("kg.server") / name).read_bytes(), media_type=_FILES[name])


async def known(request: "Request") -> "Response":
    """Answer with what the page's script knows: words, questions, actors and kinds by name."""
    from starlette.responses import JSONResponse

    service: Service = request.app.state.service
    to = reader(request)
    found = await service.names()
    taking = await service.look(lambda ask: ask(text("actors"), None))
    active = {local(row[0].value) for row in taking.rows if row[0] is not None}
    return JSONResponse(
        {
            "language": to.language,
            "told": to.told,
            "words": {**words()["en"], **words()[to.language]},
            "called": called()[to.language],
            "questions": [_question(name) for _, names in shipped.groups() for name in names],
            "actors": _actors(found, active, to.language),
            "kinds": {
                kind: {
                    "label": label(each, to.language),
                    "family": found.families[kind],
                    "directed": kind not in found.undirected,
                }
                for kind, each in sorted(found.kinds.items())
            },
            "prefixes": iris.PREFIXES,
            "style": style.sheet(),
        }
    )


@cache
def called() -> dict[str, dict[str, dict[str, str]]]:
    """Return how questions, parameters and columns are called, by language; what is not there has no other name."""
    found: dict[str, dict[str, dict[str, str]]] = json.loads(
        (files("kg.server") / "questions.json").read_text(encoding="utf-8")
    )
    return found


def _question(name: str) -> dict[str, Any]:
    found = shipped.question(name)
    return {"name": name, "help": found.help, "sparql": found.sparql, "group": found.group}


def _actors(found: Names, active: set[str], language: str) -> dict[str, list[str]]:
    """Return the label of each actor; those that take part in statements have their other names after it."""
    return {
        code: [label(labels, language) or code, *(found.others.get(code, ()) if code in active else ())]
        for code, labels in sorted(found.actors.items())
    }
