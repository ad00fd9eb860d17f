"""Stores made by hand for exports to be written of."""

import pytest

from kg.rdf import write
from kg.stores import Store
from kg.stores.oxigraph import memory

NEWS = {"language": "en", "outlet": "Agency", "published": "2023-03-30", "url": "https://example.org/1"}


@pytest.fixture(scope="session")
def fill(base):
    """Return a function that makes a store of extractions."""

    def fill(*extractions) -> Store:
        store = memory()
        for extraction in extractions:
            store.replace(extraction.document.id, write.nquads(extraction, base))
        return store

    return fill


@pytest.fixture(scope="session")
def news(fill, tell) -> Store:
    """Return a store of two articles, with one fact that both report, a plan, a denial and a kind without codes."""
    return fill(
        tell(
            "one",
            ("ISR", "consultsWith", "AZE", {"day": "2023-03-29", "speaker": "AZE", "words": "=They met\nin Baku."}),
            ("ISR", "supports", "AZE", {"status": "intended", "confidence": 0.7}),
            ("ISR", "counters", "IRN", {"day": "2023-03-28"}),
            ("UN", "accuses", "IRN", {"confidence": 0.4, "words": "The UN accused Iran."}),
            title="Embassy",
            **NEWS,
        ),
        tell(
            "two",
            ("AZE", "consultsWith", "ISR", {"day": "2023-03-29", "confidence": 0.95, "words": "Baku met Israel."}),
            ("IRN", "attacks", "ISR", {"status": "denied", "day": "2023-04-02"}),
            **{**NEWS, "outlet": "Daily", "published": "2023-03-31", "url": "https://example.org/2"},
        ),
    )
