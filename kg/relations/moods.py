"""The words around a cue that tell its status, as features of a learned scorer."""

from bisect import bisect_right
from collections.abc import Iterator

from kg.lang import load
from kg.model import Status
from kg.relations.cues import Hit
from kg.relations.pairs import Part
from kg.relations.scenes import Scene

_BEFORE, _BEHIND = 6, 3  # words looked at before and behind a cue, in its clause
_NEXT = 2  # words before it whose distance counts
_NEAR = 4  # words between a governing verb and what it governs closely


class Moods:
    """A sentence as the features of each of its cues; what they share is worked out once."""

    def __init__(self, scene: Scene, number: int) -> None:
        """Take a sentence and its number in the article."""
        stem = load(scene.language).trimmed
        self._scene = scene
        self._stems = [stem(word.form) for word in scene.words]
        self._names = {index for phrase in scene.phrases for index in range(phrase.core, phrase.last)}
        self._governors = {governor.place: governor for governor in scene.governors}
        self._verbs = sorted(scene.verbs)
        future = any(governor.form.future for governor in scene.governors)
        future = future or any(hit.form.future for hit in scene.hits)
        self.shared = (
            f"open:{min(number, 2)}",
            f"fut:{future}",
            f"w0:{self._stems[0]}",
            *(f"w:{word}" for word in dict.fromkeys(self._stems)),
        )

    def features(self, hit: Hit, status: Status) -> Iterator[str]:
        """Yield the features of a cue beside those that all of the sentence share; status is that of the rules."""
        features, key = self.cue(hit, status)
        yield from features(*key)
        yield from self.around(hit)

    def cue(self, hit: Hit, status: Status) -> Part:
        """Return the part of a cue's features that tells of the cue itself."""
        form, quote = hit.form, self._scene.quotes[hit.first]
        verbs = min(bisect_right(self._verbs, hit.first), 3)
        clitic, direct = form.clitics[-1:], None if quote is None else quote.direct
        return _cue, (hit.cue.id, hit.cue.kind, form.kind, form.future, form.person, clitic, status, direct, verbs)

    def around(self, hit: Hit) -> Iterator[str]:
        """Yield the features of the words around a cue."""
        yield from self._before(hit)
        yield from self._behind(hit)

    def _before(self, hit: Hit) -> Iterator[str]:
        clauses, stems = self._scene.clauses, self._stems
        for distance in range(1, min(_BEFORE, hit.first) + 1):
            index = hit.first - distance
            if clauses[index] != clauses[hit.first]:
                break
            if index in self._names:
                continue
            yield f"h-:{stems[index]}"
            if distance <= _NEXT:
                yield f"h-{distance}:{stems[index]}"
            governor = self._governors.get(index)
            if governor is not None:
                yield f"g:{governor.effect}:{governor.form.future}:{'n' if distance < _NEAR else 'f'}"

    def _behind(self, hit: Hit) -> Iterator[str]:
        clauses, stems = self._scene.clauses, self._stems
        clause = clauses[hit.first]
        for index in range(hit.last + 1, min(hit.last + 1 + _BEHIND, len(stems))):
            if clauses[index] != clause:
                break
            if index not in self._names:
                yield f"h+:{stems[index]}"
        for place, governor in self._governors.items():
            if clauses[place] == clause:
                yield f"G:{governor.effect}:{governor.form.future}:{'b' if place < hit.first else 'a'}"


def _cue(
    cue: str,
    kind: str,
    form: str,
    future: bool,
    person: str,
    clitic: str,
    status: Status,
    direct: bool | None,
    verbs: int,
) -> Iterator[str]:
    yield f"f:{form}:{future}:{person}"
    yield f"fc:{form}:{clitic}"
    yield f"hc:{cue}"
    yield f"k:{kind}"
    yield f"kf:{kind}:{form}"
    yield f"mod:{status}"
    yield f"modk:{status}:{kind}"
    yield f"modf:{status}:{form}"
    yield f"hq:{direct}"
    yield f"nv:{verbs}"
