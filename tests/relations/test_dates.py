"""Which date is an event's: its own, that of the news, or none."""

import pytest

from kg.entities import reading
from kg.lang import load
from kg.model import Document, Status
from kg.relations import dates
from kg.relations.grammar import grammar
from kg.relations.statements import scenes
from kg.text import quotes, sentences, times
from kg.text.words import words
from kg.vocabulary import knowledge

DAY = "2024-03-20"  # a Wednesday


def date_of(word, text, kind, status=Status.ACTUAL, own=False):
    """Return the date of what a word of the text tells."""
    document = Document("text", text, "ar", published=DAY)
    spans = sentences.split(document)
    divided = tuple(words(text, span, load("ar")) for span in spans)
    told = quotes.find(document, spans)
    read = reading.read(document, spans, divided, told, knowledge())
    entities = {**knowledge().entities, **{entity.id: entity for entity in read.entities}}
    found = tuple(time for span in spans for time in times.find(text, span, document.day, "ar"))
    known = dates.read(document, spans, divided, found)
    start = text.index(word)
    for scene, _ in scenes(document, spans, divided, read.quotes, read.mentions, entities, grammar("ar").Cues(())):
        for place, each in enumerate(scene.words):
            if each.start == start:
                time = dates.pick(dates.Event(place, kind, status, own), scene, known)
                return time and str(time)
    raise AssertionError(f"no scene with {word} in {text}")


@pytest.fixture
def dated(plain):
    """Return a function that gives the dates of the statements of one kind in a text, without repeats."""

    def read(text, kind, published=DAY):
        return {each.time and str(each.time) for each in plain(text, published) if each.kind == kind}

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار الرئيس الكيني أوغندا أمس.", "2024-03-19"),
        ("يوم الاثنين، زار الرئيس الكيني أوغندا.", "2024-03-18"),
        ("زار الرئيس الكيني أوغندا الجمعة الماضي.", "2024-03-15"),
        ("زار الرئيس الكيني أوغندا الأسبوع الماضي.", "2024-03-11/2024-03-17"),
        ("زار الرئيس الكيني أوغندا الشهر الماضي.", "2024-02"),
        ("زار الرئيس الكيني أوغندا أواخر كانون الأول/ ديسمبر الماضي.", "2023-12"),
        ("زار الرئيس الكيني أوغندا في مايو من العام الماضي.", "2023-05"),
        ("زار الرئيس الكيني أوغندا في 3 رجب 1440 هـ الموافق 10 مارس 2019.", "2019-03-10"),
        ("زار الرئيس الكيني أوغندا في 26 و27 يناير الماضي.", "2024-01-26/2024-01-27"),
        ("وفي عام 1998 زار الرئيس الكيني أوغندا.", "1998"),
        ("سيزور الرئيس الكيني أوغندا الأحد المقبل.", "2024-03-24"),
        ("من المقرر أن يزور الرئيس الكيني أوغندا العام المقبل.", "2025"),
    ],
)
def test_event_is_of_the_date_beside_it(dated, text, expected):
    assert dated(text, "consultsWith") == {expected}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("قطعت كينيا علاقاتها الدبلوماسية مع أوغندا إثر حرب عام 1979.", "sanctions", "1979"),
        ("رحبت كينيا بقرار أوغندا الانسحاب من الأراضي التي احتلتها عام 1979.", "supports", "1979"),
        ("أدانت كينيا هجوما شنته أوغندا على السودان الشهر الماضي.", "accuses", "2024-02"),
        ("دعت كينيا أوغندا إلى الانسحاب إلى حدود 1967.", "demandsOf", "1967"),
        ("طالبت كينيا أوغندا بالعودة إلى اتفاق جنيف عام 2015.", "demandsOf", "2015"),
        ("طالبت كينيا أوغندا بإطلاق سراح التاجر المحتجز منذ 2019.", "demandsOf", "2019/2024"),
    ],
)
def test_date_of_another_event_is_not_taken(dated, text, kind, expected):
    found = dated(text, kind)
    assert found
    assert expected not in found


def test_what_is_said_is_not_of_the_day_of_the_saying(dated):
    text = "قال وزير الخارجية الكيني أمس إن أوغندا قصفت السودان."
    assert dated(text, "attacks") == {None}


