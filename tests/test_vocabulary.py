"""The loader: what files say becomes knowledge, what contradicts itself is refused with its file and line."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kg import vocabulary
from kg.errors import KnowledgeError
from kg.model import EntityKind, Knowledge, Name, NameKind
from kg.vocabulary import knowledge

_PREFIXES = """@prefix sr: <https://w3id.org/state-relations/ns#> .
@prefix id: <https://w3id.org/state-relations/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
"""


@pytest.fixture
def own(tmp_path):
    """Return a function that loads knowledge with a file of the user's own."""

    def load(turtle: str, name: str = "mine.ttl") -> Knowledge:
        (tmp_path / name).write_text(_PREFIXES + turtle, encoding="utf-8")
        return knowledge(tmp_path)

    return load


def _alias(entity: str, text: str, kind: str = "informalName") -> str:
    return f"{entity} skosxl:altLabel [ a sr:Alias ; sr:aliasKind sr:{kind} ; skosxl:literalForm {text} ] .\n"


def test_a_further_name_joins_those_of_a_known_actor(own):
    found = own(_alias("id:EGY", '"المحروسة"@ar'))
    assert Name("EGY", "المحروسة", "ar", NameKind.ALIAS) in found.names
    assert Name("EGY", "مصر", "ar", NameKind.NAME) in found.names


def test_a_new_actor_is_known(own):
    found = own('id:LULLABY a sr:Organization ; sr:code "LULLABY" ; skos:prefLabel "رابطة التهويدة"@ar .')
    entity = found.entities["LULLABY"]
    assert (entity.kind, entity.actor, entity.names) == (EntityKind.ORG, "LULLABY", (("ar", "رابطة التهويدة"),))


def test_an_organ_acts_as_its_actor(own):
    found = own('id:CHOIR a sr:GovernmentBody ; sr:actor id:EGY ; sr:state id:EGY ; skos:prefLabel "Choir"@en .')
    assert (found.entities["CHOIR"].actor, found.entities["CHOIR"].state) == ("EGY", "EGY")


def test_a_place_belongs_to_its_state_and_acts_for_nobody(own):
    found = own('id:place-nowhere a sr:Place ; sr:state id:EGY ; skos:prefLabel "Nowhere"@en .')
    assert (found.entities["place-nowhere"].actor, found.entities["place-nowhere"].state) == (None, "EGY")


def test_a_kind_below_a_known_kind_has_its_family_and_sign(own):
    found = own('sr:endorses a sr:RelationKind ; rdfs:subPropertyOf sr:supports ; rdfs:label "endorses"@en .')
    kind = found.relations["endorses"]
    assert (kind.family, kind.sign, kind.symmetric) == ("cooperatesWith", 1, False)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ('"2001"', date(2001, 1, 1), date(2001, 12, 31)),
        ('"2004-02"^^xsd:gYearMonth', date(2004, 2, 1), date(2004, 2, 29)),
        ('"2001-12"', date(2001, 12, 1), date(2001, 12, 31)),
        ('"2001-05-17"^^xsd:date', date(2001, 5, 17), date(2001, 5, 17)),
    ],
)
def test_a_date_of_office_is_as_wide_as_it_is_written(own, written, start, end):
    term = f"[ sr:office sr:headOfState ; sr:state id:EGY ; sr:start {written} ; sr:end {written} ]"
    found = own(f'id:person-nobody a sr:Person ; skos:prefLabel "Nobody"@en ; sr:tenure {term} .')
    (tenure,) = (tenure for tenure in found.tenures if tenure.person == "person-nobody")
    assert (tenure.office, tenure.state, tenure.start, tenure.end) == ("headOfState", "EGY", start, end)


def test_an_ambiguous_name_is_marked_wherever_it_is_written_so(own):
    found = own(
        'id:LULLABY a sr:Organization ; sr:code "LULLABY" ; skos:prefLabel "نوم"@ar , "Sleep"@en ; skosxl:altLabel '
        '[ a sr:Alias ; sr:aliasKind sr:officialName ; skosxl:literalForm "نوم"@ar ; sr:ambiguous true ] .'
    )
    marks = {(name.text, name.ambiguous) for name in found.names if name.entity == "LULLABY"}
    assert marks == {("نوم", True), ("Sleep", False)}


