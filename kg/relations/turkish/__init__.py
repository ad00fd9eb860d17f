"""How Turkish tells a relation."""

from kg.relations.turkish.cues import Cues
from kg.relations.turkish.modality import status
from kg.relations.turkish.phrases import find as phrases
from kg.relations.turkish.roles import roles
from kg.relations.turkish.sifting import sift

__all__ = ["Cues", "phrases", "roles", "sift", "status"]
