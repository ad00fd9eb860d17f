"""What `import kg` offers is small, documented and loaded when it is asked for."""

import subprocess
import sys
from types import ModuleType

import pytest

import kg

HEAVY = ("rdflib", "pyoxigraph", "networkx", "pyvis", "trafilatura", "lxml", "jinja2", "pyshacl", "tqdm", "numpy")


def test_names_are_few_and_sorted() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert len(kg.__all__) <= 12


def test_names_are_complete() -> None:
    assert set(kg._PLACES) == set(kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))


@pytest.mark.parametrize("name", kg.__all__)
def test_a_name_is_there_and_documented(name: str) -> None:
    value = getattr(kg, name)
    assert not isinstance(value, ModuleType)
    assert value.__doc__
    assert value.__doc__.strip()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        kg.nothing  # noqa: B018


def test_import_is_quiet_and_loads_nothing_heavy() -> None:
    code = f"import sys, kg; print(sorted(set({HEAVY}) & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


def test_three_lines_give_a_graph() -> None:
    store = kg.open("memory:")
    report = kg.build(["examples/articles"], store)
    network = kg.network(store)
    assert report.failures == ()
    assert len(store.dataset) > 1000
    assert network.is_multigraph()
    assert network.is_directed()
    assert "IRN" in network
    store.close()
