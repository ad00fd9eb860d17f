"""A network is written as GraphML, which most programs for networks read."""

from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING

from kg.exports.network import EDGE_TYPES, NODE_TYPES, Edge, Node, Value, written
from kg.rdf.xmltext import Fitting

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter

_NS = "http://graphml.graphdrawing.org/xmlns"
_GRAPHML = f"{{{_NS}}}"
_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}
_NODES: dict[str, type] = {"label": str, **NODE_TYPES, "x": float, "y": float, "size": float, "color": str}
_EDGES: dict[str, type] = {"label": str, "weight": int, "start": str, "end": str, **EDGE_TYPES}
_EDGES |= {"width": float, "color": str, "line": str}


def write(nodes: Iterable[Node], edges: Iterable[Edge], out: IO[bytes]) -> tuple[str, ...]:
    """Write a network; return what GraphML could not hold, a line each."""
    from lxml import etree

    fitting = Fitting()
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{_GRAPHML}graphml", nsmap={None: _NS}):
            _declare(xml, "node", _NODES)
            _declare(xml, "edge", _EDGES)
            with xml.element(f"{_GRAPHML}graph", {"id": "kg", "edgedefault": "directed"}):
                for node in nodes:
                    about = {"label": node.label, **node.about, "x": node.x, "y": node.y}
                    _put(xml, "node", {"id": node.id}, {**about, "size": node.size, "color": node.colour}, fitting)
                for edge in edges:
                    ends = {"id": edge.id, "source": edge.source, "target": edge.target}
                    _put(xml, "edge", ends, _about(edge), fitting)
    out.write(b"\n")
    return fitting.notes()


def _about(edge: Edge) -> dict[str, Value]:
    time = {"start": edge.start or "", "end": edge.end or ""}
    look: dict[str, Value] = {"width": edge.width, "color": edge.colour, "line": edge.line}
    return {"label": edge.label, "weight": edge.weight, **time, **edge.about, **look}


def _declare(xml: "_IncrementalFileWriter", class_: str, types: Mapping[str, type]) -> None:
    for name, type_ in types.items():
        key = {"id": f"{class_}_{name}", "for": class_, "attr.name": name, "attr.type": _TYPES[type_]}
        with xml.element(f"{_GRAPHML}key", key):
            pass


def _put(
    xml: "_IncrementalFileWriter", name: str, ids: Mapping[str, str], about: Mapping[str, Value], fitting: Fitting
) -> None:
    with xml.element(f"{_GRAPHML}{name}", {key: fitting(value) for key, value in ids.items()}):
        for key, value in about.items():
            if value != "":
                with xml.element(f"{_GRAPHML}data", {"key": f"{name}_{key}"}):
                    xml.write(written(value, fitting))
    xml.write("\n")
