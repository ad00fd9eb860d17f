"""Readings of an Arabic word as a verb that the writing or the sentence forbids are left out."""

from collections.abc import Iterator, Sequence

from kg.relations.cues import Governor, Hit
from kg.relations.particles import particles
from kg.text.words import Word


def sift(
    hits: Sequence[Hit],
    governors: Sequence[Governor],
    steps: Sequence[int],
    text: str,
    words: Sequence[Word],
) -> Iterator[Hit]:
    """Leave out readings as a verb that the writing or the sentence forbids.

    "إغاثة" is not "he relieved him": its last letter is no pronoun. In "أعلنت ... قصف" the second word is a noun, for
    one clause has one verb.
    """
    grammar = particles("ar")
    nouns = {hit.first for hit in hits if hit.form.kind == "noun"}
    finite = {governor.place: governor.form for governor in governors if governor.form.kind in ("past", "present")}
    finite |= {hit.first: hit.form for hit in hits if hit.is_verb and hit.first not in nouns}
    for hit in hits:
        if hit.form.owner == "ه" and text[words[hit.first].start : words[hit.first].end].endswith("ة"):
            continue
        if (
            hit.is_verb
            and hit.form.owner
            and hit.first in nouns
            and not (hit.cue.needs_object or "0" in hit.cue.targets)
        ):
            continue
        if hit.is_verb and hit.first in nouns and hit.form.kind == "past" and not hit.form.clitics:
            before = [place for place in finite if place < hit.first and steps[place] == steps[hit.first]]
            if hit.first and words[hit.first - 1].form in grammar.get("nominal", {}):
                continue
            masdar = hit.first + 2 < len(words) and "0" in hit.cue.targets and _for(words[hit.first + 2].form)
            if masdar and not (hit.first and steps[hit.first - 1] != steps[hit.first]):
                # "أثار دعم كوبا لفنزويلا": a verb would take its object without "for".
                continue
            if before and words[max(before)].form.lstrip("وف") not in grammar.get("be", {}):
                continue
        yield hit


def _for(form: str) -> bool:
    return form.startswith("ل") and len(form) > len("لبنا")
