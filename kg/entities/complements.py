"""What follows the head word of a post or body is followed up to the actor that it names."""

from collections.abc import Container
from typing import NamedTuple

from kg.entities import persons
from kg.entities.lexicon import Entry, Match
from kg.entities.lines import Line
from kg.model import EntityKind, NameKind

ADJECTIVES = {NameKind.DEMONYM, NameKind.PLURAL}
_LONGEST = 12


class Tail(NamedTuple):
    """What follows a head word: where it ends, the actor that it names, and the bodies named on the way."""

    end: int
    actor: str | None = None
    kind: NameKind | None = None
    begin: int = 0  # the word at which the actor's name begins
    inner: tuple[Match, ...] = ()


def follow(line: Line, start: int, *, opened: bool, head: int | None = None, seats: Container[NameKind] = ()) -> Tail:
    """Follow the complement of a head word up to the actor it names.

    Where it is open, the words of a department may follow ("وزير الخارجية"), else only adjectives and names. The
    complement of a body, whose name begins at head, may hold a person's name, but no post. `seats` are the sorts of
    names that may stand behind "in": "السلطات في مالي".
    """
    organ = head is not None
    index, steps = start, 0
    inner: tuple[Match, ...] = ()
    while index < len(line.words) and steps < _LONGEST and line.close(index):
        steps += 1
        facts = line.facts(index)
        if facts.role == "stop":
            break
        match = line.match(index) if facts.starts else None
        named = match.first("name") if match else None
        if match and named and not line.doubtful(match):
            actor = _actor(line, match, named, organ=organ and _bears(line, start, index))
            return (
                Tail(adjectives(line, match.end), actor, named.kind, index, inner)
                if actor
                else Tail(index, inner=inner)
            )
        nested = _nested(match, organ=organ) if match else None
        if match and nested and _nests(line, match, opened=opened):
            opened = opened or nested.sort == "organ" or nested.flag == "open"
            inner = (*inner, match) if nested.sort == "organ" else inner
            index = match.end
        elif organ and match and _noble(match) and (end := _person(line, match)) > match.end:
            index = end
        elif facts.role in {"adjective", "complement"} or (
            opened and complement(line, index) and (head is None or _goes_on(line, head, index, match))
        ):
            index += 1
        elif opened and facts.role == "within" and (within := _within(line, index + 1, seats)):
            return within._replace(inner=(*inner, *within.inner))
        else:
            break
    return Tail(index, inner=inner)


def adjectives(line: Line, index: int) -> int:
    """Return the index after the adjectives of time and rank at a word: "السابق", "الجديد"."""
    while index < len(line.words) and not line.gap(index) and line.facts(index).role == "adjective":
        index += 1
    return index


def complement(line: Line, index: int) -> bool:
    """Tell whether a word is a definite ordinary one, as the words of a department are."""
    facts = line.facts(index)
    if (facts.starts and line.joined(index)) or facts.given:
        return False
    return facts.common and line.definite(index)


def _actor(line: Line, match: Match, named: Entry, *, organ: bool) -> str | None:
    """Return the actor that a name in a complement is, None if it is no part of the complement."""
    entity = line.lexicon.knowledge.entities[named.key]
    if entity.kind is EntityKind.PERSON:
        # "إدارة أوباما" is a body, "الرئيس أوباما" a person.
        return entity.actor if organ and not match.prefix else None
    if entity.kind is EntityKind.PLACE:
        return entity.state if not match.prefix else None
    language = line.lexicon.language
    before = {"", language.ARTICLE} if named.kind in ADJECTIVES else {"", language.GENITIVE}
    # "المتحدث باسم البيت الأبيض" speaks for the United States.
    return (entity.actor or named.key) if match.prefix in before else None


def _bears(line: Line, start: int, index: int) -> bool:
    """Tell whether a body can be named after the person at index: "إدارة أوباما", not "اجتماع برئاسة أوباما"."""
    if line.facts(start - 1).role == "led" or index - start > 1:
        return False
    before = line.match(start) if index > start else None
    return index == start or (before is not None and (before.first("title") or before.first("office")) is not None)


def _goes_on(line: Line, head: int, index: int, match: Match | None) -> bool:
    """Tell whether a definite word can go on with the name of a body: no noun of its own follows a definite one.

    "السفارة المواطنين" and "القوات المسلحة العميد" are two phrases, "القوات المسلحة" and "وزارة الشؤون الخارجية" one.
    """
    language = line.lexicon.language
    form = line.words[index].form
    if not form.startswith(language.ARTICLE) or not line.definite(index - 1):
        return True
    if form.endswith(language.PLURALS):
        return False
    if match and (match.first("title") or match.first("office")) and _person(line, match) > match.end:
        return False
    before = [line.words[position].form for position in range(head, index)]
    return form.endswith(language.FEMININE) or not all(word.endswith(language.FEMININES) for word in before)


def _noble(match: Match) -> bool:
    """Tell whether a body can be named after the bearer of a title: "مركز الملك سلمان"."""
    title = match.first("title")
    return title is not None and title.key == "noble"


def _person(line: Line, match: Match) -> int:
    return persons.name(line, match.end, trusted=True)


def _nested(match: Match, *, organ: bool) -> Entry | None:
    """Return the body, or outside bodies the post, that stands within the name of another."""
    return match.first("organ") or (None if organ else match.first("office"))


def _nests(line: Line, match: Match, *, opened: bool) -> bool:
    """Tell whether a body or post can stand within the name of another: "وزير" in "نائب وزير", not in "الرئيس وزير"."""
    if match.prefix in {"", line.lexicon.language.ARTICLE}:
        return opened or not line.definite(match.start)
    return opened


def _within(line: Line, index: int, seats: Container[NameKind]) -> Tail | None:
    """Follow "في" to the body that a department is part of, or the state where a government sits."""
    if index >= len(line.words) or not line.close(index):
        return None
    match = line.match(index)
    if match is None or match.prefix:
        return None
    if match.first("organ"):
        tail = follow(line, match.end, opened=True)
        return tail if tail.actor else None
    named = match.first("name")
    if named is None or named.kind not in seats or line.doubtful(match):
        return None
    actor = _actor(line, match, named, organ=False)
    return Tail(adjectives(line, match.end), actor, named.kind, index) if actor else None
