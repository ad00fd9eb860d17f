"""How English tells a relation."""

from kg.relations.english.cues import Cues
from kg.relations.english.modality import status
from kg.relations.english.phrases import find as phrases
from kg.relations.english.roles import roles
from kg.relations.english.sifting import sift

__all__ = ["Cues", "phrases", "roles", "sift", "status"]
