"""What is known before reading, loaded from ontology/ and from the user's own additions."""

import hashlib
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kg.errors import KnowledgeError
from kg.model import Entity, EntityKind, Knowledge, Name, NameKind, Relation, Tenure

_SR = "https://w3id.org/state-relations/ns#"
_ID = "https://w3id.org/state-relations/id/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_ABOVE = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"
_NAME = "http://www.w3.org/2004/02/skos/core#prefLabel"
_ALIAS = "http://www.w3.org/2008/05/skos-xl#altLabel"
_FORM = "http://www.w3.org/2008/05/skos-xl#literalForm"
_SAME = "http://www.w3.org/2002/07/owl#sameAs"
_SYMMETRIC = "http://www.w3.org/2002/07/owl#SymmetricProperty"
_KINDS = {
    "officialName": NameKind.NAME,
    "abbreviation": NameKind.ABBREVIATION,
    "informalName": NameKind.ALIAS,
    "loadedName": NameKind.LOADED,
    "demonym": NameKind.DEMONYM,
    "demonymPlural": NameKind.PLURAL,
    "capital": NameKind.CAPITAL,
    "metonym": NameKind.METONYM,
    "territory": NameKind.TERRITORY,
}
_CLASSES = {
    "State": EntityKind.STATE,
    "Organization": EntityKind.ORG,
    "IntergovernmentalOrganization": EntityKind.ORG,
    "ArmedMovement": EntityKind.ORG,
    "GovernmentBody": EntityKind.ORG,
    "Person": EntityKind.PERSON,
    "Place": EntityKind.PLACE,
}
_YEAR, _MONTH = 4, 7
_LARGEST = 100_000_000  # bytes of a file of the user's own
# RDF that is not read: what one of these says would be passed over in silence.
_OTHER_FORMATS = {".rdf", ".owl", ".xml", ".jsonld", ".json", ".n3", ".nt", ".nq", ".trig"}

Properties = dict[str, list[tuple[str, str | None]]]


def folder() -> Traversable:
    """Return where the ontology files are: inside the installed package, or beside it in a checkout."""
    inside = files("kg") / "ontology"
    return inside if inside.is_dir() else Path(str(files("kg"))).parent / "ontology"


@cache
def knowledge(extra: Path | None = None) -> Knowledge:
    """Load everything that is known; extra is a folder of the user's own files in the same formats.

    Raises KnowledgeError if a file is not well formed or contradicts another.
    """
    texts = sources(extra)
    cues = _cues(extra)
    facts = _Facts({}, {}, dict(texts))
    for name, data in texts:
        _parse(name, data, facts)
    version = hashlib.sha256(b"\0".join([data for _, data in texts] + [repr(sorted(cues.items())).encode()]))
    return _assemble(facts, cues, version.hexdigest()[:12])


def sources(extra: Path | None = None) -> list[tuple[str, bytes]]:
    """Return the Turtle files that are loaded, as name and content, the user's own last.

    Raises KnowledgeError if extra is no folder, or holds nothing that can be read.
    """
    shipped = sorted((path for path in folder().iterdir() if path.name.endswith(".ttl")), key=lambda path: path.name)
    texts = [(path.name, path.read_bytes()) for path in shipped]
    if extra is not None:
        if not extra.is_dir():
            raise KnowledgeError(f"{extra}: no such folder; give the folder that holds your .ttl and .tsv files")
        own = sorted(extra.glob("*.ttl"))
        for path in sorted(extra.iterdir()):
            if path.suffix.lower() in _OTHER_FORMATS:
                raise KnowledgeError(f"{path}: only Turtle is read; write it as Turtle (.ttl), or move it away")
        if not own and not any(_cue_files(extra)):
            raise KnowledgeError(f"{extra}: nothing to read in it; it should hold .ttl files or ar/cues.tsv")
        texts += [(str(path), _bytes(path)) for path in own]
    return texts


def _bytes(path: Path) -> bytes:
    """Read a file of the user's own, if it is no larger than all that is shipped by far."""
    size = path.stat().st_size
    if size > _LARGEST:
        raise KnowledgeError(f"{path}: has {size:,} bytes; {_LARGEST:,} is the most that is read: divide or shorten it")
    return path.read_bytes()


def _cue_files(extra: Path) -> Iterator[tuple[str, Path]]:
    """Yield the user's own cue tables with their languages: ar/cues.tsv or cues.ar.tsv."""
    for path in sorted(extra.glob("*/cues.tsv")):
        yield path.parent.name, path
    for path in sorted(extra.glob("cues.*.tsv")):
        yield path.suffixes[-2][1:], path


