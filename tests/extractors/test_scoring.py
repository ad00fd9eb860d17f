"""The figures of kg score are those of the coding rules."""

import pytest

from kg.extractors.scoring import Figures, Score, Share

TEXT = "Iran met Turkey in Ankara on Monday. Israel denied that it had aided Azerbaijan, a spokesman said."


def told(source: str, kind: str, target: str, **more) -> dict:
    quote = more.pop("quote", TEXT[:36])
    at = TEXT.index(quote)
    evidence = {"quote": quote, "start": at, "end": at + len(quote)}
    base = {"source": source, "kind": kind, "target": target, "status": "actual", "speaker": None, "date": None}
    return {**base, "evidence": evidence, **more}


def gold(*statements: dict, **more) -> dict:
    written = [{**each, "evidence": each["evidence"]["quote"]} for each in statements]
    return {
        "id": "a",
        "language": "en",
        "text": TEXT,
        "date": "2023-03-29",
        "entities": [],
        "statements": written,
        **more,
    }


def found(*statements: dict, entities: list | None = None) -> dict:
    return {"article": {"id": "a", "text": TEXT}, "statements": list(statements), "entities": entities or []}


@pytest.fixture
def figures(base) -> Figures:
    return Figures(base.relations)


def test_undirected_kinds_are_compared_without_order_and_directed_ones_with_it(figures) -> None:
    figures.add(
        gold(told("IRN", "consultsWith", "TUR"), told("IRN", "aids", "TUR")),
        found(told("TUR", "consultsWith", "IRN"), told("TUR", "aids", "IRN")),
    )
    assert figures.scores["kind"] == Score(1, 2, 2)
    assert figures.scores["pair"] == Score(1, 1, 1)


def test_another_kind_of_the_same_family_is_right_for_the_family_only(figures) -> None:
    figures.add(gold(told("ISR", "aids", "AZE")), found(told("ISR", "supports", "AZE")))
    assert (figures.scores["family"].right, figures.scores["kind"].right) == (1, 0)


def test_denials_are_no_pairs(figures) -> None:
    denial = told("ISR", "aids", "AZE", status="denied")
    figures.add(gold(denial), found(denial))
    assert figures.scores["pair"] == Score(0, 0, 0)
    assert figures.scores["kind"].f1 == 1


@pytest.mark.parametrize(
    ("wanted", "had", "share"),
    [
        (None, None, Share(0, 0)),
        ("ISR", "ISR", Share(1, 1)),
        ("ISR", None, Share(0, 2)),
        (None, "ISR", Share(0, 2)),
    ],
)
def test_speakers_are_right_of_all_that_either_has(figures, wanted, had, share) -> None:
    figures.add(gold(told("ISR", "aids", "AZE", speaker=wanted)), found(told("ISR", "aids", "AZE", speaker=had)))
    assert figures.shares["speaker"] == share


@pytest.mark.parametrize(
    ("wanted", "had", "share"),
    [
        ("2023-03", "2023-03-28", Share(1, 1)),
        ("2023-03-28", "2023-03", Share(1, 1)),
        ("2023", "2023-03-28", Share(0, 1)),
        (None, "2023-03-29", Share(0, 0)),
        (None, "2023-03-28", Share(0, 1)),
        ("2023-03-28", None, Share(0, 1)),
    ],
)
def test_a_month_stands_for_its_day_and_the_articles_day_for_none(figures, wanted, had, share) -> None:
    figures.add(gold(told("ISR", "aids", "AZE", date=wanted)), found(told("ISR", "aids", "AZE", date=had)))
    assert figures.shares["date"] == share


@pytest.mark.parametrize(("quote", "right"), [(TEXT[:36], 1), (TEXT[:20], 1), (TEXT[:10], 0), (TEXT[37:], 0)])
def test_evidence_must_share_half_of_the_shorter(figures, quote, right) -> None:
    figures.add(gold(told("IRN", "consultsWith", "TUR")), found(told("IRN", "consultsWith", "TUR", quote=quote)))
    assert figures.shares["evidence"] == Share(right, 1)


def test_entities_are_found_by_any_of_their_names_once_each(figures) -> None:
    wanted = [
        {"type": "STATE", "name": "The Netherlands", "state": "NLD"},
        {"type": "ORG", "name": "Army", "state": "NLD"},
    ]
    had = [
        {"type": "STATE", "name": "Holland", "aliases": ["netherlands"], "state": "NLD"},
        {"type": "ORG", "name": "army", "aliases": [], "state": "BEL"},
        {"type": "ORG", "name": "army", "aliases": [], "state": "NLD"},
    ]
    figures.add(gold(entities=wanted), found(entities=had))
    assert figures.scores["entities"] == Score(2, 3, 2)
    assert figures.shares["affiliation"] == Share(0, 1)


def test_what_an_analyst_rejected_is_no_gold(figures) -> None:
    rejected = told("ISR", "aids", "AZE", judged="rejected")
    figures.add(gold(rejected), found(rejected))
    assert figures.scores["kind"] == Score(0, 1, 0)


def test_an_article_that_could_not_be_read_counts_as_read_with_nothing(figures) -> None:
    difference = figures.add(gold(told("ISR", "aids", "AZE")), None)
    assert (figures.articles, figures.missing) == (1, 1)
    assert figures.scores["kind"] == Score(0, 0, 1)
    assert difference.missed == (("ISR", "AZE", "aids", "actual"),)
