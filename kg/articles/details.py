"""What an article's page tells about it fills what is not known: date, update, outlet, title."""

from collections.abc import Iterator
from dataclasses import replace

from kg.articles import furniture
from kg.articles.dateline import first_moment
from kg.model import Document, Span
from kg.text.folding import fold
from kg.text.paragraphs import paragraphs

_LONGEST_TITLE = 200
_STOPS = ".؟?!:"


def complete(document: Document) -> Document:
    """Mark the furniture of document, and take from it what the document does not say of itself."""
    folded = fold(document.text, document.language)
    plain = replace(document, text=folded.text, furniture=tuple(map(folded.plain, document.furniture)))
    found = _completed(plain)
    return replace(found, text=document.text, furniture=tuple(map(folded.original, found.furniture)))


def _completed(document: Document) -> Document:
    marks = furniture.find(document.text, document.language)
    spans = tuple(sorted({*document.furniture, *(mark.span for mark in marks)}))
    dates = {"published": document.published, "modified": document.modified}
    for why in ("published", "modified", "dateline"):
        for mark in marks:
            for key, found in _dates(document, mark) if mark.why == why else ():
                dates[key] = dates[key] or found
    if dates["published"] is None and dates["modified"]:
        # The day of the last change is the best day known to count "yesterday" from.
        dates["published"] = dates["modified"]
    outlet = document.outlet or next((mark.outlet for mark in marks if mark.outlet), None)
    return replace(
        document,
        furniture=spans,
        published=dates["published"],
        modified=dates["modified"],
        outlet=outlet,
        title=document.title or _title(document, spans),
    )


def _dates(document: Document, mark: furniture.Mark) -> Iterator[tuple[str, str | None]]:
    """Yield the dates in a mark, each after its label: "Ekleme: ... / Güncelleme: ..."; a dateline has no label."""
    if mark.why == "dateline":
        yield "published", first_moment(document.text, mark.span, document.language)
        return
    for key in ("published", "modified"):
        at = furniture.label(document.text, mark.span, key, document.language)
        if at >= 0:
            yield key, first_moment(document.text, Span(at, mark.span.end), document.language)


def _title(document: Document, spans: tuple[Span, ...]) -> str | None:
    """Return the first line if it is a headline: short, without a full stop, with text below."""
    lines = [span for span in paragraphs(document.text[: 20 * _LONGEST_TITLE]) if span not in spans]
    if len(lines) < 2 or lines[0].end - lines[0].start > _LONGEST_TITLE:
        return None
    end = next((span.start for span in spans if lines[0].covers(span) and span.end == lines[0].end), lines[0].end)
    title = document.text[lines[0].start : end].strip()
    return title if title and title[-1] not in _STOPS else None
