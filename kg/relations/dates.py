"""Which of the dates in an article is the date of what a cue tells."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from kg.lang import load, rows
from kg.model import Document, Precision, Span, Status, Time
from kg.relations.cues import Hit
from kg.relations.scenes import Scene
from kg.text.calendar import resolve
from kg.text.words import Word

_HEAD = 4  # sentences that may tell the article's news: headline, subtitle, caption, lead
_WEEK = timedelta(days=7)
_FRESH = timedelta(days=3)  # how old news is at most; "Saturday" on a Friday is rather the next one
_LASTING = timedelta(days=8)  # from which length a time up to the article's day is one that goes on
_BEFORE = 6  # words before a verb in which "had" or "after" stands
_OPENING = 3  # words at the start of a sentence that tell that it only recalls what was: "it is recalled that"
_OWN_CLAUSE = 4  # words between a noun and the relative clause about it: "the meeting that they held on Monday"
# Kinds that may be the case for years: only these are dated "since 1990".
_STATES = frozenset({"collaboratesWith", "counters", "hasDiplomaticTiesWith", "attacks", "sanctions", "coerces"})
# Nouns of these kinds tell how things stand, not what was done on a day: "close ties", "the tension".
_STANDING = frozenset({"collaboratesWith", "counters"})
# Kinds that are done by saying so: what an actor says of itself is done when it is said.
SPEECH = frozenset({"accuses", "rejects", "threatens", "demandsOf", "supports"})
# What a noun of these kinds names in a headline or lead is the news.
_EVENTS = frozenset(
    {"consultsWith", "agreesWith", "aids", "attacks", "sanctions", "concedesTo", "mediatesFor", "mobilizesAgainst"}
    | {"accuses", "rejects", "threatens", "demandsOf", "recognized", "withdrawsRecognitionOf"}
)
# Roles of words that begin a clause about something else.
_APART = ("relative", "another", "then")


@dataclass(frozen=True, slots=True)
class Event:
    """What is to be dated: the word that tells it, its kind and status, and whether its source itself says so."""

    place: int
    kind: str
    status: Status
    own: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of an article in order and where they stand, its own day, where its head ends, the day of its news."""

    times: tuple[tuple[Span, Time], ...]
    starts: tuple[int, ...]
    day: date | None
    head: int
    news: Time | None = None

    def within(self, span: Span) -> tuple[tuple[Span, Time], ...]:
        """Return the dates in a passage."""
        return self.times[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


class _Placed(NamedTuple):
    """A date in a sentence: its first and last word, and whether it is a time that goes on ("since 1990")."""

    first: int
    last: int
    time: Time
    goes_on: bool


def read(
    document: Document, sentences: Sequence[Span], words: Sequence[Sequence[Word]], times: Sequence[tuple[Span, Time]]
) -> Dates:
    """Order the dates of an article, and find the day of its news: the first that its first sentences tell."""
    ordered = tuple(sorted(times, key=lambda each: each[0]))
    head = sentences[:_HEAD]
    dates = Dates(ordered, tuple(place.start for place, _ in ordered), document.day, head[-1].end if head else 0)
    for sentence, inside in zip(head, words, strict=False):
        for place, time in dates.within(sentence):
            if _is_news(place, time, inside, document):
                return replace(dates, news=time)
    return dates


def pick(event: Event, scene: Scene, dates: Dates) -> Time | None:
    """Return the date of an event: the nearest in its sentence that can be its own, else the day of the news it is."""
    fitting = [
        (abs(placed.first - event.place), -placed.first, placed.time.start, placed.time)
        for placed in (_begun(each, event) for each in _placed(scene, dates))
        if _possible(event, placed, dates.day) and _bears(event, placed, scene)
    ]
    if fitting:
        return min(fitting, key=lambda each: each[:3])[3]
    return _news_day(dates, scene) if _tells_news(event, scene, dates) else None


def _is_news(place: Span, time: Time, words: Sequence[Word], document: Document) -> bool:
    """Tell whether a date is that of the article's news: a fresh day, counted from its own, in a main clause.

    A day written out with its number is a dateline or a background event.
    """
    day = document.day
    if day is None or time.precision is not Precision.DAY or not day - _WEEK < time.start <= day:
        return False
    if any(letter.isdecimal() for letter in time.text):
        return False
    before = [word for word in words if word.end <= place.start]
    return not any(_role(number, before, document.language) in _APART for number in range(len(before)))


def _placed(scene: Scene, dates: Dates) -> tuple[_Placed, ...]:
    """Return the dates of a sentence in order."""
    starts = [word.start for word in scene.words]
    found = []
    for place, time in dates.within(scene.span):
        first = max(bisect_right(starts, place.start) - 1, 0)
        last = max(bisect_left(starts, place.end) - 1, first)
        found.append(_Placed(first, last, time, _goes_on(time, scene.words[first], dates.day, scene.language)))
    return tuple(found)


def _begun(placed: _Placed, event: Event) -> _Placed:
    """Return of a time since an event, told together with it, the time of that event: "since the invasion in 2003"."""
    time = placed.time
    inside = placed.first <= event.place <= placed.last
    if not (inside and placed.goes_on and time.precision is Precision.INTERVAL):
        return placed
    # As exact as the interval begins: "2003/2009", "2003-03/2009-06", else a day.
    length = str(time).index("/")
    rule = {4: "year", 7: "month"}.get(length, "date")
    period = resolve(rule, {"y": time.start.year, "m": time.start.month, "d": time.start.day}, None)
    return placed._replace(time=Time(*period, time.text), goes_on=False) if period else placed


def _goes_on(time: Time, word: Word, day: date | None, language: str) -> bool:
    """Tell whether a time is one that began long ago and has not ended: "since 1990", "for thirty years"."""
    if word.form in _since(language) or word.form[1:] in _since(language):
        return True
    if time.precision is not Precision.INTERVAL or day is None:
        return False
    return time.end >= day and day - time.start > _LASTING


def _possible(event: Event, placed: _Placed, day: date | None) -> bool:
    """Tell whether an event of this kind and status can be of that time at all."""
    if placed.goes_on:
        return event.kind in _STATES or event.status is Status.DENIED
    if day is None:
        return True
    start, end = placed.time.start, placed.time.end
    if event.status is Status.INTENDED:
        return end > day or start == day
    return start <= day


def _bears(event: Event, placed: _Placed, scene: Scene) -> bool:
    """Tell whether nothing else in the sentence takes the date for itself."""
    place, first = event.place, placed.first
    after = first > place
    noun = place not in _verbs(scene)
    if noun and event.kind in _STANDING and (not after or placed.time.precision is Precision.DAY):
        return False
    said = event.own and not after and not (noun and event.kind == "supports")
    if scene.quotes[place] is not scene.quotes[first] and not said and not _introduces(event, first, scene):
        return False
    head = _modified(first, placed.time, scene)
    if head is not None and head != place and not (noun and place == placed.last + 1):
        return False  # a participle stands right behind: "مذكرة 2015 المبرمة بين"
    low, high = (place, first) if after else (placed.last, place)
    roles = [(index, _role(index, scene.words, scene.language)) for index in range(low + 1, high)]
    relatives = [index for index, role in roles if role == "relative"]
    if relatives and not (len(relatives) == 1 and _same_noun(event, placed, relatives[0], scene)):
        return False
    apart = {"another"} | ({"then"} if after else set()) | (set() if said else {"that"})
    apart |= {"first"} if placed.goes_on else set()
    if any(role in apart for _, role in roles):
        return False
    # "in a visit he made on Monday": a noun may have one verb after it, a verb none.
    return not after or len(_verbs(scene).intersection(range(low + 1, high))) <= noun


def _introduces(event: Event, first: int, scene: Scene) -> bool:
    """Tell whether a date stands in what only looks like words said: "recognised the independence of B in 2008"."""
    quote = scene.quotes[first]
    if quote is None or quote.verb is None or quote.direct or event.kind in SPEECH:
        return False
    return quote.verb.covers(scene.words[event.place].span)


def _verbs(scene: Scene) -> frozenset[int]:
    """Return the words that are verbs and nothing else: "دعم" is rather "the support of" than "he supported"."""
    return scene.verbs.difference(hit.first for hit in scene.hits if not hit.is_verb)


def _same_noun(event: Event, placed: _Placed, relative: int, scene: Scene) -> bool:
    """Tell whether a relative clause is about the noun that the date or the event itself is joined to.

    "The meeting that they held on Monday"; "the war of 2008, in which they fought".
    """
    if placed.first < event.place:
        return relative == placed.last + 1
    return event.place not in _verbs(scene) and relative - event.place <= _OWN_CLAUSE


def _modified(first: int, time: Time, scene: Scene) -> int | None:
    """Return the noun that a year or month belongs to: "the borders of 1967", "the Geneva agreement of 2015"."""
    if first == 0 or time.precision is Precision.DAY or scene.gap(first).strip():
        return None
    if not any(letter.isdecimal() for letter in time.text):
        return None
    if {_role(index, scene.words, scene.language) for index in (first - 1, first)} & {"at", "another"}:
        return None
    name = next((phrase for phrase in scene.phrases if phrase.first <= first - 1 < phrase.last), None)
    if name is not None:
        nouns = {hit.first for hit in scene.hits if not hit.is_verb}
        return name.first - 1 if name.first - 1 in nouns else None
    segments = load(scene.language).segments(scene.words[first - 1].form)
    if first - 1 in scene.verbs or any(prefix.endswith("ال") for prefix, _ in segments):
        return None
    return first - 1


def _tells_news(event: Event, scene: Scene, dates: Dates) -> bool:
    """Tell whether an event without a date is the article's news: a fact told by a verb, or by the noun of a headline.

    What somebody else says, what had been before and how things stand is none.
    """
    hit = next((hit for hit in scene.hits if hit.first == event.place and hit.cue.kind == event.kind), None)
    if hit is None or dates.day is None or event.status is not Status.ACTUAL or _is_background(hit, scene):
        return False
    if event.own and (
        hit.is_verb or (event.kind in SPEECH and (event.kind != "supports" or "speech" in hit.cue.flags))
    ):
        return True
    if scene.quotes[event.place] is not None:
        return False
    if hit.form.kind == "past":
        return True
    # In the present a headline tells news; further down it tells what is the case at all times.
    return scene.span.end <= dates.head if hit.is_verb else event.kind in _EVENTS and _heads(scene, dates)


def _is_background(hit: Hit, scene: Scene) -> bool:
    """Tell whether the words before a cue set it apart from the news, or a present verb goes on since long ago."""
    here = scene.clauses[hit.first]
    roles = {
        index: _role(index, scene.words, scene.language)
        for index in range(max(hit.first - _BEFORE, 0), hit.first)
        if scene.clauses[index] == here
    }
    if "recall" in {_role(index, scene.words, scene.language) for index in range(min(_OPENING, hit.first))}:
        return True
    if "another" in roles.values() or ("past" in roles.values() and hit.form.kind != "present"):
        return True
    if any(roles.get(index) == "relative" for index in (hit.first - 1, hit.first - 2)):
        return True
    step = scene.steps[hit.first]
    near = [index for index in range(len(scene.words)) if scene.steps[index] == step]
    if any(_role(index, scene.words, scene.language) == "vague" for index in near):
        return True
    clause = {word.form for word, number in zip(scene.words, scene.clauses, strict=True) if number == here}
    return hit.form.kind == "present" and not clause.isdisjoint(_since(scene.language))


def _heads(scene: Scene, dates: Dates) -> bool:
    """Tell whether a sentence is a headline or lead in which no other day may be that of its events."""
    news = _news_day(dates, scene)
    days = {time.start for _, time in dates.within(scene.span) if time.precision is Precision.DAY}
    return scene.span.end <= dates.head and news is not None and not days - {news.start}


def _news_day(dates: Dates, scene: Scene) -> Time | None:
    """Return the day of the article's news in its head, else the article's day, unless its news is older."""
    day, news = dates.day, dates.news
    if day is None:
        return None
    if news is not None and scene.span.end <= dates.head:
        return news if day - news.start <= _FRESH else None
    return Time(day, day, Precision.DAY, "") if news is None or news.start == day else None


def _role(index: int, words: Sequence[Word], language: str) -> str:
    """Return what the word at index does to a date beyond it: the role in dating.tsv, "" for most words."""
    roles = _roles(language)
    form = words[index].form
    role = roles.get(form) or (roles.get(form[1:], "") if form[:1] in ("و", "ف") else "")
    if role == "another" and index + 1 < len(words) and roles.get(words[index + 1].form) == "hour":
        return ""  # "after noon"
    if role == "before":  # behind "from" it tells who did something: "من قبل"
        return "" if index and roles.get(words[index - 1].form) == "at" else "another"
    return role


@cache
def _roles(language: str) -> Mapping[str, str]:
    normalise = load(language).normalise
    return {normalise(row["form"]): row["role"] for row in rows(language, "dating")}


@cache
def _since(language: str) -> frozenset[str]:
    normalise = load(language).normalise
    return frozenset(normalise(row["form"]) for row in rows(language, "times") if row["class"] == "S")
