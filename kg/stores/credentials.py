"""Who asks a server is read from the environment, and never written anywhere."""

import os
from base64 import b64encode
from collections.abc import Mapping
from typing import NamedTuple

from kg.errors import StoreError

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
HOW = f"{USER} and {PASSWORD}, or {TOKEN}"


class Credentials(NamedTuple):
    """A user with a password, or a token, or none of them."""

    basic: tuple[str, str] | None = None
    token: str | None = None

    def __repr__(self) -> str:
        """Tell nothing: what shows values, such as a traceback, may show this one."""
        return "Credentials(...)"

    @property
    def headers(self) -> dict[str, str]:
        """Return the header that carries a token."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def without(self, text: str) -> str:
        """Return text with what is secret taken out: a server may repeat what it was sent."""
        secrets = [self.token] if self.token else []
        if self.basic:
            secrets += [b64encode(":".join(self.basic).encode()).decode(), self.basic[1]]
        for secret in secrets:
            text = text.replace(secret, "***")
        return text


def credentials(environment: Mapping[str, str] = os.environ) -> Credentials:
    """Return what the environment tells.

    Raises StoreError if that is half of it, or two things at once.
    """
    user, password, token = (environment.get(name) or None for name in (USER, PASSWORD, TOKEN))
    if token and (user or password):
        raise StoreError(f"{TOKEN} and {USER} or {PASSWORD} are both set; unset what the server does not want")
    if bool(user) != bool(password):
        raise StoreError(f"only one of {USER} and {PASSWORD} is set; set both, or {TOKEN} in their place")
    if token and not (token.isascii() and token.isprintable()):
        raise StoreError(f"{TOKEN} holds a character that no token has; set it anew")
    return Credentials((user, password) if user and password else None, token)
