"""Places, and states called by their form, are recognised by their head word and the name after it."""

from kg.entities.lexicon import Entry, Match
from kg.entities.lines import Line, Passage
from kg.model import EntityKind, NameKind, Via

_PLACES = {NameKind.CAPITAL, NameKind.TERRITORY}
_DATELINE = {"-", "–", "ـ", "،", ",", "(", ":"}


def located(line: Line, passage: Passage) -> bool:
    """Tell whether a capital is named as a place: "في واشنطن", "العاصمة باكو", not "دعت واشنطن"."""
    places = line.lexicon.locatives
    if not places or (passage.name is not None and passage.name[0] > passage.start):
        return True
    match = line.match(passage.start)
    conjunctions = line.lexicon.language.CONJUNCTIONS
    if match is not None and match.prefix.lstrip(conjunctions) in places:
        return True
    if passage.start == 0:
        return line.gap(passage.end)[:1] in _DATELINE
    if line.gap(passage.start):
        return False
    return any(s.stem in places for s in line.lexicon.language.segments(line.words[passage.start - 1].form))


def place(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the place that a head word and a name make: "مدينة حلب", "مطار صنعاء"."""
    start = match.end
    if start >= len(line.words) or line.gap(start):
        return None
    if entry.key == "state":
        return _state(line, match)
    core, state = 0, None
    following = line.match(start)
    named = following.first("name") if following else None
    if (
        following
        and named
        and named.kind is NameKind.DEMONYM
        and following.definite
        and not following.prefix.strip(line.lexicon.language.ARTICLE)
    ):
        # "العاصمة الإيرانية طهران"
        core, start, state = start, following.end, named.key
        following = line.match(start) if start < len(line.words) and line.close(start) else None
        named = following.first("name") if following else None
    name = _place_name(line, match, entry, start, following)
    if name is None:
        return None
    if named and not entry.key and line.lexicon.knowledge.entities[named.key].kind is EntityKind.PLACE:
        state = state or _told_owner(line, name)
        return Passage(match.start, name, EntityKind.PLACE, Via.NAME, named.key, state, "", (start, name), core)
    capital = named is not None and named.kind is NameKind.CAPITAL and not entry.key
    state = state or (_owner(line, named) if named else None)
    span = (match.start if entry.key else start, name)
    return Passage(
        match.start, name, EntityKind.PLACE, Via.CAPITAL if capital else Via.NAME, None, state, "", span, core
    )


def _told_owner(line: Line, index: int) -> str | None:
    """Return the state that an adjective behind a place tells: "مدينة الداخلة المغربية"."""
    if (
        index >= len(line.words)
        or line.gap(index)
        or not line.words[index].form.startswith(line.lexicon.language.ARTICLE)
    ):
        return None
    match = line.match(index)
    named = match.first("name") if match else None
    return named.key if named and named.kind is NameKind.DEMONYM else None


def _state(line: Line, match: Match) -> Passage | None:
    """Return the state that a form of state and a name or adjective make: "دولة قطر", "الجمهورية التونسية"."""
    following = line.match(match.end)
    named = following.first("name") if following else None
    if following is None or named is None or named.key not in line.lexicon.knowledge.entities:
        return None
    if line.lexicon.knowledge.entities[named.key].kind is not EntityKind.STATE:
        return None
    definite = line.definite(match.start)
    fits = (
        named.kind is NameKind.DEMONYM
        and following.definite
        and not following.prefix.strip(line.lexicon.language.ARTICLE)
        if definite
        else not following.prefix
    )
    if not fits or named.kind in _PLACES:
        return None
    name = (match.start, following.end)
    return Passage(match.start, following.end, EntityKind.STATE, Via.NAME, named.key, None, "", name)


def _place_name(line: Line, match: Match, entry: Entry, start: int, following: Match | None) -> int | None:
    """Return where the name after the head of a place ends."""
    named = following.first("name") if following else None
    if following and named and (_is_place(line, named) or (entry.key and _is_name(named))):
        return None if following.prefix else following.end
    if match.definite:
        return None
    end = start
    while end < len(line.words) and end - start < 2 and (end == start or not line.gap(end)):
        facts = line.facts(end)
        if facts.starts or facts.common or facts.role in {"stop", "adjective"} or line.words[end].form.isascii():
            break
        end += 1
    return end if end > start else None


def _owner(line: Line, named: Entry) -> str | None:
    """Return the code of the state that a name belongs to."""
    entity = line.lexicon.knowledge.entities[named.key]
    return entity.state if entity.kind is EntityKind.PLACE else entity.id


def _is_place(line: Line, named: Entry) -> bool:
    return named.kind in _PLACES or line.lexicon.knowledge.entities[named.key].kind is EntityKind.PLACE


def _is_name(entry: Entry) -> bool:
    return entry.kind is NameKind.NAME
