"""The extractors that read with a language model, alone or together with the rules."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from kg.entities.reading import read
from kg.errors import AnswerError, KgError
from kg.extractors.llm import prompt
from kg.extractors.llm.asking import Answer, Asker
from kg.extractors.llm.checking import Check, Checked, gathered
from kg.extractors.llm.licensing import Names
from kg.extractors.llm.merging import alone, merged
from kg.extractors.llm.prompt import Prompt
from kg.extractors.llm.server import Server
from kg.extractors.llm.settings import Settings, settings
from kg.extractors.llm.windows import windows
from kg.extractors.rules import VERSION as RULES
from kg.extractors.rules import Rules, ready
from kg.extractors.writing import placed, plainly
from kg.model import Document, Entity, Extraction, Failure, Knowledge, Remark, Span, Statement, Usage
from kg.text import quotes
from kg.text.folding import Folded

VERSION = "llm-1"
_AHEAD = 2  # articles read ahead for each request under way: the rules read while the server answers
_BATCH = 8  # articles handed over at once for each request under way: at the end of a batch the server waits for us


def model(argument: str, *, knowledge: Knowledge) -> "Reader":
    """Make the extractor `llm`: the model reads, its statements are checked."""
    return Reader(settings(argument), knowledge, with_rules=False)


def model_and_rules(argument: str, *, knowledge: Knowledge) -> "Reader":
    """Make the extractor `llm+rules`: both read, and what they find is merged."""
    return Reader(settings(argument), knowledge, with_rules=True)


class _Begun(NamedTuple):
    """An article that the rules have read, and the answers that are awaited."""

    read: Extraction
    folded: Folded
    answers: tuple[Future[tuple[Answer, ...]], ...]


class Reader:
    """Reads documents, several requests at once; one for which there is no answer becomes a Failure.

    `batch` is how many documents it should be given at once, `one_process` that it counts what is spent by itself.
    """

    one_process = True

    def __init__(self, settings: Settings, knowledge: Knowledge, *, with_rules: bool) -> None:
        """Make the extractor; nothing is sent before the first document."""
        self._settings, self._knowledge = settings, knowledge
        self._rules = Rules(knowledge=knowledge) if with_rules else None
        self._names = Names(knowledge)
        self._asker = Asker(settings, Prompt(settings, knowledge), Server(settings))
        self.batch = _BATCH * settings.in_flight
        self.made_by = _made_by(settings, knowledge, with_rules=with_rules)

    def __call__(self, documents: Iterable[Document]) -> Iterator[Extraction | Failure]:
        """Yield one Extraction or Failure for each document, in order.

        Raises ServerError if the server cannot be used at all.
        """
        with self._asker.server:
            yield from self._all(documents)

    def _all(self, documents: Iterable[Document]) -> Iterator[Extraction | Failure]:
        begun: deque[_Begun | Failure] = deque()
        pool = ThreadPoolExecutor(self._settings.in_flight, thread_name_prefix="kg-llm")
        try:
            for document in documents:
                begun.append(self._begin(document, pool))
                if len(begun) >= _AHEAD * self._settings.in_flight:
                    yield self._end(begun.popleft())
            while begun:
                yield self._end(begun.popleft())
        finally:
            # Those under way are waited for: their answers are kept, so that they are not asked for again.
            pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, document: Document, pool: ThreadPoolExecutor) -> _Begun | Failure:
        """Have the rules read an article, and ask the model about it."""
        try:
            found = next(self._rules([document])) if self._rules else _entities(document, self._knowledge)
        except KgError as error:
            return Failure(document.id, str(error))
        if isinstance(found, Failure):
            return found
        plain, folded = plainly(document)
        spans = tuple(map(folded.plain, found.sentences))
        size, overlap = self._settings.window, self._settings.overlap
        groups = windows(spans, size=size, overlap=overlap)
        return _Begun(found, folded, tuple(pool.submit(self._asker.ask, plain, plain.text, group) for group in groups))

    def _end(self, begun: _Begun | Failure) -> Extraction | Failure:
        """Wait for the answers about an article and check them."""
        if isinstance(begun, Failure):
            return begun
        found = begun.read
        try:
            answers = tuple(answer for each in begun.answers for answer in each.result())
        except AnswerError as error:
            return Failure(found.document.id, str(error))
        check = Check(found, self._knowledge, self._names)
        checked = [
            check(answer.claims, _whole(tuple(map(begun.folded.original, answer.sentences)))) for answer in answers
        ]
        statements = gathered(each for one in checked for each in one.statements)
        if self._rules:
            rules = tuple(each for each in found.statements if not check.ordered(each.evidence))
            statements = merged(statements, rules, self._knowledge)
        else:
            statements = alone(statements)
        usage = Usage()
        for answer in answers:
            usage = usage.plus(answer.usage)
        return replace(
            found,
            statements=statements,
            entities=self._with_actors(found.entities, statements),
            made_by=self.made_by,
            remarks=_remarks(checked),
            usage=usage,
        )

    def _with_actors(self, entities: tuple[Entity, ...], statements: Iterable[Statement]) -> tuple[Entity, ...]:
        """Return the entities with the actors of statements that only the knowledge base has."""
        there = {entity.id for entity in entities}
        codes = {code for each in statements for code in (each.source, each.target, each.speaker) if code}
        known = self._knowledge.entities
        return (*entities, *(known[code] for code in sorted(codes - there) if code in known))


def _whole(spans: tuple[Span, ...]) -> Span:
    return Span(spans[0].start, spans[-1].end)


def _remarks(checked: Iterable[Checked]) -> tuple[Remark, ...]:
    """Return the remarks once each: what two windows share is told twice."""
    return tuple(dict.fromkeys(remark for one in checked for remark in one.remarks))


def _entities(document: Document, knowledge: Knowledge) -> Extraction:
    """Return what the rules read of an article but for its statements."""
    (plain, spans, words), folded = ready(document)
    found = read(plain, spans, words, quotes.find(plain, spans), knowledge)
    whole = Extraction(plain, spans, found.quotes, found.mentions, found.entities)
    return placed(whole, document, folded.original)


def _made_by(settings: Settings, knowledge: Knowledge, *, with_rules: bool) -> str:
    """Return what the graph keeps of who read: model, server, prompt and knowledge, and what changes answers."""
    further: dict[str, object] = {"seed": settings.seed, "window": settings.window, "overlap": settings.overlap}
    further["output"] = settings.output_tokens
    if settings.output != "json_schema" or settings.omit or settings.body:
        further["asked"] = prompt.digest((settings.output, settings.omit, sorted(settings.body.items())))
    told = " ".join(f"{name}={value}" for name, value in further.items())
    name = f"{VERSION}+{RULES}" if with_rules else VERSION
    return (
        f"{name} model={settings.model} server={settings.url} prompt={prompt.version()} {told} "
        f"entities={RULES} knowledge-{knowledge.version}"
    )