def _cues(extra: Path | None) -> Mapping[str, tuple[str, ...]]:
    """Read the user's own cue tables by language; a second one of a language is refused."""
    found: dict[str, tuple[str, ...]] = {}
    for language, path in _cue_files(extra) if extra is not None else ():
        if language in found:
            raise KnowledgeError(f"{path}: a second table of cues for {language!r}; put the rows into one file")
        try:
            found[language] = tuple(path.read_text(encoding="utf-8-sig").splitlines())
        except UnicodeDecodeError as error:
            raise KnowledgeError(f"{path}: byte {error.start} is no UTF-8; save the file as UTF-8") from error
    return found


class _Facts(NamedTuple):
    """Everything the files say: what is said of each subject, the file each subject stands in first, the files."""

    said: dict[str, Properties]
    origin: dict[str, str]
    texts: dict[str, bytes]

    def where(self, subject: str, *words: str) -> str:
        """Return the file and the line of a subject where the last of the words stand that can be found after it."""
        name = self.origin.get(subject, "")
        text = self.texts.get(name, b"").decode("utf-8", "replace")
        place = 0
        for word in (subject.removeprefix(_ID).removeprefix(_SR), *words):
            here = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(text, place)
            place = here.start() if here else place
        return f"{name}:{text.count(chr(10), 0, place) + 1}"

    def one(self, subject: str, name: str) -> str | None:
        """Return the value of a property of ours that has one value at most."""
        values = self.of(subject, _SR + name)
        if not values:
            return None
        first = values[0][0].removeprefix(_ID)
        if len(values) == 1:
            return first
        other = next((text.removeprefix(_ID) for text, _ in values if text != values[0][0]), None)
        if other is not None:
            told = f"{_short(subject)} has two values of sr:{name}, {first!r} and {other!r}"
            raise KnowledgeError(f"{self.where(subject, other)}: {told}; keep one")
        return first

    def of(self, subject: str, property_: str) -> list[tuple[str, str | None]]:
        """Return the values of a property, each with its language."""
        return self.said.get(subject, {}).get(property_, [])


def _short(subject: str) -> str:
    """Write an IRI with its prefix."""
    return subject.replace(_ID, "id:", 1).replace(_SR, "sr:", 1)


def _parse(name: str, data: bytes, facts: _Facts) -> None:
    """Add the triples of a Turtle file to what is said."""
    import pyoxigraph

    said, origin = facts.said, facts.origin
    try:
        # Blank nodes are renamed, so that "_:a" of one file is not "_:a" of the next.
        for triple in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True):
            key, value = str(triple.subject.value), triple.object
            properties = said.get(key)
            if properties is None:
                properties = said[key] = {}
                origin[key] = name
            language = value.language if type(value) is pyoxigraph.Literal else None
            properties.setdefault(triple.predicate.value, []).append((value.value, language))
    except SyntaxError as error:
        what = str(error.msg).partition(": ")[2] or str(error.msg)
        raise KnowledgeError(f"{name}:{error.lineno}: not well-formed Turtle: {what}; mend the line") from error


def _assemble(facts: _Facts, cues: Mapping[str, tuple[str, ...]], version: str) -> Knowledge:
    _check_terms(facts)
    entities: dict[str, Entity] = {}
    names: list[Name] = []
    tenures: set[Tenure] = set()
    for subject in filter(_named, facts.said):
        kind = _entity_kind(subject, facts)
        if kind is None:
            continue
        entity = _entity(subject, kind, facts)
        entities[entity.id] = entity
        names.extend(_names(subject, facts))
        tenures.update(_tenures(subject, facts))
    _check_references(entities, tenures, facts)
    _affiliate(entities, tenures)
    return Knowledge(
        entities=dict(sorted(entities.items())),
        names=tuple(sorted(names, key=lambda name: (name.entity, name.language, name.kind, name.text))),
        relations={relation.name: relation for relation in _relations(facts)},
        tenures=tuple(sorted(tenures, key=lambda t: (t.person, t.state, t.office, str(t.start), str(t.end)))),
        version=version,
        cues=cues,
    )


def _named(subject: str) -> bool:
    """Tell an IRI from the label of a blank node."""
    return ":" in subject


