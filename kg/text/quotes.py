"""What somebody else than the outlet says is found, directly quoted or reported."""

from bisect import bisect_right
from collections.abc import Sequence

from kg.lang import load
from kg.model import Document, Quote, Span
from kg.text.marks import Quoted, pairs
from kg.text.paragraphs import trim
from kg.text.reported import Sentence, Spoken, colon, reported
from kg.text.sentences import readable
from kg.text.speech import Cue, cues
from kg.text.words import begun, words

# Quoted words up to this number are a name or a term ("إيلي كوهين") unless a colon or a verb stands right before.
_NAME = 4
# How many words after a closing mark a verb may stand that tells who spoke: '"...", قال الوزير'.
_AFTERWARDS = 3
# The same where a subject stands before the verb: '"...", the French foreign minister said'.
_AFTER_SUBJECT = 9
# The first sentences may be a headline: "الوزير: سنرد".
_HEADLINES = 2
_MOST_SENTENCES = 10
_GAP = 20  # characters between two quotations of which the second goes on with the first
_OPENERS = "\"«“„‟‹‘'”″"


def find(document: Document, sentences: Sequence[Span]) -> tuple[Quote, ...]:
    """Return the quotations of document in reading order, their speakers not yet known.

    Quotations may lie within each other: who says some words is told by the innermost.
    """
    text, language = document.text, document.language
    parts = tuple(_read(text, span, language) for span in sentences)
    direct = _Direct(text, parts, language)
    found = [quote for quoted in pairs(text, readable(document)) if (quote := direct.quote(quoted))]
    spoken = Spoken(quote.span for quote in found)
    for number, sentence in enumerate(parts):
        found.extend(reported(text, sentence, spoken, language, headline=number < _HEADLINES))
    return tuple(sorted(set(found), key=lambda quote: (quote.span.start, -quote.span.end, not quote.direct)))


def _read(text: str, span: Span, language: str) -> Sentence:
    divided = words(text, span, load(language))
    return Sentence(span, divided, cues(divided, language))


class _Direct:
    """Finds the words that introduce each direct quotation of one text."""

    def __init__(self, text: str, sentences: Sequence[Sentence], language: str) -> None:
        self._text = text
        self._head_last = load(language).HEAD_LAST
        self._sentences = sentences
        self._starts = [sentence.span.start for sentence in sentences]
        self._within = _AFTER_SUBJECT if load(language).SUBJECT_FIRST else _AFTERWARDS
        self._last: tuple[Span, Span] | None = None  # the quotation before, and its verb

    def quote(self, quoted: Quoted) -> Quote | None:
        """Return the quotation that quoted words are, or None if they are a name or a term."""
        span = trim(self._text, *quoted.span)
        number = bisect_right(self._starts, span.start) - 1
        if number < 0 or span.start >= self._sentences[number].span.end:
            return None
        sentence = self._sentences[number]
        length = self._length(number, span)
        # The sentence may begin with the quotation's first word, its mark being left outside.
        mark = max(sentence.span.start, quoted.span.start - 1)
        before = next((cue for cue in reversed(sentence.cues) if _end(cue, sentence) <= mark), None)
        goes_on = self._goes_on(sentence, span, mark)
        ended = self._text[span.end - 1] in ",?!" and self._afterwards(number, span) is not None
        ended = ended or self._ends(number, span)
        if length <= _NAME and not (goes_on or ended or self._near(mark, before, sentence)):
            return None
        verb = before.span(sentence.words) if before else goes_on or self._elsewhere(number, span, mark)
        verb = verb or colon(self._text, sentence, mark)
        if not quoted.closed:
            span = self._until_spoken(number, span)
        if verb is None and length <= 2 * _NAME:
            return None
        if verb:
            self._last = (span, verb)
        return Quote(span, verb)

    def _length(self, number: int, span: Span) -> int:
        """Return the number of words quoted, counted no further than a name may be long."""
        count = 0
        for sentence in self._sentences[number : number + 1 + 2 * _NAME]:
            count += begun(sentence.words, span)
            if count > 2 * _NAME or sentence.span.end >= span.end:
                break
        return count

    def _until_spoken(self, number: int, span: Span) -> Span:
        """End a quotation without closing mark before the next sentence in which somebody is said to speak."""
        end = self._sentences[number].span.end
        for sentence in self._sentences[number + 1 : number + 1 + _MOST_SENTENCES]:
            if sentence.cues or sentence.span.start >= span.end:
                break
            end = sentence.span.end
        return trim(self._text, span.start, min(end, span.end))

    def _near(self, mark: int, before: Cue | None, sentence: Sentence) -> bool:
        """Tell whether a colon, or a verb of speech, stands right before the opening mark."""
        between = self._text[max(0, mark - 3) : mark].rstrip()
        if between.endswith(":"):
            return True
        return before is not None and not self._text[_end(before, sentence) : mark].strip(" \xa0،,:-–")

    def _ends(self, number: int, span: Span) -> bool:
        """Tell whether a verb of speech follows where verbs stand last: '"Hazırız" dedi'."""
        return self._head_last and self._afterwards(number, span) is not None

    def _goes_on(self, sentence: Sentence, span: Span, mark: int) -> Span | None:
        """Return the verb of the quotation before, if its speaker goes on without a word of the outlet between."""
        if self._last is None or self._text[sentence.span.start : mark].strip(_OPENERS + " "):
            return None
        last, verb = self._last
        near = last.end <= span.start <= last.end + _GAP
        return verb if near and not self._text[last.end : span.start].strip(_OPENERS + " \xa0\n\r.،,…") else None

    def _elsewhere(self, number: int, span: Span, mark: int) -> Span | None:
        """Return the verb of a quotation that has none before it in its sentence."""
        if (afterwards := self._afterwards(number, span)) is not None:
            return afterwards
        if number and not self._text[self._sentences[number].span.start : mark].strip(_OPENERS + " "):
            earlier = self._sentences[number - 1]
            if self._text[earlier.span.end - 1] == ":" and earlier.cues:
                return earlier.cues[-1].span(earlier.words)
        # Words quoted within a quotation are of the same speaker.
        return self._last[1] if self._last and self._last[0].covers(span) else None

    def _afterwards(self, number: int, span: Span) -> Span | None:
        """Return the verb that follows a quotation: "...", he said."""
        last = bisect_right(self._starts, span.end) - 1
        for sentence in self._sentences[max(number, last) : last + 1]:
            following = [at for at, word in enumerate(sentence.words) if word.start >= span.end][: self._within]
            for cue in sentence.cues:
                if cue.first in following:
                    return cue.span(sentence.words)
        return None


def _end(cue: Cue, sentence: Sentence) -> int:
    return sentence.words[cue.last - 1].end
