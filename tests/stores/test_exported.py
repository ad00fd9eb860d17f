"""Whatever keeps a graph, the files that are written of it are the same."""

import io

import pytest

from kg import stores
from kg.exports import FORMATS, Request, write
from kg.rdf.write import nquads


@pytest.fixture
def written(named, tell, base):
    """Return a function that writes a store of a kind in a format."""

    def written(kind, format_):
        store = stores.open(named(kind))
        for day in ("2023-03-29", "2023-03-30"):
            told = tell(
                f'خبر "{day}"',
                ("ISR", "consultsWith", "AZE", {"day": day, "words": '" . <x> .\n'}),
                ("IRN", "accuses", "ISR", {"status": "denied"}),
                outlet="} ; DROP ALL ;",
                published=day,
            )
            store.replace(told.document.id, nquads(told, base))
        out = io.BytesIO()
        write(Request(store, base, format_), out)
        store.close()
        return out.getvalue()

    return written


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("kind", ["oxigraph", "server", "union_server"])
def test_an_export_is_that_of_a_store_in_memory(written, kind, format_):
    assert written(kind, format_) == written("memory", format_)
