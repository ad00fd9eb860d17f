"""An article is read in plain writing, and what was read is told by its places in the original."""

from collections.abc import Callable
from dataclasses import replace

from kg.model import Document, Extraction, Span
from kg.text.folding import Folded, fold


def plainly(document: Document) -> tuple[Document, Folded]:
    """Return an article in plain writing, and how its places are found in the original."""
    folded = fold(document.text, document.language)
    furniture = tuple(map(folded.plain, document.furniture))
    return replace(document, text=folded.text, furniture=furniture), folded


def placed(extraction: Extraction, document: Document, place: Callable[[Span], Span]) -> Extraction:
    """Return an extraction with its places in another writing of its article."""
    return replace(
        extraction,
        document=document,
        sentences=tuple(map(place, extraction.sentences)),
        quotes=tuple(
            replace(quote, span=place(quote.span), verb=quote.verb and place(quote.verb)) for quote in extraction.quotes
        ),
        mentions=tuple(replace(mention, span=place(mention.span)) for mention in extraction.mentions),
        statements=tuple(
            replace(each, evidence=place(each.evidence), also=tuple(map(place, each.also)))
            for each in extraction.statements
        ),
    )
