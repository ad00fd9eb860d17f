"""Who says a quotation."""

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قال وزير الخارجية الإيراني إن الاتفاق قريب من التوقيع النهائي.", "IRN"),
        ("أكدت طهران أن الاتفاق قريب من التوقيع النهائي.", "IRN"),
        ("لكن موسكو أعلنت أن القوات لن تغادر المنطقة قريبا.", "RUS"),
        ("وفق بيان لوزارة الخارجية القطرية، فإن المحادثات ستبدأ يوم غد الأحد.", "QAT"),
        ("قالت مصادر في الخارجية التركية إن السفير استدعي إلى أنقرة للتشاور.", "TUR"),
        ("ونقلت الوكالة عن الرئيس الفرنسي قوله إن بلاده مستعدة للحوار مع الجميع.", "FRA"),
    ],
)
def test_the_speaker_stands_beside_the_verb(reading, text, speaker):
    assert {quote.speaker for quote in reading(text).quotes} == {speaker}


def test_a_verb_without_subject_has_the_speaker_before(reading):
    text = 'قال وزير الخارجية المصري: "نرحب بكل المبادرات الجادة". وأضاف: "لن نقبل أي ضغوط من الخارج".'
    assert [quote.speaker for quote in reading(text).quotes] == ["EGY", "EGY"]


def test_the_person_who_speaks_is_told(reading):
    found = reading('قال الوزير السوداني ياسين إبراهيم: "سنواصل العمل حتى النهاية مع الشركاء".')
    person = next(e for e in found.entities if str(e.kind) == "PERSON")
    assert [(q.speaker, q.speaker_entity) for q in found.quotes] == [("SDN", person.id)]


def test_an_object_after_a_masculine_verb_is_no_speaker(reading):
    text = 'قال الرئيس التركي: "نحن مع الحوار دائما وأبدا". واتهم إسرائيل بعرقلة المفاوضات الجارية في القاهرة.'
    assert {quote.speaker for quote in reading(text).quotes} == {"TUR"}


@pytest.mark.parametrize(
    "text",
    [
        "زار الرئيس الكيني أوغندا. وأفادت مصادر مطلعة بأن الزيارة ستستمر يومين على الأقل.",
        "زار الرئيس الكيني أوغندا. وذكرت صحيفة محلية أن الزيارة ستستمر يومين على الأقل.",
        "ويرى مراقبون أن الحكومة البرازيلية تستعد لجولة جديدة من المفاوضات.",
        "نقلت الوكالة عن مصدر عسكري قوله إن الجيش الإسرائيلي قصف مواقع في الجنوب.",
        "قالت مصادر في المعارضة السورية إن المقاتلين انسحبوا من المعبر الشمالي.",
        "صحف أردنية: القمة المقبلة فرصة أخيرة للسلام في المنطقة",
    ],
)
def test_a_voice_without_a_name_speaks_for_no_actor(reading, text):
    assert {quote.speaker for quote in reading(text).quotes} == {None}


def test_an_agency_goes_on_with_its_own_words(reading):
    text = "قال الرئيس الكيني إن الاتفاق جاهز للتوقيع. وذكرت وكالة محلية أن الوفد وصل. وأضافت أن المحادثات بدأت فعلا."
    assert [quote.speaker for quote in reading(text).quotes] == ["KEN", None, None]


def test_a_speaker_carries_over_paragraphs(reading):
    text = (
        'قال وزير الخارجية الباكستاني في مؤتمر صحفي: "نرحب بكل وساطة صادقة في هذا النزاع".\n\n'
        'وتابع: "لن نغلق أي باب أمام الحوار مع الجيران".\n\n'
        "وأشار إلى أن اللجنة المشتركة ستجتمع قريبا في العاصمة.\n\n"
        "لكنه أكد أن أي اتفاق يحتاج إلى ضمانات مكتوبة."
    )
    assert [quote.speaker for quote in reading(text).quotes] == ["PAK"] * 4


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أعلنت لجنة التحقيق الروسية أن القضية أغلقت نهائيا قبل شهر.", "RUS"),
        ("قالت مصادر سياسية يمنية إن الهدنة ستمدد شهرا آخر على الأقل.", "YEM"),
        ("أعلن المستشار السياسي للرئيس الفلسطيني أن القمة ستعقد في موعدها.", "PSE"),
        ("نقلت الوكالة عن سالم الحمد، رئيس البعثة في وزارة الصحة الكويتية، أن الشحنة وصلت.", "KWT"),
        ("نفت الخارجية الروسية الأنباء. وقالت الوزارة إنها ستطرد دبلوماسيين اثنين.", "RUS"),
        ("أعلنت حركة فتح موقفها من الخطة. وقالت الحركة إن الاتفاق لا يلبي الحد الأدنى.", "FATAH"),
        ("كما حذرت رئيسة السياسة الخارجية بالاتحاد الأوروبي من أن الحرب باتت قريبة.", "EU"),
        ("عبر الوزير التركي عن أمله في نجاح المفاوضات.", "TUR"),
        ("وكانت طهران ترفض الزيارة، مؤكدة أن المفتشين دخلوا الموقع من قبل.", "IRN"),
        ("كما أكد الوزير العماني أن بلاده ستواصل الوساطة.", "OMN"),
        ("الرئيس النيجيري: لن نقبل قواعد أمريكية على أرضنا", "NGA"),
    ],
)
def test_who_speaks_for_a_state_or_movement_is_its_speaker(reading, text, speaker):
    assert reading(text).quotes[-1].speaker == speaker


def test_the_association_of_a_country_does_not_speak_for_its_state(reading):
    text = "قال المرصد السوري لحقوق الإنسان إن القصف توقف صباح اليوم في الشمال."
    assert [quote.speaker for quote in reading(text).quotes] == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("لن تنضم الإكوادور إلى الاتفاق، بحسب وزير دفاعها.", "ECU"),
        ("قال الرئيس الكيني إن الحوار بدأ. وأضاف أنه يطالب كمبالا بوقف التصعيد فورا.", "KEN"),
    ],
)
def test_who_is_told_before_speaks(reading, text, speaker):
    assert reading(text).quotes[-1].speaker != "UGA"
    assert speaker in {quote.speaker for quote in reading(text).quotes}


def test_what_follows_a_noun_with_the_article_is_no_speaker(reading):
    quotes = reading("وطالبت اللجنة الصين بسحب سفنها من المياه المتنازع عليها.").quotes
    assert "CHN" not in {quote.speaker for quote in quotes}
