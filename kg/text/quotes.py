"""What somebody else than the outlet says is found, directly quoted or reported."""

from collections.abc import Sequence

from kg.model import Document, Quote, Span


def find(document: Document, sentences: Sequence[Span]) -> tuple[Quote, ...]:
    """Return the quotations of document in reading order, their speakers not yet known."""
    return ()
