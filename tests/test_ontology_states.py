"""The states of the ontology: complete, told apart by name, and called as news calls them."""

import re

import pytest

from kg.lang import load
from kg.model import EntityKind, Knowledge, Name, NameKind
from kg.vocabulary import folder

_OTHERS = {"VAT", "PSE", "XKX", "TWN", "ESH", "TRNC", "ABK", "SOO", "SML", "SUN", "YUG", "DDR"}
_ALONE = {NameKind.NAME, NameKind.ALIAS, NameKind.LOADED, NameKind.ABBREVIATION, NameKind.DEMONYM, NameKind.PLURAL}
_ARABIC = re.compile(r"[ء-غف-ًْ\s.’'\-]+")


@pytest.fixture(scope="module")
def states(base: Knowledge) -> dict[str, list[Name]]:
    """Return the names of each state."""
    found: dict[str, list[Name]] = {id_: [] for id_, e in base.entities.items() if e.kind is EntityKind.STATE}
    for name in base.names:
        if name.entity in found:
            found[name.entity].append(name)
    return found


def _blocks() -> dict[str, str]:
    """Return the block of each state as the file has it."""
    text = (folder() / "states.ttl").read_text(encoding="utf-8")
    return {block[: block.index(" ")]: block for block in re.split(r"^id:", text, flags=re.MULTILINE)[1:]}


def _key(name: Name) -> str:
    return load("ar").normalise(name.text) if name.language == "ar" else name.text.casefold()


def test_every_member_of_the_united_nations_is_there(states):
    assert len(set(states) - _OTHERS) == 193
    assert set(states) >= _OTHERS


@pytest.mark.parametrize("language", ["ar", "en", "tr"])
def test_every_state_has_one_usual_name_in_each_language(base, states, language):
    assert all(sum(lang == language for lang, _ in base.entities[state].names) == 1 for state in states)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_state_has_a_demonym(states, language):
    lacking = {
        state
        for state, names in states.items()
        if not any(n.language == language and n.kind is NameKind.DEMONYM for n in names)
    }
    assert lacking == set()


@pytest.mark.parametrize("language", ["ar", "en", "tr"])
def test_every_member_has_a_capital(states, language):
    lacking = {
        state
        for state in set(states) - _OTHERS
        if not any(n.language == language and n.kind is NameKind.CAPITAL for n in states[state])
    }
    assert lacking == set()


def test_every_member_has_its_codes_and_wikidata_item(base, states):
    blocks = _blocks()
    for state in set(states) - _OTHERS:
        assert re.search(rf'sr:iso2 "[A-Z]{{2}}" ; sr:iso3 "{state}" ; owl:sameAs wd:Q\d+ ;', blocks[state]), state
        assert re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", base.entities[state].same_as or "")


@pytest.mark.parametrize("sort", ["iso2", "iso3", "sameAs"])
def test_no_two_states_share_a_code(sort):
    found = [m[1] for block in _blocks().values() if (m := re.search(rf":{sort} (\S+)", block))]
    assert len(found) == len(set(found))


def test_the_blocks_of_each_part_are_sorted():
    text = (folder() / "states.ttl").read_text(encoding="utf-8")
    for part in re.split(r"^# (?=Members|Observers|States of)", text, flags=re.MULTILINE)[1:]:
        codes = re.findall(r"^id:(\w+)", part, flags=re.MULTILINE)
        assert codes
        assert codes == sorted(codes)


def test_no_two_states_share_a_name_that_is_not_marked_as_ambiguous(states):
    called: dict[tuple[str, str], set[str]] = {}
    for names in states.values():
        for name in names:
            if not name.ambiguous:
                called.setdefault((name.language, _key(name)), set()).add(name.entity)
    assert {key: entities for key, entities in called.items() if len(entities) > 1} == {}


def test_no_name_of_a_state_alone_is_the_name_of_anything_else(base, states):
    alone = {(n.language, _key(n)) for names in states.values() for n in names if n.kind in _ALONE and not n.ambiguous}
    others = {(n.language, _key(n)): n.entity for n in base.names if n.entity not in states and not n.ambiguous}
    assert {key: entity for key, entity in others.items() if key in alone} == {}


def test_arabic_names_hold_arabic_letters_only(states):
    strange = [
        n.text for names in states.values() for n in names if n.language == "ar" and not _ARABIC.fullmatch(n.text)
    ]
    assert strange == []


def test_arabic_demonyms_are_masculine_singular_without_article(states):
    for names in states.values():
        for name in names:
            if name.language == "ar" and name.kind is NameKind.DEMONYM:
                last = name.text.split()[-1]
                assert not name.text.startswith("ال") or name.text.startswith("ألب"), name
                assert last.endswith("ي") or last in {"أبيض", "أوسط"}, name


@pytest.mark.parametrize(
    ("state", "text", "kind"),
    [
        ("USA", "أمريكا", NameKind.ALIAS),
        ("USA", "أميركي", NameKind.DEMONYM),
        ("USA", "واشنطن", NameKind.CAPITAL),
        ("GBR", "بريطانيا", NameKind.NAME),
        ("GBR", "İngiliz", NameKind.DEMONYM),
        ("RUS", "الاتحاد الروسي", NameKind.NAME),
        ("RUS", "روس", NameKind.PLURAL),
        ("ISR", "الكيان الصهيوني", NameKind.LOADED),
        ("ISR", "Zionist entity", NameKind.LOADED),
        ("ISR", "siyonist rejim", NameKind.LOADED),
        ("ISR", "الدولة العبرية", NameKind.ALIAS),
        ("SYR", "النظام السوري", NameKind.LOADED),
        ("SYR", "Esed rejimi", NameKind.LOADED),
        ("IRN", "نظام الملالي", NameKind.LOADED),
        ("LBN", "قصر بعبدا", NameKind.METONYM),
        ("USA", "Foggy Bottom", NameKind.METONYM),
        ("TUR", "أتراك", NameKind.PLURAL),
        ("CIV", "كوت ديفوار", NameKind.NAME),
        ("HUN", "المجر", NameKind.NAME),
        ("PRK", "كوري شمالي", NameKind.DEMONYM),
        ("AZE", "Azerbaycanlı", NameKind.DEMONYM),
        ("SUN", "سوفيتي", NameKind.DEMONYM),
        ("TRNC", "KKTC", NameKind.ABBREVIATION),
    ],
)
def test_a_state_is_called_as_news_calls_it(states, state, text, kind):
    assert (text, kind) in {(name.text, name.kind) for name in states[state]}


@pytest.mark.parametrize(
    ("state", "text"), [("MLI", "مالي"), ("BEN", "بنين"), ("COM", "قمري"), ("COG", "كونغولي"), ("OMN", "عمان")]
)
def test_homographs_are_marked(states, state, text):
    assert {name.ambiguous for name in states[state] if name.text == text} == {True}


def test_jerusalem_is_the_capital_of_no_state(states):
    names = {name.text for each in states.values() for name in each}
    assert names.isdisjoint({"القدس", "Jerusalem", "Kudüs", "القدس الشرقية", "East Jerusalem", "Doğu Kudüs"})
