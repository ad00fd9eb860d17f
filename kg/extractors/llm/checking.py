"""What a model claims is checked against the text: it becomes a statement, or is dropped with the reason told."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from kg.extractors.llm import dating
from kg.extractors.llm.answers import Claim, Malformed, shortened
from kg.extractors.llm.licensing import Licence, Names, Standing, around
from kg.extractors.llm.matching import Found, Text
from kg.extractors.llm.orders import orders
from kg.model import Extraction, Knowledge, Outcome, Quote, Remark, Span, Statement, Status, Time

RULE, UNSUPPORTED = "llm", "llm:unsupported"
SHORTEST, LONGEST = 15, 700  # characters of evidence
_STATUSES = {status.value for status in Status}


class Dropped(Exception):  # noqa: N818  no error: it ends the check of one claim
    """A claim does not hold; its only argument is the reason."""


class Checked(NamedTuple):
    """The statements of a model that hold, and what became of the others."""

    statements: tuple[Statement, ...]
    remarks: tuple[Remark, ...]


class Check:
    """Checks the claims about one article."""

    def __init__(self, read: Extraction, knowledge: Knowledge, names: Names) -> None:
        """Take what the rules have read of the article: its sentences, mentions, entities and quotations."""
        self._read, self._knowledge, self._names = read, knowledge, names
        self._text = Text(read.document.text, read.document.furniture)
        self._licence = Licence(read, names)

    def __call__(self, claims: Iterable[Claim | Malformed], window: Span) -> Checked:
        """Return what holds of the claims about a window of the article."""
        statements: list[Statement] = []
        remarks: list[Remark] = []
        for claim in claims:
            if isinstance(claim, Malformed):
                remarks.append(Remark(Outcome.DROPPED, claim.reason, claim.told))
                continue
            noted: list[tuple[Outcome, str]] = []
            try:
                statements.append(self._statement(claim, window, noted))
            except Dropped as dropped:
                noted = [(Outcome.DROPPED, str(dropped))]
            remarks.extend(Remark(outcome, shortened(reason), str(claim)) for outcome, reason in noted)
        return Checked(tuple(statements), tuple(remarks))

    def _statement(self, claim: Claim, window: Span, noted: list[tuple[Outcome, str]]) -> Statement:
        if claim.kind not in self._knowledge.relations:
            raise Dropped(f"there is no kind {claim.kind}")
        if claim.status not in _STATUSES:
            raise Dropped(f"there is no status {claim.status}")
        source, target = self._actor(claim.source), self._actor(claim.target)
        if source == target:
            raise Dropped("its source is its target")
        evidence = self._evidence(claim.evidence, window, noted)
        speaker = self._speaker(claim.speaker, evidence, noted)
        far = [
            code
            for code in dict.fromkeys(filter(None, (source, target, speaker)))
            if self._standing(code, evidence) is not Standing.NEAR
        ]
        if far:
            noted.append((Outcome.UNSUPPORTED, f"{', '.join(far)}: named in the article, but not near the evidence"))
        return Statement(
            source=source,
            kind=claim.kind,
            target=target,
            status=Status(claim.status),
            evidence=evidence,
            speaker=speaker,
            speaker_entity=self._voice(speaker, evidence),
            time=self._time(claim.date, evidence, noted),
            rule=UNSUPPORTED if far else RULE,
        )

    def _actor(self, told: str) -> str:
        code = self._names.code(told)
        if code is None:
            raise Dropped(f"{told} is no actor that is known")
        return code

    def _standing(self, code: str, evidence: Span) -> Standing:
        found = self._licence.standing(code, evidence)
        if found is Standing.NOWHERE:
            raise Dropped(f"the article does not name {code}")
        return found

    def _evidence(self, quote: str, window: Span, noted: list[tuple[Outcome, str]]) -> Span:
        """Return where the evidence stands."""
        found = self._text.find(quote, window)
        if found is None:
            raise Dropped("its evidence does not stand in the article")
        if not found.exact:
            noted.append((Outcome.REPAIRED, "the evidence differs from the text in spaces, marks or spelling"))
        span = self._wide_enough(found, noted)
        if span.end - span.start > LONGEST:
            raise Dropped(f"its evidence is longer than {LONGEST} characters")
        document = self._read.document
        if any(mark.overlaps(span) for mark in document.furniture):
            raise Dropped("its evidence stands in what is no part of the article")
        if self.ordered(span):
            raise Dropped("its evidence gives orders to what reads it")
        return span

    def ordered(self, span: Span) -> bool:
        """Tell whether a sentence of the passage gives orders to what reads it."""
        text = self._read.document.text
        return any(orders(text[each.start : each.end]) for each in self._read.sentences if each.overlaps(span))

    def _wide_enough(self, found: Found, noted: list[tuple[Outcome, str]]) -> Span:
        """Return the evidence, or the sentence that it stands in where it is too short to be read alone."""
        if found.span.end - found.span.start >= SHORTEST:
            return found.span
        noted.append((Outcome.REPAIRED, "the evidence is too short, and its sentence taken"))
        span = around(found.span, self._read.sentences)
        if span.end - span.start < SHORTEST:
            raise Dropped(f"its evidence is shorter than {SHORTEST} characters")
        return span

    def _speaker(self, told: str | None, evidence: Span, noted: list[tuple[Outcome, str]]) -> str | None:
        """Return the speaker; what a known speaker is quoted for is never the outlet's word."""
        if told is not None:
            return self._actor(told)
        quote = self._quoted(evidence)
        if quote is None or quote.speaker is None or not quote.direct or not quote.span.covers(evidence):
            return None
        noted.append((Outcome.REPAIRED, f"the words are quoted: the speaker is {quote.speaker}, not the outlet"))
        return quote.speaker

    def _voice(self, speaker: str | None, evidence: Span) -> str | None:
        """Return the person or organ that speaks for the speaker."""
        quote = self._quoted(evidence)
        return quote.speaker_entity if quote and speaker and quote.speaker == speaker else None

    def _quoted(self, evidence: Span) -> Quote | None:
        """Return the innermost quotation that holds the evidence, else one that it touches."""
        touching = [quote for quote in self._read.quotes if quote.span.overlaps(evidence)]
        return min(
            touching,
            key=lambda quote: (not quote.span.covers(evidence), quote.span.end - quote.span.start),
            default=None,
        )

    def _time(self, told: str | None, evidence: Span, noted: list[tuple[Outcome, str]]) -> Time | None:
        """Return when it happened; a date that is none, or that the article cannot have told, is left out."""
        if told is None:
            return None
        time = dating.time(told)
        if time is None:
            noted.append((Outcome.REPAIRED, f"the date {told} is none, and left out"))
            return None
        placed = dating.placed(time, self._read, evidence)
        if placed is None:
            noted.append((Outcome.REPAIRED, f"the date {told} is not told in the article, and left out"))
        return placed


def gathered(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements that are told several times, or in several windows, as one each, in the order of the text."""
    found: dict[tuple[object, ...], Statement] = {}
    for each in sorted(statements, key=_order):
        key = (each.source, each.kind, each.target, each.status, each.speaker, str(each.time))
        before = found.get(key)
        if before is None:
            found[key] = each
        else:
            rule = RULE if RULE in (before.rule, each.rule) else UNSUPPORTED
            found[key] = replace(before, also=further(before, each.evidence), rule=rule)
    return tuple(found.values())


def further(statement: Statement, *passages: Span) -> tuple[Span, ...]:
    """Return the further passages of a statement with others that stand elsewhere."""
    kept = list(statement.also)
    for passage in passages:
        if not any(passage.overlaps(span) for span in (statement.evidence, *kept)):
            kept.append(passage)
    return tuple(kept)


def _order(statement: Statement) -> tuple[object, ...]:
    return (statement.evidence, statement.source, statement.kind, statement.target, statement.status, statement.rule)
