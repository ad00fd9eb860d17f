"""A network becomes a page."""

import json
import re

import pytest

from kg.errors import InputError
from kg.views.html import save

MARKS = ("<script", "</script", "<!--", "<img", "<svg", "</style")

HOSTILE = [
    "<script>document.title='x'</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    'he said href "><svg onload=alert(1)>',
    "}</style><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
]


def data_of(page: str):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL).group(1))


def test_the_page_counts_what_it_shows(reports, base, tmp_path):
    summary = save(reports, base, tmp_path / "page.html")
    assert (summary.nodes, summary.statements) == (4, 5)


def test_the_same_graph_gives_the_same_bytes(reports, base, tmp_path):
    save(reports, base, tmp_path / "one.html")
    save(tuple(reversed(reports)), base, tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_never_markup(report, text, base, tmp_path):
    hostile = report("ISR", "accuses", "IRN", quote=text, before=text, after=text, title=text, outlet=text, url=text)
    save([hostile], base, tmp_path / "page.html", title=text)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    save([report("ISR", "accuses", "IRN")], base, tmp_path / "plain.html", title="plain")
    plain = (tmp_path / "plain.html").read_text(encoding="utf-8")
    assert [page.count(mark) for mark in MARKS] == [plain.count(mark) for mark in MARKS]
    assert data_of(page)["statements"][0]["quote"] == text


def test_a_policy_forbids_everything_that_has_no_hash(reports, base, tmp_path):
    save(reports, base, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"<[a-z][^>]*\son[a-z]+=", page.split('<script type="application/json"')[0])


def test_loaded_names_can_be_searched(reports, base, tmp_path):
    save(reports, base, tmp_path / "page.html")
    nodes = data_of((tmp_path / "page.html").read_text(encoding="utf-8"))["nodes"]
    israel = next(node for node in nodes if node["id"] == "ISR")
    assert "الكيان الصهيوني" in israel["also"]


def test_an_old_page_stays_if_the_new_one_cannot_be_written(reports, base, tmp_path):
    (tmp_path / "file").write_text("old")
    with pytest.raises(InputError, match="cannot be written"):
        save(reports, base, tmp_path / "file" / "page.html")
    assert (tmp_path / "file").read_text() == "old"


def test_only_the_most_connected_are_shown_of_a_large_graph(report, base, tmp_path):
    codes = list(base.entities)[:405]
    summary = save([report("USA", "accuses", code) for code in codes if code != "USA"], base, tmp_path / "page.html")
    assert summary.nodes == 400
    assert data_of((tmp_path / "page.html").read_text(encoding="utf-8"))["cut"] == 400
