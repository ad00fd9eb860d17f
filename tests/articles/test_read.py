"""Reading files, folders, globs and streams."""

import io
import json
import sys
from pathlib import Path

import pytest

from kg.articles.read import read
from kg.errors import InputError
from kg.model import Document, Failure

TEXT = "زار وزير الخارجية الفنلندي طوكيو. وقال إن بلاده ترحب بالاتفاق."
HOSTILE = Path(__file__).parents[3] / "shared" / "hostile"


def documents(*sources, **options):
    return [one for one in read(map(str, sources), **options) if isinstance(one, Document)]


def failures(*sources, **options):
    return [one.reason for one in read(map(str, sources), **options) if isinstance(one, Failure)]


def written(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_id_is_the_name_without_ending(tmp_path):
    assert documents(written(tmp_path / "a.b.txt", TEXT))[0].id == "a.b"


def test_id_is_the_path_when_asked_for(tmp_path):
    path = written(tmp_path / "a.txt", TEXT)
    assert documents(path, ids="path")[0].id == str(path)


@pytest.mark.parametrize(
    "data", [TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), b"\xfe\xff" + TEXT.encode("utf-16-be")]
)
def test_byte_order_mark_is_understood_and_left_out(tmp_path, data):
    assert documents(written(tmp_path / "a.txt", data))[0].text == TEXT


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_legacy_encoding_is_refused_with_byte_and_hint(tmp_path, encoding):
    (reason,) = failures(written(tmp_path / "a.txt", TEXT.encode(encoding)))
    assert "byte 0" in reason
    assert f"--encoding {encoding}" in reason


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16-be"])
def test_encoding_given_is_used(tmp_path, encoding):
    path = written(tmp_path / "a.txt", TEXT.encode(encoding))
    assert documents(path, encoding=encoding)[0].text == TEXT


def test_utf8_is_not_read_as_another_encoding(tmp_path):
    assert "is UTF-8" in failures(written(tmp_path / "a.txt", TEXT), encoding="windows-1256")[0]


