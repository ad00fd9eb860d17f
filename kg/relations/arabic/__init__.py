"""How Arabic tells a relation."""

from kg.relations.arabic.cues import Cues
from kg.relations.arabic.modality import status
from kg.relations.arabic.phrases import find as phrases
from kg.relations.arabic.roles import roles
from kg.relations.arabic.sifting import sift

__all__ = ["Cues", "phrases", "roles", "sift", "status"]
