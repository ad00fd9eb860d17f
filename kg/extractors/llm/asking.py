"""A model is asked about a text: from what is kept, else from the server, within the ceilings."""

import hashlib
from concurrent.futures import Future
from threading import Lock
from typing import NamedTuple

from kg.errors import AnswerError
from kg.extractors.llm import answers
from kg.extractors.llm.account import Account
from kg.extractors.llm.answers import Claim, Malformed
from kg.extractors.llm.kept import Kept, Reply
from kg.extractors.llm.prompt import Prompt
from kg.extractors.llm.server import Server
from kg.extractors.llm.settings import Settings
from kg.extractors.llm.windows import written
from kg.model import Document, Span, Usage

_ATTEMPTS = 2  # at an answer that can be read, the second with another seed


class Answer(NamedTuple):
    """What a model says of a group of sentences, and what it used for that."""

    sentences: tuple[Span, ...]
    claims: tuple[Claim | Malformed, ...]
    usage: Usage = Usage()


class Asker:
    """Asks about texts; safe to be used by several threads, none of which asks what another asks at the time."""

    def __init__(self, settings: Settings, prompt: Prompt, server: Server) -> None:
        """Take how to ask, what and whom."""
        self._settings, self._prompt, self.server = settings, prompt, server
        self._kept = Kept(settings.cache, settings.url)
        self._account = Account(settings)
        self._lock = Lock()
        self._under_way: dict[bytes, Future[Reply]] = {}

    def ask(self, document: Document, text: str, sentences: tuple[Span, ...]) -> tuple[Answer, ...]:
        """Return what the model says of some sentences of a text; what needs too long an answer is asked in halves.

        Raises AnswerError if it gives no usable answer, ServerError if the server cannot be used at all.
        """
        told = written(text, sentences)
        used = Usage()
        reason = ""
        first = self._prompt.request(document, told)
        for attempt in range(_ATTEMPTS):
            body = self._prompt.request(document, told, seed=self._settings.seed + attempt) if attempt else first
            reply, usage = self._reply(body)
            used = used.plus(usage)
            if reply.cut:
                return self._halves(document, text, sentences, used)
            try:
                claims = answers.read(reply.text)
            except AnswerError as error:
                reason = str(error)
                continue
            if attempt:
                self._kept.keep(first, reply)  # also where only the second attempt could be read
            return (Answer(sentences, claims, used),)
        raise AnswerError(f"{reason}, {_ATTEMPTS} times; another model, or output=json_object, may do better")

    def _halves(self, document: Document, text: str, sentences: tuple[Span, ...], used: Usage) -> tuple[Answer, ...]:
        if len(sentences) == 1:
            raise AnswerError("the model's answer to one sentence has no end; raise output-tokens")
        middle = len(sentences) // 2
        halves = (sentences[:middle], sentences[middle:])
        found = tuple(answer for half in halves for answer in self.ask(document, text, half))
        return (found[0]._replace(usage=found[0].usage.plus(used)), *found[1:])

    def _reply(self, body: bytes) -> tuple[Reply, Usage]:
        """Return the answer to a request: kept, on its way to another thread, or from the server."""
        key = hashlib.sha256(body).digest()
        with self._lock:
            reply = self._kept.find(body)
            if reply is not None:
                return reply, Usage(cached=1)
            other = self._under_way.get(key)
            if other is None:
                mine: Future[Reply] = Future()
                self._under_way[key] = mine
        if other is not None:
            return other.result(), Usage(cached=1)
        try:
            reply, usage = self._sent(body)
            mine.set_result(reply)
            return reply, usage
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._under_way[key]

    def _sent(self, body: bytes) -> tuple[Reply, Usage]:
        reserve = self._account.reserve(body)
        tokens, cost = 0, 0.0
        try:
            found, sent = self.server.ask(body)
            # A request that broke off may have been worked on, and charged, in full.
            lost = sent - isinstance(found, Reply)
            tokens, cost = reserve.tokens * lost, reserve.cost * lost
            if isinstance(found, AnswerError):
                raise found
            into, out = found.tokens_in, found.tokens_out
            if not into:  # the server does not count
                into, out = reserve.tokens - self._settings.output_tokens, len(found.text.encode())
            tokens, cost = tokens + into + out, cost + self._settings.cost(into, out)
            if found.cut or _readable(found.text):
                self._kept.keep(body, found)
        finally:
            self._account.settle(reserve, tokens, cost)
        return found, Usage(sent, 0, into, out, cost)


def _readable(text: str) -> bool:
    try:
        answers.read(text)
    except AnswerError:
        return False
    return True
