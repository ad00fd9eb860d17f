"""Cues are found in an Arabic sentence in any of their forms."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.lang import rows
from kg.lang.ar import normalise
from kg.lang.ar.morphology import Lexicon
from kg.lang.forms import Form
from kg.lang.memory import Memory
from kg.relations.cues import Cue, Governor, Hit
from kg.text.words import Word

_REACH = 8  # words between a verb and the noun that it needs: "عقد وزير الخارجية ... اجتماعا"

_BACK = 5  # words between such a noun and a verb that takes it up with a pronoun: "اتفاق سلام وقعته"

# What a lemma is for: a cue, a noun that completes one, a governing verb. One lexicon serves for all three.
_HEAD, _OBJECT, _VERB = range(3)


class _Known(NamedTuple):
    """What a word may be: forms of cues, the cues that it completes, the governing verb that it is a form of."""

    heads: tuple[Form, ...]
    completes: frozenset[int]
    governing: tuple[Form, ...]
    verb: bool  # nothing but a finite verb


_NOTHING = _Known((), frozenset(), (), verb=False)


class Cues:
    """The cues and governing verbs of Arabic, ready to be looked up."""

    def __init__(self, more: Sequence[Mapping[str, str]] = ()) -> None:
        """Read the tables of the language; more are further cue rows of the user's."""
        lexicon = Lexicon()
        self._lexicon = lexicon
        self._effects: list[tuple[str, bool]] = []
        self._cues: list[Cue] = []
        for row in (*rows("ar", "cues"), *more):
            lemma = len(self._cues)
            name = normalise(row["past"] or row["nouns"].split()[0])
            self._cues.append(
                Cue(
                    id=f"ar.{row['kind']}.{name}" + (f"+{row['object'].split()[0]}" if row["object"] else ""),
                    kind=row["kind"],
                    targets=tuple(normalise(target) for target in row["target"].split()),
                    flags=frozenset(row["flags"].split()),
                    needs_object=bool(row["object"]),
                )
            )
            _add(lexicon, _HEAD + 3 * lemma, row)
            for noun in row["object"].split():
                lexicon.add_noun(_OBJECT + 3 * lemma, noun)
        grammar = [(row["role"], normalise(row["form"])) for row in rows("ar", "particles")]
        self._never = frozenset(form for role, form in grammar if role == "never")
        self._inside = frozenset(form for role, form in grammar if role == "inside")
        self._unverbal = frozenset(form for role, form in grammar if role == "unverbal")
        self._jussive = frozenset(form for role, form in grammar if role == "jussive")
        self._auxiliaries = frozenset(form for role, form in grammar if role == "auxiliary")
        # What follows a preposition is a noun: "من أجل منع" is "to prevent", not "he prevented".
        self._before_nouns = frozenset(form for role, form in grammar if role == "preposition") | {"اجل", "عدم"}
        self._known = Memory(self._known_of)
        for row in rows("ar", "verbs"):
            _add(lexicon, _VERB + 3 * len(self._effects), row)
            self._effects.append((row["effect"], bool(row["control"])))

    def find(self, words: Sequence[Word], stops: Sequence[int]) -> tuple[Hit, ...]:
        """Return the cues among the words; stops gives for each word the number of the clause it stands in."""
        found: list[Hit] = []
        taken: set[int] = set()
        known = [self._known[word.form] for word in words]
        completing = [(index, each.completes) for index, each in enumerate(known) if each.completes]
        for index in [index for index, each in enumerate(known) if each.heads]:
            likely = () if index and words[index].form in self._inside else known[index].heads
            if not index or words[index - 1].form not in self._jussive:
                likely = tuple(form for form in likely if not form.short)
            if not likely or index in taken:
                continue
            if index and words[index - 1].form in self._unverbal:
                likely = tuple(form for form in likely if form.kind == "noun")
            elif index and self._wants_noun(words[index - 1].form):
                likely = tuple(form for form in likely if form.kind == "noun") or likely
            hits = [hit for form in likely if (hit := self._hit(index, form, completing, stops))]
            with_object = [hit for hit in hits if hit.cue.needs_object]
            for hit in _distinct(_nearest(with_object) or hits):
                found.append(hit)
                if hit.last > hit.first and hit.cue.kind != "threatens":
                    taken.add(hit.last)
        return tuple(found)

    def governors(self, words: Sequence[Word]) -> tuple[Governor, ...]:
        """Return the governing verbs and verbal nouns among the words."""
        found = []
        known = self._known
        for index in [index for index, word in enumerate(words) if known[word.form].governing]:
            forms = known[words[index].form].governing
            if not index or words[index - 1].form not in self._jussive:
                forms = tuple(form for form in forms if not form.short)
            if forms:
                # "نفى" and "نفي" are one word here: a noun after a preposition, else a verb.
                noun = bool(index) and self._wants_noun(words[index - 1].form)
                form = min(forms, key=lambda form: (form.kind == "noun") != noun)
                if form.kind != "noun" and index and words[index - 1].form in self._unverbal:
                    continue
                found.append(Governor(index, form, *self._effects[form.lemma]))
        return tuple(found)

    def _wants_noun(self, before: str) -> bool:
        """Tell whether a word is followed by a noun: a preposition, or a finite verb other than an auxiliary."""
        if before in self._before_nouns:
            return True
        if before in self._auxiliaries:
            return False
        return self._known[before].verb

    def _known_of(self, word: str) -> _Known:
        """Look a word up once for all that it may be, and sort its readings by what their lemmas are for."""
        sorted_: tuple[list[Form], list[Form], list[Form]] = ([], [], [])
        for form in self._lexicon.forms(word):
            number, role = divmod(form.lemma, 3)
            sorted_[role].append(form._replace(lemma=number))
        if not any(sorted_):
            return _NOTHING
        never = word in self._never or (word[:1] in ("و", "ف") and word[1:] in self._never)
        heads = () if never else _likely(sorted_[_HEAD], word)
        governing = _likely(sorted_[_VERB], word)
        kinds = {form.kind for form in (*heads, *governing)}
        return _Known(
            heads=heads,
            completes=frozenset(form.lemma for form in sorted_[_OBJECT]) or _NOTHING.completes,
            governing=governing,
            verb=bool(kinds) and kinds <= {"past", "present"},
        )

    def _hit(
        self, index: int, form: Form, completing: Sequence[tuple[int, frozenset[int]]], stops: Sequence[int]
    ) -> Hit | None:
        cue = self._cues[form.lemma]
        if not cue.needs_object:
            return Hit(index, index, cue, form)
        reach = _REACH if form.kind in ("past", "present", "participle") else 3
        for later, lemmas in completing:
            if index < later <= index + reach and form.lemma in lemmas and stops[later] == stops[index]:
                return Hit(index, later, cue, form)
        if form.owner and form.kind in ("past", "present"):
            # "العقوبات التي فرضتها": the noun that completes the verb is what its pronoun refers to.
            for earlier, lemmas in completing:
                if index - _BACK <= earlier < index and form.lemma in lemmas and stops[earlier] == stops[index]:
                    return Hit(index, index, cue, form)
        return None


