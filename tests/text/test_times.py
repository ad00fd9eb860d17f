"""Dates, told outright and counted from the article's day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text.times import find, written

WEDNESDAY = date(2023, 3, 29)


def dates(text, language="ar", day=WEDNESDAY):
    return [str(time) for _, time in find(text, Span(0, len(text)), day, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في 29/03/2023", ["2023-03-29"]),
        ("في ٢٩/٠٣/٢٠٢٣", ["2023-03-29"]),
        ("في ۲۹-۰۳-۲۰۲۳", ["2023-03-29"]),
        ("في 2023-03-29", ["2023-03-29"]),
        ("يوم 14 فبراير/شباط 2021", ["2021-02-14"]),
        ("الثلاثاء, 19 يناير/ كانون الثاني, 2010", ["2010-01-19"]),
        ("12 جويلية 2021", ["2021-07-12"]),
        ("7 / يوليو /2015م", ["2015-07-07"]),
        ("أواخر تشرين الأول/ أكتوبر 2019", ["2019-10"]),
        ("في مايو/أيار2008.", ["2008-05"]),
        ("في سبتمبر أيلول 2010", ["2010-09"]),
        ("عام 1992", ["1992"]),
        ("في سنة ١٩٩٢م", ["1992"]),
        ("بالعام 2021", ["2021"]),
        ("منذ عام ،1967", ["1967/2023"]),
        ("منذ يونيو 2007", ["2007-06/2023-03"]),
        ("بين 1993 و2003", ["1993/2003"]),
        ("عامي 2011 و2012", ["2011/2012"]),
        ("في 26 و27 يناير/كانون الثاني 2020", ["2020-01-26/2020-01-27"]),
        ("ثمانينيات القرن الماضي", ["1980/1989"]),
        ("12 صفر 1440 هـ الموافق 21 أكتوبر 2018 م", ["2018-10-21"]),
        ("في 15 محرم 1445هـ", ["2023-08"]),
        ("في 30 فبراير 2020", []),
        ("في 31/04/2020", []),
        ("في 2٠2۳", []),
        ("قتل 1500 شخص و2000 جندي", []),
    ],
)
def test_dates_told_outright(text, expected):
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اليوم الأربعاء", ["2023-03-29"]),
        ("أمس", ["2023-03-28"]),
        ("وأمس الثلاثاء", ["2023-03-28"]),
        ("أول من أمس", ["2023-03-27"]),
        ("أمس الأول", ["2023-03-27"]),
        ("غدا", ["2023-03-30"]),
        ("الأربعاء", ["2023-03-29"]),
        ("التقى الوزير نظيره الثلاثاء", ["2023-03-28"]),
        ("الأربعاء الماضي", ["2023-03-22"]),
        ("الجمعة المقبل", ["2023-03-31"]),
        ("ومن المقرر أن يصل الوفد الخميس", ["2023-03-30"]),
        ("سيصل الوفد يوم الخميس", ["2023-03-30"]),
        ("نوفمبر الماضي", ["2022-11"]),
        ("أواخر كانون الأول/ ديسمبر الماضي", ["2022-12"]),
        ("14 فبراير الماضي", ["2023-02-14"]),
        ("في نوفمبر من العام الماضي", ["2022-11"]),
        ("في شباط/فبراير العام الماضي", ["2022-02"]),
        ("في أكتوبر تشرين الأول الماضي", ["2022-10"]),
        ("الليلة الماضية", ["2023-03-28"]),
        ("اليوم (الثلاثاء)", ["2023-03-28"]),
        ("أمس الاثنين", ["2023-03-27"]),
        ("أمس الجمعة", ["2023-03-28"]),
        ("العام قبل الماضي", ["2021"]),
        ("الأسبوع بعد المقبل", ["2023-04-10/2023-04-16"]),
        ("الصيف الماضي", ["2022-06/2022-08"]),
        ("في الشتاء الماضي", ["2022-12/2023-02"]),
        ("الخريف المقبل", ["2023-09/2023-11"]),
        ("قبيل أربعة أعوام", ["2019"]),
        ("قبيل يومين من القمة", []),
        ("الأسبوع الماضي", ["2023-03-20/2023-03-26"]),
        ("هذا الأسبوع", ["2023-03-27/2023-03-29"]),
        ("الشهر الماضي", ["2023-02"]),
        ("مطلع الشهر الجاري", ["2023-03"]),
        ("العام المقبل", ["2024"]),
        ("قبل يومين", ["2023-03-27"]),
        ("قبل ثلاث سنوات", ["2020"]),
        ("قبل 3 أشهر", ["2022-12"]),
        ("خلال السنوات الثلاثين الماضية", ["1993/2023"]),
        ("على مدى قرابة 30 عاما", ["1993/2023"]),
        ("خلال الأيام القليلة الماضية", []),
        ("خلال الأسابيع المقبلة", []),
        ("في اليوم التالي", []),
        ("حتى اليوم", []),
        ("قبل 10 أيام من الحرب", []),
        ("قبل أيام", []),
        ("منذ سنوات", []),
        ("قبل عقد الاجتماع", []),
        ("قبل عام", ["2022"]),
        ("قبل عام 2003", []),
        ("قبل يوم الخميس", []),
    ],
)
def test_dates_counted_from_the_article(text, expected):
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد اليوم الأربعاء.", 29),
        ("وصل الوفد اليوم (الثلاثاء).", 28),
        ("وصل الوفد أمس الاثنين.", 28),
        ("وصل الوفد أمس الجمعة.", 29),  # no such day is near: a fault, or another week
        ("وصل الوفد اليوم.", 29),
        ("وصل الوفد الاثنين.", 29),
    ],
)
def test_day_of_writing_is_told_by_a_weekday_beside_today(text, expected):
    assert written(text, [Span(0, len(text))], WEDNESDAY, "ar") == date(2023, 3, expected)


def test_nothing_is_written_on_an_unknown_day():
    text = "وصل الوفد اليوم الأربعاء."
    assert written(text, [Span(0, len(text))], None, "ar") is None


def test_nothing_is_counted_from_an_unknown_day():
    assert dates("أمس والأسبوع الماضي وفي مارس وعام 1992", day=None) == ["1992"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("on March 14, 2023", "en", ["2023-03-14"]),
        ("last November and yesterday", "en", ["2022-11", "2023-03-28"]),
        ("two days ago, since 1993", "en", ["2023-03-27", "1993/2023"]),
        ("He may speak, 1,200 said", "en", []),
        ("29 Mart 2023 tarihinde, geçen kasım", "tr", ["2023-03-29", "2022-11"]),
        ("1992 yılında, 2020'de, dün", "tr", ["1992", "2020", "2023-03-28"]),
    ],
)
def test_other_languages(text, language, expected):
    assert dates(text, language) == expected


def test_phrase_is_where_it_is_said_to_be():
    text = "زار الوزير غانا أواخر كانون الأول/ ديسمبر الماضي ثم عاد"
    ((span, time),) = find(text, Span(0, len(text)), WEDNESDAY, "ar")
    assert text[span.start : span.end] == time.text == "أواخر كانون الأول/ ديسمبر الماضي"


WORDS = (
    "في عام 2020 12 31 و 99 يناير / - الماضي المقبل أمس منذ بين حتى الشهر قبل ثلاثة أيام كانون الثاني هـ محرم 1440 "
    "last March ago yılında"
)
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join)


@given(PIECES, st.dates(), st.sampled_from(["ar", "en", "tr"]))
def test_any_muddle_gives_dates_in_order_within_the_text(text, day, language):
    found = find(text, Span(0, len(text)), day, language)
    edges = [edge for span, _ in found for edge in span]
    assert edges == sorted(edges)
    for span, time in found:
        assert text[span.start : span.end] == time.text
        assert time.start <= time.end
        assert str(time)
