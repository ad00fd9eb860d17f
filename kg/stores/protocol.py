"""Requests of the SPARQL 1.1 protocols are sent to a server, and its answers read as they come."""

import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import StoreError
from kg.stores.addresses import Address
from kg.stores.credentials import credentials
from kg.stores.updates import told

if TYPE_CHECKING:
    import httpx

    from kg.stores.refusals import Errand

JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
LONGEST = 600.0  # seconds for a request that nobody has limited
LARGEST = 2 << 30  # bytes of an answer that nobody has limited
_CONNECT = 10.0  # seconds
_PAUSES = (0.2, 1.0)  # seconds before a request is sent again
_PATIENCE = 10  # seconds that a server may ask us to wait
_BUSY = (502, 503)
_NOT_SO = (400, 404, 405, 415, 501)  # of a server that takes no quads


class Line:
    """A line to one server. It follows no redirect, and uses the proxies of the environment for other machines only."""

    def __init__(self, address: Address) -> None:
        """Take where the server is; who asks is told by the environment."""
        import httpx

        self._address = address
        self._secret = credentials()
        try:
            self._client = httpx.Client(
                auth=self._secret.basic,
                headers={"User-Agent": "kg", **self._secret.headers},
                follow_redirects=False,
                transport=httpx.HTTPTransport() if address.loopback else None,  # none of the environment's proxies
            )
        except (ImportError, ValueError, OSError) as error:
            mend = "mend HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE"
            raise StoreError(f"{address.name}: {told(self._secret.without(str(error)))}; {mend}") from None

    @contextmanager
    def ask(
        self, sparql: str, parameters: Mapping[str, str], *, seconds: float = LONGEST, largest: int = LARGEST
    ) -> "Iterator[Answer]":
        """Ask a query, and give its answer as it comes; it may take so long and be so large.

        Raises QueryError if the server takes it for no query, LimitError if time is up, StoreError for all else.
        """
        from kg.stores.refusals import Errand, media_type, refuse

        errand = Errand(self._address.query, asking=True, seconds=seconds)
        request = self._client.build_request(
            "POST",
            errand.url,
            data={"query": sparql, **parameters},
            headers={"Accept": f"{JSON}, {TRIPLES};q=0.9"},
            timeout=_timeout(seconds),
        )
        until = time.monotonic() + seconds
        with closing(self._send(request, errand, again=True)) as response:
            if response.status_code != 200:
                refuse(response, errand, self._secret)
            kind = media_type(response)
            if kind not in (JSON, TRIPLES):
                mend = "check the address (docs/stores.md)"
                raise StoreError(f"{errand.url}: answers with {kind or 'nothing'}, not with SPARQL results; {mend}")
            yield Answer(kind, _Stream(response, errand, until, largest))

    def update(self, text: str, *, again: bool = True) -> None:
        """Have an update done; again says that it may be sent twice, since that leaves things as once does."""
        self._post(self._address.update, text.encode(), "application/sparql-update; charset=utf-8", again=again)

    def add(self, nquads: bytes) -> bool:
        """Send quads, and tell whether the server takes them so; if not, nothing was written."""
        url = self._address.quads
        return url is not None and self._post(url, nquads, "application/n-quads", again=False, passed_over=_NOT_SO)

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _post(self, url: str, content: bytes, kind: str, *, again: bool, passed_over: tuple[int, ...] = ()) -> bool:
        """Send what changes the store; tell whether it was done, or refused in a way to be passed over."""
        from kg.stores.refusals import Errand, media_type, refuse

        errand = Errand(url, asking=False, seconds=LONGEST)
        headers = {"Content-Type": kind, "Accept": "text/plain, */*;q=0.1"}
        request = self._client.build_request("POST", url, content=content, headers=headers, timeout=_timeout(LONGEST))
        with closing(self._send(request, errand, again=again)) as response:
            if response.status_code in passed_over:
                return False
            if not response.is_success:
                refuse(response, errand, self._secret)
            if media_type(response) == "text/html":
                raise StoreError(f"{url}: answers with a web page, as no SPARQL server does; check the address")
        return True

    def _send(self, request: "httpx.Request", errand: "Errand", *, again: bool) -> "httpx.Response":
        """Send a request, up to three times where that is safe and may help."""
        from kg.stores.refusals import late

        until = time.monotonic() + errand.seconds
        pauses = iter(_PAUSES)
        while True:
            pause = next(pauses, None)
            response = self._try(request, errand, again=again, last=pause is None)
            wait = _wait(response, pause)
            if response is not None:
                if wait is None or not again or response.status_code not in _BUSY:
                    return response
                response.close()
            if time.monotonic() + (wait or 0) > until:
                raise late(errand)
            time.sleep(wait or 0)

    def _try(self, request: "httpx.Request", errand: "Errand", *, again: bool, last: bool) -> "httpx.Response | None":
        """Return the answer, or None if there is none and the request may be sent again."""
        import httpx

        from kg.stores.refusals import broken, untrusted

        try:
            return self._client.send(request, stream=True)
        except httpx.HTTPError as error:
            # What was never sent may be sent again; what broke off only if twice is the same as once.
            unsent = isinstance(error, httpx.ConnectError) and not untrusted(error)
            cut = isinstance(error, (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError))
            if last or not (unsent or (again and cut)):
                raise broken(error, errand) from error
        return None


class _Stream:
    """The bytes of an answer as a file to read from, neither later nor longer than they may be."""

    def __init__(self, response: "httpx.Response", errand: "Errand", until: float, largest: int) -> None:
        self._pieces = response.iter_bytes()
        self._errand, self._until = errand, until
        self._largest, self._left = largest, largest
        self._piece = b""

    def read(self, size: int = -1) -> bytes:
        """Return so many bytes or fewer, and none at the end; by default all there are."""
        if size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        if not self._piece:
            self._piece = self._next()
        taken, self._piece = self._piece[:size], self._piece[size:]
        return taken

    def _next(self) -> bytes:
        import httpx

        from kg.stores.refusals import broken, late

        try:
            piece = next(self._pieces, b"")
        except httpx.HTTPError as error:
            raise broken(error, self._errand) from error
        if time.monotonic() > self._until:
            raise late(self._errand)
        self._left -= len(piece)
        if self._left < 0:
            raise StoreError(f"{self._errand.url}: the answer is longer than {self._largest:,} bytes; ask for less")
        return piece


class Answer(NamedTuple):
    """What a server answers: the media type, and the bytes as they come."""

    kind: str
    stream: _Stream


def _timeout(seconds: float) -> "httpx.Timeout":
    import httpx

    return httpx.Timeout(seconds, connect=min(seconds, _CONNECT))


def _wait(response: "httpx.Response | None", pause: float | None) -> float | None:
    """Return how long to wait before the next try: what the server asks for, unless that is too long."""
    asked = response.headers.get("retry-after", "") if response is not None else ""
    if pause is None or not asked.isdecimal():
        return pause
    return float(asked) if int(asked) <= _PATIENCE else None
