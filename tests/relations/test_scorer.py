"""The learned scorer: its table, its arithmetic, and that it knows no actor."""

import re

import pytest

from kg.errors import KnowledgeError
from kg.relations import scorer
from kg.vocabulary import knowledge


def test_a_table_that_is_none_is_refused():
    with pytest.raises(KnowledgeError, match="not a table of weights"):
        scorer.parse("feature\tcooperatesWith\nbias\tx\n", "weights.tsv")


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
        return slow

    monkeypatch.setattr(scorer.Sums, "score", score)
    scored("قال وزير الخارجية المصري إن بلاده تدعم السودان ضد إثيوبيا، وأدان هجوم إسرائيل على لبنان مع الأردن.")
    assert len(checked) > 3


def test_no_feature_names_an_actor():
    base = knowledge()
    codes = {code for code, entity in base.entities.items() if entity.kind == "STATE"}
    words = {part for name in scorer.weights("ar").weights for part in re.split(r"[:<>=]", name)}
    assert not codes & words


def test_the_plain_rules_do_not_ask_the_scorer(monkeypatch, plain):
    monkeypatch.setattr(scorer, "likelihood", None)
    assert plain("انتقدت كندا الهند.")
