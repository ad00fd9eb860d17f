"""Whatever is missing or damaged in a store is seen, told and mended where it can be."""

import pytest

import kg
from kg.rdf import articles, iris
from kg.stores.oxigraph import memory
from kg.upkeep.checking import check

MEETING = "التقى وزير الخارجية الإيراني نظيره الروسي في موسكو."
EVERYTHING = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in (("a", MEETING), ("b", f"{MEETING} زار رئيس تركيا أذربيجان.")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(folder):
    store = memory()
    kg.build([folder], store)
    return [str(row[0].value) for row in store.query(EVERYTHING).rows], dump(store)


def dump(store):
    return sorted(map(str, store._store))


@pytest.fixture
def store(whole, folder):
    it = memory()
    kg.build([folder], it)
    return it


def drop(store, pattern, graph):
    store._store.update(f"PREFIX sr: <{iris.SR}> DELETE WHERE {{ GRAPH {graph} {{ {pattern} }} }}")


def add(store, triple, graph):
    store._store.update(f"PREFIX sr: <{iris.SR}> INSERT DATA {{ GRAPH {graph} {{ {triple} }} }}")


A = iris.article("a")
ARTICLE_BODY = f"<{iris.SCHEMA}articleBody>"


def test_a_sound_store_has_no_faults(store):
    seen = []
    assert list(check(store, progress=seen.append)) == []
    assert [done.article for done in seen] == ["a", "b"]


@pytest.mark.parametrize(
    ("damage", "where"),
    [
        (lambda s: drop(s, "?x sr:status ?y", A), {"a"}),
        (lambda s: drop(s, "?x sr:reports ?y", A), {"a"}),
        (lambda s: drop(s, "?x sr:words ?y", A), {"a"}),
        (lambda s: add(s, "<a:b> <a:c> 1", A), {"a"}),
        (lambda s: drop(s, f"{A} ?p ?o", iris.LEDGER), {"a"}),
        (lambda s: drop(s, f"{A} sr:graphHash ?o", iris.LEDGER), {"a"}),
        (lambda s: drop(s, "?f sr:confidence ?y", iris.DERIVED), {"derived graph"}),
        (lambda s: add(s, "<a:b> sr:opposes <a:c>", iris.DERIVED), {"derived graph"}),
        (lambda s: s._store.remove_graph(iris.DERIVED), {"derived graph"}),
        (lambda s: s._store.remove_graph(iris.KNOWLEDGE), {"knowledge"}),
    ],
    ids=["status", "reports", "words", "more", "row", "mark", "fact", "false triple", "derived", "knowledge"],
)
def test_damage_is_told_and_mended_from_the_text_that_is_kept(store, whole, damage, where):
    damage(store)
    before = dump(store)
    found = list(check(store, name="S"))
    assert where <= {fault.where for fault in found}
    assert all("kg check S --mend" in str(fault) and "\n" not in str(fault) for fault in found)
    assert dump(store) == before
    assert {fault.remedy for fault in check(store, mend=True)} == {""}
    assert list(check(store)) == []
    assert dump(store) == whole[1]


def test_an_article_whose_graph_is_gone_is_read_again_by_a_build(store, whole, folder):
    store._store.remove_graph(A)
    faults = list(check(store, mend=True, name="S"))
    assert faults[0].where == "a"
    assert faults[0].remedy == "kg build FILE --store S"
    assert kg.build([folder], store).articles == 1
    assert list(check(store)) == []
    assert dump(store) == whole[1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda s: drop(s, f"{A} {ARTICLE_BODY} ?o", A),
        lambda s: (drop(s, f"{A} {ARTICLE_BODY} ?o", A), add(s, f'{A} {ARTICLE_BODY} "other"@ar', A)),
    ],
    ids=["gone", "other"],
)
def test_an_article_whose_text_is_damaged_is_named_and_left_alone(store, whole, folder, damage):
    damage(store)
    kept = articles.triples(store.query, "a")
    [fault] = check(store, mend=True, name="S")
    assert (fault.where, fault.remedy) == ("a", "kg remove S a, then kg build FILE --store S")
    assert articles.triples(store.query, "a") == kept
    store.remove("a")
    kg.build([folder], store)
    assert dump(store) == whole[1]
