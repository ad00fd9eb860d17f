"""Each shipped question gives the answer that a small graph made by hand must give."""

import pytest

from kg.model import Entity, EntityKind, Mention, Span, Via
from kg.queries import shipped
from kg.rdf import knowledge, write
from kg.stores.oxigraph import memory
from kg.vocabulary import sources

KNOWLEDGE = "https://w3id.org/state-relations/graph/knowledge"


@pytest.fixture(scope="module")
def store(tell, base):
    from dataclasses import replace

    it = memory()
    it.put(KNOWLEDGE, knowledge.nquads(sources(), "1"))
    first = tell(
        "first",
        ("IRN", "aids", "RUS", {"speaker": "USA", "day": "2022-10-20", "words": "قالت واشنطن إن إيران تسلح روسيا."}),
        ("IRN", "aids", "RUS", {"status": "denied", "speaker": "IRN", "speaker_entity": "amir"}),
        ("USA", "accuses", "IRN", {"speaker": "USA"}),
        ("QAT", "mediatesFor", "USA"),
        ("QAT", "mediatesFor", "IRN", {"status": "intended"}),
        ("TUR", "recognized", "XKX", {"speaker": "SRB", "words": "اعترفت تركيا بكوسوفو."}),
        published="2022-11-05", outlet="وكالة أولى",
    )  # fmt: skip
    first = replace(first, entities=(Entity("amir", EntityKind.PERSON, (("ar", "أمير عبد اللهيان"),), "IRN", "IRN"),))
    text = "الكيان الصهيوني وإسرائيل.\n"
    second = tell(
        "second",
        ("AZE", "consultsWith", "ISR", {"status": "intended", "words": text.strip()}),
        ("ISR", "counters", "IRN", {"speaker": "ISR"}),
        ("ISR", "supports", "AZE", {"day": "2023-03-29"}),
        ("IRN", "accuses", "AZE", {"day": "2023-03-30"}),
        ("AZE", "counters", "IRN", {"speaker": "ISR"}),
        ("IRN", "supports", "AZE", {"day": "2023-04-02"}),
        published="2023-03-29", outlet="وكالة ثانية",
    )  # fmt: skip
    second = replace(
        second,
        mentions=(
            Mention(Span(0, 15), EntityKind.STATE, "ISR", Via.ALIAS),
            Mention(Span(17, 24), EntityKind.STATE, "ISR", Via.NAME),
        ),
    )
    third = tell("third", ("AZE", "consultsWith", "ISR"), published="2023-04-10T08:00:00Z", outlet="وكالة أولى")
    for extraction in (first, second, third):
        it.replace(extraction.document.id, write.nquads(extraction, base))
    return it


@pytest.fixture
def ask(store):
    def run(name, *columns, **parameters):
        """Return the answer's rows as texts, all columns or those named."""
        result = shipped.run(store, name, **parameters)
        places = [result.columns.index(column) for column in columns or result.columns]
        return [tuple(row[place].value if row[place] else "" for place in places) for row in result.rows]

    return run


def test_every_question_has_a_test():
    assert set(shipped.names()) == {
        "balance", "common-opponents", "contradictions", "evidence", "fact-and-wish", "loaded-names", "mediators",
        "most-reported", "one-sided-claims", "opposes", "recognition", "statements-of-speaker", "timeline",
        "wish-and-deed",
    }  # fmt: skip


def test_balance(ask):
    assert ask("balance", state="ISR") == [("AZE", "ISR", "1", "2.5", "1"), ("ISR", "AZE", "1", "5", "3.5")]
    assert ("IRN", "AZE", "2", "0.75", "0.75") in ask("balance")


def test_common_opponents(ask):
    assert ask("common-opponents", state="ISR") == [("ISR", "AZE", "IRN")]


def test_contradictions(ask):
    assert ask("contradictions") == [
        ("both signs within a week", "IRN", "AZE", "supports", "accuses", "2023-04-02", "2023-03-30"),
        ("both signs within a week", "IRN", "AZE", "supports", "counters", "2023-04-02", "2023-03-29"),
        ("told and denied", "IRN", "RUS", "aids", "aids", "2022-10-20", "2022-11-05"),
    ]
    assert ask("contradictions", "what", state="RUS") == [("told and denied",)]


