"""The ontology becomes one HTML page of reference that works offline, in three languages."""

import base64
import hashlib
import json
from importlib.resources import files

from kg.rdf import iris, ontology

_LANGUAGES = ("en", "ar", "tr")
_GROUPS = ("class", "property", "kind", "value")
_FIGURES = ("sign", "quad", "cameoCode", "ploverCategory", "goldstein", "ploverScore")
_ALIGNED = ("below", "close", "see")


def render() -> str:
    """Return the page; the anchor of a term is its name, so that its IRI leads there where the page is published."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    terms = ontology.terms()
    style, script = _own("reference.css"), _own("reference.js")
    policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(_own("reference.html"))
    return template.render(
        policy=policy + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        base=iris.SR,
        heading=ontology.heading(),
        languages=_LANGUAGES,
        words=json.loads(_own("reference.json")),
        groups=[(group, [term for term in terms if term.group == group]) for group in _GROUPS],
        figures=_FIGURES,
        alignments=[
            (term.name, link) for term in terms for link in term.links if link.how in _ALIGNED and not link.is_own
        ],
        # Our own files: nothing in them comes from data.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
    )


def _own(name: str) -> str:
    return (files("kg.views") / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
