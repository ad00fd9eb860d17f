"""Readings of English cues that the sentence around them forbids are left out."""

from collections.abc import Iterator, Sequence

from kg.relations.cues import Governor, Hit
from kg.relations.english.parsing import parse
from kg.text.words import Word


def sift(
    hits: Sequence[Hit], governors: Sequence[Governor], steps: Sequence[int], text: str, words: Sequence[Word]
) -> Iterator[Hit]:
    """Yield the cues whose part of speech is that of the word in its sentence."""
    line = parse(text, tuple(words))
    for hit in hits:
        tag = line.tags[hit.first]
        if hit.form.kind == "noun" or hit.form.definite:
            if tag in "nJ":
                yield hit
        elif tag in "VEGJ":
            if tag == "J" and hit.form.kind != "noun":
                yield hit._replace(form=hit.form._replace(kind="participle"))
                continue
            part = line.parts[line.at[hit.first]]
            future = bool(part.modal)
            kind = hit.form.kind
            if tag == "V" and part.kind == "T":
                kind = "present"
            if tag == "E":
                # "has condemned" tells when as little as "condemns"
                kind = "present" if part.perfect and not part.past else "past"
            yield hit._replace(form=hit.form._replace(kind=kind, future=future))
