"""Who says that a statement is so: a voice quoted around it, who does it by speaking, or the outlet itself."""

from typing import NamedTuple

from kg.relations.scenes import Scene

_NEAR = 6  # words between a verb of pledging and what is pledged


class Voice(NamedTuple):
    """The actor that says something, None for the outlet, and the person or body that speaks for it."""

    speaker: str | None
    entity: str | None


def voice(stage: Scene, place: int, source: str, *, speech: bool) -> Voice:
    """Return who says what the word at place tells; speech tells that its source does it by speaking."""
    quote = stage.quotes[place]
    if speech and place in stage.verbs:
        # "Moscow said that Kyiv had accused it": the accusation is Kyiv's, whoever reports it.
        own = quote is not None and quote.speaker == source
        return Voice(source, quote.speaker_entity if own and quote else None)
    if quote is not None:
        # Also where nobody known is quoted: what observers call "Moscow's refusal" is not said by Moscow.
        return Voice(quote.speaker, quote.speaker_entity)
    return Voice(source if speech or _pledged(stage, place) else _repelled(stage, place, source), None)


def _repelled(stage: Scene, place: int, source: str) -> str | None:
    """Return who calls what an actor does meddling, and rejects it: "رفضت بغداد التدخل التركي"."""
    if not any(hit.first == place and hit.cue.kind == "counters" and not hit.is_verb for hit in stage.hits):
        return None
    verbs = [hit.first for hit in stage.hits if hit.is_verb and hit.cue.kind == "rejects" and hit.first < place]
    if not verbs or stage.clauses[verbs[-1]] != stage.clauses[place]:
        return None
    subjects = [phrase for phrase in stage.phrases if verbs[-1] < phrase.first <= place and not phrase.marker]
    own = bool(subjects) and place - verbs[-1] <= _NEAR and source not in subjects[0].actors
    return subjects[0].actors[0] if own else None


def _pledged(stage: Scene, place: int) -> bool:
    """Tell whether the word at place tells what its source pledges, offers or threatens: "تعهدت اليابان بتقديم"."""
    return any(
        each.effect == "pledge" and each.place in stage.verbs and 0 <= place - each.place <= _NEAR
        for each in stage.governors
    )
