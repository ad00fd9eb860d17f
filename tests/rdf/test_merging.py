"""Lines are put in order, each once, whether they fit into memory or not."""

import resource
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.rdf.merging import merged

LINE = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1)


@given(st.lists(st.lists(LINE)), st.integers(1, 5))
def test_lines_come_in_order_each_once(chunks, most):
    texts = ["".join(f"{line}\n" for line in chunk) for chunk in chunks]
    assert list(merged(texts, most=most)) == sorted({line for chunk in chunks for line in chunk})


@pytest.mark.parametrize("most", [1, 100])
def test_only_a_line_feed_ends_a_line(most):
    assert list(merged(["b\u2028\r\x85\n", "a\n"], most=most)) == ["a", "b\u2028\r\x85"]


def test_a_temporary_folder_without_room_is_named():
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, old[1]))
    try:
        with pytest.raises(StoreError, match=tempfile.gettempdir()):
            list(merged(["a\n" * 10_000, "b\n"], most=1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
