"""Every way in which a server, or the way to it, can fail is told in one line."""

from typing import NamedTuple, NoReturn

import httpx

from kg.errors import KgError, LimitError, QueryError, StoreError
from kg.stores.credentials import HOW, Credentials
from kg.stores.updates import told

_EXCERPT = 2000  # bytes of a server's own words that are read
_PLAIN = ("text/plain", "application/json", "application/problem+json", "")
_ADDRESS = "check the address (docs/stores.md says how it is found)"
_REFUSED = {
    401: f"wants to know who asks; set {HOW}",
    403: "does not allow {what}{says}; ask its keeper for the right to it",
    404: f"has nothing there; {_ADDRESS}",
    405: f"does not take {{what}} there; {_ADDRESS}",
    408: "gave up {what}{says}; ask for less at once, or raise its limit",
    413: "takes no request of {size:,} bytes; raise its limit",
    415: f"does not take {{what}} there; {_ADDRESS}",
    429: "is asked too much{says}; try again later",
    502: "is out of order{says}; try again later",
    503: "is busy or out of order{says}; try again later",
    504: "gave up {what}{says}; ask for less at once, or raise its limit",
}


class Errand(NamedTuple):
    """What a request is for: where it goes, whether it asks or changes, and how many seconds it may take."""

    url: str
    asking: bool
    seconds: float


def refuse(response: httpx.Response, errand: Errand, secret: Credentials) -> NoReturn:
    """Raise what a server's refusal means."""
    status = response.status_code
    if response.is_redirect:
        where = response.headers.get("location", "").partition("?")[0]
        where = "another place" if "@" in where else told(where)
        raise StoreError(f"{errand.url}: sends us on to {where} ({status}); name that address if you trust it")
    says = _words(response, secret)
    if errand.asking and status == httpx.codes.BAD_REQUEST:
        raise QueryError(f"the query is not valid SPARQL{says}; mend it")
    what = "the query" if errand.asking else "the update"
    size = len(response.request.content)
    message = _REFUSED.get(status, "failed{says}; see its own log").format(what=what, says=says, size=size)
    kind = LimitError if errand.asking and status in (408, 504) else StoreError
    raise kind(f"{errand.url}: the server {message} (status {status})")


def broken(error: httpx.HTTPError, errand: Errand) -> KgError:
    """Return what a failure on the way means."""
    url = errand.url
    if isinstance(error, httpx.ConnectTimeout):
        return StoreError(f"{url}: cannot be reached in time; check the address and the network")
    if isinstance(error, httpx.TimeoutException):
        return late(errand)
    if isinstance(error, httpx.ProxyError):
        return StoreError(f"{url}: the proxy failed ({told(error)}); check HTTPS_PROXY and NO_PROXY")
    if untrusted(error):
        return StoreError(f"{url}: the certificate is not trusted ({told(error)}); set SSL_CERT_FILE to its authority")
    if isinstance(error, httpx.ConnectError):
        return StoreError(f"{url}: cannot be reached ({told(error)}); start the server or check the address")
    return StoreError(f"{url}: the answer broke off ({told(error)}); try again, and see the server's own log")


def late(errand: Errand) -> KgError:
    """Return that a server took too long."""
    if errand.asking:
        return LimitError(f"{errand.url}: no whole answer in {errand.seconds:g} s; ask for less, or allow more time")
    return StoreError(f"{errand.url}: no answer in {errand.seconds:g} s; see what the server is doing, then try again")


def untrusted(error: httpx.HTTPError) -> bool:
    """Tell whether a server's certificate was not trusted."""
    return isinstance(error, httpx.ConnectError) and "CERTIFICATE" in str(error)


def media_type(response: httpx.Response) -> str:
    """Return the type of what a server answers, without its parameters."""
    told_type: str = response.headers.get("content-type", "")
    return told_type.partition(";")[0].strip().lower()


def _words(response: httpx.Response, secret: Credentials) -> str:
    """Return the server's own words if they are plain."""
    if media_type(response) not in _PLAIN:
        return ""
    text = b""
    try:
        for piece in response.iter_bytes(_EXCERPT):
            text += piece
            if len(text) >= _EXCERPT:
                break
    except httpx.HTTPError:
        return ""
    words = secret.without(text[:_EXCERPT].decode("utf-8", "replace"))
    return f": {told(words)}" if words.strip() else ""
