"""A long article is divided into windows of whole sentences that overlap."""

from collections.abc import Sequence

from kg.model import Span


def windows(sentences: Sequence[Span], *, size: int, overlap: int) -> tuple[tuple[Span, ...], ...]:
    """Return groups of sentences of so many characters at most, each beginning with the last of the one before.

    A sentence that is longer than a window is one by itself.

    >>> sentences = [Span(n, n + 9) for n in range(0, 50, 10)]
    >>> [[span.start for span in group] for group in windows(sentences, size=29, overlap=9)]
    [[0, 10, 20], [20, 30, 40]]
    """
    found: list[tuple[Span, ...]] = []
    first = 0
    while first < len(sentences):
        last = first + 1
        while last < len(sentences) and sentences[last].end - sentences[first].start <= size:
            last += 1
        found.append(tuple(sentences[first:last]))
        if last == len(sentences):
            break
        again = last
        while again > first + 1 and sentences[last - 1].end - sentences[again - 1].start <= overlap:
            again -= 1
        first = again
    return tuple(found)


def written(text: str, sentences: Sequence[Span]) -> str:
    """Return sentences as one text: on lines of their own where they are in the article."""
    parts = []
    for number, span in enumerate(sentences):
        if number:
            between = text[sentences[number - 1].end : span.start]
            parts.append("\n" if "\n" in between or "\r" in between else " ")
        parts.append(text[span.start : span.end])
    return "".join(parts)
