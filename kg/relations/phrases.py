"""The actors of a sentence as arguments: each with the preposition or noun that governs it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.lang import load, rows
from kg.model import Entity, EntityKind, Mention, Via
from kg.text.words import Word

_HEADS = 4  # nouns between a preposition and the actor that it governs: "على مواقع لقوات الجيش السوري"
_LETTERS = {"ل": "ل", "لال": "ل", "ب": "ب", "بال": "ب", "ك": "ك"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor as it stands in a sentence: words[first:last], the actor's own name from `core` on.

    `actors` are codes (more than one for "البلدان" and for coordinated names), `marker` is the preposition before it,
    `outer` what governs the noun before that ("لأراض في أذربيجان"),
    `noun` the index of the noun it belongs to as adjective or genitive, None where it stands alone;
    `adjective` tells which of the two, `place` that it is a city or territory, `spoken` that it can act.
    """

    first: int
    core: int
    last: int
    actors: tuple[str, ...]
    marker: str
    noun: int | None
    adjective: bool
    place: bool
    capital: bool
    reference: bool
    feminine: bool | None
    joined: bool = False
    outer: str | None = None
    entities: tuple[str, ...] = ()


@cache
def particles(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words of grammar of a language by their role, each with its effect on the status."""
    normalise = load(language).normalise
    found: dict[str, dict[str, str]] = {}
    for row in rows(language, "particles"):
        found.setdefault(row["role"], {})[normalise(row["form"])] = row["effect"]
    return found


def find(
    text: str,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    language: str,
    verbs: frozenset[int],
    nouns: frozenset[int],
) -> tuple[Phrase, ...]:
    """Return the actors among the words in order; verbs and nouns are the indices of words known to be such."""
    found: list[Phrase] = []
    starts = [word.start for word in words]
    for mention in mentions:
        actor, place = _actor(mention, entities)
        if actor is None:
            continue
        first = max(bisect_right(starts, mention.span.start) - 1, 0)
        last = first + 1
        while last < len(words) and words[last].start < mention.span.end:
            last += 1
        phrase = Phrase(
            first=first,
            core=first,
            last=last,
            actors=(actor,),
            marker="",
            noun=None,
            adjective=mention.via is Via.DEMONYM,
            place=place,
            capital=mention.via is Via.CAPITAL,
            reference=mention.via is Via.REFERENCE,
            feminine=_feminine(mention, words[first].form),
            entities=(mention.entity or actor,),
        )
        before = found[-1] if found else None
        if before and _same(before, phrase, text, words):
            found[-1] = _merge(before, phrase)
        else:
            found.append(_govern(phrase, text, words, mention, language, verbs, nouns))
    return tuple(_coordinate(found, text, words, language))


def _actor(mention: Mention, entities: Mapping[str, Entity]) -> tuple[str | None, bool]:
    """Return the code that a mention acts as, and whether it does so only as a place."""
    entity = entities.get(mention.entity or "")
    if entity is None:
        return (mention.entity, False) if mention.kind is EntityKind.STATE else (None, False)
    if entity.kind is EntityKind.PLACE:
        return entity.state, True
    return entity.actor, False


def _feminine(mention: Mention, form: str) -> bool | None:
    """Tell the gender that a verb before the mention would agree with, None where either may be."""
    if mention.kind is EntityKind.PERSON or mention.via in (Via.REFERENCE, Via.DEMONYM):
        return None
    if mention.via is Via.OFFICE:
        return form.endswith("ه")
    if mention.kind is EntityKind.ORG:
        return True if form.endswith("ه") else None
    return None if form in _MASCULINE_STATES or form[2:] in _MASCULINE_STATES else True


# The few states whose names are masculine in news Arabic.
_MASCULINE_STATES = frozenset(
    [
        "العراق",
        "الاردن",
        "لبنان",
        "المغرب",
        "اليمن",
        "السودان",
        "الصومال",
        "الكيان",
        "النظام",
        "الاحتلال",
        "العدو",
        "الاتحاد",
    ]
)


def _same(before: Phrase, phrase: Phrase, text: str, words: Sequence[Word]) -> bool:
    """Tell whether a phrase goes on with the one before: two actors of one reference, or an apposition."""
    if phrase.first < before.last:
        return True
    if phrase.actors != before.actors[-1:] or phrase.adjective or before.place != phrase.place:
        return False
    gap = text[words[before.last - 1].end : words[phrase.first].start]
    return phrase.first == before.last and all(letter in ' "“”«»،,()\u00a0' for letter in gap)


def _merge(before: Phrase, phrase: Phrase) -> Phrase:
    actors = before.actors if phrase.actors[0] in before.actors else before.actors + phrase.actors
    return replace(
        before, last=max(before.last, phrase.last), actors=actors, entities=before.entities + phrase.entities
    )


def _govern(
    phrase: Phrase,
    text: str,
    words: Sequence[Word],
    mention: Mention,
    language: str,
    verbs: frozenset[int],
    nouns: frozenset[int],
) -> Phrase:
    """Walk left from the actor over the nouns that it belongs to, up to the preposition or verb that governs it."""
    prepositions = particles(language).get("preposition", {})
    segments = load(language).segments
    word = words[phrase.core]
    clitic = _clitic(word, mention, text, language)
    joined = clitic.startswith(("و", "ف"))
    clitic = clitic.lstrip("وف") if len(clitic) > 1 else ("" if joined else clitic)
    if clitic in _LETTERS:
        return replace(phrase, marker=_LETTERS[clitic], joined=joined)
    if joined:
        return replace(phrase, joined=True)
    index = phrase.core
    noun = None
    for _ in range(_HEADS):
        before = index - 1
        if before < 0 or text[words[before].end : words[index].start].strip(' "“”«»\u00a0\t'):
            break
        form = words[before].form
        bare = form[1:] if form[:1] in "وف" and form[1:] in prepositions else form
        if bare in prepositions:
            outer = _outer(before, words, prepositions, verbs) if bare in _INSIDE else None
            return replace(phrase, first=before, marker=bare, noun=noun, outer=outer)
        if before in verbs:
            break
        if before in nouns and noun is None:
            noun = before
        if form in particles(language).get("boundary", {}) or form in particles(language).get("relative", {}):
            break
        definite = any(segment.prefix.endswith("ال") for segment in segments(form)[1:])
        if definite and not phrase.adjective and before not in nouns:
            break
        index = before
        if noun is not None:
            # What governs the noun governs the actor too, but only its clitic can be seen from here.
            break
        marker = _noun_marker(form)
        if marker:
            return replace(phrase, first=before, marker=marker, noun=noun)
    return replace(phrase, first=index, noun=noun)


_INSIDE = ("في", "داخل", "من", "ب")


def _outer(index: int, words: Sequence[Word], prepositions: Mapping[str, str], verbs: frozenset[int]) -> str | None:
    """Return what governs the noun before "in": "ل" in "لأراض في أذربيجان", "" in "قصف مواقع في سوريا"."""
    for before in range(index - 1, max(index - 4, -1), -1):
        form = words[before].form
        if before in verbs:
            return "" if before < index - 1 else None
        if form in prepositions:
            return form
        marker = _noun_marker(form)
        if marker:
            return marker
    return None


def _noun_marker(form: str) -> str:
    """Return the preposition written together with a noun: "لسيادة", "بالموقف"."""
    rest = form[1:] if form[:1] in ("و", "ف") and len(form) > 4 else form
    if rest.startswith("لل") or (rest.startswith("ل") and len(rest) > 4):
        return "ل"
    if rest.startswith("بال") or (rest.startswith("ب") and len(rest) > 5):
        return "ب"
    return ""


def _clitic(word: Word, mention: Mention, text: str, language: str) -> str:
    """Return what is written together with the name in front of it: "ول" of "ولإسرائيل"."""
    language_ = load(language)
    if mention.span.start > word.start and not word.form.lstrip("وف").startswith("لل"):
        return language_.normalise(text[word.start : mention.span.start])
    bare = word.form[1:] if word.form[:1] in ("و", "ف") else word.form
    return word.form[: len(word.form) - len(bare)] + "ل" if bare.startswith("لل") else ""


def _coordinate(phrases: Sequence[Phrase], text: str, words: Sequence[Word], language: str) -> list[Phrase]:
    """Join names that are listed: "بين إسرائيل وأذربيجان وتركيا" is one phrase of three actors."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before and _listed(before, phrase, text, words):
            extra = tuple(actor for actor in phrase.actors if actor not in before.actors)
            found[-1] = replace(
                before, last=phrase.last, actors=before.actors + extra, entities=before.entities + phrase.entities
            )
        else:
            found.append(phrase)
    return found


def _listed(before: Phrase, phrase: Phrase, text: str, words: Sequence[Word]) -> bool:
    """Tell whether a phrase continues the list that the one before began."""
    if phrase.marker or phrase.first - before.last > 2 or before.adjective != phrase.adjective:
        return False
    gap = text[words[before.last - 1].end : words[phrase.first].start]
    if phrase.adjective:
        # "العلاقات السعودية الإيرانية", "الأمريكية - الروسية"
        return phrase.core == before.last and not gap.strip(" -–ـ/\u00a0و")
    if phrase.noun is not None and phrase.noun >= before.last:
        return False
    joined = phrase.joined or words[phrase.first].form.startswith("و") or gap.strip() == "و"
    return phrase.first == before.last and (joined and not gap.strip(' ،,"“”«»\u00a0و'))
