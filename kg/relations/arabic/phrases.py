"""The actors of an Arabic sentence, each with the preposition or noun that governs it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.lang import load
from kg.model import Entity, EntityKind, Mention, Via
from kg.relations.arabic.marking import Line, Marked, held, mark
from kg.relations.particles import particles
from kg.relations.phrases import Phrase
from kg.relations.phrases import actor as actor_of
from kg.text.words import Word


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
    ends = [word.end for word in words]
    named = frozenset(
        index
        for mention in mentions
        for index in range(bisect_right(ends, mention.span.start), bisect_right(ends, mention.span.end))
    )
    language = "ar"
    line = Line(words, text, language, verbs, nouns, named)
    private = particles(language).get("private", {})
    for mention in mentions:
        actor, place = actor_of(mention, entities)
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
        elif not (phrase.adjective and first and _plain(words[first - 1].form, private, language)):
            clitics = _clitic(words[first], mention, text, language)
            marked = held(first, clitics, line) or mark(first, clitics, line, adjective=phrase.adjective)
            found.append(_marked(phrase, marked))
    return tuple(_coordinate(found, text, words, language))


def _marked(phrase: Phrase, marked: Marked) -> Phrase:
    """Return a phrase as it is marked; written out, since `replace` takes twice the time and there are many."""
    return Phrase(
        first=marked.first,
        core=phrase.core,
        last=phrase.last,
        actors=phrase.actors,
        marker=marked.marker,
        noun=marked.noun,
        adjective=phrase.adjective,
        place=phrase.place,
        capital=phrase.capital,
        reference=phrase.reference,
        feminine=phrase.feminine,
        joined=marked.joined,
        outer=marked.outer,
        entities=phrase.entities,
    )


def _plain(head: str, private: Mapping[str, str], language: str) -> bool:
    """Tell whether the noun that an adjective describes acts for nobody: "ناشط مصري"."""
    return any(
        segment.stem in private or segment.stem.removesuffix("ا") in private
        for segment in load(language).segments(head)
    )


def _feminine(mention: Mention, form: str) -> bool | None:
    """Tell the gender that a verb before the mention would agree with, None where either may be."""
    if mention.kind is EntityKind.PERSON or mention.via in (Via.REFERENCE, Via.DEMONYM):
        return None
    if mention.via is Via.OFFICE:
        return form.endswith("ه")
    if mention.kind is EntityKind.ORG:
        return True if form.endswith("ه") else None
    masculine = particles("ar").get("masculine", {})
    return None if form in masculine or form[2:] in masculine else True


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


_TO_COUNTRY = ("لبلاد", "ببلاد")


def _clitic(word: Word, mention: Mention, text: str, language: str) -> str:
    """Return what is written together with the name in front of it: "ول" of "ولإسرائيل"."""
    language_ = load(language)
    if mention.span.start > word.start and not word.form.lstrip("وف").startswith("لل"):
        return language_.normalise(text[word.start : mention.span.start])
    bare = word.form[1:] if word.form[:1] in ("و", "ف") else word.form
    if bare.startswith(_TO_COUNTRY):
        # "لبلاده": the reference to a country may hold its preposition.
        return word.form[: len(word.form) - len(bare)] + bare[0]
    return word.form[: len(word.form) - len(bare)] + "ل" if bare.startswith("لل") else ""


def _coordinate(phrases: Sequence[Phrase], text: str, words: Sequence[Word], language: str) -> list[Phrase]:
    """Join names that are listed: "بين إسرائيل وأذربيجان وتركيا" is one phrase of three actors."""
    found: list[Phrase] = []
    waw = particles(language).get("waw", {})  # words that begin with what looks like "and": "وزير"
    for phrase in phrases:
        before = found[-1] if found else None
        if before and _listed(before, phrase, text, words, waw):
            extra = tuple(actor for actor in phrase.actors if actor not in before.actors)
            found[-1] = replace(
                before, last=phrase.last, actors=before.actors + extra, entities=before.entities + phrase.entities
            )
        else:
            found.append(phrase)
    return found


def _is_described(before: Phrase, phrase: Phrase, words: Sequence[Word]) -> bool:
    """Tell whether two adjectives describe one noun: "الرئيسان الصربي والمجري", "المناورات المصرية السعودية"."""
    if phrase.marker or phrase.core != before.last:
        return False
    first, second = words[before.last - 1].form, words[phrase.core].form
    if phrase.adjective and phrase.joined and not before.adjective:
        return second.startswith("وال") and first.endswith(("ي", "يه")) and before.first < before.last - 1
    return before.noun is not None and first.endswith("يه") and second.startswith("ال") and second.endswith("يه")


def _listed(before: Phrase, phrase: Phrase, text: str, words: Sequence[Word], waw: Mapping[str, str]) -> bool:
    """Tell whether a phrase continues the list that the one before began."""
    if _is_described(before, phrase, words):
        return True
    if phrase.marker or phrase.first - before.last > 2 or before.adjective != phrase.adjective:
        return False
    gap = text[words[before.last - 1].end : words[phrase.first].start]
    if phrase.adjective:
        # "العلاقات السعودية الإيرانية", "الأمريكية - الروسية"
        return phrase.core == before.last and not gap.strip(" -–ـ/\u00a0و")
    if phrase.noun is not None and phrase.noun >= before.last:
        return False
    form = words[phrase.first].form
    joined = phrase.joined or gap.strip() == "و" or (form.startswith("و") and form not in waw)
    return phrase.first == before.last and (joined and not gap.strip(' ،,"“”«»\u00a0و'))
