"""Bodies are recognised by their head word and the words that may follow it."""

from kg.entities.complements import ADJECTIVES, Tail, adjectives, complement, follow
from kg.entities.lexicon import Entry, Match
from kg.entities.lines import CLOSING, OPENING, Line, Passage
from kg.model import EntityKind, NameKind, Via

_SHORTEST_PURPOSE = 4
_LONGEST_PURPOSE = 4
_LONGEST_NAME = 4
_SEATS = {NameKind.NAME, NameKind.ALIAS, NameKind.ABBREVIATION, NameKind.CAPITAL}  # of a government: "في كابول"
_NAMED = {"media", "company", "movement", "body"}  # bodies that have a proper name


def organ(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return the body that a head word and its complement name."""
    if entry.key == "movement" and (coalition := _coalition(line, match)):
        return coalition
    known = _named_body(line, match)
    if known is not None or entry.flag == "named":
        return known
    if entry.key in _NAMED and (quoted := _quoted(line, match)) > match.end:
        return _called(line, match, entry, quoted)
    tail = _tail(line, match, entry)
    if entry.key == "regime":
        inner = _bearer(line, tail)
        return (
            Passage(match.start, tail.end, EntityKind.STATE, Via.LOADED, tail.actor, inner=inner)
            if tail.actor
            else None
        )
    if tail.end == match.end and len(line.words[match.start : match.end]) == 1:
        return _quoted_body(line, match, entry)
    if tail.actor is None and entry.state is None and not _own(line, match, tail):
        return None
    if tail.actor is None:
        tail = tail._replace(end=_single(line, match.end, tail.end))
    if tail.kind is NameKind.DEMONYM and not _heads_definite(line, match, tail):
        return None
    if entry.key in {"body", "company"}:
        tail = tail._replace(end=_purpose(line, tail.end))
    head = line.head(match)
    return Passage(
        match.start,
        tail.end,
        EntityKind.ORG,
        Via.NAME,
        None,
        tail.actor or entry.state,
        f"{entry.key} {head}",
        None,
        tail.begin,
        inner=_bearer(line, tail),
        short=_unqualified(line, match, tail),
    )


def _tail(line: Line, match: Match, entry: Entry) -> Tail:
    """Return what follows the head of a body, without a name that cannot belong to it."""
    seats = _SEATS if entry.flag == "seated" and _tells_one(line, match) else ()
    tail = follow(line, match.end, opened=entry.state is None, head=match.start, seats=seats)
    if tail.actor and tail.kind not in ADJECTIVES and tail.begin == match.end and _complete(line, match, entry):
        # "اتهمت الحركة الولايات المتحدة" tells of two, "انتقد داونينغ ستريت طهران" likewise.
        return Tail(adjectives(line, match.end))
    return tail


def _tells_one(line: Line, match: Match) -> bool:
    """Tell whether a head means one body: "السلطات في مالي", not "تشكيل حكومة في لبنان"."""
    return line.definite(match.start) or (match.end < len(line.words) and line.definite(match.end))


def _complete(line: Line, match: Match, entry: Entry) -> bool:
    """Tell whether a head takes no genitive: one word with an article, or the only body of its name."""
    article, head = line.lexicon.language.ARTICLE, line.words[match.start].form.removeprefix(match.prefix)
    following = line.readings(match.end)
    if any(reading.prefix not in {"", article} for reading in following):
        return False
    if any(other.kind in ADJECTIVES for reading in following for other in reading.entries):
        # "القوات السعودية": a name that is an adjective too.
        return False
    single = match.end == match.start + 1
    return (single and (match.definite or head.startswith(article))) or (entry.state is not None and not single)


def _unqualified(line: Line, match: Match, tail: Tail) -> tuple[tuple[int, int], ...]:
    """Return the name of a body without the adjectives after that of its state: "الحكومة الإسبانية [الحالية]"."""
    end = tail.end
    while tail.begin and end - 1 > tail.begin and line.facts(end - 1).role == "adjective":
        end -= 1
    return ((match.start, end),) if end < tail.end else ()


def _bearer(line: Line, tail: Tail) -> tuple[Passage, ...]:
    """Return the known person that a body is named after: "نظام بشار الأسد"."""
    match = line.match(tail.begin) if tail.begin else None
    entry = match.first("name") if match else None
    if match is None or entry is None or line.lexicon.knowledge.entities[entry.key].kind is not EntityKind.PERSON:
        return ()
    name = (match.start, match.end)
    return (Passage(match.start, match.end, EntityKind.PERSON, Via.NAME, entry.key, tail.actor, "", name),)


def media(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return an agency, paper or station known by its name."""
    span = line.span(match.start, match.end)
    if match.definite or (line.text[span.start - 1 : span.start], line.text[span.end : span.end + 1]) == ("(", ")"):
        # "(رويترز)" is the credit of a report, not part of it.
        return None
    end = match.end
    if end > match.start + 1:
        # 'وكالة "تاس" الروسية', "وكالة يونهاب الكورية الجنوبية للأنباء"
        tail = follow(line, end, opened=False)
        end = tail.end if tail.actor in {None, entry.key} else end
    # 'قناة "المسيرة"' is also called by its bare name.
    short = ((match.start + 1, match.end),) if match.end > match.start + 1 and line.gap(match.start + 1) else ()
    post = f"media {entry.flag}"
    return Passage(match.start, end, EntityKind.ORG, Via.NAME, None, entry.key or None, post, short=short)


def _named_body(line: Line, match: Match) -> Passage | None:
    """Return the organisation of the knowledge base that a head word introduces: "حركة حماس", 'منظمة "أوبك"'."""
    index = match.end
    if index >= len(line.words) or not line.close(index):
        return None
    following = line.match(index) if line.facts(index).starts else None
    named = following.first("name") if following else None
    if following is None or named is None or following.prefix not in {"", line.lexicon.language.ARTICLE}:
        return None
    entity = line.lexicon.knowledge.entities.get(named.key)
    if entity is None or entity.kind is not EntityKind.ORG:
        return None
    if line.definite(match.start) and not line.definite(index) and not line.gap(index):
        # "اتهمت الجماعة جبهة النصرة" tells of two.
        return None
    via = Via.DEMONYM if named.kind is NameKind.DEMONYM else Via.NAME
    return Passage(match.start, following.end, EntityKind.ORG, via, named.key, None, f"known {line.head(match)}")


def _coalition(line: Line, match: Match) -> Passage | None:
    """Return a coalition named after its leader, which acts for it: "التحالف بقيادة السعودية"."""
    for index in range(match.end, min(match.end + _LONGEST_NAME, len(line.words) - 1)):
        role = line.facts(index).role
        if line.gap(index) or not (role in {"led", "adjective", "stop"} or complement(line, index)):
            return None
        if role != "led":
            continue
        leader = line.match(index + 1)
        named = leader.first("name") if leader else None
        entity = line.lexicon.knowledge.entities[named.key] if named else None
        if leader is None or entity is None or entity.kind is not EntityKind.STATE or leader.prefix:
            return None
        return Passage(
            match.start, leader.end, EntityKind.ORG, Via.NAME, None, entity.id, "state coalition", None, index + 1
        )
    return None


def _quoted(line: Line, match: Match) -> int:
    """Return the end of the name in quotation marks after a head: 'وكالة "سوريا مباشر"', not 'الجيش "الإسرائيلي"'."""
    start, head = match.end, line.words[match.start].form.removeprefix(match.prefix)
    definite = match.definite or head.startswith(line.lexicon.language.ARTICLE)
    if definite or start >= len(line.words) or line.gap(start) not in OPENING:
        return start
    end = start + 1
    while end < len(line.words) and end - start <= _LONGEST_NAME and not line.gap(end).strip("-.&"):
        end += 1
    known = line.match(start)
    if line.after(end)[:1] not in CLOSING or (known and known.first("name") and known.end == end):
        return start
    return end


def _quoted_body(line: Line, match: Match, entry: Entry) -> Passage | None:
    """Return a body whose proper name follows its head word: "وكالة رويترز", 'صحيفة "لوموند"'."""
    if entry.key not in {"media", "company", "movement"} or match.definite:
        return None
    end = match.end
    while end < len(line.words) and end - match.end < _LONGEST_NAME and line.close(end):
        facts = line.facts(end)
        if facts.common or facts.starts or facts.role in {"stop", "within"} or facts.given == "exact":
            break
        if facts.given and facts.clitics:
            break
        end += 1
    return _called(line, match, entry, end) if end > match.end else None


def _called(line: Line, match: Match, entry: Entry, end: int) -> Passage:
    """Return a body with the proper name that ends before a word, and the adjective after it."""
    tail = follow(line, end, opened=False)
    known = line.match(match.end)
    told = known.first("media") if known and known.end == end else None
    if told:
        short = ((match.end, end), (match.start, end))
        return Passage(
            match.start, tail.end, EntityKind.ORG, Via.NAME, None, told.key or None, f"media {told.flag}", short=short
        )
    head = line.head(match)
    post, short = f"{entry.key} {head}", ((match.end, end), (match.start, end))
    return Passage(match.start, tail.end, EntityKind.ORG, Via.NAME, None, tail.actor, post, short=short)


def _own(line: Line, match: Match, tail: Tail) -> bool:
    """Tell whether a head and its complement name a body by themselves: "وزارة المالية", not "الجماعة المدعومة"."""
    if match.end > match.start + 1:
        return True
    inner = [line.facts(index).role for index in range(match.end, tail.end)]
    return not line.definite(match.start) and not match.definite and any(role != "adjective" for role in inner)


def _single(line: Line, start: int, end: int) -> int:
    """Return the end of a complement before the next body that is joined to it: "الاتحاد الأوروبي والذين"."""
    return next((index for index in range(start + 1, end) if line.joined(index) and line.definite(index)), end)


def _purpose(line: Line, start: int) -> int:
    """Return the end of what a body is for: "المرصد السوري لحقوق الإنسان", "اللجنة العليا للإغاثة"."""
    if start >= len(line.words) or line.gap(start):
        return start
    facts, form, genitive = line.facts(start), line.words[start].form, line.lexicon.language.GENITIVE
    if not form.startswith(genitive) or not facts.common or facts.role or len(form) < _SHORTEST_PURPOSE:
        return start
    end = start + 1
    while end < len(line.words) and end - start < _LONGEST_PURPOSE and not line.gap(end) and complement(line, end):
        if line.facts(end).role in {"stop", "adjective"}:
            break
        end += 1
    return end if end > start + 1 or form.startswith(2 * genitive) else start


def _heads_definite(line: Line, match: Match, tail: Tail) -> bool:
    """Tell whether the adjective of the state is definite: "القوات الروسية" is a body, "قوات روسية" are some troops."""
    index = tail.end - 1
    while index > match.end and line.facts(index).role == "adjective":
        index -= 1
    return line.definite(index)
