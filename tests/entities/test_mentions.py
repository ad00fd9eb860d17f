"""What words name whom."""

from itertools import pairwise

import pytest


@pytest.mark.parametrize(
    ("text", "words", "state", "via"),
    [
        ("زار الوفد أذربيجان أمس.", "أذربيجان", "AZE", "name"),
        ("أمهلت مالي الشركة شهرا.", "مالي", "MLI", "name"),
        ("وقعت عُمان مذكرة.", "عُمان", "OMN", "name"),
        ("رفعت الهند الرسوم.", "الهند", "IND", "name"),
        ("اتهمت الحركة الصين بالتجسس.", "الصين", "CHN", "name"),
        ("وبالعراق مصانع كثيرة.", "العراق", "IRQ", "name"),
        ("قدمت مساعدة لليمن.", "لليمن", "YEM", "name"),
        ("ندد البيان بسياسة الكيان الصهيوني.", "الكيان الصهيوني", "ISR", "loadedName"),
        ("دخلت الشركات الإيرانية السوق.", "الإيرانية", "IRN", "demonym"),
        ("منحت التأشيرات للإيرانيين فورا.", "للإيرانيين", "IRN", "demonym"),
        ("عبر اللاجئون الكوريون الجنوبيون الحدود.", "الكوريون الجنوبيون", "KOR", "demonym"),
        ("تحدث الروس عن ذلك.", "الروس", "RUS", "demonym"),
        ("استقبلته دولة قطر بحفاوة.", "دولة قطر", "QAT", "name"),
        ("أشادت الجمهورية التونسية بالقرار.", "الجمهورية التونسية", "TUN", "name"),
    ],
)
def test_a_state_is_found_by_any_of_its_names(mentioned, text, words, state, via):
    assert (words, state, via) in mentioned(text)


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("بحث وزير الخارجية الإيراني الملف.", "وزير الخارجية الإيراني", "IRN"),
        ("وصل الرئيس الفرنسي مساء.", "الرئيس الفرنسي", "FRA"),
        ("نفى المتحدث باسم الخارجية الروسية ذلك.", "المتحدث باسم الخارجية الروسية", "RUS"),
        ("التقى السفير الجزائري بياوندي الصحفيين.", "السفير الجزائري", "DZA"),
        ("كشف مسؤول أمريكي عن الخطة.", "مسؤول أمريكي", "USA"),
        ("غادر العاهل الأردني البلاد.", "العاهل الأردني", "JOR"),
        ("استقبل ولي العهد السعودي الوفد.", "ولي العهد السعودي", "SAU"),
        ("رأى خادم الحرمين الشريفين أن الأمر عاجل.", "خادم الحرمين الشريفين", "SAU"),
        ("وصل وزير خارجية قطر السابق إلى لندن.", "وزير خارجية قطر السابق", "QAT"),
    ],
)
def test_a_post_without_a_name_stands_for_its_state(mentioned, text, words, state):
    assert (words, state, "office") in mentioned(text)


@pytest.mark.parametrize(
    ("text", "organ", "state"),
    [
        ("أصدرت وزارة الخارجية الإيرانية بيانا.", "وزارة الخارجية الإيرانية", "IRN"),
        ("تقدم الجيش الإسرائيلي شمالا.", "الجيش الإسرائيلي", "ISR"),
        ("رفضت الحكومة السودانية الطلب.", "الحكومة السودانية", "SDN"),
        ("صوت البرلمان العراقي بالإجماع.", "البرلمان العراقي", "IRQ"),
        ("أغلقت السفارة الأمريكية أبوابها.", "السفارة الأمريكية", "USA"),
        ("نفت الرئاسة التركية الخبر.", "الرئاسة التركية", "TUR"),
        ("دعت حكومة الإمارات إلى التهدئة.", "حكومة الإمارات", "ARE"),
    ],
)
def test_an_organ_is_an_organisation_that_acts_for_its_state(reading, text, organ, state):
    found = next(e for e in reading(text).entities if organ in dict.fromkeys(name for _, name in e.names))
    assert (str(found.kind), found.actor, found.state) == ("ORG", state, state)


