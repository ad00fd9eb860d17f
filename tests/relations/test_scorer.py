"""The learned scorer: its tables, its arithmetic, and that it knows no actor."""

import math
import re
from array import array
from importlib.resources import files

import pytest

from kg.errors import KnowledgeError
from kg.relations import forest, scorer
from kg.vocabulary import knowledge

SENTENCES = "قال وزير الخارجية المصري إن بلاده تدعم السودان ضد إثيوبيا، وأدان هجوم إسرائيل على لبنان مع الأردن."


@pytest.mark.parametrize("text", ["", "feature\t1\nbias\tx\n", "feature\t1\t-1\t|\tactual\nbias\tx\n"])
def test_a_table_that_is_none_is_refused(text):
    with pytest.raises(KnowledgeError, match="not a table of weights"):
        scorer.parse(text, "weights.tsv")


@pytest.mark.parametrize("text", ["", "a\tb\n0 1\t2\t3\n", "a\tb\n= kind\n0 1\t2\n", "a\tb\n= kind\n7 1\t2\t3\n"])
def test_a_forest_that_is_none_is_refused(text):
    with pytest.raises(KnowledgeError, match="not a table of trees"):
        forest.parse(text, "forest.tsv")


def test_sums_give_what_adding_feature_by_feature_gives(monkeypatch, scored):
    """Every score of a few sentences is worked out both ways."""
    model, checked = scorer.weights("ar"), []
    quick = scorer.Sums.score

    def score(self, pair):
        slow = list(model.bias)
        for name, value in pair.everything().items():
            for index, weight in enumerate(model.weights.get(name, ())):
                slow[index] += weight * value
        assert quick(self, pair) == pytest.approx(slow)
        checked.append(pair)
        return tuple(slow)

    monkeypatch.setattr(scorer.Sums, "score", score)
    scored(SENTENCES)
    assert len(checked) > 3


def test_the_forest_gives_what_walking_its_trees_by_hand_gives():
    text = "a\tb\n= kind\n0 1.5\t-1\t1 0\t2\t0.5\n0.25\n= sign\n1 3\t1 -1\t-2\t4\t3\n"
    rows = [(a, b) for a in (1.0, 1.5, 2.0) for b in (-1.0, 0.0, 0.5, 3.0, 9.0)]

    def by_hand(a, b):
        kind = 0.25 + (-1 if a <= 1.5 else 2 if b <= 0 else 0.5)
        sign = (-2 if b <= -1 else 4) if b <= 3 else 3
        return [1 / (1 + math.exp(-score)) for score in (kind, sign)]

    found = forest.likelihoods([array("d", row) for row in rows], forest.parse(text, "forest.tsv"))
    assert list(map(list, zip(*found, strict=True))) == [pytest.approx(by_hand(*row)) for row in rows]


def test_no_feature_names_an_actor():
    base = knowledge()
    codes = {code for code, entity in base.entities.items() if entity.kind == "STATE"}
    model = scorer.weights("ar")
    words = {part for name in (*model.weights, *model.status_weights) for part in re.split(r"[:<>=]", name)}
    assert not codes & words
    assert not codes & set(forest.forest("ar").features)


@pytest.mark.parametrize("sentence", ["انتقدت {0} موقف {1} من الأزمة.", "وقعت {0} اتفاقية تعاون مع {1} أمس."])
def test_names_that_are_exchanged_are_exchanged_in_the_statements(scored, sentence):
    def told(first, second):
        return [
            (each.source, each.kind, each.target, each.status, each.confidence, each.rule)
            for each in scored(sentence.format(first, second))
        ]

    other = {"CAN": "BRA", "BRA": "CAN"}
    found = told("كندا", "البرازيل")
    assert found
    exchanged = [(other[source], kind, other[target], *rest) for source, kind, target, *rest in found]
    assert told("البرازيل", "كندا") == [tuple(each) for each in exchanged]


def test_the_plain_rules_do_not_ask_the_scorer(monkeypatch, plain):
    monkeypatch.setattr(scorer.Sums, "score", None)
    monkeypatch.setattr(forest, "likelihoods", None)
    assert plain("انتقدت كندا الهند.")


def test_the_tables_are_small():
    folder = files("kg.lang").joinpath("ar")
    assert sum(len(folder.joinpath(name).read_bytes()) for name in ("weights.tsv", "forest.tsv")) < 2_000_000
