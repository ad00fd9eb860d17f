"""What was extracted is compared with gold: what a careful reader writes down by the coding rules."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kg.lang import load
from kg.model import Relation

Record = Mapping[str, Any]  # Any: JSON values
Key = tuple[str, ...]

_RELATIONS = ("family", "kind", "pair")
_SHORTEST, _LONGEST = 15, 700  # characters that evidence has
_MONTH = 7  # characters of a date that tells a month
_WORD = re.compile(r"\w+")


class Score(NamedTuple):
    """How many are right of those found and of those that should be found."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of what should be found that was."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall.

        >>> round(Score(right=3, found=4, wanted=6).f1, 2)
        0.6
        """
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def plus(self, found: set[Any], wanted: set[Any]) -> "Score":  # Any: keys of every kind
        """Return the score with those of another article."""
        return Score(self.right + len(found & wanted), self.found + len(found), self.wanted + len(wanted))


class Share(NamedTuple):
    """How many are right of those that can be."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """Return the share of those that are right."""
        return self.right / self.of if self.of else 0.0

    def plus(self, right: int, of: int) -> "Share":
        """Return the share with further ones."""
        return Share(self.right + right, self.of + of)


class Difference(NamedTuple):
    """What of an article's relations was missed, and what was found that is not in the gold."""

    article: str
    missed: tuple[Key, ...]
    invented: tuple[Key, ...]


def scores(gold: Iterable[Record], found: Iterable[Record], relations: Mapping[str, Relation]) -> dict[str, Score]:
    """Return the scores of families, of kinds and of signed pairs over all articles of the gold."""
    extracted = {record["article"]["id"]: record["statements"] for record in found}
    sums = dict.fromkeys(_RELATIONS, Score())
    for article in gold:
        wanted, had = keys(_told(article), relations), keys(extracted.get(article["id"], ()), relations)
        sums = {name: score.plus(had[name], wanted[name]) for name, score in sums.items()}
    return sums


class Figures:
    """All figures of docs/extractors.md, summed over articles one by one."""

    def __init__(self, relations: Mapping[str, Relation]) -> None:
        """Take the kinds of relations."""
        self._relations = relations
        self.articles = self.missing = 0
        self.scores = dict.fromkeys((*_RELATIONS, "entities"), Score())
        self.shares = dict.fromkeys(("speaker", "date", "affiliation", "evidence"), Share())

    def add(self, gold: Record, found: Record | None) -> Difference:
        """Add an article; found is None where it could not be read. Return how the two differ."""
        self.articles += 1
        self.missing += found is None
        had: list[Record] = [each for each in (found or {}).get("statements", ()) if each["kind"] in self._relations]
        wanted = _told(gold)
        ours, theirs = keys(wanted, self._relations), keys(had, self._relations)
        for name in _RELATIONS:
            self.scores[name] = self.scores[name].plus(theirs[name], ours[name])
        text = gold.get("text") or (found or {}).get("article", {}).get("text") or ""
        for key in sorted(ours["kind"] & theirs["kind"]):
            sides = [[each for each in side if key in keys([each], self._relations)["kind"]] for side in (wanted, had)]
            self._matched(sides[0], sides[1], gold.get("date"), text)
        self._entities(gold, found or {})
        missed, invented = ours["kind"] - theirs["kind"], theirs["kind"] - ours["kind"]
        return Difference(gold["id"], tuple(sorted(missed)), tuple(sorted(invented)))

    def _matched(self, wanted: list[Record], had: list[Record], day: str | None, text: str) -> None:
        """Add what gold and extraction say of one relation that both have."""
        ours, theirs = ({each.get("speaker") for each in side} for side in (wanted, had))
        if ours | theirs != {None}:  # where nobody speaks there is nothing to find
            self._share("speaker", len(ours & theirs), len(ours | theirs))
        dates, told = ({each["date"] for each in side if each.get("date")} for side in (wanted, had))
        told -= {day} - dates  # the day of the article is no date where gold has none
        right = sum(any(_same_date(date, other) for other in told) for date in dates)
        self._share("date", right, max(len(dates), len(told)))
        if text:
            self._share("evidence", any(_overlap(one, other, text) for one in wanted for other in had), 1)

    def _entities(self, gold: Record, found: Record) -> None:
        left = list(found.get("entities", ()))
        language = gold.get("language") or "ar"
        right = 0
        count = len(left)
        for entity in gold.get("entities", ()):
            names = _names(entity, language)
            twins = (each for each in left if each["type"] == entity["type"] and names & _names(each, language))
            twin = next(twins, None)
            if twin is None:
                continue
            left.remove(twin)  # one found entity answers for one of the gold
            right += 1
            if entity["type"] in ("PERSON", "ORG") and entity.get("state"):
                self._share("affiliation", twin.get("state") == entity["state"], 1)
        before = self.scores["entities"]
        wanted = before.wanted + len(gold.get("entities", ()))
        self.scores["entities"] = Score(before.right + right, before.found + count, wanted)

    def _share(self, name: str, right: int, of: int) -> None:
        self.shares[name] = self.shares[name].plus(right, of)


def keys(statements: Iterable[Record], relations: Mapping[str, Relation]) -> dict[str, set[Key]]:
    """Return the sets that are compared: what is undirected has its actors in alphabetical order.

    Who speaks, when and in which words is left out; so are denials from the signed pairs.
    """
    found: dict[str, set[Key]] = {name: set() for name in _RELATIONS}
    for statement in statements:
        relation = relations[statement["kind"]]
        directed = (statement["source"], statement["target"])
        pair = (min(directed), max(directed))
        actors = pair if relation.symmetric else directed
        found["family"].add((*actors, relation.family, statement["status"]))
        found["kind"].add((*actors, relation.name, statement["status"]))
        if statement["status"] != "denied":
            found["pair"].add((*pair, str(relation.sign)))
    return found


def _told(gold: Record) -> list[Record]:
    """Return what the gold holds to be right: what an analyst rejected is kept in it, but is wrong."""
    return [each for each in gold["statements"] if each.get("judged") != "rejected"]


def _same_date(gold: str, found: str) -> bool:
    """Tell whether two dates are the same; a month stands for a day of it, a year alone for nothing else."""
    short, long = sorted((gold, found), key=len)
    return gold == found or (len(short) >= _MONTH and long.startswith(short))


def _overlap(gold: Record, found: Record, text: str) -> bool:
    """Tell whether evidence can be read, and shares half of the shorter of both with that of the gold."""
    evidence = found["evidence"]
    start, end = evidence["start"], evidence["end"]
    if not _SHORTEST <= end - start <= _LONGEST:
        return False
    at = text.find(gold["evidence"])
    common = min(at + len(gold["evidence"]), end) - max(at, start)
    return bool(common * 2 >= min(len(gold["evidence"]), end - start))


def _names(entity: Record, language: str) -> set[str]:
    return {plain for name in _all_names(entity) if (plain := _plain(name, language))}


def _all_names(entity: Record) -> Iterator[str]:
    yield entity.get("name") or ""
    yield from entity.get("aliases") or ()


def _plain(name: str, language: str) -> str:
    """Return a name as it compares: without case, marks, variants of letters and a leading article."""
    normalise = load(language).normalise
    words = [normalise(word) for word in _WORD.findall(unicodedata.normalize("NFKC", name))]
    if language == "ar":
        words = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words]
    if words and words[0] in ("the", "a"):
        words = words[1:]
    return " ".join(words)
