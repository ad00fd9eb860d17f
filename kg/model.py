"""The values that pass between the parts: frozen, holding only text, numbers, dates, ids and offsets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of `Document.text`: `text[span.start:span.end]`."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Tell whether other lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


class EntityKind(StrEnum):
    """What sort of thing an entity is."""

    STATE = "STATE"
    ORG = "ORG"
    PERSON = "PERSON"
    PLACE = "PLACE"


class Via(StrEnum):
    """How a passage names its entity."""

    NAME = "name"
    ALIAS = "alias"  # informal, neutral: "الدولة العبرية"
    LOADED = "loadedName"  # takes sides: "الكيان الصهيوني"
    DEMONYM = "demonym"  # an adjective: "الإيراني"
    CAPITAL = "capital"  # a capital, palace or seat of government standing for its state
    OFFICE = "office"  # a post without a person's name: "وزير الخارجية الإيراني"
    REFERENCE = "reference"  # "بلاده", "نظيره", "البلدان", "we"


class Status(StrEnum):
    """Whether a relation is told as being the case, as wished for or as not being so."""

    ACTUAL = "actual"
    INTENDED = "intended"
    DENIED = "denied"


class Precision(StrEnum):
    """How exactly the text dates an event."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `text` is the decoded text as published, `furniture` marks what in it is page boilerplate.

    `published` and `modified` are ISO 8601 dates or date-times as far as known; `language` is an ISO 639-1 code.
    """

    id: str
    text: str
    language: str = "ar"
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    url: str | None = None
    furniture: tuple[Span, ...] = ()

    @property
    def day(self) -> date | None:
        """Return the day of publication, from which relative dates count."""
        return date.fromisoformat(self.published[:10]) if self.published else None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody else than the outlet says, directly or in reported speech.

    `span` covers the words without their quotation marks, `verb` the words that introduce them ("وأضاف"),
    `speaker` is the code of the actor spoken for, `speaker_entity` the id of the person or organ that speaks.
    """

    span: Span
    verb: Span | None
    speaker: str | None = None
    speaker_entity: str | None = None
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that names an entity; a reference to two actors ("البلدان") is two mentions with one span."""

    span: Span
    kind: EntityKind
    entity: str | None
    via: Via


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, organisation, person or place; `actor` is the code it acts as, `state` the state it belongs to."""

    id: str
    kind: EntityKind
    names: tuple[tuple[str, str], ...]
    actor: str | None = None
    state: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When something happened: the first and last day that it can have been, and the words that say so."""

    start: date
    end: date
    precision: Precision
    text: str

    def __str__(self) -> str:
        """Write the date as the coding guidelines do.

        >>> str(Time(date(2022, 12, 1), date(2022, 12, 31), Precision.MONTH, "ديسمبر الماضي"))
        '2022-12'
        >>> str(Time(date(1993, 1, 1), date(2023, 12, 31), Precision.INTERVAL, "على مدى 30 عاما"))
        '1993/2023'
        """
        if self.precision is Precision.DAY:
            return self.start.isoformat()
        if self.precision is Precision.MONTH:
            return self.start.isoformat()[:7]
        if self.precision is Precision.YEAR:
            return self.start.isoformat()[:4]
        ends_month = (self.end + timedelta(days=1)).day == 1
        length = 10
        if self.start.day == 1 and ends_month:
            length = 4 if (self.start.month, self.end.month) == (1, 12) else 7
        return f"{self.start.isoformat()[:length]}/{self.end.isoformat()[:length]}"


@dataclass(frozen=True, slots=True)
class Statement:
    """That one actor stands in a relation to another, as a passage of an article tells it.

    `source`, `target` and `speaker` are actor codes (speaker None: the outlet itself), `kind` a key of
    `Knowledge.relations`, `evidence` the sentence it was read from, `also` further passages that tell the same,
    `rule` the id of the rule that made it, `confidence` between 0 and 1.
    """

    source: str
    kind: str
    target: str
    status: Status
    evidence: Span
    speaker: str | None = None
    speaker_entity: str | None = None
    time: Time | None = None
    also: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float = 1.0


class Outcome(StrEnum):
    """What the check of a statement against the text came to, where it did not simply hold."""

    DROPPED = "dropped"  # it is not in the extraction
    REPAIRED = "repaired"  # it is, with something put right
    UNSUPPORTED = "unsupported"  # it is, with little confidence: an actor is not named near its evidence


class Remark(NamedTuple):
    """That a statement did not simply hold against the text: why, and how it was told."""

    outcome: Outcome
    reason: str
    told: str


class Usage(NamedTuple):
    """What reading cost: requests sent and answers taken from the cache, tokens, and money where prices are given."""

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0

    def plus(self, other: "Usage") -> "Usage":
        """Return both together."""
        return Usage(
            self.requests + other.requests,
            self.cached + other.cached,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.cost + other.cost,
        )


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one article; `made_by` names extractor and knowledge with their versions, no clock.

    `remarks` and `usage` tell of the reading itself, where a language model did it; they are not part of the graph.
    """

    document: Document
    sentences: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    made_by: str = ""
    remarks: tuple[Remark, ...] = ()
    usage: Usage | None = None


class Ruling(StrEnum):
    """What an analyst finds of a statement."""

    REJECTED = "rejected"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """That an analyst rejects, confirms or corrects a statement of an article.

    It keeps the statement as it was read and the words at its evidence, so that it can be found again when the article
    is read anew; `correction` is what takes its place.
    """

    article: str
    statement: Statement
    quote: str
    ruling: Ruling
    author: str
    reason: str | None = None
    correction: Statement | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: where it was, and why in one line."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of relation: its family (cooperatesWith, recognized, opposes), sign (+1 or -1) and codes in event data."""

    name: str
    family: str
    sign: int
    symmetric: bool
    labels: Mapping[str, str]
    cameo: str | None = None
    plover: str | None = None
    goldstein: float | None = None
    plover_score: float | None = None
    quad: int | None = None


class NameKind(StrEnum):
    """What sort of name a knowledge-base entry has."""

    NAME = "name"  # the usual or official name
    ABBREVIATION = "abbreviation"
    ALIAS = "alias"  # informal, neutral
    LOADED = "loaded"  # takes sides: "الكيان الصهيوني"
    DEMONYM = "demonym"  # Arabic: the masculine singular nisba without article, "إيراني"; English: adjective or people
    PLURAL = "plural"  # a people by a broken plural: "روس", "أتراك"
    CAPITAL = "capital"
    METONYM = "metonym"  # a palace or seat of government: "الكرملين"
    TERRITORY = "territory"  # a city, province or region of the state: a PLACE, only sometimes an actor


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity in one language; an ambiguous one is as often something else, and needs its context."""

    entity: str
    text: str
    language: str
    kind: NameKind
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """That a person held an office of a state, from start to end (None: not known, or still in office)."""

    person: str
    office: str
    state: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known before reading: entities by id, their names, kinds of relation by name, who held which office."""

    entities: Mapping[str, Entity]
    names: tuple[Name, ...]
    relations: Mapping[str, Relation]
    tenures: tuple[Tenure, ...] = ()
    version: str = ""
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the user's own cue rows by language
