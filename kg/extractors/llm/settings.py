"""What a language model is, where it answers and what may be spent on it, read from the extractor's argument."""

import math
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from kg.errors import PluginError
from kg.plugins import nearest

KEY = "KG_LLM_KEY"
HOW = "write llm:MODEL@URL, llm:FILE.toml, or either with #SETTING=VALUE,... behind it"
_NAMED = re.compile(r"(?P<model>.+?)@(?P<url>https?:.*)", re.DOTALL)
_FORBIDDEN = re.compile(r"[^\x21-\x7e]|[\"<>\\^`{|}]")
_OUTPUTS = ("json_schema", "json_object", "text")
_OMITTED = ("temperature", "seed", "max_tokens", "response_format")
_LEAST_WINDOW = 500
_WHOLE = ("seed", "in_flight", "tries", "window", "overlap", "output_tokens", "max_tokens")


def _cache() -> Path:
    """Return where answers are kept if nothing else is said."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "kg" / "llm"


@dataclass(frozen=True, slots=True)
class Settings:
    """A model and how it is asked; times in seconds, windows in characters, prices for a million tokens."""

    model: str
    url: str
    seed: int = 1
    in_flight: int = 8
    timeout: float = 120.0
    tries: int = 5
    pause: float = 1.0  # before the second try; twice as long before each further one
    patience: float = 120.0  # the longest that a server may ask to wait
    window: int = 6000
    overlap: int = 500
    output_tokens: int = 4096
    output: str = "json_schema"
    price_in: float | None = None
    price_out: float | None = None
    max_cost: float | None = None
    max_tokens: int | None = None
    cache: Path = field(default_factory=_cache)
    omit: tuple[str, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON values, further fields of each request

    @property
    def loopback(self) -> bool:
        """Tell whether the server is on this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:  # a name, not a number
            return False

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """Return what so many tokens cost, 0 where no prices are given."""
        return (tokens_in * (self.price_in or 0) + tokens_out * (self.price_out or 0)) / 1_000_000


def settings(argument: str) -> Settings:
    """Return the settings that the argument of the extractor gives.

    Raises PluginError if it is not understood, holds a password, or leads over a network unencrypted.
    """
    head, _, rest = argument.partition("#")
    given = _given(rest)
    if match := _NAMED.fullmatch(head):
        found = _with(Settings(match["model"], match["url"].rstrip("/")), given)
    elif head.endswith(".toml"):
        found = _with(_file(Path(head)), given)
    else:
        raise PluginError(f"llm:{_safe(head)}: names no model and server; {HOW} (docs/extractors.md)")
    _check(found)
    return found


def _safe(text: str) -> str:
    """Return text that may be repeated: what may hold a password is not."""
    return "..." if "@" in text else text


def _given(rest: str) -> dict[str, str]:
    """Return the settings behind the #."""
    given: dict[str, str] = {}
    for part in filter(None, re.split("[,&]", rest)):
        name, sign, value = part.partition("=")
        if not sign:
            raise PluginError(f"llm: #{part} is not understood; write #SETTING=VALUE, as in #in-flight=4,seed=7")
        given[name] = unquote(value)
    return given


def _file(path: Path) -> Settings:
    """Read a configuration file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PluginError(f"llm:{path}: cannot be read ({error.strerror}); give the file's right path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PluginError(f"llm:{path}: is no TOML ({error}); mend it (docs/extractors.md)") from error
    for name in ("model", "url"):
        if not isinstance(data.get(name), str) or not data[name]:
            raise PluginError(f'llm:{path}: has no {name}; write {name} = "..." (docs/extractors.md)')
    base = Settings(data.pop("model"), data.pop("url").rstrip("/"))
    return _with(base, data)


def _with(base: Settings, given: Mapping[str, Any]) -> Settings:  # Any: TOML values
    """Return settings with others in their place, each as the type that it has."""
    known = [each.name for each in fields(Settings)]
    changes: dict[str, Any] = {}
    for name, value in given.items():
        plain = name.replace("-", "_")
        if "key" in plain or "password" in plain or plain == "token":
            raise PluginError(f"llm: a setting {name} is not taken; the key comes from the variable {KEY} only")
        if plain not in known or plain in ("model", "url"):
            raise PluginError(f"llm: there is no setting {name}{nearest(plain, known)}; see docs/extractors.md")
        changes[plain] = _value(plain, value)
    return replace(base, **changes)


def _value(name: str, value: Any) -> object:  # noqa: ANN401  TOML values
    """Return the value of a setting as the type that it has."""
    try:
        if name == "cache":
            return Path(str(value)).expanduser()
        if name == "omit":
            return tuple(value.split("+") if isinstance(value, str) else map(str, value))
        if name == "body":
            return dict(value)
        if name == "output":
            return str(value)
        number = int(value) if name in _WHOLE else float(value)
    except (TypeError, ValueError) as error:
        raise PluginError(f"llm: {name}={value!r} is not what {name} takes; see docs/extractors.md") from error
    if not 0 <= number < math.inf:
        raise PluginError(f"llm: {name}={value!r} is no number from 0 up; mend it")
    return number


def _check(found: Settings) -> None:
    _check_url(found.url)
    for name in ("in_flight", "tries", "timeout", "output_tokens"):
        if not getattr(found, name):
            raise PluginError(f"llm: {name.replace('_', '-')}=0 leaves nothing to do; give 1 or more")
    if found.window < _LEAST_WINDOW or found.overlap * 2 > found.window:
        raise PluginError(f"llm: window must be {_LEAST_WINDOW} or more, and overlap at most half of it; mend them")
    if found.output not in _OUTPUTS:
        raise PluginError(f"llm: output={found.output}: there are {', '.join(_OUTPUTS)}; choose one of them")
    if unknown := set(found.omit) - set(_OMITTED):
        raise PluginError(f"llm: omit={'+'.join(sorted(unknown))}: only {', '.join(_OMITTED)} can be left out")
    if clash := {"model", "messages", "stream", "n"} & set(found.body):
        raise PluginError(f"llm: body: {', '.join(sorted(clash))} cannot be set; leave it out")
    if found.max_cost is not None and (found.price_in is None or found.price_out is None):
        mend = "give price-in and price-out, for a million tokens, as your provider lists them"
        raise PluginError(f"llm: a ceiling on cost needs prices; {mend}, or use --max-tokens")


def _check_url(url: str) -> None:
    if "@" in url:  # nothing of it is repeated: it may hold a password
        raise PluginError(f"llm: the server's address holds a user or password; leave them out and set {KEY}")
    if _FORBIDDEN.search(url):
        raise PluginError(f"llm: {url!r}: a character that no address has; write it percent-encoded")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise PluginError(f"llm: {url}: is no address ({error}); write https://HOST/v1") from error
    if not host or parts.query:
        raise PluginError(f"llm: {parts.scheme}://{parts.netloc}{parts.path}: write https://HOST/v1, without ?")
    if parts.scheme == "http" and not Settings("", url).loopback:
        raise PluginError(f"llm: {url}: is not encrypted; write https://{parts.netloc}{parts.path}")
