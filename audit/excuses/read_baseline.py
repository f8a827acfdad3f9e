"""Baseline files in, entries out; whatever is wrong is told with its line."""

import json
import re
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from audit.excuses.baseline import Baseline, split_fingerprint, today
from audit.model.baseline_entry import BaselineEntry
from audit.model.errors import SettingsError

SCHEMA = 2  # 1 named findings by their paragraph, not by their sentence
FINGERPRINT = re.compile(r"[0-9a-f]{16}(-[1-9][0-9]{0,8})?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]\n]', re.DOTALL)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_KEYS = BaselineEntry.__struct_fields__
_NEEDED = ("fingerprint", "check", "path")


def read_baseline(file: Path, here: Path = Path()) -> Baseline:
    """A baseline file. Relative paths, its own and those of documents, start at `here`.

    Raises SettingsError, with the line, for anything that is not understood.
    """
    text = read_baseline_text(file, here)
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    entries = baseline_entries(text, str(file))
    return Baseline(entries, str(file), (here / file).parent, today(), digest, here)


def read_baseline_text(file: Path, here: Path = Path()) -> str:
    """The text of a baseline. Raises SettingsError when it cannot be read or is not UTF-8."""
    try:
        return (here / file).read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        hint = f"`audit baseline PATH… -o {file}` writes it"
        raise SettingsError(f"{file}: there is no such baseline; {hint}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{file}:{line}: not UTF-8; a baseline must be") from error
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error


def baseline_entries(text: str, shown: str) -> tuple[BaselineEntry, ...]:
    """The entries of a baseline, one for each finding of a document (`BaselineEntry.key`), in file order.

    Entries for the first, second … of several findings alike (`…-2`) are added up to one with their count.
    Raises SettingsError naming `shown` and the line.
    """
    data = parsed_json(text, shown, "baseline")
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise SettingsError(f'{shown}:1: this is no baseline: it has no list of "entries"')
    schema = data.get("schema")
    if schema != SCHEMA:
        line = text.count("\n", 0, max(text.find('"schema"'), 0)) + 1
        raise SettingsError(f"{shown}:{line}: schema {json.dumps(schema)[:40]}: {_other_schema(schema)}")
    lines = entry_lines(text)
    if not all(isinstance(raw, dict) for raw in data["entries"]):
        raise SettingsError(
            f'{shown}:{lines[0] if lines else 1}: "entries" must hold objects with the keys {", ".join(_KEYS)}'
        )
    found: dict[tuple[str, str], BaselineEntry] = {}
    seen: dict[tuple[str, str], int] = {}
    for raw, line in zip(data["entries"], lines, strict=True):
        try:
            entry = _entry(raw)
        except ValueError as error:
            raise SettingsError(f"{shown}:{line}: {error}") from None
        written = entry.path, raw["fingerprint"]
        if written in seen:
            raise SettingsError(
                f"{shown}:{line}: the same entry stands in line {seen[written]}; remove one of the two"
            )
        seen[written] = line
        other = found.get(entry.key)
        if other is not None:
            entry = msgspec.structs.replace(
                other, count=other.count + entry.count, reason=other.reason or entry.reason
            )
        found[entry.key] = entry
    return tuple(found.values())


def _other_schema(schema: object) -> str:
    """What to do about a baseline that this version does not read."""
    if type(schema) is not int:
        return f"this version reads baselines of schema {SCHEMA}"
    if schema > SCHEMA:
        return "written by a newer version of translation-audit; use that version"
    return (
        "written by an older version, which named findings by their paragraph; move it away and write a new "
        "one with `audit baseline PATH…` (reasons have to be given again)"
    )


def parsed_json(text: str, shown: str, what: str) -> Any:
    """The value of a JSON text. Raises SettingsError, with the line, when it is none; `what` it was to be."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        conflict = _CONFLICT.search(text)
        if conflict:
            line = text.count("\n", 0, conflict.start()) + 1
            why = "marks of a merge conflict; keep the entries of both sides"
            raise SettingsError(f"{shown}:{line}: {why}") from None
        why = f"not valid JSON: {error.msg[0].lower()}{error.msg[1:]}"
        raise SettingsError(f"{shown}:{error.lineno}:{error.colno}: {why}") from None
    except (RecursionError, ValueError):
        raise SettingsError(
            f"{shown}:1: this is no {what}: it is nested too deep, or a number too long"
        ) from None


def _entry(raw: dict[str, Any]) -> BaselineEntry:
    """One entry, checked key by key. Raises ValueError with what is wrong."""
    for key in raw:
        if key not in _KEYS:
            raise ValueError(f'unknown key "{key[:80]}"; an entry has the keys {", ".join(_KEYS)}')
    for key in _NEEDED:
        if not isinstance(raw.get(key), str) or not raw[key]:
            raise ValueError(f'an entry needs a "{key}", a text')
    for key in ("text", "reason", "expires"):
        if not isinstance(raw.get(key, ""), str | None):
            raise ValueError(f'"{key}" must be a text or null')
    if not FINGERPRINT.fullmatch(raw["fingerprint"]):
        raise ValueError(f"{raw['fingerprint'][:80]!r} is no fingerprint; copy it from a report")
    count = raw.get("count", 1)
    if type(count) is not int or not 1 <= count < 10**9:
        raise ValueError('"count" must be a whole number, at least 1')
    return BaselineEntry(
        fingerprint=split_fingerprint(raw["fingerprint"])[0],
        check=raw["check"],
        path=raw["path"].replace("\\", "/").removeprefix("./"),
        text=raw.get("text") or "",
        reason=(raw.get("reason") or "").strip() or None,
        expires=_day(raw.get("expires")),
        count=count,
    )


def _day(written: str | None) -> date | None:
    if not written:
        return None
    try:
        if _DATE.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise ValueError(f'"expires": {written[:40]!r} is no date; write for instance 2030-12-31')


def entry_lines(text: str, name: str = "entries") -> list[int]:
    """The line of every object in the list `name` of a valid JSON text."""
    found: list[int] = []
    line, depth, key, inside = 1, 0, "", False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "\n":
            line += 1
        elif token[0] == '"':
            key = token
        elif token in "{[":
            if depth == 1:
                inside = token == "[" and json.loads(key) == name
                if inside:
                    found = []  # of a key that stands twice the last one counts
            elif depth == 2 and inside and token == "{":
                found.append(line)
            depth += 1
        else:
            depth -= 1
    return found
