"""The persons of one article are told apart by their names, their states and the day."""

from collections.abc import Sequence
from datetime import date
from itertools import chain, islice, pairwise

from kg.entities.lexicon import Lexicon
from kg.model import Tenure

_ALIKE = 0.5
# Persons of one article with a word of their names in common, beyond which no more are compared: time stays linear.
_MOST_ALIKE = 100


class People:
    """The persons that an article has named so far, by the words of their names."""

    def __init__(self, lexicon: Lexicon, day: date | None) -> None:
        self._lexicon = lexicon
        self._day = day
        language = lexicon.language
        before = ("", *language.CONJUNCTIONS)
        self._prefixes = [first + second for first in before for second in ("", *language.PREPOSITIONS)]
        self._names: dict[str, tuple[str, ...]] = {}
        self._ids: dict[str, dict[str, None]] = {}  # by the first and the last word of a name
        self._states: dict[str, str | None] = {}

    def find(self, form: str, state: str | None, entity: str | None) -> str | None:
        """Return the id of the person that a name means: one of the article, else one of the knowledge base."""
        tokens = self._lexicon.tokens(form)
        if entity in self._names:
            return entity
        if not tokens:
            return entity
        alike = chain(self._ids.get(tokens[-1], ()), self._ids.get(tokens[0], ()))
        for id_ in islice(alike, _MOST_ALIKE):
            before = self._names[id_]
            if (
                _same(before, tokens)
                and _compatible(state, self._states[id_])
                and not self._of_other_father(before, tokens)
            ):
                return id_
        candidates = [
            person
            for word in {tokens[0], tokens[-1]}
            for person, known in self._lexicon.people(word)
            if _same(known, tokens) and not self._of_other_father(known, tokens) and self._fits(state, person)
        ]
        if entity is not None and self._fits(state, entity) and entity not in candidates:
            candidates.append(entity)
        if len(tokens) == 1:
            candidates = [person for person in candidates if not self._unknown_yet(person)]
        else:
            candidates = [person for person in candidates if self._is_called(person, tokens)] or candidates
            just = {person for person, known in self._lexicon.people(tokens[-1]) if tuple(known) == tuple(tokens)}
            # "بن زايد" is what one of several brothers is called.
            candidates = [person for person in candidates if person in just] or candidates
        return self._best(candidates, certain=len(tokens) > 1 or state is not None or entity is not None)

    def remember(self, id_: str, form: str, state: str | None) -> None:
        """Keep the longest name of a person."""
        tokens = self._lexicon.tokens(form)
        if len(tokens) > len(self._names.get(id_, ())):
            self._names[id_] = tokens
            for word in {tokens[0], tokens[-1]}:
                self._ids.setdefault(word, {})[id_] = None
        self._states[id_] = self._states.get(id_) or self.actor(id_) or state

    def surnames(self) -> dict[str, tuple[str, str]]:
        """Return whom a bare last name means, by the forms that it can take after clitics, and those clitics."""
        found: dict[str, tuple[str, str]] = {}
        for id_, tokens in self._names.items():
            if len(tokens) > 1 and len(tokens[-1]) > 2:
                for prefix in self._prefixes:
                    found.setdefault(prefix + tokens[-1], (id_, prefix))
        return found

    def actor(self, id_: str) -> str | None:
        """Return whom a known person acts for: on that day where they have held offices of several."""
        entity = self._lexicon.knowledge.entities.get(id_)
        if entity is None:
            return None
        if entity.actor or entity.state:
            return entity.actor or entity.state
        serving = {self._employer(tenure) for tenure in self._lexicon.tenures(id_) if self._holds(tenure)}
        return serving.pop() if len(serving) == 1 else None

    def employer(self, id_: str) -> str | None:
        """Return the only one for whom a known person has ever held office, unless the first is still to come."""
        employers = {self._employer(tenure) for tenure in self._lexicon.tenures(id_)}
        return employers.pop() if len(employers) == 1 and not self._unknown_yet(id_) else None

    def served(self, form: str) -> str | None:
        """Return the actor that all known persons of a name serve or have served: any "الأسد" is of Syria."""
        tokens = self._lexicon.tokens(form)
        alike = {id_ for word in tokens[-1:] for id_, known in self._lexicon.people(word) if _same(known, tokens)}
        found = {self.actor(id_) or self.employer(id_) for id_ in alike if not self._unknown_yet(id_)}
        return found.pop() if len(found) == 1 else None

    def _fits(self, state: str | None, id_: str) -> bool:
        """Tell whether a known person can be one of a state: they have served it, or it is not known whom."""
        served = {self._employer(tenure) for tenure in self._lexicon.tenures(id_)}
        return state in served if state and served else _compatible(state, self.actor(id_))

    def _employer(self, tenure: Tenure) -> str:
        """Return the actor for which an office is held: who leads the Commission acts for the EU."""
        owner = self._lexicon.knowledge.entities[tenure.state]
        return owner.actor or owner.id

    def _is_called(self, person: str, tokens: Sequence[str]) -> bool:
        """Tell whether a known person bears just this name: "علي عبد الله صالح" is not Aguila Saleh misspelled."""
        names = (known for id_, known in self._lexicon.people(tokens[-1]) if id_ == person and len(known) > 1)
        return any(_within(tokens, known) or _within(known, tokens) for known in names)

    def _of_other_father(self, known: Sequence[str], tokens: Sequence[str]) -> bool:
        """Tell whether one name is that of the other's father, or names a father where the other names another or none.

        "محمد بن سلمان بن عبد العزيز" is neither "سلمان بن عبد العزيز" nor "محمد بن نايف" nor "محمد عبد العزيز".
        """
        if min(len(known), len(tokens)) == 1 or tuple(tokens[: len(known)]) == tuple(known):
            return False
        mine, theirs = self._fathers(tokens), self._fathers(known)
        if known[0] in mine or tokens[0] in theirs:
            return True
        return bool(mine) and mine[:1] != theirs[:1]

    def _fathers(self, name: Sequence[str]) -> list[str]:
        """Return the words of a name after "بن" and its like."""
        return [father for link, father in pairwise(name) if self._lexicon.look(link).role == "link"]

    def _best(self, candidates: Sequence[str], *, certain: bool) -> str | None:
        """Return the only candidate, or the only one in office on the day."""
        distinct = sorted(set(candidates))
        if len(distinct) == 1 and certain:
            return distinct[0]
        serving = [id_ for id_ in distinct if self._serves(id_)]
        return serving[0] if len(serving) == 1 else None

    def _serves(self, id_: str) -> bool:
        return any(self._holds(tenure) for tenure in self._lexicon.tenures(id_))

    def _unknown_yet(self, id_: str) -> bool:
        """Tell whether a person came to office only after the day, so that a mere surname is somebody else's."""
        starts = [tenure.start for tenure in self._lexicon.tenures(id_)]
        return self._day is not None and bool(starts) and all(start and start > self._day for start in starts)

    def _holds(self, tenure: Tenure) -> bool:
        return self._day is not None and (tenure.start or self._day) <= self._day <= (tenure.end or self._day)


def _compatible(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same(known: Sequence[str], tokens: Sequence[str]) -> bool:
    """Tell whether two names can be one person's: one within the other, or first names spelled nearly alike."""
    if known[-1] != tokens[-1]:
        several = len(known) > 1 and len(tokens) > 1
        return several and known[0] == tokens[0] and (_within(tokens, known) or _within(known, tokens))
    if len(known) == 1 or len(tokens) == 1 or _within(tokens, known) or _within(known, tokens):
        return True
    return _alike(known[0], tokens[0])


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) > len(long):
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _alike(one: str, other: str) -> bool:
    """Tell whether two words can be spellings of one foreign name: "سيرجي", "سيرغي"."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    common = set(one) & set(other)
    return len(common) / max(len(set(one)), len(set(other))) > _ALIKE
