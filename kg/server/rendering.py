"""Pages are made from templates, in the language of the reader, with every value escaped."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any  # Any: values of a page, of whatever type its template takes
from urllib.parse import quote

from kg.rdf.read import local
from kg.server import links
from kg.server.negotiation import choose
from kg.server.resolving import Names

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ku", "ur")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page: the language, and whether the address names it, so that links keep it."""

    language: str
    told: bool

    def href(self, address: str) -> str:
        """Return an address of this server in the reader's language."""
        if not self.told:
            return address
        path, mark, fragment = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}lang={self.language}{mark}{fragment}"


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words of the pages by language."""
    found: dict[str, dict[str, str]] = json.loads((files("kg.server") / "words.json").read_text(encoding="utf-8"))
    return found


def reader(request: "Request") -> Reader:
    """Return the language of a request: the one named in the address, else the browser's, else English."""
    told = request.query_params.get("lang")
    if told is not None and told in words():
        return Reader(told, told=True)
    accepted = request.headers.get("accept-language", "")
    # Languages are negotiated as media types are: "ar-EG" is of the kind "ar".
    ranges = ",".join(
        f"{part.strip().partition('-')[0].partition(';')[0]}/x;{part.partition(';')[2]}"
        for part in accepted.split(",")
        if part.strip()
    )
    found = choose(ranges or None, [f"{language}/x" for language in words()])
    return Reader(found.partition("/")[0] if found else "en", told=False)


def render(template: str, to: Reader, names: Names, **values: Any) -> str:  # noqa: ANN401  each template takes its own
    """Return a page."""
    spoken = words()[to.language]

    def word(key: str, **given: object) -> str:
        return filled(spoken.get(key) or words()["en"].get(key) or key, given)

    def labelled(labels: Mapping[str, Mapping[str, str]]) -> Callable[[str], str]:
        return lambda code: label(labels.get(code, {}), to.language) or code

    return (
        _templates()
        .get_template(template)
        .render(
            word=word,
            name=labelled(names.actors),
            kind=labelled(names.kinds),
            family=lambda kind: names.families.get(kind, ""),
            directed=lambda kind: kind not in names.undirected,
            page=lambda iri: to.href(found) if (found := links.address(iri)) else "",
            entity=lambda code: to.href(f"/id/{quote(code, safe='')}"),
            href=to.href,
            called=local,
            direction=lambda code: "rtl" if code in _RIGHT_TO_LEFT else "ltr",
            web=links.web,
            language=to.language,
            languages={code: each["name"] for code, each in words().items()},
            **values,
        )
    )


def label(labels: Mapping[str, str], language: str) -> str | None:
    """Return a label in a language, else in another."""
    return next((labels[each] for each in (language, "en", "ar", *sorted(labels)) if each in labels), None)


def filled(text: str, given: Mapping[str, object]) -> str:
    """Return words with numbers and names in their places.

    >>> filled("{count} {count:row|rows}", {"count": 1})
    '1 row'
    """
    for key, value in given.items():
        text = text.replace(f"{{{key}}}", str(value))
    return re.sub(r"\{(\w+):([^|}]*)\|([^}]*)\}", lambda found: found[2 if given.get(found[1]) == 1 else 3], text)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> str:
        return (files("kg.server") / name).read_text(encoding="utf-8")

    return Environment(
        autoescape=True, loader=FunctionLoader(load), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