def _add(lexicon: Lexicon, lemma: int, row: Mapping[str, str]) -> None:
    if row["past"]:
        lexicon.add_verb(lemma, row["past"], row["present"])
    for noun in row["nouns"].split():
        lexicon.add_noun(lemma, noun)
    for participle in row.get("participles", "").split():
        lexicon.add_noun(lemma, participle, "participle")


def _likely(forms: Sequence[Form], word: str) -> tuple[Form, ...]:
    """Leave out readings that the form of the word makes unlikely.

    "ودعا" is "and he called", hardly "they bade farewell"; a participle is a predicate of its own only as an
    indefinite accusative ("منددا", "رافضة"): elsewhere it is a noun ("المساعد", "مصادر").
    """
    with_clitic = any(form.clitics in ("و", "ف") and form.kind in ("past", "present") for form in forms)
    return tuple(
        form
        for form in forms
        if not (with_clitic and not form.clitics and form.kind != "noun")
        and not (form.kind == "participle" and (form.definite or form.owner or form.clitics not in ("", "و", "ف")))
        and not (form.kind == "participle" and not word.endswith(("ا", "ه", "ين")))
    )


def _nearest(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Keep of a verb that exchange makes mutual what is exchanged: in "تبادلتا طرد السفراء" the expulsion."""
    mutual = [hit for hit in hits if "بين" in hit.cue.targets and hit.is_verb]
    first = min((hit.last for hit in mutual), default=0)
    return [hit for hit in hits if hit not in mutual or hit.last == first]


def _distinct(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Keep for each cue its verb and its noun reading, the likelier first; the other serves where that one fails."""
    if len(hits) == 1:
        return tuple(hits)
    kept: dict[tuple[Cue, str], Hit] = {}
    for hit in sorted(hits, key=lambda hit: not (hit.is_verb and not hit.form.definite)):
        kept.setdefault((hit.cue, "verb" if hit.is_verb else hit.form.kind), hit)
    return tuple(kept.values())
