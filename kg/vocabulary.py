"""What is known before reading, loaded from ontology/ and from the user's own additions."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import KnowledgeError
from kg.model import Entity, EntityKind, Knowledge, Name, NameKind, Relation, Tenure

_SR = "https://w3id.org/state-relations/ns#"
_ID = "https://w3id.org/state-relations/id/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
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
_ACTORS = {
    "State": EntityKind.STATE,
    "Organization": EntityKind.ORG,
    "IntergovernmentalOrganization": EntityKind.ORG,
    "ArmedMovement": EntityKind.ORG,
    "GovernmentBody": EntityKind.ORG,
    "Person": EntityKind.PERSON,
    "Place": EntityKind.PLACE,
}
_YEAR, _MONTH = 4, 7

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
    cues: dict[str, tuple[str, ...]] = {}
    if extra is not None:
        for path in sorted(extra.glob("*/cues.tsv")):
            cues[path.parent.name] = tuple(path.read_text(encoding="utf-8").splitlines())
    subjects: dict[str, Properties] = {}
    for name, data in texts:
        _parse(name, data, subjects)
    version = hashlib.sha256(b"\0".join([data for _, data in texts] + [repr(sorted(cues.items())).encode()]))
    return _assemble(subjects, cues, version.hexdigest()[:12])


def sources(extra: Path | None = None) -> list[tuple[str, bytes]]:
    """Return the Turtle files that are loaded, as name and content, the user's own last.

    Raises KnowledgeError if extra is no folder.
    """
    shipped = sorted((path for path in folder().iterdir() if path.name.endswith(".ttl")), key=lambda path: path.name)
    texts = [(path.name, path.read_bytes()) for path in shipped]
    if extra is not None:
        if not extra.is_dir():
            raise KnowledgeError(f"{extra}: no such folder; give the folder that holds your .ttl and .tsv files")
        texts += [(str(path), path.read_bytes()) for path in sorted(extra.glob("*.ttl"))]
    return texts


def _parse(name: str, data: bytes, subjects: dict[str, Properties]) -> None:
    """Add the triples of a Turtle file to subjects: IRI or blank node -> property -> [(value, language)]."""
    import pyoxigraph

    try:
        for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE):
            value = quad.object
            literal = isinstance(value, pyoxigraph.Literal)
            text = value.value if literal or isinstance(value, pyoxigraph.NamedNode) else str(value)
            subject = quad.subject.value if isinstance(quad.subject, pyoxigraph.NamedNode) else str(quad.subject)
            entry = (text, value.language if literal else None)
            subjects.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(entry)
    except SyntaxError as error:
        raise KnowledgeError(f"{name}: not well-formed Turtle: {error}; mend the line") from error


def _assemble(subjects: Mapping[str, Properties], cues: Mapping[str, tuple[str, ...]], version: str) -> Knowledge:
    entities: dict[str, Entity] = {}
    names: list[Name] = []
    tenures: list[Tenure] = []
    for subject, properties in subjects.items():
        kind = _entity_kind(properties)
        if kind is None:
            continue
        entity = _entity(subject, kind, properties)
        entities[entity.id] = entity
        names.extend(_names(entity.id, properties, subjects))
        tenures.extend(_tenures(entity.id, properties, subjects))
    for tenure in tenures:
        if tenure.state not in entities:
            raise KnowledgeError(f"{tenure.person}: held office in {tenure.state!r}, which is not known; add it first")
    _affiliate(entities, tenures)
    return Knowledge(
        entities=dict(sorted(entities.items())),
        names=tuple(sorted(set(names), key=lambda name: (name.entity, name.language, name.kind, name.text))),
        relations={relation.name: relation for relation in _relations(subjects)},
        tenures=tuple(sorted(set(tenures), key=lambda t: (t.person, t.state, t.office, str(t.start)))),
        version=version,
        cues=cues,
    )


def _entity_kind(properties: Properties) -> EntityKind | None:
    for iri, _ in properties.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", ()):
        if iri.startswith(_SR) and iri[len(_SR) :] in _ACTORS:
            return _ACTORS[iri[len(_SR) :]]
    return None


def _entity(subject: str, kind: EntityKind, properties: Properties) -> Entity:
    id_ = subject.removeprefix(_ID)
    code = _one(properties, "code")
    actor = _one(properties, "actor") or (code if kind is not EntityKind.PERSON else None)
    return Entity(
        id=id_,
        kind=kind,
        names=tuple(sorted((language or "", text) for text, language in properties.get(_SKOS + "prefLabel", ()))),
        actor=actor,
        state=_one(properties, "state") or (code if kind is EntityKind.STATE else None),
        same_as=next((iri for iri, _ in properties.get("http://www.w3.org/2002/07/owl#sameAs", ())), None),
    )


def _one(properties: Properties, name: str) -> str | None:
    value = next((text for text, _ in properties.get(_SR + name, ())), None)
    return None if value is None else value.removeprefix(_ID)


def _names(entity: str, properties: Properties, subjects: Mapping[str, Properties]) -> Iterator[Name]:
    for text, language in properties.get(_SKOS + "prefLabel", ()):
        yield Name(entity, text, language or "", NameKind.NAME)
    for alias, _ in properties.get("http://www.w3.org/2008/05/skos-xl#altLabel", ()):
        node = subjects.get(alias, {})
        kind = (_one(node, "aliasKind") or "").removeprefix(_SR)
        if kind not in _KINDS:
            raise KnowledgeError(f"{entity}: a name has aliasKind {kind!r}; use one of {', '.join(sorted(_KINDS))}")
        for text, language in node.get("http://www.w3.org/2008/05/skos-xl#literalForm", ()):
            if not language:
                raise KnowledgeError(f'{entity}: the name {text!r} has no language; write it as "..."@ar')
            yield Name(entity, text, language, _KINDS[kind])


def _tenures(person: str, properties: Properties, subjects: Mapping[str, Properties]) -> Iterator[Tenure]:
    for iri, _ in properties.get(_SR + "tenure", ()):
        node = subjects.get(iri, {})
        office = (_one(node, "office") or "").removeprefix(_SR)
        start, end = _one(node, "start"), _one(node, "end")
        yield Tenure(person, office, _one(node, "state") or "", _day(start, last=False), _day(end, last=True))


def _affiliate(entities: dict[str, Entity], tenures: Iterable[Tenure]) -> None:
    """Let each person act for the state or organisation whose offices they held, if it is one only."""
    served: dict[str, set[str]] = {}
    for tenure in tenures:
        served.setdefault(tenure.person, set()).add(tenure.state)
    for person, actors in served.items():
        if entities[person].actor is None and len(actors) == 1:
            actor = entities[actors.pop()]
            entities[person] = replace(entities[person], actor=actor.id, state=entities[person].state or actor.state)


def _day(text: str | None, *, last: bool) -> date | None:
    """Widen a year or month to its first or last day."""
    if text is None:
        return None
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise KnowledgeError(f"{text!r} is no date of office; write 2021, 2021-05 or 2021-05-17")
    if len(text) == _YEAR:
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    if len(text) == _MONTH:
        year, month = int(text[:4]), int(text[5:])
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1) if last else date(year, month, 1)
    return date.fromisoformat(text)


def _relations(subjects: Mapping[str, Properties]) -> Iterator[Relation]:
    types = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    for subject, properties in sorted(subjects.items()):
        kinds = {iri for iri, _ in properties.get(types, ())}
        if _SR + "RelationKind" not in kinds:
            continue
        name = subject.removeprefix(_SR)
        goldstein, score, quad = (
            _one(properties, "goldstein"),
            _one(properties, "ploverScore"),
            _one(properties, "quad"),
        )
        yield Relation(
            name=name,
            family=_family(subject, subjects),
            sign=int(_one(properties, "sign") or 0),
            symmetric="http://www.w3.org/2002/07/owl#SymmetricProperty" in kinds,
            labels={
                language or "": text
                for text, language in properties.get("http://www.w3.org/2000/01/rdf-schema#label", ())
            },
            cameo=_one(properties, "cameoCode"),
            plover=_one(properties, "ploverCategory"),
            goldstein=float(goldstein) if goldstein else None,
            plover_score=float(score) if score else None,
            quad=int(quad) if quad else None,
        )


def _family(subject: str, subjects: Mapping[str, Properties]) -> str:
    """Return the family that heads a kind, climbing its super-properties."""
    types = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    here = subject
    for _ in range(len(subjects)):
        properties = subjects.get(here, {})
        if any(iri == _SR + "RelationFamily" for iri, _ in properties.get(types, ())):
            return here.removeprefix(_SR)
        above = properties.get("http://www.w3.org/2000/01/rdf-schema#subPropertyOf", ())
        if not above:
            break
        here = above[0][0]
    raise KnowledgeError(f"{subject}: belongs to no family; make it a sub-property of cooperatesWith or opposes")