def _check_terms(facts: _Facts) -> None:
    """Refuse properties of ours that no file defines: a misspelt one would be passed over in silence."""
    known = {subject for subject in facts.said if subject.startswith(_SR)}
    for subject, properties in facts.said.items():
        for property_ in properties:
            if property_ in known or not property_.startswith(_SR):
                continue
            near = get_close_matches(property_, known, 1)
            hint = f"did you mean {_short(near[0])}?" if near else "see ontology/README.md"
            place = facts.where(subject, property_.removeprefix(_SR))
            raise KnowledgeError(f"{place}: there is no property {_short(property_)}; {hint}")


def _entity_kind(subject: str, facts: _Facts) -> EntityKind | None:
    """Return what an entity is, None if the subject is none."""
    classes = {iri.removeprefix(_SR) for iri, _ in facts.of(subject, _TYPE) if iri.startswith(_SR)}
    kinds = {_CLASSES[name] for name in classes if name in _CLASSES}
    if len(kinds) > 1:
        told = " and ".join(sorted(f"sr:{name}" for name in classes if name in _CLASSES))
        raise KnowledgeError(f"{facts.where(subject)}: {_short(subject)} is {told}; keep one, or choose another code")
    if kinds and not re.fullmatch(rf"{_ID}[A-Za-z0-9_-]+", subject):
        raise KnowledgeError(f"{facts.where(subject)}: {subject} is no id: of ASCII letters and digits; choose one")
    if not kinds and subject.startswith(_ID):
        hint = f"give it a class, one of {', '.join(sorted(f'sr:{name}' for name in _CLASSES))}"
        raise KnowledgeError(f"{facts.where(subject)}: {_short(subject)} is not known; {hint}")
    return kinds.pop() if kinds else None


def _entity(subject: str, kind: EntityKind, facts: _Facts) -> Entity:
    id_ = subject.removeprefix(_ID)
    code = facts.one(subject, "code")
    if code is not None and code != id_:
        hint = "the code is taken" if _ID + code in facts.said else f"write id:{code}"
        raise KnowledgeError(f"{facts.where(subject, code)}: id:{id_} has the code {code!r}; {hint}")
    if kind is EntityKind.STATE and code is None:
        raise KnowledgeError(f'{facts.where(subject)}: the state id:{id_} has no sr:code; write sr:code "{id_}"')
    actor = facts.one(subject, "actor") or (code if kind is not EntityKind.PERSON else None)
    names = tuple(sorted((language or "", text) for text, language in facts.of(subject, _NAME)))
    for (language, text), (other, second) in pairwise(names):
        if language == other:
            told = f"id:{id_} has two usual names in one language, {text!r} and {second!r}"
            raise KnowledgeError(f"{facts.where(subject, second)}: {told}; make one an alias")
    return Entity(
        id=id_,
        kind=kind,
        names=names,
        actor=actor,
        state=facts.one(subject, "state") or (code if kind is EntityKind.STATE else None),
        same_as=min((iri for iri, _ in facts.of(subject, _SAME)), default=None),
    )


def _names(subject: str, facts: _Facts) -> Iterator[Name]:
    """Yield the names of an entity; the mark of an ambiguous one holds for all its names that are written so."""
    entity = subject.removeprefix(_ID)
    found = dict.fromkeys((text, language, "officialName") for text, language in facts.of(subject, _NAME))
    ambiguous: set[tuple[str, str | None]] = set()
    for alias, _ in facts.of(subject, _ALIAS):
        kind = (facts.one(alias, "aliasKind") or "").removeprefix(_SR)
        forms = facts.of(alias, _FORM)
        if kind not in _KINDS:
            known = ", ".join(sorted(_KINDS))
            place = facts.where(alias, *(text for text, _ in forms))
            raise KnowledgeError(f"{place}: a name of id:{entity} has aliasKind {kind!r}; use one of {known}")
        if facts.one(alias, "ambiguous") in {"true", "1"}:
            ambiguous.update(forms)
        for text, language in forms:
            found[text, language, kind] = None
    for text, language, kind in found:
        if not language or not text.strip():
            place = facts.where(subject, text)
            raise KnowledgeError(f'{place}: the name {text!r} of id:{entity} has no language; write it as "..."@ar')
        yield Name(entity, text, language, _KINDS[kind], (text, language) in ambiguous)


