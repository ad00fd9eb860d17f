"""Dating phrases are found in a sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from kg.errors import KnowledgeError
from kg.lang import Language, load, rows
from kg.lang.memory import Memory
from kg.model import Span, Time
from kg.text.calendar import RULES, day_of_writing, resolve

_TOKEN = re.compile(
    r"[0-9٠-٩۰-۹]+|[^\W\d_]+(?:[\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u2060-\u2069]+[^\W\d_]*)*"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# A digit before one of another script; the class at its beginning lets the search skip everything else.
_MIXED = re.compile(r"[0-9٠-٩۰-۹](?:(?<=[0-9])(?=[٠-٩۰-۹])|(?<=[٠-٩])(?=[0-9۰-۹])|(?<=[۰-۹])(?=[0-9٠-٩]))")
_SCRIPT = {0x30: "western", 0x660: "arabic", 0x6F0: "persian"}
# Without one of these there is no date in a sentence.
_TELLING = frozenset("MHWtTUBPOey?")
_COUNTED = frozenset("tT")  # "today", "yesterday"
_MARKS = {"/": "/", "\\": "/", "-": "-", "–": "-", "—": "-", ".": ".", ",": ",", "،": ",", "(": "(", ")": ")", ":": ":"}
_DIRECTIONS = {"L": -1, "C": 0, "X": 1}
_FIRST_YEAR, _LAST_YEAR = 1600, 2199
_MOST_WORDS = 3
_AND = ("و", "ف")
_FUTURE_BEFORE = 30  # words between "will" and the date it bears on


class _Class(NamedTuple):
    """The letter that stands for a word in the patterns, and what the word means."""

    letter: str
    value: int | str = 0
    joined: bool = False
    begins: bool = False  # the word may begin a longer expression, "كانون الأول"


def find(text: str, span: Span, day: date | None, language: str) -> tuple[tuple[Span, Time], ...]:
    """Return the dates in text[span.start:span.end] with the phrases that tell them; relative ones count from day.

    >>> text = "زار باكو أمس، وكانت العلاقات قد بدأت عام 1992"
    >>> [str(time) for _, time in find(text, Span(0, len(text)), date(2023, 3, 29), "ar")]
    ['2023-03-28', '1992']
    """
    known = _known(language)
    if _TELLING.isdisjoint(_outline(text, span, known)):
        return ()
    return tuple(_dates(text, span, day, known))


def written(text: str, spans: Iterable[Span], day: date | None, language: str) -> date | None:
    """Return the day on which a text was written, where it tells so beside a weekday; else day itself.

    Articles are often dated a day later than they were written; "yesterday" counts from the writing.

    >>> text = "وصل الوفد اليوم الأربعاء"
    >>> written(text, [Span(0, len(text))], date(2023, 3, 30), "ar")
    datetime.date(2023, 3, 29)
    """
    known = _known(language)
    for span in spans if day else ():
        if not _COUNTED.isdisjoint(_outline(text, span, known)):
            for told in _told(text, span, known):
                if told.rule == "relative" and "w" in told.groups and (found := day_of_writing(told.groups, day)):
                    return found
    return day


def one_script(digits: str) -> bool:
    """Tell whether digits are all Western, all Arabic-Indic or all Persian: a mixture is a trap or a fault.

    >>> one_script("٢٠٢٣"), one_script("2٠2۳")
    (True, False)
    """
    return len({_SCRIPT.get(ord(digit) & ~0xF, "?") for digit in digits}) == 1


def mixed(text: str) -> int:
    """Return the place of the first digit of another script than the digit before it; -1 if there is none.

    >>> mixed("29/03/2023, 2٠2۳"), mixed("٢٩/٠٣/٢٠٢٣")
    (13, -1)
    """
    found = _MIXED.search(text)
    return found.end() if found else -1


def western(digits: str) -> str:
    """Return digits of any script as Western ones."""
    return digits.translate(_DIGITS)


_NOTHING = _Class("_")  # a word that says nothing of time


class _Known:
    """The tables of a language, compiled."""

    def __init__(self, code: str) -> None:
        self.language: Language = load(code)
        self.words: dict[tuple[str, ...], _Class] = {}
        self.first: set[str] = set()
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        for row in rows(code, "times"):
            value = row.get("value", "")
            if value == "pattern":
                self._patterns.append((re.compile(row["form"]), row["class"]))
                continue
            forms = tuple(self.language.normalise(word) for word in row["form"].split())
            self.words[forms] = _Class(row["class"], int(value) if value.lstrip("-").isdigit() else value)
            if len(forms) > 1:
                self.first.add(forms[0])
        # What a pattern finds wrongly is listed after it and must be looked at first.
        self._patterns.reverse()
        self._any = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in self._patterns) or r"(?!)")
        self.classes = Memory(self._class)
        self.outlines: Memory[str, str] = Memory(lambda token: self.classes[token].letter)
        self.phrases, self.rules, self.groups = _phrases(code)

    def _class(self, token: str) -> _Class:
        if token[0].isdecimal():
            return _number(token)
        form = self.language.normalise(token)
        begins = form in self.first or (form[:1] in _AND and form[1:] in self.first)
        return self._single(form)._replace(begins=True) if begins else self._single(form)

    def _single(self, form: str) -> _Class:
        for prefix, stem in self.language.segments(form):
            found = self.words.get((stem,)) if not prefix.endswith("ال") else None
            if found:
                return found._replace(joined=prefix[:1] in _AND and bool(prefix))
        bare = form[1:] if form[:1] in _AND else form
        if self._any.fullmatch(bare):
            return _Class(next(letter for pattern, letter in self._patterns if pattern.fullmatch(bare)))
        if form in self.first or bare in self.first:
            return _Class("?")
        return _Class("&") if form in _AND else _NOTHING


def _number(token: str) -> _Class:
    if not one_script(token):
        return _NOTHING
    number = int(western(token)) if len(token) < 10 else 0
    if len(token) <= 2 and 1 <= number <= 31:
        return _Class("d", number)
    return _Class("y" if len(token) == 4 and _FIRST_YEAR <= number <= _LAST_YEAR else "n", number)


def _phrases(code: str) -> tuple[re.Pattern[str], Sequence[str], Sequence[Sequence[tuple[str, str]]]]:
    """Join the patterns of dates.tsv; the groups of each get its number, so that no two share a name."""
    parts: list[str] = []
    rules: list[str] = []
    for row in rows(code, "dates"):
        if row["rule"] not in RULES | {"skip"}:
            raise KnowledgeError(
                f"lang/{code}/dates.tsv: no rule {row['rule']!r}; there are {', '.join(sorted(RULES))}"
            )
        number = str(len(rules))
        numbered = re.sub(r"\(\?P([<=])(\w+)", rf"(?P\g<1>\g<2>_{number}", row["pattern"])
        parts.append(f"(?P<rule_{number}>{numbered})")
        rules.append(row["rule"])
    # No phrase begins with a mark or with a word that says nothing of time: looking there once saves all the patterns.
    pattern = re.compile(f"(?=[^_|&.,:()/-])(?:{'|'.join(parts) or '(?!)'})")
    groups: list[list[tuple[str, str]]] = [[] for _ in rules]
    for name in pattern.groupindex:
        key, _, number = name.rpartition("_")
        if key != "rule":
            groups[int(number)].append((key, name))
    return pattern, rules, groups


def _dates(text: str, span: Span, day: date | None, known: _Known) -> Iterator[tuple[Span, Time]]:
    for told in _told(text, span, known):
        period = resolve(told.rule, told.groups, day, future=told.future)
        if period:
            yield told.phrase, Time(*period, text[told.phrase.start : told.phrase.end])


class _Told(NamedTuple):
    """A dating phrase: where it stands, by what rule it is read, what its groups mean, whether it looks ahead."""

    phrase: Span
    rule: str
    groups: dict[str, int | str]
    future: bool


@lru_cache(maxsize=512)  # the day of writing and the dates are read from the same sentences
def _outline(text: str, span: Span, known: _Known) -> str:
    """Return the letters of the words of a sentence, each read by itself."""
    outlines = known.outlines
    return "".join([outlines[token] for token in _TOKEN.findall(text, *span)])


@lru_cache(maxsize=512)
def _told(text: str, span: Span, known: _Known) -> tuple[_Told, ...]:
    return tuple(_telling(text, span, known))


def _telling(text: str, span: Span, known: _Known) -> Iterator[_Told]:
    letters, places = _letters(text, span, known)
    for match in known.phrases.finditer(letters):
        number = int(str(match.lastgroup).rpartition("_")[2])
        rule = known.rules[number]
        if rule == "skip":
            continue
        groups: dict[str, int | str] = {}
        for key, name in known.groups[number]:
            at = match.start(name)
            if at >= 0 and match.end(name) > at:
                groups[key] = _DIRECTIONS.get(letters[at], places[at].value)
            if key == "u" and letters[at] == "B":
                groups.setdefault("n", 2)
        future = ">" in letters[max(0, match.start() - _FUTURE_BEFORE) : match.start()]
        words = [place for place in places[match.start() : match.end()] if place.end > place.start]
        yield _Told(Span(words[0].start, words[-1].end), rule, groups, future)


class _Place(NamedTuple):
    """What a letter stands for: a word at a place, with its value; a mark has no length."""

    start: int
    end: int
    value: int | str = 0


def _letters(text: str, span: Span, known: _Known) -> tuple[str, list[_Place]]:
    """Write the words and marks of a sentence as one letter each, and where each stands."""
    letters: list[str] = []
    places: list[_Place] = []
    tokens = [match.span() for match in _TOKEN.finditer(text, *span)]
    before, at = span.start, 0
    while at < len(tokens):
        start, end = tokens[at]
        if (gap := text[before:start]) != " " and (mark := gap.strip()):
            letters.append(_MARKS.get(mark[0], "|"))
            places.append(_Place(start, start))
        found, count = known.classes[text[start:end]], 1
        if found.begins:
            longer, count = _longest(text, tokens[at : at + _MOST_WORDS], known)
            found = longer or found
        at += count
        before = tokens[at - 1][1]
        if found.joined:
            letters.append("&")
            places.append(_Place(start, start))
        letters.append(found.letter)
        places.append(_Place(start, before, found.value))
    return "".join(letters), places


def _longest(text: str, tokens: Sequence[tuple[int, int]], known: _Known) -> tuple[_Class | None, int]:
    """Return the longest expression of several words that begins here, and the number of its words; else 1."""
    normalise = known.language.normalise
    first = normalise(text[tokens[0][0] : tokens[0][1]])
    joined = first not in known.first and first[:1] in _AND and first[1:] in known.first
    if not joined and first not in known.first:
        return None, 1
    forms = (first[1:] if joined else first, *(normalise(text[start:end]) for start, end in tokens[1:]))
    for count in range(len(forms), 1, -1):
        if forms[:count] in known.words:
            return known.words[forms[:count]]._replace(joined=joined), count
    return None, 1


@cache
def _known(code: str) -> _Known:
    return _Known(code)
