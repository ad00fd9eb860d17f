"""IRIs of the graph are turned into addresses of this server, where the thing has its page, and back."""

from urllib.parse import quote, unquote

from kg.rdf import iris

_STATEMENT = "#statement="


def address(iri: str) -> str | None:
    """Return where this server has the page of an IRI of ours, or None if it is not ours.

    >>> address("https://w3id.org/state-relations/article/a%2Fb#statement=12ab")
    '/article/a%2Fb?statement=12ab'
    >>> address("https://w3id.org/state-relations/ns#supports")
    '/ns#supports'
    """
    if not iri.startswith(iris.BASE):
        return None
    head, mark, hash_ = iri.partition(_STATEMENT)
    return "/" + head[len(iris.BASE) :] + (f"?statement={quote(hash_, safe='')}" if mark else "")


def iri(kind: str, path: str, statement: str | None = None) -> str:
    """Return the IRI of the thing at an address; path is its part after the kind, still percent-encoded.

    >>> iri("article", "a%2Fb", "12ab")
    'https://w3id.org/state-relations/article/a%2Fb#statement=12ab'
    """
    parts = (quote(unquote(part), safe="") for part in path.split("/"))
    found = f"{iris.BASE}{kind}/{'/'.join(parts)}"
    return found if statement is None else f"{found}{_STATEMENT}{quote(statement, safe='')}"


def web(url: str | None) -> str | None:
    """Return an address of the web that may become a link: http and https only.

    >>> web("javascript:alert(1)") is None
    True
    """
    return url if url and url.lower().startswith(("https://", "http://")) else None
