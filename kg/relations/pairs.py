"""Two actors of a sentence, and what stands around them, as features of a learned scorer.

No feature says who the actors are: what is learned is language, not who quarrels with whom.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.lang import load
from kg.model import Relation
from kg.relations.phrases import Phrase
from kg.relations.readings import Reading
from kg.relations.scenes import Scene

_STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 40)
WINDOW = 5  # words looked at before and behind the two actors
_OTHERS = 4  # relations of third parties in the sentence that are looked at


class Pair(NamedTuple):
    """Two actors that a sentence may relate; a phrase is None for a speaker whom the sentence does not name.

    `features` are those of the pair itself, `reach` is what of the sentence lies between and around the two, of which
    `view` tells the words; what all pairs of the sentence share is in `view` too, one object for all of them.
    """

    source: str
    target: str
    first: Phrase | None
    second: Phrase | None
    features: tuple[str, ...]
    reach: "Reach"
    view: "View"

    def everything(self) -> dict[str, float]:
        """Return all features with their values, those of the words too."""
        counts: dict[str, float] = dict(self.view.shared)
        for name in self.view.words(self.reach):
            counts[name] = counts.get(name, 0.0) + 1.0
        counts.update(dict.fromkeys(self.features, 1.0))
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
    only: frozenset[tuple[str, str]] | None = None,
) -> Iterator[Pair]:
    """Yield every ordered pair of different actors of a sentence with its features, or only the pairs given."""
    view = View(scene, read, relations, around)
    for (source, target), (_, first, second) in _closest(scene).items():
        if only is not None and (source, target) not in only:
            continue
        reach = _reach(first, second)
        yield Pair(
            source, target, first, second, tuple(view.features(source, target, first, second, reach)), reach, view
        )


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
        self.family = {name: relation.family for name, relation in relations.items()}
        self.ruled: dict[tuple[str, str], list[Reading]] = {}
        for reading in read:
            self.ruled.setdefault((reading.source, reading.target), []).append(reading)
        self.free = [(index, stem) for index, stem in enumerate(self.stems) if index not in self.names]
        self.shared = dict(self._shared())
        speakers = {quote.speaker for quote in scene.quotes if quote and quote.speaker}
        self.speakers = frozenset(who for who in speakers if who)

    def features(
        self, source: str, target: str, first: Phrase | None, second: Phrase | None, reach: Reach
    ) -> Iterator[str]:
        """Yield the features of a pair, without those of the words around it."""
        yield from self._cues(*reach)
        yield from self._rules(source, target)
        yield from self._sides(source, target, first, second)
        yield from self._whole(source, target, first, second, reach.order)

    def _shared(self) -> Iterator[tuple[str, float]]:
        counts: dict[str, float] = {}
        for _, stem in self.free:
            counts[f"w:{stem}"] = counts.get(f"w:{stem}", 0.0) + 1.0
        yield from counts.items()
        yield f"actors:{min(8, len(self.scene.phrases))}", 1.0
        yield f"opening:{self.around.number == 0}", 1.0
        yield f"length:{_bucket(len(self.scene.words), (8, 15, 25, 40, 60))}", 1.0
        yield f"na:{_bucket(len(self.around.mentions), (2, 3, 4, 6, 9, 14))}", 1.0

    def words(self, reach: Reach) -> Iterator[str]:
        """Yield the features of the words between and around two actors, a word that comes twice twice."""
        for index, stem in self.free:
            if reach.low < index < reach.high:
                yield f"b:{stem}"
                yield f"b{reach.order}:{stem}"
            elif reach.low - WINDOW <= index <= reach.low:
                yield f"p:{stem}"
            elif reach.high <= index <= reach.high + WINDOW:
                yield f"q:{stem}"

    def _cues(self, low: int, high: int, order: str) -> Iterator[str]:
        for hit in self.scene.hits:
            place = "b" if low < hit.first < high else "p" if hit.first < low else "q"
            near = _bucket(min(abs(hit.first - low), abs(hit.first - high)), (2, 5, 10, 20))
            family = self.family.get(hit.cue.kind, hit.cue.kind)
            yield f"cf:{family}:{place}"
            yield f"ck:{hit.cue.kind}:{place}"
            yield f"cn:{family}:{place}:{near}:{order}"
            yield f"c:{hit.cue.id}:{place}"

    def _rules(self, source: str, target: str) -> Iterator[str]:
        mine = self.ruled.get((source, target), [])
        back = self.ruled.get((target, source), [])
        for reading in mine:
            family = self.family[reading.hit.cue.kind]
            yield f"r:{family}"
            yield f"rf:{family}:{reading.frame}"
            yield f"rk:{reading.hit.cue.kind}"
            yield f"rc:{reading.hit.cue.id}"
        for reading in back:
            family = self.family[reading.hit.cue.kind]
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
                    yield f"o:{self.family[reading.hit.cue.kind]}:{'s' if source in pair else 't'}"
                others += 1
        if others:
            yield "o"

    def _sides(self, source: str, target: str, first: Phrase | None, second: Phrase | None) -> Iterator[str]:
        for side, phrase in (("s", first), ("t", second)):
            if phrase is None:
                yield f"{side}:implied"
                continue
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
            quote = self.scene.quotes[phrase.core]
            yield f"{side}q:{quote is not None and (quote.speaker == source, quote.speaker == target)}"
            yield f"{side}1:{phrase.core < _OTHERS}"

    def _whole(
        self, source: str, target: str, first: Phrase | None, second: Phrase | None, order: str
    ) -> Iterator[str]:
        scene = self.scene
        if first is not None and second is not None:
            low, high = sorted((first.core, second.core))
            apart = _bucket(high - low, _STEPS)
            yield f"m:{first.marker or 0}:{second.marker or 0}:{order}"
            yield f"d:{apart}"
            yield f"d:{apart}:{order}"
            yield f"x:{min(sum(low < other.core < high for other in scene.phrases), 4)}"
            yield f"y:{min(5, abs(scene.steps[low] - scene.steps[high]))}"
            yield f"z:{scene.clauses[low] == scene.clauses[high]}"
            yield f"=:{first is second}"
            yield f"a:{first.adjective}:{second.adjective}"
        yield f"order:{order}"
        yield f"ns:{_bucket(self.around.mentions.get(source, 0), (1, 2, 4, 8, 16))}"
        yield f"nt:{_bucket(self.around.mentions.get(target, 0), (1, 2, 4, 8, 16))}"
        yield f"said:{source in self.speakers}:{target in self.speakers}"


def _bucket(value: int, limits: Sequence[int]) -> int:
    return next((limit for limit in limits if value <= limit), 99)
