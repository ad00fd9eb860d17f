"""A person's state is read from the post, body or state named right beside his name."""

from collections.abc import Sequence

from kg.entities.complements import adjectives
from kg.entities.lines import Line, Passage
from kg.model import EntityKind, Via

_COMMAS = {"", "،", ",", "-", "–", "("}
# Who holds one of these acts for the body or state in which he holds it.
_POSTS = {
    "minister",
    "deputy",
    "adviser",
    "ambassador",
    "envoy",
    "spokesman",
    "official",
    "commander",
    "speaker",
    "head",
    "president",
    "member",
    "employee",
    "profession",
}
_DEPARTMENT = 4  # words of a department between a post and the name of its holder


def attach(line: Line, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of a line, persons with the state that stands in apposition to their names.

    "ديمتري بيسكوف المتحدث باسم الكرملين", "السفير المصري بالخرطوم حسام عيسى", "والعراقي نوري المالكي"
    """
    return tuple(
        _attached(line, passages, index) if passage.kind is EntityKind.PERSON and passage.state is None else passage
        for index, passage in enumerate(passages)
    )


def _attached(line: Line, passages: Sequence[Passage], index: int) -> Passage:
    passage = passages[index]
    state = _state(line, passages, index)
    if passage.entity is not None:
        # Whom a known person serves on the day is known better, if it is.
        return passage._replace(guess=state)
    if passage.post == "president" and passage.state is None:
        # In "استقبل رئيس الوزراء الإسرائيلي الرئيس باراك أوباما" the two are of different states.
        return passage._replace(guess=state)
    if state is None and not passage.post:
        # "الأمير محمد بن نايف ولي العهد": whose heir he is, the outlet takes for known.
        return passage._replace(post=_post_after(line, passage.end))
    return passage._replace(state=state)


def _state(line: Line, passages: Sequence[Passage], index: int) -> str | None:
    person = passages[index]
    before = [passage for passage in passages[:index] if not _department_alone(passage)]
    return (
        _post_before(line, before, person)
        or _post_behind(line, passages[index + 1 :], person)
        or (_colleague(line, before[-1], person) if before else None)
    )


def _department_alone(passage: Passage) -> bool:
    """Tell whether a passage is only the department of a post: "للشؤون الخارجية"."""
    return passage.via is Via.REFERENCE and passage.post.startswith("organ ")


def _post_before(line: Line, passages: Sequence[Passage], person: Passage) -> str | None:
    """Return the state of the post, adjective or body that stands before a name."""
    if not passages:
        return None
    before = passages[-1]
    if len(passages) > 1 and _posted(line, passages[-2], before, person):
        return passages[-2].entity
    start = adjectives(line, before.end)
    if start == person.start and (line.close(start) or _sided(line, before, start)):
        return _owner(line, before)
    if before.via is Via.OFFICE and _department(line, start, person.start):
        return before.entity
    return None


def _colleague(line: Line, before: Passage, person: Passage) -> str | None:
    """Return the state of the other office-holder joined to one: "الرئيس ميشال عون ورئيس الحكومة سعد الحريري"."""
    joined = person.post and before.end == person.start and line.joined(person.start)
    return before.state if joined and _holder(before) else None


def _post_behind(line: Line, after: Sequence[Passage], person: Passage) -> str | None:
    """Return the state of the post that follows a name, or of the body in which it is held.

    "سامح شكري وزير الخارجية المصري", "علي يوسف، رئيس البروتوكول في وزارة الخارجية السودانية"
    """
    if not after:
        return None
    next_ = after[0]
    if line.gap(person.end) not in _COMMAS:
        return None
    if next_.start == person.end:
        # In "رحيم مشائي رئيس مكتب الرئيس محمود أحمدي نجاد" the post is that of the first.
        chief = next_.name is not None and next_.name[0] - next_.start > 1 and not line.gap(next_.start)
        return next_.entity if next_.via is Via.OFFICE else next_.state if chief else None
    owner = next_.state if next_.kind is EntityKind.ORG and not next_.post.startswith("media") else None
    if next_.via is Via.OFFICE or (next_.kind is EntityKind.STATE and next_.via is Via.NAME):
        owner = next_.entity
    return owner if owner and _employed(line, person.end, next_) else None


def _employed(line: Line, start: int, body: Passage) -> bool:
    """Tell whether only a post and its department stand between a name and a body: "المدير في", "المتحدث باسم"."""
    if not 0 < body.start - start <= _DEPARTMENT + 1 or _post_after(line, start) not in _POSTS:
        return False
    within = line.facts(body.start - 1).role == "within"
    if body.kind is EntityKind.STATE and body.via is Via.NAME and not within:
        return False
    match = line.match(body.start)
    genitive = match is not None and match.prefix.startswith(line.lexicon.language.GENITIVE)
    return (within or genitive) and all(_departmental(line, index) for index in range(start + 1, body.start))


def _departmental(line: Line, index: int) -> bool:
    """Tell whether a word can belong to the department of a post."""
    if line.gap(index):
        return False
    facts = line.facts(index)
    inside = facts.role in {"within", "complement", "adjective"} or line.facts(index - 1).role == "complement"
    return facts.role != "stop" and (inside or line.definite(index))


def _holder(before: Passage) -> bool:
    return before.via is Via.OFFICE or (before.kind is EntityKind.PERSON and bool(before.post))


def _post_after(line: Line, index: int) -> str:
    """Return the type of the post that follows a name."""
    if index >= len(line.words) or line.gap(index) not in _COMMAS:
        return ""
    match = line.match(index)
    entry = (match.first("office") or match.first("title")) if match and not match.prefix else None
    return entry.key if entry else ""


def _owner(line: Line, before: Passage) -> str | None:
    """Return the state of a post, adjective, state or body right before a name."""
    within = before.start > 0 and line.facts(before.start - 1).role == "within"
    match = line.match(before.start)
    governed = match is not None and any(letter in match.prefix for letter in line.lexicon.language.PREPOSITIONS)
    if before.kind is EntityKind.ORG:
        # "المدير بوزارة الخارجية الجزائرية أحمد ...", but not "اغتالت القوات الروسية أحمد ..."
        return before.state if within or governed else None
    if before.kind is not EntityKind.STATE or before.via in {Via.REFERENCE, Via.ALIAS, Via.LOADED}:
        return None
    return None if before.via is Via.NAME and (within or governed) else before.entity


def _sided(line: Line, before: Passage, start: int) -> bool:
    """Tell whether a name follows the side for which he stands: "عن الجانب الكويتي، السفير ..."."""
    side = before.start > 0 and line.facts(before.start - 1).role == "side"
    return side and before.via is Via.DEMONYM and line.gap(start) in _COMMAS


def _posted(line: Line, post: Passage, place: Passage, person: Passage) -> bool:
    """Tell whether a name follows a post and where it is held: "السفير السوري لدى قطر، رياض نعسان"."""
    if post.via is not Via.OFFICE or adjectives(line, place.end) != person.start or place.kind is EntityKind.PERSON:
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
