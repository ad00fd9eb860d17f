"""Arabic: spelling variants and clitics."""

import re
import unicodedata
from functools import lru_cache

from kg.lang import Segment

# Vowel signs, Quranic marks, tatweel, zero-width and bidirectional controls: none of them changes a word.
_MARKS = re.compile(
    r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_LETTERS = str.maketrans(
    "أإآٱىةؤئیێېےکڪگڭپچژڤہھۀۃە٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    "اااايهويييييككككبجزفههههه01234567890123456789",
)
_PLAIN = re.compile(r"[ابتثجحخدذرزسشصضطظعغفقكلمنهويء0-9]*")
_SHORTEST = 2
_CLITICS = ("و", "ف", "ب", "ل", "ك", "ال")

ARTICLE = "ال"
CONJUNCTIONS = "وف"
SUBJECT_FIRST = False
PREPOSITIONS = "بلك"
GENITIVE = "ل"
FEMININE = "ه"  # as normalised
FEMININES = ("ه", "ات")
PLURALS = ("ين", "ون", "ات")
HEAD_LAST = False
ORDINAL = ""


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Fold spelling variants that carry no meaning in Arabic news.

    >>> normalise("إيرَان")
    'ايران'
    >>> normalise("إســرائيل") == normalise("اسرائيل")
    True
    """
    if _PLAIN.fullmatch(text):
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS).lower()


@lru_cache(maxsize=5_000)  # what callers conclude they keep themselves
def segments(form: str) -> tuple[Segment, ...]:
    """Divide a normalised word into clitics and stem in all ways, the undivided word first.

    Clitics are a conjunction, a preposition and the article; "لل" hides an article ("لل" + "امم").

    >>> [tuple(s) for s in segments("وبالعراق")]
    [('', 'وبالعراق'), ('و', 'بالعراق'), ('وب', 'العراق'), ('وبال', 'عراق')]
    """
    if not form.startswith(_CLITICS):
        return (Segment("", form),)
    found = [Segment("", form)]
    rests = [("", form)]
    if form[:1] in ("و", "ف") and len(form) > _SHORTEST:
        rests.append((form[0], form[1:]))
        found.append(Segment(form[0], form[1:]))
    for before, rest in tuple(rests):
        if rest[:1] in ("ب", "ل", "ك") and len(rest) > _SHORTEST:
            rests.append((before + rest[0], rest[1:]))
            found.append(Segment(before + rest[0], rest[1:]))
            if rest.startswith("لل"):
                # "للامم" is "ل" + "الامم", the article having lost its alif.
                rests.append((before + "ل", "ا" + rest[1:]))
                found.append(Segment(before + "ل", "ا" + rest[1:]))
    found.extend(
        Segment(before + "ال", rest[2:])
        for before, rest in rests
        if rest.startswith("ال") and len(rest) > _SHORTEST + 1
    )
    return tuple(found)


# The endings of a nisba by number, gender and case, after its final ya is taken off; "يي" stands before a genitive.
_NISBA = ("ي", "يه", "يا", "يين", "يون", "يان", "يات", "يتان", "يتين", "يو", "يي")


def endings(form: str) -> tuple[str, ...]:
    """Return nothing: names have no endings."""
    return ()


def inflections(form: str) -> tuple[str, ...]:
    """Return the forms of a normalised nisba ("ايراني", "كوري جنوبي") in all numbers and genders, itself first.

    The words of a compound agree, and all but the first take the article where the first has it.

    >>> inflections("كوري جنوبي")[:4]
    ('كوري جنوبي', 'كوري الجنوبي', 'كوريه جنوبيه', 'كوريه الجنوبيه')
    """
    words = form.split()
    if not all(word.endswith("ي") for word in words):
        return (form, form + "ا")  # "أتراك", "أتراكا"
    found = []
    for ending in _NISBA:
        bent = [word[:-1] + ending for word in words]
        found.append(" ".join(bent))
        if len(bent) > 1:
            found.append(" ".join([bent[0], *("ال" + word for word in bent[1:])]))
    return tuple(found)


# Pronouns and endings of number and case on nouns and verbs, longest first.
_ENDINGS = ("هما", "كما", "ين", "ون", "ان", "ات", "هم", "هن", "كم", "ها", "نا", "وا", "ه", "ا", "ت")
_SHORT_STEM = 4


@lru_cache(maxsize=5_000)
def stems(form: str) -> tuple[str, ...]:
    """Return what may be left of a normalised word without its ending, the ta of a feminine folded as in the bare word.

    >>> stems("زيارتهم")
    ('زيارت', 'زياره')
    """
    found = []
    for ending in _ENDINGS if form.endswith(_ENDINGS) else ():
        if form.endswith(ending) and len(form) - len(ending) >= _SHORT_STEM:
            stem = form[: -len(ending)]
            found.append(stem)
            if stem.endswith("ت"):
                found.append(stem[:-1] + "ه")
            elif ending in {"ات", "تان", "تين"}:
                found.append(stem + "ه")
    if form.startswith("س") and form[1:2] in {"ي", "ت", "ن"} and len(form) > _SHORT_STEM:
        found.append(form[1:])
    return tuple(found)


def inflected(written: str) -> bool:
    """Tell whether an unknown word, as written, looks like a noun or verb rather than like a name.

    >>> [inflected(word) for word in ("لعرقلة", "المهجرين", "لافروف")]
    [True, True, False]
    """
    if written.startswith(("و", "لل", "بال")) or written.endswith(("وا", "هم", "ها", "ات")):
        return True
    if written.startswith(("ل", "ب", "ي", "ت")) and written.endswith("ة"):
        return True
    return written.startswith(ARTICLE) and written.endswith(("ة", "ين", "ون"))


def feminine(form: str) -> bool:
    """Tell whether a normalised verb takes a feminine subject.

    >>> [feminine(form) for form in ("وقالت", "تقول", "واتهم")]
    [True, True, False]
    """
    bare = form[1:] if form[:1] in CONJUNCTIONS else form
    return bare.startswith("ت") or bare.endswith("ت")


def without(written: str, clitics: str) -> str:
    """Return a written name without the clitics before it; "للأمم" is "الأمم" after "ل", having lost its alif.

    >>> without("للأمم المتحدة", "ل")
    'الأمم المتحدة'
    >>> without("والسعودية", "و")
    'السعودية'
    """
    cut = len(clitics) - len(ARTICLE) if clitics.endswith(ARTICLE) else len(clitics)
    rest = written[cut:]
    return "ا" + rest if clitics.endswith("ل") and rest.startswith("ل") and cut else rest


# Endings that are cut off where words are only compared with each other.
_TAILS = ("ات", "ون", "ين", "ها", "هم", "ان", "وا", "نا")


@lru_cache(maxsize=200_000)
def trimmed(form: str) -> str:
    """Cut clitics and endings off a normalised word, roughly: for comparing words, not for showing them.

    >>> trimmed("والاتفاقيات") == trimmed("اتفاقيه")
    True
    """
    cut = segments(form)[-1].stem
    if len(cut) <= _SHORTEST:
        cut = form
    for ending in _TAILS:
        if cut.endswith(ending) and len(cut) - len(ending) > _SHORTEST:
            cut = cut[: -len(ending)]
            break
    while cut.endswith(("ه", "ي")) and len(cut) > _SHORTEST + 1:
        cut = cut[:-1]
    return cut
