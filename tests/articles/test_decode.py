"""Whatever bytes come, text without traps comes out, or one line of refusal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.decode import clean, decode
from kg.articles.html import page
from kg.errors import InputError
from kg.text.paragraphs import paragraphs


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "windows-1256", "utf-16", "utf-16-le", "iso-8859-6"]))
def test_any_bytes_give_text_or_one_line(data, encoding):
    refusal = ""
    text = ""
    try:
        text = decode(data, "a.txt", encoding=encoding)
    except InputError as error:
        refusal = str(error)
    assert not refusal or re.fullmatch(r"a\.txt: [^\n]+", refusal)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=100))
def test_text_survives_unchanged(text):
    assert decode(text.encode("utf-8-sig"), "a.txt") == text


@pytest.mark.parametrize("text", ["نص \ud800", "نص\x00"])
def test_what_no_format_can_carry_is_refused(text):
    with pytest.raises(InputError, match=r"a\.txt: .* character \d+"):
        clean(text, "a.txt")


TAGS = """<p> </p> <div\vhidden> </div> <script> </script> <!-- --> < > &lt; &#7; نص\v <br/> <li \vstyle='display:none'
<body> </body> <title> </title> & " <h1> <![CDATA[ <?x"""
MARKUP = st.lists(st.sampled_from([tag.replace("\v", " ") for tag in re.split("[ \n]", TAGS)]), max_size=40).map(
    "".join
)


@given(MARKUP)
def test_any_markup_gives_lines_of_text(markup):
    found = page(markup, "a.html")
    lines = paragraphs(found.text)
    assert all(span in lines for span in found.furniture)
    assert "\x07" not in found.text


@given(MARKUP)
def test_text_of_a_comment_or_script_is_never_shown(markup):
    for hidden in ("<!--سر-->", "<script>سر</script>", "<style>سر</style>", "<p hidden>سر</p>"):
        assert "سر" not in page(hidden + markup.replace("نص", ""), "a.html").text
