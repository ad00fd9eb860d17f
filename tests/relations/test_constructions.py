"""Who does it to whom, construction by construction."""

import pytest


@pytest.mark.parametrize(
    ("text", "source", "kind", "target"),
    [
        ("اتهمت تشاد السودان بدعم المتمردين.", "TCD", "accuses", "SDN"),
        ("كندا انتقدت الهند بشدة.", "CAN", "accuses", "IND"),
        ("لندن تحذر طهران من العواقب.", "GBR", "threatens", "IRN"),
        ("زار الرئيس الكيني أوغندا.", "KEN", "consultsWith", "UGA"),
        ("أثنى البيان على دعم كوبا لفنزويلا.", "CUB", "supports", "VEN"),
        ("استمر القصف الروسي على أوكرانيا.", "RUS", "attacks", "UKR"),
        ("فرضت عقوبات أمريكية على زيمبابوي.", "USA", "sanctions", "ZWE"),
        ("قصفت الطائرات الإثيوبية مواقع في إريتريا.", "ETH", "attacks", "ERI"),
        ("هددت فرنسا بفرض عقوبات على النيجر.", "FRA", "threatens", "NER"),
        ("دعت مالطا قبرص إلى الاعتراف بكوسوفو.", "CYP", "recognized", "XKX"),
        ("رفضت أرمينيا التدخل الروسي في شؤونها.", "RUS", "counters", "ARM"),
        ("اتفقت مصر والسودان على الملاحة بوساطة إماراتية.", "ARE", "mediatesFor", "SDN"),
        ("توسطت قطر بين اليمن وإيران.", "QAT", "mediatesFor", "IRN"),
        ("خرقت زوارق تركية المياه اليونانية.", "TUR", "coerces", "GRC"),
        ("ألقى وزير الدفاع الأرمني باللوم على أذربيجان.", "ARM", "accuses", "AZE"),
        ("أعربت كوبا عن رفضها للعقوبات الأمريكية.", "CUB", "rejects", "USA"),
        ("سحبت غانا اعترافها بكوسوفو.", "GHA", "withdrawsRecognitionOf", "XKX"),
        ("قدمت الحكومة النيبالية احتجاجا ضد الهند.", "NPL", "accuses", "IND"),
        ("سلمت تايلاند ثلاثة مطلوبين إلى ماليزيا.", "THA", "concedesTo", "MYS"),
        ("حصلت زامبيا على قرض من الصين.", "CHN", "aids", "ZMB"),
        ("تبادلت السويد وروسيا الاتهامات.", "SWE", "accuses", "RUS"),
        ("حركت كوريا الشمالية دبابات باتجاه كوريا الجنوبية.", "PRK", "mobilizesAgainst", "KOR"),
        ("وفي طريق عودته صافح الرئيس الفنلندي رئيس وزراء إستونيا.", "FIN", "consultsWith", "EST"),
    ],
)
def test_source_and_target_are_found(plain, text, source, kind, target):
    assert (source, kind, target) in {(each.source, each.kind, each.target) for each in plain(text)}


@pytest.mark.parametrize(
    ("text", "source", "kind", "target"),
    [
        ("اعتقل صياد فيتنامي من قبل البحرية الصينية.", "CHN", "coerces", "VNM"),
        ("تتعرض بيلاروسيا لعقوبات بريطانية قاسية.", "GBR", "sanctions", "BLR"),
        ("تلقت الصومال مساعدات من تركيا.", "TUR", "aids", "SOM"),
        ("زار الوفد معسكرات الحوثيين المدعومين من إيران.", "IRN", "supports", "HOUTHI"),
        ("وصل الوزير إلى أستراليا، حليفة اليابان.", "AUS", "collaboratesWith", "JPN"),
        ("تحدث البيان عن طالبان التي تدعمها باكستان.", "PAK", "supports", "TALIBAN"),
        ("انتهت العقوبات التي فرضتها كندا على هايتي.", "CAN", "sanctions", "HTI"),
        ("خلال لقائه نظيره الإسباني، شكر الرئيس البرتغالي الحضور.", "PRT", "consultsWith", "ESP"),
        ("استقبل الرئيس السنغالي اليوم وزير الشؤون الخارجية بجمهورية مالي.", "SEN", "consultsWith", "MLI"),
        ("التزام واشنطن بأمن اليابان ثابت.", "USA", "supports", "JPN"),
    ],
)
def test_who_acts_is_found_where_it_is_no_subject(plain, text, source, kind, target):
    pairs = {(each.source, each.kind, each.target) for each in plain(text)}
    assert {(source, kind, target), (target, kind, source)} & pairs
    assert (source, kind, target) in pairs or kind in {"consultsWith", "collaboratesWith"}


