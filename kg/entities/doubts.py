"""Ordinary words that may be names are kept only where the rest of the article speaks for them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.entities.lines import Line, Passage
from kg.entities.mentions import named
from kg.model import EntityKind, Via


def settle(lines: Sequence[Line], passages: Sequence[Sequence[Passage]]) -> tuple[tuple[Passage, ...], ...]:
    """Return the passages of each line without those that remain doubtful, or with their other reading."""
    if not any(passage.doubtful for line in passages for passage in line):
        return tuple(map(tuple, passages))
    sure = {passage.entity or passage.state for line in passages for passage in line if not passage.doubtful}
    surnames = Counter(_surnames(lines, passages))
    return tuple(
        tuple(
            settled
            for passage in _listed(line, passages[number])
            if (settled := _settled(line, passage, sure, surnames) if passage.doubtful else passage) is not None
        )
        for number, line in enumerate(lines)
    )


def unlike_surnames(lines: Sequence[Line], passages: Sequence[Sequence[Passage]]) -> tuple[tuple[Passage, ...], ...]:
    """Leave out states that only seem to stand in a case: "Sudani" where the article tells of a Mr. Sudani."""
    surnames = {
        line.words[passage.name[1] - 1].form
        for line, found in zip(lines, passages, strict=True)
        for passage in found
        if passage.kind is EntityKind.PERSON and passage.name is not None and passage.name[1] - passage.name[0] > 1
    }
    return tuple(
        tuple(
            passage
            for passage in found
            if passage.kind is not EntityKind.STATE
            or passage.via is not Via.NAME
            or not passage.ending
            or line.words[passage.end - 1].form not in surnames
        )
        for line, found in zip(lines, passages, strict=True)
    )


def _listed(line: Line, passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages, without doubt where they are in a list of their like: "الكويت ومصر والسودان وعمان"."""
    for passage in passages:
        beside = passage.doubtful and any(
            other.kind is passage.kind
            and passage.kind in {EntityKind.STATE, EntityKind.ORG}
            and (not other.doubtful or _akin(line, passage, other))
            and other.via in {Via.NAME, Via.ALIAS, Via.LOADED}
            and (line.joined(max(other.start, passage.start)) or _follows(passage, other))
            and (other.end == passage.start or passage.end == other.start)
            for other in passages
        )
        yield passage._replace(doubtful=False) if beside else passage


def _follows(passage: Passage, other: Passage) -> bool:
    """Tell whether a name stands right behind that of a state, as its object does: "سلمت تركيا مالي"."""
    return other.end == passage.start and passage.via is not Via.DEMONYM


def _akin(line: Line, one: Passage, other: Passage) -> bool:
    """Tell whether one of two doubtful names is a name in the company of the other: "فتح وحماس"."""
    return any(
        first.entity in line.lexicon.company(line.words[second.start].form.lstrip(line.lexicon.language.CONJUNCTIONS))
        for first, second in ((one, other), (other, one))
    )


def _settled(line: Line, passage: Passage, sure: set[str | None], surnames: Counter[str]) -> Passage | None:
    if passage.kind is EntityKind.PERSON and passage.name is not None:
        form = line.words[passage.name[0]].form
        return passage if surnames[form] > 1 or line.lexicon.people(form) else _nameless(passage, passage.name[0])
    match = line.match(passage.start)
    language = line.lexicon.language
    company: frozenset[str] = frozenset()
    if match and match.prefix.lstrip(language.CONJUNCTIONS) in {"", language.GENITIVE}:
        # "بحماس" is with enthusiasm wherever it stands.
        company = line.lexicon.company(line.words[passage.start].form.removeprefix(match.prefix))
    return passage if passage.entity in sure or company & sure else _other(line, passage)


def _nameless(passage: Passage, end: int) -> Passage | None:
    """Return the holder of a post without the word that is no name after all."""
    if passage.state is None or end == passage.start:
        return None
    return passage._replace(
        end=end, kind=EntityKind.STATE, via=Via.OFFICE, entity=passage.state, name=None, doubtful=False
    )


def _other(line: Line, passage: Passage) -> Passage | None:
    """Return what else a name can mean: "عمان" is a capital where the article tells of no Oman."""
    match = line.match(passage.start)
    if match is None:
        return None
    other = next((e for e in match.entries if e.sort == "name" and e.key not in {passage.entity, passage.state}), None)
    found = named(line, match, other) if other else None
    return found._replace(doubtful=False) if found else None


def _surnames(lines: Sequence[Line], passages: Sequence[Sequence[Passage]]) -> Iterator[str]:
    for number, line in enumerate(lines):
        for passage in passages[number]:
            if passage.kind is EntityKind.PERSON and passage.name is not None:
                yield line.words[passage.name[1] - 1].form
