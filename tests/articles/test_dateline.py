"""Dates as pages write them."""

import pytest

from kg.articles.dateline import moment
from kg.articles.details import complete
from kg.articles.language import language
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-29", "2023-03-29"),
        ("2023-03-29T16:06:44Z", "2023-03-29T16:06:44Z"),
        ("29.03.2023 16:06:44", "2023-03-29T16:06:44"),
        ("29/03/2023", "2023-03-29"),
        ("٢٩/٠٣/٢٠٢٣", "2023-03-29"),
        ("۲۹/۰۳/۲۰۲۳", "2023-03-29"),
        ("03/29/2023", "2023-03-29"),
        ("29/03/2023 25:99", "2023-03-29"),
        ("30/02/2023", None),
        ("29/٠٣/2023", None),
        ("2٠2۳-03-29", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moment(text, expected):
    assert moment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("التقى الوزير نظيره في باكو وقال إن الزيارة مهمة", "ar"),
        ("وزیر خارجه ایران در این دیدار گفت که این سفر مهم است", "fa"),
        ("The minister met his counterpart in Baku and said that it was important", "en"),
        ("Bakan, mevkidaşı ile Bakü'de bir araya geldi ve ziyaretin önemli olduğunu söyledi", "tr"),
        ("1234", "ar"),
    ],
)
def test_language_is_told(text, expected):
    assert language(text) == expected


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("الاثنين 05 يونيو 2017 - 14:30", "2017-06-05"),
        ("بكين - وكالة مثال - الجمعة 10 مارس 2023", "2023-03-10"),
        ("طهران / وكالة مثال / السبت 5 نوفمبر 2022 م - 11 ربيع الآخر 1444 هـ", "2022-11-05"),
        ("دبي - النموذج\n20 تموز/ يوليو 2019 - 16:50", "2019-07-20"),
        ("السبت 11/02/2023 الساعة 20:15", "2023-02-11"),
        ("جدة 20 مايو 2023 (مثال) - وقع الطرفان هدنة", "2023-05-20"),
        ("إسطنبول (وكالة مثال) 22 يوليو 2022 - وقع الطرفان اتفاقا", "2022-07-22"),
    ],
)
def test_opening_tells_the_day(opening, published):
    document = complete(Document(id="a", text=f"عنوان الخبر الأول\n\n{opening}\n\nقال الوزير إن الهدنة صامدة."))
    assert document.published == published


@pytest.mark.parametrize(
    "sentence",
    ["وقع الطرفان هدنة في 20 مايو 2023.", "وقعت السعودية وإيران والصين والعراق بيانا يوم 10 مارس 2023 في بكين"],
)
def test_sentence_with_a_date_is_no_dateline(sentence):
    document = complete(Document(id="a", text=f"عنوان الخبر الأول\n\n{sentence}\n\nقال الوزير إن الهدنة صامدة."))
    assert document.published is None
