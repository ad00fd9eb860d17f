"""Cues are found in a Turkish sentence in any of their forms."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.lang import rows
from kg.lang.forms import Form
from kg.lang.memory import Memory
from kg.lang.tr import normalise
from kg.lang.tr.morphology import Lexicon
from kg.relations.cues import Cue, Governor, Hit
from kg.text.words import Word

_REACH = 5  # words between a noun and the verb that it completes: "ilişkilerini tamamen kesti"
_HEAD, _OBJECT, _VERB = range(3)  # what a lemma is for: a cue, a noun that completes one, a governing verb


class _Known(NamedTuple):
    """What a word may be: forms of cues, the cues that it completes, forms of governing verbs."""

    heads: tuple[Form, ...]
    completes: frozenset[int]
    governing: tuple[Form, ...]


class Cues:
    """The cues and governing verbs of Turkish, ready to be looked up."""

    def __init__(self, more: Sequence[Mapping[str, str]] = ()) -> None:
        """Read the tables of the language; more are further cue rows of the user's."""
        self._lexicon = Lexicon()
        self._effects: list[tuple[str, bool]] = []
        self._cues: list[Cue] = []
        self._phrases: dict[int, tuple[tuple[str, ...], ...]] = {}  # further words of nouns of several
        for row in (*rows("tr", "cues"), *more):
            lemma = len(self._cues)
            name = normalise((row["verb"] or row["nouns"]).split()[0].split("|")[0])
            self._cues.append(
                Cue(
                    id=f"tr.{row['kind']}.{name}"
                    + (f"+{normalise(row['object'].split()[0])}" if row["object"] else ""),
                    kind=row["kind"],
                    targets=tuple(row["target"].split()),
                    flags=frozenset(row["flags"].split()),
                    needs_object=bool(row["object"]),
                )
            )
            self._add(_HEAD + 3 * lemma, row)
            for noun in row["object"].split():
                self._lexicon.add_noun(_OBJECT + 3 * lemma, _noun(noun))
        for row in rows("tr", "verbs"):
            self._add(_VERB + 3 * len(self._effects), row)
            self._effects.append((row["effect"], bool(row["control"])))
        self._never = frozenset(normalise(row["form"]) for row in rows("tr", "particles") if row["role"] == "never")
        self._known = Memory(self._known_of)

    def _add(self, lemma: int, row: Mapping[str, str]) -> None:
        for stem in row["verb"].replace("|", " ").split():
            self._lexicon.add_verb(lemma, normalise(stem))
        for noun in row["nouns"].split():
            self._lexicon.add_noun(lemma, _noun(noun))

    def find(self, words: Sequence[Word], stops: Sequence[int]) -> tuple[Hit, ...]:
        """Return the cues among the words; stops gives for each word the number of the clause it stands in."""
        found: list[Hit] = []
        known = [self._known[word.form] for word in words]
        for index, each in enumerate(known):
            hits: dict[str, Hit] = {}
            taken = 0
            for form in each.heads:
                hit = self._hit(index, form, known, stops)
                if hit is not None and (hit.cue.needs_object or not taken):
                    hits.setdefault(hit.cue.id, hit)
                    taken = max(taken, hit.cue.needs_object)
            whole = [hit for hit in hits.values() if hit.cue.needs_object]
            found.extend(whole or hits.values())
        # A verb with its noun is one cue: the noun by itself is none.
        completed = {hit.last for hit in found if hit.cue.needs_object}
        return tuple(hit for hit in found if hit.cue.needs_object or hit.first not in completed)

    def governors(self, words: Sequence[Word]) -> tuple[Governor, ...]:
        """Return the governing verbs and verbal nouns among the words."""
        found = []
        for index, word in enumerate(words):
            forms = self._known[word.form].governing
            if forms:
                found.append(Governor(index, forms[0], *self._effects[forms[0].lemma]))
        return tuple(found)

    def _known_of(self, word: str) -> _Known:
        sorted_: tuple[list[Form], list[Form], list[Form]] = ([], [], [])
        if word not in self._never:
            for form in self._lexicon.forms(word):
                number, role = divmod(form.lemma, 3)
                sorted_[role].append(form._replace(lemma=number))
        return _Known(tuple(sorted_[_HEAD]), frozenset(form.lemma for form in sorted_[_OBJECT]), tuple(sorted_[_VERB]))

    def _hit(self, index: int, form: Form, known: Sequence[_Known], stops: Sequence[int]) -> Hit | None:
        cue = self._cues[form.lemma]
        if not cue.needs_object:
            return Hit(index, index, cue, form)
        for earlier in range(index - 1, max(index - _REACH - 1, -1), -1):
            if stops[earlier] != stops[index]:
                break
            if form.lemma in known[earlier].completes:
                return Hit(index, earlier, cue, form)
        if form.ending in ("clause", "relative", "coming"):
            # "imzaladıkları anlaşma": the noun that completes the verb stands behind it.
            for later in range(index + 1, min(index + 4, len(known))):
                if stops[later] == stops[index] and form.lemma in known[later].completes:
                    return Hit(index, later, cue, form)
        return None


def _noun(written: str) -> str:
    """Return a noun as the lexicon takes it, with the mark of one that has "his" in it."""
    return normalise(written) + ("+" if written.endswith("+") else "")
