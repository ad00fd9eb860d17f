"""A sentence read by the rules alone, or by rules and scorer."""

import pytest

from kg.extractors.rules import Rules
from kg.model import Document, Extraction
from kg.vocabulary import knowledge


def _reader(argument):
    rules = Rules(argument, knowledge=knowledge())

    def read(text, published="2024-03-20"):
        (extraction,) = rules([Document("text", text, "ar", published=published)])
        assert isinstance(extraction, Extraction)
        return extraction.statements

    return read


@pytest.fixture(scope="session")
def plain():
    """Return a function that reads a text by the rules alone."""
    return _reader("plain")


@pytest.fixture(scope="session")
def scored():
    """Return a function that reads a text by the rules and the learned scorer."""
    return _reader("")
