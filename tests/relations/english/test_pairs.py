"""Single sentences of news: between whom something passes, and whether it is friendly or hostile."""

from functools import cache
from pathlib import Path

from kg.extractors.rules import Rules
from kg.lang import table
from kg.model import Document, Extraction, Status
from kg.vocabulary import knowledge

PAIRS = Path(__file__).parent / "pairs.tsv"
Signs = dict[frozenset[str], set[int]]


@cache
def compared() -> tuple[tuple[Signs, Signs], ...]:
    """Return for each sentence the signs of its pairs as they should be, and as they were read."""
    rows = table(PAIRS.read_text(encoding="utf-8").splitlines(), str(PAIRS))
    documents = (Document(id=str(number), text=row["text"], language="en") for number, row in enumerate(rows))
    return tuple(
        (wanted(row["pairs"]), had(found))
        for row, found in zip(rows, Rules(knowledge=knowledge())(documents), strict=True)
    )


def wanted(pairs: str) -> Signs:
    told = [each.split() for each in pairs.split(";") if each != "none"]
    return {frozenset(each[:2]): {1 if each[2] == "+" else -1} for each in told}


def had(found: object) -> Signs:
    assert isinstance(found, Extraction), found
    signs: Signs = {}
    for each in found.statements:
        if each.status is not Status.DENIED:
            signs.setdefault(frozenset((each.source, each.target)), set()).add(knowledge().relations[each.kind].sign)
    return signs


def test_four_pairs_of_five_are_found_with_the_right_sign() -> None:
    found = [read.get(pair) == sign for should, read in compared() for pair, sign in should.items()]
    assert sum(found) >= 0.8 * len(found)


def test_where_a_pair_is_found_its_sign_is_right() -> None:
    signs = [read[pair] == sign for should, read in compared() for pair, sign in should.items() if pair in read]
    assert sum(signs) >= 0.95 * len(signs)


def test_few_pairs_are_read_that_the_list_leaves_out() -> None:
    """Most of them are told by the way: "warned against sending weapons to"."""
    read = [pair in should for should, read in compared() for pair in read]
    assert sum(read) >= 0.92 * len(read)
