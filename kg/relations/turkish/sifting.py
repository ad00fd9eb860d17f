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
    for hit in hits:
        behind = words[hit.last + 1].form if hit.last + 1 < len(words) else ""
        bare = hit.form.kind == "noun" and not hit.form.ending and "" in hit.form.cases and not hit.form.owner
        if bare and any(behind.startswith(head) for head in heads):
            continue
        yield hit
