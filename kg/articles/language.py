"""The language of a text is told by its script and its little words."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from kg.lang import load, rows
from kg.text.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_SAMPLE = 1200
# Marks on a letter, which count for nothing, may be many.
_HEAPED = 20
_DEFAULT = "ar"
# A letter that others in the script lack counts for less than a word: names carry such letters abroad.
_LETTER_WEIGHT = 0.2


def language(text: str) -> str:
    """Return the ISO 639 code of the language of text; Arabic where nothing tells.

    >>> language("وقال الوزير إن المحادثات تجري في باكو"), language("این خبر را از تهران است")
    ('ar', 'fa')
    """
    text = fold(text[: _HEAPED * _SAMPLE], "").text[:_SAMPLE]
    words = _WORD.findall(text)
    if not words:
        return _DEFAULT
    arabic = sum(bool(_ARABIC.match(word)) for word in words)
    script = "arabic" if 2 * arabic >= len(words) else "latin"
    seen = Counter(word if script == "arabic" else word.lower() for word in words)
    # Arabic is typed with the letters of neighbouring languages too, those without the letters of Arabic.
    seen_in = {_DEFAULT: Counter(map(load(_DEFAULT).normalise, words))}
    letters = Counter(text)
    scores = [
        (
            sum(seen_in.get(code, seen)[word] for word in known)
            + _LETTER_WEIGHT * sum(letters[letter] for letter in marks),
            script == "arabic" and code == _DEFAULT,
            code,
        )
        for code, written, known, marks in _languages()
        if written == script
    ]
    best = max(scores)
    return best[2] if best[0] or script == "arabic" else "en"


@cache
def _languages() -> tuple[tuple[str, str, frozenset[str], str], ...]:
    return tuple(
        (
            row["language"],
            row["script"],
            frozenset(map(_written_in(row["language"]), row["words"].split())),
            row["letters"],
        )
        for row in rows(".", "languages")
    )


def _written_in(code: str) -> Callable[[str], str]:
    return load(_DEFAULT).normalise if code == _DEFAULT else str
