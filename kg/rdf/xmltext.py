"""Text is made to fit into XML, which has no place for some characters."""

import re

# What XML 1.0 cannot hold, not even as a character reference.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Fitting:
    """Put U+FFFD in the place of each character that XML cannot hold, and count them."""

    def __init__(self) -> None:
        """Begin to count."""
        self.replaced = 0

    def __call__(self, text: str) -> str:
        """Return text that XML can hold.

        >>> Fitting()("a\\x0bb")
        'a\ufffdb'
        """
        fit, count = _UNFIT.subn("\ufffd", text)
        self.replaced += count
        return fit

    def notes(self) -> tuple[str, ...]:
        """Return a line that tells how many were replaced, none if there were none."""
        if not self.replaced:
            return ()
        return (f"{self.replaced} control characters, which XML cannot hold, are written as U+FFFD",)
