"""What a word can be: a form of a verb or noun, in any language."""

from typing import NamedTuple


class Form(NamedTuple):
    """What a word is if it is a form of the lemma at `lemma`.

    `kind` is "past", "present", "noun" or "participle"; `person` is "1p" for we-forms, "1s", or "3";
    `feminine` and `plural` are None where the form does not tell; `future` marks the prefix س, `owner` an attached
    pronoun (of a noun: whose; of a verb: whom); `clitics` are the particles before it; `definite` tells the article;
    `short` a present shortened at its weak letter, which only a negation brings about ("لم يدن").
    Where endings tell it: `passive` and `negative` of a verb, its `mood` ("future", "must", "can", "if", "wish"), what
    it does in the sentence ("finite", "converb", "aim", "noun", "way", "clause", "coming", "relative"), its `cases`,
    of which an ending may leave several open.
    """

    lemma: int
    kind: str
    person: str = "3"
    feminine: bool | None = None
    plural: bool | None = None
    future: bool = False
    owner: str = ""
    clitics: str = ""
    definite: bool = False
    short: bool = False
    passive: bool = False
    negative: bool = False
    mood: str = ""
    ending: str = ""
    cases: frozenset[str] = frozenset()
