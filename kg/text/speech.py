"""The words of a sentence that tell that somebody speaks are found."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lang import Language, load, rows
from kg.lang.ar.conjugation import third_person
from kg.model import Span
from kg.text.words import Word

# How far from a verb that passes words on stands the preposition before whose words they are.
_RELAY = 12
_ABOUT = "عن"
_ALSO_WITHIN = 8  # words behind "كما أكد" within which "that" makes it "also"
_CONJUNCTIONS = ("و", "ف")
# Endings with which a participle accompanies a verb: "مضيفا", "مضيفة" (normalised), "مضيفين".
_ACCOMPANYING = ("ا", "ه", "ين")
_PRONOUN = 3  # letters of the longest attached pronoun
_OBJECTS = ("", "ه", "ها")
_OWNERS = ("ه", "ها", "هم", "هما")
# How many words may stand between a verb of speech and "أن".
_WITHIN = 30

THAT = "that"  # in `Cue.takes`: any complementiser
NAMED = (
    "!"  # in `Cue.takes`: with the complementiser right behind it, the form is passive: "يتوقع أن" is nobody's words
)


SHOWN = "?"  # in `Cue.takes`: a form that is usually another word, unless its preposition follows


class Cue(NamedTuple):
    """Words that introduce speech: which words of the sentence (half-open), of what kind, what they take.

    `kind` is "verb", "participle", "noun" ("قوله"), "relay" ("نقلت الوكالة عن": the speaker follows),
    "attribution" ("وفق": the speaker follows), "credit" ("göre": the speaker stands before) or "matter" ("على حد قوله":
    the speaker is told elsewhere).
    `within` is how many words may stand before a complementiser, `joined` tells a conjunction before the cue, which
    starts a new clause.
    """

    first: int
    last: int
    kind: str
    takes: frozenset[str] = frozenset()
    within: int = 0
    joined: bool = False

    def span(self, words: Sequence[Word]) -> Span:
        """Return where the cue stands in the text."""
        return Span(words[self.first].start, words[self.last - 1].end)


def cues(words: Sequence[Word], language: str) -> tuple[Cue, ...]:
    """Return what introduces speech among the words of a sentence, in order."""
    return _cues(tuple(words), language)


@lru_cache(maxsize=512)  # quotations, names and speakers are looked for in the same sentences
def _cues(words: tuple[Word, ...], language: str) -> tuple[Cue, ...]:
    known = _known(language)
    found: list[Cue] = []
    for cue in _each(words, known):
        if found and cue.first < found[-1].last:
            continue
        if found and cue.first == found[-1].last and cue.kind in ("noun", "participle") and found[-1].kind == "verb":
            # "وتابع بالقول", "ورد قائلا" are one.
            found[-1] = found[-1]._replace(last=cue.last, takes=found[-1].takes | cue.takes)
        elif found and cue.kind == "noun" and found[-1].kind == "relay":
            # "نقلت الوكالة عن الوزير قوله": whose words they are, the relay has told.
            found[-1] = found[-1]._replace(takes=found[-1].takes | cue.takes)
        else:
            found.append(cue)
    return tuple(found)


def complementisers(language: str) -> frozenset[str]:
    """Return the normalised words like "أن" and "بأنه", with a conjunction or without."""
    return _known(language).complementisers


def asides(language: str) -> Mapping[str, frozenset[str]]:
    """Return the words, one or two, with which a sentence leaves the words of others: "فيما", "في حين".

    They are given by the first word; the second is empty where there is none.
    """
    return _known(language).asides


def adjuncts(language: str) -> Mapping[str, frozenset[str]]:
    """Return the words, one or two, with which the article tells when somebody spoke: "بعد", "في ختام"."""
    return _known(language).adjuncts


def _shown(words: Sequence[Word], number: int, takes: frozenset[str]) -> bool:
    """Tell whether the preposition follows without which a form is another word: "عبر الوزير عن", not "عبر الحدود"."""
    return any(word.form in takes for word in words[number + 1 : number + 1 + _RELAY])


def _also(words: Sequence[Word], cue: Cue, known: "_Known") -> bool:
    """Tell whether "كما أكد" goes on with "that" or a preposition of its verb: it is "also", not "as he said"."""
    spoken = known.forms.get(words[cue.last - 1].form)
    if cue.last - cue.first != 2 or words[cue.first].form not in known.also or spoken is None:
        return False
    following = [word.form for word in words[cue.last : cue.last + _ALSO_WITHIN]]
    return cue.first == 0 or any(form in known.complementisers or form in spoken.takes for form in following)


def _each(words: Sequence[Word], known: "_Known") -> Iterator[Cue]:
    also = 0
    speaking = known.speaking
    for number in [number for number, word in enumerate(words) if word.form in speaking]:
        form = words[number].form
        if form in known.phrases:
            cue = _phrase(words, number, known)
            if cue and cue.kind == "attribution" and _also(words, cue, known):
                also = cue.last
                continue
            if cue:
                yield cue
                continue
        speech = known.forms.get(form)
        if speech is None:
            continue
        if speech.kind == "verb" and number and not speech.joined and words[number - 1].form in known.prepositions:
            continue  # "من أبرز الأسباب"
        if SHOWN in speech.takes and not speech.joined and not _shown(words, number, speech.takes):
            continue
        if speech.kind != "relay":
            yield Cue(number, number + 1, *speech)._replace(joined=speech.joined or number + 1 == also)
            continue
        about = next((at for at in range(number + 1, min(number + _RELAY, len(words))) if words[at].form == _ABOUT), 0)
        if about:
            yield Cue(number, about + 1, *speech)


def _phrase(words: Sequence[Word], number: int, known: "_Known") -> Cue | None:
    """Return the attribution that begins at a word, if what follows can be a speaker or a verb of speech."""
    for forms, kind in known.phrases[words[number].form]:
        after = number + len(forms)
        if after > len(words) or any(words[number + at].form != form for at, form in enumerate(forms[:-1])):
            continue
        last = words[after - 1].form
        if kind == "matter":
            if last.startswith(forms[-1]) and len(last) <= len(forms[-1]) + _PRONOUN:
                return Cue(number, after, "attribution" if last == forms[-1] else "matter")
        elif last == forms[-1] and after < len(words):
            following = words[after].form
            if last.endswith("ما"):
                if known.spoken(following):
                    return Cue(number, after + 1, "attribution")
            elif following not in known.unsaid and known.unsaid.isdisjoint(
                segment.stem for segment in known.language.segments(following)
            ):
                return Cue(number, after, "attribution")
    return None


class _Speech(NamedTuple):
    """What a word of speech is, without its place."""

    kind: str
    takes: frozenset[str]
    within: int
    joined: bool


class _Known(NamedTuple):
    """The rows of speech.tsv, ready to be looked up by normalised words."""

    language: Language
    forms: Mapping[str, _Speech]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    complementisers: frozenset[str]
    unsaid: frozenset[str]
    prepositions: frozenset[str]
    also: frozenset[str]
    asides: Mapping[str, frozenset[str]]
    adjuncts: Mapping[str, frozenset[str]]
    speaking: frozenset[str]  # the words with which forms and phrases begin

    def spoken(self, form: str) -> bool:
        """Tell whether a word is a finite verb of speech, an object pronoun on it or not."""
        return any(form.endswith(ending) and form[: len(form) - len(ending)] in self.forms for ending in _OBJECTS)


@cache
def _known(code: str) -> _Known:
    language = load(code)
    table = rows(code, "speech")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    leaving: dict[str, dict[str, frozenset[str]]] = {"aside": {}, "adjunct": {}}
    words: dict[str, set[str]] = {
        "complementiser": set(),
        "unsaid": set(),
        "never": set(),
        "before_nouns": set(),
        "also": set(),
    }
    for row in table:
        forms = tuple(language.normalise(word) for word in row["form"].split())
        if row["kind"] in leaving:
            seconds = leaving[row["kind"]]
            seconds[forms[0]] = seconds.get(forms[0], frozenset()) | {forms[1] if len(forms) > 1 else ""}
        elif row["kind"] in ("attribution", "matter"):
            for joined in ("", *_CONJUNCTIONS):
                phrases.setdefault(joined + forms[0], []).append(((joined + forms[0], *forms[1:]), row["kind"]))
        elif row["kind"] in words:
            words[row["kind"]].add(forms[0])
    complementisers = frozenset(joined + form for form in words["complementiser"] for joined in ("", *_CONJUNCTIONS))
    found = {form: speech for row in table for form, speech in _forms(row, language, complementisers)}
    for form in words["never"]:
        found.pop(form, None)
    longest_first = {
        first: tuple(sorted(choices, key=lambda phrase: (-len(phrase[0]), phrase)))
        for first, choices in phrases.items()
    }
    return _Known(
        language,
        found,
        longest_first,
        complementisers,
        frozenset(words["unsaid"]),
        frozenset(words["before_nouns"]),
        frozenset(words["also"]),
        leaving["aside"],
        leaving["adjunct"],
        frozenset(found.keys() | longest_first.keys()),
    )


def _forms(
    row: Mapping[str, str], language: Language, complementisers: frozenset[str]
) -> Iterator[tuple[str, _Speech]]:
    """Yield every word that a row of speech.tsv stands for, and what it is."""
    kind = row["kind"]
    if kind not in ("verb", "relay", "noun", "credit"):
        return
    normalise = language.normalise
    plain = (normalise(word) or word for word in row["takes"].split())
    takes = frozenset(THAT if word in complementisers else word for word in plain)
    within = int(row.get("within") or _WITHIN)
    for form in row.get("forms", "").split():
        yield normalise(form), _Speech(kind, takes, within, joined=False)
    if "present" not in row:
        return
    stem = normalise(row["form"])
    if kind == "noun":
        for form in (*(stem + pronoun for pronoun in _OWNERS), "بال" + stem):
            yield form, _Speech(kind, takes, within, joined=False)
        return
    impersonal = normalise(row["present"])
    for form in third_person(row["form"], row["present"]):
        taken = takes if form == impersonal else takes - {NAMED}
        yield form, _Speech(kind, taken, within, joined=False)
        for conjunction in _CONJUNCTIONS:
            yield conjunction + form, _Speech(kind, taken, within, joined=True)
    if participle := normalise(row["participle"]).removesuffix("ا"):
        for ending in _ACCOMPANYING:
            yield participle + ending, _Speech("participle", takes, within, joined=False)
            yield "و" + participle + ending, _Speech("participle", takes, within, joined=True)
