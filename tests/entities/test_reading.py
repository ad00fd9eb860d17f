"""An article as a whole."""

from kg.entities.reading import read
from kg.lang import load
from kg.model import Document, Span
from kg.text.words import words
from kg.vocabulary import knowledge


def test_the_places_of_a_dateline_are_entities_but_no_mentions():
    text = "برلين، ألمانيا -- انتهى الاجتماع."
    body = Span(text.index("انتهى"), len(text))
    document = Document("test", text, furniture=(Span(0, body.start),))
    reading = read(document, (body,), (words(text, body, load("ar")),), (), knowledge())
    assert reading.mentions == ()
    assert {(str(e.kind), e.state) for e in reading.entities} == {("PLACE", "DEU"), ("STATE", "DEU")}


def test_reading_twice_gives_the_same(reading):
    text = "قال وزير الخارجية الإيراني حسين عبد اللهيان إن بلاده وتركيا متفقتان. وأضاف أن البلدين شريكان."
    assert reading(text) == reading(text)


def test_an_article_without_words_has_nothing(reading):
    assert reading("") == ((), (), ())


def test_mentions_are_in_order_and_point_into_the_text(reading):
    text = "زار الرئيس التركي العراق. ثم زار الأردن."
    spans = [mention.span for mention in reading(text).mentions]
    assert spans == sorted(spans)
    assert [text[slice(*span)] for span in spans] == ["الرئيس التركي", "العراق", "الأردن"]