def _tenures(subject: str, facts: _Facts) -> Iterator[Tenure]:
    person = subject.removeprefix(_ID)
    for iri, _ in facts.of(subject, _SR + "tenure"):
        office = (facts.one(iri, "office") or "").removeprefix(_SR)
        state = facts.one(iri, "state") or ""
        start, end = facts.one(iri, "start"), facts.one(iri, "end")
        try:
            tenure = Tenure(person, office, state, _day(start, last=False), _day(end, last=True))
            if not office or not state:
                raise ValueError("it lacks sr:office or sr:state; add it")
            if tenure.start and tenure.end and tenure.end < tenure.start:
                raise ValueError(f"it ends, {end}, before it starts, {start}; mend one of the dates")
        except ValueError as error:
            raise KnowledgeError(f"{facts.where(subject, office, state)}: a term of id:{person}: {error}") from error
        yield tenure


def _check_references(entities: Mapping[str, Entity], tenures: Iterable[Tenure], facts: _Facts) -> None:
    """Refuse entities and terms of office that belong to what is not known."""
    for entity in entities.values():
        for code in (entity.actor, entity.state):
            if code is not None and code not in entities:
                place = facts.where(_ID + entity.id, code)
                raise KnowledgeError(f"{place}: id:{entity.id} belongs to id:{code}, which is not known; add it first")
    for tenure in tenures:
        if tenure.state not in entities:
            place = facts.where(_ID + tenure.person, tenure.state)
            told = f"id:{tenure.person} held office in id:{tenure.state}, which is not known"
            raise KnowledgeError(f"{place}: {told}; add it first")


def _affiliate(entities: dict[str, Entity], tenures: Iterable[Tenure]) -> None:
    """Let each person act for the state or organisation whose offices they held, if it is one only."""
    served: dict[str, set[str]] = {}
    for tenure in tenures:
        served.setdefault(tenure.person, set()).add(tenure.state)
    for person, actors in served.items():
        if entities[person].actor is None and len(actors) == 1:
            actor = entities[actors.pop()]
            entities[person] = replace(entities[person], actor=actor.actor, state=entities[person].state or actor.state)


def _day(text: str | None, *, last: bool) -> date | None:
    """Widen a year or month to its first or last day."""
    if text is None:
        return None
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise ValueError(f"{text!r} is no date; write 2021, 2021-05 or 2021-05-17")
    if len(text) == _YEAR:
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    if len(text) == _MONTH:
        first = date.fromisoformat(f"{text}-01")
        return first.replace(day=monthrange(first.year, first.month)[1]) if last else first
    return date.fromisoformat(text)


def _relations(facts: _Facts) -> Iterator[Relation]:
    for subject in sorted(filter(_named, facts.said)):
        kinds = {iri for iri, _ in facts.of(subject, _TYPE)}
        if _SR + "RelationKind" not in kinds:
            continue
        if not subject.startswith(_SR):
            raise KnowledgeError(f"{facts.where(subject)}: the kind {subject} has another prefix; write it with sr:")
        family = _family(subject, facts)
        sign = facts.one(subject, "sign") or facts.one(_SR + family, "sign")
        if sign not in {"1", "-1"} or sign != (facts.one(_SR + family, "sign") or sign):
            raise KnowledgeError(f"{facts.where(subject)}: {_short(subject)} has not the sign of sr:{family}; mend it")
        goldstein, score = facts.one(subject, "goldstein"), facts.one(subject, "ploverScore")
        quad = facts.one(subject, "quad")
        try:
            yield Relation(
                name=subject.removeprefix(_SR),
                family=family,
                sign=int(sign),
                symmetric=_SYMMETRIC in kinds,
                labels={language or "": text for text, language in facts.of(subject, _LABEL)},
                cameo=facts.one(subject, "cameoCode"),
                plover=facts.one(subject, "ploverCategory"),
                goldstein=float(goldstein) if goldstein else None,
                plover_score=float(score) if score else None,
                quad=int(quad) if quad else None,
            )
        except ValueError as error:
            raise KnowledgeError(f"{facts.where(subject)}: {_short(subject)}: {error}; write a number") from error


def _family(subject: str, facts: _Facts) -> str:
    """Return the family that heads a kind, climbing its super-properties."""
    found, seen, waiting = set(), {subject}, [subject]
    while waiting:
        here = waiting.pop()
        if any(iri == _SR + "RelationFamily" for iri, _ in facts.of(here, _TYPE)):
            found.add(here.removeprefix(_SR))
            continue
        above = [iri for iri, _ in facts.of(here, _ABOVE) if iri not in seen]
        seen.update(above)
        waiting.extend(above)
    if len(found) != 1:
        hint = "make it a sub-property of one kind or family"
        raise KnowledgeError(f"{facts.where(subject)}: {_short(subject)} belongs to {len(found)} families; {hint}")
    return found.pop()
