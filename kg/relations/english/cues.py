"""Cues are found in an English sentence in any of their forms."""

from collections.abc import Iterator, Mapping, Sequence

from kg.lang import rows
from kg.lang.en.inflection import plural
from kg.lang.forms import Form
from kg.relations.cues import Cue, Governor, Hit
from kg.relations.english.lexicon import Sense, follows, governing, listed, senses
from kg.text.words import Word

_REACH = 8  # words between a verb and the noun that it needs: "cut all diplomatic and trade ties"
_BACK = 6  # words between such a noun and a passive verb behind it: "the sanctions that were imposed"
_FORMS = {"base": "present", "s": "present", "past": "past", "participle": "past", "ing": "participle"}
_PASSIVE = frozenset({"past", "participle"})


class Cues:
    """The cues and governing verbs of English, ready to be looked up."""

    def __init__(self, more: Sequence[Mapping[str, str]] = ()) -> None:
        """Read the tables of the language; more are further cue rows of the user's."""
        table = [
            *rows("en", "cues"),
            *({"verb": "", "nouns": "", "adjectives": "", "object": "", **row} for row in more),
        ]
        self._senses = senses(table)
        self._cues = [_cue(row) for row in table]
        self._objects: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for number, row in enumerate(table):
            for noun in listed(row["object"]):
                for form in {noun, plural(noun)}:
                    first, *rest = form.split()
                    self._objects.setdefault(first, []).append((number, tuple(rest)))
        self._governing = governing()
        self._effects = [(row["effect"], row["control"].startswith("object")) for row in rows("en", "verbs")]

    def find(self, words: Sequence[Word], stops: Sequence[int]) -> tuple[Hit, ...]:
        """Return the cues among the words; stops gives for each word the number of the clause it stands in."""
        objects = [
            (index, index + len(rest), number)
            for index, word in enumerate(words)
            for number, rest in self._objects.get(word.form, ())
            if not rest or tuple(each.form for each in words[index + 1 : index + 1 + len(rest)]) == rest
        ]
        found: list[Hit] = []
        covered = -1  # the last word of a noun of several words
        for index, word in enumerate(words):
            possible = self._senses.get(word.form)
            if possible is None:
                continue
            longest = -1
            for sense in possible:
                if len(sense.rest) < longest or not follows(sense, words, index):
                    continue
                if index <= covered and not sense.is_verb:
                    continue
                hit = self._hit(index, sense, objects, stops)
                if hit is not None:
                    if sense.rest and not sense.is_verb:
                        longest = len(sense.rest)
                        covered = index + longest
                    found.append(hit)
        return tuple(_distinct(found))

    def governors(self, words: Sequence[Word]) -> tuple[Governor, ...]:
        """Return the governing verbs and nouns among the words."""
        found: list[Governor] = []
        for index, word in enumerate(words):
            found += [
                Governor(index, _form(sense), *self._effects[sense.row])
                for sense in self._governing.get(word.form, ())
                if follows(sense, words, index)
            ]
        return tuple(found)

    def _hit(
        self, index: int, sense: Sense, objects: Sequence[tuple[int, int, int]], stops: Sequence[int]
    ) -> Hit | None:
        cue, form = self._cues[sense.row], _form(sense)
        last = index + len(sense.rest)
        if not cue.needs_object:
            return Hit(index, last, cue, form)
        for first, end, number in objects:
            if number == sense.row and last < first <= last + _REACH and stops[first] == stops[index]:
                return Hit(index, end, cue, form)
        if sense.kind in _PASSIVE:
            for first, _, number in reversed(objects):
                if number == sense.row and index - _BACK <= first < index and stops[first] == stops[index]:
                    return Hit(index, index, cue, form)
        return None


def _cue(row: Mapping[str, str]) -> Cue:
    name = (*listed(row["verb"]), *listed(row["nouns"]), *listed(row["adjectives"]))[0]
    objects = listed(row["object"])
    return Cue(
        id=f"en.{row['kind']}.{name}".replace(" ", "_") + (f"+{objects[0]}".replace(" ", "_") if objects else ""),
        kind=row["kind"],
        targets=tuple(row["target"].split()),
        flags=frozenset(row["flags"].split()),
        needs_object=bool(objects),
    )


def _form(sense: Sense) -> Form:
    return Form(
        sense.row,
        _FORMS.get(sense.kind, "participle" if sense.kind == "adjective" else "noun"),
        plural=True if sense.kind == "plural" else False if sense.kind == "s" else None,
        short=sense.kind == "base",
        definite=sense.kind == "adjective",
    )


def _distinct(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield each reading of a cue once; a word that is past and bare form at once ("hit") is rather the past."""
    best: dict[tuple[int, Cue, bool], Hit] = {}
    for hit in hits:
        key = (hit.first, hit.cue, hit.form.kind == "noun")
        if key not in best or (best[key].form.kind == "present" and hit.form.kind == "past"):
            best[key] = hit
    yield from best.values()
