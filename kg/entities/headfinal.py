"""Mentions are found where the state stands before the post or body, and endings tell the case.

"ABD Dışişleri Bakanı Antony Blinken", "İsrail ordusunun", "Türkiye'nin Bakü Büyükelçiliği"
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.entities.lexicon import Entry, Match
from kg.entities.lines import Line, Passage
from kg.entities.mentions import named
from kg.lang import load, rows
from kg.model import EntityKind, NameKind, Via

_APOSTROPHES = frozenset("'’‘`´ʼ")
_LONGEST_NAME = 5  # words of a person's name
_SHORTEST = 4  # letters of a name without an apostrophe before its ending
_LONGEST_POST = 5  # words of a department before "minister"
_INSIDE = frozenset({"", "-", "–", "'", "’", ".", '"', "“", "”"})
_ABROAD = frozenset({"ambassador", "embassy"})
_KIND = {EntityKind.STATE, EntityKind.ORG}


def find(line: Line) -> tuple[Passage, ...]:
    """Return the passages of a line that name an entity, in order and without overlap."""
    found: list[Passage] = []
    shouted = line.text[line.words[0].start : line.words[-1].end].isupper() if line.words else True
    index = 0
    while index < len(line.words):
        passage = _passage(line, index, found, shouted=shouted)
        if passage is None:
            index += 1
            continue
        while found and found[-1].start >= passage.start:
            found.pop()
        found.append(passage)
        index = passage.end
    return tuple(found)


def _passage(line: Line, index: int, found: list[Passage], *, shouted: bool) -> Passage | None:
    match = _match(line, index)
    if match is not None:
        entry = match.first("office")
        if entry is not None and (passage := _office(line, match, entry, found, shouted=shouted)):
            return passage
        entry = match.first("name")
        if entry is not None and (passage := _named(line, match, entry)):
            return passage
        entry = match.first("organ")
        if entry is not None and (passage := _organ(line, match, entry, found)):
            return passage
        entry = match.first("title")
        if entry is not None and (passage := _titled(line, match, entry, shouted=shouted)):
            return passage
        entry = match.first("reference")
        if entry is not None:
            return _reference(line, match, entry, found, shouted=shouted)
    if line.facts(index).given and not shouted:
        end = _run(line, index)
        if end > index + 1:
            return Passage(index, end, EntityKind.PERSON, Via.NAME, None, None, "", (index, end))
    return None


def _match(line: Line, index: int) -> Match | None:
    """Return the longest phrase at a word that no mark parts."""
    if not line.lexicon.begins(line.words[index].form):
        return None
    last = index + 1
    while last < len(line.words) and line.gap(last) in _INSIDE:
        last += 1
    match = line.lexicon.ended(line.words, index, last)
    if match is None or not match.ending:
        return match
    # What is written without an apostrophe is a name in a case only with a capital and some length.
    entry = match.first("name")
    if entry is not None and len(match.entries) == 1:
        word = line.words[match.end - 1]
        name = line.text[line.words[index].start : word.end - len(match.ending)]
        if not name[0].isupper() or (len(name) < _SHORTEST and not (name.isupper() and len(match.ending) > 1)):
            return None
    return match


def _named(line: Line, match: Match, entry: Entry) -> Passage | None:
    passage = named(line, match, entry)
    if passage is None:
        return None
    passage = passage._replace(ending=len(match.ending))
    after = match.end
    adjective = after < len(line.words) and is_ending(line, after, "adjective")
    if adjective and passage.kind in _KIND and not match.ending:
        # "ABD'li yetkili"
        return passage._replace(end=after + 1, via=Via.DEMONYM, name=(match.start, match.end))
    return passage


def is_ending(line: Line, index: int, sort: str) -> bool:
    """Tell whether a word is only the ending of the name before it, behind an apostrophe or where one is lost."""
    if index >= len(line.words) or index == 0:
        return False
    gap = line.gap(index)
    roles = separate(line.lexicon.code).get(line.words[index].form, frozenset())
    if gap and set(gap) <= _APOSTROPHES:
        return sort in roles
    if gap or sort not in roles or "apart" not in roles or not line.text[line.words[index].start].islower():
        return False
    # "Rusya ya da İran" is "or".
    return not (index + 1 < len(line.words) and line.words[index + 1].form in ("da", "ya"))


@cache
def separate(code: str) -> dict[str, frozenset[str]]:
    """Return the endings that stand apart from names: "nin" in "Türkiye'nin", "li" in "ABD'li"."""
    found: dict[str, set[str]] = {}
    normalise = load(code).normalise
    for row in rows(code, "endings"):
        for form in row["forms"].split("|"):
            found.setdefault(normalise(form), set()).update(row["roles"].split())
    return {form: frozenset(roles) for form, roles in found.items()}


def _genitive(line: Line, passage: Passage) -> bool:
    """Tell whether a name is in the genitive: "ABD'nin", "ABD nin", "Suriyenin"."""
    if is_ending(line, passage.end, "gen"):
        return True
    last = line.words[passage.end - 1].form
    return bool(passage.ending) and "gen" in separate(line.lexicon.code).get(last[-passage.ending :], frozenset())


class _Owner(NamedTuple):
    """The actor before a head, where its name begins (-1 if there is none), and the bodies named within."""

    actor: str | None = None
    start: int = -1
    inner: tuple[Passage, ...] = ()


_NOBODY = _Owner()


def _owner(line: Line, start: int, found: Sequence[Passage], key: str, *, governs: bool = False) -> _Owner:
    """Return whose post or body it is that begins at a word; what governs may be told by where it sits."""
    before = found[-1] if found else None
    if before is None or not _reaches(line, before, start, governs=governs):
        return _NOBODY
    genitive = _genitive(line, before)
    actor = _actor(line, before)
    if actor is None or (before.ending and not genitive):
        return _NOBODY
    if key in _ABROAD and not genitive:
        # "ABD'nin Türkiye Büyükelçisi": the state that sends stands in the genitive before.
        sender = found[-2] if len(found) > 1 else None
        if sender is not None and _genitive(line, sender) and _reaches(line, sender, before.start):
            return _Owner(_actor(line, sender), sender.start)
        if before.via is Via.CAPITAL:
            return _Owner(None, before.start)  # "Berlin Büyükelçisi": one's own there
    return _Owner(actor, before.start, (before,) if before.kind is EntityKind.ORG else ())


def _reaches(line: Line, before: Passage, start: int, *, governs: bool = False) -> bool:
    """Tell whether nothing but the ending of a name and adjectives stands between it and a word."""
    # "Libya'daki Ulusal Birlik Hükümeti", but "Suriye'deki askerleri" are another's.
    within = is_ending(line, before.end, "adjective_loc") and (governs or line.text[line.words[start].start].isupper())
    reach = before.end + (within or is_ending(line, before.end, "gen"))
    while reach < start and line.facts(reach).role == "adjective" and not line.gap(reach):
        reach += 1
    return reach == start and not line.gap(start).strip('"“”')


def _actor(line: Line, passage: Passage) -> str | None:
    if passage.kind is EntityKind.PERSON or passage.via is Via.REFERENCE:
        return None
    if passage.entity is not None:
        entity = line.lexicon.knowledge.entities.get(passage.entity)
        if entity is None or entity.kind is EntityKind.PLACE:
            return None
        return entity.actor or (entity.id if entity.kind is EntityKind.STATE else None)
    if passage.kind is EntityKind.PLACE:
        return passage.state if passage.via is Via.CAPITAL else None
    return passage.state


def _office(line: Line, match: Match, entry: Entry, found: Sequence[Passage], *, shouted: bool) -> Passage | None:
    """Return the holder of a post, by name where the name stands behind it."""
    capital = line.text[line.words[match.start].start].isupper()
    head = match.start
    if entry.flag == "open" and capital:
        head = _department(line, match.start, found)
    actor, start, inner = _owner(line, head, found, entry.key)
    first = start if start >= 0 else head
    begin = _behind_titles(line, match.end)
    end = _run(line, begin) if not shouted and not match.ending and not line.gap(begin) else begin
    actor = actor or entry.state
    if end > begin:
        name, via = (begin, end), Via.NAME
        return Passage(
            first,
            end,
            EntityKind.PERSON,
            via,
            None,
            actor,
            entry.key,
            name,
            inner=inner,
            head=head,
            ending=_cut(line, end),
        )
    if actor is not None:
        rest = len(match.ending)
        return Passage(
            first, match.end, EntityKind.STATE, Via.OFFICE, actor, actor, entry.key, inner=inner, head=head, ending=rest
        )
    if not capital:
        return None
    return Passage(
        match.start,
        match.end,
        EntityKind.STATE,
        Via.REFERENCE,
        None,
        None,
        f"post {entry.key}",
        ending=len(match.ending),
    )


def _behind_titles(line: Line, index: int) -> int:
    """Return the index after the titles between a post and the name of its holder."""
    while index < len(line.words) and not line.gap(index) and (title := _match(line, index)) is not None:
        if title.first("title") is None or title.ending:
            break
        index = title.end
    return index


def _department(line: Line, start: int, found: Sequence[Passage]) -> int:
    """Return where the words of a department begin: "Milli Savunma Bakanı", "Enerji ve Tabii Kaynaklar Bakanı"."""
    least = found[-1].end if found else 0
    head = start
    while head - 1 >= least and start - head < _LONGEST_POST and line.gap(head) in ("", ","):
        word = line.words[head - 1]
        capital = line.text[word.start].isupper()
        if found and is_ending(line, head - 1, "case"):
            break
        joined = word.form == "ve" and head - 2 >= least and line.text[line.words[head - 2].start].isupper()
        if not (capital and head - 1 > 0) and not joined:
            break
        if line.gap(head) == "," and not (head < start):
            break
        head -= 1
    return head


def _run(line: Line, start: int) -> int:
    """Return the index after the person's name that begins at a word, or start if there is none."""
    if start >= len(line.words):
        return start
    known = _match(line, start)
    if known is not None:
        entry = known.first("name")
        if entry is not None and line.lexicon.knowledge.entities[entry.key].kind is EntityKind.PERSON:
            return _further(line, known)
    end = start
    while end < len(line.words) and end - start < _LONGEST_NAME:
        if end > start and line.gap(end) not in ("", ".", "-", "–"):
            break
        word, role = line.words[end], line.facts(end).role
        written = line.text[word.start : word.end]
        if written.isdigit() and line.gap(end + 1) == "." and end + 1 < len(line.words):
            end += 1  # "6. Muhammed"
            continue
        link = role == "link" and end + 1 < len(line.words) and line.text[line.words[end + 1].start].isupper()
        if not (written[0].isupper() or link) or role == "stop":
            break
        match = _match(line, end)
        if match is not None and match.end > end and _breaks(line, match, first=end == start):
            break
        end += 1
    return end


