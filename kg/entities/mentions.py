"""Mentions are found sentence by sentence: at each word the longest passage that names an entity."""

from collections.abc import Iterator, Sequence

from kg.entities import bodies, persons, places, posts
from kg.entities.lexicon import Entry, Match
from kg.entities.lines import Line, Passage
from kg.model import EntityKind, NameKind, Via
from kg.text.speech import cues

_VIA = {
    NameKind.NAME: Via.NAME,
    NameKind.ABBREVIATION: Via.NAME,
    NameKind.TERRITORY: Via.NAME,
    NameKind.ALIAS: Via.ALIAS,
    NameKind.LOADED: Via.LOADED,
    NameKind.DEMONYM: Via.DEMONYM,
    NameKind.PLURAL: Via.DEMONYM,
    NameKind.CAPITAL: Via.CAPITAL,
    NameKind.METONYM: Via.CAPITAL,
}
_PLACES = {NameKind.CAPITAL, NameKind.TERRITORY}
_READERS = {
    "office": posts.office,
    "title": posts.title,
    "organ": bodies.organ,
    "place": places.place,
    "media": bodies.media,
}


def find(line: Line) -> tuple[Passage, ...]:
    """Return the passages of a line that name an entity, in order and without overlap."""
    found: list[Passage] = []
    index = 0
    for position, facts in enumerate(line.known):
        if position < index or not (facts.starts or facts.given or facts.role == "joined"):
            continue
        passage = _passage(line, position)
        if passage is not None:
            found.append(passage)
            index = passage.end
    found.extend(_speakers(line, found))
    return tuple(sorted(found, key=lambda passage: passage.start))


def _speakers(line: Line, found: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the names that nothing tells to be names but the verb of speech before them: "وقالت ديبورا والش"."""
    taken = {index for passage in found for index in range(passage.start, passage.end)}
    for cue in cues(line.words, line.lexicon.code):
        start = cue.last
        if cue.kind == "noun" or start in taken or start >= len(line.words) or line.gap(start):
            continue
        end = persons.name(line, start, trusted=True)
        if end > start + 1 and taken.isdisjoint(range(start, end)):
            yield Passage(start, end, EntityKind.PERSON, Via.NAME, None, None, "", (start, end))


def _passage(line: Line, index: int) -> Passage | None:
    readings = line.readings(index)
    person = _person(line, index) if line.facts(index).given or line.facts(index).role else None
    if not readings or (person and person.end > readings[0].end):
        return person
    found = [passage for match in readings for passage in _readings(line, match)]
    best = max(found, key=lambda passage: passage.end, default=None)
    return best or next((passage for match in readings if (passage := _reference(line, match))), None)


def _readings(line: Line, match: Match) -> Iterator[Passage]:
    """Yield what a phrase can name, the most likely first."""
    known = match.first("name")
    if known and (passage := named(line, match, known)):
        yield passage
    for entry in match.entries:
        reader = _READERS.get(entry.sort)
        if reader and (passage := reader(line, match, entry)):
            yield passage


def _reference(line: Line, match: Match) -> Passage | None:
    """Return words that point back to an actor told before."""
    entry = match.first("reference")
    if entry is None:
        return None
    if entry.key == "counterpart":
        return posts.counterpart(line, match)
    post = f"{entry.key} {entry.flag}"
    return Passage(match.start, match.end, EntityKind.STATE, Via.REFERENCE, None, None, post)


def named(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the passage of a name of the knowledge base."""
    entity = line.lexicon.knowledge.entities.get(entry.key)
    if entity is None or entry.kind is None or _small(line, match, entry):
        return None
    via = _VIA[entry.kind]
    name = (match.start, match.end)
    if entry.kind in _PLACES and entity.kind is EntityKind.STATE:
        return Passage(match.start, match.end, EntityKind.PLACE, via, None, entity.id, "", name)
    if entry.kind is NameKind.METONYM:
        return Passage(match.start, match.end, EntityKind.ORG, via, None, entity.id, "state", name)
    state = None if entity.kind in {EntityKind.ORG, EntityKind.PERSON} else entity.state
    doubtful = line.doubtful(match)
    # "الوكالة" points back to "الوكالة الدولية للطاقة الذرية".
    post = f"known {line.head(match)}" if entity.kind is EntityKind.ORG and match.end > match.start + 1 else ""
    return Passage(match.start, match.end, entity.kind, via, entity.id, state, post, name, doubtful=doubtful)


def _small(line: Line, match: Match, entry: Entry) -> bool:
    """Tell whether words begin with a small letter where the name has a capital: "he told us", "a turkey"."""
    if not line.text[line.words[match.start].start].islower():
        return False
    return not any(name.kind is entry.kind and name.text[0].islower() for name in line.lexicon.names_of(entry.key))


def _person(line: Line, index: int) -> Passage | None:
    end = persons.name(line, index, trusted=False)
    if end == index:
        return None
    return Passage(index, end, EntityKind.PERSON, Via.NAME, None, None, "", (index, end))
