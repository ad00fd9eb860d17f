"""Each word of an English sentence gets a part of speech, as far as relations need it."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.lang.en.inflection import plural, verb_forms
from kg.relations.english.lexicon import kinds
from kg.relations.particles import particles
from kg.text.words import Word

# D determiner, P preposition, C conjunction, S subordinator, R relative, N pronoun, A auxiliary, T "to" before a verb,
# X adverb, V finite or bare verb, E past or participle, G verb in -ing, J adjective from a verb, ' the possessive,
# n anything else (nouns, adjectives, names).
_APOSTROPHES = ("'", "’", "‘", "`")
_SUBJECT = 3  # words between a relative pronoun and the verb of its clause: "which the US supports"
_CLIPPED = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})
_NAMED = 0.8  # share of capitals from which a sentence is a headline in which they tell nothing
_START_OF_NOUN = "DnJN"
_VERBS = frozenset({"base", "s", "past", "participle", "ing"})
_LONG = 4  # letters from which an ending tells something


class _Tagger(NamedTuple):
    text: str
    words: Sequence[Word]
    headline: bool


def tag(text: str, words: Sequence[Word]) -> str:
    """Return a letter for each word."""
    capitals = [text[word.start].isupper() for word in words if word.end - word.start >= _LONG]
    line = _Tagger(text, words, bool(capitals) and sum(capitals) > _NAMED * len(capitals) and len(capitals) > 2)
    tags: list[str] = []
    for index in range(len(words)):
        tags.append(_tag(index, tags, line))
    return "".join(tags)


def hyphened(text: str, words: Sequence[Word], index: int) -> bool:
    """Tell whether a word is joined to the one before: "Iran-backed"."""
    return bool(index) and text[words[index - 1].end : words[index].start] in ("-", "‑", "–")


def _tag(index: int, tags: list[str], line: _Tagger) -> str:
    form = line.words[index].form
    before = tags[-1] if tags else ""
    gap = line.text[line.words[index - 1].end : line.words[index].start] if index else ""
    if form in _CLIPPED and gap in _APOSTROPHES:
        return _clipped(form, before)
    if gap.startswith(".") and line.words[index - 1].end - line.words[index - 1].start == 1:
        gap = gap[1:]  # "U.S."
    if before and any(mark in gap for mark in ".;:!?,()\n"):
        before = ","
    if gap in ("-", "‑") and form not in ("to",):
        verbal = kinds(form) & {"past", "participle", "ing"}
        return "J" if verbal and not kinds(form) & {"noun"} else "n"
    if _is_name(index, line):
        return "n"
    closed = _closed(form)
    if closed:
        return _grammatical(index, closed, before, tags, line)
    return "D" if form.isdecimal() else _open(index, before, tags, line)


def _clipped(form: str, before: str) -> str:
    """Return what a word cut short behind an apostrophe is: "it's", "Iran's", "don't", "we've"."""
    if form == "s":
        return "A" if before == "N" else "'"
    return "X" if form == "t" else "A"


def _open(index: int, before: str, tags: list[str], line: _Tagger) -> str:
    """Return what a word is that is none of grammar."""
    form = line.words[index].form
    known = kinds(form)
    if form.endswith("ly") and len(form) > _LONG and not known:
        return "X"
    verbal = known & _VERBS
    if not verbal:
        return _unknown(index, before, tags, line)
    if verbal & {"past", "participle"}:
        return _past(index, before, tags, line)
    if "ing" in verbal:
        return _ing(index, before, line)
    return _present(index, before, tags, line)


def _is_name(index: int, line: _Tagger) -> bool:
    """Tell whether a word has a capital that the start of the sentence or a headline does not explain."""
    written = line.text[line.words[index].start : line.words[index].end]
    if not written[0].isupper() or line.headline or index == 0:
        return written in ("US", "UN", "IS") or (written[:1].isupper() and len(written) > 1 and written.isupper())
    gap = line.text[line.words[index - 1].end : line.words[index].start]
    return not any(mark in gap for mark in '.:"“‘\n') or not (
        _closed(line.words[index].form) or kinds(line.words[index].form)
    )


@cache
def _closed(form: str) -> frozenset[str]:
    """Return the roles of a word of grammar."""
    grammar = particles("en")
    return frozenset(role for role in _ROLES if form in grammar.get(role, ()))


_ROLES = (
    "determiner",
    "preposition",
    "conjunction",
    "subordinator",
    "relative",
    "pronoun",
    "object",
    "possessive",
    "be",
    "have",
    "do",
    "modal",
    "negation",
    "adverb",
)


_LETTERS = (
    ("possessive", "D"),
    ("pronoun", "N"),
    ("object", "N"),
    ("conjunction", "C"),
    ("determiner", "D"),
    ("preposition", "P"),
    ("subordinator", "S"),
)


def _grammatical(index: int, roles: frozenset[str], before: str, tags: list[str], line: _Tagger) -> str:
    form = line.words[index].form
    if form == "that":
        return _that(index, before, line)
    if form == "to":
        return "P"
    if roles & {"be", "have", "do", "modal"}:
        noun = before in ("D", "'") and form in ("will", "need", "might", "do")
        return "n" if noun else "A"
    if "relative" in roles:
        return "R"
    if form in ("her", "no", "both", "all", "this", "these", "those", "some", "any", "many", "more", "most", "few"):
        following = _ahead(index, line)
        return "D" if following in _START_OF_NOUN else "N" if form not in ("no", "more", "most") else "X"
    if form in ("so", "now", "then", "ever", "again", "not", "once"):
        return "X"
    return next((letter for role, letter in _LETTERS if role in roles), "X")


def _that(index: int, before: str, line: _Tagger) -> str:
    following = _ahead(index, line)
    if before in "nJ" and before and following in "AV":
        return "R"
    if before == "P":
        return "D"
    common = following == "n" and not _is_name(index + 1, line)
    return "D" if common and before in ("", "C") else "S"


def _ahead(index: int, line: _Tagger) -> str:
    """Return roughly what the next word is, "" at the end."""
    if index + 1 >= len(line.words):
        return ""
    following = line.words[index + 1]
    gap = line.text[line.words[index].end : following.start]
    if any(mark in gap for mark in ".;:!?,()\n"):
        return ","
    if _is_name(index + 1, line):
        return "n"
    roles = _closed(following.form)
    if roles & {"be", "have", "do", "modal"}:
        return "A"
    if "relative" in roles:
        return "R"
    letter = next((letter for role, letter in _LETTERS if role in roles), "X" if roles else "")
    return letter or _rough(following.form)


def _rough(form: str) -> str:
    """Return what a word that is none of grammar is taken for before those around it are known."""
    if form.isdecimal():
        return "D"
    known = kinds(form)
    if form.endswith("ly") and not known:
        return "X"
    if known & {"past", "participle"}:
        return "E"
    if known & {"base", "s"} and not _may_be_noun(form):
        return "V"
    return "g" if "ing" in known else "n"


def _unknown(index: int, before: str, tags: list[str], line: _Tagger) -> str:
    form = line.words[index].form
    if form.endswith("ed") and len(form) > _LONG:
        return _past(index, before, tags, line)
    if form.endswith("ing") and len(form) > _LONG + 1 and (before == "A" or _helped(tags)):
        return "G"
    if before == "P" and tags and line.words[index - 1].form == "to" and _ahead(index, line) in ("D", "N"):
        tags[-1] = "T"
        return "V"
    if _helped(tags) and _auxiliary(tags, line, index) in ("modal", "do"):
        return "V"
    return "n"


def _helped(tags: Sequence[str]) -> bool:
    """Tell whether an auxiliary stands before, adverbs between."""
    at = len(tags) - 1
    while at >= 0 and tags[at] == "X":
        at -= 1
    return at >= 0 and tags[at] == "A"


def _auxiliary(tags: Sequence[str], line: _Tagger, index: int) -> str:
    """Return which auxiliary stands before: be, have, do or modal."""
    at = index - 1
    while at >= 0 and tags[at] == "X":
        at -= 1
    if at < 0 or tags[at] != "A":
        return ""
    roles = _closed(line.words[at].form)
    return next((role for role in ("modal", "do", "have", "be") if role in roles), "")


def _past(index: int, before: str, tags: Sequence[str], line: _Tagger) -> str:
    if _helped(tags):
        return "E"
    if line.words[index].form in (
        "cut",
        "hit",
        "set",
        "put",
        "shut",
        "split",
        "spread",
        "cost",
        "let",
        "quit",
    ) or kinds(line.words[index].form) & {"base", "noun"}:
        if before in ("D", "'", "J"):
            return "n"
        if before == "P" and tags and line.words[index - 1].form == "to" and isinstance(tags, list):
            tags[-1] = "T"
            return "V"
    adverb = before == "X" and len(tags) > 1 and tags[-2] in ("D", "'")
    if before in ("D", "'", "J") or adverb:
        return "J"
    if before in ("V", "G", "E") and _ahead(index, line) in ("n", "g"):
        return "J"
    following = _ahead(index, line)
    if before == "P" and following in ("n", "E", "g"):
        return "J"
    if before in (",", "C", "") and following == "n" and not _is_name(index + 1, line):
        # "new and proposed sanctions" against "and condemned attacks"
        return "J" if before == "C" and len(tags) > 1 and tags[-2] == "J" else "E"
    return "E"


def _ing(index: int, before: str, line: _Tagger) -> str:
    form = line.words[index].form
    following = _ahead(index, line)
    noun = "noun" in kinds(form)
    if before in ("D", "'", "J") or (following == "P" and line.words[index + 1].form == "of"):
        return "n"
    if before == "A":
        return "G"
    if noun and before == "n":
        return "n" if following not in ("D", "N") else "G"
    if noun and following not in ("D", "N", "n"):
        return "n"
    if noun and before == "P" and following == "n" and not _is_name(index + 1, line):
        return "n"
    return "G"


def _present(index: int, before: str, tags: list[str], line: _Tagger) -> str:
    """Tell a bare or third-person verb from a noun of the same form."""
    form = line.words[index].form
    known = kinds(form)
    to = _to(index, tags, line)
    if to is not None:
        if "base" not in known or "plural" in known:
            return "n"
        tags[to] = "T"
        return "V"
    if _helped(tags):
        return "V" if _auxiliary(tags, line, index) in ("modal", "do") and "base" in known else "n"
    if before in ("N", "R") or (before == "n" and "R" in tags[-_SUBJECT:] and not set(tags[-_SUBJECT:]) & set("VEA")):
        return "V"
    if before in ("D", "'", "J", "P", "V", "E", "G", "S"):
        return "n"
    return _third(index, before, tags, line) if "s" in known else _bare(index, before, tags, line)


def _to(index: int, tags: Sequence[str], line: _Tagger) -> int | None:
    """Return the place of the "to" before a word, an adverb between them at most."""
    at = index - 1 - (len(tags) > 1 and tags[-1] == "X")
    return at if at >= 0 and tags[at] == "P" and line.words[at].form == "to" else None


def _third(index: int, before: str, tags: Sequence[str], line: _Tagger) -> str:
    following = _ahead(index, line)
    if not _may_be_noun(line.words[index].form):
        return "V" if before in ("n", "X", "C", ",") else "n"
    if before == "n":
        capital = _is_name(index + 1, line) if index + 1 < len(line.words) else False
        likely = following in ("D", "N", "S") or (following == "n" and (capital or not _verb_follows(index, line)))
        likely = likely or _infinitive_follows(index, line)
        return "V" if likely and not _has_verb(tags) else "n"
    shared = before in ("C", "X", ",") and any(letter in "VE" for letter in tags)
    return "V" if shared and following in ("D", "N", "n") else "n"


def _has_verb(tags: Sequence[str]) -> bool:
    """Tell whether the clause has a finite verb already."""
    for letter in reversed(tags):
        if letter in "VE":
            return True
        if letter in "SR":
            return False
    return False


def _infinitive_follows(index: int, line: _Tagger) -> bool:
    """Tell whether "to" and a verb follow: "Turkey plans to visit"."""
    following = [word.form for word in line.words[index + 1 : index + 3]]
    return len(following) > 1 and following[0] == "to" and "base" in kinds(following[1])


def _bare(index: int, before: str, tags: Sequence[str], line: _Tagger) -> str:
    following = _ahead(index, line)
    noun = _may_be_noun(line.words[index].form)
    if before == "n" and _is_several(index, tags, line):
        likely = (
            following in ("D", "N", "S", "n", "g", "X")
            or (not noun and following == "P")
            or _infinitive_follows(index, line)
        )
        return "V" if likely else "n"
    if before == "C" and "V" in tags and following in ("D", "N", "n"):
        return "V"
    return "V" if before == "X" and len(tags) > 1 and tags[-2] in ("N", "T") else "n"


def _is_several(index: int, tags: Sequence[str], line: _Tagger) -> bool:
    """Tell whether what stands before a bare form can be its plural subject: "forces", "A and B", "US, Japan"."""
    if index == 0:
        return False
    if line.words[index - 1].form.endswith("s") or (len(tags) > 1 and tags[-2] == "C"):
        return True
    listed = "," in line.text[line.words[0].start : line.words[index - 1].start]
    return listed and "V" not in tags and "E" not in tags and tags[0] == "n"


def _verb_follows(index: int, line: _Tagger) -> bool:
    """Tell whether another word of the clause is a verb beyond doubt."""
    for later in range(index + 1, len(line.words)):
        if any(mark in line.text[line.words[later - 1].end : line.words[later].start] for mark in ".;:!?,"):
            return False
        known = kinds(line.words[later].form)
        if known & {"past", "participle"} or (known & {"base", "s"} and not _may_be_noun(line.words[later].form)):
            return True
        if "A" in _ahead(later - 1, line):
            return True
    return False


@cache
def _may_be_noun(form: str) -> bool:
    return bool(kinds(form) & {"noun", "plural"}) or form in _nouns()


@cache
def _nouns() -> frozenset[str]:
    listed = particles("en").get("noun", {})
    return (
        frozenset(listed)
        | frozenset(plural(noun) for noun in listed)
        | frozenset(form for noun in listed for form, kind in verb_forms(noun) if kind == "s")
    )