def test_evidence(ask):
    assert ask("evidence", source="IRN", target="RUS", kind="aids") == [
        ("IRN", "aids", "RUS", "denied", "IRN aids RUS.", "وكالة أولى", "", "first", "0.9", "by-hand"),
        (
            "IRN", "aids", "RUS", "actual", "قالت واشنطن إن إيران تسلح روسيا.",
            "وكالة أولى", "", "first", "0.9", "by-hand",
        ),
    ]  # fmt: skip


def test_fact_and_wish(ask):
    assert ask("fact-and-wish", state="AZE", other="ISR") == [
        ("AZE", "ISR", "consultsWith", "actual", "1", "1"),
        ("AZE", "ISR", "consultsWith", "intended", "1", "1"),
        ("ISR", "AZE", "supports", "actual", "1", "1"),
    ]


def test_loaded_names(ask):
    assert ask("loaded-names", state="ISR") == [
        ("وكالة ثانية", "ISR", "name", "إسرائيل", "1"),
        ("وكالة ثانية", "ISR", "loaded", "الكيان الصهيوني", "1"),
    ]


def test_mediators(ask):
    assert ask("mediators") == [("QAT", "IRN", "intended", "1"), ("QAT", "USA", "actual", "1")]


def test_most_reported(ask):
    assert ask("most-reported")[0] == ("AZE", "IRN", "3", "1", "2", "1")
    assert ask("most-reported", state="QAT") == [("IRN", "QAT", "1", "1", "0", "1"), ("QAT", "USA", "1", "1", "0", "1")]


def test_one_sided_claims(ask):
    assert ask("one-sided-claims") == [
        ("AZE", "counters", "IRN", "actual", "ISR", "1"),
        ("IRN", "aids", "RUS", "actual", "USA", "1"),
        ("TUR", "recognized", "XKX", "actual", "SRB", "1"),
    ]


def test_opposes(ask):
    assert ask("opposes", "who", "kindName", "saidBy", "day", state="IRN") == [
        ("AZE", "counters", "ISR", "2023-03-29"),
        ("ISR", "counters", "ISR", "2023-03-29"),
        ("USA", "accuses", "USA", "2022-11-05"),
    ]
    assert ask("opposes", "who", state="IRN", source="USA") == [("USA",)]
    assert ask("opposes", "whom", since="2023-03-30") == [("AZE",)]


@pytest.mark.parametrize(
    ("until", "count"), [("2022", 1), ("2022-11", 1), ("2022-10", 0), ("2023-03", 4), ("2023-03-29", 3), ("2023", 4)]
)
def test_a_month_or_year_counts_with_all_its_days(until, count, ask):
    assert len(ask("opposes", until=until)) == count


def test_recognition(ask):
    assert ask("recognition") == [
        ("TUR", "recognized", "XKX", "actual", "SRB", "a third party", "", "اعترفت تركيا بكوسوفو.")
    ]


def test_statements_of_speaker(ask):
    assert ask("statements-of-speaker", state="IRN") == [
        ("IRN", "أمير عبد اللهيان", "IRN", "aids", "RUS", "denied", "IRN aids RUS.")
    ]


def test_timeline(ask):
    assert ask("timeline", "from", "who", "kindName", "whom", state="AZE", other="ISR") == [
        ("2023-03-29", "AZE", "consultsWith", "ISR"),
        ("2023-03-29", "ISR", "supports", "AZE"),
        ("2023-04-10", "AZE", "consultsWith", "ISR"),
    ]
    assert ask("timeline", "from", since="2023-04") == [("2023-04-02",), ("2023-04-10",)]
    assert ask("timeline", "from", until="2022-10") == [("2022-10-20",)]


def test_wish_and_deed(ask):
    assert ask("wish-and-deed") == [("AZE", "consultsWith", "ISR", "2023-03-29", "2023-04-10")]