def test_what_is_no_actor_does_nothing_in_a_relative_clause(plain):
    found = {
        (each.source, each.kind, each.target) for each in plain("أدانت بلجيكا التفجير الذي استهدف السفارة النرويجية.")
    }
    assert ("BEL", "attacks", "NOR") not in found


def test_those_present_at_a_small_meeting_meet(plain):
    met = {
        frozenset((each.source, each.target)) for each in plain("عقد اجتماع بحضور وزراء خارجية الهند ونيبال وبوتان.")
    }
    assert {frozenset(("IND", "NPL")), frozenset(("IND", "BTN")), frozenset(("NPL", "BTN"))} <= met


@pytest.mark.parametrize(
    "text",
    [
        "وقعت الصين وصربيا اتفاقية تجارة.",
        "وقعت الصين اتفاقية تجارة مع صربيا.",
        "توقيع اتفاقية بين الصين وصربيا.",
        "شكل توقيع الصين وصربيا اتفاقية للتجارة مفاجأة.",
    ],
)
def test_an_agreement_joins_its_parties_however_it_is_told(plain, text):
    assert {frozenset((each.source, each.target)) for each in plain(text) if each.kind == "agreesWith"} == {
        frozenset(("CHN", "SRB"))
    }


def test_every_pair_of_a_list_meets(plain):
    met = {frozenset((each.source, each.target)) for each in plain("اجتماع بين قطر وتركيا وإيران.")}
    assert met == {frozenset(pair) for pair in (("QAT", "TUR"), ("QAT", "IRN"), ("TUR", "IRN"))}


def test_the_accused_does_what_the_accusation_names(plain):
    found = {(each.source, each.kind, each.target) for each in plain("اتهمت أوكرانيا إيران بتزويد روسيا بالمسيرات.")}
    assert {("UKR", "accuses", "IRN"), ("IRN", "aids", "RUS")} <= found


def test_what_is_refused_is_not_told_as_done(plain):
    kinds = {each.kind for each in plain("ترفض إيران التفاوض مع الولايات المتحدة.")}
    assert kinds == {"rejects"}


@pytest.mark.parametrize(
    "text",
    [
        "فاز منتخب مصر على منتخب السودان في مباراة ودية هاجم فيها المصريون السودان كثيرا.",
        "هاجم ناشط مصري مدونا تونسيا.",
        "السفارة الأمريكية في الأردن مغلقة اليوم.",
        "قال الوزير الكندي إنه يعرف الصين.",
        "تملك إيران أسلحة نووية أكثر من الهند.",
        "تتغير البرازيل مثل الأرجنتين.",
    ],
)
def test_games_private_persons_and_mere_presence_say_nothing(plain, text):
    assert plain(text) == ()


def test_repeats_are_one_statement_with_all_their_passages(plain):
    (statement,) = plain("أدانت تونس إسرائيل. وقال مراقبون ذلك.\n\nأدانت تونس إسرائيل.")
    assert len(statement.also) == 1


@pytest.mark.parametrize("text", ["أدانت تونس إسرائيل." * 300, "قصف " * 3000, "«" * 500 + "قال إيران" + "»" * 400])
def test_odd_texts_do_no_harm(scored, text):
    assert all(each.source != each.target for each in scored(text))
