"""Decision files in, decisions out; whatever is wrong is told with its line. `decisions_schema.json` describes them."""

import re
from importlib.resources import files
from typing import Any

from audit.excuses.read_baseline import FINGERPRINT, entry_lines, parsed_json
from audit.model.decision import Decision, Do
from audit.model.errors import SettingsError

SCHEMA = 1
LIST = "decisions"
_CAUSE = re.compile(r"[a-f][0-9a-f]{7}")
_KEYS = ("do", "path", "fingerprint", "cause", "words", "reason", "check", "text")
_TEXTS = ("path", "fingerprint", "cause", "words", "reason", "check", "text")


def decisions_schema_text() -> str:
    """The JSON Schema (2020-12) of a decision file."""
    return files("audit.excuses").joinpath("decisions_schema.json").read_text(encoding="utf-8")


def is_decisions(data: bytes) -> bool:
    """True for what looks like a decision file, be it broken: of a report only the head is looked at."""
    return re.search(rb'"decisions"\s*:', data[:4096]) is not None and b'"documents"' not in data[:4096]


def read_decisions(data: bytes, shown: str) -> tuple[Decision, ...]:
    """The decisions of a file, in its order. Raises SettingsError, naming `shown` and the line, for anything that is not
    understood, and for two decisions about the same."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{shown}:{line}: not UTF-8; a decision file must be") from error
    record = parsed_json(text, shown, "decision file")
    if not isinstance(record, dict) or not isinstance(record.get(LIST), list):
        raise SettingsError(f'{shown}:1: this is no decision file: it has no list of "{LIST}"')
    if type(record.get("schema")) is not int or record["schema"] != SCHEMA:
        line = text.count("\n", 0, max(text.find('"schema"'), 0)) + 1
        raise SettingsError(f"{shown}:{line}: this version reads decisions of schema {SCHEMA}")
    lines = entry_lines(text, LIST)
    if not all(isinstance(raw, dict) for raw in record[LIST]):
        raise SettingsError(f'{shown}:{lines[0] if lines else 1}: "{LIST}" must hold objects')
    seen: dict[tuple[str | None, ...], int] = {}
    found = []
    for raw, line in zip(record[LIST], lines, strict=True):
        try:
            decision = _decision(raw, line)
        except ValueError as error:
            raise SettingsError(f"{shown}:{line}: {error}") from None
        about = decision.path, decision.fingerprint, decision.cause
        if about in seen:
            raise SettingsError(
                f"{shown}:{line}: line {seen[about]} decides about the same; remove one of the two"
            )
        seen[about] = line
        found.append(decision)
    return tuple(found)


def _decision(raw: dict[str, Any], line: int) -> Decision:
    """One decision, checked key by key. Raises ValueError with what is wrong."""
    for key in raw:
        if key not in _KEYS:
            raise ValueError(f'unknown key "{key[:80]}"; a decision has the keys {", ".join(_KEYS)}')
    for key in _TEXTS:
        if not isinstance(raw.get(key), str | None):
            raise ValueError(f'"{key}" must be a text')
    written = raw.get("do")
    if not isinstance(written, str) or written not in list(Do):
        raise ValueError(f'a decision needs a "do", one of {", ".join(Do)}')
    do = Do(written)
    path, fingerprint, cause = raw.get("path"), raw.get("fingerprint"), raw.get("cause")
    if (cause is None) is (fingerprint is None) or (path is None) is not (fingerprint is None):
        raise ValueError('a decision needs a "path" and a "fingerprint", or a "cause" instead of both')
    if fingerprint is not None and not FINGERPRINT.fullmatch(fingerprint):
        raise ValueError(f"{fingerprint[:80]!r} is no fingerprint; copy it from a report")
    if cause is not None and not _CAUSE.fullmatch(cause):
        raise ValueError(f"{cause[:80]!r} is no cause; copy it from a report or its clean-up plan")
    if path is not None and (not path or "\0" in path):
        raise ValueError('"path" must name a document')
    words = raw.get("words")
    if do is Do.WRITE and words is None:
        raise ValueError('"write" needs "words", the words to write')
    if do is not Do.WRITE and words is not None:
        raise ValueError(f'"words" belong to "write", not to "{do}"')
    if words is not None and len(words.splitlines()) > 1:
        raise ValueError('"words" must stand on one line')
    reason = (raw.get("reason") or "").strip() or None
    if do is Do.ACCEPT and reason is None:
        raise ValueError('"accept" needs a "reason"; what is no fault at all is dismissed')
    path = None if path is None else path.replace("\\", "/").removeprefix("./")
    return Decision(
        do, line, path, fingerprint, cause, words or "", reason, raw.get("check") or "", raw.get("text") or ""
    )
