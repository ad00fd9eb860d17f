"""Posts, titles and the names of those who hold them are recognised by their head words."""

from kg.entities import bodies, persons
from kg.entities.complements import ADJECTIVES, Tail, adjectives, follow
from kg.entities.lexicon import Entry, Match
from kg.entities.lines import Line, Passage
from kg.model import EntityKind, NameKind, Via

# Posts whose complement is a department, not a body of its own: "وزير الداخلية".
_DEPARTMENTS = {"minister", "foreign_minister", "deputy", "adviser"}
# Posts with the state behind "in": "وزير الإعلام في مالي"; in a capital they may only be guests.
_GOVERNING = {"minister", "foreign_minister", "head_of_government"}
_SEATS = {NameKind.NAME, NameKind.ALIAS, NameKind.ABBREVIATION}
_APPOSITION = {"،", ",", "-", "–", "("}


def office(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the holder of a post, by name where the name stands beside the post."""
    definite = _definite(line, match)
    seats = _SEATS if entry.key in _GOVERNING else ()
    tail = follow(line, match.end, opened=entry.flag == "open" and not definite, seats=seats)
    if definite and not (tail.kind in ADJECTIVES and line.definite(tail.begin)):
        # "الوفد أذربيجان" are two phrases, "الوفد الأذربيجاني" and "وفد أذربيجان" are one.
        tail = Tail(adjectives(line, match.end))
    actor = tail.actor or entry.state
    inside = () if entry.key in _DEPARTMENTS else tail.inner
    inner = tuple(body for body in (_body(line, match) for match in inside) if body is not None)
    inner += _known_body(line, tail)
    named = _name_beside(line, tail.end)
    if named:
        return _holder(
            line,
            Passage(match.start, named[1], EntityKind.PERSON, Via.NAME, None, actor, entry.key, named, inner=inner),
        )
    if actor is None:
        return None
    return Passage(match.start, tail.end, EntityKind.STATE, Via.OFFICE, actor, actor, entry.key, inner=inner)


def _body(line: Line, match: Match) -> Passage | None:
    """Return the body that a post is held in: "المتحدث باسم وزارة الخارجية القطرية"."""
    entry = match.first("organ")
    return bodies.organ(line, match, entry) if entry else None


def _known_body(line: Line, tail: Tail) -> tuple[Passage, ...]:
    """Return the organisation of the knowledge base for which a post is held: "وفد حركة حماس"."""
    match = line.match(tail.begin) if tail.begin else None
    entry = match.first("name") if match else None
    if match is None or entry is None or entry.kind in ADJECTIVES:
        return ()
    if line.lexicon.knowledge.entities[entry.key].kind is not EntityKind.ORG:
        return ()
    name, post = (match.start, match.end), f"known {line.head(match)}"
    return (Passage(match.start, match.end, EntityKind.ORG, Via.NAME, entry.key, None, post, name),)


def title(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the person whose name follows a title, with the state that stands between the two."""
    tail = follow(line, match.end, opened=False)
    if tail.actor and not line.definite(tail.begin):
        # In "الأمير تركي" the adjective is the name.
        tail = Tail(match.end)
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


def counterpart(line: Line, match: Match) -> Passage | None:
    """Return the holder of the same post on the other side: "نظيره الأذربيجاني", with his name where it is told."""
    tail = follow(line, match.end, opened=False)
    named = _name_beside(line, tail.end)
    if named:
        found = Passage(match.start, named[1], EntityKind.PERSON, Via.NAME, None, tail.actor, "counterpart", named)
        return _holder(line, found)
    return Passage(match.start, tail.end, EntityKind.STATE, Via.REFERENCE, tail.actor, tail.actor, "counterpart")


def _holder(line: Line, passage: Passage) -> Passage:
    """Mark a name of one word that nothing but its place speaks for: it may be an ordinary word."""
    if passage.name is None or passage.name[1] - passage.name[0] > 1:
        return passage
    facts = line.facts(passage.name[0])
    return passage._replace(doubtful=not facts.given and not facts.starts)


def _definite(line: Line, match: Match) -> bool:
    """Tell whether the head is definite by itself, so that only adjectives follow: "الرئيس", not "رئيس"."""
    single = match.end == match.start + 1
    return single and line.definite(match.start)


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
