"""The bytes of an article become text, or are refused with the place and the likely reason."""

import codecs
import re

from kg.errors import InputError

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip; unpack it first"),
    (b"BZh", "bzip2; unpack it first"),
    (b"\xfd7zXZ", "xz; unpack it first"),
    (b"PK\x03\x04", "a zip or office file; save it as text first"),
    (b"%PDF", "a PDF; save it as text first"),
    (b"{\\rtf", "an RTF file; save it as text first"),
    (b"\xd0\xcf\x11\xe0", "an old office file; save it as text first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, of whose mark it is a longer form
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Legacy encodings of the languages we read, and letters that only a right guess makes frequent.
_CANDIDATES = (
    ("windows-1256", re.compile("[اليمنوترب]")),
    ("iso-8859-6", re.compile("[اليمنوترب]")),
    ("windows-1254", re.compile("[ıİşŞğĞüöç]")),
    ("windows-1252", re.compile("[éèàüöäçñ]")),
)
_SAMPLE = 20_000
_CONTROL_BYTES = frozenset(range(9)) | frozenset(range(14, 32))
# A terminal's escape sequences go as a whole: what is left of "\x1b[31m" would stick to the next word.
_CONTROLS = re.compile("\x1b\\[[0-9;?]*[A-Za-z]|[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Old ends of lines and pages, where nothing else keeps two words apart.
_GAPS = re.compile("(?<=\\S)[\x0b\x0c\x85]+(?=\\S)")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SHIFTED_ARABIC = 0.3


def decode(data: bytes, where: str, *, encoding: str | None = None, declared: str | None = None) -> str:
    """Return the text that data holds, without its byte order mark.

    A byte order mark counts most, then the encoding that the user gives, then what the file declares, then UTF-8.
    Raises InputError naming the byte at which the encoding fails.
    """
    _refuse_binary(data, where)
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return clean(_strict(data, len(mark), name, where), where)
    name = encoding or declared or "utf-8"
    if not is_encoding(name):
        raise InputError(f"{where}: declares the unknown encoding {name[:40]!r}; give the right one with --encoding")
    if not codecs.lookup(name).name.startswith(("utf-16", "utf-32")):
        _refuse_null_bytes(data, where)
    if not _is_unicode(name) and _is_utf8(data):
        said = "asked for" if encoding else "declared"
        raise InputError(f"{where}: is UTF-8, not {name} as {said}; give --encoding utf-8")
    return clean(_strict(data, 0, name, where), where)


def clean(text: str, where: str) -> str:
    """Return text without control characters; tabs and line ends stay.

    Raises InputError for NUL characters and for halves of surrogate pairs, which no file format can carry on.

    >>> clean("باكو\\x07 \\x1b[31mأمس", "a.txt")
    'باكو أمس'
    """
    if (at := text.find("\x00")) >= 0:
        raise InputError(f"{where}: NUL character at character {at}; this is not plain text")
    if found := _SURROGATES.search(text):
        raise InputError(f"{where}: half a surrogate pair at character {found.start()}; mend the file's encoding")
    return _CONTROLS.sub("", _GAPS.sub(" ", text))


def is_encoding(name: str) -> bool:
    """Tell whether name is an encoding of text."""
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _refuse_binary(data: bytes, where: str) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{where}: not text but {what}")


def _refuse_null_bytes(data: bytes, where: str) -> None:
    at = data.find(b"\x00")
    if at < 0:
        return
    hint = "not text"
    for name in ("utf-16-be", "utf-16-le"):
        # Arabic letters and ASCII have few different high bytes, so the right order of bytes shows at once.
        high = data[:_SAMPLE][0 if name.endswith("be") else 1 :: 2]
        if high and sum(byte in (0, 6) for byte in high) > 0.9 * len(high):
            hint = f"perhaps {name} without byte order mark: give --encoding {name}"
    raise InputError(f"{where}: NUL byte at byte {at}; {hint}")


def _strict(data: bytes, start: int, name: str, where: str) -> str:
    try:
        return data[start:].decode(name)
    except UnicodeDecodeError as error:
        at = start + error.start
        raise InputError(f"{where}: not {name} at byte {at}; {_hint(data, name, at)}") from error
    except UnicodeError as error:
        raise InputError(f"{where}: not {name}; give the right encoding with --encoding") from error


def _hint(data: bytes, name: str, at: int) -> str:
    """Say what a file that is not in the encoding expected may be."""
    sample = data[:_SAMPLE]
    if sum(byte in _CONTROL_BYTES for byte in sample) > len(sample) // 50:
        return "not text"
    if _is_unicode(name) and _is_utf8(data[:at]) and any(byte > 0x7F for byte in data[:at]):
        return "the file is damaged there, or cut off"
    scores = [(len(letters.findall(sample.decode(guess, "replace"))), guess) for guess, letters in _CANDIDATES]
    best = max(scores, key=lambda score: score[0])
    if best[0] > _SHIFTED_ARABIC * sum(byte > 0x7F for byte in sample):
        return f"perhaps it is {best[1]}: give --encoding {best[1]}"
    return "give the right encoding with --encoding"


def _is_unicode(name: str) -> bool:
    return codecs.lookup(name).name.startswith(("utf-", "utf_"))


def _is_utf8(data: bytes) -> bool:
    """Tell whether data is UTF-8 beyond ASCII: text in a legacy encoding almost never is."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
