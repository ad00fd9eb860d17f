"""The SPARQL endpoint: a query is answered in the form that the client likes best."""

import asyncio
from collections.abc import Callable, Sequence
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kg.errors import KgError, LimitError, QueryError
from kg.queries import shipped
from kg.queries.worker import Limits, Pool
from kg.server import answers, description
from kg.server.negotiation import choose
from kg.server.protocol import READ_ONLY, Asked, RequestError, read
from kg.server.resolving import Names, names
from kg.server.told import Ask
from kg.stores.limits import update

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from kg.rdf.results import Result

Answer = TypeVar("Answer")
_OWN = Limits()._replace(rows=1_000_000)  # for the questions that pages are made from
_FRESH = 600.0  # seconds until names are read again: articles may have come
CUT = "x-kg-cut"  # the header that says why an answer is not whole


class Service:
    """A store that is asked by many at once, no more at a time than there are workers."""

    def __init__(self, store: str, pool: Pool, *, workers: int, limits: Limits) -> None:
        """Take the name of a store, and the open pool that answers for it."""
        self.store = store
        self._limits = limits
        self._pool = pool
        self._free = asyncio.Semaphore(workers)
        self._is_ending = False
        self._names: Names | None = None
        self._read = 0.0

    async def do(self, work: Callable[[Pool], Answer]) -> Answer:
        """Do work with the pool beside the event loop. Raises RequestError if no worker gets free in time."""
        from anyio.to_thread import run_sync

        try:
            await asyncio.wait_for(self._free.acquire(), self._limits.seconds)
        except TimeoutError as error:
            raise RequestError("all workers are busy; ask again later", HTTPStatus.SERVICE_UNAVAILABLE) from error
        try:
            if self._is_ending:
                raise RequestError("the server is ending", HTTPStatus.SERVICE_UNAVAILABLE)
            return await run_sync(work, self._pool, abandon_on_cancel=True)
        finally:
            self._free.release()

    async def look(self, work: Callable[[Ask], Answer]) -> Answer:
        """Do work with the server's own questions, whose answers are as long as they need to be."""
        return await self.do(lambda pool: work(lambda sparql, bindings: pool.ask(sparql, bindings, _OWN)))

    async def names(self) -> Names:
        """Return the actors and kinds of the store by their names."""
        if self._names is None or monotonic() - self._read > _FRESH:
            self._names, self._read = await self.look(names), monotonic()
        return self._names

    def end(self) -> None:
        """End every query that runs, and answer no more."""
        self._is_ending = True
        self._pool.close()


class Written(NamedTuple):
    """An answer in its form, with why it is not whole."""

    body: bytes
    type: str
    cut: str | None = None


async def sparql(request: "Request") -> "Response":
    """Answer a query, or without one describe the service."""
    from starlette.responses import Response

    service: Service = request.app.state.service
    asked = await read(request)
    accept = _accepted(request, asked)
    if asked.query is None:
        if request.method == "POST":
            raise RequestError("the request holds no query; send it as the field query")
        type_ = _chosen(accept, tuple(answers.TRIPLES))
        text = description.triples(str(request.url.replace(query="", fragment="")))
        return Response(answers.graph(text, answers.TRIPLES[type_]), media_type=answers.TRIPLES[type_])
    _chosen(accept, (*answers.ROWS, *answers.TRIPLES))
    question = shipped.parse(asked.query)
    parameters: dict[str, str | None] = {}
    if asked.parameters:
        parameters.update((await service.names()).resolved(question, asked.parameters))
    written = await service.do(lambda pool: _answered(pool, question, parameters, accept))
    headers = {CUT: written.cut} if written.cut else {}
    return Response(written.body, media_type=written.type, headers={**headers, "vary": "accept"})


def _answered(pool: Pool, question: shipped.Question, parameters: dict[str, str | None], accept: str | None) -> Written:
    try:
        result = shipped.run(pool, question, knowledge=None, **parameters)
    except QueryError as error:
        if update(question.sparql):
            raise RequestError(READ_ONLY, HTTPStatus.FORBIDDEN) from error
        raise
    return written(result, accept)


def written(result: "Result", accept: str | None) -> Written:
    """Return an answer in the form that an Accept header likes best. Raises RequestError if there is none."""
    offered = answers.offered(result)
    type_ = offered[_chosen(accept, tuple(offered))]
    return Written(answers.write(result, type_), type_, result.cut)


def _accepted(request: "Request", asked: Asked) -> str | None:
    """Return what the client accepts: the format named in the address goes before the header."""
    if asked.format is None:
        return ",".join(request.headers.getlist("accept")) or None
    if asked.format not in answers.NAMES:
        raise RequestError(
            f"format {asked.format[:40]!r} is not known; there are {', '.join(answers.NAMES)}",
            HTTPStatus.NOT_ACCEPTABLE,
        )
    return answers.NAMES[asked.format]


def _chosen(accept: str | None, offered: Sequence[str]) -> str:
    type_ = choose(accept, offered)
    if type_ is None:
        raise RequestError(
            f"no such form of this answer; there are {', '.join(dict.fromkeys(offered))}", HTTPStatus.NOT_ACCEPTABLE
        )
    return type_


def status(error: KgError) -> HTTPStatus:
    """Return the status that tells an error.

    A limit that is used up is 503, not 408: browsers send a request again that got 408, and the runaway runs anew.
    """
    if isinstance(error, RequestError):
        return error.status
    if isinstance(error, LimitError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(error, QueryError):
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.NOT_ACCEPTABLE if isinstance(error, answers.FormError) else HTTPStatus.INTERNAL_SERVER_ERROR
