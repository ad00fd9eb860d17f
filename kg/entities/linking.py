"""Passages are linked to entities: known ones, ones that the article has named before, or new ones with minted ids."""

import hashlib
from collections.abc import Iterator, Sequence

from kg.entities.lexicon import Lexicon
from kg.entities.lines import Line, Passage
from kg.model import Entity, EntityKind, Knowledge, NameKind, Via

_LISTED = {NameKind.NAME, NameKind.ABBREVIATION, NameKind.ALIAS}
_HASH = 10


class Register:
    """The entities that one article has named so far."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._knowledge: Knowledge = lexicon.knowledge
        self._normalise = lexicon.language.normalise
        self._language = language
        self._lexicon = lexicon
        self._kinds: dict[str, EntityKind] = {}
        self._states: dict[str, str | None] = {}
        self._actors: dict[str, str | None] = {}
        self._forms: dict[str, list[str]] = {}
        self._persons: dict[str, tuple[str, ...]] = {}

    def link(self, line: Line, passage: Passage) -> str | None:
        """Return the id of the entity that a passage names, and remember it with the form of its name."""
        if passage.via is Via.REFERENCE:
            return None
        form = _form(line, passage)
        if passage.entity is not None:
            known = self._knowledge.entities[passage.entity]
            self._remember(known.id, known.kind, known.state, known.actor)
            if passage.via in {Via.NAME, Via.ALIAS} or known.kind is not EntityKind.STATE:
                self._note(known.id, form)
            return known.id
        if passage.kind is EntityKind.PERSON:
            return self._person(line, passage, form)
        return self._minted(line, passage, form)

    def entities(self) -> Iterator[Entity]:
        """Yield every entity once, the longest of the article's own names first."""
        for id_, kind in self._kinds.items():
            own = sorted(dict.fromkeys(self._forms.get(id_, ())), key=lambda form: (-len(form), form))
            known = self._knowledge.entities.get(id_)
            listed = (
                [] if known is None else [name.text for name in self._lexicon.names_of(id_) if name.kind in _LISTED]
            )
            names = tuple((self._language, form) for form in dict.fromkeys([*own, *listed]))
            same_as = known.same_as if known else None
            yield Entity(id_, kind, names, self._actors[id_], self._states[id_], same_as)

    def state(self, id_: str) -> str | None:
        """Return the state that an entity belongs to."""
        return self._states.get(id_)

    def actor(self, id_: str | None) -> str | None:
        """Return the code that an entity acts as."""
        return self._actors.get(id_) if id_ else None

    def _remember(self, id_: str, kind: EntityKind, state: str | None, actor: str | None) -> None:
        self._kinds.setdefault(id_, kind)
        if self._states.get(id_) is None:
            self._states[id_] = state
        if self._actors.get(id_) is None:
            self._actors[id_] = actor

    def _note(self, id_: str, form: str) -> None:
        self._forms.setdefault(id_, []).append(form)

    def _minted(self, line: Line, passage: Passage, form: str) -> str:
        state = passage.state
        acts = passage.kind is EntityKind.ORG and passage.post.startswith("state")
        owner = self._knowledge.entities.get(state) if state else None
        if owner is not None:
            self._remember(owner.id, owner.kind, owner.state, owner.actor)
        code = None if owner is None else owner.state if owner.kind is EntityKind.STATE else None
        id_ = mint(passage.kind, state, self._normalise(form))
        self._remember(id_, passage.kind, code, state if acts else None)
        self._note(id_, form)
        return id_

    def _person(self, line: Line, passage: Passage, form: str) -> str:
        tokens = tuple(self._normalise(word) for word in form.split())
        owner = self._knowledge.entities.get(passage.state) if passage.state else None
        if owner is not None:
            self._remember(owner.id, owner.kind, owner.state, owner.actor)
        id_ = self._same_person(tokens, passage.state) or mint(EntityKind.PERSON, passage.state, " ".join(tokens))
        self._persons.setdefault(id_, tokens)
        if len(tokens) > len(self._persons[id_]):
            self._persons[id_] = tokens
        state = owner.state if owner is not None and owner.kind is EntityKind.STATE else None
        self._remember(id_, EntityKind.PERSON, state, passage.state)
        self._note(id_, form)
        return id_

    def _same_person(self, tokens: tuple[str, ...], state: str | None) -> str | None:
        for id_, known in self._persons.items():
            if _contains(known, tokens) or _contains(tokens, known):
                other = self._actors.get(id_)
                if state is None or other is None or state == other:
                    return id_
        return None


def mint(kind: EntityKind, state: str | None, name: str) -> str:
    """Return an ASCII id for an entity outside the knowledge base, the same wherever it is met."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH]
    return "-".join([kind.value.lower(), *([state] if state else []), digest])


def _form(line: Line, passage: Passage) -> str:
    start, end = passage.name or (passage.start, passage.end)
    span = line.span(start, end)
    words = line.words
    prefix = 0
    if start == passage.start:
        match = line.match(start)
        prefix = len(match.prefix) if match else len(line.facts(start).clitics)
        if match and match.definite:
            prefix -= 2
    text = line.text[words[start].start + prefix : span.end]
    return " ".join(text.split())


def _contains(long: Sequence[str], short: Sequence[str]) -> bool:
    """Tell whether the words of a short name stand in a long one, in order and with the same last word."""
    if not short or len(short) > len(long) or long[-1] != short[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)
