"""The actors of a Turkish sentence, each with its case or postposition and the noun that it belongs to."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.entities.headfinal import separate
from kg.lang.tr import normalise
from kg.lang.tr.morphology import endings
from kg.model import Entity, Mention, Via
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.phrases import actor as actor_of
from kg.text.words import Word

_HEAD = 7  # words between a genitive and the noun that it owns
_NEAR = 3  # likewise for a bare name: "ABD hava saldırısı"
_APOSTROPHES = "'’‘`´ʼ"
_OWNED = re.compile(r"\w+[iuü](?P<case>n[iuü]n?|n[ae]|nd[ae]n?|nd[ae]ki|yl[ae]|d[iuü]r|)")
_ADJECTIVE = re.compile(r"\w+(?:[dt][ae]ki|l[iuü]|s[iuü]z)")
_PLURAL = re.compile(r"\w+l[ae]r(?P<case>[iuü]n|[ae]|[iuü]|d[ae]n|d[ae]|l[ae])")
_PLURALS = {"in": "gen", "ee": "dat", "aa": "dat", "ii": "acc", "dn": "abl", "de": "loc", "da": "loc"}
_PLURALS |= {"le": "ins", "la": "ins"}
_CASES = {"n": "acc", "ne": "dat", "na": "dat", "nde": "loc", "nda": "loc", "nden": "abl", "ndan": "abl"}
_CASES |= {"yle": "ins", "yla": "ins", "ndeki": "loc", "ndaki": "loc", "": ""}
_ORDER = ("gen", "dat", "loc", "abl", "ins", "acc", "")


def find(
    text: str,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    entities: Mapping[str, Entity],
    verbs: frozenset[int],
    nouns: frozenset[int],
) -> tuple[Phrase, ...]:
    """Return the actors among the words in order; verbs and nouns are the indices of words known to be such."""
    found: list[Phrase] = []
    starts = [word.start for word in words]
    for mention in mentions:
        actor, place = actor_of(mention, entities)
        if actor is None:
            continue
        first = max(bisect_right(starts, mention.span.start) - 1, 0)
        last = first + 1
        while last < len(words) and words[last].start < mention.span.end:
            last += 1
        case, end = _case(text, words, last, mention)
        phrase = Phrase(
            first=first,
            core=first,
            last=end,
            actors=(actor,),
            marker=case,
            noun=None,
            adjective=mention.via is Via.DEMONYM,
            place=place,
            capital=mention.via is Via.CAPITAL,
            reference=mention.via is Via.REFERENCE,
            feminine=None,
            entities=(mention.entity or actor,),
        )
        if found and phrase.first < found[-1].last:
            actors = found[-1].actors + tuple(each for each in phrase.actors if each not in found[-1].actors)
            found[-1] = replace(found[-1], actors=actors, last=max(end, found[-1].last), marker=case)
        else:
            found.append(phrase)
    listed = _coordinate(found, text, words)
    return tuple(_governed(number, listed, text, words, verbs, nouns) for number in range(len(listed)))


def _case(text: str, words: Sequence[Word], last: int, mention: Mention) -> tuple[str, int]:
    """Return the case of a name and the index behind its ending."""
    if last < len(words) and (ended := separate("tr").get(words[last].form)):
        gap = text[words[last - 1].end : words[last].start]
        apart = bool(gap.strip()) and set(gap.strip()) <= set(_APOSTROPHES)
        lost = gap == " " and "apart" in ended and text[words[last].start].islower()
        if apart or lost:
            case = next((case for case in _ORDER if case in ended), "")
            return "loc" if "adjective_loc" in ended else case, last + 1
    word = words[last - 1]
    if mention.span.end >= word.end:
        return "", last
    stem, rest = normalise(text[word.start : mention.span.end]), normalise(text[mention.span.end : word.end])
    cases = {each.case for each in (*endings(stem, rest), *endings(stem, rest, owned=True))}
    return next((case for case in _ORDER if case in cases), ""), last


def _owned_case(form: str) -> str:
    """Return the case of a noun that is somebody's, as its ending shows: "saldırısını"."""
    match = _OWNED.fullmatch(form)
    if match is None:
        return ""
    letters = match["case"]
    if letters[:1] == "n" and letters[1:2] in ("i", "u", "ü"):
        return "gen" if letters.endswith("n") and len(letters) == len("nin") else "acc"
    return _CASES.get(letters, "")


