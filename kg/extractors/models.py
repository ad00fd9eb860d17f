"""Where the files of Stanza's models lie, in Stanza's own folders or in a flat one."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import ModelError

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
VARIABLE = "KG_MODELS"
INDEX = "resources.json"
_PARSING = ("pos", "lemma", "depparse")
_UNDER = ("pretrain", "forward_charlm", "backward_charlm")  # word vectors and letter models that others stand on
_CODE = re.compile(r"[a-z]{2,3}(-[a-z]{2,8})?")
_PIECE = 1 << 20


class ModelFile(NamedTuple):
    """A file, the option of a Stanza pipeline that takes it, and what it is ("pos/padt")."""

    option: str
    path: Path
    name: str


class Models(NamedTuple):
    """The files with which a language is read."""

    language: str
    files: tuple[ModelFile, ...]

    @property
    def processors(self) -> tuple[str, ...]:
        """Return what the models do, in the order in which it is done."""
        return tuple(each for each in PROCESSORS if any(file.option == f"{each}_model_path" for file in self.files))


def folder(given: str = "") -> Path:
    """Return the folder given, else that of the environment, else that of this user."""
    chosen = given or os.environ.get(VARIABLE, "")
    if chosen:
        return Path(chosen)
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "kg" / "stanza"


def languages(where: Path) -> tuple[str, ...]:
    """Return the languages of which a folder has models enough to read."""
    return tuple(language for language in _candidates(where) if not missing(where, language))


def find(where: Path, language: str) -> Models:
    """Return the models of a language in a folder.

    Raises ModelError where there are none, or too few to be of use.
    """
    lacking = missing(where, language)
    if lacking:
        raise ModelError(
            f"{where}: no Stanza models for {language!r} ({', '.join(lacking)} missing); fetch them with "
            f"kg models download {language if is_code(language) else 'LANG'}, or name their folder with --models DIR"
        )
    return Models(language, tuple(_files(where, language)))


def missing(where: Path, language: str) -> tuple[str, ...]:
    """Return the processors that are wanting: a tokenizer is needed, and a tagger of names or a whole parser."""
    there = {file.option.partition("_")[0] for file in _files(where, language)}
    names, parse = "ner" in there, there.issuperset(_PARSING)
    if "tokenize" in there and (names or parse):
        return ()
    return tuple(each for each in ("tokenize", *_PARSING, "ner") if each not in there)


def told(models: Models) -> str:
    """Return what the models are, with the beginning of the hash of each file."""
    names = dict.fromkeys((file.name, file.path) for file in models.files)
    return f"{models.language}:" + ",".join(f"{name}@{_hash(path)[:12]}" for name, path in names)


def is_code(language: str) -> bool:
    """Tell whether it can be the code of a language: what an article calls its own becomes the name of a folder."""
    return bool(_CODE.fullmatch(language))


def index(where: Path) -> Mapping[str, Any]:  # Any: JSON values
    """Return Stanza's index of its models as it lies in a folder, empty where none does.

    Raises ModelError if it is no JSON object.
    """
    file = where / INDEX
    if not file.is_file():
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(
            f"{file}: is no JSON ({error}); fetch it anew with kg models download, or remove it"
        ) from error
    if not isinstance(found, dict):
        raise ModelError(f"{file}: is no index of models; fetch it anew with kg models download, or remove it")
    return found


def entry(known: Mapping[str, Any], language: str) -> Mapping[str, Any]:  # Any: JSON values
    """Return what the index tells of a language, which may be known there by another code too."""
    found = known.get(language)
    if isinstance(found, dict) and isinstance(found.get("alias"), str):
        found = known.get(found["alias"])
    return found if isinstance(found, dict) else {}


def needed(about: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:  # Any: JSON values
    """Yield the option, processor and package of each default model of a language and of what it stands on."""
    packages = _table(_table(about, "packages"), "default")
    for processor in PROCESSORS:
        package = packages.get(processor)
        if not isinstance(package, str):
            continue
        yield f"{processor}_model_path", processor, package
        for under in _list(_table(_table(about, processor), package), "dependencies"):
            if isinstance(under, dict) and isinstance(under.get("package"), str) and under.get("model") in _UNDER:
                yield f"{processor}_{under['model']}_path", under["model"], under["package"]


def _table(of: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = of.get(key)
    return found if isinstance(found, dict) else {}


def _list(of: Mapping[str, Any], key: str) -> list[Any]:
    found = of.get(key)
    return found if isinstance(found, list) else []


def _candidates(where: Path) -> Iterator[str]:
    """Yield the languages of which a folder may have models."""
    if not where.is_dir():
        return
    if _is_flat(where):
        yield from _of_flat(where)
    yield from (each.name for each in sorted(where.iterdir()) if each.is_dir() and is_code(each.name))


def _is_flat(where: Path) -> bool:
    return (where / "tokenize.pt").is_file()


def _of_flat(where: Path) -> tuple[str, ...]:
    """Return the languages of a flat folder: those that its index names, else its own name."""
    named = index(where) or [where.resolve().name]
    return tuple(each for each in named if is_code(each))


def _files(where: Path, language: str) -> Iterator[ModelFile]:
    if not is_code(language):
        return
    if _is_flat(where) and language in _of_flat(where):
        yield from _flat(where)
    elif _is_flat(where / language):
        yield from _flat(where / language)
    else:
        yield from _nested(where, language)


def _flat(here: Path) -> Iterator[ModelFile]:
    """Yield the files of a folder in which each is named by what it does."""
    under = [each for each in _UNDER if (here / f"{each}.pt").is_file()]
    for processor in PROCESSORS:
        file = here / f"{processor}.pt"
        if not file.is_file():
            continue
        yield ModelFile(f"{processor}_model_path", file, processor)
        if processor not in ("tokenize", "mwt"):
            yield from (ModelFile(f"{processor}_{each}_path", here / f"{each}.pt", each) for each in under)


def _nested(where: Path, language: str) -> Iterator[ModelFile]:
    """Yield the files of a language as Stanza lays them out: those of its index, else the only one of each kind."""
    about = entry(index(where), language)
    known = {option: (where / language / kind / f"{package}.pt") for option, kind, package in needed(about)}
    for processor in PROCESSORS:
        option = f"{processor}_model_path"
        file = known.get(option)
        if file is not None and file.is_file():
            yield from (
                ModelFile(each, path, f"{path.parent.name}/{path.stem}")
                for each, path in known.items()
                if each.startswith(f"{processor}_") and path.is_file()
            )
            continue
        own = sorted((where / language / processor).glob("*.pt"))
        if len(own) > 1:
            raise ModelError(
                f"{own[0].parent}: several models, none of them in {INDEX}; keep one, or name it there as the default"
            )
        for path in own:
            yield ModelFile(option, path, f"{processor}/{path.stem}")
            if processor not in ("tokenize", "mwt"):
                yield from _alone(where / language, processor)


def _alone(here: Path, processor: str) -> Iterator[ModelFile]:
    """Yield what a model of the user's own may stand on, where the folder has one of the kind."""
    for kind in _UNDER:
        found = sorted((here / kind).glob("*.pt"))
        if len(found) == 1:
            yield ModelFile(f"{processor}_{kind}_path", found[0], f"{kind}/{found[0].stem}")


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
