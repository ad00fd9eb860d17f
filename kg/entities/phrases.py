"""Posts, bodies and places are recognised by their head word and the words that may follow it."""

from typing import NamedTuple

from kg.entities import persons
from kg.entities.lexicon import Entry, Match
from kg.entities.lines import Line, Passage
from kg.model import EntityKind, NameKind, Via

_LONGEST = 12
_APPOSITION = {"،", ",", "-", "–", "("}
_SHORTEST_PURPOSE = 4
_LONGEST_PURPOSE = 4
_ADJECTIVES = {NameKind.DEMONYM, NameKind.PLURAL}
_PLACES = {NameKind.CAPITAL, NameKind.TERRITORY}


class _Tail(NamedTuple):
    """What follows a head word: where it ends, and the actor that it names."""

    end: int
    actor: str | None = None
    kind: NameKind | None = None
    begin: int = 0  # the word at which the actor's name begins


def office(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the holder of a post, by name where the name stands beside the post."""
    definite = _definite(line, match)
    tail = _tail(line, match.end, opened=entry.flag == "open" and not definite)
    if definite and tail.kind not in _ADJECTIVES:
        # "الوفد أذربيجان" are two phrases, "الوفد الأذربيجاني" and "وفد أذربيجان" are one.
        tail = _Tail(_adjectives(line, match.end))
    actor = tail.actor or entry.state
    named = _name_beside(line, tail.end)
    if named:
        return _holder(line, Passage(match.start, named[1], EntityKind.PERSON, Via.NAME, None, actor, entry.key, named))
    if actor is None:
        return None
    return Passage(match.start, tail.end, EntityKind.STATE, Via.OFFICE, actor, actor, entry.key)


def _holder(line: Line, passage: Passage) -> Passage:
    """Mark a name of one word that nothing but its place speaks for: it may be an ordinary word."""
    if passage.name is None or passage.name[1] - passage.name[0] > 1:
        return passage
    facts = line.facts(passage.name[0])
    return passage._replace(doubtful=not facts.given and not facts.starts)


def counterpart(line: Line, match: Match) -> Passage | None:
    """Return the holder of the same post on the other side: "نظيره الأذربيجاني", with his name where it is told."""
    tail = _tail(line, match.end, opened=False)
    named = _name_beside(line, tail.end)
    if named:
        found = Passage(match.start, named[1], EntityKind.PERSON, Via.NAME, None, tail.actor, "counterpart", named)
        return _holder(line, found)
    return Passage(match.start, tail.end, EntityKind.STATE, Via.REFERENCE, tail.actor, tail.actor, "counterpart")


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
    post = "noble" if entry.key == "noble" else ""
    return _holder(line, Passage(match.start, end, EntityKind.PERSON, Via.NAME, None, tail.actor, post, (start, end)))


def organ(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the body that a head word and its complement name."""
    known = _named_body(line, match)
    if known is not None or entry.flag == "named":
        return known
    tail = _tail(line, match.end, opened=True, organ=True)
    if entry.key == "regime":
        return Passage(match.start, tail.end, EntityKind.STATE, Via.ALIAS, tail.actor) if tail.actor else None
    if tail.end == match.end and len(line.words[match.start : match.end]) == 1:
        return _quoted_body(line, match, entry)
    if tail.actor is None and entry.state is None and _bare(line, match, tail):
        return None
    if tail.kind is NameKind.DEMONYM and not _heads_definite(line, match, tail):
        return None
    if entry.key == "body":
        tail = tail._replace(end=_purpose(line, tail.end))
    head = line.lexicon.core([line.words[match.start].form[len(match.prefix) :]])
    return Passage(
        match.start,
        tail.end,
        EntityKind.ORG,
        Via.NAME,
        None,
        tail.actor or entry.state,
        f"{entry.key} {head}",
        None,
        tail.begin,
    )


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
    listed = following.first("city") if following and not following.prefix else None
    if listed and not entry.key:
        return Passage(
            match.start, name, EntityKind.PLACE, Via.NAME, None, listed.key, listed.flag, (start, name), core
        )
    capital = named is not None and named.kind is NameKind.CAPITAL and not entry.key
    state = state or (named.key if named else listed.key if listed else None)
    span = (match.start if entry.key else start, name)
    return Passage(
        match.start, name, EntityKind.PLACE, Via.CAPITAL if capital else Via.NAME, None, state, "", span, core
    )


def _place_name(line: Line, match: Match, entry: Entry, start: int, following: Match | None) -> int | None:
    """Return where the name after the head of a place ends."""
    named = (following.first("name") or following.first("city")) if following else None
    if following and named and (named.sort == "city" or named.kind in _PLACES or (entry.key and _is_name(named))):
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


def _is_name(entry: Entry) -> bool:
    return entry.kind is NameKind.NAME


def city(_line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return a place known by its name alone."""
    if match.definite:
        return None
    name = (match.start, match.end)
    return Passage(match.start, match.end, EntityKind.PLACE, Via.NAME, None, entry.key or None, entry.flag, name)


def media(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return an agency, paper or station known by its name."""
    span = line.span(match.start, match.end)
    if match.definite or (line.text[span.start - 1 : span.start], line.text[span.end : span.end + 1]) == ("(", ")"):
        # "(رويترز)" is the credit of a report, not part of it.
        return None
    post = f"media {entry.flag}"
    return Passage(match.start, match.end, EntityKind.ORG, Via.NAME, None, entry.key or None, post)


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


def _definite(line: Line, match: Match) -> bool:
    """Tell whether the head is definite by itself, so that only adjectives follow: "الرئيس", not "رئيس"."""
    single = match.end == match.start + 1
    return single and line.definite(match.start)


def _tail(line: Line, start: int, *, opened: bool, organ: bool = False) -> _Tail:
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
            if _belongs(line, match, named):
                return _Tail(_adjectives(line, match.end), named.key, named.kind, index)
            break
        if match and (nested := _nested(match, organ=organ)) and _nests(line, match, opened=opened):
            opened = opened or nested.sort == "organ" or nested.flag == "open"
            index = match.end
        elif (
            organ
            and match
            and match.first("title")
            and (end := persons.name(line, match.end, trusted=True)) > match.end
        ):
            index = end
        elif facts.role in {"adjective", "complement"} or (opened and _complement(line, index)):
            index += 1
        elif opened and facts.role == "within" and (inner := _within(line, index + 1)):
            return inner
        else:
            break
    return _Tail(index)


def _belongs(line: Line, match: Match, named: Entry) -> bool:
    if named.kind in _ADJECTIVES:
        return match.prefix in {"", line.lexicon.language.ARTICLE}
    return match.prefix in {"", line.lexicon.language.GENITIVE}


def _nested(match: Match, *, organ: bool) -> Entry | None:
    """Return the body, or outside bodies the post, that stands within the name of another."""
    return match.first("organ") or (None if organ else match.first("office"))


def _nests(line: Line, match: Match, *, opened: bool) -> bool:
    """Tell whether a body or post can stand within the name of another: "وزير" in "نائب وزير", not in "الرئيس وزير"."""
    if match.prefix in {"", line.lexicon.language.ARTICLE}:
        return opened or not line.definite(match.start)
    return opened


def _complement(line: Line, index: int) -> bool:
    facts = line.facts(index)
    if (facts.starts and line.joined(index)) or facts.given:
        return False
    return facts.common and line.definite(index)


def _within(line: Line, index: int) -> _Tail | None:
    """Follow "في" to the body that a department is part of."""
    if index >= len(line.words) or not line.close(index):
        return None
    match = line.match(index)
    if match is None or match.prefix:
        return None
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
    if gap in _APPOSITION:
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
    if following is None or named is None or following.prefix not in {"", line.lexicon.language.ARTICLE}:
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
    tail = _tail(line, end, opened=False)
    head = line.lexicon.core([line.words[match.start].form[len(match.prefix) :]])
    return Passage(match.start, tail.end, EntityKind.ORG, Via.NAME, None, tail.actor, f"{entry.key} {head}")


def _bare(line: Line, match: Match, tail: _Tail) -> bool:
    """Tell whether a head has nothing after it but adjectives, so that it names no body of its own."""
    inner = [line.facts(index).role for index in range(match.end, tail.end)]
    return match.end == match.start + 1 and all(role == "adjective" for role in inner)


def _purpose(line: Line, start: int) -> int:
    """Return the end of what a body is for: "المرصد السوري لحقوق الإنسان", "اللجنة العليا للإغاثة"."""
    if start >= len(line.words) or line.gap(start):
        return start
    facts, form, genitive = line.facts(start), line.words[start].form, line.lexicon.language.GENITIVE
    if not form.startswith(genitive) or not facts.common or facts.role or len(form) < _SHORTEST_PURPOSE:
        return start
    end = start + 1
    while end < len(line.words) and end - start < _LONGEST_PURPOSE and not line.gap(end) and _complement(line, end):
        if line.facts(end).role in {"stop", "adjective"}:
            break
        end += 1
    return end if end > start + 1 or form.startswith(2 * genitive) else start


def _heads_definite(line: Line, match: Match, tail: _Tail) -> bool:
    """Tell whether the adjective of the state is definite: "القوات الروسية" is a body, "قوات روسية" are some troops."""
    index = tail.end - 1
    while index > match.end and line.facts(index).role == "adjective":
        index -= 1
    return line.definite(index)
