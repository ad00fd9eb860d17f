"""A network is read back by networkx as it was written, hostile words and all."""

import io
from dataclasses import replace

import networkx
import pytest

from kg.exports import Choice, Request, write

HOSTILE = ['"><x>', "]]>&<", "a\nb\tc", "\u202eabc", "</edge>", "'\"", "a\r\nb"]
READERS = {
    "gexf": lambda file: networkx.read_gexf(file, version="1.3"),
    "graphml": lambda file: networkx.read_graphml(file, force_multigraph=True),
}


@pytest.fixture
def written(base):
    """Return a function that writes a store and gives the bytes."""

    def written(store, format_, choice=None):
        out = io.BytesIO()
        write(Request(store, base, format_, choice or Choice()), out)
        return out.getvalue()

    return written


@pytest.fixture(params=READERS)
def back(request, written):
    """Return a function that writes a store and has networkx read it, and names nodes and edges by what they tell."""

    def back(store, choice=None):
        graph = READERS[request.param](io.BytesIO(written(store, request.param, choice)))
        edges = {(s, d["kind"], t, d["status"]): d for s, t, d in graph.edges(data=True)}
        assert len(edges) == graph.number_of_edges()
        return graph, edges

    return back


def test_an_edge_is_a_fact_with_all_that_is_told_of_it(back, news):
    graph, edges = back(news)
    assert set(graph) == {"AZE", "IRN", "ISR", "UN"}
    assert set(edges) == {
        ("AZE", "consultsWith", "ISR", "actual"),
        ("ISR", "supports", "AZE", "intended"),
        ("ISR", "counters", "IRN", "actual"),
        ("UN", "accuses", "IRN", "actual"),
        ("IRN", "attacks", "ISR", "denied"),
    }
    told = edges["AZE", "consultsWith", "ISR", "actual"]
    assert {name: told[name] for name in ("family", "sign", "directed", "weight", "articles")} == {
        "family": "cooperatesWith",
        "sign": 1,
        "directed": False,
        "weight": 2,
        "articles": 2,
    }
    assert (told["speaker"], told["outlet"], told["confidence"]) == ("AZE", "Agency; Daily", 0.95)
    assert (told["first_reported"], told["last_reported"]) == ("2023-03-30", "2023-03-31")
    assert (told["start"], told["end"]) == ("2023-03-29", "2023-03-29")
    assert told["words"] == "Baku met Israel."


def test_an_undated_fact_has_no_time(back, news):
    _, edges = back(news)
    assert "start" not in edges["UN", "accuses", "IRN", "actual"]


def test_actors_have_names_in_three_languages(back, news):
    graph, _ = back(news)
    about = graph.nodes["ISR"]
    assert (about["label"], about["type"], about["code"]) == ("Israel", "STATE", "ISR")
    assert (about["name_ar"], about["name_en"], about["name_tr"]) == ("إسرائيل", "Israel", "İsrail")
    assert graph.nodes["UN"]["type"] == "ORG"


def test_gexf_carries_colours_sizes_places_and_times(written, news):
    text = written(news, "gexf").decode()
    graph = networkx.read_gexf(io.StringIO(text), version="1.3")
    assert {"color", "position", "size"} <= set(graph.nodes["ISR"]["viz"])
    assert graph.nodes["ISR"]["viz"]["size"] > graph.nodes["UN"]["viz"]["size"]
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert {shape for shape in ("solid", "dashed", "dotted") if f'<viz:shape value="{shape}"' in text} == {
        "solid",
        "dashed",
        "dotted",
    }


def test_hostile_words_and_outlets_come_back(back, fill, tell):
    told = [("ISR", "accuses", "IRN", {"words": words, "day": f"2023-03-{n:02}"}) for n, words in enumerate(HOSTILE, 1)]
    _, edges = back(fill(tell("a", told[0], outlet=HOSTILE[0])))
    assert edges["ISR", "accuses", "IRN", "actual"]["outlet"] == HOSTILE[0]
    for words in told:
        _, edges = back(fill(tell("a", words)))
        assert edges["ISR", "accuses", "IRN", "actual"]["words"] == words[3]["words"]


@pytest.mark.parametrize("format_", READERS)
def test_control_characters_are_replaced_and_told(format_, base, fill, tell):
    store = fill(tell("a", ("ISR", "accuses", "IRN", {"words": "a\x0bb\x01"})))
    _, *notes = write(Request(store, base, format_), io.BytesIO())
    assert notes == ["2 control characters, which XML cannot hold, are written as U+FFFD"]


@pytest.mark.parametrize("format_", [*READERS, "csv", "plover", "cameo", "rdf12"])
def test_the_order_in_which_articles_came_does_not_matter(format_, written, fill, tell):
    told = [tell(f"a{n}", ("ISR", "consultsWith", code), ("ISR", "accuses", code)) for n, code in enumerate(KNOWN)]
    assert written(fill(*told), format_) == written(fill(*reversed(told)), format_)


KNOWN = ("AZE", "IRN", "TUR", "USA", "AZE")


def test_an_empty_store_gives_an_empty_network(back, fill):
    graph, edges = back(fill())
    assert (list(graph), edges) == ([], {})


def test_only_what_is_chosen_is_written(back, news):
    _, edges = back(news, replace(Choice(), states=("Iran",), statuses=("actual",), min_confidence=0.5))
    assert set(edges) == {("ISR", "counters", "IRN", "actual")}
