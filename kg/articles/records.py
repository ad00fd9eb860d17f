"""A JSON line becomes the fields of an article."""

import json
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple, cast

from kg.articles.dateline import moment, written
from kg.articles.decode import clean
from kg.errors import InputError

_PARTIAL = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")


class Record(NamedTuple):
    """What a line of JSON says of an article."""

    id: str
    text: str
    title: str | None
    published: str | None
    modified: str | None
    outlet: str | None
    url: str | None
    language: str | None


def record(line: str, where: str) -> Record:
    """Read one line; fields other than those of Record are ignored.

    Raises InputError if it is not a JSON object with an id and a text, or if a field of ours has no fit value.
    """
    try:
        data = json.loads(line)
    except RecursionError as error:
        raise InputError(f"{where}: JSON nested too deeply; an article is one flat object") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON at column {error.colno} ({error.msg}); mend or delete the line") from error
    except ValueError as error:
        raise InputError(f"{where}: not JSON ({error}); mend or delete the line") from error
    if not isinstance(data, dict):
        raise InputError(f"{where}: not a JSON object; write one object a line, with id and text")
    # The article's own id may be a number; everything else must be text.
    identifier = data.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        data["id"] = str(identifier)
    for key in ("id", "text"):
        if not isinstance(data.get(key), str) or (key == "id" and not data[key].strip()):
            raise InputError(f"{where}: no {key}; an article needs the text fields id and text")
    values = {key: _field(data, key, where) for key in (*Record._fields, "date")}
    published = values.pop("date") or values["published"]
    values["published"] = _moment(published, where)
    values["modified"] = _moment(values["modified"], where)
    values["text"] = values["text"] or ""
    return Record(**cast("dict[str, str]", values))


def _field(data: dict[str, object], key: str, where: str) -> str | None:
    value = data.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f"{where}: the field {key} is not text; write it in quotation marks or leave it out")
    return clean(value, f"{where}, field {key}") or None


def _moment(value: str | None, where: str) -> str | None:
    """Return a date as ISO 8601; a year or a month alone is no day to count from, and gives None."""
    if value is None or not value.strip() or _PARTIAL.fullmatch(value.strip()):
        return None
    if found := moment(value):
        return found
    try:
        return written(parsedate_to_datetime(value))
    except ValueError as error:
        raise InputError(f"{where}: {value[:40]!r} is no date; write it like 2023-03-29 or leave it out") from error
