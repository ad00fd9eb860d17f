"""The actors of an English sentence, each with the preposition or noun that governs it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from kg.model import Entity, EntityKind, Mention, Via
from kg.relations.english.parsing import Line, linked, parse
from kg.relations.phrases import Phrase, actor
from kg.text.words import Word


def find(
    text: str,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    verbs: frozenset[int],
    nouns: frozenset[int],
) -> tuple[Phrase, ...]:
    """Return the actors among the words in order; verbs and nouns are the indices of words known to be such."""
    line = parse(text, tuple(words))
    starts = [word.start for word in words]
    found: list[Phrase] = []
    for mention in mentions:
        code, place = actor(mention, entities)
        if code is None:
            continue
        first = max(bisect_right(starts, mention.span.start) - 1, 0)
        last = max(bisect_left(starts, mention.span.end), first + 1)
        if found and first < found[-1].last:
            before = found[-1]
            if code not in before.actors:  # "the two countries"
                found[-1] = _phrase(
                    mention, before.first, before.last, (*before.actors, code), place, line, nouns, found[:-1]
                )
            continue
        found.append(_phrase(mention, first, last, (code,), place, line, nouns, found))
    return tuple(found)


def _phrase(
    mention: Mention,
    first: int,
    last: int,
    actors: tuple[str, ...],
    place: bool,
    line: Line,
    nouns: frozenset[int],
    found: Sequence[Phrase],
) -> Phrase:
    at = line.at[first]
    part = line.parts[at]
    listed = found and line.kind(at - 1) in (",", "C") and line.at[found[-1].first] in (at - 2, at - 3)
    governed = line.kind(at - 1) == "P"
    outer = None
    if governed and line.kind(at - 2) == "n" and line.kind(at - 3) == "P":
        outer = line.form(at - 3)
    modified = next((index for index in range(last, part.last) if index in nouns), None)
    return Phrase(
        first=first,
        core=first,
        last=last,
        actors=actors,
        marker=line.form(at - 1) if governed else found[-1].marker if listed else "",
        noun=modified,
        adjective=mention.via is Via.DEMONYM,
        place=place,
        capital=mention.via is Via.CAPITAL,
        reference=mention.via is Via.REFERENCE,
        feminine=None if mention.kind is EntityKind.PERSON else False,
        joined=linked(line, first),
        outer=outer,
        entities=(mention.entity or actors[0],),
    )
