"""The actors of a Turkish sentence, each with its case or postposition and the noun that it belongs to."""

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
from kg.relations.turkish.heads import APOSTROPHES, Around, head
from kg.text.words import Word

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
        if found and _repeats(found[-1], phrase, text, words):
            found[-1] = replace(found[-1], last=end, marker=case)
        elif found and phrase.first < found[-1].last:
            actors = found[-1].actors + tuple(each for each in phrase.actors if each not in found[-1].actors)
            found[-1] = replace(found[-1], actors=actors, last=max(end, found[-1].last), marker=case)
        else:
            found.append(phrase)
    listed = _coordinate(found, text, words)
    return tuple(_governed(number, listed, text, words, verbs, nouns) for number in range(len(listed)))


def _repeats(before: Phrase, phrase: Phrase, text: str, words: Sequence[Word]) -> bool:
    """Tell whether a phrase only gives the short name of the one before: "Birleşmiş Milletler (BM)"."""
    gap = text[words[before.last - 1].end : words[phrase.first].start].strip()
    return phrase.first == before.last and gap == "(" and phrase.actors == before.actors


def _case(text: str, words: Sequence[Word], last: int, mention: Mention) -> tuple[str, int]:
    """Return the case of a name and the index behind its ending."""
    if last < len(words) and (ended := separate("tr").get(words[last].form)):
        gap = text[words[last - 1].end : words[last].start]
        apart = bool(gap.strip()) and set(gap.strip()) <= APOSTROPHES
        lost = gap == " " and "apart" in ended and text[words[last].start].islower()
        if apart or lost:
            case = next((case for case in _ORDER if case in ended), "")
            return "loc" if "adjective_loc" in ended else case, last + 1
    word = words[last - 1]
    if mention.span.end >= word.end:
        return "", last
    stem, rest = normalise(text[word.start : mention.span.end]), normalise(text[mention.span.end : word.end])
    cases = {each.case for each in (*endings(stem, rest), *endings(stem, rest, owned=True), *endings("e", rest))}
    return next((case for case in _ORDER if case in cases), ""), last


def _coordinate(phrases: Sequence[Phrase], text: str, words: Sequence[Word]) -> list[Phrase]:
    """Join names that are listed: "Türkiye, Rusya ve İran arasında" is one phrase of three actors."""
    found: list[Phrase] = []
    for number, phrase in enumerate(phrases):
        before = found[-1] if found else None
        if before is not None and _listed(before, number, phrases, text, words):
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


def _listed(before: Phrase, number: int, phrases: Sequence[Phrase], text: str, words: Sequence[Word]) -> bool:
    """Tell whether a phrase continues the list that the one before began."""
    phrase = phrases[number]
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
        return _goes_on(before, number, phrases, text, words)
    return False


def _goes_on(before: Phrase, number: int, phrases: Sequence[Phrase], text: str, words: Sequence[Word]) -> bool:
    """Tell whether a comma joins two names of a list that ends in "and".

    In "Erdoğan, Macron ve Scholz ile görüştü" it sets the subject apart: what follows has another case.
    """
    last = number
    while last + 1 < len(phrases):
        first, second = phrases[last], phrases[last + 1]
        between = [word.form for word in words[first.last : second.first]]
        if first.marker:
            break
        if len(between) == 1 and between[0] in particles("tr").get("and", {}):
            if before.first > 0 or _together(second, words):
                return True
            return second.marker in ("", "gen") and _ends_clear(second, words)
        if between or text[words[first.last - 1].end : words[second.first].start].strip() != ",":
            break
        last += 1
    return False


def _ends_clear(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Tell whether a list of names without a case is no mere object of "ile": "Türkiye, Rusya ve İran anlaştı"."""
    behind = words[phrase.last].form if phrase.last < len(words) else ""
    return behind not in particles("tr").get("postposition", {})


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
    owners = [other.first for other in phrases[number + 1 :] if other.marker == "gen"]
    place, case = head(phrase, Around(text, words, verbs, nouns, following, owners))
    if place is None:
        return phrase
    after = words[place + 1].form if place + 1 < len(words) else ""
    if after in post and not text[words[place].end : words[place + 1].start].strip():
        case = post[after] or after
    return replace(phrase, noun=place, outer=case)
