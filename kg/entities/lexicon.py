"""The lexicon finds, at any word of a sentence, the names and phrases that begin there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.lang import Language, Segment, load, rows
from kg.lang.memory import Memory
from kg.model import EntityKind, Knowledge, Name, NameKind, Span, Tenure
from kg.text.words import Word, words

_SHORT = 4  # a first word this short is often written together with the second: "ابو ظبي", "ابوظبي"
_SAFE = 4
_MOST_NAMES = 20_000  # kept divided into words
_PLACES = {NameKind.CAPITAL, NameKind.TERRITORY}
_INFLECTED = {NameKind.DEMONYM, NameKind.PLURAL}
_LISTED = {NameKind.NAME, NameKind.ABBREVIATION, NameKind.ALIAS}


class Entry(NamedTuple):
    """What a phrase of the lexicon is.

    `sort` is "name" for names of the knowledge base, else the table the phrase comes from ("office", "organ", "title",
    "place", "reference"); `key` is the entity of a name or the type in the table; `kind` the sort of name.
    """

    sort: str
    key: str
    kind: NameKind | None = None
    flag: str = ""
    state: str | None = None  # the only state that has such a post or body


class Match(NamedTuple):
    """A phrase of the lexicon at words[start:end], after the clitics `prefix`."""

    start: int
    end: int
    prefix: str
    entries: tuple[Entry, ...]
    definite: bool = False  # an article stands before the phrase that is no part of it
    ending: str = ""  # the letters behind the phrase that are no part of it

    def first(self, sort: str) -> Entry | None:
        """Return the first entry of a sort."""
        return next((entry for entry in self.entries if entry.sort == sort), None)


class Node:
    """A place in the tree of phrases: what ends here, which of it can have an article before it, what goes on."""

    __slots__ = ("entries", "fitting", "following")

    def __init__(self) -> None:
        self.following: dict[str, Node] = {}
        self.entries: tuple[Entry, ...] = ()
        self.fitting: tuple[Entry, ...] = ()


class Facts(NamedTuple):
    """What is known of a word form by itself."""

    starts: tuple[tuple[str, Node], ...] = ()
    given: str = ""  # "given", "weak" or "exact" if the form is a given name
    clitics: str = ""  # before the given name
    common: bool = False  # an ordinary word, no part of a person's name
    role: str = ""  # inside a person's name: "link" or "adjective"


class Lexicon:
    """The names of a knowledge base and the phrases of a language, with a memory of the word forms met."""

    def __init__(self, knowledge: Knowledge, code: str) -> None:
        self.code = code
        self.language: Language = load(code)
        self.knowledge = knowledge
        normalise = self.language.normalise
        self._root: dict[str, Node] = {}
        self._facts = Memory(self._look)
        self._alike: dict[Facts, Facts] = {}  # most words are ordinary ones: one object stands for all of them
        self._begun = Memory(self._is_begun)
        self._tokens = Memory(self._divide, most=_MOST_NAMES)
        self._heads = Memory(self._heads_of)
        self._abridged = Memory(self._abridge)
        self._names: dict[str, tuple[Name, ...]] = {}
        for name in knowledge.names:
            if name.language == code:
                self._names[name.entity] = (*self._names.get(name.entity, ()), name)
        self._listed = {
            entity: tuple(name.text for name in names if name.kind in _LISTED) for entity, names in self._names.items()
        }
        self._given = {normalise(row["name"]): row["strength"] for row in rows(code, "given")}
        self._exact = {row["name"] for row in rows(code, "given") if row["strength"] == "exact"}
        self._roles = {normalise(row["word"]): row["role"] for row in rows(code, "person")}
        self._common = {row["word"] for row in rows(code, "common")}
        self.locatives = frozenset(normalise(row["word"]) for row in rows(code, "locative"))
        self._outlets = [(self.key(row["outlet"]), row["state"]) for row in rows(code, "outlets")]
        self._ambiguous = {
            normalise(row["name"]): frozenset(map(normalise, row["after"].split())) for row in rows(code, "ambiguous")
        }
        self._company = {
            normalise(row["name"]): frozenset(row["beside"].split()) for row in rows(code, "ambiguous") if row["beside"]
        }
        self._spelled = {normalise(row["name"]): row["spelled"] for row in rows(code, "ambiguous") if row["spelled"]}
        for form in self._doubted():
            self._ambiguous.setdefault(form, frozenset())
        self._called = {row["form"]: tuple(row["states"].split()) for row in rows(code, "forms_of_state")}
        self._beside = {row["form"]: row["beside"] for row in rows(code, "forms_of_state") if row["beside"]}
        self._people: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name in knowledge.names:
            if name.language == code and knowledge.entities[name.entity].kind is EntityKind.PERSON:
                tokens = self.tokens(name.text)
                for word in {tokens[0], tokens[-1]}:
                    self._people.setdefault(word, []).append((name.entity, tokens))
        self._tenures: dict[str, list[Tenure]] = {}
        for tenure in knowledge.tenures:
            self._tenures.setdefault(tenure.person, []).append(tenure)
        for phrase, entry in self._phrases(code):
            self._add([word.form for word in words(phrase, Span(0, len(phrase)), self.language)], entry)

    def look(self, form: str) -> Facts:
        """Return what is known of a word form by itself."""
        return self._facts[form]

    def facts(self, sentence: Sequence[Word]) -> tuple[Facts, ...]:
        """Return what is known of each word of a sentence by itself."""
        facts = self._facts
        return tuple([facts[word.form] for word in sentence])

    def match(self, sentence: Sequence[Word], start: int) -> Match | None:
        """Return the longest phrase that begins at a word, the least divided reading of the word first."""
        found = self.readings(sentence, start)
        return found[0] if found else None

    def readings(self, sentence: Sequence[Word], start: int) -> tuple[Match, ...]:
        """Return the longest phrases that begin at a word: "الوزير" points back, or is "وزير" after an article."""
        found: list[Match] = []
        for prefix, first in self._facts[sentence[start].form].starts:
            end, node = _walk(first, sentence, start)
            if not node.entries or (found and end < found[0].end):
                continue
            definite = prefix.endswith(self.language.ARTICLE)
            entries = node.fitting if definite else node.entries
            if entries:
                if found and end > found[0].end:
                    found.clear()
                found.append(Match(start, end, prefix, entries, definite))
        return tuple(found)

    def begins(self, form: str) -> bool:
        """Tell whether a phrase begins with a word, endings cut off where it has any."""
        return self._begun[form]

    def _is_begun(self, form: str) -> bool:
        return any(stem in self._root for stem in (form, *self.language.endings(form)))

    def ended(self, sentence: Sequence[Word], start: int, last: int) -> Match | None:
        """Return the longest phrase that begins at a word and ends before last, endings at its last word or none."""
        best: Match | None = None
        node: Node | None = None
        for position in range(start, last):
            form = sentence[position].form
            following = node.following if node is not None else self._root
            for stem in (form, *self.language.endings(form)):
                found = following.get(stem)
                if found is not None and found.entries:
                    best = Match(start, position + 1, "", found.entries, ending=form[len(stem) :])
                    break
            node = following.get(form)
            if node is None:
                break
        return best

    def tokens(self, name: str) -> tuple[str, ...]:
        """Return the words of a name as they compare, "عبد العزيز" as one."""
        return self._tokens[name]

    def _divide(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        for word in words(name, Span(0, len(name)), self.language):
            if found and self._roles.get(found[-1]) == "joined":
                found[-1] += word.form
            else:
                found.append(word.form)
        return tuple(found)

    def key(self, name: str) -> str:
        """Return a name as it compares."""
        return " ".join(self.tokens(name))

    def core(self, forms: Sequence[str]) -> str:
        """Return what the names of one body have in common: "وزارة الخارجية", "الخارجية"."""
        bare = [form.removeprefix(self.language.ARTICLE) for form in forms]
        return " ".join(form for form in bare if self._roles.get(form) != "generic") or " ".join(bare)

    def abridged(self, entity: str) -> Sequence[str]:
        """Return what a known body is called once its state is understood: "مجلس الشيوخ [الأمريكي]"."""
        return self._abridged[entity]

    def _abridge(self, id_: str) -> tuple[str, ...]:
        entity = self.knowledge.entities[id_]
        if entity.kind is not EntityKind.ORG or entity.state is None:
            return ()
        bare = (self._stateless(name.text, entity.state) for name in self.names_of(id_))
        return tuple(filter(None, bare))

    def _stateless(self, name: str, state: str) -> str:
        """Return the core of a body's name without the adjective of its state at the end; empty if it has none."""
        found = words(name, Span(0, len(name)), self.language)
        for index in range(1, len(found)):
            match = self.match(found, index)
            entry = match.first("name") if match else None
            if match and entry and entry.key == state and entry.kind in _INFLECTED and match.end == len(found):
                return self.core([word.form for word in found[:index]])
        return ""

    def home(self, outlet: str | None) -> str | None:
        """Return the state whose posts and bodies an outlet names without saying whose they are."""
        anyone = next((state for name, state in self._outlets if not name), None)
        if not outlet:
            return anyone
        plain = self.key(outlet)
        return next(
            (state for name, state in self._outlets if plain == name or (name and plain.startswith(f"{name} "))), anyone
        )

    def people(self, surname: str) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Return the known persons of a first or last name, each with the words of one of their names."""
        return self._people.get(surname, ())

    def doubt(self, form: str) -> frozenset[str] | None:
        """Return the words after which an ambiguous name is one, None for a word that is not ambiguous."""
        return self._ambiguous.get(form)

    def spelled(self, form: str, written: str) -> bool:
        """Tell whether an ambiguous name is written with the vowel that makes it one: "عُمان" is no Amman."""
        return form in self._spelled and self._spelled[form] in written

    def company(self, form: str) -> frozenset[str]:
        """Return the actors in an article on whom an ambiguous name is one: "حماس" in one on Palestine."""
        return self._company.get(form, frozenset())

    def tenures(self, person: str) -> Sequence[Tenure]:
        """Return the posts that a known person has held."""
        return self._tenures.get(person, ())

    def called(self, form: str) -> Sequence[str]:
        """Return the states that a form of state ("kingdom") can stand for."""
        return self._called.get(form, ())

    def beside(self, form: str) -> str | None:
        """Return the actor in whose company such a form means the first of those it can stand for."""
        return self._beside.get(form)

    def spells(self, word: str) -> bool:
        """Tell whether a word, as written, is one of the given names that count only in their own spelling."""
        return any(word.endswith(name) for name in self._exact)

    def names_of(self, entity: str) -> tuple[Name, ...]:
        """Return the names of an entity in the language of the lexicon."""
        return self._names.get(entity, ())

    def listed(self, entity: str) -> Sequence[str]:
        """Return the neutral names of an entity that it is looked up by."""
        return self._listed.get(entity, ())

    def heads(self, entity: str) -> frozenset[str]:
        """Return the nouns with which names of an organisation begin, bare: "حركه" of "حركة حماس"."""
        return self._heads[entity]

    def _heads_of(self, entity: str) -> frozenset[str]:
        first = (self.language.normalise(name.text.split()[0]) for name in self.names_of(entity) if " " in name.text)
        return frozenset(word.removeprefix(self.language.ARTICLE) for word in first)

    def _doubted(self) -> Iterator[str]:
        """Yield the forms of ambiguous names, but for those that are plainly the name of something else known."""
        names = [name for name in self.knowledge.names if name.language == self.code]
        plain = {name.text for name in names if not name.ambiguous}
        for name in names:
            if not name.ambiguous or name.text in plain:
                continue
            form = self.language.normalise(name.text)
            yield form
            if name.kind in _INFLECTED:
                for inflected in self.language.inflections(form):
                    yield from (inflected, self.language.ARTICLE + inflected)

    def _phrases(self, code: str) -> Iterator[tuple[str, Entry]]:
        normalise = self.language.normalise
        for name in self.knowledge.names:
            if name.language != code:
                continue
            entry = Entry("name", name.entity, name.kind)
            for form in self._inflected(name.text) if name.kind in _INFLECTED else (name.text,):
                yield form, entry
        for table, sort, key, flag in (
            ("offices", "office", "type", "complement"),
            ("titles", "title", "type", ""),
            ("organs", "organ", "acts", "bare"),
            ("place_heads", "place", "keep", ""),
            ("media", "media", "state", "forms"),
            ("references", "reference", "sort", "type"),
        ):
            for row in rows(code, table):
                note = row[flag] if flag else ""
                if sort == "reference" and note:
                    note = "|".join(self.core([normalise(part)]) for part in note.split("|"))
                for form in row["forms"].split("|"):
                    yield form, Entry(sort, row[key], None, note, row.get("state") or None)

    def _inflected(self, name: str) -> Iterator[str]:
        """Yield the forms of an adjective of a state, of several words ("South Korean") those of the last."""
        before, _, last = name.rpartition(" ")
        if before and not self.language.ARTICLE.isalnum():
            yield from (f"{before} {form}" for form in self.language.inflections(self.language.normalise(last)))
        else:
            yield from self.language.inflections(self.language.normalise(name))

    def _add(self, phrase: list[str], entry: Entry) -> None:
        for variant in _variants(phrase):
            node = self._root.setdefault(variant[0], Node())
            for word in variant[1:]:
                node = node.following.setdefault(word, Node())
            if entry not in node.entries:
                # A name before a capital: "الجزائر" is the state unless something else is said.
                node.entries = tuple(sorted((*node.entries, entry), key=_rank))
                node.fitting = _fitting(node.entries)

    def _look(self, form: str) -> Facts:
        segments = self.language.segments(form)
        starts = tuple((s.prefix, node) for s in segments if (node := self._root.get(s.stem)))
        given, clitics = self._given.get(form, ""), ""
        common = not given and (form in self._common or self._is_common(segments))
        if not given:
            given, clitics = self._given_in(segments)
        role = self._roles.get(form, "")
        if not (starts or given or common or role):
            return _UNKNOWN
        facts = Facts(starts, given, clitics, common, role)
        return facts if starts else self._alike.setdefault(facts, facts)

    def _given_in(self, segments: Iterable[Segment]) -> tuple[str, str]:
        """Return what given name is in a word after clitics, and those clitics."""
        for segment in segments:
            if segment.prefix and (given := self._given.get(segment.stem, "")):
                return given, segment.prefix
        return "", ""

    def _is_common(self, segments: Iterable[Segment]) -> bool:
        """Tell whether a word is a listed one but for its clitics and its ending."""
        for segment in segments:
            # A single ب, ل or ك before three letters is more often the beginning of a name: "كيري", "لبيد".
            if len(segment.stem) < _SAFE and segment.prefix and segment.prefix in self.language.PREPOSITIONS:
                continue
            if segment.stem in self._common or not self._common.isdisjoint(self.language.stems(segment.stem)):
                return True
        return False


_UNKNOWN = Facts()


def _rank(entry: Entry) -> int:
    return 2 if entry.kind in _PLACES else 0 if entry.kind is NameKind.NAME else 1


def _walk(node: Node, sentence: Sequence[Word], start: int) -> tuple[int, Node]:
    """Follow a phrase from its first word; return where the longest that ends on the way ends, and its last node."""
    end, found = start + 1, node
    position = start + 1
    while node.following and position < len(sentence):
        following = node.following.get(sentence[position].form)
        if following is None:
            break
        node = following
        position += 1
        if node.entries:
            end, found = position, node
    return end, found


def _fitting(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Leave out names that cannot take an article before them."""
    return tuple(e for e in entries if e.sort != "name" or e.kind in _INFLECTED)


def _variants(phrase: list[str]) -> Iterator[list[str]]:
    """Yield a phrase as it stands, and with its first two words written together if the first is short."""
    if not phrase:
        return
    yield phrase
    if len(phrase) > 1 and len(phrase[0]) < _SHORT:
        yield [phrase[0] + phrase[1], *phrase[2:]]
