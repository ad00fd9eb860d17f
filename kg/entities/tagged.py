"""Names that a tagger sees join those that the lexicon and the rules find."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.entities.lines import Line, Passage
from kg.model import EntityKind, Span, Via
from kg.text.words import begun

_LONGEST = 8  # words of a name: taggers run on over lists


class Named(NamedTuple):
    """A name that a tagger sees: where it stands and what it names (a person, an organisation or a place).

    `verb` is where in it a word begins that the tagger takes for a verb, if one does.
    """

    span: Span
    kind: EntityKind
    verb: int | None = None


def join(line: Line, found: Sequence[Passage], names: Sequence[Named]) -> tuple[Passage, ...]:
    """Return the passages of a line with those that only a tagger sees.

    What the lexicon knows stays as it is. A person of whom the rules see a part is as long as the tagger says, where it
    adds words of no other passage and no verb; a new name overlaps nothing that the rules found and holds no word of
    grammar.
    """
    passages = list(found)
    for start, end, verb, kind in _words(line, names):
        over = [number for number, each in enumerate(passages) if each.start < end and start < each.end]
        if not over:
            if _is_likely(line, start, end):
                passages.append(_passage(start, end, kind, line))
        elif len(over) == 1 and kind is EntityKind.PERSON:
            each = passages[over[0]]
            if each.kind is EntityKind.PERSON and each.entity is None and each.name and each.name[0] == start:
                # "محمود عباس سيلتقي": with the verb in the name nobody would meet anybody.
                longer = max(min(end, verb), each.end)
                passages[over[0]] = each._replace(end=longer, name=(start, longer))
    return tuple(sorted(passages, key=lambda passage: passage.start))


def _is_likely(line: Line, start: int, end: int) -> bool:
    """Tell whether words that only a tagger takes for a name can be one: several, none of them an ordinary word.

    A bare surname is found by the rules where the article tells it in full; what is left of single words is mostly
    wrong, and so is what holds an ordinary word or begins with the article.
    """
    facts = [line.facts(index) for index in range(start, end)]
    ordinary = any(each.common or each.role for each in facts)
    return end - start > 1 and not ordinary and not line.definite(start)


def _words(line: Line, names: Sequence[Named]) -> Iterator[tuple[int, int, int, EntityKind]]:
    """Yield the names of a line by their words: the first, the one after the last, and the first verb, if any."""
    if not line.words:
        return
    here = Span(line.words[0].start, line.words[-1].end)
    for named in names:
        if not here.covers(named.span):
            continue
        first = begun(line.words, Span(here.start, named.span.start))
        last = begun(line.words, Span(here.start, named.span.end))
        if first and line.words[first - 1].end > named.span.start:
            first -= 1  # a conjunction or preposition is written together with the name
        if 0 < last - first <= _LONGEST:
            verb = last if named.verb is None else begun(line.words, Span(here.start, named.verb))
            yield first, last, verb, named.kind


def _passage(start: int, end: int, kind: EntityKind, line: Line) -> Passage:
    clitics = line.facts(start).clitics
    return Passage(start, end, kind, Via.NAME, None, None, "tagged", (start, end), 0, clitics)
