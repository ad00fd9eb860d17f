"""Facts become rows of events, with the columns of the event data sets that analysts know."""

from collections.abc import Iterable, Iterator

from kg.exports.facts import Gathered
from kg.exports.tables import Row, name_of
from kg.model import EntityKind, Knowledge, Time

# The columns of POLECAT, in its order; after them our own.
PLOVER = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
    "Actor Code", "Recipient Code", "Event Date End", "Event Date Precision", "Kind", "Status", "Speaker",
    "Confidence", "Goldstein", "Reports", "Outlets", "Event Text", "URL",
)  # fmt: skip
# Those columns of GDELT 1.0 for which there is something, in its order; after them our own.
CAMEO = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "Actor1Code", "Actor1Name", "Actor1CountryCode",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "SOURCEURL",
    "EventDate", "EventDateEnd", "EventDatePrecision", "Kind", "Status", "Speaker", "Confidence", "EventText",
)  # fmt: skip
_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_REPORTED = "reported"  # the precision of a day that is only that of the first report


def plover(facts: Iterable[Gathered], base: Knowledge, version: str) -> Iterator[Row]:
    """Yield a row for each fact whose kind has a category of PLOVER."""
    for fact in _in_order(facts):
        kind, best = fact.relation, fact.best
        if kind.plover is None:
            continue
        start, end, precision = _days(fact)
        yield {
            "Event ID": fact.id,
            "Event Date": start,
            "Event Type": kind.plover,
            "Intensity": kind.plover_score,
            "Quad Code": _QUADS.get(kind.quad or 0),
            "Actor Name": name_of(fact.source, base),
            "Actor Country": _country(fact.source, base),
            "Recipient Name": name_of(fact.target, base),
            "Recipient Country": _country(fact.target, base),
            "Source": best.outlet,
            "Publication Date": (best.published or "")[: len("2023-03-29")],
            "Language": best.language,
            "Version": version,
            "Actor Code": fact.source,
            "Recipient Code": fact.target,
            "Event Date End": end,
            "Event Date Precision": precision,
            "Goldstein": kind.goldstein,
            "Reports": len(fact.statements),
            "Outlets": fact.outlets,
            "Event Text": " ".join(best.quote.split()),
            "URL": best.url,
            **_ours(fact),
        }


def cameo(facts: Iterable[Gathered], base: Knowledge) -> Iterator[Row]:
    """Yield a row for each fact whose kind has a code of CAMEO."""
    for fact in _in_order(facts):
        kind, best = fact.relation, fact.best
        if kind.cameo is None:
            continue
        start, end, precision = _days(fact)
        yield {
            "GLOBALEVENTID": fact.id,
            "SQLDATE": start.replace("-", ""),
            "MonthYear": start[:7].replace("-", ""),
            "Year": start[:4],
            "Actor1Code": fact.source,
            "Actor1Name": name_of(fact.source, base),
            "Actor1CountryCode": _country(fact.source, base),
            "Actor2Code": fact.target,
            "Actor2Name": name_of(fact.target, base),
            "Actor2CountryCode": _country(fact.target, base),
            "EventCode": kind.cameo,
            "EventBaseCode": kind.cameo[:3],
            "EventRootCode": kind.cameo[:2],
            "QuadClass": kind.quad,
            "GoldsteinScale": kind.goldstein,
            "NumMentions": len(fact.statements),
            "NumSources": len(fact.outlets) or None,
            "NumArticles": len(fact.articles),
            "SOURCEURL": best.url,
            "EventDate": start,
            "EventDateEnd": end,
            "EventDatePrecision": precision,
            "EventText": " ".join(best.quote.split()),
            **_ours(fact),
        }


def _in_order(facts: Iterable[Gathered]) -> Iterable[Gathered]:
    return sorted(facts, key=lambda fact: (_days(fact)[0], fact.id))


def _ours(fact: Gathered) -> dict[str, object]:
    return {
        "Kind": fact.relation.name,
        "Status": fact.status,
        "Speaker": fact.speakers,
        "Confidence": fact.best.statement.confidence,
    }


def _country(code: str, base: Knowledge) -> str | None:
    """Return the code of a state, None for what is none: organisations and movements have a code but no country."""
    entity = base.entities.get(code)
    return code if entity and entity.kind is EntityKind.STATE else None


def _days(fact: Gathered) -> tuple[str, str, str]:
    """Return first and last day of an event and how exact they are; the day of the first report if none is told."""
    if isinstance(fact.time, Time):
        return fact.time.start.isoformat(), fact.time.end.isoformat(), fact.time.precision.value
    first = min(fact.published, default="")
    return first, first, _REPORTED if first else ""
