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
            Mention(Span(0, 15), EntityKind.STATE, "ISR", Via.LOADED),
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
    tests = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    assert [name for name in shipped.names() if name not in tests] == []


def test_balance(ask):
    assert ask("balance", state="ISR") == [("AZE", "ISR", "1", "2.5", "1"), ("ISR", "AZE", "1", "5", "3.5")]
    assert ("IRN", "AZE", "2", "0.75", "0.75") in ask("balance")


def test_common_opponents(ask):
    assert ask("common-opponents", state="ISR") == [("ISR", "AZE", "IRN")]


def test_contradictions(ask):
    columns = ("what", "who", "whom", "firstKind", "firstDay", "secondDay", "firstFacts", "secondFacts")
    assert ask("contradictions", *columns) == [
        ("both signs within a week", "IRN", "AZE", "supports", "2023-04-02", "2023-03-29", "1", "2"),
        ("told and denied", "IRN", "RUS", "aids", "2022-10-20", "2022-11-05", "1", "1"),
    ]
    assert ask("contradictions", "secondKind") == [("counters",), ("aids",)]


def test_contradictions_show_words_and_outlets_of_both_sides(ask):
    assert ask("contradictions", "firstOutlet", "firstWords", "secondOutlet", "secondWords", state="RUS") == [
        ("وكالة أولى", "قالت واشنطن إن إيران تسلح روسيا.", "وكالة أولى", "IRN aids RUS."),
    ]


