"""Two actors of a sentence, and what stands around them, as features of a learned scorer.

No feature says who the actors are: what is learned is language, not who quarrels with whom.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from kg.lang import load
from kg.model import Relation
from kg.relations.phrases import Phrase
from kg.relations.readings import Reading
from kg.relations.scenes import Scene

_NEAR = (2, 5, 10, 20)
_OFTEN = (1, 2, 4, 8, 16)
_STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 40)
WINDOW = 5  # words looked at before and behind the two actors
_OTHERS = 4  # relations of third parties in the sentence that are looked at


# What yields features, and what it yields them for: what such a part adds up to can be kept for the next pair.
Part: TypeAlias = tuple[Callable[..., Iterator[str]], tuple[Any, ...]]


class Pair(NamedTuple):
    """Two actors that a sentence may relate; a phrase is None for a speaker whom the sentence does not name.

    `reach` is what of the sentence lies between and around the two; what all pairs of the sentence share is in `view`,
    one object for all of them.
    """

    source: str
    target: str
    first: Phrase | None
    second: Phrase | None
    reach: "Reach"
    view: "View"

    def everything(self) -> dict[str, float]:
        """Return all features with their values, those of the words too."""
        counts: dict[str, float] = dict(self.view.shared())
        for name in self.view.words(self.reach):
            counts[name] = counts.get(name, 0.0) + 1.0
        counts.update(dict.fromkeys(self.view.features(self), 1.0))
        return counts


class Reach(NamedTuple):
    """The words from low to high, both left out, stand between two actors; order tells which of them comes first."""

    low: int
    high: int
    order: str


class Surroundings(NamedTuple):
    """What the rest of the article tells of its actors: how often each is mentioned, how many there are."""

    mentions: Mapping[str, int]
    number: int  # of the sentence in the article, from 0


def pairs(
    scene: Scene,
    read: Sequence[Reading],
    relations: Mapping[str, Relation],
    around: Surroundings,
) -> Iterator[Pair]:
    """Yield every ordered pair of different actors of a sentence."""
    closest = _closest(scene)
    view = View(scene, read, relations, around) if closest else None
    for (source, target), (_, first, second) in closest.items():
        if view is not None:
            yield Pair(source, target, first, second, _reach(first, second), view)


def _reach(first: Phrase | None, second: Phrase | None) -> Reach:
    here = first.core if first else -1
    there = second.core if second else -1
    if first is None or second is None:
        return Reach(-1, max(here, there), "s" if first is None else "t")
    return Reach(min(here, there), max(here, there), "<" if here < there else ">")


def _closest(scene: Scene) -> dict[tuple[str, str], tuple[int, Phrase | None, Phrase | None]]:
    """Return for each ordered pair of actors the two phrases that name them nearest to each other."""
    named = [(actor, phrase) for phrase in scene.phrases for actor in phrase.actors]
    present = {actor for actor, _ in named}
    speakers = dict.fromkeys(quote.speaker for quote in scene.quotes if quote and quote.speaker)
    units: list[tuple[str, Phrase | None]] = [*named, *((who, None) for who in speakers if who and who not in present)]
    found: dict[tuple[str, str], tuple[int, Phrase | None, Phrase | None]] = {}
    for i, (source, first) in enumerate(units):
        for j, (target, second) in enumerate(units):
            if i == j or source == target or (first is None and second is None):
                continue
            apart = abs(first.core - second.core) if first and second else len(scene.words)
            kept = found.get((source, target))
            if kept is None or apart < kept[0]:
                found[source, target] = (apart, first, second)
    return found


class View:
    """A sentence seen from each of its pairs in turn; what they share is worked out once."""

    def __init__(
        self,
        scene: Scene,
        read: Sequence[Reading],
        relations: Mapping[str, Relation],
        around: Surroundings,
    ) -> None:
        stem = load(scene.language).trimmed
        self.scene = scene
        self.around = around
        self.stems = [stem(word.form) for word in scene.words]
        self.names = {index for phrase in scene.phrases for index in range(phrase.core, phrase.last)}
        self._relations = relations
        self.ruled: dict[tuple[str, str], list[Reading]] = {}
        for reading in read:
            self.ruled.setdefault((reading.source, reading.target), []).append(reading)
        speakers = {quote.speaker for quote in scene.quotes if quote and quote.speaker}
        self.speakers = frozenset(who for who in speakers if who)

    def features(self, pair: Pair) -> Iterator[str]:
        """Yield the features of a pair, without those of the words around it."""
        for features, key in (*self.cues(pair.reach), *self.whole(pair)):
            yield from features(*key)
        yield from self.rules(pair.source, pair.target)
        for side, phrase in (("s", pair.first), ("t", pair.second)):
            yield from self.side(side, phrase, self.voice(phrase, pair))

    def shared(self) -> Iterator[tuple[str, float]]:
        """Yield the features that all pairs of the sentence have, with their values."""
        yield from Counter(f"w:{stem}" for index, stem in enumerate(self.stems) if index not in self.names).items()
        for name in self.setting():
            yield name, 1.0

    def setting(self) -> Iterator[str]:
        """Yield the features that all pairs have, without those of the words."""
        yield f"actors:{min(8, len(self.scene.phrases))}"
        yield f"opening:{self.around.number == 0}"
        yield f"length:{_bucket(len(self.scene.words), (8, 15, 25, 40, 60))}"
        yield f"na:{_bucket(len(self.around.mentions), (2, 3, 4, 6, 9, 14))}"

    def words(self, reach: Reach) -> Iterator[str]:
        """Yield the features of the words between and around two actors, a word that comes twice twice."""
        for index, stem in enumerate(self.stems):
            if index in self.names:
                continue
            if reach.low < index < reach.high:
                yield f"b:{stem}"
                yield f"b{reach.order}:{stem}"
            elif reach.low - WINDOW <= index <= reach.low:
                yield f"p:{stem}"
            elif reach.high <= index <= reach.high + WINDOW:
                yield f"q:{stem}"

    def cues(self, reach: Reach) -> Iterator[Part]:
        """Yield the part of each cue; the features of two may be the same."""
        low, high, order = reach
        for hit in self.scene.hits:
            first, kind = hit.first, hit.cue.kind
            place = "b" if low < first < high else "p" if first < low else "q"
            near = _bucket(min(abs(first - low), abs(first - high)), _NEAR)
            relation = self._relations.get(kind)
            yield _cue, (hit.cue.id, kind, kind if relation is None else relation.family, place, near, order)

    def rules(self, source: str, target: str) -> Iterator[str]:
        """Yield what the rules read of two actors; some of it may come twice."""
        mine = self.ruled.get((source, target), [])
        back = self.ruled.get((target, source), [])
        for reading in mine:
            family = self._relations[reading.hit.cue.kind].family
            yield f"r:{family}"
            yield f"rf:{family}:{reading.frame}"
            yield f"rk:{reading.hit.cue.kind}"
            yield f"rc:{reading.hit.cue.id}"
        for reading in back:
            family = self._relations[reading.hit.cue.kind].family
            yield f"v:{family}"
            yield f"vk:{reading.hit.cue.kind}"
            yield f"vf:{family}:{reading.frame}"
        if not mine and not back:
            yield "r:none"
        others = 0
        for pair, read in self.ruled.items():
            if set(pair) == {source, target} or not {source, target} & set(pair):
                continue
            for reading in read:
                if others < _OTHERS:
                    yield f"o:{self._relations[reading.hit.cue.kind].family}:{'s' if source in pair else 't'}"
                others += 1
        if others:
            yield "o"

    def voice(self, phrase: Phrase | None, pair: Pair) -> bool | tuple[bool, bool]:
        """Tell whether a phrase is quoted, and if so, whether the source or the target of the pair says it."""
        quote = None if phrase is None else self.scene.quotes[phrase.core]
        return quote is not None and (quote.speaker == pair.source, quote.speaker == pair.target)

    def side(self, side: str, phrase: Phrase | None, voice: bool | tuple[bool, bool]) -> Iterator[str]:
        """Yield the features of one of the two actors."""
        if phrase is None:
            yield f"{side}:implied"
            return
        yield f"{side}m:{phrase.marker or 0}"
        yield f"{side}n:{phrase.noun is not None}:{phrase.adjective}"
        yield f"{side}p:{phrase.place}:{phrase.capital}"
        yield f"{side}r:{phrase.reference}"
        if phrase.noun is not None:
            yield f"{side}w:{self.stems[phrase.noun]}"
        if phrase.core:
            yield f"{side}<:{self.stems[phrase.core - 1]}"
        if phrase.last < len(self.stems):
            yield f"{side}>:{self.stems[phrase.last]}"
        yield f"{side}q:{voice}"
        yield f"{side}1:{phrase.core < _OTHERS}"

    def whole(self, pair: Pair) -> Iterator[Part]:
        """Yield the parts that tell how the two actors stand to each other."""
        source, target, first, second, (_, _, order), _ = pair
        if first is not None and second is not None:
            scene, (low, high) = self.scene, sorted((first.core, second.core))
            crossed = min(sum(low < other.core < high for other in scene.phrases), 4)
            yield (
                _apart,
                (_bucket(high - low, _STEPS), order, crossed, min(5, abs(scene.steps[low] - scene.steps[high]))),
            )
            same = scene.clauses[low] == scene.clauses[high], first is second
            yield _together, (first.marker or 0, second.marker or 0, order, first.adjective, second.adjective, *same)
        mentions = self.around.mentions
        often = _bucket(mentions.get(source, 0), _OFTEN), _bucket(mentions.get(target, 0), _OFTEN)
        yield _told, (order, *often, source in self.speakers, target in self.speakers)


def _cue(cue: str, kind: str, family: str, place: str, near: int, order: str) -> Iterator[str]:
    yield f"cf:{family}:{place}"
    yield f"ck:{kind}:{place}"
    yield f"cn:{family}:{place}:{near}:{order}"
    yield f"c:{cue}:{place}"


def _apart(apart: int, order: str, crossed: int, steps: int) -> Iterator[str]:
    yield f"d:{apart}"
    yield f"d:{apart}:{order}"
    yield f"x:{crossed}"
    yield f"y:{steps}"


def _together(
    first: str | int, second: str | int, order: str, one: bool, other: bool, clause: bool, same: bool
) -> Iterator[str]:
    yield f"m:{first}:{second}:{order}"
    yield f"z:{clause}"
    yield f"=:{same}"
    yield f"a:{one}:{other}"


def _told(order: str, source: int, target: int, says: bool, said: bool) -> Iterator[str]:
    yield f"order:{order}"
    yield f"ns:{source}"
    yield f"nt:{target}"
    yield f"said:{says}:{said}"


def _bucket(value: int, limits: Sequence[int]) -> int:
    place = bisect_left(limits, value)
    return limits[place] if place < len(limits) else 99