def test_troops_without_an_article_are_no_body(named):
    assert all(kind != "ORG" for kind, *_ in named("انتشرت قوات روسية قرب الحدود."))


def test_a_clitic_does_not_lose_the_article_of_a_name(named):
    assert ("ORG", "الحكومة السودانية", "SDN") in named("قدم الوفد الشكر للحكومة السودانية.")


def test_no_mention_lies_within_another(reading):
    text = "قال وزير الخارجية الإيراني ونظيره العراقي إن السفارة التركية في بغداد مفتوحة."
    mentions = reading(text).mentions
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("وصل الوفد إلى طهران.", "PLACE", None),
        ("عقد الوفدان اجتماعا بطهران.", "PLACE", None),
        ("أكدت طهران موقفها. وكان الوفد في طهران.", "PLACE", None),
        ("أكدت طهران موقفها.", "STATE", "IRN"),
    ],
)
def test_a_capital_is_a_place_only_where_something_is_there(reading, text, kind, actor):
    found = reading(text)
    mention = found.mentions[0]
    entity = next(e for e in found.entities if e.id == mention.entity)
    assert (str(mention.via), str(entity.kind), entity.state, entity.actor) == ("capital", kind, "IRN", actor)


@pytest.mark.parametrize("text", ["يعاني من عجز مالي كبير.", "خصص دعما ماليا للمشروع.", "أعلن فتح الطريق."])
def test_an_ordinary_word_is_no_name(mentioned, text):
    assert mentioned(text) == []


def test_an_ambiguous_name_counts_after_its_own_words(mentioned):
    assert ("مالي", "MLI", "name") in mentioned("انتشرت القوات في مالي أمس.")


def test_the_credit_of_an_agency_is_no_mention(mentioned):
    assert mentioned("انتهى الاجتماع مساء (رويترز).") == []


@pytest.mark.parametrize(
    ("language", "text", "entities"),
    [
        ("en", "They told us that the US agreed.", ["USA"]),
        ("en", "Turkey met a turkey.", ["TUR"]),
        ("en", "They condemned the occupation state.", ["ISR"]),
        ("tr", "Fas heyeti fas kelimesini tartıştı.", ["MAR"]),
    ],
)
def test_a_small_letter_makes_no_name_of_a_word(mentioned, language, text, entities):
    assert [entity for _, entity, _ in mentioned(text, language=language)] == entities


@pytest.mark.parametrize("text", ["اتهمت إسرائيل حماس بخرق الهدنة.", 'قالت "حماس" إن الوفد عاد.'])
def test_an_ambiguous_name_counts_in_quotes_and_in_its_usual_company(mentioned, text):
    assert "HAMAS" in [entity for _, entity, _ in mentioned(text)]


def test_an_ambiguous_word_after_a_preposition_is_none(mentioned):
    assert "HAMAS" not in [entity for _, entity, _ in mentioned("استقبلت الجماهير في إسرائيل الوفد بحماس.")]


def test_the_palestinian_authority_is_a_body_of_palestine(named):
    found = named("رحبت السلطة الفلسطينية بالقرار.")
    assert ("ORG", "السلطة الوطنية الفلسطينية", "PSE") in found or ("ORG", "السلطة الفلسطينية", "PSE") in found
    assert ("STATE", "PSE") in [(kind, state) for kind, _, state in found]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("اعتقلت السلطات في النيجر صحفيا.", "NER"),
        ("رفضت الحكومة في كابول المقترح.", "AFG"),
        ("استقال وزير الإعلام في الكاميرون.", "CMR"),
    ],
)
def test_a_government_sits_in_its_state(reading, text, state):
    assert state in {entity.actor for entity in reading(text).entities}


def test_troops_in_a_state_are_not_its_own(reading):
    assert not any(
        entity.id.startswith("org-SYR") for entity in reading("انسحبت القوات في سوريا إلى قواعدها.").entities
    )


def test_the_accusative_of_a_people_is_known(mentioned):
    assert ("أتراكا", "TUR", "demonym") in mentioned("أوقفت السلطات بحارة أتراكا.")
