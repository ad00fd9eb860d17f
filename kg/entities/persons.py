"""Persons are recognised by the shape of their names and the words before them."""

from kg.entities.lexicon import Facts
from kg.entities.lines import Line
from kg.model import EntityKind, NameKind

_LONGEST = 8
_UNKNOWN_WORDS = 3
_SYLLABLE = 4
_LINKS = ("link", "joined")
_ENDS = {"،", ",", ".", ":", '"', "»", "”", "("}
_NAME_MARKS = ("", "-", ".", "'", "’")


def name(line: Line, start: int, *, trusted: bool) -> int:
    """Return the index after the person's name that begins at a word, or start if there is none.

    A trusted name follows a title or post, so that a word of no other known use is enough; else it has to begin with
    a given name and go on.
    """
    if start >= len(line.words):
        return start
    facts = line.facts(start)
    known = _known(line, start) if facts.starts else start
    if known > start:
        return _lineage(line, known)
    if not _begins(line, start, facts, trusted):
        return start
    end = _extent(line, start)
    if trusted and end == start + 1 and _closes(line, end):
        end += 1
    while end > start + 1 and line.facts(end - 1).role in _LINKS:
        end -= 1
    if end == start + 1 and (not trusted or facts.role in _LINKS):
        return start
    return end


def _known(line: Line, start: int) -> int:
    """Return the index after the known person's name at a word."""
    match = line.match(start)
    entry = match.first("name") if match and not match.prefix else None
    if match is None or entry is None:
        return start
    entity = line.lexicon.knowledge.entities[entry.key]
    return match.end if entity.kind is EntityKind.PERSON else start


def _lineage(line: Line, end: int) -> int:
    """Return the end of a known name and the fathers' names after it: "محمد بن سلمان" may go on "بن عبد العزيز"."""
    while end + 1 < len(line.words) and not line.gap(end) and not line.gap(end + 1):
        if line.facts(end).role != "link":
            break
        end = end + 3 if line.facts(end + 1).role == "joined" and end + 2 < len(line.words) else end + 2
    return end


def _begins(line: Line, start: int, facts: Facts, trusted: bool) -> bool:
    if _is_given(line, start, facts) and facts.clitics != line.lexicon.language.ARTICLE and not facts.common:
        return trusted or facts.given == "given" or _followed(line, start)
    if facts.role in _LINKS:
        return trusted or (facts.role == "joined" and _followed(line, start))
    return trusted and not facts.role and _unknown(line, start, facts) and not _inflected(line, start)


def _inflected(line: Line, index: int) -> bool:
    """Tell whether an unknown word looks like a noun or verb rather than like a foreign name."""
    return line.lexicon.language.inflected(line.written(index, index + 1))


def _followed(line: Line, start: int) -> bool:
    """Tell whether a given name that is an ordinary word as well has another name after it."""
    if start + 1 >= len(line.words) or line.gap(start + 1):
        return False
    facts = line.facts(start + 1)
    if facts.given == "given" and facts.clitics == line.lexicon.language.ARTICLE:
        return line.facts(start).role == "joined"
    return not facts.common and (
        facts.given == "given" or (_unknown(line, start + 1, facts) and not _inflected(line, start + 1))
    )


def _is_given(line: Line, index: int, facts: Facts) -> bool:
    """Tell whether a word is a given name; "على" is none although it compares like "علي"."""
    if facts.given != "exact":
        return bool(facts.given)
    word = line.words[index]
    return line.lexicon.spells(line.text[word.start : word.end])


def _unknown(line: Line, index: int, facts: Facts) -> bool:
    """Tell whether a word has no other known use than to be a name."""
    form = line.words[index].form
    if facts.common or facts.given or len(form) == 1 or form.isascii():
        return False
    return not facts.starts or line.match(index) is None or _known(line, index) == index + 1


def _extent(line: Line, start: int) -> int:
    first = line.facts(start)
    end, unknown = start + 1, 0 if first.given or first.role in _LINKS else 1
    while end < len(line.words) and end - start < _LONGEST and line.gap(end) in _NAME_MARKS:
        facts = line.facts(end)
        if not _joins(line, end, facts):
            if not _goes_on(line, start, end, facts) or not _room(line, start, end, unknown):
                break
            unknown += 1
        end += 1
    return end


def _closes(line: Line, index: int) -> bool:
    """Tell whether an ordinary word is a surname, since the clause ends with it: "الوزير ناصر جودة، ..."."""
    if index >= len(line.words) or line.gap(index) or line.definite(index) or line.joined(index):
        return False
    facts = line.facts(index)
    if not facts.common or facts.starts or facts.role or not line.facts(index - 1).given:
        return False
    return line.gap(index + 1)[:1] in _ENDS


def _joins(line: Line, index: int, facts: Facts) -> bool:
    """Tell whether a word belongs to the name before it whatever else it means."""
    if facts.role in {*_LINKS, "suffix"} or line.facts(index - 1).role in _LINKS:
        return True
    if not _is_given(line, index, facts) or facts.clitics not in {"", line.lexicon.language.ARTICLE}:
        return False
    if facts.given == "weak" and (not line.facts(index - 1).given or _is_state(line, index)):
        # "رفعت الهند" is no person of that name.
        return False
    # "صباح" is a name and a morning: after "أحمد" the first, after "قال أحمد" the second as likely.
    return not facts.common or bool(line.facts(index - 1).given)


def _is_state(line: Line, index: int) -> bool:
    """Tell whether the word is the name of a state as it stands."""
    match = line.match(index)
    entry = match.first("name") if match and not match.prefix else None
    return entry is not None and line.lexicon.knowledge.entities[entry.key].kind is EntityKind.STATE


def _room(line: Line, start: int, end: int, unknown: int) -> bool:
    """Tell whether one more unknown word can belong to a name: a family name, or syllables as in "يون بيونج سي"."""
    if unknown == 0:
        return True
    form, before = line.words[end].form, line.words[end - 1].form
    if form.startswith(line.lexicon.language.ARTICLE):
        return unknown < _UNKNOWN_WORDS
    if end - start == 1:
        return True
    return unknown < _UNKNOWN_WORDS and len(form) <= _SYLLABLE and len(before) <= _SYLLABLE + 1


def _goes_on(line: Line, start: int, end: int, facts: Facts) -> bool:
    """Tell whether a word that is no given name can be a surname."""
    if facts.role or (facts.given and facts.clitics):
        return False
    if line.definite(end) and not line.words[end].form.startswith(line.lexicon.language.ARTICLE):
        # "كيري بالتقصير"
        return False
    if _unknown(line, end, facts):
        # "بلينكن ولافروف" are two persons, "جون وولف" is one.
        return not line.joined(end) or (end - start == 1 and line.facts(start).given == "given")
    return _surname(line, end, facts)


def _surname(line: Line, end: int, facts: Facts) -> bool:
    """Tell whether the nisba after a given name is a surname: "محمد شياع السوداني"."""
    match = line.match(end)
    if match is None or match.end != end + 1 or match.prefix != line.lexicon.language.ARTICLE or facts.common:
        return False
    entry = match.first("name")
    if entry is None or entry.kind is not NameKind.DEMONYM or not line.facts(end - 1).given:
        return False
    form = line.words[end].form.removeprefix(match.prefix)
    return any(form == line.lexicon.key(name.text) for name in line.lexicon.names_of(entry.key))
