"""A person's state is read from the post, body or state named right beside his name."""

from collections.abc import Sequence

from kg.entities.lines import Line, Passage
from kg.model import EntityKind, Via

_COMMAS = {"", "،", ",", "-", "–", "("}
_DEPARTMENT = 4  # words of a department between a post and the name of its holder


def attach(line: Line, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of a line, persons with the state that stands in apposition to their names.

    "ديمتري بيسكوف المتحدث باسم الكرملين", "السفير المصري بالخرطوم حسام عيسى", "والعراقي نوري المالكي"
    """
    return tuple(
        _attached(line, passages, index)
        if passage.kind is EntityKind.PERSON and passage.state is None and passage.entity is None
        else passage
        for index, passage in enumerate(passages)
    )


def _attached(line: Line, passages: Sequence[Passage], index: int) -> Passage:
    passage = passages[index]
    state = _state(line, passages, index)
    if state is None and not passage.post:
        # "الأمير محمد بن نايف ولي العهد": whose heir he is, the outlet takes for known.
        return passage._replace(post=_post_after(line, passage.end))
    return passage._replace(state=state)


def _state(line: Line, passages: Sequence[Passage], index: int) -> str | None:
    person = passages[index]
    if index > 1 and _posted(line, passages[index - 2], passages[index - 1], person):
        return passages[index - 2].entity
    if index:
        before = passages[index - 1]
        if before.end == person.start and line.close(person.start):
            return _owner(line, before)
        if before.via is Via.OFFICE and _department(line, before.end, person.start):
            return before.entity
        if person.post and before.end == person.start and line.joined(person.start) and _holder(before):
            # "الرئيس اللبناني ميشال عون ورئيس الحكومة سعد الحريري"
            return before.state
    if index + 1 < len(passages):
        after = passages[index + 1]
        if after.start == person.end and after.via is Via.OFFICE and line.gap(after.start) in _COMMAS:
            return after.entity
    return None


def _holder(before: Passage) -> bool:
    return before.via is Via.OFFICE or (before.kind is EntityKind.PERSON and bool(before.post))


def _post_after(line: Line, index: int) -> str:
    """Return the type of the post that follows a name."""
    if index >= len(line.words) or line.gap(index) not in _COMMAS:
        return ""
    match = line.match(index)
    entry = match.first("office") if match and not match.prefix else None
    return entry.key if entry else ""


def _owner(line: Line, before: Passage) -> str | None:
    """Return the state of a post, adjective, state or body right before a name."""
    within = before.start > 0 and line.facts(before.start - 1).role == "within"
    match = line.match(before.start)
    governed = match is not None and any(letter in match.prefix for letter in line.lexicon.language.PREPOSITIONS)
    if before.kind is EntityKind.ORG:
        # "المدير بوزارة الخارجية الجزائرية أحمد ...", but not "اغتالت القوات الروسية أحمد ..."
        return before.state if within or governed else None
    if before.kind is not EntityKind.STATE or before.via is Via.REFERENCE:
        return None
    return None if before.via is Via.NAME and (within or governed) else before.entity


def _posted(line: Line, post: Passage, place: Passage, person: Passage) -> bool:
    """Tell whether a name follows a post and where it is held: "السفير السوري لدى قطر، رياض نعسان"."""
    if post.via is not Via.OFFICE or place.end != person.start or place.kind is EntityKind.PERSON:
        return False
    if line.gap(person.start) not in _COMMAS or place.start - post.end > 1:
        return False
    return all(line.facts(index).role == "within" for index in range(post.end, place.start))


def _department(line: Line, start: int, end: int) -> bool:
    """Tell whether only the words of a department part a post from a name: "مساعد الوزير للشؤون السياسية، ..."."""
    if not 0 < end - start <= _DEPARTMENT or line.gap(end) not in _COMMAS:
        return False
    genitive = line.lexicon.language.GENITIVE
    return line.words[start].form.startswith(genitive) and all(
        line.facts(index).common and not line.gap(index) for index in range(start, end)
    )
