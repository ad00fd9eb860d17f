"""A network becomes one HTML page that works offline and runs nothing that comes from data."""

import base64
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import InputError
from kg.model import Knowledge
from kg.rdf.read import Reported, statements
from kg.stores import Store
from kg.views.network import fold, select
from kg.vocabulary import knowledge

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MOST = 400  # actors that a page shows at once and still moves
# Every character that could end the data or begin markup is escaped within the JSON.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "&<>\u2028\u2029"}


class Summary(NamedTuple):
    """What a page shows."""

    nodes: int
    edges: int
    statements: int


def write(store: Store, path: Path, *, states: Iterable[str] = (), title: str | None = None) -> Summary:
    """Write the network of a store as a page; the file is replaced as a whole or not at all.

    Raises InputError if the file cannot be written.
    """
    base = knowledge()
    return save(select(statements(store.query), states), base, path, title=title)


def save(reported: Iterable[Reported], base: Knowledge, path: Path, *, title: str | None = None) -> Summary:
    """Write statements as a page. Raises InputError if the file cannot be written."""
    network = fold(reported, base)
    kept, cut = _largest(network)
    page = render(kept, base, title=title, cut=cut)
    _replace(path, page)
    count = sum(len(data["statements"]) for _, _, data in kept.edges(data=True))
    return Summary(kept.number_of_nodes(), kept.number_of_edges(), count)


def render(network: "MultiDiGraph[str]", base: Knowledge, *, title: str | None = None, cut: int = 0) -> str:
    """Return the page of a network; cut is how many actors are shown where not all are, else 0."""
    from jinja2 import Environment, select_autoescape
    from markupsafe import Markup

    script, style, engine = _own("page.js"), _own("page.css"), _engine()
    policy = (
        f"default-src 'none'; script-src {_hash(engine)} {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    template = Environment(autoescape=select_autoescape(default=True)).from_string(_own("page.html"))
    return template.render(
        policy=policy,
        title=title or "State relations",
        # These four are our own files and escaped JSON: nothing in them comes from data as markup.
        data=Markup(_json(_data(network, base, title, cut))),  # noqa: S704
        engine=Markup(engine),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
    )


def _largest(network: "MultiDiGraph[str]") -> tuple["MultiDiGraph[str]", int]:
    if network.number_of_nodes() <= MOST:
        return network, 0
    ranked = sorted(network, key=lambda code: (-network.degree(code), code))
    return network.subgraph(ranked[:MOST]).copy(), MOST


def _data(network: "MultiDiGraph[str]", base: Knowledge, title: str | None, cut: int) -> dict[str, Any]:
    """Return what the page knows, as JSON values; nodes, edges and options are those of a pyvis network."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyvis imports IPython, whose warnings are none of ours
        from pyvis.network import Network

    net = Network(directed=True)
    rows: list[dict[str, Any]] = []
    for code, node in sorted(network.nodes(data=True)):
        net.add_node(code, label=code, x=node["x"], y=node["y"], shape=_style()["shapes"][node["kind"]])
    edges: list[dict[str, Any]] = []
    for source, target, _, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        numbers = []
        for reported in data["statements"]:
            numbers.append(len(rows))
            rows.append(_row(reported))
        edges.append(
            {
                "from": source,
                "to": target,
                "family": data["family"],
                "status": data["status"],
                "directed": data["directed"],
                "statements": numbers,
            }
        )
    net.set_options(json.dumps(_OPTIONS))
    drawn, *_, options = net.get_network_data()
    also = _also(base)
    return {
        "title": title,
        "cut": cut,
        "options": json.loads(options) if isinstance(options, str) else options,
        "nodes": [_node(node, network.nodes[node["id"]], also.get(node["id"], set())) for node in drawn],
        "edges": edges,
        "statements": rows,
        "kinds": {
            name: {"family": relation.family, "labels": dict(relation.labels)}
            for name, relation in sorted(base.relations.items())
        },
        "style": _style(),
        "words": json.loads(_own("words.json")),
    }


_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "multiselect": False, "navigationButtons": False, "keyboard": {"enabled": False}},
    "layout": {"improvedLayout": False},
}


def _node(node: dict[str, Any], attributes: dict[str, Any], also: set[str]) -> dict[str, Any]:
    return {
        "id": node["id"],
        "x": node["x"],
        "y": node["y"],
        "shape": node["shape"],
        "kind": attributes["kind"],
        "names": attributes["names"],
        "also": sorted(also),
    }


def _also(base: Knowledge) -> dict[str, set[str]]:
    """Return every name of each entity, for searching: loaded and former ones too."""
    found: dict[str, set[str]] = {}
    for name in base.names:
        found.setdefault(name.entity, set()).add(name.text)
    return found


def _row(reported: Reported) -> dict[str, Any]:
    statement = reported.statement
    return {
        "source": statement.source,
        "kind": statement.kind,
        "target": statement.target,
        "status": statement.status.value,
        "speaker": statement.speaker,
        "date": str(statement.time) if statement.time else None,
        "rule": statement.rule,
        "confidence": statement.confidence,
        "quote": reported.quote,
        "before": reported.before,
        "after": reported.after,
        "language": reported.language,
        "article": reported.article,
        "title": reported.title,
        "published": (reported.published or "")[:10] or None,
        "outlet": reported.outlet,
        "url": reported.url,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).translate(_ESCAPES)


@cache
def _style() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_own("style.json"))
    return found


@cache
def _own(name: str) -> str:
    return (files("kg.views") / name).read_text(encoding="utf-8")


@cache
def _engine() -> str:
    """Return the vis-network library that pyvis carries, licence notice and all."""
    folder = files("pyvis") / "templates" / "lib"
    newest = max((each for each in folder.iterdir() if each.name.startswith("vis-")), key=lambda each: each.name)
    return (
        (newest / "vis-network.min.js").read_text(encoding="utf-8").replace("//# sourceMappingURL=", "// source map: ")
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _replace(path: Path, text: str) -> None:
    """Write a file beside the old one and put it in its place, so that a reader sees one or the other whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}; choose another place") from error
