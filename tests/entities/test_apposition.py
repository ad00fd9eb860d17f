"""What stands beside a name tells for whom its bearer acts."""

import pytest


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("صرح ديمتري بلاسكوف المتحدث باسم الكرملين للصحفيين.", "ديمتري بلاسكوف", "RUS"),
        ("نفى السفير السوري لدى قطر، رياض نعسانوف، الخبر.", "رياض نعسانوف", "SYR"),
        ("شارك الوزيران الياباني يوكيو هاتوما والكوري الجنوبي لي ميون في القمة.", "يوكيو هاتوما", "JPN"),
        ("حضر محمد مالكيني، سفير المملكة المغربية.", "محمد مالكيني", "MAR"),
        ("حضر محمد مالكيني المدير في مجلس الأمن القومي الأمريكي.", "محمد مالكيني", "USA"),
        ("ووقع عن الجانب الكويتي، السفير فهد مالكيني.", "فهد مالكيني", "KWT"),
        ("التقى رئيس الوزراء الكندي حينها جورج بلاكور.", "جورج بلاكور", "CAN"),
    ],
)
def test_a_state_beside_a_name_is_the_persons(named, text, name, state):
    assert ("PERSON", name, state) in named(text)


def test_a_place_beside_a_name_is_not_the_persons_state(named):
    assert ("PERSON", "محمد مالكيني", None) in named("سافر إلى القاهرة محمد مالكيني.")
