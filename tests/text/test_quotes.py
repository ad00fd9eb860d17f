"""Quotations, direct and reported, and the words that introduce them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lang import load
from kg.model import Document, Span
from kg.text.quotes import find
from kg.text.sentences import split
from kg.text.speech import cues
from kg.text.words import words


def quotes(text, language="ar"):
    document = Document("1", text, language=language)
    return [
        (text[quote.verb.start : quote.verb.end] if quote.verb else None, text[quote.span.start : quote.span.end])
        for quote in find(document, split(document))
    ]


def direct(text):
    document = Document("1", text)
    return [text[quote.span.start : quote.span.end] for quote in find(document, split(document)) if quote.direct]


SAID = "سنواصل العمل مع غانا من أجل السلام"


@pytest.mark.parametrize("marks", ["«»", "“”", '""', "„“", "”“", "‹›", "“″"])
def test_every_style_of_marks_is_a_quotation(marks):
    assert quotes(f"وقال الوزير: {marks[0]}{SAID}{marks[1]}.") == [("وقال", SAID)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'"{SAID}"، قال الوزير.', [("قال", SAID)]),
        (f"«{SAID}»، يضيف المتحدث.", [("يضيف", SAID)]),
        (f"وتابع بالقول: «{SAID}».", [("وتابع بالقول", SAID)]),
        (f"وقال الوزير:\n«{SAID}».", [("وقال", SAID)]),
        (f"وقال: «{SAID}.\nونريد السلام للجميع في كل مكان».", [("وقال", f"{SAID}.\nونريد السلام للجميع في كل مكان")]),
        (f"وقال: «{SAID}.\n«ونريد السلام للجميع هناك».", [("وقال", f"{SAID}."), ("وقال", "ونريد السلام للجميع هناك")]),
        (f"الوزير: «{SAID}»", [(":", SAID)]),
        (f"الوزير: {SAID}", [(":", SAID)]),
    ],
)
def test_words_that_introduce_a_quotation(text, expected):
    assert quotes(text) == expected


def test_nested_straight_marks_are_one_quotation():
    said = 'أشكر رئيس غانا "نانا أكوفو" على قيادته في هذا القرار'
    assert direct(f'وتابع: "{said}".') == [said]


@pytest.mark.parametrize(
    "text",
    [
        'وقال وزير الخارجية "كوفي أنان" إن الوفد عاد.',
        "زار صحيفة «الشرق» أمس.",
        'نفذت القوات عملية "نبع السلام" في الشمال.',
    ],
)
def test_quoted_name_is_no_quotation(text):
    assert direct(text) == []


def test_quotation_without_closing_mark_ends_where_another_speaks():
    assert direct(f"وقال: «{SAID}. ونريد السلام. وأضاف الوزير أنه سيعود.") == [f"{SAID}. ونريد السلام."]


def test_stray_closing_mark_harms_nothing():
    assert quotes(f'وقال: "{SAID}"، وأن عشرين شركة تعمل في غانا منذ أعوام".') == [
        ("وقال", SAID),
        ("وقال", "وأن عشرين شركة تعمل في غانا منذ أعوام"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال الوزير إن غانا ستعود.", [("وقال", "إن غانا ستعود")]),
        ("وأكدت الوزارة أمس أنها عادت.", [("وأكدت", "أنها عادت")]),
        ("سيعلن الطرفان عن اتفاق جديد.", [("سيعلن", "عن اتفاق جديد")]),
        ("وأشاروا إلى دور غانا.", [("وأشاروا", "إلى دور غانا")]),
        (
            "قالت الوزيرة إن غانا عادت، مضيفة أن مالي رحبت، ودعت إلى الحوار.",
            [("قالت", "إن غانا عادت"), ("مضيفة", "أن مالي رحبت"), ("ودعت", "إلى الحوار")],
        ),
        (
            "ونقلت وكالة الأنباء عن الوزير قوله إن غانا عادت.",
            [("ونقلت وكالة الأنباء عن", "إن غانا عادت")],
        ),
        ("عادت غانا إلى الاتفاق، وفق بيان للوزارة.", [("وفق", "عادت غانا إلى الاتفاق")]),
        ("عادت غانا إلى الاتفاق، كما أعلن الوزير.", [("كما أعلن", "عادت غانا إلى الاتفاق")]),
        ("وبحسب الوزارة، فإن غانا عادت.", [("وبحسب", "فإن غانا عادت")]),
        ("وأعلنت وزارة الخارجية، أواخر الشهر الماضي، عن افتتاح سفارة.", [("وأعلنت", "عن افتتاح سفارة")]),
        ("وافقت غانا على ذلك وفقا للاتفاق.", []),
        ("ويتوقع أن تعود غانا.", []),
        ("ويتوقع الوزير أن تعود غانا.", [("ويتوقع", "أن تعود غانا")]),
        ("ويذكر أن غانا عادت.", []),
        ("جرى اتفاق بين غانا ومالي على أن يعود الوفد.", []),
        ("الهدنة التي أعلنتها غانا انهارت.", []),
    ],
)
def test_reported_speech(text, expected):
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The minister said that Ghana had returned.", "en", [("said", "that Ghana had returned")]),
        (
            "Ghana returned to the deal, according to the ministry.",
            "en",
            [("according to", "Ghana returned to the deal")],
        ),
        ("Bakan, Gana'nın döndüğünü söyledi.", "tr", [("söyledi", "Gana'nın döndüğünü")]),
    ],
)
def test_other_languages(text, language, expected):
    assert quotes(text, language) == expected


@pytest.mark.parametrize(
    "form",
    ["قال", "قالت", "وقالوا", "فقال", "يقول", "تقولان", "سيقول", "وسيقولون", "نفى", "نفت", "دعوا", "يدعون", "ونفيا"],
)
def test_every_form_of_a_verb_is_known(form):
    assert cues(words(form, Span(0, len(form)), load("ar")), "ar")


@pytest.mark.parametrize("form", ["يوم", "بينما", "تشرين", "لندن", "ردا", "مدينة", "أنه", "مجددا"])
def test_other_words_are_not(form):
    assert not cues(words(form, Span(0, len(form)), load("ar")), "ar")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"قال الوزير إننا {SAID}، فيما غادر الوفد العاصمة.", [("قال", f"إننا {SAID}")]),
        (f"قال الوزير إننا {SAID}، في حين غادر الوفد.", [("قال", f"إننا {SAID}")]),
        ("ندد الوزير بالقرار الأخير بعد زيارة الوفد.", [("ندد", "بالقرار الأخير")]),
        (f"قال الوزير إننا بعد القمة {SAID}.", [("قال", f"إننا بعد القمة {SAID}")]),
    ],
)
def test_what_is_reported_ends_where_the_outlet_goes_on(text, expected):
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"كما أكد الوزير أننا {SAID}.", [("أكد", f"أننا {SAID}")]),
        (f"{SAID} كما قال الوزير.", [("كما قال", SAID)]),
    ],
)
def test_also_is_told_from_as_he_said(text, expected):
    assert quotes(text) == expected


@pytest.mark.parametrize(
    "text",
    ["غادر الوفد عبر المعبر الشمالي في السابعة.", "هذا من أبرز الأسباب التي دفعته إلى السفر."],
)
def test_a_preposition_or_what_follows_one_is_no_verb_of_speech(text):
    assert quotes(text) == []


def test_what_is_announced_may_stand_behind_a_long_aside():
    aside = "خلال لقاء طويل مع رئيس الإقليم وكبار معاونيه في مقر الضيافة الرسمي على أطراف المدينة القديمة"
    assert quotes(f"أعلن الوزير {aside}، عن نية بلاده فتح قنصلية.") == [("أعلن", "عن نية بلاده فتح قنصلية")]


@pytest.mark.parametrize(
    "piece", ['قال "', '"', "«أ ", "قال إن ", 'قال: "نص نص نص نص نص" ', 'قال "نص\n', '"أ"ب', "«»", "نص ”"]
)
def test_any_muddle_of_marks_takes_linear_time(piece):
    text = piece * 10_000
    document = Document("1", text)
    assert len(find(document, split(document))) <= 20_000


PIECES = st.lists(
    st.sampled_from(
        ["قال ", "إن ", '"', "«", "»", "”", "“", "\n", ". ", "، ", ": ", "الوزير ", "وأضاف ", "وفق ", "عن ", "''"]
    ),
    max_size=60,
).map("".join)


@given(st.one_of(PIECES, st.text(max_size=80)))
def test_quotations_lie_within_the_text(text):
    document = Document("1", text)
    for quote in find(document, split(document)):
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert quote.verb is None or 0 <= quote.verb.start < quote.verb.end <= len(text)
