"""Turkish constructions: case, compounds, light verbs, participles, and the status that endings tell."""

import pytest

from kg.extractors.rules import Rules
from kg.model import Document
from kg.vocabulary import knowledge


@pytest.fixture(scope="module")
def told():
    rules = Rules(knowledge=knowledge())

    def read(text):
        (extraction,) = rules([Document("text", text, "tr", published="2024-03-20")])
        return {(s.source, s.kind, s.target, str(s.status)) for s in extraction.statements}

    return read


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Norveç, Rusya'yı kınadı.", ("NOR", "accuses", "RUS", "actual")),
        ("Rusya, Norveç tarafından kınandı.", ("NOR", "accuses", "RUS", "actual")),
        ("Norveç'in Rusya'yı kınaması bekleniyor.", ("NOR", "accuses", "RUS", "intended")),
        ("Norveç, Rusya'nın saldırısını kınadı.", ("NOR", "accuses", "RUS", "actual")),
        ("Mısır'ın Sudan'a desteği sürüyor.", ("EGY", "supports", "SDN", "actual")),
        ("Peru ile Şili arasında anlaşma imzalandı.", ("PER", "agreesWith", "CHL", "actual")),
        ("Peru-Şili anlaşması açıklandı.", ("PER", "agreesWith", "CHL", "actual")),
        ("Kenya, Somali'ye saldıracak.", ("KEN", "attacks", "SOM", "intended")),
        ("Kenya, Somali'ye saldırmadı.", ("KEN", "attacks", "SOM", "denied")),
        ("Kenya, Somali'yi ziyaret etmeyi planlıyor.", ("KEN", "consultsWith", "SOM", "intended")),
        ("Kenya'nın Somali'ye düzenlediği saldırı sürüyor.", ("KEN", "attacks", "SOM", "actual")),
        ("Kenya'dan Somali'ye sert uyarı", ("KEN", "threatens", "SOM", "actual")),
        ("Kenya, Somali'den askerlerini çekmesini istedi.", ("KEN", "demandsOf", "SOM", "actual")),
        ("Somali saldırısında üç Kenyalı öldü.", ("SOM", "attacks", "KEN", "actual")),
        ("Kenya, Somali'ye saldırdığı iddiasını reddetti.", ("KEN", "attacks", "SOM", "denied")),
        ("Kenya, Somali'yi iç işlerine karışmakla suçladı.", ("SOM", "counters", "KEN", "actual")),
    ],
)
def test_one_statement_is_read(told, text, statement):
    assert statement in told(text)


def test_what_is_refused_is_not_done(told):
    assert told("İran, ABD ile görüşmeyi reddetti.") == {("IRN", "rejects", "USA", "actual")}


def test_a_game_tells_of_no_relation(told):
    assert told("Fransa, İtalya'ya saldırdığı maçta iki gol attı.") == set()
