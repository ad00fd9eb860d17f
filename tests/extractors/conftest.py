"""Tiny models of Stanza's, trained for the tests from a few Arabic sentences of our own."""

import json
import logging
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "tiny"
SMALL = ["--hidden_dim", "48", "--seed", "7", "--shorthand", "ar_tiny"]
ARABIC = ["--lang", "ar"]
NO_VECTORS = ["--no_pretrain", "--char_hidden_dim", "32", "--char_emb_dim", "16", "--word_emb_dim", "32"]
SHORT = ["--batch_size", "100", "--log_step", "1000"]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Path:
    """Return a flat folder with a model of each kind, trained in under a minute."""
    pytest.importorskip("stanza")
    where = tmp_path_factory.mktemp("tiny") / "ar"
    where.mkdir()
    logging.disable(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of PyTorch, while it trains
        train(where, tmp_path_factory.mktemp("work"))
    logging.disable(logging.NOTSET)
    return where


def train(where: Path, work: Path) -> None:
    """Train a model of each kind into a flat folder, as docs/extractors.md tells."""
    from stanza.models import lemmatizer, mwt_expander, ner_tagger, parser, tagger, tokenizer
    from stanza.utils.datasets.ner.prepare_ner_file import process_dataset

    text, labels, parts = map(str, (work / "ar.txt", work / "ar.labels", work / "parts.json"))
    write_characters(HERE / "ar.conllu", Path(text), Path(labels), Path(parts))
    names = str(work / "names.json")
    process_dataset(str(HERE / "ar.bio"), names)
    trees = str(shutil.copy(HERE / "ar.conllu", work / "ar.conllu"))
    both = ["--train_file", trees, "--eval_file", trees, "--output_file", str(work / "out.conllu")]

    def into(name: str) -> list[str]:
        return ["--save_dir", str(where), "--save_name", f"{name}.pt", "--cpu"]

    characters = ["--txt_file", text, "--label_file", labels, "--dev_txt_file", text, "--dev_label_file", labels]
    steps = ["--steps", "400", "--eval_steps", "200", "--batch_size", "8", "--mwt_json_file", parts]
    tokenizer.main([*characters, "--dev_conll_gold", trees, *steps, *SMALL, *ARABIC, *into("tokenize")])
    mwt_expander.main([*both, "--gold_file", trees, "--num_epoch", "20", *SMALL, *ARABIC, *into("mwt")])
    few = ["--max_steps", "150", "--eval_interval", "75", *SHORT, *SMALL, *ARABIC, *NO_VECTORS]
    tagger.main([*both, *few, *into("pos")])
    lemmatizer.main([*both, "--num_epoch", "20", *SMALL, *into("lemma")])
    parser.main([*both, *few, "--num_layers", "1", "--no_checkpoint", *into("depparse")])
    ner_steps = ["--max_steps", "240", "--eval_interval", "80", "--batch_size", "8", "--lr", "0.3"]
    ner_files = ["--train_file", names, "--eval_file", names]
    ner_tagger.main([*ner_files, *ner_steps, *SMALL, *NO_VECTORS, *into("ner")])


def write_characters(trees: Path, text: Path, labels: Path, parts: Path) -> None:
    """Write what a tokenizer learns from: for each character whether a token (1, 3) or sentence (2, 4) ends with it.

    3 and 4 stand for tokens of several words.
    """
    characters, marks, several = [], [], []
    for block in trees.read_text(encoding="utf-8").strip().split("\n\n"):
        tokens = list(_tokens(block))
        characters.append(" ".join(form for form, _ in tokens))
        ends = [("3" if words else "1") if number < len(tokens) else "2" for number, (_, words) in enumerate(tokens, 1)]
        told = ["0" * (len(form) - 1) + end for (form, _), end in zip(tokens, ends, strict=True)]
        marks.append("0".join(told))
        several += [[[form, words], 1] for form, words in tokens if words]
    text.write_text("\n\n".join(characters) + "\n\n", encoding="utf-8")
    labels.write_text("\n\n".join(marks) + "\n\n", encoding="utf-8")
    parts.write_text(json.dumps(several), encoding="utf-8")


def _tokens(block: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the tokens of a sentence in CoNLL-U, each with the words that it is divided into, if it is."""
    rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
    inside: list[str] = []
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            inside = [str(number) for number in range(first, last + 1)]
            yield row[1], [each[1] for each in rows if each[0] in inside]
        elif row[0] not in inside:
            yield row[1], []
