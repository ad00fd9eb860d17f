"""Mentions are found sentence by sentence: at each word the longest passage that names an entity."""

from kg.entities import persons, phrases
from kg.entities.lexicon import Entry, Match
from kg.entities.lines import Line, Passage
from kg.model import EntityKind, NameKind, Via

_VIA = {
    NameKind.NAME: Via.NAME,
    NameKind.ABBREVIATION: Via.NAME,
    NameKind.TERRITORY: Via.NAME,
    NameKind.ALIAS: Via.ALIAS,
    NameKind.LOADED: Via.ALIAS,
    NameKind.DEMONYM: Via.DEMONYM,
    NameKind.PLURAL: Via.DEMONYM,
    NameKind.CAPITAL: Via.CAPITAL,
    NameKind.METONYM: Via.CAPITAL,
}
_PLACES = {NameKind.CAPITAL, NameKind.TERRITORY}
_READERS = {
    "office": phrases.office,
    "title": phrases.title,
    "organ": phrases.organ,
    "place": phrases.place,
    "city": phrases.city,
    "media": phrases.media,
}


def find(line: Line) -> tuple[Passage, ...]:
    """Return the passages of a line that name an entity, in order and without overlap."""
    found: list[Passage] = []
    look = line.lexicon.look
    index = 0
    for position, word in enumerate(line.words):
        if position < index:
            continue
        facts = look(word.form)
        if not facts.starts and not facts.given:
            continue
        passage = _passage(line, position)
        if passage is not None:
            found.append(passage)
            index = passage.end
    return tuple(found)


def _passage(line: Line, index: int) -> Passage | None:
    match = line.match(index)
    if match is None:
        return _person(line, index)
    known = match.first("name")
    person = _person(line, index) if line.facts(index).given else None
    if person and person.end > match.end:
        return person
    best = named(line, match, known) if known else None
    for entry in match.entries:
        reader = _READERS.get(entry.sort)
        passage = reader(line, match, entry) if reader else None
        if passage is not None and (best is None or passage.end > best.end):
            best = passage
    if best is None and (reference := match.first("reference")):
        if reference.key == "counterpart":
            return phrases.counterpart(line, match)
        return Passage(
            match.start, match.end, EntityKind.STATE, Via.REFERENCE, None, None, reference.key + " " + reference.flag
        )
    return best


def named(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the passage of a name of the knowledge base."""
    entity = line.lexicon.knowledge.entities.get(entry.key)
    if entity is None or entry.kind is None:
        return None
    via = _VIA[entry.kind]
    name = (match.start, match.end)
    if entry.kind in _PLACES and entity.kind is EntityKind.STATE:
        return Passage(match.start, match.end, EntityKind.PLACE, via, None, entity.id, "", name)
    if entry.kind is NameKind.METONYM:
        return Passage(match.start, match.end, EntityKind.ORG, via, None, entity.id, "state", name)
    state = None if entity.kind is EntityKind.ORG else entity.state
    doubtful = match.end == match.start + 1 and _doubtful(line, match)
    return Passage(match.start, match.end, entity.kind, via, entity.id, state, "", name, doubtful=doubtful)


def _doubtful(line: Line, match: Match) -> bool:
    """Tell whether a name is an ordinary word as well, and nothing right before it speaks for the name."""
    form = line.words[match.start].form
    stem = form[len(match.prefix) :]
    licences = line.lexicon.doubt(line.lexicon.language.ARTICLE + stem if match.definite else stem)
    if licences is None:
        return False
    if match.start == 0:
        return True
    gap = line.gap(match.start)
    return line.words[match.start - 1].form not in licences and not (gap and gap[-1] in "\"“«'‘")


def _person(line: Line, index: int) -> Passage | None:
    end = persons.name(line, index, trusted=False)
    if end == index:
        return None
    return Passage(index, end, EntityKind.PERSON, Via.NAME, None, None, "", (index, end))
