"""Posts and bodies named without their state get it from the sentence they stand in, or from the article as a whole."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.entities.lines import Line, Passage
from kg.model import EntityKind, Via

# Posts that are those of a state by themselves: who holds one holds it in the state that the sentence is about.
_POSTS = {"minister", "foreign_minister", "head_of_government", "heir", "speaker"}
_LEADERS = {"president", "commander", "member"}  # likewise, where no complement tells of what else: "الرئيس", "النائب"
_CLEAR = 3  # mentions of a state in an article that is about it
_LEAD = 2  # how many times as often as any other


def attribute(lines: Sequence[Line], passages: Sequence[Sequence[Passage]]) -> tuple[tuple[Passage, ...], ...]:
    """Return the passages of each line, posts and bodies of a state with the one that their context tells."""
    theme = _theme(passages)
    return tuple(
        tuple(_told(line, found, index, theme) for index in range(len(found)))
        for line, found in zip(lines, passages, strict=True)
    )


def _told(line: Line, passages: Sequence[Passage], index: int, theme: str | None) -> Passage:
    passage = passages[index]
    if passage.state or passage.entity or passage.kind not in {EntityKind.PERSON, EntityKind.ORG}:
        return passage
    if passage.kind is EntityKind.ORG:
        if passage.post.split(" ", 1)[0] not in {"state", "body"}:
            return passage
        where = _seat(line, passages, index)
        if where or not passage.post.startswith("state"):
            return passage._replace(state=where)
    elif not _of_state(line, passage):
        return passage
    return passage._replace(guess=passage.guess or _spoken_of(line, passages[:index]) or theme)


def _seat(line: Line, passages: Sequence[Passage], index: int) -> str | None:
    """Return the state in which a body is said to be: "المحكمة الدستورية في أرمينيا"."""
    passage, after = passages[index], passages[index + 1] if index + 1 < len(passages) else None
    if after is None or after.kind is not EntityKind.STATE or after.via is not Via.NAME or line.gap(passage.end):
        return None
    if after.start == passage.end + 1 and line.facts(passage.end).role == "within" and not line.gap(after.start):
        return after.entity
    return None


def _of_state(line: Line, passage: Passage) -> bool:
    """Tell whether a person holds a post that only states have."""
    if passage.post in _POSTS:
        return True
    if passage.post not in _LEADERS:
        return False
    match = line.match(passage.start)
    if match is None or passage.name is None:
        return False
    article = line.lexicon.language.ARTICLE
    definite = line.words[passage.start].form.removeprefix(match.prefix).startswith(article) or match.definite
    return definite if passage.post != "commander" else match.end > passage.start + 1


def _spoken_of(line: Line, before: Sequence[Passage]) -> str | None:
    """Return the state of the official or body named last, or the only state named so far."""
    for passage in reversed(before):
        official = passage.kind in {EntityKind.PERSON, EntityKind.ORG} or passage.via is Via.OFFICE
        state = passage.state or (passage.entity if passage.via is Via.OFFICE else None)
        if official and state and _is_state(line, state) and not passage.post.startswith("media"):
            return state
    states = set(_states(before))
    return states.pop() if len(states) == 1 else None


def _is_state(line: Line, code: str) -> bool:
    entity = line.lexicon.knowledge.entities.get(code)
    return entity is not None and entity.kind is EntityKind.STATE


def _theme(passages: Iterable[Sequence[Passage]]) -> str | None:
    """Return the state that an article is about, if there is one only."""
    counts = Counter(state for line in passages for state in _states(line)).most_common(2)
    if not counts or counts[0][1] < _CLEAR:
        return None
    return counts[0][0] if len(counts) == 1 or counts[0][1] >= _LEAD * counts[1][1] else None


def _states(passages: Iterable[Passage]) -> Iterable[str]:
    for passage in passages:
        if passage.kind is EntityKind.STATE and passage.entity:
            yield passage.entity
        elif passage.state and passage.via is not Via.REFERENCE:
            yield passage.state
