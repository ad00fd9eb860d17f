"""What is spent on a language model is counted, and never more than the ceilings allow."""

import math
from threading import Condition
from typing import NamedTuple

from kg.errors import AnswerError
from kg.extractors.llm.settings import Settings

# Tokens to a character at most, measured with five tokenisers on Arabic, English and Turkish (docs/extractors.md): the
# worst has 0.25 for ASCII and 0.82 for other letters.
_ASCII, _OTHER = 1 / 3, 0.9
_OVERHEAD = 200  # tokens that servers put around messages


class Reserve(NamedTuple):
    """What a request may use at most, set aside before it is sent."""

    tokens: int
    cost: float


def estimate(body: bytes) -> int:
    """Return how many tokens a request has at most, as far as can be told without the model's own tokeniser."""
    text = body.decode("utf-8", "replace")
    plain = len(text.encode("ascii", "ignore"))
    return math.ceil(plain * _ASCII + (len(text) - plain) * _OTHER) + _OVERHEAD


class Account:
    """Counts over a run; what is under way counts in full until it is known what it used."""

    def __init__(self, settings: Settings) -> None:
        """Take prices and ceilings."""
        self._settings = settings
        self._changed = Condition()
        self._tokens, self._cost = 0, 0.0
        self._reserved: list[Reserve] = []

    @property
    def tokens(self) -> int:
        """Return how many tokens were used."""
        return self._tokens

    def reserve(self, body: bytes) -> Reserve:
        """Set aside what a request may use; wait while requests under way may yet leave room for it.

        Raises AnswerError if a ceiling leaves no room.
        """
        own = self._settings
        tokens = estimate(body)
        wanted = Reserve(tokens + own.output_tokens, own.cost(tokens, own.output_tokens))
        if own.max_tokens is None and own.max_cost is None:
            return wanted
        with self._changed:
            while (full := self._full(wanted)) and self._reserved:
                self._changed.wait()
            if full:
                raise AnswerError(f"not sent: {full}; raise it and start again: what was answered is kept")
            self._reserved.append(wanted)
        return wanted

    def settle(self, reserve: Reserve, tokens: int, cost: float) -> None:
        """Take what a request has used in the place of what was set aside for it."""
        with self._changed:
            if reserve in self._reserved:
                self._reserved.remove(reserve)
            self._tokens += tokens
            self._cost += cost
            self._changed.notify_all()

    def _full(self, wanted: Reserve) -> str:
        """Return which ceiling leaves no room, in words."""
        own = self._settings
        tokens = self._tokens + wanted.tokens + sum(each.tokens for each in self._reserved)
        cost = self._cost + wanted.cost + sum(each.cost for each in self._reserved)
        if own.max_tokens is not None and tokens > own.max_tokens:
            return (
                f"--max-tokens {own.max_tokens} has no room for it ({self._tokens} used, it may need {wanted.tokens})"
            )
        if own.max_cost is not None and cost > own.max_cost:
            return (
                f"--max-cost {own.max_cost:g} has no room for it ({self._cost:.4f} used, it may need {wanted.cost:.4f})"
            )
        return ""
