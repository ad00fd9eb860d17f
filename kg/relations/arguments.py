"""The actors that a cue relates, and what the sentences before tell of them."""

from collections.abc import Mapping
from typing import NamedTuple

from kg.relations.cues import Hit


class Background(NamedTuple):
    """What the sentences before tell: who speaks here, with whom he deals, who was spoken of last."""

    speaker: str | None = None
    partner: str | None = None
    subject: tuple[str, ...] = ()


class Roles(NamedTuple):
    """The actors that a cue relates; `frame` names the construction, `sure` how far it can be trusted (0 to 1)."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    frame: str
    sure: float


Earlier = Mapping[int, tuple[Hit, Roles]]
