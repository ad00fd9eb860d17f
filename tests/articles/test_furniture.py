"""Page furniture is marked, sentences are not."""

import pytest

from kg.articles.details import complete
from kg.articles.furniture import find
from kg.model import Document

BODY = "التقى وزير الخارجية النرويجي نظيره الكيني في نيروبي، وبحثا سبل تعزيز التعاون بين البلدين في مجالات عدة."


def marked(text, language="ar"):
    return [text[mark.span.start : mark.span.end] for mark in find(text, language)]


@pytest.mark.parametrize(
    "line",
    [
        "شارك الخبر",
        "تابعنا على تويتر",
        "جميع الحقوق محفوظة لموقع الأخبار 2021",
        "الصورة: رويترز",
        "Destek için",
        "Ekleme: 02.05.2021 10:06:44 / Güncelleme: 02.05.2021 11:06:44 / Arapça",
        "آخر تحديث: 3 مايو 2021",
        "اقرأ أيضا",
        "facebook twitter",
    ],
)
def test_line_of_the_page_is_marked(line):
    assert marked(f"{BODY}\n{line}\n{BODY[:-1]} أيضا.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "شارك الوزير في مؤتمر باريس.",
        "شارك وفد من حركة طالبان في محادثات جرت في موسكو مع ممثلي عشر دول من المنطقة",
        "تابع الوزير: سنعود قريبا.",
        "كتب الوزير: لن نقبل بذلك.",
        "تصوير الحرب على أنها انتهت خطأ.",
        "(قال ذلك أمس).",
        "مصادر: إيران ترفض العرض",
        "العراق: عودة العنف",
        "تعليق المحادثات",
    ],
)
def test_sentence_is_not_marked(line):
    assert marked(f"{BODY}\n{line}\n{BODY[:-1]} أيضا.") == []


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("واشنطن - رويترز: ", "Reuters"),
        ("باكو/ 29 مارس/ الأناضول: ", "Anadolu"),
        ("الرياض 12 صفر 1440 هـ الموافق 21 أكتوبر 2018 م واس - ", "SPA"),
        ("دبي، الإمارات العربية المتحدة (CNN) -- ", "CNN"),
        ("طهران (أ.ف.ب) - ", "AFP"),
        ("عجمان - ", None),
    ],
)
def test_dateline_is_marked(opening, outlet):
    (mark,) = find(f"عنوان الخبر عن اللقاء\n{opening}{BODY}", "ar")
    assert (mark.why, mark.outlet, mark.span.end - mark.span.start) == ("dateline", outlet, len(opening))


@pytest.mark.parametrize(
    "text",
    [
        f"إيران - الاتفاق النووي\n{BODY}",
        f"الخبر\nغوتيريش - الذي يزور نيروبي - التقى الرئيس. {BODY}",
        f"الخبر\nنقلت وكالة رويترز عن الوزير: {BODY}",
        f"الخبر\nواستعرض الجانبان – خلال اللقاء {BODY}",
        f"كينيــــــا تستضيف القمة\n{BODY}",
    ],
)
def test_what_only_looks_like_a_dateline_is_not_marked(text):
    assert marked(text) == []


@pytest.mark.parametrize("tag", ["(İLKHA)", "(د ب أ)", "(وكالات)", "(أ.ف.ب)", "( رويترز )."])
def test_agency_at_the_end_is_marked(tag):
    assert marked(f"{BODY} {tag}") == [tag]


def test_names_in_brackets_within_the_last_sentence_stay():
    assert marked(f"{BODY[:-1]} (شرق)") == []


def test_menu_and_related_links_are_marked():
    menu = ["الرئيسية", "العالم", "رياضة", "راديو وتلفزيون"]
    links = ["روابط ذات علاقة", "السودان يوقع اتفاقا مع تشاد", "قمة في داكار"]
    assert marked("\n".join([*menu, BODY, *links, BODY[:-1] + " أيضا."])) == [*menu, *links]


def test_repeated_title_is_marked_and_the_first_is_not():
    title = "النرويج وكينيا تبحثان التعاون"
    text = f"{title}\n{BODY}\n{title}\n{BODY[:-1]} أيضا."
    assert [mark.span.start for mark in find(text, "ar")] == [text.rindex(title)]


def test_page_title_before_the_headline_is_marked():
    title = "النرويج وكينيا تبحثان التعاون"
    assert marked(f"موقع الأخبار - العالم - {title}\n{title}\n{BODY}") == [f"موقع الأخبار - العالم - {title}"]


def test_article_of_nothing_but_furniture_is_left_alone():
    assert marked("شارك الخبر") == []


def test_details_are_taken_from_furniture():
    text = f"لقاء في نيروبي\nEkleme: 02.05.2021 10:06:44 / Güncelleme: 03.05.2021 11:06:44 / Arapça\n{BODY} (İLKHA)"
    found = complete(Document("1", text))
    assert (found.published, found.modified) == ("2021-05-02T10:06:44", "2021-05-03T11:06:44")
    assert (found.outlet, found.title) == ("ILKHA", "لقاء في نيروبي")


def test_dateline_dates_the_article():
    text = f"الرياض 12 صفر 1440 هـ الموافق 21 أكتوبر 2018 م واس\n{BODY}\n{BODY[:-1]} أيضا."
    assert complete(Document("1", text)).published == "2018-10-21"


def test_what_is_known_is_kept():
    found = complete(Document("1", f"{BODY} (رويترز)", published="2020-01-01", outlet="Yle"))
    assert (found.published, found.outlet) == ("2020-01-01", "Yle")
