"""Who does it to whom by the dependency parse of a sentence."""

from collections.abc import Iterator, Sequence

from kg.relations.arguments import Roles
from kg.relations.cues import Hit
from kg.relations.parses import Parse
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

SUBJECT, OBJECT, PASSIVE = ("nsubj", "csubj"), ("obj", "iobj"), ("nsubj:pass", "nsubjpass")
_MARKED = ("obl", "obl:arg", "nmod", "iobj", "advmod", "xcomp", "advcl")
_OWN = ("nmod", "nmod:poss", "amod", "compound", "det:poss")
_INSIDE = ("nmod", "nmod:poss", "amod", "flat", "flat:name", "appos", "compound", "conj", "nummod", "flat:foreign")
_SURE = 0.5  # 10 of 19 such readings of 246 articles were right with the small models: the scorer has the last word
_DEEP = 60  # steps up a tree: more is a circle


def roles(hit: Hit, scene: Scene, parse: Parse) -> Iterator[Roles]:
    """Yield the actors that a cue relates by the parse; nothing where it names not both."""
    if not _is_sound(hit, parse):
        return
    tree = _Tree(parse, scene)
    heads = dict.fromkeys((hit.first, hit.last))
    if hit.is_verb:
        sources, targets = tree.subjects(hit.first), tree.targets(tuple(heads), hit, _MARKED + OBJECT)
        passive = tree.children(hit.first, PASSIVE)
        if passive and not targets:
            sources, targets = (), passive
    else:
        own = tree.children(hit.first, _OWN)
        sources = tuple(phrase for phrase in own if not phrase.marker)[:1]
        targets = tuple(phrase for phrase in tree.targets(tuple(heads), hit, _MARKED) if phrase not in sources)
        sources = sources or tree.subjects(parse[hit.first].head)
    actors = _actors(sources)
    for target in targets:
        if actors and not set(actors) & set(target.actors):
            yield Roles(actors, target.actors, "parse:verb" if hit.is_verb else "parse:noun", _SURE)
            return


def _actors(phrases: Sequence[Phrase]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for phrase in phrases for actor in phrase.actors))


def _is_sound(hit: Hit, parse: Parse) -> bool:
    """Tell whether the parse takes the cue for what it is: a finite verb for a verb, else for none."""
    tag = parse[hit.first].tag
    return tag in ("VERB", "X") if hit.is_verb else tag in ("NOUN", "ADJ", "X", "PROPN")


class _Tree:
    """A parse from its heads down."""

    def __init__(self, parse: Parse, scene: Scene) -> None:
        self._parse = parse
        self._scene = scene
        self._below: dict[int, list[int]] = {}
        for index, node in enumerate(parse):
            self._below.setdefault(node.head, []).append(index)

    def subjects(self, verb: int) -> tuple[Phrase, ...]:
        """Return who does what a verb tells: its subject, that of a verb joined to it, or what its clause is about."""
        for _ in range(_DEEP):
            if verb < 0:
                return ()
            found = self.children(verb, SUBJECT)
            if found or self._named(verb, SUBJECT):
                return found
            node = self._parse[verb]
            if node.relation.startswith("acl"):
                return self._at(node.head)
            if node.relation not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
                return ()
            verb = node.head
        return ()

    def targets(self, heads: Sequence[int], hit: Hit, relations: Sequence[str]) -> tuple[Phrase, ...]:
        """Return the phrases below a cue that are marked as it marks its target, in the order of its markers."""
        found = [phrase for head in heads for phrase in self.children(head, relations)]
        wanted = hit.cue.targets
        fitting = [phrase for phrase in found if (phrase.marker or "0") in wanted]
        return tuple(sorted(dict.fromkeys(fitting), key=lambda phrase: wanted.index(phrase.marker or "0")))

    def children(self, head: int, relations: Sequence[str]) -> tuple[Phrase, ...]:
        """Return the actors named below a word in one of these relations."""
        return tuple(
            dict.fromkeys(
                phrase
                for index in self._below.get(head, ())
                if self._parse[index].relation in relations
                for phrase in self._at(index)
            )
        )

    def _named(self, head: int, relations: Sequence[str]) -> bool:
        return any(self._parse[index].relation in relations for index in self._below.get(head, ()))

    def _at(self, index: int) -> tuple[Phrase, ...]:
        """Return the actor whose words hold a word of the parse, or the nearest inside of its noun phrase."""
        level = [index]
        for _ in range(4):
            found = [phrase for phrase in self._scene.phrases if any(phrase.first <= at < phrase.last for at in level)]
            if found:
                return (found[0],)
            level = [
                below for at in level for below in self._below.get(at, ()) if self._parse[below].relation in _INSIDE
            ]
        return ()
