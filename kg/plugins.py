"""Extractors, stores and executors are found by one string, `name[:argument]`."""

import difflib
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from kg.errors import PluginError

_BUILT_IN = {
    "extractor": {
        "rules": "kg.extractors.rules:Rules",
        "stanza": "kg.extractors.stanza:Stanza",
        "llm": "kg.extractors.llm.reader:model",
        "llm+rules": "kg.extractors.llm.reader:model_and_rules",
    },
    "store": {
        "memory": "kg.stores.oxigraph:memory",
        "oxigraph": "kg.stores.oxigraph:directory",
        "https": "kg.stores.remote:encrypted",
        "http": "kg.stores.remote:plain",
    },
    "executor": {"serial": "kg.executors.serial:Serial", "local": "kg.executors.local:Local"},
}


def find(kind: str, name: str) -> tuple[Callable[..., Any], str]:  # Any: each kind has a protocol of its own
    """Return what makes the extractor, store or executor of this name, and the argument after the colon.

    Other packages offer theirs as entry points (`kg.extractors`, `kg.stores`, `kg.executors`), which cannot take the
    place of one of ours.

    Raises PluginError if there is none of this name, or if it cannot be loaded.
    """
    head, _, argument = name.partition(":")
    known = _known(kind)
    if head not in known:
        every = ", ".join(sorted(known))
        raise PluginError(f"{head}: no such {kind}{nearest(head, known)}; there are {every}")
    module, _, attribute = known[head].partition(":")
    try:
        made: Callable[..., Any] = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise PluginError(f"{head}: the {kind} cannot be loaded ({error}); install its package anew") from error
    return made, argument


def nearest(name: str, known: Iterable[str]) -> str:
    """Return " (did you mean ...?)" where a known name is like this one, else nothing.

    >>> nearest("oxigrap", ["memory", "oxigraph"])
    ' (did you mean oxigraph?)'
    """
    found = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {found[0]}?)" if found else ""


@cache
def _known(kind: str) -> dict[str, str]:
    """Return where each name leads."""
    others = {entry.name: entry.value for entry in entry_points(group=f"kg.{kind}s")}
    return {**others, **_BUILT_IN[kind]}