def test_unknown_encoding_is_refused_at_once():
    with pytest.raises(InputError, match="unknown encoding"):
        read([], encoding="klingon")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no text"),
        (b" \xc2\xa0\n\t. -", "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        ("زار".encode() + b"\x00", "NUL"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        ("زار".encode()[:-1], "byte 4"),
        ("زار ".encode() + b"\xed\xa0\x80", "byte 7"),
        (bytes(range(1, 255)) * 9, "not text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path, data, word):
    (reason,) = failures(written(tmp_path / "a.txt", data))
    assert word in reason
    assert str(tmp_path) in reason
    assert "\n" not in reason


def test_control_characters_and_terminal_sequences_go(tmp_path):
    assert documents(written(tmp_path / "a.txt", "زار\x1b[31m باكو\x07\r\nأمس"))[0].text == "زار باكو\r\nأمس"


def test_too_large_file_is_refused(tmp_path):
    assert "larger than" in failures(written(tmp_path / "a.txt", TEXT), largest=20)[0]


def test_bad_file_does_not_stop_the_others(tmp_path):
    written(tmp_path / "b.txt", b"\xff\xfe\xff")
    written(tmp_path / "a.txt", TEXT)
    written(tmp_path / "c.txt", TEXT + " وعاد.")
    assert [type(one).__name__ for one in read([tmp_path])] == ["Document", "Failure", "Document"]


def test_folder_is_read_sorted_with_all_below(tmp_path):
    (tmp_path / "x").mkdir()
    for name in ("b.txt", "a.txt", "x/c.TXT", "note.pdf", ".hidden.txt"):
        written(tmp_path / name, TEXT + name)
    assert [document.id for document in documents(tmp_path)] == ["a", "b", "c"]


def test_glob_is_expanded(tmp_path):
    written(tmp_path / "a.txt", TEXT)
    assert len(documents(tmp_path / "*.txt")) == 1


@pytest.mark.parametrize("name", ["none.txt", "none*.txt", "empty"])
def test_nothing_there_is_a_failure(tmp_path, name):
    (tmp_path / "empty").mkdir()
    assert len(failures(tmp_path / name)) == 1


def test_same_id_with_other_content_names_both_places(tmp_path):
    (tmp_path / "x").mkdir()
    written(tmp_path / "a.txt", TEXT)
    written(tmp_path / "x" / "a.txt", TEXT + " وعاد.")
    (reason,) = failures(tmp_path)
    assert str(tmp_path / "a.txt") in reason
    assert str(tmp_path / "x" / "a.txt") in reason


def test_same_article_twice_is_read_once(tmp_path):
    path = written(tmp_path / "a.txt", TEXT)
    assert len(list(read([path, path, str(path)]))) == 1


def test_name_with_odd_characters_stays_on_one_line(tmp_path):
    assert "\n" not in failures(written(tmp_path / "a\nb\x1b.txt", b""))[0]


RECORDS = "\n".join(
    [
        json.dumps({"id": "1", "text": TEXT, "date": "٢٩/٠٣/٢٠٢٣", "fold": 3, "outlet": "Yle", "title": None}),
        "",
        '{"id": "2", "text": ',
        json.dumps({"id": "3", "text": TEXT + "3", "date": "2022"}),
        '{"id": "4"}',
        '["id"]',
        json.dumps({"id": "5", "text": "\ud800 نص"}),
        json.dumps({"id": "6", "text": "نص\u0000"}),
        json.dumps({"id": "7", "text": TEXT + "7", "date": "30/02/2023"}),
        "[" * 100_000,
        json.dumps({"id": 8, "text": TEXT + "8", "language": "fa"}),
    ]
)


def test_records_are_read_line_by_line(tmp_path):
    path = written(tmp_path / "a.jsonl", "\ufeff" + RECORDS)
    assert [document.id for document in documents(path)] == ["1", "3", "8"]
    assert [reason.split(" ")[0] for reason in failures(path)] == [f"{path}:{line}:" for line in (3, 5, 6)] + [
        f"{path}:7,",
        f"{path}:8,",
        f"{path}:9:",
        f"{path}:10:",
    ]


def test_fields_of_a_record_win(tmp_path):
    first, second, last = documents(written(tmp_path / "a.jsonl", RECORDS))
    assert (first.published, first.outlet, first.title) == ("2023-03-29", "Yle", None)
    assert second.day is None
    assert last.language == "fa"


def test_too_long_record_is_skipped(tmp_path):
    long = json.dumps({"id": "long", "text": TEXT * 100})
    path = written(tmp_path / "a.jsonl", long + "\n" + json.dumps({"id": "1", "text": TEXT}))
    assert [type(one).__name__ for one in read([path], largest=1000)] == ["Failure", "Document"]


@pytest.mark.parametrize(("data", "ids"), [("\n  " + RECORDS, ["1", "3", "8"]), ("\n" + TEXT, ["stdin"])])
def test_standard_input_is_records_or_one_text(monkeypatch, data, ids):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert [document.id for document in documents("-")] == ids


PAGE = """<!doctype html><html lang=ar><head><meta charset=utf-8><title>زيارة | موقع</title>
<meta property="article:published_time" content="2023-03-29T10:00:00+03:00">
<meta property="og:site_name" content="موقع">
</head><body><p hidden>إيران تهدد</p><div style="display:none">إيران</div><script>x="إيران"</script>
<h1>زيارة إلى طوكيو</h1><p>زار الوزير <b>طوكيو</b><br>أمس.<p>وقال &laquo;نعم&raquo; للاتفاق.<!-- إيران -->
<template>إيران</template></body></html>"""


def test_page_shows_what_a_reader_sees(tmp_path):
    (page,) = documents(written(tmp_path / "a.html", PAGE))
    assert page.text == "زيارة إلى طوكيو\nزار الوزير طوكيو\nأمس.\nوقال «نعم» للاتفاق."
    assert (page.published, page.outlet, page.title) == ("2023-03-29T10:00:00+03:00", "موقع", "زيارة إلى طوكيو")


def test_menus_and_footers_of_a_page_are_furniture(tmp_path):
    story = "التقى وزير الخارجية النرويجي نظيره الكيني في نيروبي، وبحثا سبل تعزيز التعاون بين البلدين في مجالات عدة."
    menu = "".join(f"<li><a href=/{word}>{word}</a></li>" for word in ("الرئيسية", "العالم", "رياضة", "اقتصاد"))
    page = (
        f"<html><body><nav><ul>{menu}</ul></nav><article><h1>لقاء في نيروبي بين الوزيرين</h1>"
        + "".join(f"<p>{story} {number}.</p>" for number in ("أولا", "ثانيا", "ثالثا"))
        + "</article><footer><p>موقع الأخبار، عمان، هاتف وبريد</p></footer></body></html>"
    )
    (document,) = documents(written(tmp_path / "a.html", page))
    marked = [document.text[span.start : span.end] for span in document.furniture]
    assert "الرئيسية" in marked
    assert "موقع الأخبار، عمان، هاتف وبريد" in marked
    assert not any("نيروبي" in text for text in marked)


def test_declared_encoding_of_a_page_is_used(tmp_path):
    page = PAGE.replace("charset=utf-8", "charset=windows-1256")
    assert "طوكيو" in documents(written(tmp_path / "a.html", page.encode("windows-1256")))[0].text


def test_lying_page_is_refused(tmp_path):
    assert "windows-1256" in failures(written(tmp_path / "a.html", PAGE.encode("windows-1256")))[0]


@pytest.mark.parametrize("tag", ["div", "p", "span", "b", "unknown"])
def test_deep_nesting_loses_nothing(tmp_path, tag):
    page = f"<{tag}>" * 100_000 + TEXT + f"</{tag}>" * 100_000
    assert documents(written(tmp_path / "a.html", page))[0].text == TEXT


@pytest.mark.parametrize("end", ["<!-- إيران", "<script>إيران", "<div title='إيران", "<style>إيران"])
def test_unfinished_markup_at_the_end_is_no_text(tmp_path, end):
    assert documents(written(tmp_path / "a.html", f"<p>{TEXT}</p>{end}"))[0].text == TEXT


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile corpus is not here")
def test_hostile_corpus_gives_documents_or_one_line():
    for one in read([HOSTILE]):
        assert isinstance(one, Document) or "\n" not in one.reason
        if isinstance(one, Document):
            one.text.encode()
            assert "\x00" not in one.text
            assert "\x1b" not in one.text
