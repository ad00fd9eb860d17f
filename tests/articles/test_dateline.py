"""Dates as pages write them."""

import pytest

from kg.articles.dateline import moment
from kg.articles.language import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-29", "2023-03-29"),
        ("2023-03-29T16:06:44Z", "2023-03-29T16:06:44+00:00"),
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