@pytest.mark.parametrize("path", ["ar/cues.tsv", "cues.ar.tsv"])
def test_cue_rows_are_kept_by_language(tmp_path, path):
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("kind\tpast\naids\tأهدى\n", encoding="utf-8")
    assert knowledge(tmp_path).cues == {"ar": ("kind\tpast", "aids\tأهدى")}


def test_the_version_tells_additions_apart(own):
    assert own(_alias("id:EGY", '"المحروسة"@ar')).version != knowledge().version


def test_blank_nodes_of_two_files_keep_apart(own, tmp_path):
    named = "id:{} skosxl:altLabel _:a . _:a sr:aliasKind sr:informalName ; skosxl:literalForm {} .\n"
    (tmp_path / "a.ttl").write_text(_PREFIXES + named.format("EGY", '"المحروسة"@ar'), encoding="utf-8")
    found = own(named.format("IRQ", '"الرافدان"@ar'), "b.ttl")
    assert {n.entity for n in found.names if n.text in {"المحروسة", "الرافدان"}} == {"EGY", "IRQ"}
    assert {n.text for n in found.names if n.entity == "EGY"}.isdisjoint({"الرافدان"})


_PERSON = 'id:person-nobody a sr:Person ; skos:prefLabel "Nobody"@en ; sr:tenure '
_REFUSED = {
    "no Turtle": ("id:EGY skos:prefLabel .", "9: not well-formed Turtle"),
    "prefix unknown": ("foo:EGY a sr:State .", "9: not well-formed Turtle: The prefix foo: has not been declared"),
    "code taken": ('\nid:EGYPT a sr:State ; sr:code "EGY" .', "10: id:EGYPT has the code 'EGY'; the code is taken"),
    "code other than id": ('id:ONE a sr:Organization ; sr:code "TWO" .', "9: id:ONE has the code 'TWO'; write id:TWO"),
    "two codes": ('id:EGY sr:code "EGP" .', "id:EGY has two values of sr:code"),
    "state without code": ('id:ONE a sr:State ; skos:prefLabel "One"@en .', "9: the state id:ONE has no sr:code"),
    "two kinds": ("id:EGY a sr:Organization .", "id:EGY is sr:Organization and sr:State"),
    "two names": ('id:EGY skos:prefLabel "Misr"@en .', "two usual names in one language, 'Egypt' and 'Misr'"),
    "unknown class": ('\n\nid:ONE a sr:Organisation ; skos:prefLabel "One"@en .', "11: id:ONE is not known"),
    "unknown entity": (_alias("id:EGYPT", '"Egypt"@en'), "9: id:EGYPT is not known; give it a class"),
    "iri not ASCII": ('id:مصر a sr:Place ; skos:prefLabel "مصر"@ar .', "is no id: of ASCII letters"),
    "unknown aliasKind": (_alias("id:EGY", '"Misr"@en', "nickName"), "9: a name of id:EGY has aliasKind 'nickName'"),
    "no aliasKind": ('id:EGY skosxl:altLabel [ skosxl:literalForm "Misr"@en ] .', "9: a name of id:EGY has aliasKind"),
    "no language": (_alias("id:EGY", '"Misr"'), "the name 'Misr' of id:EGY has no language"),
    "empty name": (_alias("id:EGY", '" "@en'), "the name ' ' of id:EGY has no language"),
    "unknown property": ('id:EGY sr:kode "EGY" .', "there is no property sr:kode; did you mean sr:code?"),
    "unknown actor": ("id:CHOIR a sr:Organization ; sr:actor id:XXX .", "9: id:CHOIR belongs to id:XXX, which is not"),
    "unknown state": ("id:place-x a sr:Place ; sr:state id:XXX .", "9: id:place-x belongs to id:XXX"),
    "office of nobody": (_PERSON + "[ sr:office sr:headOfState ; sr:state id:XXX ] .", "9: id:person-nobody held"),
    "no office": (_PERSON + "[ sr:state id:EGY ] .", "9: a term of id:person-nobody: it lacks sr:office"),
    "no date": (
        _PERSON + '[ sr:office sr:headOfState ; sr:state id:EGY ; sr:start "May 2001" ] .',
        "9: a term of id:person-nobody: 'May 2001' is no date",
    ),
    "no such day": (
        _PERSON + '[ sr:office sr:headOfState ; sr:state id:EGY ; sr:start "2001-02-30" ] .',
        "9: a term of",
    ),
    "ends before it starts": (
        _PERSON + '[ sr:office sr:headOfState ; sr:state id:EGY ; sr:start "2001" ; sr:end "1999" ] .',
        "9: a term of id:person-nobody: it ends, 1999, before it starts, 2001",
    ),
    "no family": ("sr:hums a sr:RelationKind .", "9: sr:hums belongs to 0 families"),
    "two families": (
        "sr:hums a sr:RelationKind ; rdfs:subPropertyOf sr:supports , sr:accuses .",
        "9: sr:hums belongs to 2 families",
    ),
    "wrong sign": (
        "sr:hums a sr:RelationKind ; rdfs:subPropertyOf sr:supports ; sr:sign -1 .",
        "9: sr:hums has not the sign of sr:cooperatesWith",
    ),
    "kind of another prefix": ("ex:hums a sr:RelationKind ; rdfs:subPropertyOf sr:supports .", "write it with sr:"),
}


