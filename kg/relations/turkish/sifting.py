"""Readings of cues that the Turkish sentence around them forbids are left out."""

from collections.abc import Iterator, Sequence

from kg.relations.cues import Governor, Hit
from kg.relations.particles import particles
from kg.text.words import Word


def sift(
    hits: Sequence[Hit], governors: Sequence[Governor], steps: Sequence[int], text: str, words: Sequence[Word]
) -> Iterator[Hit]:
    """Leave out what only looks like a cue: "saldırı helikopteri", "destek vermek" of a talk about support."""
    heads = particles("tr").get("compound", {})
    nouns = {hit.first for hit in hits if hit.form.kind == "noun"}
    for hit in hits:
        if hit.cue.kind == "consultsWith" and hit.cue.needs_object and hit.last - 1 in nouns:
            continue  # "taziye mesajı gönderdi"
        behind = words[hit.last + 1].form if hit.last + 1 < len(words) else ""
        if hit.form.kind == "noun" and hit.last + 1 in nouns and _modifies(hit):
            continue  # "iş birliği anlaşması"
        bare = hit.form.kind == "noun" and not hit.form.ending and "" in hit.form.cases and not hit.form.owner
        if bare and any(behind.startswith(head) for head in heads):
            continue
        yield hit


def _modifies(hit: Hit) -> bool:
    """Tell whether a noun may be the first part of a compound: it has no ending of its own."""
    return (
        "" in hit.form.cases and not hit.form.plural and hit.form.ending in ("", "noun") and hit.form.owner in ("", "3")
    )
