"""A cue and two actors of its sentence as numbers: what a forest of decision trees looks at.

No number says who the actors are: what is learned is language, not who quarrels with whom.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from kg.model import Relation
from kg.relations.cues import Hit
from kg.relations.grammar import grammar
from kg.relations.pairs import Pair, Surroundings
from kg.relations.phrases import Phrase
from kg.relations.readings import Reading, is_topic
from kg.relations.scenes import Scene

_MARKERS = ("", "ل", "ب", "من", "مع", "على", "الى", "في", "ضد", "بين", "ك", "عن", "تجاه", "لدى", "حول", "ازاء")
_FORMS = ("past", "present", "noun", "participle")
_PERSONS = ("3", "1p", "1s", "2")
_CLITICS = ("", "و", "ف", "ب", "ل", "ك")
_FLAGS = ("speech", "weak", "both", "passive", "visit", "against", "intended", "partner", "meeting")
_STATUSES = ("actual", "intended", "denied")
_NONE = -1.0  # in place of a number that an actor who is not named in the sentence does not have

_HIT = "sign symmetric form person plural future owner definite clitic object targets mutual"
_HERE = "topic status place hits phrases words sentence actors"
_SIDE = (
    "implied before apart distance steps clause crossed verbs cues marker wanted rank noun adjective placed capital "
    "reference agrees leads core listed quoted voice outer joined nearest"
)
_PAIR = "mentions_s mentions_t together told_s told_t apart ordered between crossed inside"
_RULED = "mine back others source target elsewhere against"
_SIDES = tuple(_SIDE.split())
NAMES = (
    *(f"hit:{name}" for name in (*_HIT.split(), *_FLAGS, *_HERE.split())),
    *(f"s:{name}" for name in _SIDES),
    *(f"t:{name}" for name in _SIDES),
    *(f"pair:{name}" for name in _PAIR.split()),
    *(f"ruled:{name}" for name in _RULED.split()),
)

# Doubles: rows are put together from parts, and handed on to the forest, without a look at each number.
Row: TypeAlias = "array[float]"
Numbers: TypeAlias = tuple[float, ...]


class Stage:
    """A sentence seen from each cue and actor in turn; what triples share is worked out once."""

    def __init__(
        self,
        scene: Scene,
        read: Sequence[Reading],
        relations: Mapping[str, Relation],
        around: Surroundings,
        subject: tuple[str, ...],
    ) -> None:
        """Take a sentence, what the rules read in it, and of whom the sentences before spoke last."""
        self.scene = scene
        # "لن تعترف" is read as a refusal of recognition: the rules know better than the cue.
        told = {(one.hit.first, one.hit.form): one for one in read}
        turned = {key: one.hit for key, one in told.items()}
        hits = (turned.get((hit.first, hit.form), hit) for hit in scene.hits)
        self.hits = tuple(hit for hit in hits if hit.cue.kind in relations)
        self._relations = relations
        self._around = around
        self._subject = subject
        self._verbs = sorted(scene.verbs)
        self._cores = [phrase.core for phrase in scene.phrases]
        self._places = [hit.first for hit in self.hits]
        self.statuses = tuple(
            told[hit.first, hit.form].status
            if (hit.first, hit.form) in told
            else grammar(scene.language).status(hit, scene)[0]
            for hit in self.hits
        )
        self._of_hits = [_row(self._hit(hit, status)) for hit, status in zip(self.hits, self.statuses, strict=True)]
        self._sides: dict[tuple[int, int, int], Row] = {}
        self._by_place: dict[int, list[Reading]] = {}
        self._by_pair: dict[tuple[str, str], list[Reading]] = {}
        for reading in read:
            self._by_place.setdefault(reading.hit.first, []).append(reading)
            self._by_pair.setdefault((reading.source, reading.target), []).append(reading)

    def rows(self, pair: Pair) -> list[Row]:
        """Return the numbers of a pair with each cue, in the order of `NAMES`."""
        mine = self._by_pair.get((pair.source, pair.target), ())
        back = self._by_pair.get((pair.target, pair.source), ())
        shared = _row(self._shared(pair))
        both = {pair.source, pair.target}
        return [
            of_hit
            + self._side(number, pair.first, pair.source)
            + self._side(number, pair.second, pair.target)
            + shared
            + _row(self._inside(hit, pair))
            + (
                _row(self._ruled(hit, pair, mine, back, both))
                if mine or back or hit.first in self._by_place
                else _UNRULED
            )
            for number, (hit, of_hit) in enumerate(zip(self.hits, self._of_hits, strict=True))
        ]

    def _hit(self, hit: Hit, status: str) -> Numbers:
        relation, form, scene = self._relations[hit.cue.kind], hit.form, self.scene
        clitic = form.clitics[-1:]
        return (
            relation.sign,
            relation.symmetric,
            _FORMS.index(form.kind),
            _PERSONS.index(form.person),
            _NONE if form.plural is None else form.plural,
            form.future,
            bool(form.owner),
            form.definite,
            _CLITICS.index(clitic) if clitic in _CLITICS else len(_CLITICS),
            hit.last > hit.first,
            len(hit.cue.targets),
            "بين" in hit.cue.targets,
            *(flag in hit.cue.flags for flag in _FLAGS),
            is_topic(hit, scene),
            _STATUSES.index(status),
            hit.first,
            len(self.hits),
            len(scene.phrases),
            len(scene.words),
            self._around.number,
            len(self._around.mentions),
        )

    def _side(self, number: int, phrase: Phrase | None, actor: str) -> Row:
        hit = self.hits[number]
        around = self.scene.quotes[hit.first]
        voice = 0 if around is None else 2 if around.speaker == actor else 1
        key = (number, -1 if phrase is None else phrase.core, voice)
        found = self._sides.get(key)
        if found is None:
            numbers = _UNNAMED if phrase is None else self._named(hit, phrase)
            found = self._sides[key] = _row((*numbers[:_VOICE], voice, *numbers[_VOICE:]))
        return found

    def _named(self, hit: Hit, phrase: Phrase) -> Numbers:
        scene, core, place = self.scene, phrase.core, hit.first
        low, high = (core, place) if core < place else (place, core)
        crossed = _within(self._cores, low, high)
        wanted = phrase.marker or "0"
        targets = hit.cue.targets
        feminine = hit.form.feminine
        outer = phrase.outer
        return (
            0.0,
            core < place,
            core - place,
            high - low,
            abs(scene.steps[core] - scene.steps[place]),
            scene.clauses[core] == scene.clauses[place],
            crossed,
            _within(self._verbs, low, high),
            _within(self._places, low, high),
            _MARKERS.index(phrase.marker) if phrase.marker in _MARKERS else len(_MARKERS),
            wanted in targets,
            targets.index(wanted) if wanted in targets else _NONE,
            0 if phrase.noun is None else 2 if phrase.noun in (hit.first, hit.last) else 1,
            phrase.adjective,
            phrase.place,
            phrase.capital,
            phrase.reference,
            _NONE if feminine is None or phrase.feminine is None else bool(feminine) == bool(phrase.feminine),
            phrase is scene.phrases[0],
            core,
            len(phrase.actors),
            scene.quotes[core] is scene.quotes[place],
            0 if outer is None else 1 if not outer else 2 if outer in targets else 3,
            phrase.joined,
            crossed if core > place else -1 - crossed,
        )

    def _shared(self, pair: Pair) -> Numbers:
        mentions = self._around.mentions
        return (
            mentions.get(pair.source, 0),
            mentions.get(pair.target, 0),
            pair.first is pair.second,
            pair.source in self._subject,
            pair.target in self._subject,
        )

    def _inside(self, hit: Hit, pair: Pair) -> Numbers:
        if pair.first is None or pair.second is None:
            return (_NONE,) * 5
        first, second = pair.first.core, pair.second.core
        low, high = (first, second) if first < second else (second, first)
        return (
            high - low,
            first < second,
            _within(self._places, low, high),
            _within(self._cores, low, high),
            low < hit.first < high,
        )

    def _ruled(self, hit: Hit, pair: Pair, mine: Sequence[Reading], back: Sequence[Reading], both: set[str]) -> Numbers:
        sign = self._relations[hit.cue.kind].sign
        here = self._by_place.get(hit.first, ())
        signs = [(self._relations[one.hit.cue.kind].sign, one) for one in mine]
        return (
            _most(one.sure for one in mine if one.hit.first == hit.first and one.hit.cue is hit.cue),
            _most(one.sure for one in back if one.hit.first == hit.first and one.hit.cue is hit.cue),
            sum({one.source, one.target} != both for one in here),
            sum(one.source == pair.source and one.target != pair.target for one in here),
            sum(one.target == pair.target and one.source != pair.source for one in here),
            _most(one.sure for own, one in signs if own == sign and one.hit.first != hit.first),
            _most(one.sure for own, one in signs if own != sign),
        )


_VOICE = _SIDES.index("voice")
_UNNAMED = (1.0, *(_NONE,) * (len(_SIDES) - 2))  # all but `voice`
_UNRULED: Row = array("d", [0.0] * len(_RULED.split()))


def _row(numbers: Numbers) -> Row:
    return array("d", numbers)


def _within(places: Sequence[int], low: int, high: int) -> int:
    """Count the places between low and high, both left out."""
    return max(bisect_left(places, high) - bisect_left(places, low + 1), 0)


def _most(values: Iterable[float]) -> float:
    return max(values, default=0.0)
