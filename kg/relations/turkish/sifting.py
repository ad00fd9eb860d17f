"""Readings of cues that the Turkish sentence around them forbids are left out."""

from collections.abc import Iterator, Sequence

from kg.relations.cues import Governor, Hit
from kg.relations.particles import particles
from kg.text.words import Word

_BARE = 8  # letters of the longest object without an ending
_NEAR = 6  # words around a cue that tell what it is


def sift(
    hits: Sequence[Hit], governors: Sequence[Governor], steps: Sequence[int], text: str, words: Sequence[Word]
) -> Iterator[Hit]:
    """Leave out what only looks like a cue: "saldırı helikopteri", "destek vermek" of a talk about support."""
    heads = particles("tr").get("compound", {})
    nouns = {hit.first for hit in hits if hit.form.kind == "noun"}
    kinds = {hit.first: hit.cue.kind for hit in hits if hit.form.kind == "noun" and hit.first == hit.last}
    broken = {hit.last for hit in hits if hit.cue.kind == "-"} | {hit.first for hit in hits if hit.cue.kind == "-"}
    for hit in hits:
        if hit.cue.kind == "agreesWith" and hit.first + 1 in broken:
            continue  # "ateşkes ihlal edildi"
        if hit.cue.kind == "consultsWith" and kinds.get(hit.first - 1) == "supports":
            continue  # "tebrik telefonu"
        if hit.cue.kind == "consultsWith" and hit.cue.needs_object and hit.last - 1 in nouns:
            continue  # "taziye mesajı gönderdi"
        behind = words[hit.last + 1].form if hit.last + 1 < len(words) else ""
        if (
            hit.form.kind == "noun"
            and hit.last == hit.first
            and hit.last + 1 in nouns
            and _modifies(hit)
            and ((hit.cue.kind, kinds.get(hit.last + 1)) != ("supports", "consultsWith"))
        ):
            continue  # "iş birliği anlaşması"
        if "bare" in hit.cue.flags and len(words[hit.last].form) > _BARE:
            continue  # "karşılığını verdi" is "he replied"
        if ("urge" in hit.cue.flags and _is_friendly(hit, words)) or (
            "relations" in hit.cue.flags and _is_cool(hit, words)
        ):
            continue
        bare = hit.form.kind == "noun" and not hit.form.ending and "" in hit.form.cases and not hit.form.owner
        if bare and any(behind.startswith(head) for head in heads):
            continue
        yield hit


def _modifies(hit: Hit) -> bool:
    """Tell whether a noun may be the first part of a compound: it has no ending of its own."""
    return (
        "" in hit.form.cases and not hit.form.plural and hit.form.ending in ("", "noun") and hit.form.owner in ("", "3")
    )


def _is_friendly(hit: Hit, words: Sequence[Word]) -> bool:
    """Tell whether what is called for is no end of anything: "harcamaları artırma çağrısı"."""
    cease = tuple(particles("tr").get("cease", {}))
    ahead = [word.form for word in words[max(hit.first - _NEAR, 0) : hit.first]]
    called = ahead and ahead[-1].endswith(("ma", "me", "ya", "ye", "mesi", "masi", "mesine", "masina", "mesi", "si"))
    return bool(called) and not any(form.startswith(cease) for form in ahead)


def _is_cool(hit: Hit, words: Sequence[Word]) -> bool:
    """Tell whether nothing says that the relations are good: "iki ülke arasındaki ilişkiler"."""
    warm = particles("tr").get("warm", {})
    if hit.cue.kind != "collaboratesWith":
        return False
    return not any(word.form in warm for word in words[max(hit.first - _NEAR, 0) : hit.first + _NEAR])
