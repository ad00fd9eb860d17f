"""Words that point back ("بلاده", "البلدان", "الوزير") are resolved to the actors told before."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.entities.lines import Found
from kg.model import EntityKind, Quote, Span, Via

_DECAY = 0.7  # what a mention counts for one sentence later
# A capital is often only where something happens, an adjective only whose something is.
_WEIGHTS = {Via.CAPITAL: 0.4, Via.DEMONYM: 0.7}
_REACH = 8  # sentences


class Setting(NamedTuple):
    """What references are resolved in: all passages in order, and the quotations with their speakers."""

    found: Sequence[Found]
    quotes: Sequence[Quote]
    is_state: Callable[[str], bool]


def holders(found: Sequence[Found]) -> tuple[Found, ...]:
    """Resolve "the minister", "the government": the last holder of the post or the last body of that sort."""
    last: dict[str, Found] = {}
    resolved = []
    for one in found:
        passage = one.passage
        if passage.via is Via.REFERENCE and one.entity is None and passage.post.startswith(("post ", "organ ")):
            before = last.get(passage.post.split(" ", 1)[1])
            if before is not None:
                one = one._replace(entity=before.entity, actor=before.actor)
        elif passage.post and one.entity is not None:
            for sort in _sorts(passage.post):
                last[sort] = one
        resolved.append(one)
    return tuple(resolved)


def resolve(setting: Setting, kingdoms: Callable[[str], Sequence[str]]) -> tuple[tuple[Found, ...], ...]:
    """Return every passage with the actors it points to: one of its own, two for "the two countries", or none."""
    results: list[tuple[Found, ...]] = []
    weights: dict[str, float] = {}
    pair: tuple[str, ...] = ()
    sentence = 0
    for one in setting.found:
        if one.sentence != sentence:
            fade = _DECAY ** (one.sentence - sentence)
            weights = {actor: weight * fade for actor, weight in weights.items() if weight * fade > _DECAY**_REACH}
            sentence = one.sentence
        if one.entity is not None:
            results.append((one,))
            if one.actor is not None and _acts(one):
                weights[one.actor] = weights.get(one.actor, 0.0) + _WEIGHTS.get(one.passage.via, 1.0)
            continue
        sort = one.passage.post.split(" ", 1)[0]
        actors = _actors(setting, one, sort, weights, pair)
        if sort == "both" and len(actors) > 1:
            pair = actors
        if not actors and sort in {"kingdom", "sultanate", "emirate"}:
            actors = _form_of_state(kingdoms(sort), weights)
        results.append(tuple(one._replace(entity=actor, actor=actor) for actor in actors))
    return tuple(results)


def speaker_at(span: Span, quotes: Sequence[Quote], *, reported: bool = False) -> Quote | None:
    """Return the innermost quotation that covers a span and has a speaker."""
    inner: Quote | None = None
    for quote in quotes:
        if quote.span.covers(span) and quote.speaker and not (reported and quote.direct):
            inner = quote
    return inner


def _sorts(post: str) -> tuple[str, ...]:
    """Return what a later reference can call the holder of a post or a body."""
    head = post.split(" ")[-1]
    if post.endswith("minister"):
        return ("minister",)
    return (head,)


def _acts(one: Found) -> bool:
    return one.passage.kind is not EntityKind.PLACE or one.passage.via is Via.CAPITAL


def _actors(
    setting: Setting, one: Found, sort: str, weights: dict[str, float], pair: tuple[str, ...]
) -> tuple[str, ...]:
    if sort == "speaker":
        quote = speaker_at(one.span, setting.quotes)
        return (quote.speaker,) if quote and quote.speaker else ()
    if sort == "own":
        return _own(setting, one)
    if sort == "both":
        return _both(setting, one, weights, pair)
    return ()


def _own(setting: Setting, one: Found) -> tuple[str, ...]:
    """Return the state of whoever the sentence is about: the speaker of reported words, else the person just named."""
    quote = speaker_at(one.span, setting.quotes, reported=True)
    if quote is not None and quote.speaker:
        return (quote.speaker,)
    for before in reversed(setting.found):
        if before.span.end > one.span.start:
            continue
        if before.sentence < one.sentence - 1:
            break
        personal = before.passage.kind is EntityKind.PERSON or before.passage.via is Via.OFFICE
        if personal and before.actor is not None:
            return (before.actor,)
    return ()


def _both(setting: Setting, one: Found, weights: dict[str, float], pair: tuple[str, ...]) -> tuple[str, ...]:
    """Return the two actors most in the reader's mind: those of this sentence first, the speaker among them."""
    quote = speaker_at(one.span, setting.quotes)
    own = quote.speaker if quote else None
    here = {
        before.actor
        for before in setting.found
        if before.sentence == one.sentence and before.span.end <= one.span.start and before.actor and _acts(before)
    }
    scores = {actor: weight + (1.0 if actor in here else 0.0) for actor, weight in weights.items()}
    if own:
        scores[own] = scores.get(own, 0.0) + 5.0
    for actor in pair:
        scores[actor] = scores.get(actor, 0.0) + 1.0
    ranked = sorted((actor for actor in scores if setting.is_state(actor)), key=lambda actor: (-scores[actor], actor))
    return tuple(sorted(ranked[:2])) if len(ranked) > 1 else ()


def _form_of_state(candidates: Sequence[str], weights: dict[str, float]) -> tuple[str, ...]:
    """Return the most talked-about of the states that can be called by a form of state."""
    known = [code for code in candidates if code in weights]
    return (max(known, key=lambda code: (weights[code], code)),) if known else ()
