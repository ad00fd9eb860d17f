"""What differs from language to language: a folder of tables and a few functions for each."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import NamedTuple, Protocol, cast

from kg.errors import KnowledgeError

LANGUAGES = ("ar", "en", "tr")


class Segment(NamedTuple):
    """One way to divide a normalised word: clitics before it, the word itself."""

    prefix: str
    stem: str


class Language(Protocol):
    """What a language's package offers.

    `ARTICLE` is the article as part of a word, "-" where there is none such; `CONJUNCTIONS` and `PREPOSITIONS` are the
    letters that are those as parts of a word, `GENITIVE` the preposition among them that means "of".
    `SUBJECT_FIRST` tells that who speaks stands before the verb. `FEMININE` ends the adjectives,
    `FEMININES` the nouns of that gender, `PLURALS` the nouns of several, all as normalised.
    `HEAD_LAST` tells that a post stands behind its state, and its endings tell its case: "Türkiye Dışişleri Bakanını".
    `ORDINAL` is the mark that makes a number one, and ends no sentence part: "2. Abdullah".
    """

    ARTICLE: str
    CONJUNCTIONS: str
    SUBJECT_FIRST: bool
    PREPOSITIONS: str
    GENITIVE: str
    FEMININE: str
    FEMININES: tuple[str, ...]
    PLURALS: tuple[str, ...]
    HEAD_LAST: bool
    ORDINAL: str

    def normalise(self, text: str) -> str:
        """Fold spelling variants that carry no meaning; never used to change a text, only to compare."""

    def segments(self, form: str) -> tuple[Segment, ...]:
        """Divide a normalised word into clitics and stem in all ways, the undivided word first."""

    def endings(self, form: str) -> tuple[str, ...]:
        """Return what a normalised word may be without the case endings that are written together with names."""

    def inflections(self, form: str) -> tuple[str, ...]:
        """Return the forms of a normalised adjective of a state in all numbers, genders and cases, itself first."""

    def inflected(self, written: str) -> bool:
        """Tell whether an unknown word, as written, looks like a noun or verb rather than like a name."""

    def feminine(self, form: str) -> bool:
        """Tell whether a normalised verb takes a feminine subject."""

    def without(self, written: str, clitics: str) -> str:
        """Return a written name without the clitics before it, whole again."""

    def trimmed(self, form: str) -> str:
        """Cut clitics and endings off a normalised word, roughly, for comparing words."""

    def stems(self, form: str) -> tuple[str, ...]:
        """Return what may be left of a normalised word without its ending."""


@cache
def load(code: str) -> Language:
    """Return the functions of a language; for a language without a package of its own, those of English."""
    return cast("Language", import_module(f"kg.lang.{code if code in LANGUAGES else 'en'}"))


@cache
def rows(code: str, name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of lang/<code>/<name>.tsv by column name, without comments; empty if there is no such table.

    Raises KnowledgeError if a row has more fields than the header.
    """
    file = files("kg.lang").joinpath(code, f"{name}.tsv")
    if not file.is_file():
        return ()
    return table(file.read_text(encoding="utf-8").splitlines(), str(file))


def table(lines: Iterable[str], where: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table by column name: the first line that is no comment names the columns.

    Raises KnowledgeError if a row has more fields than the header.
    """
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not filled:
        return ()
    header = filled[0][1].split("\t")
    found = []
    for number, line in filled[1:]:
        fields = line.split("\t")
        if len(fields) > len(header):
            raise KnowledgeError(f"{where}:{number}: {len(fields)} fields, the header has {len(header)}; mend the row")
        found.append(dict(zip(header, fields + [""] * (len(header) - len(fields)), strict=True)))
    return tuple(found)
