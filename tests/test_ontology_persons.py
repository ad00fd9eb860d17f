"""The people of the ontology: well-formed, told apart by name and time, and right where the facts are sure."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest

from kg.entities.lexicon import Lexicon
from kg.extractors.rules import Rules
from kg.lang import rows
from kg.model import Document, EntityKind, Extraction, Knowledge, Name, Tenure
from kg.vocabulary import folder

_OFFICES = {
    "adviser",
    "ambassador",
    "commander",
    "crownPrince",
    "defenceMinister",
    "deputyHead",
    "deputyHeadOfGovernment",
    "deputyHeadOfState",
    "envoy",
    "foreignMinister",
    "head",
    "headOfGovernment",
    "headOfState",
    "intelligenceChief",
    "interiorMinister",
    "leadingMember",
    "minister",
    "nationalSecurityAdviser",
    "negotiator",
    "speakerOfParliament",
    "spokesperson",
}
_FIRST = date(1950, 1, 1)


@pytest.fixture(scope="module")
def lexicon(base: Knowledge) -> Lexicon:
    return Lexicon(base, "ar")


def _names(base: Knowledge, language: str) -> Iterator[Name]:
    for name in base.names:
        if name.language == language and base.entities[name.entity].kind is EntityKind.PERSON:
            yield name


def _overlap(one: Tenure, other: Tenure) -> bool:
    starts = max(one.start or date.min, other.start or date.min)
    return starts < min(one.end or date.max, other.end or date.max)


def _by_key(base: Knowledge, lexicon: Lexicon) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in _names(base, "ar"):
        found.setdefault(lexicon.key(name.text), set()).add(name.entity)
    return found


def test_offices_are_those_of_the_list_and_every_one_has_its_labels(base: Knowledge) -> None:
    assert {tenure.office for tenure in base.tenures} <= _OFFICES
    text = (folder() / "offices.ttl").read_text(encoding="utf-8")
    declared = [line for line in text.splitlines() if " a sr:Office ; " in line]
    assert {line.split()[0].removeprefix("sr:") for line in declared} == _OFFICES
    assert all(f'"@{language} ' in line for line in declared for language in ("ar", "en", "tr"))


def test_terms_of_office_end_after_they_start(base: Knowledge) -> None:
    for tenure in base.tenures:
        assert tenure.start is None or tenure.start >= _FIRST, tenure
        assert tenure.start is None or tenure.end is None or tenure.start <= tenure.end, tenure


def test_everybody_has_held_an_office_and_has_one_name_in_each_language(base: Knowledge) -> None:
    holders = {tenure.person for tenure in base.tenures}
    for entity in base.entities.values():
        if entity.kind is EntityKind.PERSON:
            assert entity.id in holders
            assert sorted(language for language, _ in entity.names) == ["ar", "en", "tr"], entity.id


def test_no_two_people_have_the_same_full_name(base: Knowledge, lexicon: Lexicon) -> None:
    shared = {key: ids for key, ids in _by_key(base, lexicon).items() if " " in key and len(ids) > 1}
    assert not shared


def test_people_of_one_surname_were_not_in_office_on_one_day(base: Knowledge, lexicon: Lexicon) -> None:
    for key, ids in _by_key(base, lexicon).items():
        for one, other in combinations(sorted(ids), 2):
            clashes = [(a, b) for a in lexicon.tenures(one) for b in lexicon.tenures(other) if _overlap(a, b)]
            assert not clashes, key


def test_a_name_of_one_word_is_neither_a_given_name_nor_the_name_of_something_else(
    base: Knowledge, lexicon: Lexicon
) -> None:
    given = {lexicon.key(row["name"]) for row in rows("ar", "given")}
    for name in _names(base, "ar"):
        key = lexicon.key(name.text)
        if " " not in key:
            assert key not in given, name
            entries = [entry for _, node in lexicon.look(key).starts for entry in node.entries]
            assert all(
                entry.sort != "name" or base.entities[entry.key].kind is EntityKind.PERSON for entry in entries
            ), name


def _in_office(base: Knowledge, office: str, state: str, day: str) -> set[str]:
    on = date.fromisoformat(day)
    return {
        tenure.person.removeprefix("person-")
        for tenure in base.tenures
        if (tenure.office, tenure.state) == (office, state)
        and (tenure.start or date.min) <= on <= (tenure.end or date.max)
    }


@pytest.mark.parametrize(
    ("office", "state", "day", "person"),
    [
        ("headOfState", "USA", "2008-06-01", "george-w-bush"),
        ("headOfState", "USA", "2012-06-01", "barack-obama"),
        ("headOfState", "USA", "2019-06-01", "donald-trump"),
        ("headOfState", "USA", "2022-06-01", "joe-biden"),
        ("headOfState", "USA", "2025-06-01", "donald-trump"),
        ("foreignMinister", "USA", "2014-06-01", "john-kerry"),
        ("defenceMinister", "USA", "2022-06-01", "lloyd-austin"),
        ("headOfGovernment", "GBR", "2022-09-20", "liz-truss"),
        ("headOfState", "FRA", "2011-06-01", "nicolas-sarkozy"),
        ("headOfGovernment", "DEU", "2015-06-01", "angela-merkel"),
        ("headOfState", "RUS", "2010-06-01", "dmitry-medvedev"),
        ("foreignMinister", "RUS", "2020-06-01", "sergey-lavrov"),
        ("headOfState", "UKR", "2022-06-01", "volodymyr-zelenskyy"),
        ("headOfState", "TUR", "2010-06-01", "abdullah-gul"),
        ("headOfState", "TUR", "2020-06-01", "recep-tayyip-erdogan"),
        ("headOfGovernment", "ISR", "2022-01-01", "naftali-bennett"),
        ("headOfGovernment", "IRN", "2010-01-01", "mahmoud-ahmadinejad"),
        ("headOfState", "EGY", "2013-01-01", "mohamed-morsi"),
        ("headOfState", "SAU", "2014-06-01", "abdullah-of-saudi-arabia"),
        ("foreignMinister", "SAU", "2016-06-01", "adel-al-jubeir"),
        ("headOfState", "SYR", "2011-06-01", "bashar-al-assad"),
        ("headOfState", "SYR", "2025-06-01", "ahmed-al-sharaa"),
        ("headOfState", "TUN", "2016-06-01", "beji-caid-essebsi"),
        ("head", "UN", "2012-06-01", "ban-ki-moon"),
        ("head", "NATO", "2016-06-01", "jens-stoltenberg"),
        ("head", "LAS", "2017-06-01", "ahmed-aboul-gheit"),
        ("head", "HEZBOLLAH", "2006-07-12", "hassan-nasrallah"),
        ("headOfGovernment", "FRA", "2021-06-01", "jean-castex"),
        ("headOfGovernment", "POL", "2016-06-01", "beata-szydlo"),
        ("headOfState", "PAK", "2020-06-01", "arif-alvi"),
        ("headOfState", "VNM", "2022-06-01", "nguyen-xuan-phuc"),
        ("foreignMinister", "JPN", "2010-06-01", "katsuya-okada"),
        ("headOfGovernment", "TUN", "2024-01-15", "ahmed-hachani"),
        ("head", "OTS", "2020-06-01", "baghdad-amreyev"),
        ("head", "UNGA", "2016-01-15", "mogens-lykketoft"),
    ],
)
def test_who_held_an_office(base: Knowledge, office: str, state: str, day: str, person: str) -> None:
    assert _in_office(base, office, state, day) == {person}


# Rivals, two chambers, and a prime minister in a coma.
_TWO_AT_ONCE = {
    ("headOfState", "CIV"),
    ("headOfGovernment", "LBY"),
    ("speakerOfParliament", "LBY"),
    ("speakerOfParliament", "RUS"),
    ("headOfGovernment", "ISR"),
}
_ONE_HOLDER = {
    "headOfState",
    "headOfGovernment",
    "foreignMinister",
    "defenceMinister",
    "interiorMinister",
    "crownPrince",
    "speakerOfParliament",
    "nationalSecurityAdviser",
    "head",
}
_HANDOVER = timedelta(days=62)  # both terms may be known to the month only


def test_an_office_has_one_holder_at_a_time(base: Knowledge) -> None:
    terms: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in base.tenures:
        if tenure.office in _ONE_HOLDER and tenure.start and (tenure.office, tenure.state) not in _TWO_AT_ONCE:
            terms.setdefault((tenure.office, tenure.state), []).append(tenure)
    for held in terms.values():
        for one, other in pairwise(sorted(held, key=lambda tenure: str(tenure.start))):
            assert one.person == other.person or one.end is not None, (one, other)
            assert one.end is None or other.start is None or one.end - other.start <= _HANDOVER, (one, other)


def test_the_states_most_in_the_news_have_people(base: Knowledge) -> None:
    served = Counter(tenure.state for tenure in base.tenures if base.entities[tenure.state].kind is EntityKind.STATE)
    assert len({tenure.person for tenure in base.tenures}) >= 1200
    assert len([state for state, count in served.items() if count >= 4]) >= 70


@pytest.mark.parametrize(
    ("person", "actor"), [("david-sassoli", "EU"), ("martin-schulz", "EU"), ("haya-rashed-al-khalifa", "UN")]
)
def test_who_leads_an_organ_acts_for_what_the_organ_acts_for(base: Knowledge, person: str, actor: str) -> None:
    assert base.entities[f"person-{person}"].actor == actor


def test_whom_a_person_acts_for_follows_from_their_offices(base: Knowledge) -> None:
    assert base.entities["person-sergey-lavrov"].actor == "RUS"
    assert base.entities["person-sergey-lavrov"].state == "RUS"
    assert base.entities["person-hassan-nasrallah"].actor == "HEZBOLLAH"
    assert base.entities["person-hassan-nasrallah"].state is None


@pytest.mark.parametrize(
    ("day", "text", "person", "actor"),
    [
        ("2004-05-01", "وصل أنطونيو غوتيريش إلى عمان.", "antonio-guterres", None),
        ("2000-05-01", "وصل أنطونيو غوتيريش إلى عمان.", "antonio-guterres", "PRT"),
        ("2020-05-01", "وصل أنطونيو غوتيريش إلى عمان.", "antonio-guterres", "UN"),
        ("2020-05-01", "وصل جونسون إلى باريس.", "boris-johnson", "GBR"),
        ("2024-05-01", "وصل جونسون إلى باريس.", "mike-johnson", "USA"),
        ("2010-05-01", "وصلت كلينتون إلى باريس.", "hillary-clinton", "USA"),
        ("1998-05-01", "وصل كلينتون إلى باريس.", "bill-clinton", "USA"),
        ("2015-08-01", "وصل علي عبدالله صالح إلى صنعاء.", "ali-abdullah-saleh", "YEM"),
        ("2008-03-01", "وصلت هيلاري كلينتون إلى باريس.", "hillary-clinton", "USA"),
        ("2022-05-01", "وصلت رئيسة المفوضية الأوروبية أورسولا فون دير لاين إلى كييف.", "ursula-von-der-leyen", "EU"),
        ("2016-05-01", "وصل الأمير محمد بن سلمان بن عبدالعزيز إلى عمان.", "mohammed-bin-salman", "SAU"),
    ],
)
def test_the_day_tells_who_is_meant_and_whom_they_act_for(
    base: Knowledge, day: str, text: str, person: str, actor: str | None
) -> None:
    [found] = Rules(knowledge=base)([Document("one", text, published=day)])
    assert isinstance(found, Extraction)
    assert [entity.actor for entity in found.entities if entity.id == f"person-{person}"] == [actor]


def test_a_surname_is_not_that_of_somebody_unknown_on_the_day(base: Knowledge) -> None:
    [found] = Rules(knowledge=base)([Document("one", "وصل الشرع إلى باريس.", published="2005-05-01")])
    assert isinstance(found, Extraction)
    assert not [entity for entity in found.entities if entity.id.startswith("person-ahmed")]
