"""Each thing that can be wrong with a graph is told once, and nothing else."""

import pytest

from kg.rdf import knowledge, write
from kg.rdf.shapes import Violation, validate, violations
from kg.stores.oxigraph import memory

SR = "https://w3id.org/state-relations/ns#"
ID = "https://w3id.org/state-relations/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
# Three states are enough here; the whole knowledge is validated in test_knowledge.py.
_STATES = """
@prefix sr: <https://w3id.org/state-relations/ns#> .
@prefix id: <https://w3id.org/state-relations/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:IRN a sr:State ; sr:code "IRN" ; skos:prefLabel "إيران"@ar, "Iran"@en, "İran"@tr .
id:USA a sr:State ; sr:code "USA" ; skos:prefLabel "أمريكا"@ar, "United States"@en, "ABD"@tr .
id:TUR a sr:State ; sr:code "TUR" ; skos:prefLabel "تركيا"@ar, "Turkey"@en, "Türkiye"@tr .
"""


@pytest.fixture(scope="module")
def sound(tell, base):
    store = memory()
    extraction = tell("a", ("IRN", "accuses", "USA", {"speaker": "IRN", "day": "2023-03-28"}), published="2023-03-29")
    store.put(
        "https://w3id.org/state-relations/graph/knowledge", knowledge.nquads([("states.ttl", _STATES.encode())], "1")
    )
    store.replace("a", write.nquads(extraction, base))
    return store


@pytest.fixture(scope="module")
def statement(sound):
    return sound.query("SELECT ?s WHERE { ?s a sr:RelationStatement }").rows[0][0].value


def triples(store):
    return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").triples


def test_a_sound_graph_has_no_violations(sound):
    assert violations(sound.query) == ()


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (f"<{SR}source> <{ID}TUR>", "has not exactly one source"),
        (f"<{SR}target> <{ID}TUR>", "has not exactly one target"),
        (f"<{SR}kind> <{SR}aids>", "has not exactly one kind"),
        (f"<{SR}status> <{SR}denied>", "has not exactly one status"),
        (f'<{SR}confidence> "1.5"^^<{XSD}decimal>', "has not one confidence between 0 and 1"),
        (f"<{SR}speaker> <{ID}NOBODY>", "the speaker is no actor"),
        (f'<{SR}date> "gestern"', "the date is not written as a day, month, year or interval"),
        (f'<{SR}eventStart> "2024-01-01"^^<{XSD}date>', "the event ends before it starts"),
    ],
)  # fmt: skip
def test_what_is_too_much_or_wrong_is_told(added, message, sound, statement):
    found = validate(triples(sound) + f"<{statement}> {added} .\n")
    assert any(each.node == statement and each.message.startswith(message) for each in found), found


@pytest.mark.parametrize(
    ("property_", "message"),
    [
        ("source", "has not exactly one source"),
        ("target", "has not exactly one target"),
        ("kind", "has not exactly one kind"),
        ("status", "has not exactly one status"),
        ("evidence", "has not exactly one evidence"),
        ("confidence", "has not one confidence between 0 and 1"),
        ("inArticle", "stands in no article"),
        ("reports", "reports not exactly one fact"),
        ("rule", "does not say by which rule it was made"),
    ],
)
def test_what_is_missing_is_told(property_, message, sound, statement):
    left = "".join(
        line
        for line in triples(sound).splitlines(keepends=True)
        if not line.startswith(f"<{statement}> <{SR}{property_}> ")
    )
    assert Violation(statement, message, None, "Violation") in validate(left)


def test_an_actor_related_to_itself_is_told(sound, statement):
    changed = triples(sound).replace(f"<{statement}> <{SR}target> <{ID}USA>", f"<{statement}> <{SR}target> <{ID}IRN>")
    assert [each.message for each in validate(changed)] == ["source and target are the same actor"]


def test_a_kind_that_is_none_is_told(sound):
    changed = triples(sound).replace(f"<{SR}kind> <{SR}accuses>", f"<{SR}kind> <{SR}actual>")
    assert {each.message for each in validate(changed)} == {"the kind is no kind of relation"}


def test_an_event_after_its_article_is_a_warning(sound, statement):
    changed = triples(sound).replace("2023-03-29", "2023-03-20")
    found = Violation(
        statement, "is told as fact, but the event starts after the article was published", "2023-03-28", "Warning"
    )
    assert validate(changed) == (found,)
    assert str(found) == f"Warning: {statement}: {found.message} (2023-03-28)"


@pytest.mark.parametrize(("old", "new"), [("IRN accuses", "IRN accused"), ("IRN accuses", "accuses IRN")])
def test_words_that_are_not_at_their_position_are_told(old, new, sound):
    changed = "".join(
        line.replace(old, new) if "#exact>" in line else line for line in triples(sound).splitlines(keepends=True)
    )
    assert {each.message for each in validate(changed)} == {"the words quoted are not those at their position"}


def test_a_kind_needs_sign_family_and_labels_in_three_languages():
    found = validate(f"<{SR}hugs> {TYPE} <{SR}RelationKind> .\n")
    assert [each.message for each in found] == [
        "the kind belongs not to exactly one family",
        "the kind has no label in Arabic",
        "the kind has no label in English",
        "the kind has no label in Turkish",
        "the kind has no sign, 1 or -1",
    ]


def test_a_state_needs_code_and_names():
    found = validate(f"<{ID}XYZ> {TYPE} <{SR}State> .\n")
    assert [(each.message, each.severity) for each in found] == [
        ("has no name", "Violation"),
        ("has no name in Arabic", "Violation"),
        ("has no name in English", "Violation"),
        ("the state has not one code in capitals", "Violation"),
        ("has no name in Turkish", "Warning"),
    ]


def test_an_alias_needs_kind_and_language():
    alias = "<https://example.org/alias>"
    form = f'{alias} <http://www.w3.org/2008/05/skos-xl#literalForm> "the entity" .\n'
    found = validate(f"{alias} {TYPE} <{SR}Alias> .\n" + form)
    assert [each.message for each in found] == [
        "the alias has not one form with its language",
        "the alias has not one kind",
    ]
