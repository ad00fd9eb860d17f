"""Requests that a page of another origin could have sent are refused, and every answer gets the headers of safety."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OURS = ("127.0.0.1", "localhost")
# Everything comes from this server; no string can become script or markup ("trusted types").
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
)


class Guard:
    """An ASGI application around another: it lets through only what this machine asks of this machine."""

    def __init__(self, app: "ASGIApp") -> None:
        """Take the application that answers what is let through."""
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer a request, or refuse it with 403."""
        from starlette.responses import PlainTextResponse

        async def guarded(message: "Message") -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in _HEADERS}
                kept = [(name, value) for name, value in message["headers"] if name.decode().lower() not in names]
                message["headers"] = [*kept, *((name.encode(), value.encode()) for name, value in _HEADERS)]
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reason = foreign([(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]])
        answering = PlainTextResponse(f"{reason}\n", 403) if reason else self._app
        await answering(scope, receive, guarded)


def foreign(headers: Iterable[tuple[str, str]]) -> str | None:
    """Return why a request is none of this machine's own, or None.

    A page of elsewhere can send a browser here under a name of its own (DNS rebinding), which Host shows; or ask from
    where it is, which Origin and Sec-Fetch-Site show. Whoever follows a link here is let in.

    >>> foreign([("host", "localhost:7880")])
    >>> foreign([("host", "evil.example")])
    'Host evil.example is not this machine; open http://127.0.0.1:PORT/'
    """
    found: dict[str, list[str]] = {}
    for name, value in headers:
        found.setdefault(name.lower(), []).append(value)
    host = found.get("host", [""])
    if len(host) != 1 or host[0].lower().partition(":")[0] not in OURS:
        return f"Host {' '.join(host)[:100]} is not this machine; open http://127.0.0.1:PORT/"
    origins = found.get("origin", [])
    if any(origin.lower() != f"http://{host[0].lower()}" for origin in origins):
        return "a page of another origin asks; only pages of this server may"
    followed = found.get("sec-fetch-mode") == ["navigate"] and found.get("sec-fetch-dest") == ["document"]
    if any(site in ("cross-site", "same-site") for site in found.get("sec-fetch-site", [])) and not followed:
        return "a page of another site asks; only pages of this server may"
    return None
