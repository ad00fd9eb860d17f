"""Passages are linked to entities: known ones, ones that the article has named before, or new ones with minted ids."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.entities.lexicon import Lexicon
from kg.entities.lines import Found, Line, Passage
from kg.entities.people import People
from kg.entities.places import located
from kg.model import Document, Entity, EntityKind, Via

_HASH = 10
# Posts that an outlet leaves without the name of its own state.
_DOMESTIC = {
    "minister",
    "foreign_minister",
    "head_of_government",
    "deputy",
    "heir",
    "ambassador",
    "head",
    "member",
    "speaker",
}


class Register:
    """The entities that one article names, each with the forms of its name."""

    def __init__(self, lexicon: Lexicon, document: Document) -> None:
        self._lexicon = lexicon
        self._known = lexicon.knowledge.entities
        self._language = document.language
        self._home = lexicon.home(document.outlet)
        self._entities: dict[str, Entity] = {}
        self._forms: dict[str, dict[str, None]] = {}
        self._listed: dict[str, tuple[str, ...]] = {}  # other names of agencies, papers and stations
        self._bodies: dict[tuple[str | None, str], str] = {}
        self._people = People(lexicon, document.day)
        self._told: set[str | None] = set()  # the states that the article names
        self._located: set[str] = set()  # the capitals that the article names as places

    def at_home(self, passages: Sequence[Sequence[Passage]]) -> bool:
        """Tell whether the article names the state for whose readers its outlet writes."""
        return self._home is not None and any(
            self._home in {passage.state, passage.entity} for line in passages for passage in line
        )

    def link_all(self, lines: Sequence[Line], passages: Sequence[Sequence[Passage]]) -> tuple[Found, ...]:
        """Return the passages of all lines with their entities, in order, and the bare surnames of persons named."""
        ids: dict[tuple[int, int], str | None] = {}
        if not self.at_home(passages):
            self._home = None
        self._told = {passage.state or passage.entity for line in passages for passage in line}
        everything = [(number, passage) for number, line in enumerate(passages) for passage in line]
        for number, passage in everything:
            self._locate(lines[number], passage)
        # Full names first: "بوقدوم" in a headline is known from "صبري بوقدوم" in the text below.
        for number, passage in sorted(everything, key=_bare):
            ids[number, passage.start] = self._link(lines[number], passage)
        for number, surname in self._surnames(lines, passages):
            everything.append((number, surname))
            ids[number, surname.start] = self._link(lines[number], surname)
        everything.sort(key=lambda one: (one[0], one[1].start))
        return tuple(self._found(lines[number], number, passage, ids) for number, passage in everything)

    def visit(self, passages: Iterable[tuple[Line, Passage]]) -> None:
        """Remember the entities of passages that are no mentions."""
        for line, passage in passages:
            self._located.add(self._lexicon.key(_form(line, passage)))
            self._link(line, passage)

    def entities(self) -> Iterator[Entity]:
        """Yield every entity once, the longest of the article's own names first."""
        for id_, entity in self._entities.items():
            own = sorted(self._forms.get(id_, ()), key=lambda form: (-len(form), form))
            known = [text for language, text in entity.names if language == self._language]
            forms = dict.fromkeys([*own, *known, *self._lexicon.listed(id_), *self._listed.get(id_, ())])
            names = tuple([(self._language, form) for form in forms])
            yield Entity(id_, entity.kind, names or entity.names, entity.actor, entity.state, entity.same_as)

    def acted(self, code: str | None, line: Line, passage: Passage) -> None:
        """Remember an actor that a reference points to, and what the article calls a group of states."""
        if code is None or code not in self._known:
            return
        if code not in self._entities and passage.via is Via.REFERENCE and not self.is_state(code):
            self._note(code, _form(line, passage))
        self._entities.setdefault(code, self._known[code])

    def is_state(self, code: str) -> bool:
        """Tell whether a code is that of a state."""
        return code in self._known and self._known[code].kind is EntityKind.STATE

    def _found(self, line: Line, number: int, passage: Passage, ids: dict[tuple[int, int], str | None]) -> Found:
        id_ = ids[number, passage.start]
        entity = self._entities.get(id_) if id_ else None
        actor = entity.actor if entity else None
        if entity and entity.kind is EntityKind.PLACE and passage.via is Via.CAPITAL:
            actor = entity.state
        return Found(number, passage, line.span(passage.start, passage.end), id_, actor)

    def _link(self, line: Line, passage: Passage) -> str | None:
        if passage.entity is None and passage.via is Via.REFERENCE:
            return None
        for inside in passage.inner:
            self._link(line, inside)
        form = _form(line, passage)
        owner = self._known.get(passage.state) if passage.state else None
        if owner is not None and (passage.core or passage.kind in {EntityKind.STATE, EntityKind.PERSON}):
            self._entities.setdefault(owner.id, owner)
        if passage.kind is EntityKind.PERSON:
            return self._person(line, passage, form)
        if passage.entity is not None:
            known = self._known[passage.entity]
            if known.kind is EntityKind.PLACE and passage.state is not None:
                # Whose a place is, the article tells: "مدينة الداخلة المغربية".
                self._entities[known.id] = replace(known, state=passage.state)
            self._entities.setdefault(known.id, known)
            self._abridge(known)
            if known.kind is EntityKind.ORG and known.actor and self.is_state(known.actor):
                self._entities.setdefault(known.actor, self._known[known.actor])
            if known.kind is not EntityKind.STATE or passage.via in {Via.NAME, Via.ALIAS, Via.LOADED}:
                self._note(known.id, form)
            return known.id
        if passage.kind is EntityKind.ORG:
            return self._body(line, passage, form)
        return self._place(passage, form)

    def _person(self, line: Line, passage: Passage, form: str) -> str:
        state = passage.state or (self._home if passage.post in _DOMESTIC else None)
        known = self._people.find(form, passage.state, passage.entity)
        state = state or (None if known else passage.guess or self._namesake(form))
        id_ = known or mint(EntityKind.PERSON, state, self._lexicon.key(form))
        self._people.remember(id_, form, state)
        if id_ not in self._entities:
            listed = self._known.get(id_)
            self._entities[id_] = (
                self._served(listed, passage.state or passage.guess)
                if listed
                else self._new(id_, EntityKind.PERSON, state, acts=True)
            )
        elif self._entities[id_].actor is None and state is not None:
            self._entities[id_] = self._new(id_, EntityKind.PERSON, state, acts=True)
        if passage.post == "noble" and passage.name is not None:
            # "الملك سلمان" is often the whole name that an article gives.
            self._note(id_, _form(line, passage._replace(name=(passage.start, passage.name[1]))))
        self._note(id_, form)
        return id_

    def _namesake(self, form: str) -> str | None:
        """Return the state of all known persons of a name, if the article tells of it: "الأسد" in one on Syria."""
        state = self._people.served(form)
        return state if state in self._told else None

    def _served(self, person: Entity, guess: str | None) -> Entity:
        """Return a known person with whom they act for on the day of the article, or the one state they ever served."""
        actor = self._known.get(self._people.actor(person.id) or guess or "")
        if actor is not None:
            return replace(person, actor=actor.actor, state=person.state or actor.state)
        former = self._known.get(self._people.employer(person.id) or "")
        return replace(person, state=former.state) if former else person

    def _abridge(self, known: Entity) -> None:
        """Remember what a known body is called once its state is understood: "مجلس الشيوخ [الأمريكي]"."""
        for bare in self._lexicon.abridged(known.id):
            self._bodies.setdefault((None, bare), known.id)
            self._bodies.setdefault((known.state, bare), known.id)

    def _body(self, line: Line, passage: Passage, form: str) -> str:
        acts = passage.post.startswith("state")
        words = line.words[passage.head or passage.start : passage.core or passage.end]
        if passage.post.startswith("media "):
            core = self._lexicon.key(passage.post.split(" ", 1)[1].split("|")[0])
        elif passage.core or acts:
            forms = [word.form for word in words]
            if passage.ending:
                forms[-1] = forms[-1][: -passage.ending]
            core = self._lexicon.core(forms)
        else:
            core = self._lexicon.key(form)
        state = passage.state or (self._home if passage.post.startswith(("state", "body")) else None)
        before = self._bodies.get((state, core))
        if before is None and state is None and passage.guess:
            state = passage.guess
            before = self._bodies.get((state, core))
        if before is None and state is None and acts:
            state = self._lexicon.home(None)  # the language itself tells for whom it is written
        id_ = before or mint(EntityKind.ORG, state, core)
        self._bodies[state, core] = id_
        if passage.state is not None:
            self._bodies.setdefault((None, core), id_)
        if id_ not in self._entities:
            self._entities[id_] = self._new(id_, EntityKind.ORG, state, acts=acts)
        self._note(id_, form)
        for short in passage.short:
            self._note(id_, _form(line, passage._replace(name=short)))
        if passage.post.startswith("media "):
            self._listed[id_] = tuple(passage.post.split(" ", 1)[1].split("|"))
        return id_

    def _locate(self, line: Line, passage: Passage) -> None:
        if passage.via is Via.CAPITAL and passage.kind is EntityKind.PLACE and located(line, passage):
            self._located.add(self._lexicon.key(_form(line, passage)))

    def _place(self, passage: Passage, form: str) -> str:
        if passage.via is Via.CAPITAL and passage.state and self._lexicon.key(form) not in self._located:
            # Told only as a government: "قالت طهران" names no place.
            self._entities.setdefault(passage.state, self._known[passage.state])
            return passage.state
        id_ = mint(EntityKind.PLACE, passage.state, self._lexicon.key(form))
        if id_ not in self._entities:
            self._entities[id_] = self._new(id_, EntityKind.PLACE, passage.state, acts=False)
        self._note(id_, form)
        return id_

    def _new(self, id_: str, kind: EntityKind, code: str | None, *, acts: bool) -> Entity:
        owner = self._known.get(code) if code else None
        state = owner.state if owner is not None else None
        return Entity(id_, kind, (), code if acts else None, state)

    def _note(self, id_: str, form: str) -> None:
        self._forms.setdefault(id_, {})[form] = None

    def _surnames(self, lines: Sequence[Line], passages: Sequence[Sequence[Passage]]) -> Iterator[tuple[int, Passage]]:
        """Yield the words outside all passages that are the surname of a person named elsewhere in the article."""
        surnames = self._people.surnames()
        if not surnames:
            return
        for number, line in enumerate(lines):
            bare = [index for index, word in enumerate(line.words) if word.form in surnames]
            for index in bare:
                taken = any(passage.start <= index < passage.end for passage in passages[number])
                if not taken and not line.facts(index).common:
                    id_, clitics = surnames[line.words[index].form]
                    yield (
                        number,
                        Passage(
                            index, index + 1, EntityKind.PERSON, Via.NAME, id_, None, "", (index, index + 1), 0, clitics
                        ),
                    )


def mint(kind: EntityKind, state: str | None, name: str) -> str:
    """Return an ASCII id for an entity outside the knowledge base, the same wherever it is met."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH]
    return "-".join([kind.value.lower(), *([state] if state else []), digest])


def _bare(one: tuple[int, Passage]) -> bool:
    """Tell whether a passage is a person's name of one word."""
    passage = one[1]
    return passage.kind is EntityKind.PERSON and passage.name is not None and passage.name[1] - passage.name[0] == 1


def _form(line: Line, passage: Passage) -> str:
    """Return the name as the article writes it, without the clitics before it."""
    start, end = passage.name or (passage.start, passage.end)
    clitics = passage.clitics
    if start == passage.start and not clitics:
        match = None if passage.kind is EntityKind.PERSON and not passage.entity else line.match(start)
        clitics = match.prefix if match else line.facts(start).clitics
    written = line.written(start, end)
    if passage.ending and end == passage.end:
        written = written[: -passage.ending]
    return " ".join(line.lexicon.language.without(written, clitics).split())
