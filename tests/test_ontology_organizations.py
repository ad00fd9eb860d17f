"""The organisations of the ontology: all of the coding guidelines, each with its names and whom it acts for."""

import re
from collections import Counter

import pytest

from kg.entities.lexicon import Lexicon
from kg.lang import rows
from kg.model import Entity, EntityKind, Knowledge, NameKind
from kg.vocabulary import folder

# The codes that the coding guidelines list; docs/coding.md has the rules.
_GUIDELINES = (
    "UN EU NATO AU LAS GCC OIC OPEC OPECPLUS IAEA IMF WORLDBANK WTO WHO UNHCR UNRWA UNICEF OSCE COE ICC ICJ ASEAN "
    "BRICS G7 SCO OTS CIS CSTO ECOWAS IGAD OAS COMMONWEALTH MERCOSUR QUAD AUKUS ICRC NONALIGNED HAMAS PIJ "
    "HEZBOLLAH HOUTHI G20 TALIBAN PKK SDF ISIS ALQAEDA RSF HTS WAGNER SHABAAB BOKOHARAM POLISARIO FARC FATAH "
    "HASHD OPCW WFP IOM ICAO EUROZONE P5PLUS1 GLOBALCOALITION NUSRA FSA SNC SIG KRG NTC JEM SLA SPLM TTP LET DPR "
    "LPR JRTN ANSARBAYTALMAQDIS MUSLIMBROTHERHOOD POPULARRESISTANCE DIVISION30 HAZZM SRF"
)


@pytest.fixture(scope="module")
def organizations(base: Knowledge) -> dict[str, Entity]:
    return {id_: entity for id_, entity in base.entities.items() if entity.kind is EntityKind.ORG}


@pytest.fixture(scope="module")
def arabic(base: Knowledge) -> Lexicon:
    return Lexicon(base, "ar")


@pytest.fixture(scope="module")
def called(base: Knowledge, organizations: dict[str, Entity], arabic: Lexicon) -> dict[str, set[str]]:
    """Return the organisations by their Arabic names as these compare."""
    found: dict[str, set[str]] = {}
    for name in base.names:
        if name.language == "ar" and name.entity in organizations:
            found.setdefault(arabic.key(name.text), set()).add(name.entity)
    return found


@pytest.mark.parametrize("code", _GUIDELINES.split())
def test_an_organisation_of_the_guidelines_is_known_and_acts_for_itself(
    organizations: dict[str, Entity], code: str
) -> None:
    assert organizations[code].actor == code


def test_each_organisation_has_one_name_in_each_language(organizations: dict[str, Entity]) -> None:
    for entity in organizations.values():
        assert sorted(language for language, _ in entity.names) == ["ar", "en", "tr"], entity.id


def test_each_organisation_is_written_once() -> None:
    text = (folder() / "organizations.ttl").read_text(encoding="utf-8")
    subjects = Counter(re.findall(r"^id:(\S+) a sr:", text, flags=re.MULTILINE))
    assert [id_ for id_, count in subjects.items() if count > 1] == []


def test_a_code_is_the_id_of_its_organisation() -> None:
    text = (folder() / "organizations.ttl").read_text(encoding="utf-8")
    coded = re.findall(r'^id:(\S+) a sr:\w+ ; sr:code "([^"]+)"', text, flags=re.MULTILINE)
    assert len(coded) >= 250
    assert [pair for pair in coded if pair[0] != pair[1]] == []
    assert [code for _, code in coded if not re.fullmatch("[A-Z0-9]+", code)] == []


def test_whom_a_body_acts_for_is_known_and_acts_for_itself(base: Knowledge, organizations: dict[str, Entity]) -> None:
    for entity in organizations.values():
        if entity.actor is not None:
            assert base.entities[entity.actor].actor == entity.actor, entity.id


def test_a_body_of_a_state_acts_for_that_state(base: Knowledge, organizations: dict[str, Entity]) -> None:
    for entity in organizations.values():
        if entity.actor is not None and base.entities[entity.actor].kind is EntityKind.STATE:
            assert entity.state == entity.actor, entity.id


def test_no_two_organisations_share_an_arabic_name(called: dict[str, set[str]]) -> None:
    assert {key: ids for key, ids in called.items() if len(ids) > 1} == {}


