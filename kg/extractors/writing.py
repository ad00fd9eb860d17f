"""An article is read in plain writing, and what was read is told by its places in the original."""

from collections.abc import Callable
from dataclasses import replace

from kg.model import Document, Extraction, Mention, Quote, Span
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
            Quote(place(each.span), each.verb and place(each.verb), each.speaker, each.speaker_entity, each.direct)
            for each in extraction.quotes
        ),
        mentions=tuple(Mention(place(each.span), each.kind, each.entity, each.via) for each in extraction.mentions),
        statements=tuple(
            replace(each, evidence=place(each.evidence), also=tuple(map(place, each.also)))
            for each in extraction.statements
        ),
    )