@pytest.mark.parametrize(("turtle", "told"), _REFUSED.values(), ids=_REFUSED.keys())
def test_what_contradicts_itself_is_refused_with_its_line(own, turtle, told):
    with pytest.raises(KnowledgeError) as refused:
        own(turtle)
    message = str(refused.value)
    assert told in message
    assert "\n" not in message
    assert ".ttl:" in message


def test_a_file_that_is_no_utf8_is_refused(tmp_path):
    (tmp_path / "mine.ttl").write_bytes(_PREFIXES.encode() + 'id:EGY skos:altLabel "é" .'.encode("latin-1"))
    with pytest.raises(KnowledgeError, match=r"mine\.ttl:9: .*(?i:utf-8)"):
        knowledge(tmp_path)


def test_cues_that_are_no_utf8_are_refused(tmp_path):
    (tmp_path / "cues.ar.tsv").write_bytes("kind\nأهدى".encode("cp1256"))
    with pytest.raises(KnowledgeError, match=r"cues\.ar\.tsv: byte 5 is no UTF-8"):
        knowledge(tmp_path)


def test_two_tables_of_one_language_are_refused(tmp_path):
    (tmp_path / "ar").mkdir()
    for name in ("ar/cues.tsv", "cues.ar.tsv"):
        (tmp_path / name).write_text("kind\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="a second table of cues for 'ar'"):
        knowledge(tmp_path)


def test_a_folder_that_is_missing_is_refused(tmp_path):
    with pytest.raises(KnowledgeError, match="no such folder"):
        knowledge(tmp_path / "missing")


def test_a_folder_with_nothing_in_it_is_refused(tmp_path):
    with pytest.raises(KnowledgeError, match="nothing to read in it"):
        knowledge(tmp_path)


def test_the_files_are_found_inside_an_installed_package(monkeypatch, tmp_path):
    (tmp_path / "ontology").mkdir()
    monkeypatch.setattr(vocabulary, "files", lambda _: tmp_path)
    assert vocabulary.folder() == tmp_path / "ontology"


def test_help_loads_no_knowledge():
    code = "import sys, kg, kg.cli; sys.exit('pyoxigraph' in sys.modules or 'kg.vocabulary' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent, check=False).returncode == 0


def test_knowledge_is_loaded_once():
    assert knowledge() is knowledge()