def test_what_is_done_by_saying_so_is_of_the_day_of_the_saying(dated):
    text = "قال وزير الخارجية الكيني أمس إن بلاده تدين أوغندا."
    assert dated(text, "accuses") == {"2024-03-19"}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("الاجتماع الذي عقده وزير الخارجية الكيني مع نظيره الأوغندي أمس كان مثمرا.", "الاجتماع", "2024-03-19"),
        ("تحدث الوزير عن زيارة قام بها الرئيس الكيني إلى أوغندا في 2019.", "زيارة", "2019"),
        ("انسحبت كينيا بعد أحداث الحدود عام 2008، التي شهدت معارك مع أوغندا.", "معارك", "2008"),
    ],
)
def test_clause_about_an_event_may_date_it(text, word, expected):
    assert date_of(word, text, "consultsWith") == expected


def test_state_of_affairs_is_dated_since_it_began(dated):
    assert dated("تخوض كينيا حربا ضد أوغندا منذ عام 2019.", "attacks") == {"2019/2024"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لم يهدأ البلد منذ الغزو الكيني لأوغندا عام 2003.", "2003"),
        ("لم يهدأ البلد منذ الغزو الكيني لأوغندا في مارس 2003.", "2003-03"),
    ],
)
def test_event_since_which_something_is_so_is_of_the_beginning(text, expected):
    assert date_of("الغزو", text, "attacks") == expected


def test_deed_is_not_dated_since(dated):
    assert dated("هذه أول زيارة للرئيس الكيني إلى أوغندا منذ عام 2019.", "consultsWith") != {"2019/2024"}


@pytest.mark.parametrize(("status", "expected"), [(Status.INTENDED, None), (Status.ACTUAL, "2024-03-19")])
def test_plan_is_not_of_the_past(status, expected):
    text = "اتفق الجانبان أمس على زيارة الرئيس الكيني أوغندا."
    assert date_of("زيارة", text, "consultsWith", status) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت المدينة من قبل القوات الكينية في مارس 2019.", "2019-03"),
        ("قصفت المدينة قبل انسحاب القوات الكينية في مارس 2019.", None),
        ("قصفت المدينة بعد ظهر أمس من قبل القوات الكينية.", "2024-03-19"),
    ],
)
def test_who_did_it_does_not_keep_a_date_away(text, expected):
    assert date_of("قصفت", text, "attacks", Status.DENIED) == expected


def test_fact_is_not_of_the_future():
    text = "يصل الرئيس الكيني غدا لمتابعة المباحثات مع أوغندا."
    assert date_of("المباحثات", text, "consultsWith") is None


def test_news_without_a_date_is_of_the_articles_day(dated):
    assert dated("اتهمت كينيا أوغندا بدعم المتمردين.", "accuses") == {DAY}


def test_headline_is_of_the_day_that_the_lead_tells(dated):
    text = "كينيا تتهم أوغندا بدعم المتمردين\n\nعقدت الحكومة أمس اجتماعا طارئا في العاصمة نيروبي بحث الأوضاع الأمنية."
    assert dated(text, "accuses") == {"2024-03-19"}


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("وكانت كينيا قد اتهمت أوغندا بدعم المتمردين.", "اتهمت", "accuses"),
        ("يذكر أن كينيا اتهمت أوغندا بدعم المتمردين.", "اتهمت", "accuses"),
        ("تتعاون كينيا التي اتهمت أوغندا بدعم المتمردين مع السودان.", "اتهمت", "accuses"),
        ("جاء الاجتماع بعدما اتهمت كينيا أوغندا بدعم المتمردين.", "اتهمت", "accuses"),
        ("قال المتحدث باسم كينيا إن السودان قصف أوغندا.", "قصف", "attacks"),
        ("العلاقات بين كينيا وأوغندا وثيقة.", "العلاقات", "collaboratesWith"),
        ("تفرض كينيا حصارا على أوغندا منذ أن اندلعت الحرب.", "تفرض", "coerces"),
    ],
)
def test_background_words_of_others_and_states_are_not_news(text, word, kind):
    assert date_of(word, text, kind) is None


@pytest.mark.parametrize("status", [Status.INTENDED, Status.DENIED])
def test_only_facts_are_news(status):
    assert date_of("اتهمت", "اتهمت كينيا أوغندا بدعم المتمردين.", "accuses", status) is None


def test_yesterday_counts_from_the_day_of_writing(dated):
    text = "قال المتحدث اليوم الثلاثاء إن الوضع هادئ. وزار الرئيس الكيني أوغندا أمس."
    assert dated(text, "consultsWith") == {"2024-03-18"}


def test_nothing_is_dated_by_an_unknown_day(dated):
    assert dated("اتهمت كينيا أوغندا بدعم المتمردين أمس.", "accuses", None) == {None}


def test_an_agreement_dates_back_to_its_year():
    text = "أما الاتفاق الذي وقعته صربيا مع ألبانيا فيعود إلى يوليو 2021."
    assert date_of("وقعته", text, "agreesWith") == "2021-07"
