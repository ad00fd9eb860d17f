"""A network is written as GEXF 1.3, which Gephi opens with its colours, sizes, places and times."""

from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING

from kg.exports.network import EDGE_TYPES, NODE_TYPES, Edge, Node, Value, written
from kg.rdf.xmltext import Fitting

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter

_NS = "http://gexf.net/1.3"
_GEXF, _VIZ = f"{{{_NS}}}", f"{{{_NS}/viz}}"
_TYPES = {str: "string", int: "integer", float: "double", bool: "boolean"}
# What is told of the time of an edge stands in its start and end; all else does not change with time.
_GRAPH = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date", "timerepresentation": "interval"}


def write(nodes: Iterable[Node], edges: Iterable[Edge], out: IO[bytes]) -> tuple[str, ...]:
    """Write a network; return what GEXF could not hold, a line each."""
    from lxml import etree

    fitting = Fitting()
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        spaces = {None: _NS, "viz": f"{_NS}/viz"}
        with xml.element(f"{_GEXF}gexf", {"version": "1.3"}, nsmap=spaces), xml.element(f"{_GEXF}graph", _GRAPH):
            _declare(xml, "node", NODE_TYPES)
            _declare(xml, "edge", EDGE_TYPES)
            with xml.element(f"{_GEXF}nodes"):
                for node in nodes:
                    _node(xml, node, fitting)
            with xml.element(f"{_GEXF}edges"):
                for edge in edges:
                    _edge(xml, edge, fitting)
    out.write(b"\n")
    return fitting.notes()


def _declare(xml: "_IncrementalFileWriter", class_: str, types: Mapping[str, type]) -> None:
    with xml.element(f"{_GEXF}attributes", {"class": class_, "mode": "static"}):
        for name, type_ in types.items():
            _empty(xml, f"{_GEXF}attribute", id=name, title=name, type=_TYPES[type_])


def _node(xml: "_IncrementalFileWriter", node: Node, fitting: Fitting) -> None:
    with xml.element(f"{_GEXF}node", {"id": fitting(node.id), "label": fitting(node.label)}):
        _values(xml, node.about, fitting)
        _empty(xml, f"{_VIZ}color", **_rgb(node.colour))
        _empty(xml, f"{_VIZ}position", x=str(node.x), y=str(node.y), z="0.0")
        _empty(xml, f"{_VIZ}size", value=str(node.size))
    xml.write("\n")


def _edge(xml: "_IncrementalFileWriter", edge: Edge, fitting: Fitting) -> None:
    about = {
        "id": fitting(edge.id),
        "source": fitting(edge.source),
        "target": fitting(edge.target),
        "label": fitting(edge.label),
        "weight": str(edge.weight),
        "kind": fitting(f"{edge.about['family']} {edge.about['status']}"),  # Gephi merges edges of one kind if asked
    }
    if edge.start and edge.end:
        about |= {"start": edge.start, "end": edge.end}
    with xml.element(f"{_GEXF}edge", about):
        _values(xml, edge.about, fitting)
        _empty(xml, f"{_VIZ}color", **_rgb(edge.colour))
        _empty(xml, f"{_VIZ}thickness", value=str(edge.width))
        _empty(xml, f"{_VIZ}shape", value=edge.line)
    xml.write("\n")


def _values(xml: "_IncrementalFileWriter", about: Mapping[str, Value], fitting: Fitting) -> None:
    with xml.element(f"{_GEXF}attvalues"):
        for name, value in about.items():
            if value != "":
                _empty(xml, f"{_GEXF}attvalue", **{"for": name, "value": written(value, fitting)})


def _empty(xml: "_IncrementalFileWriter", name: str, **attributes: str) -> None:
    with xml.element(name, attributes):
        pass


def _rgb(colour: str) -> dict[str, str]:
    """Return the parts of a colour.

    >>> _rgb("#1f6aa5")
    {'r': '31', 'g': '106', 'b': '165'}
    """
    return {name: str(int(colour[at : at + 2], 16)) for name, at in (("r", 1), ("g", 3), ("b", 5))}
