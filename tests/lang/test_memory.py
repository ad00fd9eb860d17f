"""Tests of the memory of words."""

from kg.lang.memory import Memory


def test_word_is_looked_up_once():
    asked = []
    memory = Memory(lambda word: asked.append(word) or len(word))
    assert [memory["سلام"], memory["سلام"]] == [4, 4]
    assert asked == ["سلام"]


def test_memory_never_holds_more_than_its_limit():
    memory = Memory(len, most=2)
    for word in ("أ", "ب", "ج", "د", "ه"):
        assert memory[word] == 1
        assert len(memory) <= 2
