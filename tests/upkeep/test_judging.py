"""An analyst's verdict changes the graph at once, holds, and can be taken back."""

from dataclasses import replace

import pytest

from kg.errors import QueryError, VerdictError
from kg.model import Ruling, Time
from kg.rdf import articles, iris, read, verdicts, write
from kg.stores.oxigraph import memory
from kg.upkeep import judging
from kg.upkeep.gold import records

EVERYTHING = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture
def store(tell, base):
    it = memory()
    for extraction in (
        tell("a", ("IRN", "accuses", "USA", {"speaker": "IRN", "day": "2023-03-29"}), ("IRN", "aids", "RUS")),
        tell("b", ("IRN", "accuses", "USA", {"speaker": "IRN", "day": "2023-03-29"})),
    ):
        it.replace(extraction.document.id, write.nquads(extraction, base))
    return it


def statement(store, article="a", kind="accuses"):
    return next(
        each.iri for each in read.statements(store.query) if (each.article, each.statement.kind) == (article, kind)
    )


def everything(store):
    return sorted(map(str, store.query(EVERYTHING).rows))


@pytest.fixture
def judge(store, base):
    def make(ruling, *, on=None, **given):
        return judging.judge(store, on or statement(store), Ruling(ruling), author="Nour", knowledge=base, **given)

    return make


def stated(store):
    return [(each.article, each.statement.kind) for each in read.statements(store.query)]


def test_a_rejected_statement_is_gone_from_its_article_only(store, judge):
    verdict = judge("rejected", reason="a question")
    assert stated(store) == [("a", "aids"), ("b", "accuses")]
    assert store.query("ASK { id:IRN sr:accuses id:USA }").truth
    assert verdicts.read(store.query) == (verdict,)
    judge("rejected", on=statement(store, "b"))
    assert not store.query("ASK { id:IRN sr:accuses id:USA }").truth


def test_withdrawing_leaves_the_graph_as_it_was(store, judge, base):
    before, iri = everything(store), statement(store)
    for ruling, correction in (("rejected", {}), ("confirmed", {}), ("corrected", {"kind": "rejects", "date": "none"})):
        judge(ruling, on=iri, **correction)
        assert everything(store) != before
        judging.withdraw(store, iri, knowledge=base)
        assert everything(store) == before


def test_a_second_verdict_takes_the_place_of_the_first(store, judge):
    iri = statement(store)
    judge("rejected", on=iri)
    judge("corrected", on=iri, target="GBR")
    assert [each.ruling for each in verdicts.read(store.query)] == [Ruling.CORRECTED]
    assert stated(store) == [("a", "accuses"), ("a", "aids"), ("b", "accuses")]


def test_a_correction_takes_names_and_dates_as_analysts_write_them(store, judge):
    made = judge("corrected", source="تركيا", date="2022-12", speaker="none", status="intended").correction
    assert (made.source, made.status, made.speaker, made.rule) == ("TUR", "intended", None, "judged")
    assert isinstance(made.time, Time)
    assert str(made.time) == "2022-12"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"kind": "accuse"}, "did you mean accuses"),
        ({"status": "maybe"}, "actual, intended, denied"),
        ({"date": "2023-02-30"}, "no such day"),
        ({"date": "29.3.2023"}, "no date"),
        ({"date": "2023/2022"}, "earlier day first"),
        ({"target": "IRN"}, "source and target"),
        ({"target": "USA"}, "says what the statement says"),
        ({"target": "Atlantis"}, "no actor"),
        ({"rule": "x"}, "cannot be corrected"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_and_changes_nothing(store, judge, given, error):
    before = everything(store)
    with pytest.raises((VerdictError, QueryError), match=error):
        judge("corrected", **given)
    assert everything(store) == before


@pytest.mark.parametrize("name", ["x", "123456", "https://example.org/", "ffffff#statement="])
def test_a_statement_that_is_not_there_is_told(store, judge, name):
    with pytest.raises(VerdictError, match="statement"):
        judge("rejected", on=name)


@pytest.mark.parametrize("text", ["\udcff", "a\nb", "\x1b[31m"])
def test_an_author_and_a_reason_are_plain_text(store, judge, text):
    with pytest.raises(VerdictError, match="plain text"):
        judge("rejected", reason=text)
    assert verdicts.read(store.query) == ()


@pytest.mark.parametrize("text", ['" . <a:b> <a:c> <a:d>', "} ; DROP ALL ;", "\\", "محلل"])
def test_hostile_reasons_stay_one_literal(store, judge, text):
    assert judge("rejected", reason=text) == verdicts.read(store.query)[0]


def test_a_statement_is_found_by_the_first_characters_of_its_hash(store):
    iri = statement(store, kind="aids")
    assert judging.find(store.query, iri.rpartition("=")[2][:8]) == (iri, "a")


def test_what_an_analyst_put_in_is_not_judged_but_what_it_corrects(store, judge):
    original = statement(store)
    judge("corrected", kind="rejects")
    with pytest.raises(VerdictError, match=original):
        judge("rejected", on=statement(store, kind="rejects"))


def test_a_verdict_can_be_withdrawn_when_its_article_is_gone(store, judge, base):
    iri = statement(store)
    judge("rejected")
    store.remove("a")
    assert len(verdicts.read(store.query)) == 1
    judging.withdraw(store, iri, knowledge=base)
    assert verdicts.read(store.query) == ()
    with pytest.raises(VerdictError, match="no verdict"):
        judging.withdraw(store, iri, knowledge=base)


def test_who_the_article_was_first_to_name_stays_named(tell, base):
    from kg.model import Entity, EntityKind

    store = memory()
    person = Entity("person-x", EntityKind.PERSON, (("ar", "فلان"),), "IRN", "IRN")
    extraction = replace(tell("a", ("IRN", "aids", "RUS")), entities=(person,))
    store.replace("a", write.nquads(extraction, base))
    knows = replace(base, entities={**base.entities, "person-x": person})
    judging.judge(store, statement(store, kind="aids"), Ruling.CONFIRMED, author="Nour", knowledge=knows)
    assert read.names(store.query)["person-x"] == {"ar": "فلان"}


def test_judged_articles_are_gold(store, judge, base):
    judge("corrected", target="GBR")
    [record] = records(store, base)
    assert record["id"] == "a"
    assert {(each["target"], each["judged"]) for each in record["statements"]} == {
        ("USA", "rejected"),
        ("GBR", "corrected"),
        ("RUS", "none"),
    }
    assert all(each["evidence"] in record["text"] for each in record["statements"])


def test_what_is_read_back_after_judging_is_what_the_extractor_read(store, judge, base):
    before = articles.extraction(store.query, "a", base)
    judge("corrected", target="GBR")
    assert articles.extraction(store.query, "a", base) == before
    assert iris.VERDICTS.value in {
        row[0].value for row in store.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    }