def _plain_case(form: str) -> str:
    """Return the case of a noun in the plural, the only one told by its ending alone: "güçlere"."""
    match = _PLURAL.fullmatch(form)
    return "" if match is None else _PLURALS.get(match["case"][:1] + match["case"][-1:], "")


def _coordinate(phrases: Sequence[Phrase], text: str, words: Sequence[Word]) -> list[Phrase]:
    """Join names that are listed: "Türkiye, Rusya ve İran arasında" is one phrase of three actors."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        if before is not None and _listed(before, phrase, found, text, words):
            extra = tuple(actor for actor in phrase.actors if actor not in before.actors)
            found[-1] = replace(
                before,
                last=phrase.last,
                actors=before.actors + extra,
                marker=phrase.marker,
                adjective=before.adjective and phrase.adjective,
                place=before.place and phrase.place,
                entities=before.entities + phrase.entities,
                joined=True,
            )
        else:
            found.append(phrase)
    return found


def _listed(before: Phrase, phrase: Phrase, found: Sequence[Phrase], text: str, words: Sequence[Word]) -> bool:
    """Tell whether a phrase continues the list that the one before began."""
    between = [word.form for word in words[before.last : phrase.first]]
    gap = text[words[before.last - 1].end : words[phrase.first].start].strip()
    grammar = particles("tr")
    if not between and gap in ("-", "–", "/", "—"):
        return before.marker == ""
    if len(between) == 1 and between[0] in grammar.get("and", {}):
        return before.marker in ("", phrase.marker) or before.joined
    if len(between) == 1 and between[0] == "ile" and before.marker == "":
        # "Türkiye ile Yunanistan arasında", "Rusya ile Ukrayna'nın": one of the two words that join.
        return _together(phrase, words)
    if not between and gap == "," and before.marker == "":
        # "ABD, İngiltere ve Fransa": a list goes on until "and".
        behind = words[phrase.last].form if phrase.last < len(words) else ""
        return behind in grammar.get("and", {}) and not phrase.marker
    return False


def _together(phrase: Phrase, words: Sequence[Word]) -> bool:
    behind = words[phrase.last].form if phrase.last < len(words) else ""
    return behind.startswith("arasinda") or phrase.marker == "gen"


def _governed(
    number: int,
    phrases: Sequence[Phrase],
    text: str,
    words: Sequence[Word],
    verbs: frozenset[int],
    nouns: frozenset[int],
) -> Phrase:
    """Return a phrase with the postposition behind it, or with the noun that it belongs to."""
    phrase = phrases[number]
    behind = words[phrase.last].form if phrase.last < len(words) else ""
    post = particles("tr").get("postposition", {})
    gap = text[words[phrase.last - 1].end : words[phrase.last].start].strip() if behind else ""
    if behind in post and not gap:
        return replace(phrase, marker=post[behind] or behind, last=phrase.last + 1)
    if phrase.marker not in ("", "gen"):
        return phrase
    following = phrases[number + 1].first if number + 1 < len(phrases) else len(words)
    place, case = _head(phrase, following, text, words, verbs, nouns)
    if place is None:
        return phrase
    after = words[place + 1].form if place + 1 < len(words) else ""
    if after in post and not text[words[place].end : words[place + 1].start].strip():
        case = post[after] or after
    return replace(phrase, noun=place, outer=case)


def _head(
    phrase: Phrase, following: int, text: str, words: Sequence[Word], verbs: frozenset[int], nouns: frozenset[int]
) -> tuple[int | None, str]:
    """Return the noun that a name in the genitive, or before it, belongs to, with its case."""
    genitive = phrase.marker == "gen"
    stop = particles("tr").get("unowned", {})
    for index in range(phrase.last, min(phrase.last + (_HEAD if genitive else _NEAR), len(words))):
        gap = text[words[index - 1].end : words[index].start]
        if any(mark in gap for mark in ".;:!?()") or ("," in gap and not genitive):
            return None, ""
        if index >= following and not genitive:
            return None, ""
        form = words[index].form
        if index in verbs:
            return None, ""
        if index in nouns:
            case = _owned_case(form)
            return index, case or _plain_case(form)
        if form in stop or _ADJECTIVE.fullmatch(form):
            continue
        if len(form) > 3 and (match := _OWNED.fullmatch(form)) and match["case"] != "dir":
            return index, _owned_case(form)
        if phrase.adjective and not genitive:
            return index, _plain_case(form)
    return None, ""
