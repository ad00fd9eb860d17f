"""Extractors, stores and executors are found by name."""

import pytest

from kg.errors import KgError, PluginError
from kg.extractors.rules import Rules
from kg.plugins import find


def test_what_stands_after_the_colon_is_the_argument() -> None:
    assert find("extractor", "rules:plain") == (Rules, "plain")
    assert find("extractor", "rules") == (Rules, "")


def test_an_argument_may_hold_colons() -> None:
    assert find("store", "oxigraph:C:/graph")[1] == "C:/graph"


@pytest.mark.parametrize(
    ("kind", "name", "meant"),
    [
        ("extractor", "rule", "rules"),
        ("store", "oxigrap:out", "oxigraph"),
        ("store", "Memory:", "memory"),
        ("executor", "locale:2", "local"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_known_one(kind: str, name: str, meant: str) -> None:
    with pytest.raises(PluginError, match=f"no such {kind} \\(did you mean {meant}\\?\\)"):
        find(kind, name)


def test_what_stands_after_the_colon_of_an_unknown_name_is_not_repeated() -> None:
    with pytest.raises(PluginError, match=r"^ftp: no such store") as refused:
        find("store", "ftp://me:hush@example.org/")
    assert "hush" not in str(refused.value)


def test_a_name_like_no_other_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(PluginError, match="there are local, serial"):
        find("executor", "xyz")


@pytest.mark.usefixtures("other_package")
def test_an_extractor_of_another_package_is_found() -> None:
    make, argument = find("extractor", "loud:very")
    assert make(argument, knowledge=None).made_by == "loud-very"


@pytest.mark.usefixtures("other_package")
def test_another_package_cannot_take_the_place_of_ours() -> None:
    assert find("extractor", "rules")[0] is Rules


@pytest.mark.usefixtures("other_package")
def test_an_extractor_that_cannot_be_loaded_is_refused_in_one_line() -> None:
    with pytest.raises(KgError, match=r"broken: the extractor cannot be loaded .*not_there.*; install") as refused:
        find("extractor", "broken")
    assert "\n" not in str(refused.value)
