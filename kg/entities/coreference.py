"""Words that point back ("بلاده", "البلدان", "الوزير") are resolved to the actors told before."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from kg.entities.lines import Found
from kg.model import EntityKind, Quote, Span, Via

_DECAY = 0.7  # what a mention counts for one sentence later
# A capital is often only where something happens, an adjective only whose something is.
_WEIGHTS = {Via.CAPITAL: 0.4, Via.DEMONYM: 0.7}
_REACH = 8  # sentences
_SPEAKER = 5.0
_NESTED = 16  # quotations that may begin within one another


def holders(found: Sequence[Found], heads: Callable[[str], Iterable[str]]) -> tuple[Found, ...]:
    """Resolve "the minister", "the government": the last holder of the post or the last body of that sort.

    `heads` tells by which nouns an organisation can be called: "the movement" after "Hamas".
    """
    last: dict[str, tuple[int, Found]] = {}
    resolved = []
    for number, one in enumerate(found):
        passage = one.passage
        if passage.via is Via.REFERENCE and one.entity is None and passage.post.startswith(("post ", "organ ")):
            sorts = passage.post.split(" ", 1)[1].split("|")
            known_ones = [last[sort] for sort in sorts if sort in last]
            if known_ones:
                before = max(known_ones, key=lambda pair: pair[0])[1]
                one = one._replace(entity=before.entity, actor=before.actor)
        elif one.entity is not None:
            known = passage.kind is EntityKind.ORG and not passage.post
            for sort in heads(one.entity) if known else _sorts(passage.post):
                last[sort] = (number, one)
        for inner in passage.inner:
            # "الحركة" after "المتحدث باسم حركة حماس"
            if inner.entity is not None and inner.entity == one.actor:
                within = one._replace(entity=inner.entity)
                last.update((sort, (number, within)) for sort in _sorts(inner.post))
        resolved.append(one)
    return tuple(resolved)


class Resolver:
    """Resolves the references of one article, reading it once from the beginning."""

    def __init__(
        self,
        quotes: Sequence[Quote],
        is_state: Callable[[str], bool],
        called: Callable[[str], Sequence[str]],
        beside: Callable[[str], str | None],
    ) -> None:
        """Take the quotations, what a state is, which states a form of state can mean, and in whose company at once."""
        self._quotes = quotes
        self._starts = [quote.span.start for quote in quotes]
        self._is_state = is_state
        self._called = called
        self._beside = beside
        self._weights: dict[str, float] = {}
        self._pair: tuple[str, ...] = ()
        self._sentence = 0
        self._before: list[Found] = []  # the passages of the sentence before
        self._here: list[Found] = []  # those of this sentence so far

    def resolve(self, found: Sequence[Found]) -> tuple[Found, ...]:
        """Return the passages with the actors they point to: "the two countries" twice, what points to nobody not."""
        results: list[Found] = []
        for one in found:
            self._move(one.sentence)
            if one.entity is not None:
                results.append(one)
                self._count(one)
            else:
                results.extend(one._replace(entity=actor, actor=actor) for actor in self._actors(one))
        return tuple(results)

    def _move(self, sentence: int) -> None:
        if sentence == self._sentence:
            return
        fade = _DECAY ** (sentence - self._sentence)
        least = _DECAY**_REACH
        self._weights = {actor: weight * fade for actor, weight in self._weights.items() if weight * fade > least}
        self._before = self._here if sentence == self._sentence + 1 else []
        self._here = []
        self._sentence = sentence

    def _count(self, one: Found) -> None:
        self._here.append(one)
        if one.actor is not None and (one.passage.kind is not EntityKind.PLACE or one.passage.via is Via.CAPITAL):
            self._weights[one.actor] = self._weights.get(one.actor, 0.0) + _WEIGHTS.get(one.passage.via, 1.0)

    def _actors(self, one: Found) -> tuple[str, ...]:
        sort = one.passage.post.split(" ", 1)[0]
        if sort == "both":
            pair = self._both(one)
            self._pair = pair or self._pair
            return pair
        if sort == "speaker":
            return self._speaker(one.span)
        if sort == "own":
            return self._speaker(one.span, reported=True) or self._subject()
        return self._form_of_state(sort)

    def _speaker(self, span: Span, *, reported: bool = False) -> tuple[str, ...]:
        """Return the actor of the innermost quotation that covers a span and has a speaker."""
        end = bisect_right(self._starts, span.start)
        for quote in reversed(self._quotes[max(0, end - _NESTED) : end]):
            if quote.span.covers(span) and quote.speaker and not (reported and quote.direct):
                return (quote.speaker,)
        return ()

    def _subject(self) -> tuple[str, ...]:
        """Return the actor of the person or post named last, in this sentence or the one before."""
        for before in (*reversed(self._here), *reversed(self._before)):
            personal = before.passage.kind is EntityKind.PERSON or before.passage.via is Via.OFFICE
            if personal and before.actor is not None:
                return (before.actor,)
        return ()

    def _both(self, one: Found) -> tuple[str, ...]:
        """Return the two actors most in the reader's mind: the speaker, those of this sentence, the last pair."""
        scores = dict(self._weights)
        for actor in {before.actor for before in self._here}:
            if actor in scores:
                scores[actor] += 1.0
        for actor in self._pair:
            scores[actor] = scores.get(actor, 0.0) + 1.0
        for actor in self._speaker(one.span):
            scores[actor] = scores.get(actor, 0.0) + _SPEAKER
        ranked = sorted(filter(self._is_state, scores), key=lambda actor: (-scores[actor], actor))
        return tuple(sorted(ranked[:2])) if len(ranked) > 1 else ()

    def _form_of_state(self, sort: str) -> tuple[str, ...]:
        """Return the most talked-about of the states that can be called by a form of state."""
        known = [code for code in self._called(sort) if code in self._weights]
        if known:
            return (max(known, key=lambda code: (self._weights[code], code)),)
        company = self._beside(sort)
        # "القوى الكبرى" in a sentence on Iran are those that negotiate with it.
        return tuple(self._called(sort)[:1]) if company in {before.actor for before in self._here} - {None} else ()


def _sorts(post: str) -> tuple[str, ...]:
    """Return what a later reference can call the holder of a post or a body."""
    if not post:
        return ()
    return ("minister",) if post.endswith("minister") else (post.split(" ")[-1],)