def _further(line: Line, known: Match) -> int:
    """Return the end of a known name with the further names behind it: "Muhammed bin Zayid Al Nahyan"."""
    end = known.end
    while not known.ending and end + 1 < len(line.words) and not line.gap(end) and line.facts(end).role == "link":
        if not line.text[line.words[end + 1].start].isupper():
            break
        end += 2
    return end


def _breaks(line: Line, match: Match, *, first: bool) -> bool:
    """Tell whether what stands at a word is something else than part of a person's name."""
    if any(entry.sort in ("office", "organ", "title") for entry in match.entries):
        return True
    entry = match.first("name")
    if entry is None:
        return False
    entity = line.lexicon.knowledge.entities[entry.key]
    return (entity.kind is not EntityKind.PERSON and entry.kind is not NameKind.DEMONYM) or (first and not match.ending)


def _cut(line: Line, end: int) -> int:
    """Return how many letters at the end of a person's name are an ending, where the lexicon knows the name."""
    for index in range(max(0, end - _LONGEST_NAME), end):
        match = _match(line, index)
        entry = match.first("name") if match is not None and match.end == end and match.ending else None
        if match is not None and entry is not None:
            person = line.lexicon.knowledge.entities[entry.key].kind is EntityKind.PERSON
            return len(match.ending) if person else 0
    return 0


