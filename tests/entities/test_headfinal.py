"""Turkish names: endings with an apostrophe, without it and with it lost, posts and bodies behind their state."""

import pytest


@pytest.mark.parametrize("text", ["Türkiye'ye geldi.", "Türkiye’ye geldi.", "Türkiyeye geldi.", "Türkiye ye geldi."])
def test_a_state_is_found_however_its_ending_is_written(mentioned, text):
    assert mentioned(text, language="tr") == [("Türkiye", "TUR", "name")]


@pytest.mark.parametrize(
    ("text", "kind", "name", "state"),
    [
        ("ABD Dışişleri Bakanı Antony Blinken konuştu.", "PERSON", "Antony Blinken", "USA"),
        ("Moğolistan Savunma Bakanı Batmunkh Demberel konuştu.", "PERSON", "Batmunkh Demberel", "MNG"),
        ("Enerji ve Tabii Kaynaklar Bakanı konuştu.", None, None, None),
        ("Türkiye'nin Bakü Büyükelçiliği açıklama yaptı.", "ORG", "Türkiye'nin Bakü Büyükelçiliği", "TUR"),
        ("Alman Dışişleri Bakanlığına nota verildi.", "ORG", "Alman Dışişleri Bakanlığı", "DEU"),
        ("İran'ın Tokyo Büyükelçisi Peyman Saadet konuştu.", "PERSON", "Peyman Saadet", "IRN"),
    ],
)
def test_posts_and_bodies_stand_behind_their_state(named, text, kind, name, state):
    found = [entity for entity in named(text, language="tr") if entity[0] != "STATE"]
    assert found[:1] == ([(kind, name, state)] if kind else [])


def test_a_body_without_a_capital_is_its_state(mentioned):
    assert mentioned("İsrail ordusu ateş açtı.", language="tr") == [("İsrail ordusu", "ISR", "office")]


def test_a_name_in_brackets_is_not_read_on_into_the_next_words(named):
    names = {name for _, name, _ in named("Birleşmiş Milletler (BM) Güvenlik Konseyi toplandı.", language="tr")}
    assert names == {"Birleşmiş Milletler"}


def test_two_countries_are_those_told_before(mentioned):
    found = mentioned("Türkiye ile İran anlaştı. İki ülke ticareti artıracak.", language="tr")
    assert [entity for words, entity, _ in found if words == "İki ülke"] == ["IRN", "TUR"]


def test_a_surname_is_no_state_in_a_case(mentioned):
    text = "Irak Başbakanı Muhammed Şiya es-Sudani konuştu. Sudani, Ankara'ya geldi."
    assert "SDN" not in {entity for _, entity, _ in mentioned(text, language="tr")}


def test_what_governs_may_be_told_by_where_it_sits(mentioned):
    assert ("Mali'deki askeri yönetim", "MLI", "office") in mentioned(
        "Mali'deki askeri yönetim konuştu.", language="tr"
    )
