"""Places in the text that Stanza is given are told back as places of the article."""

from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.parsing import _Places, joined, readable
from kg.extractors.rules import divide
from kg.extractors.writing import plainly
from kg.model import Document
from kg.text.words import Word

PIECES = [
    "قال",
    "وزير",
    "إيران،",
    "(أ ف ب)",
    ".",
    "؟",
    "\n",
    "\n\n",
    "\r\n",
    "\u2028",
    " ",
    "\t",
    "\u200f",
    "«",
    "»",
    "سـوريا",
    "Iran",
    "!",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_every_letter_given_stands_in_the_article_where_it_is_told_to_stand(pieces: list[str]) -> None:
    divided = divide(plainly(Document("a", " ".join(pieces), language="ar"))[0])
    kept = [divided.sentences[number] for number in readable(divided.words)]
    given_ = joined(divided.document.text, kept)
    places = _Places(kept)
    for place, letter in enumerate(given_):
        here = divided.document.text[places.original(place) :][:1]
        assert here == letter or letter.isspace()


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_sentences_are_parted_by_the_only_empty_lines(pieces: list[str]) -> None:
    divided = divide(plainly(Document("a", " ".join(pieces), language="ar"))[0])
    kept = [divided.sentences[number] for number in readable(divided.words)]
    assert joined(divided.document.text, kept).count("\n") == 2 * max(len(kept) - 1, 0)


def test_a_sentence_without_words_and_one_too_long_are_not_given() -> None:
    word = Word(0, 5, "ايران")
    assert readable([(word,), (), (word,) * 200, (word,) * 201]) == (0, 2)
