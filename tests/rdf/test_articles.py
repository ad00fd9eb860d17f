"""An article is read back from its graph as it was, whatever stands in it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.model import (
    Document,
    Entity,
    EntityKind,
    Extraction,
    Mention,
    Precision,
    Quote,
    Span,
    Statement,
    Status,
    Time,
    Via,
)
from kg.pipeline import extract
from kg.rdf import articles, write
from kg.rdf.lines import graph_hash
from kg.stores.oxigraph import memory
from kg.vocabulary import knowledge

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
_SPAN = st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
_ACTOR = st.sampled_from(["IRN", "USA", "UN"])
_ENTITY = st.sampled_from(["IRN", "person-1", "مكان"])
_TIMES = [
    None,
    Time(date(2022, 12, 1), date(2022, 12, 31), Precision.MONTH, "ديسمبر الماضي"),
    Time(date(2023, 3, 29), date(2023, 3, 29), Precision.DAY, ""),
]
_STATEMENT = st.builds(
    Statement,
    source=_ACTOR,
    kind=st.sampled_from(["accuses", "consultsWith"]),
    target=st.sampled_from(["AZE", "TUR"]),
    status=st.sampled_from(Status),
    evidence=_SPAN,
    speaker=st.none() | _ACTOR,
    speaker_entity=st.none() | _ENTITY,
    time=st.sampled_from(_TIMES),
    also=st.lists(_SPAN, max_size=2, unique=True).map(lambda spans: tuple(sorted(spans))),
    rule=st.just("by-hand"),
    confidence=st.sampled_from([0.4, 0.5996, 0.6, 1.0]),
)
_DOCUMENT = st.builds(
    Document,
    id=_TEXT,
    text=_TEXT,
    title=st.none() | _TEXT,
    published=st.sampled_from([None, "2023-03-29", "2023-03-29T10:00:00Z"]),
    modified=st.sampled_from([None, "2023-03-30T10:00:00+03:00"]),
    outlet=st.none() | _TEXT,
    url=st.none() | _TEXT,
    furniture=st.lists(_SPAN, max_size=3, unique=True).map(lambda spans: tuple(sorted(spans))),
)
_ENTITIES = st.lists(
    st.builds(
        Entity,
        id=st.sampled_from(["person-1", "مكان"]),
        kind=st.sampled_from([EntityKind.PERSON, EntityKind.PLACE]),
        names=st.lists(st.tuples(st.sampled_from(["ar", "en"]), _TEXT), max_size=3).map(tuple),
        actor=st.none() | _ACTOR,
    ),
    unique_by=lambda entity: entity.id,
).map(tuple)


def stored(extraction: Extraction):
    store = memory()
    store.replace(extraction.document.id, write.nquads(extraction, knowledge()))
    return store


_QUOTE = st.builds(Quote, _SPAN, st.none() | _SPAN, st.none() | _ACTOR, st.none() | _ENTITY, st.booleans())
_MENTION = st.builds(Mention, _SPAN, st.sampled_from(EntityKind), st.none() | _ENTITY, st.sampled_from(Via))
_EXTRACTION = st.builds(
    Extraction,
    document=_DOCUMENT,
    quotes=st.lists(_QUOTE).map(tuple),
    mentions=st.lists(_MENTION).map(tuple),
    entities=_ENTITIES,
    statements=st.lists(
        _STATEMENT,
        max_size=4,
        unique_by=lambda s: (s.source, s.kind, s.target, s.status, s.speaker, str(s.time), s.evidence),
    ).map(tuple),
    made_by=_TEXT,
)


@settings(max_examples=60)
@given(extraction=_EXTRACTION)
def test_what_is_read_back_is_written_as_the_same_quads(extraction: Extraction) -> None:
    store = stored(extraction)
    id_ = extraction.document.id
    again = articles.extraction(store.query, id_, knowledge())
    assert again.document == extraction.document
    assert set(again.statements) == {
        replace(each, confidence=round(each.confidence, 3)) for each in extraction.statements
    }
    written = write.nquads(extraction, knowledge())
    assert write.nquads(again, knowledge()) == written
    assert f'"{graph_hash(articles.triples(store.query, id_))}"' in written


def test_every_example_article_is_read_back_as_it_was(base) -> None:
    for extraction in extract(["examples/articles"]):
        assert isinstance(extraction, Extraction)
        again = articles.extraction(stored(extraction).query, extraction.document.id, base)
        assert again.document == extraction.document
        assert set(again.quotes) == set(extraction.quotes)
        assert set(again.mentions) == set(extraction.mentions)
        assert set(again.statements) == set(extraction.statements)
        assert again.made_by == extraction.made_by


def test_a_document_is_read_without_the_rest_of_its_graph(tell) -> None:
    extraction = tell("a", ("IRN", "accuses", "USA"), outlet="one", url="https://example.org/")
    assert list(articles.documents(stored(extraction).query, ["a"])) == [extraction.document]


def test_an_article_that_is_not_there_is_told(base) -> None:
    with pytest.raises(StoreError, match="kg list"):
        articles.document(memory().query, "a")


def test_a_damaged_graph_is_told_in_one_line(tell, base) -> None:
    text = articles.triples(stored(tell("a", ("IRN", "accuses", "USA"))).query, "a")
    damaged = "\n".join(line for line in text.split("\n") if "ns#status" not in line)
    with pytest.raises(StoreError, match="kg check --mend") as caught:
        articles.parsed("a", damaged, base)
    assert "\n" not in str(caught.value)