def test_evidence(ask):
    assert sorted(ask("evidence", source="IRN", target="RUS")) == [
        ("IRN", "aids", "RUS", "actual", "قالت واشنطن إن إيران تسلح روسيا.",
         "وكالة أولى", "", "first", "0.9", "by-hand"),
        ("IRN", "aids", "RUS", "denied", "IRN aids RUS.", "وكالة أولى", "", "first", "0.9", "by-hand"),
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
    assert ask("most-reported")[0] == ("AZE", "IRN", "3", "3", "1", "2")
    assert ask("most-reported", state="QAT") == [("IRN", "QAT", "1", "1", "1", "0"), ("QAT", "USA", "1", "1", "1", "0")]


def test_one_sided_claims(ask):
    assert ask("one-sided-claims") == [
        ("AZE", "counters", "IRN", "actual", "ISR", "1"),
        ("IRN", "aids", "RUS", "actual", "USA", "1"),
        ("TUR", "recognized", "XKX", "actual", "SRB", "1"),
    ]


def test_opposes(ask):
    assert sorted(ask("opposes", "who", "kindName", "saidBy", "day", state="IRN")) == [
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
        ("IRN", "أمير عبد اللهيان", "IRN", "aids", "RUS", "denied", "2022-11-05", "IRN aids RUS.")
    ]


def test_timeline(ask):
    assert sorted(ask("timeline", "from", "who", "kindName", "whom", state="AZE", other="ISR")) == [
        ("2023-03-29", "AZE", "consultsWith", "ISR"),
        ("2023-03-29", "ISR", "supports", "AZE"),
        ("2023-04-10", "AZE", "consultsWith", "ISR"),
    ]
    assert ask("timeline", "from", since="2023-04") == [("2023-04-02",), ("2023-04-10",)]
    assert ask("timeline", "from", until="2022-10") == [("2022-10-20",)]


def test_wish_and_deed(ask):
    assert ask("wish-and-deed") == [("AZE", "consultsWith", "ISR", "2023-03-29", "2023-04-10")]


def test_facts(ask):
    columns = ("who", "kindName", "whom", "statusName", "reports", "outlets", "speakers", "first", "last")
    assert ask("facts", *columns, state="ISR", other="AZE", status="actual", kind="consultsWith") == [
        ("AZE", "consultsWith", "ISR", "actual", "1", "1", "0", "2023-04-10", "2023-04-10")
    ]
    assert ask("facts", "speakers", "date", state="RUS", status="actual") == [("1", "2022-10-20")]
    assert len(ask("facts")) == 13


def test_reports(ask):
    [(fact,)] = ask("facts", "factId", state="RUS", status="denied")
    assert ask("reports", "saidBy", "day", "outlet", "words", "id", fact=fact) == [
        ("IRN", "2022-11-05", "وكالة أولى", "IRN aids RUS.", "first")
    ]
    assert len(ask("reports", state="RUS")) == 2


def test_denials(ask):
    assert ask("denials") == [("IRN", "IRN", "aids", "RUS", "2022-11-05", "وكالة أولى", "IRN aids RUS.", "yes")]
    assert ask("denials", speaker="USA") == []


def test_open_plans(ask):
    assert ask("open-plans") == [("QAT", "mediatesFor", "IRN", "1", "2022-11-05", "2022-11-05")]


def test_articles(ask):
    assert ask("articles") == [
        ("2023-04-10", "وكالة أولى", "", "1", "1", "0", "third"),
        ("2023-03-29", "وكالة ثانية", "", "6", "3", "3", "second"),
        ("2022-11-05", "وكالة أولى", "", "6", "5", "1", "first"),
    ]
    assert ask("articles", "id", outlet="وكالة ثانية") == [("second",)]
    assert ask("articles", "id", state="AZE", other="IRN") == [("second",)]


def test_by_month(ask):
    assert ask("by-month") == [("2022-11", "6", "5", "1"), ("2023-03", "6", "3", "3"), ("2023-04", "1", "1", "0")]
    assert ask("by-month", "month", since="2023", until="2023-03-01") == [("2023-03",)]


def test_most_active(ask):
    assert ask("most-active")[:2] == [("IRN", "6", "3", "3", "4"), ("AZE", "5", "2", "3", "2")]
    assert ask("most-active", "who", "facts", family="recognized") == [("TUR", "1"), ("XKX", "1")]


def test_neighbours(ask):
    assert ask("neighbours", state="AZE") == [("AZE", "IRN", "3", "1", "2"), ("AZE", "ISR", "2", "2", "0")]


def test_new_relations(ask):
    assert ask("new-relations", since="2023-04") == [("2023-04-10", "AZE", "consultsWith", "ISR", "1")]
    assert len(ask("new-relations", state="IRN")) == 6


def test_outlets(ask):
    assert ask("outlets") == [
        ("وكالة أولى", "7", "4", "1", "1", "1", "3"),
        ("وكالة ثانية", "6", "2", "3", "1", "0", "4"),
    ]


def test_speakers(ask):
    assert ask("speakers") == [
        ("ISR", "2", "1", "0", "2", "0", "0"),
        ("USA", "2", "1", "1", "1", "0", "0"),
        ("IRN", "1", "1", "0", "0", "0", "1"),
        ("SRB", "1", "0", "1", "0", "0", "0"),
    ]


def test_single_outlet(ask):
    assert ask("single-outlet", "outlet", "who", "statusName", state="IRN", outlet="وكالة أولى")[0][0] == "وكالة أولى"
    assert len(ask("single-outlet", state="IRN", outlet="وكالة أولى")) == 4
    assert len(ask("single-outlet")) == 13


def test_offices(ask):
    assert ("OPEC", "head", "Abdalla Salem el-Badri", "2007-01-01", "2016-07-31") in ask("offices", state="OPEC")
    assert ask("offices", "person", state="OPEC", on="2012") == [("Abdalla Salem el-Badri",)]


@pytest.fixture
def ask_other(tell, base):
    """Return a function that asks a graph of a triangle that turns, and of statements unsurely read."""
    it = memory()
    it.put(KNOWLEDGE, knowledge.nquads(sources(), "1"))
    for extraction in (
        tell("a", ("TUR", "attacks", "SYR", {"day": "2015-03-01"}), ("TUR", "supports", "QAT"),
             ("QAT", "supports", "SYR", {"confidence": 0.7}), published="2015-03-02", outlet="one"),
        tell("b", ("TUR", "attacks", "SYR", {"day": "2015-03-01"}), ("USA", "attacks", "IRQ", {"day": "2003-03-20"}),
             ("USA", "aids", "IRQ", {"day": "2004-06-01", "confidence": 0.3}), published="2015-03-05", outlet="two"),
    ):  # fmt: skip
        it.replace(extraction.document.id, write.nquads(extraction, base))

    def run(name, *columns, **parameters):
        result = shipped.run(it, name, **parameters)
        places = [result.columns.index(column) for column in columns or result.columns]
        return [tuple(row[place].value if row[place] else "" for place in places) for row in result.rows]

    return run


def test_triads(ask_other):
    assert ask_other("triads") == [("QAT", "SYR", "TUR", "friends", "foes", "friends", "no")]
    assert len(ask_other("triads", state="SYR")) == 1
    assert ask_other("triads", state="USA") == []


def test_turning_points(ask_other):
    assert ask_other("turning-points") == [("IRQ", "USA", "2003", "0", "1", "2004", "1", "0")]


def test_to_judge(ask_other):
    assert [row[:4] for row in ask_other("to-judge")[:2]] == [
        ("0.3", "USA", "aids", "IRQ"),
        ("0.7", "QAT", "supports", "SYR"),
    ]
    assert ask_other("to-judge", "statement")[0][0].startswith("https://w3id.org/state-relations/article/b#statement=")


def test_a_fact_of_several_articles_is_one_row(ask_other):
    assert ask_other("facts", "who", "reports", "outlets", "first", "last")[0] == (
        "TUR", "2", "2", "2015-03-02", "2015-03-05",
    )  # fmt: skip
    assert "TUR" not in [row[1] for row in ask_other("single-outlet") if row[2] == "attacks"]
