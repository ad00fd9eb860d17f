"""What a request asks is read as the SPARQL 1.1 Protocol says."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from kg.errors import KgError

if TYPE_CHECKING:
    from starlette.requests import Request

LARGEST = 1 << 20  # bytes of a request's body
SLOWEST = 10.0  # seconds that a body may take to come
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
READ_ONLY = "this endpoint only reads; kg build and kg judge change a store"
_MANY = 100  # fields of a form


class RequestError(KgError):
    """A request that is not answered, with the status that says so; its message is the body."""

    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        """Take the message and the status."""
        super().__init__(message)
        self.status = status


class Asked(NamedTuple):
    """A query, the values of its parameters, and the form of the answer where the address names one."""

    query: str | None
    parameters: tuple[tuple[str, str], ...] = ()
    format: str | None = None


async def read(request: "Request") -> Asked:
    """Return what a request asks; no query means a question about the service itself.

    Raises RequestError.
    """
    fields = _fields(request.url.query)
    if request.method != "POST":
        return _asked(fields)
    type_ = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if type_ == UPDATE:
        raise RequestError(READ_ONLY, HTTPStatus.FORBIDDEN)
    if type_ not in (FORM, QUERY):
        raise RequestError(
            f"a POST is {FORM} or {QUERY}, not {type_[:60] or 'without a type'}", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        )
    text = _decoded(await _body(request))
    if type_ == FORM:
        return _asked([*fields, *_fields(text)])
    return _asked([*fields, ("query", text)])


def _asked(fields: Sequence[tuple[str, str]]) -> Asked:
    names = [name for name, _ in fields]
    if "update" in names:
        raise RequestError(READ_ONLY, HTTPStatus.FORBIDDEN)
    if graphs := [name for name in names if name in ("default-graph-uri", "named-graph-uri")]:
        raise RequestError(f"{graphs[0]} is not supported; write FROM <...> or FROM NAMED <...> in the query")
    if names.count("query") > 1:
        raise RequestError("several queries in one request; send one")
    given = dict(fields)
    parameters = tuple((name[1:], value) for name, value in fields if name.startswith("$") and value.strip())
    return Asked(given.get("query"), parameters, given.get("format"))


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MANY)
    except UnicodeDecodeError as error:
        raise RequestError("the request holds bytes that are no UTF-8; encode it as UTF-8") from error
    except ValueError as error:
        raise RequestError(f"more than {_MANY} fields in one request") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(f"no UTF-8 at byte {error.start} of the request; encode it as UTF-8") from error


async def _body(request: "Request") -> bytes:
    """Return the body of a request, no larger and no slower than allowed."""
    import asyncio

    from starlette.requests import ClientDisconnect

    async def read_all() -> bytes:
        found = bytearray()
        async for chunk in request.stream():
            found += chunk
            if len(found) > LARGEST:
                raise RequestError(f"the request has more than {LARGEST:,} bytes", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return bytes(found)

    try:
        return await asyncio.wait_for(read_all(), SLOWEST)
    except TimeoutError as error:
        raise RequestError(
            f"the request took more than {SLOWEST:g} seconds to come", HTTPStatus.REQUEST_TIMEOUT
        ) from error
    except ClientDisconnect as error:
        raise RequestError("the client went away") from error
