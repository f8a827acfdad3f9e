"""Translations that people scored, from a table: what `audit calibrate` learns from."""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

import msgspec

from audit.model.errors import UsageError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "source": ("source", "src", "original"),
    "target": ("target", "text", "translation", "mt"),
    "score": ("score", "z", "da"),
    "penalty": ("penalty", "points", "mqm_penalty"),
    "target_lang": ("target_lang", "target_language"),
    "source_lang": ("source_lang", "source_language"),
    "languages": ("languages", "lp", "pair"),
    "document": ("document", "doc", "doc_id"),
    "annotator": ("annotator", "rater"),
    "errors": ("errors", "error_spans"),
    "label": ("label", "critical"),
}
MOST = 1_000_000  # rows


POINTS = {"minor": 1.0, "major": 5.0, "critical": 25.0}
WRONG, RIGHT = 10.0, 1.0  # points where only yes or no is known
YES = frozenset({"err", "bad", "critical", "wrong", "true", "yes", "1"})
NO = frozenset({"not", "ok", "good", "right", "false", "no", "0"})


class MarkedError(msgspec.Struct, frozen=True):
    """A stretch of the translation that somebody marked, in code points. Without `end` it has no place."""

    start: int | None = None
    end: int | None = None
    severity: str = "minor"


class Label(msgspec.Struct, frozen=True):
    """A translation with the points that somebody took off. `document` and `annotator` are "" where nobody says.

    `errors` are the stretches that were marked, none where all is right; None where nobody marked stretches. `wrong` says
    whether there is a critical error in it, where somebody says.
    """

    source: str
    target: str
    points: float
    source_lang: str | None = None
    target_lang: str | None = None
    document: str = ""
    annotator: str = ""
    errors: tuple[MarkedError, ...] | None = None
    wrong: bool | None = None


def read_labels(file: Path) -> list[Label]:
    """The labels of a CSV, TSV or JSON Lines file, in its order.

    A `penalty` is taken as it is. A `score`, where higher is better, becomes points below the best one. Where neither is
    given, points are those of the `errors`, or of the `label`. Rows without a source, a target or a number are left out.
    Raises UsageError when the file cannot be read or has no such columns.
    """
    rows = list(rows_of(file))
    if not rows:
        raise UsageError(f"{file}: there is no row in it")
    if len(rows) > MOST:
        raise UsageError(f"{file}: more than {MOST:,} rows")
    names = columns_of([str(name) for row in rows[:100] for name in row], file)
    errors = [errors_of(row.get(names.get("errors", "")), file, number) for number, row in enumerate(rows, 1)]
    labels = [yes_or_no(row.get(names.get("label", ""))) for row in rows]
    points = points_of(rows, names) if names.keys() & {"penalty", "score"} else points_by(errors, labels)
    if "score" in names and "penalty" not in names:
        best = max((value for value in points if value is not None), default=0.0)
        points = [None if value is None else best - value for value in points]
    found = []
    for row, taken, marked, wrong in zip(rows, points, errors, labels, strict=True):

        def cell(purpose: str, row: Mapping[str, Any] = row) -> str:
            value = row.get(names.get(purpose, ""))
            return value if isinstance(value, str) else "" if value is None else str(value)

        source, target = cell("source"), cell("target")
        if taken is None or not source.strip() or not target.strip():
            continue
        first, _, second = cell("languages").replace("→", "-").replace(">", "-").partition("-")
        found.append(
            Label(
                source,
                target,
                max(0.0, taken),
                cell("source_lang") or first.strip() or None,
                cell("target_lang") or second.strip() or None,
                cell("document"),
                cell("annotator"),
                marked,
                wrong,
            )
        )
    if not found:
        raise UsageError(f"{file}: no row has a source, a target and a number")
    return found


def columns_of(given: list[str], file: Path) -> dict[str, str]:
    """What each column is for → its name in this file."""
    folded = {name.strip().lower(): name for name in reversed(given)}
    names = {
        purpose: next(folded[known] for known in accepted if known in folded)
        for purpose, accepted in COLUMNS.items()
        if any(known in folded for known in accepted)
    }
    lacking = [purpose for purpose in ("source", "target") if purpose not in names]
    if not names.keys() & {"score", "penalty", "errors", "label"}:
        lacking.append("score (higher is better) or penalty")
    if lacking:
        shown = ", ".join(dict.fromkeys(given[:12])) or "none"
        raise UsageError(f"{file}: it lacks {', '.join(lacking)}; its columns are {shown}")
    return names


def errors_of(value: Any, file: Path, number: int) -> tuple[MarkedError, ...] | None:
    """The marked stretches of a row: a list, or one written as JSON; None where there is none. Raises UsageError."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        plain = json.loads(value) if isinstance(value, str) else value
        return msgspec.convert(plain, tuple[MarkedError, ...])
    except (json.JSONDecodeError, msgspec.ValidationError) as error:
        raise UsageError(
            f"{file}: row {number}: errors: {error}; a list is meant like "
            '[{"start": 4, "end": 9, "severity": "major"}]'
        ) from None


def yes_or_no(value: Any) -> bool | None:
    """Whether a label says that a translation is wrong; None where it says neither."""
    said = str(value).strip().lower() if value is not None else ""
    return True if said in YES else False if said in NO else None


def points_by(
    errors: Sequence[tuple[MarkedError, ...] | None], labels: Sequence[bool | None]
) -> list[float | None]:
    """Points by what was marked, else by yes or no."""
    return [
        sum(POINTS.get(one.severity.lower(), 1.0) for one in marked)
        if marked is not None
        else None
        if wrong is None
        else WRONG
        if wrong
        else RIGHT
        for marked, wrong in zip(errors, labels, strict=True)
    ]


def points_of(rows: list[dict[str, Any]], names: Mapping[str, str]) -> list[float | None]:
    """The numbers of the rows, None for what is none."""
    column = names.get("penalty") or names["score"]
    found: list[float | None] = []
    for row in rows:
        try:
            value = float(row.get(column))  # type: ignore[arg-type]
        except (TypeError, ValueError):
            value = float("nan")
        # MQM data write what is taken off as a number above or below 0.
        found.append((abs(value) if "penalty" in names else value) if isfinite(value) else None)
    return found


def rows_of(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, by the names of its columns."""
    try:
        data = file.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    except (UnicodeDecodeError, EOFError) as error:
        raise UsageError(f"{file}: {error}") from None
    if text.lstrip().startswith("{"):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise UsageError(f"{file}:{number}: {error}") from None
                if not isinstance(row, dict):
                    raise UsageError(f"{file}:{number}: no object")
                yield row
        return
    head = text.partition("\n")[0]
    delimiter = max("\t;,", key=head.count)
    try:
        yield from csv.DictReader(io.StringIO(text), delimiter=delimiter)
    except csv.Error as error:
        raise UsageError(f"{file}: {error}") from None
