"""The web application: which address is answered by what, and errors in one plain line."""

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.server import endpoint, page, resources
from kg.server.guard import Guard

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response


def app(service: endpoint.Service) -> "Starlette":
    """Return the application that answers for a store."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.routing import Route

    made = Starlette(
        routes=[
            Route("/", page.ask),
            Route("/static/{name}", page.static),
            Route("/names.json", page.known),
            Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
            Route("/id/{path:path}", resources.entity),
            Route("/article/{path:path}", resources.article),
            Route("/fact/{path:path}", resources.fact),
            Route("/ns", resources.terms),
            *(Route(f"/{kind}/{{path:path}}", resources.thing) for kind in ("edge", "run", "node", "graph", "verdict")),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={KgError: _told, HTTPException: _refused},
    )
    made.state.service = service
    return made


async def _told(request: "Request", error: Exception) -> "Response":
    """Answer with an error of ours in one line."""
    return _line(" ".join(str(error).split()), endpoint.status(error) if isinstance(error, KgError) else 500)


async def _refused(request: "Request", error: Exception) -> "Response":
    """Answer with what the framework refuses, in one line: no such address, no such method."""
    from starlette.exceptions import HTTPException

    if not isinstance(error, HTTPException):
        return _line("error", 500)
    told = {
        404: f"{request.url.path[:200]}: there is nothing at this address; / has the page, /sparql the endpoint",
        405: f"{request.method} is not answered here; this server only reads, by GET and POST of queries",
    }
    return _line(told.get(error.status_code, str(error.detail)), error.status_code, dict(error.headers or {}))


def _line(text: str, status: int, headers: dict[str, str] | None = None) -> "Response":
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(f"{text}\n", status, headers)
