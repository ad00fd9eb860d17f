"""Posts, bodies and places are recognised by their head word and the words that may follow it."""

from typing import NamedTuple

from kg.entities import persons
from kg.entities.lexicon import Entry, Match
from kg.entities.lines import Line, Passage
from kg.model import EntityKind, NameKind, Via

_LONGEST = 12
_WITHIN = ("في", "لدي")
_COMPLEMENT = ("ال", "وال", "لل", "بال")
_STATE_NAMES = {NameKind.NAME, NameKind.ALIAS, NameKind.LOADED, NameKind.ABBREVIATION}
_PLACES = {NameKind.CAPITAL, NameKind.TERRITORY}


class _Tail(NamedTuple):
    """What follows a head word: where it ends, and the actor that it names."""

    end: int
    actor: str | None = None
    kind: NameKind | None = None


def office(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the holder of a post, by name where the name stands beside the post."""
    tail = _tail(line, match.end, opened=entry.flag == "open" and not _definite(line, match))
    actor = tail.actor or _SOVEREIGN.get(entry.key)
    named = _name_beside(line, tail.end)
    if named:
        return Passage(match.start, named[1], EntityKind.PERSON, Via.NAME, None, actor, entry.key, named)
    if actor is None:
        return None
    return Passage(match.start, tail.end, EntityKind.STATE, Via.OFFICE, actor, actor, entry.key)


def title(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the person whose name follows a title, with the state that stands between the two."""
    tail = _tail(line, match.end, opened=False)
    start = tail.end
    while (again := _title_at(line, start)) is not None:
        start = again
    if not line.close(start):
        return None
    end = persons.name(line, start, trusted=True)
    if end == start:
        return None
    name = (match.start if entry.key == "noble" and end == start + 1 else start, end)
    return Passage(match.start, end, EntityKind.PERSON, Via.NAME, None, tail.actor, "", name)


def organ(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the body that a head word and its complement name."""
    known = _named_body(line, match)
    if known is not None:
        return known
    tail = _tail(line, match.end, opened=True)
    if tail.end == match.end and len(line.words[match.start : match.end]) == 1:
        return _quoted_body(line, match, entry)
    if tail.actor is None and entry.key == "state" and match.end - match.start == 1 and entry.flag:
        return None
    if tail.kind is NameKind.DEMONYM and not _heads_definite(line, match, tail):
        return None
    head = line.words[match.start].form
    return Passage(match.start, tail.end, EntityKind.ORG, Via.NAME, None, tail.actor, f"{entry.key} {head}")


def place(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the place that a head word and a name make: "مدينة حلب", "مطار صنعاء"."""
    start = match.end
    if start >= len(line.words) or line.gap(start):
        return None
    end, state = start, None
    following = line.match(start)
    named = following.first("name") if following else None
    if following and named and named.kind is NameKind.DEMONYM and following.prefix == "ال":
        start = end = following.end
        state = named.key
        following = line.match(start) if start < len(line.words) and line.close(start) else None
        named = following.first("name") if following else None
    if following and named and (named.kind in _PLACES or (entry.key and named.kind is NameKind.NAME)):
        if following.prefix:
            return None
        end = following.end
        via = Via.CAPITAL if named.kind is NameKind.CAPITAL and not entry.key else Via.NAME
        name = (match.start if entry.key else start, end)
        known = named.key if not entry.key else None
        return Passage(match.start, end, EntityKind.PLACE, via, None, known or state or named.key, "", name)
    while end < len(line.words) and end - start < 2 and (end == start or not line.gap(end)):
        facts = line.facts(end)
        if facts.starts or facts.common or facts.role in {"stop", "adjective"} or line.words[end].form.isascii():
            break
        end += 1
    if end == start or match.definite:
        return None
    return Passage(
        match.start, end, EntityKind.PLACE, Via.NAME, None, state, "", (match.start if entry.key else start, end)
    )


_SOVEREIGN = {"monarch_sau": "SAU"}


def _definite(line: Line, match: Match) -> bool:
    """Tell whether the head is definite by itself, so that only adjectives follow: "الرئيس", not "رئيس"."""
    single = match.end == match.start + 1
    return single and (match.definite or line.words[match.start].form.lstrip("وفبلك").startswith("ال"))


def _tail(line: Line, start: int, *, opened: bool) -> _Tail:
    """Follow the complement of a head word up to the actor it names."""
    index, steps = start, 0
    while index < len(line.words) and steps < _LONGEST and line.close(index):
        steps += 1
        facts = line.facts(index)
        if facts.role == "stop":
            break
        match = line.match(index) if facts.starts else None
        named = match.first("name") if match else None
        if match and named:
            if _belongs(match, named):
                return _Tail(_adjectives(line, match.end), named.key, named.kind)
            break
        if match and (nested := match.first("organ") or match.first("office")) and _nests(line, match, opened):
            opened = opened or nested.sort == "organ" or nested.flag == "open"
            index = match.end
        elif facts.role in {"adjective", "complement"} or (opened and _complement(line, index)):
            index += 1
        elif opened and line.words[index].form in _WITHIN and (inner := _within(line, index + 1)):
            return inner
        else:
            break
    return _Tail(index)


def _belongs(match: Match, named: Entry) -> bool:
    if named.kind in {NameKind.DEMONYM, NameKind.PLURAL}:
        return match.prefix in {"", "ال"}
    return match.prefix in {"", "ل"}


def _nests(line: Line, match: Match, opened: bool) -> bool:
    if match.prefix in {"", "ال"}:
        return opened or (match.prefix == "" and not line.words[match.start].form.startswith("ال"))
    return opened and match.prefix in {"ب", "بال", "ل", "و", "وال"}


def _complement(line: Line, index: int) -> bool:
    facts = line.facts(index)
    return facts.common and not facts.given and line.words[index].form.startswith(_COMPLEMENT)


def _within(line: Line, index: int) -> _Tail | None:
    """Follow "في" to the body or state that a department is part of."""
    if index >= len(line.words) or not line.close(index):
        return None
    match = line.match(index)
    if match is None or match.prefix:
        return None
    named = match.first("name")
    if named and named.kind in _STATE_NAMES:
        return _Tail(match.end, named.key, named.kind)
    if match.first("organ"):
        tail = _tail(line, match.end, opened=True)
        return tail if tail.actor else None
    return None


def _adjectives(line: Line, index: int) -> int:
    while index < len(line.words) and not line.gap(index) and line.facts(index).role == "adjective":
        index += 1
    return index


def _name_beside(line: Line, index: int) -> tuple[int, int] | None:
    """Return where the name of the holder of a post stands, in apposition to it."""
    if index >= len(line.words):
        return None
    gap = line.gap(index)
    if line.close(index):
        start = index
        while (after := _title_at(line, start)) is not None:
            start = after
        end = persons.name(line, start, trusted=True)
        return (start, end) if end > start else None
    if gap in {"،", ",", "-", "–", "("}:
        start = index
        while (after := _title_at(line, start)) is not None:
            start = after
        end = persons.name(line, start, trusted=start > index)
        return (start, end) if end > start else None
    return None


def _title_at(line: Line, index: int) -> int | None:
    """Return the index after the title at a word."""
    if index >= len(line.words) or not line.close(index):
        return None
    match = line.match(index) if line.facts(index).starts else None
    if match and not match.prefix and match.first("title"):
        return match.end
    return None


def _named_body(line: Line, match: Match) -> Passage | None:
    """Return the organisation of the knowledge base that a head word introduces: "حركة حماس", 'منظمة "أوبك"'."""
    index = match.end
    if index >= len(line.words) or not line.close(index):
        return None
    following = line.match(index) if line.facts(index).starts else None
    named = following.first("name") if following else None
    if following is None or named is None or following.prefix not in {"", "ال"}:
        return None
    entity = line.lexicon.knowledge.entities.get(named.key)
    if entity is None or entity.kind is not EntityKind.ORG:
        return None
    via = Via.DEMONYM if named.kind is NameKind.DEMONYM else Via.NAME
    return Passage(match.start, following.end, EntityKind.ORG, via, named.key, None)


def _quoted_body(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return a body whose proper name follows its head word: "وكالة رويترز", 'صحيفة "لوموند"'."""
    if entry.key not in {"media", "company", "movement"} or match.definite:
        return None
    end = match.end
    while end < len(line.words) and end - match.end < 3 and line.close(end):
        facts = line.facts(end)
        if facts.common or facts.starts or facts.role == "stop":
            break
        end += 1
    if end == match.end:
        return None
    head = line.words[match.start].form
    return Passage(match.start, end, EntityKind.ORG, Via.NAME, None, None, f"{entry.key} {head}")


def _heads_definite(line: Line, match: Match, tail: _Tail) -> bool:
    """Tell whether the adjective of the state is definite: "القوات الروسية" is a body, "قوات روسية" are some troops."""
    index = tail.end - 1
    while index > match.end and line.facts(index).role == "adjective":
        index -= 1
    return line.words[index].form.startswith("ال")
