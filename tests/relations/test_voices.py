"""Who says that it is so."""

import pytest


def _told(statements):
    return {(each.source, each.kind, each.target): each.speaker for each in statements}


def test_an_accusation_and_the_act_it_tells_are_both_said_by_the_accuser(plain):
    told = _told(plain("اتهمت إريتريا إثيوبيا بقصف السودان."))
    assert told["ERI", "accuses", "ETH"] == "ERI"
    assert told["ETH", "attacks", "SDN"] == "ERI"


def test_an_accusation_that_another_reports_is_said_by_the_accuser(plain):
    told = _told(plain("قال الرئيس الكيني إن الصومال اتهمت كينيا بالتدخل في شؤونها."))
    assert told["SOM", "accuses", "KEN"] == "SOM"


def test_the_outlet_says_what_stands_outside_the_quotation(plain):
    text = "قال الوزير الإيراني إن إسرائيل قصفت سوريا، فيما التقى الرئيس التركي نظيره الروسي في أنقرة."
    told = _told(plain(text))
    assert told["ISR", "attacks", "SYR"] == "IRN"
    assert told["TUR", "consultsWith", "RUS"] is None


def test_what_happened_before_an_act_of_speech_is_told_by_the_outlet(plain):
    told = _told(plain("هدد الرئيس السوداني بالرد على تشاد بعد زيارة الرئيس المصري إلى ليبيا."))
    assert told["EGY", "consultsWith", "LBY"] is None


def test_a_denial_is_said_by_who_denies(plain):
    (denied,) = (each for each in plain("نفت إيران إرسال أسلحة إلى روسيا.") if each.kind == "aids")
    assert (denied.source, denied.target, denied.status, denied.speaker) == ("IRN", "RUS", "denied", "IRN")


def test_words_quoted_within_words_are_said_by_the_inner_speaker(plain):
    text = 'قال الرئيس الفرنسي: "أكد لي الرئيس الصيني أن الصين تدعم باكستان، ولا شيء غير ذلك في هذا الملف".'
    assert _told(plain(text))["CHN", "supports", "PAK"] == "CHN"


@pytest.mark.parametrize(
    "text",
    ["أفادت مصادر محلية بأن إسرائيل قصفت لبنان.", "إسرائيل تقصف لبنان.", "ذكرت صحيفة محلية أن إسرائيل قصفت لبنان."],
)
def test_nobody_says_what_no_actor_says(plain, text):
    assert _told(plain(text))["ISR", "attacks", "LBN"] is None


def test_praise_and_defence_are_said_by_who_praises(plain):
    assert _told(plain("دافعت اليونان عن قبرص في المحفل الأوروبي."))["GRC", "supports", "CYP"] == "GRC"


def test_what_observers_call_criticism_is_not_said_by_who_criticises(plain):
    told = _told(plain("ويرى مراقبون أن انتقاد فرنسا لإيطاليا سيستمر."))
    assert told["FRA", "accuses", "ITA"] is None
