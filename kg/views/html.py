"""A network becomes one HTML page that works offline and runs nothing that comes from data."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Knowledge
from kg.queries.shipped import resolve
from kg.rdf.read import Reported, names, statements
from kg.stores import Store
from kg.views.content import content, plain
from kg.views.files import replace as _replace
from kg.views.network import Names, fold, select
from kg.vocabulary import knowledge

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MOST = 400  # actors that a page shows at once and still moves
_SCRIPTS = ("text.js", "filters.js", "drawing.js", "panel.js", "page.js")
# Every character that could end the data or begin markup is escaped within the JSON.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "&<>\u2028\u2029"}


class Summary(NamedTuple):
    """What a page shows."""

    nodes: int
    edges: int
    statements: int


def write(
    store: Store,
    path: Path,
    *,
    states: Iterable[str] = (),
    title: str | None = None,
    min_confidence: float = 0.0,
    base: Knowledge | None = None,
) -> Summary:
    """Write the network of a store, or of what touches one of the states, as a page.

    States are given by code or name. The file is replaced as a whole or not at all.

    Raises QueryError if there is no such state, InputError if the file cannot be written.
    """
    base = base or knowledge()
    wanted = [resolve(state, base) for state in states]
    chosen = select(statements(store.query), base, states=wanted, min_confidence=min_confidence)
    return save(chosen, base, Path(path), title=title, named=names(store.query))


def save(
    reported: Iterable[Reported], base: Knowledge, path: Path, *, title: str | None = None, named: Names | None = None
) -> Summary:
    """Write statements as a page. Raises InputError if the file cannot be written."""
    kept, left_out = _largest(tuple(reported))
    network = fold(kept, base, named=named)
    _replace(path, render(network, base, title=title, left_out=left_out, named=named))
    return Summary(network.number_of_nodes(), network.number_of_edges(), len(kept))


def render(
    network: "MultiDiGraph[str]",
    base: Knowledge,
    *,
    title: str | None = None,
    left_out: Mapping[str, int] | None = None,
    named: Names | None = None,
) -> str:
    """Return the page of a network; see `content` for left_out and named."""
    from jinja2 import Environment
    from markupsafe import Markup

    script = '"use strict";\n(() => {\n' + "".join(_own(name) for name in _SCRIPTS) + "})();\n"
    style, drawing = _own("page.css"), engine()
    # No string can become script or markup, neither here nor inside the library ("trusted types").
    policy = (
        f"default-src 'none'; script-src {_hash(drawing)} {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    template = Environment(autoescape=True).from_string(_own("page.html"))
    return template.render(
        policy=policy,
        title=plain(title or "State relations"),
        # These four are our own files and escaped JSON: nothing in them comes from data as markup.
        data=Markup(_json(content(network, base, title=title, left_out=left_out, named=named))),  # noqa: S704
        engine=Markup(drawing),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
    )


def _largest(reported: tuple[Reported, ...]) -> tuple[tuple[Reported, ...], dict[str, int]]:
    """Return the statements between the actors of whom most is told, and how much that leaves out."""
    told: dict[str, int] = {}
    for each in reported:
        for code in (each.statement.source, each.statement.target):
            told[code] = told.get(code, 0) + 1
    if len(told) <= MOST:
        return reported, {}
    shown = set(sorted(told, key=lambda code: (-told[code], code))[:MOST])
    kept = tuple(each for each in reported if {each.statement.source, each.statement.target} <= shown)
    return kept, {"shown": MOST, "actors": len(told), "statements": len(reported) - len(kept)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@cache
def _own(name: str) -> str:
    return (files("kg.views") / name).read_text(encoding="utf-8")


@cache
def engine() -> str:
    """Return the vis-network library that pyvis carries, licence notice and all."""
    folder = files("pyvis") / "templates" / "lib"
    newest = max(each.name for each in folder.iterdir() if each.name.startswith("vis-"))
    text = (folder / newest / "vis-network.min.js").read_text(encoding="utf-8")
    # A browser with its tools open would ask for the source map.
    return text.replace("//# sourceMappingURL=", "// source map: ")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
