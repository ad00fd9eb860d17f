"""The engines that turn Documents into Extractions."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg.model import Document, Extraction, Failure


class Extractor(Protocol):
    """Reads documents; one that it cannot read becomes a Failure, and the others are read all the same."""

    made_by: str  # names and versions of the extractor and of what it knows

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction | Failure]:
        """Yield one Extraction or Failure for each document, in order."""