def _organ(line: Line, match: Match, entry: Entry, found: Sequence[Passage]) -> Passage | None:
    """Return the body that a head word and the state before it name."""
    capital = line.text[line.words[match.start].start].isupper()
    head = _department(line, match.start, found) if capital and entry.flag == "open" else match.start
    actor, start, inner = _owner(line, head, found, entry.key, governs=entry.flag == "open")
    state = actor or entry.state
    if state is None and start < 0 and not (capital and match.end - head > 1):
        return None
    if entry.key == "regime":
        return (
            Passage(start, match.end, EntityKind.STATE, Via.ALIAS, actor, ending=len(match.ending)) if actor else None
        )
    if not capital and _acts(entry.key):
        # "Türk askerleri", "İsrail hükümeti" are no names of their own.
        if actor is None:
            return None
        return Passage(
            start,
            match.end,
            EntityKind.STATE,
            Via.OFFICE,
            actor,
            actor,
            f"organ {entry.key}",
            inner=inner,
            head=head,
            ending=len(match.ending),
        )
    acts = "state" if entry.key in ("state", "embassy") else entry.key
    post = f"{acts} {line.lexicon.core([line.words[match.end - 1].form])}"
    first = start if start >= 0 else head
    inside = tuple(one for one in inner if one.entity is not None)
    return Passage(
        first, match.end, EntityKind.ORG, Via.NAME, None, state, post, inner=inside, head=head, ending=len(match.ending)
    )


def _acts(key: str) -> bool:
    """Tell whether what a body of this sort does its state does."""
    return key in ("state", "embassy")


def _titled(line: Line, match: Match, entry: Entry, *, shouted: bool) -> Passage | None:
    """Return the person whose name follows a title."""
    if shouted or match.ending or match.end >= len(line.words) or line.gap(match.end) not in ("", "."):
        return None
    end = _run(line, match.end)
    if end == match.end:
        return None
    post = "noble" if entry.key == "noble" else ""
    return Passage(
        match.start, end, EntityKind.PERSON, Via.NAME, None, None, post, (match.end, end), ending=_cut(line, end)
    )


def _reference(line: Line, match: Match, entry: Entry, found: Sequence[Passage], *, shouted: bool) -> Passage:
    """Return words that point back to an actor told before: "iki ülke", "mevkidaşı", "ülkesi"."""
    if entry.key == "counterpart":
        actor, start, _ = _owner(line, match.start, found, "")
        end = _run(line, match.end) if not shouted and not line.gap(match.end) and not match.ending else match.end
        first = start if start >= 0 else match.start
        if end > match.end:
            name, rest = (match.end, end), _cut(line, end)
            return Passage(first, end, EntityKind.PERSON, Via.NAME, None, actor, "counterpart", name, ending=rest)
        if actor is not None:
            rest = len(match.ending)
            return Passage(first, match.end, EntityKind.STATE, Via.REFERENCE, actor, actor, "counterpart", ending=rest)
    post = f"{entry.key} {entry.flag}"
    return Passage(match.start, match.end, EntityKind.STATE, Via.REFERENCE, None, None, post, ending=len(match.ending))
