"""What a learned scorer finds: which actors an article relates, in which kinds and statuses, and where it says so."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add, mul
from typing import NamedTuple

from kg.model import Relation, Status
from kg.relations.cues import Hit
from kg.relations.forest import Forest, likelihoods
from kg.relations.moods import Moods
from kg.relations.pairs import Pair, Surroundings, pairs
from kg.relations.readings import Reading
from kg.relations.scenes import Scene
from kg.relations.scorer import (
    Sums,
    Weights,
    likelihood,
    status_likelihoods,
    status_sums,
)
from kg.relations.triples import NAMES, Row, Stage

ACCEPT = (
    0.27  # likelihood over the article from which a relation is stated: the flat top of cross-validation, 0.2 to 0.3
)
CLEAR = 0.15  # likelihood that one sentence at least must have: doubtful ones do not add up to a statement
ALSO = 0.25  # likelihood from which a pair stands in further kinds of the same sign
PLAIN = 0.6  # trust in a construction from which on a reading is taken: two thirds to three quarters are right
TRUSTED = 0.3  # likelihood of such a reading, however unlikely the scorer finds it
AGAIN = 0.3  # share of the likelihood of the clearest sentence from which another one tells the same
FLOOR = 0.1  # likelihood in one sentence under which a pair is not looked at
_LEAST_ODDS = math.log(FLOOR / (1 - FLOOR))
_RULED = 0.3  # weight of the status that the rules read
_SHARP = 3  # how much more the likelier cues count for the status
# Pairs of actors times cues of one sentence: 1,710 at most in 28,000 sentences of news. More is a list, no sentence.
_MOST_LOOKS = 2500
# What the log-linear models say of a triple, beside the numbers of `triples.NAMES`.
SCORES = ("score:same", "score:other", "score:actual", "score:intended", "score:denied")
COLUMNS = NAMES + SCORES


class Model(NamedTuple):
    """Everything that was trained for a language."""

    weights: Weights
    forest: Forest


class Candidate(NamedTuple):
    """A cue and two actors of a sentence, and the numbers by which it is judged."""

    stage: Scene
    number: int
    source: str
    target: str
    hit: Hit
    likely: float
    statuses: tuple[float, ...]
    reading: Reading | None
    row: Row

    @property
    def trusted(self) -> bool:
        """Tell whether the rules read it from a construction that is rarely wrong."""
        return self.reading is not None and self.reading.sure >= PLAIN


class Verdict(NamedTuple):
    """That an article relates two actors, how likely, and the cue of the sentence that tells it."""

    source: str
    kind: str
    target: str
    status: Status
    sure: float
    stage: Scene
    hit: Hit
    frame: str


@dataclass(slots=True)
class _Related:
    """What is added up for two actors, a sign and a status: doubts by kind, and the places that tell it."""

    doubt: float = 1.0
    kinds: dict[str, float] = field(default_factory=dict)
    places: dict[str, list[tuple[float, Candidate]]] = field(default_factory=dict)


def candidates(
    scene: Scene,
    read: Sequence[Reading],
    around: Surroundings,
    subject: tuple[str, ...],
    relations: Mapping[str, Relation],
    model: Weights,
) -> Iterator[Candidate]:
    """Yield each cue of a sentence with each two actors that it may relate; subject is whom the text spoke of last."""
    hits = sum(hit.cue.kind in relations for hit in scene.hits)
    actors = sum(len(phrase.actors) for phrase in scene.phrases)
    if not hits or actors * actors * hits > _MOST_LOOKS:
        return
    ruled = {(one.source, one.target) for one in read}
    # Most sentences relate nobody: what a closer look needs is worked out for the first pair that deserves one.
    stage: Stage | None = None
    statuses: Sequence[tuple[float, ...]] = ()
    sums: Sums | None = None
    for pair in pairs(scene, read, relations, around):
        sums = sums or Sums(pair.view, model)
        odds = sums.score(pair)
        if max(odds) >= _LEAST_ODDS or (pair.source, pair.target) in ruled:
            scores = dict(zip(model.signs, map(likelihood, odds), strict=True))
            if stage is None:
                stage = Stage(scene, read, relations, around, subject)
                statuses = tuple(_statuses(stage, scene, around.number, model))
            yield from _of_pair(stage, pair, around.number, scores, statuses, read, relations)


def _of_pair(
    stage: Stage,
    pair: Pair,
    number: int,
    scores: Mapping[int, float],
    statuses: Sequence[tuple[float, ...]],
    read: Sequence[Reading],
    relations: Mapping[str, Relation],
) -> Iterator[Candidate]:
    mine = [one for one in read if one.source == pair.source and one.target == pair.target]
    for hit, row, status in zip(stage.hits, stage.rows(pair), statuses, strict=True):
        sign = relations[hit.cue.kind].sign
        row.extend((scores[sign], scores[-sign], *status))
        yield Candidate(
            stage.scene,
            number,
            pair.source,
            pair.target,
            hit,
            scores[sign],
            status,
            next((one for one in mine if one.hit is hit), None) if mine else None,
            row,
        )


def _statuses(stage: Stage, scene: Scene, number: int, model: Weights) -> Iterator[tuple[float, ...]]:
    moods = Moods(scene, number)
    shared = status_sums(moods.shared, model.status_bias, model)
    for hit, status in zip(stage.hits, stage.statuses, strict=True):
        own = map(add, shared, model.moods[moods.cue(hit, status)])
        yield status_likelihoods(moods.around(hit), list(own), model)


def judge(found: Sequence[Candidate], relations: Mapping[str, Relation], model: Model) -> Iterator[Verdict]:
    """Yield what an article states, given all its candidates; each relation once for each sentence that tells it."""
    if not found:
        return
    by_kind, by_sign = likelihoods([each.row for each in found], model.forest)
    groups: dict[tuple[int, str, str, int], list[int]] = {}
    for index, each in enumerate(found):
        sign = relations[each.hit.cue.kind].sign
        groups.setdefault((id(each.stage), each.source, each.target, sign), []).append(index)
    related: dict[tuple[str, str, int, str], _Related] = {}
    for (_, source, target, sign), group in groups.items():
        _add(
            related, (source, target, sign), [(found[index], by_kind[index], by_sign[index]) for index in group], model
        )
    for (source, target, sign, status), entry in related.items():
        sure = 1 - entry.doubt
        if sure < ACCEPT:
            continue
        back = related.get((target, source, sign, status))
        turned = back is not None and 1 - back.doubt > sure
        best = min(entry.kinds.items(), key=lambda pair: (pair[1], pair[0]))[0]
        most = 1 - entry.kinds[best]
        for kind, doubt in entry.kinds.items():
            trusted = 1 - doubt >= TRUSTED
            if max(told for told, _ in entry.places[kind]) < CLEAR:
                continue
            if (kind == best or 1 - doubt >= ALSO) and (relations[kind].symmetric or trusted or not turned):
                yield from _told(entry.places[kind], kind, Status(status), sure * (1 - doubt) / most)


def _add(
    related: dict[tuple[str, str, int, str], _Related],
    key: tuple[str, str, int],
    group: Sequence[tuple[Candidate, float, float]],
    model: Model,
) -> None:
    """Add what one sentence tells of two actors under one sign to what the article tells."""
    likely = (group[0][0].likely + max(kind for _, kind, _ in group) + max(sign for _, _, sign in group)) / 3
    kinds: dict[str, tuple[bool, float, Candidate]] = {}
    for each, kind, _ in group:
        best = kinds.get(each.hit.cue.kind)
        if best is None or (each.trusted, kind) > best[:2]:
            kinds[each.hit.cue.kind] = (each.trusted, kind, each)
    total = sum(kind for _, kind, _ in kinds.values())
    mixed = [_mixed(each) for each, _, _ in group]
    shares = _shares(group, mixed)
    own = {id(each): mine for (each, _, _), mine in zip(group, mixed, strict=True)}
    tellers = [
        (name, each, own[id(each)], weight, each.reading.status if trusted and each.reading is not None else None)
        for name, (trusted, weight, each) in kinds.items()
    ]
    for index, status in enumerate(model.weights.statuses):
        entry = related.get((*key, status))
        if entry is None:
            entry = related[(*key, status)] = _Related()
        sure = likely * shares[index]
        for name, each, mine, weight, ruled in tellers:
            told = likely * mine[index] * weight / total
            if ruled == status and told < TRUSTED:
                told = TRUSTED  # What a trusted construction tells is told, however rare its words.
            entry.kinds[name] = entry.kinds.get(name, 1.0) * (1 - told)
            entry.places.setdefault(name, []).append((told, each))
            if told > sure:
                sure = told
        entry.doubt *= 1 - sure


def _shares(group: Sequence[tuple[Candidate, float, float]], mixed: Sequence[Sequence[float]]) -> list[float]:
    """Return how likely each status is, the likelier cues counting more."""
    if len(group) == 1:
        weight = group[0][1] ** _SHARP + 1e-6
        return [weight * share / weight for share in mixed[0]]
    weights = [kind**_SHARP + 1e-6 for _, kind, _ in group]
    total = sum(weights)
    return [sum(map(mul, weights, column)) / total for column in zip(*mixed, strict=True)]


def _mixed(each: Candidate) -> list[float]:
    """Return how likely a cue has each status, by what was learned and by what the rules say."""
    ruled = each.row[_STATUS] if each.reading is None else _ORDER[each.reading.status]
    return [(1 - _RULED) * share + _RULED * (ruled == index) for index, share in enumerate(each.statuses)]


_STATUS = COLUMNS.index("hit:status")
_ORDER = {status: number for number, status in enumerate(Status)}


def _told(places: Sequence[tuple[float, Candidate]], kind: str, status: Status, sure: float) -> Iterator[Verdict]:
    """Yield the sentences that tell a relation about as clearly as the clearest."""
    most = max(told for told, _ in places)
    for told, each in places:
        if told >= AGAIN * most:
            frame = each.reading.frame if each.reading is not None else "scored"
            yield Verdict(each.source, kind, each.target, status, sure, each.stage, each.hit, frame)
