"""What analysts find of statements holds however often the article is read."""

from dataclasses import replace

import pytest

from kg.model import Ruling, Span, Verdict
from kg.rdf import articles, read, verdicts, write
from kg.stores.oxigraph import memory


@pytest.fixture
def article(tell):
    return tell(
        "a", ("IRN", "accuses", "USA", {"speaker": "IRN", "confidence": 0.5}), ("IRN", "aids", "RUS"), outlet="one"
    )


@pytest.fixture
def judge(article):
    """Return a function that gives a verdict on the first statement of the article."""

    def make(ruling, number=0, **correction):
        statement = article.statements[number]
        span = statement.evidence
        quote = article.document.text[span.start : span.end]
        correct = replace(statement, **correction) if correction else None
        return Verdict("a", statement, quote, Ruling(ruling), "Nour", "read it", correct)

    return make


@pytest.fixture
def told(base):
    def make(extraction, *given):
        store = memory()
        quads = write.nquads(extraction, base, verdicts=given)
        store.replace(extraction.document.id, quads, verdicts=verdicts.nquads(given))
        return store

    return make


def stated(store):
    return sorted((s.source, s.kind, s.target) for s in (each.statement for each in read.statements(store.query)))


def test_verdicts_are_read_back_as_they_were_given(told, article, judge):
    given = (judge("corrected", kind="rejects", speaker=None), judge("rejected", 1))
    assert verdicts.read(told(article, *given).query) == given


def test_a_rejected_statement_reports_and_asserts_nothing(told, article, judge):
    store = told(article, judge("rejected", 1))
    assert stated(store) == [("IRN", "accuses", "USA")]
    assert store.query("ASK { ?each a sr:RejectedStatement ; sr:kind sr:aids ; sr:verdict/sr:author 'Nour' }").truth
    assert not store.query("ASK { id:IRN sr:aids id:RUS }").truth
    assert not store.query("ASK { ?fact a sr:Fact ; sr:kind sr:aids }").truth


def test_a_confirmed_statement_becomes_a_flat_triple_however_unsure(told, article, judge):
    assert not told(article).query("ASK { id:IRN sr:accuses id:USA }").truth
    store = told(article, judge("confirmed"))
    assert store.query("ASK { id:IRN sr:accuses id:USA }").truth
    assert store.query("ASK { ?each sr:verdict/sr:ruling sr:confirmed ; sr:confidence 0.5 }").truth


def test_a_correction_stands_in_the_place_of_the_statement(told, article, judge):
    store = told(article, judge("corrected", target="GBR"))
    assert stated(store) == [("IRN", "accuses", "GBR"), ("IRN", "aids", "RUS")]
    assert store.query(
        "ASK { ?new sr:correctionOf ?old ; sr:rule 'judged' ; sr:confidence 1.0 . ?old a sr:RejectedStatement }"
    ).truth
    assert store.query("ASK { id:IRN sr:accuses id:GBR }").truth


def test_what_is_read_back_is_what_the_extractor_said(told, article, judge, base):
    given = (judge("corrected", target="GBR"), judge("rejected", 1))
    again = articles.extraction(told(article, *given).query, "a", base)
    assert set(again.statements) == set(article.statements)
    assert write.nquads(again, base, verdicts=given) == write.nquads(article, base, verdicts=given)
    assert write.nquads(again, base) == write.nquads(article, base)


@pytest.mark.parametrize("ruling", ["corrected", "confirmed"])
def test_what_an_analyst_puts_in_stands_when_the_extractor_finds_it_no_more(ruling, told, article, judge):
    given = judge(ruling, target="GBR") if ruling == "corrected" else judge(ruling)
    store = told(replace(article, statements=article.statements[1:]), given)
    assert stated(store) == [("IRN", "accuses", "GBR" if ruling == "corrected" else "USA"), ("IRN", "aids", "RUS")]


def test_a_verdict_holds_for_a_reading_from_a_passage_that_overlaps(told, article, judge):
    wider = replace(article.statements[1], evidence=Span(0, article.statements[1].evidence.end))
    store = told(replace(article, statements=(article.statements[0], wider)), judge("rejected", 1))
    assert stated(store) == [("IRN", "accuses", "USA")]


def test_a_verdict_goes_with_its_words_when_the_text_is_changed_before_them(told, article, judge):
    moved = replace(
        article,
        document=replace(article.document, text="New. " + article.document.text),
        statements=tuple(
            replace(each, evidence=Span(each.evidence.start + 5, each.evidence.end + 5)) for each in article.statements
        ),
    )
    store = told(moved, judge("corrected", target="GBR"))
    assert ("IRN", "accuses", "GBR") in stated(store)
    assert ("IRN", "accuses", "USA") not in stated(store)


def test_a_verdict_on_words_that_are_gone_does_nothing(told, article, judge):
    other = replace(
        article, document=replace(article.document, text=article.document.text.replace("accuses", "ACCUSES"))
    )
    assert ("IRN", "accuses", "USA") in stated(told(other, judge("rejected")))


def test_a_correction_that_the_extractor_says_too_is_one_statement(told, tell, judge):
    both = tell("a", ("IRN", "accuses", "USA"), ("IRN", "accuses", "GBR"))
    one = replace(both.statements[1], evidence=both.statements[0].evidence)
    both = replace(both, statements=(both.statements[0], one))
    span = one.evidence
    given = Verdict(
        "a", both.statements[0], both.document.text[span.start : span.end], Ruling.CORRECTED, "N", None, one
    )
    store = told(both, given)
    assert stated(store) == [("IRN", "accuses", "GBR")]
    assert store.query("ASK { ?new sr:correctionOf ?old ; sr:rule 'by-hand' }").truth


def test_what_was_rejected_does_not_come_back_as_a_correction(told, article, judge):
    first = replace(article.statements[0], kind="rejects")
    both = replace(article, statements=(article.statements[0], first))
    rejected = Verdict("a", first, judge("rejected").quote, Ruling.REJECTED, "Nour")
    assert stated(told(both, judge("corrected", kind="rejects"), rejected)) == []


@pytest.mark.slow
def test_the_graph_of_verdicts_conforms_to_the_shapes(told, article, judge, base):
    from kg import vocabulary
    from kg.rdf import iris, knowledge, shapes

    store = told(article, judge("corrected", target="GBR"), judge("rejected", 1))
    store.put(iris.KNOWLEDGE.value, knowledge.nquads(vocabulary.sources(), base.version))
    assert [str(each) for each in shapes.violations(store.query) if each.severity == "Violation"] == []
