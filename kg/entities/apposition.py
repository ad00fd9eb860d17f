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
        passage._replace(state=_state(line, passages, index))
        if passage.kind is EntityKind.PERSON and passage.state is None and passage.entity is None
        else passage
        for index, passage in enumerate(passages)
    )


def _state(line: Line, passages: Sequence[Passage], index: int) -> str | None:
    person = passages[index]
    if index:
        before = passages[index - 1]
        if before.end == person.start and line.close(person.start) and before.kind is not EntityKind.PLACE:
            return before.state if before.kind is EntityKind.ORG else _owner(before)
        if before.via is Via.OFFICE and _department(line, before.end, person.start):
            return before.entity
    if index > 1 and _posted(line, passages[index - 2], passages[index - 1], person):
        return passages[index - 2].entity
    if index + 1 < len(passages):
        after = passages[index + 1]
        if after.start == person.end and after.via is Via.OFFICE and line.gap(after.start) in _COMMAS:
            return after.entity
    return None


def _owner(before: Passage) -> str | None:
    return before.entity if before.kind is EntityKind.STATE and before.via is not Via.REFERENCE else None


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
