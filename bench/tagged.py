"""The extractor `stanza` as it is measured: with the models of KG_MODELS, else with those beside the checkout."""

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from kg.extractors import models
from kg.extractors.rules import Rules
from kg.extractors.stanza import Stanza
from kg.model import Knowledge

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "stanza"


def folder() -> Path:
    """Return where the models are looked for."""
    return Path(os.environ.get(models.VARIABLE) or _SHARED)


def missing(language: str) -> str:
    """Return why articles of a language cannot be read with Stanza, "" if they can."""
    if find_spec("stanza") is None:
        return "Stanza is not installed"
    lacking = models.missing(folder(), language)
    return f"no models for {language} in {folder()} ({', '.join(lacking)} missing)" if lacking else ""


def reader(base: Knowledge) -> Callable[[Rules], Stanza]:
    """Return what puts Stanza before some rules."""
    return lambda rules: Stanza(str(folder()), knowledge=base, rules=rules)
