"""Who speaks where the subject stands before its verb: "The minister, who visited Oslo, said", '"...", said Lavrov'."""

from collections.abc import Sequence
from functools import cache

from kg.entities.lines import Found, Line
from kg.lang import load, rows
from kg.model import EntityKind, Via
from kg.text.speech import Cue, complementisers

_INVERTED = 5  # words between a verb and the subject behind it: 'said the Russian foreign minister'
_AGENT = 8
_COMMAS = (",", ";")
_QUOTES = "\"'“”«»‘’ "


def subject(
    line: Line, cue: Cue, before: Sequence[Found], after: Sequence[Found], said: Sequence[Cue]
) -> tuple[str, Found | None]:
    """Return who speaks: "named" with the passage, "pronoun", "nameless", or "none" where nothing is told."""
    verb = cue.first
    while verb and line.words[verb - 1].form in _role(line.lexicon.code, "auxiliary") and not line.gap(verb):
        verb -= 1
    if _passive(line, verb, cue):
        agent = next((one for one in after if one.passage.start - cue.last <= _AGENT), None)
        by = cue.last < len(line.words) and line.words[cue.last].form in _role(line.lexicon.code, "agent")
        return ("named", agent) if agent is not None and by else ("nameless", None)
    end = verb
    if line.gap(end).startswith(_COMMAS) and end and end != cue.first + 1:
        found = _in_clause(line, end, before, said)
        if found[0] != "none":
            return found
    if not end or line.gap(end).strip(_QUOTES) or _closes_quotation(line, end):
        inverted = _behind(line, cue, after)
        return ("named", inverted) if inverted is not None else ("none", None)
    return _in_clause(line, end, before, said)


def _closes_quotation(line: Line, index: int) -> bool:
    """Tell whether a quotation ends right before a word: '"...", said'."""
    return any(mark in line.gap(index) for mark in '"“”»') if index else False


def _passive(line: Line, verb: int, cue: Cue) -> bool:
    return any(line.words[index].form in _role(line.lexicon.code, "passive") for index in range(verb, cue.first))


def _behind(line: Line, cue: Cue, after: Sequence[Found]) -> Found | None:
    """Return the subject behind a verb: '"...", said the Russian foreign minister'."""
    for one in after:
        if one.passage.start - cue.last > _INVERTED:
            return None
        if any(line.gap(index) for index in range(cue.last, one.passage.start + 1)):
            return None
        return one
    return None


def _in_clause(line: Line, end: int, before: Sequence[Found], said: Sequence[Cue]) -> tuple[str, Found | None]:
    """Return the subject in the words before a verb, back to where its clause begins."""
    start = _clause(line, end, said)
    if start == end - 1 and line.words[start].form in _role(line.lexicon.code, "pronoun"):
        return "pronoun", None
    inside = [one for one in before if start <= one.passage.start < end and _speaks(line, one)]
    if inside:
        return "named", inside[0]
    words = [line.words[index].form for index in range(start, end)]
    if len(words) == 1 and words[0] in _role(line.lexicon.code, "pronoun"):
        return "pronoun", None
    return ("nameless", None) if words else ("none", None)


def _clause(line: Line, end: int, said: Sequence[Cue]) -> int:
    """Return the first word of the clause whose verb stands at end: what stands between two commas belongs to it."""
    that = complementisers(line.lexicon.code)
    openers = _role(line.lexicon.code, "opening")
    taken = {index for cue in said for index in range(cue.first, cue.last)}
    commas = 0
    at = end
    while at > 0:
        gap = line.gap(at)
        if any(mark in gap for mark in '.:;!?"“”«»') or (at < end and at in taken):
            break
        if "," in gap:
            commas += 1
            if commas > 1 and not _aside(line, at):
                break
            if commas == 1 and at != end:
                break
        if line.words[at - 1].form in that or line.words[at - 1].form in openers:
            break
        at -= 1
    return at


def _aside(line: Line, comma: int) -> bool:
    """Tell whether what stands before a second comma can be the subject: "Hakan Fidan, Turkey's minister, said"."""
    return line.words[comma].form not in _role(line.lexicon.code, "opening")


def _speaks(line: Line, one: Found) -> bool:
    """Tell whether a passage can be the subject: no place, nobody behind a preposition but "of"."""
    passage = one.passage
    code = line.lexicon.code
    if passage.kind is EntityKind.PLACE and passage.via is not Via.CAPITAL:
        return False
    first = line.words[passage.start - 1].form if passage.start else ""
    if first in _role(code, "governing"):
        return False
    following = line.words[passage.end].form if passage.end < len(line.words) else ""
    return passage.via is not Via.DEMONYM or following not in _private(code)


@cache
def _role(code: str, role: str) -> frozenset[str]:
    return frozenset(load(code).normalise(row["word"]) for row in rows(code, "auxiliaries") if row["role"] == role)


@cache
def _private(code: str) -> frozenset[str]:
    return frozenset(load(code).normalise(row["form"]) for row in rows(code, "particles") if row["role"] == "private")
