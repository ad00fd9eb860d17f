"""What a learned scorer sees of a candidate: how cue, source and target stand to each other, never who they are."""

from collections.abc import Iterator

from kg.relations.cues import Hit
from kg.relations.phrases import Phrase
from kg.relations.scenes import Scene

_BUCKETS = (1, 2, 3, 5, 8, 12, 20, 40)


def features(
    hit: Hit, source: Phrase | None, target: Phrase, scene: Scene, *, rule: str, status: str, implied: str
) -> Iterator[str]:
    """Yield the features of one candidate; source None is an actor the sentence implies (`implied` tells how)."""
    kind, cue = hit.cue.kind, hit.cue.id
    direct = {phrase.marker for phrase in (target,)}
    yield "k:" + kind
    yield f"c:{cue}"
    yield f"kf:{kind}:{hit.form.kind}"
    yield f"rule:{rule}"
    yield f"krule:{kind}:{rule.split(':')[0]}"
    yield f"crule:{cue}:{bool(rule)}"
    yield f"st:{status}:{bool(rule)}"
    target_side = _side(hit, target)
    source_side = "implied:" + implied if source is None else _side(hit, source)
    yield f"t:{target_side}:{target.marker or '0'}:{hit.form.kind}"
    yield f"tm:{target.marker in hit.cue.targets or (not target.marker and '0' in hit.cue.targets)}:{target_side}"
    yield f"ct:{cue}:{target.marker or '0'}:{target_side}"
    yield f"kt:{kind}:{target.marker or '0'}"
    yield f"td:{target_side}:{_distance(hit, target)}"
    yield f"tn:{_noun(hit, target)}:{target.adjective}:{target.place}:{target.capital}:{target.reference}"
    yield f"tsteps:{_steps(hit, target, scene)}"
    yield f"tbetween:{_between(hit, target, scene)}"
    yield f"sides:{source_side}:{target_side}:{hit.form.kind}"
    if source is not None:
        yield f"s:{source_side}:{source.marker or '0'}:{hit.form.kind}"
        yield f"cs:{cue}:{source.marker or '0'}:{source_side}"
        yield f"ks:{kind}:{source.marker or '0'}"
        yield f"sd:{source_side}:{_distance(hit, source)}"
        yield f"sn:{_noun(hit, source)}:{source.adjective}:{source.place}:{source.capital}:{source.reference}"
        yield f"ssteps:{_steps(hit, source, scene)}"
        yield f"sbetween:{_between(hit, source, scene)}"
        yield f"both:{source.marker or '0'}:{target.marker or '0'}:{source_side}:{target_side}"
        yield f"order:{source.core < target.core}:{kind}"
        yield f"agree:{_agreement(hit, source)}"
        same = source is target
        yield f"same:{same}:{source.marker or '0'}:{_noun(hit, source)}:{kind}"
    yield f"actors:{min(len(scene.phrases), 8)}"
    yield f"hits:{min(len(scene.hits), 6)}"
    yield f"quote:{_quote(hit, scene)}:{implied if source is None else 'named'}"
    yield f"flags:{'weak' in hit.cue.flags}"
    yield f"many:{len(target.actors) > 1}:{source is not None and len(source.actors) > 1}"
    if hit.form.owner:
        yield f"owner:{hit.form.owner}:{source_side}"
    if direct & set(hit.cue.targets):
        yield f"marked:{kind}"
    yield f"def:{hit.form.definite}:{hit.form.clitics}:{hit.form.kind}"
    before = scene.words[hit.first - 1].form if hit.first else "^"
    yield f"w-1:{before}"
    after = scene.words[hit.last + 1].form if hit.last + 1 < len(scene.words) else "$"
    yield f"w+1:{after}"


def _side(hit: Hit, phrase: Phrase) -> str:
    if phrase.core < hit.first:
        return "before"
    return "after" if phrase.core > hit.first else "in"


def _distance(hit: Hit, phrase: Phrase) -> int:
    gap = phrase.first - hit.last if phrase.core > hit.first else hit.first - phrase.last + 1
    return next((bucket for bucket in _BUCKETS if gap <= bucket), 99)


def _noun(hit: Hit, phrase: Phrase) -> str:
    if phrase.noun is None:
        return "-"
    return "own" if phrase.noun in (hit.first, hit.last) else "other"


def _steps(hit: Hit, phrase: Phrase, scene: Scene) -> str:
    apart = abs(scene.steps[phrase.core] - scene.steps[hit.first])
    clause = "" if scene.clauses[phrase.core] == scene.clauses[hit.first] else "!"
    return f"{min(apart, 4)}{clause}"


def _between(hit: Hit, phrase: Phrase, scene: Scene) -> str:
    low, high = sorted((hit.first, phrase.core))
    others = sum(low < other.core < high for other in scene.phrases)
    verbs = sum(low < verb < high for verb in scene.verbs())
    hits = sum(low < other.first < high for other in scene.hits)
    return f"{min(others, 3)}:{min(verbs, 2)}:{min(hits, 2)}"


def _agreement(hit: Hit, phrase: Phrase) -> str:
    if not hit.is_verb or hit.form.feminine is None or phrase.feminine is None:
        return "-"
    return str(bool(hit.form.feminine) == bool(phrase.feminine))


def _quote(hit: Hit, scene: Scene) -> str:
    quote = scene.quotes[hit.first]
    if quote is None:
        return "none"
    return ("direct" if quote.direct else "indirect") + (":known" if quote.speaker else "")
