"""A view becomes one HTML page that works offline and runs nothing that comes from data."""

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple  # Any: JSON values

from kg.model import Knowledge
from kg.queries.shipped import resolve
from kg.rdf.read import names, statements
from kg.stores import Store
from kg.views.choosing import Chosen, choose
from kg.views.content import DRAWN, content, plain
from kg.views.files import replace as _replace
from kg.views.network import Names, select
from kg.vocabulary import knowledge

# Parts of the script, in the order in which they need each other: those of every page, around those of its kind.
_FIRST = (
    "text.js",
    "search.js",
    "time.js",
    "sifting.js",
    "controls.js",
    "evidence.js",
    "table.js",
    "svg.js",
    "roving.js",
)
_KINDS = {
    "network": ("lines.js", "actors.js", "labels.js", "drawing.js", "network.js"),
    "pair": ("axis.js", "pair.js"),
    "timeline": ("axis.js", "timeline.js"),
    "matrix": ("matrix.js",),
}
_KINDS["ego"] = _KINDS["network"]
_LAST = ("panel.js", "saving.js", "address.js", "page.js")
# Every character that could end the data or begin markup is escaped within the JSON.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "&<>\u2028\u2029"}


class Summary(NamedTuple):
    """What a page shows, and the actors that it was made for."""

    nodes: int
    edges: int
    statements: int
    actors: tuple[str, ...] = ()
    asked: bool = True


def write(
    store: Store,
    path: Path,
    *,
    kind: str = "network",
    states: Iterable[str] = (),
    depth: int = 1,
    title: str | None = None,
    min_confidence: float = 0.0,
    base: Knowledge | None = None,
) -> Summary:
    """Write a view of a store as a page: its network, or what `kg.views.choosing` takes for another kind.

    States are given by code or name. The file is replaced as a whole or not at all.

    Raises QueryError if there is no such state or kind, InputError if the file cannot be written.
    """
    base = base or knowledge()
    wanted = [resolve(state, base) for state in states]
    sure = select(statements(store.query), base, min_confidence=min_confidence)
    return save(choose(sure, kind, states=wanted, depth=depth), base, Path(path), title=title, named=names(store.query))


def save(
    chosen: Chosen, base: Knowledge, path: Path, *, title: str | None = None, named: Names | None = None
) -> Summary:
    """Write what a view chose as a page. Raises InputError if the file cannot be written."""
    knows = content(chosen, base, title=title, named=named)
    _replace(path, _page(knows, title))
    counts = (len(knows["nodes"]), len(knows["edges"]), len(knows["statements"]))
    return Summary(*counts, chosen.actors, chosen.asked)


def render(chosen: Chosen, base: Knowledge, *, title: str | None = None, named: Names | None = None) -> str:
    """Return the page of what a view chose; see `content` for named."""
    return _page(content(chosen, base, title=title, named=named), title)


def _page(knows: dict[str, Any], title: str | None) -> str:
    from jinja2 import Environment
    from markupsafe import Markup

    kind = knows["view"]["kind"]
    parts = "".join(_own(name) for name in (*_FIRST, *_KINDS[kind], *_LAST))
    script = '"use strict";\n(() => {\n' + parts + "})();\n"
    style, library = _own("page.css"), engine() if kind in DRAWN else ""
    # No string can become script or markup, neither here nor inside the library ("trusted types").
    hashes = " ".join(_hash(each) for each in (library, script) if each)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    template = Environment(autoescape=True).from_string(_own("page.html"))
    return template.render(
        policy=policy,
        title=plain(title or "State relations"),
        # These four are our own files and escaped JSON: nothing in them comes from data as markup.
        data=Markup(_json(knows)),  # noqa: S704
        engine=Markup(library),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
    )


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
