"""Reads a text of our own with the real knowledge base."""

from collections.abc import Callable

import pytest

from kg.entities.reading import Reading, read
from kg.lang import load
from kg.model import Document
from kg.text import quotes, sentences
from kg.text.words import words
from kg.vocabulary import knowledge


@pytest.fixture
def reading() -> Callable[..., Reading]:
    """Return a function that reads a text, Arabic if nothing else is said."""

    def read_text(text, outlet=None, published="2023-03-29", language="ar"):
        document = Document("test", text, language, published=published, outlet=outlet)
        spans = sentences.split(document)
        divided = tuple(words(text, span, load(language)) for span in spans)
        return read(document, spans, divided, quotes.find(document, spans), knowledge())

    return read_text


@pytest.fixture
def mentioned(reading):
    """Return a function that lists the mentions of a text as (words, entity, via)."""

    def list_mentions(text, **options):
        return [(text[slice(*m.span)], m.entity, str(m.via)) for m in reading(text, **options).mentions]

    return list_mentions


@pytest.fixture
def named(reading):
    """Return a function that lists the entities of a text as (kind, longest name, state)."""

    def list_entities(text, **options):
        return [(str(e.kind), e.names[0][1], e.state) for e in reading(text, **options).entities]

    return list_entities
