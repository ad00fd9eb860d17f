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
_DESCRIBED = 4  # words between a participle and such a noun behind it
_DESCRIBING = frozenset({"clause", "relative", "coming"})
_HEAD, _OBJECT, _VERB = range(3)  # what a lemma is for


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
            found.extend(_best([hit for form in each.heads if (hit := self._hit(index, form, known, stops, words))]))
        # A verb with its noun is one cue: the noun by itself is none, but sanctions that are lifted were imposed.
        completed = {hit.last for hit in found if hit.cue.needs_object and hit.cue.kind != "concedesTo"}
        return tuple(hit for hit in found if hit.first not in completed)

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

    def _hit(
        self, index: int, form: Form, known: Sequence[_Known], stops: Sequence[int], words: Sequence[Word]
    ) -> Hit | None:
        cue = self._cues[form.lemma]
        if ("negated" in cue.flags and not form.negative) or ("asserted" in cue.flags and form.negative):
            return None
        if "negated" in cue.flags:
            form = form._replace(negative=False)  # it is what the cue says
        if not cue.needs_object:
            return Hit(index, index, cue, form)
        if "pair" in cue.flags:
            beside = index > 0 and form.lemma in known[index - 1].completes
            return Hit(index, index, cue._replace(needs_object=False), form) if beside else None
        place = _before(index, form, known, stops)
        if place is None and form.ending in _DESCRIBING:
            place = _behind(index, form, known, words)
        return None if place is None else Hit(index, place, cue, form)


def _before(index: int, form: Form, known: Sequence[_Known], stops: Sequence[int]) -> int | None:
    """Return the noun before a verb that completes it: "ilişkilerini kesti"."""
    for earlier in range(index - 1, max(index - _REACH - 1, -1), -1):
        if stops[earlier] != stops[index]:
            break
        if form.lemma in known[earlier].completes:
            return earlier
    return None


def _behind(index: int, form: Form, known: Sequence[_Known], words: Sequence[Word]) -> int | None:
    """Return the noun behind a participle that completes it: "imzaladıkları anlaşma"."""
    for later in range(index + 1, min(index + _DESCRIBED, len(known))):
        if words[later].start - words[later - 1].end > 1:
            break
        if form.lemma in known[later].completes:
            return later
    return None


def _best(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Keep of the readings of a word those with the nearest object, else those of its longest stem."""
    if len(hits) <= 1:
        return hits
    paired = [hit for hit in hits if "pair" in hit.cue.flags]
    if paired:
        return paired[:1]
    whole = [hit for hit in hits if hit.cue.needs_object]
    if whole:
        near = min(abs(hit.first - hit.last) for hit in whole)
        return [hit for hit in whole if abs(hit.first - hit.last) == near]
    first = hits[0].form
    return [
        hit for hit in hits if hit.form.kind == first.kind and (first.kind == "noun" or hit.form.ending == first.ending)
    ]


def _noun(written: str) -> str:
    """Return a noun as the lexicon takes it, with the mark of one that has "his" in it."""
    return normalise(written) + ("+" if written.endswith("+") else "")