def test_no_organisation_has_the_name_or_adjective_of_a_state(
    base: Knowledge, called: dict[str, set[str]], arabic: Lexicon
) -> None:
    kinds = {NameKind.NAME, NameKind.ALIAS, NameKind.LOADED, NameKind.DEMONYM, NameKind.PLURAL, NameKind.CAPITAL}
    states = {
        arabic.key(name.text)
        for name in base.names
        if name.language == "ar" and name.kind in kinds and base.entities[name.entity].kind is EntityKind.STATE
    }
    assert states & called.keys() == set()


def test_no_arabic_name_of_one_word_is_a_verb(called: dict[str, set[str]], arabic: Lexicon) -> None:
    # "آفاد" compares like "أفاد": every article in which somebody reported something would name a Turkish agency.
    verbs = {
        arabic.key(form.rstrip("!"))
        for table in ("speech", "cues", "verbs")
        for row in rows("ar", table)
        for column in ("past", "present")
        for form in (row.get(column) or "").split("|")
        if form
    }
    assert len(verbs) > 300
    assert {key for key in called if key in verbs and arabic.doubt(key) is None} == set()


def test_no_two_organisations_are_the_same_wikidata_item(organizations: dict[str, Entity]) -> None:
    items = Counter(entity.same_as for entity in organizations.values() if entity.same_as)
    assert len(items) >= 100
    assert [item for item, count in items.items() if count > 1] == []
    assert [item for item in items if not re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", item)] == []


@pytest.mark.parametrize(("language", "word"), [("en", "who"), ("en", "quad"), ("en", "eco"), ("tr", "mit")])
def test_an_abbreviation_that_is_a_word_too_is_doubtful(base: Knowledge, language: str, word: str) -> None:
    assert Lexicon(base, language).doubt(word) is not None


def test_no_abbreviation_is_one_of_the_commonest_words(base: Knowledge, organizations: dict[str, Entity]) -> None:
    common = {
        "en": "is as at in it us am an be by do he if me my no of on or so to up we all are",
        "tr": "ve de da ki bu şu o ya ne en az çok mi tak mak",
    }
    for name in base.names:
        if name.entity in organizations and name.kind is NameKind.ABBREVIATION:
            assert name.text.lower() not in common.get(name.language, "").split(), name


@pytest.mark.parametrize(
    ("name", "organization", "actor"),
    [
        ("مجلس الأمن الدولي", "UNSC", "UN"),
        ("المفوضية الأوروبية", "ECOMMISSION", "EU"),
        ("الناتو", "NATO", "NATO"),
        ("حلف شمال الأطلسي", "NATO", "NATO"),
        ("داعش", "ISIS", "ISIS"),
        ("تنظيم الدولة", "ISIS", "ISIS"),
        ("أنصار الله", "HOUTHI", "HOUTHI"),
        ("كتائب القسام", "QASSAM", "HAMAS"),
        ("وحدات حماية الشعب", "YPG", "SDF"),
        ("تنظيم القاعدة في جزيرة العرب", "AQAP", "ALQAEDA"),
        ("الجامعة العربية", "LAS", "LAS"),
        ("الوكالة الذرية", "IAEA", "IAEA"),
        ("دول مجلس التعاون", "GCC", "GCC"),
        ("التحالف الدولي", "GLOBALCOALITION", "GLOBALCOALITION"),
        ("التحالف بقيادة السعودية", "COALITION-SAU", "SAU"),
        ("الحرس الثوري", "IRGC", "IRN"),
        ("الكنيست", "KNESSET", "ISR"),
        ("الكونغرس", "CONGRESS", "USA"),
        ("مجلس الاتحاد الأوروبي", "EUCOUNCIL", "EU"),
        ("مجموعة مينسك", "MINSKGROUP", "OSCE"),
        ("منظمة العفو الدولية", "AMNESTY", None),
    ],
)
def test_a_name_means_an_organisation_that_acts_for(
    called: dict[str, set[str]],
    organizations: dict[str, Entity],
    arabic: Lexicon,
    name: str,
    organization: str,
    actor: str | None,
) -> None:
    assert called[arabic.key(name)] == {organization}
    assert organizations[organization].actor == actor


@pytest.mark.parametrize(
    ("name", "organization"),
    [
        ("ميليشيا الحوثي", "HOUTHI"),
        ("تنظيم داعش الإرهابي", "ISIS"),
        ("ميليشيا حزب الله", "HEZBOLLAH"),
        ("FETÖ", "FETO"),
    ],
)
def test_a_name_that_takes_sides_is_marked_so(base: Knowledge, name: str, organization: str) -> None:
    assert {(n.entity, n.kind) for n in base.names if n.text == name} == {(organization, NameKind.LOADED)}
