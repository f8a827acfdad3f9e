"""A finished report as a version: its tables hold all that a comparison needs but the sources and references."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from audit.measures.catalogue import MEASURES
from audit.model.errors import UsageError
from audit.report.comparison.version import Entry, Found, Origin, Piece, Version
from audit.report.outlet import ROW
from audit.run.batch.job import INDEX

SUMMARY = "summary.json"
POSSIBLE = "possible"
OPTIONAL = ("estimate", *MEASURES)  # columns that a report may have
DOCUMENTS = ("path", "target_language", "words", "score", "penalty", "unlisted", "unchecked")
SEGMENTS = ("path", "segment", "role", "text")
FINDINGS = (
    "path", "segment", "line", "column", "check", "severity", "confidence", "penalty", "text", "message",
    "fingerprint", "segment_start", "segment_end", "form",
)  # fmt: skip


def read_finished(folder: str, name: str, possible: bool = False) -> Version:
    """The version that a report folder holds. Raises UsageError when it is not finished, or its tables are not there."""
    if not os.path.exists(os.path.join(folder, INDEX)):
        raise UsageError(f"{folder} is a report that is not finished; run the same `audit report` again")
    documents = {row["path"]: row for row in rows(folder, "documents", DOCUMENTS, OPTIONAL)}
    pieces, places, known = pieces_of(folder)
    found: dict[str, list[Found]] = {}
    for row in rows(folder, "findings", FINDINGS):
        if possible or row["confidence"] != POSSIBLE:
            place = places.get((row["path"], row["segment"], row["form"] or 0))
            found.setdefault(row["path"], []).append(found_of(row, place, pieces.get(row["path"], [])))
    entries, twice = dict[str, Entry](), dict[str, None]()
    others: dict[str, str] = {}
    below = beginning(documents)
    tables = {row[1] for row in map(ROW.match, documents) if row}
    for path, row in documents.items():
        key = own_key(path) if len(tables) == 1 else path
        if key in entries:
            twice[key] = None
            continue
        entries[key] = entry(key, row, pieces.get(path, []), found.get(path, []))
        others[key] = key.removeprefix(below) if key == path else key
    for key in twice:
        del entries[key]
    scored = any(row.get(name) is not None for row in documents.values() for name in MEASURES)
    return Version(name, Origin.REPORT, entries, others, tuple(twice), (), signature(folder), known, scored)


def entry(key: str, row: dict[str, Any], pieces: list[Piece], found: list[Found]) -> Entry:
    """One document."""
    unchecked = row["unchecked"] or ""
    if row["score"] is None:
        return Entry(key, row["path"], fault=unchecked or "nothing of it was checked")
    return Entry(
        key,
        row["path"],
        row["words"],
        row["penalty"] or 0.0,
        row["score"],
        row["target_language"],
        row.get("estimate"),
        tuple(pieces),
        tuple(found),
        row["unlisted"] or 0,
        unchecked,
    )


def found_of(row: dict[str, Any], place: int | None, pieces: list[Piece]) -> Found:
    """One finding. In the table white space of segments is folded: a place that does not fit is none."""
    start, end = row["segment_start"], row["segment_end"]
    fits = place is not None and pieces[place].text[start:end] == row["text"]
    return Found(
        row["fingerprint"],
        row["check"],
        row["severity"],
        row["confidence"],
        row["penalty"],
        row["line"],
        row["column"],
        row["text"],
        row["message"],
        place,
        start if fits else 0,
        end if fits else 0,
    )


Places = dict[tuple[str, str, int], int]


def pieces_of(folder: str) -> tuple[dict[str, list[Piece]], Places, bool]:
    """The segments of each document; where (document, segment, form) stands among them; and if they are known."""
    pieces: dict[str, list[Piece]] = {}
    places: Places = {}
    forms: dict[tuple[str, str], int] = {}
    if not os.path.exists(os.path.join(folder, "segments.parquet")):
        return {}, {}, False
    for row in rows(folder, "segments", SEGMENTS):
        path, segment = row["path"], row["segment"]
        form = forms.get((path, segment), 0)
        forms[path, segment] = form + 1
        own = pieces.setdefault(path, [])
        places[path, segment, form] = len(own)
        own.append(Piece(row["text"], "" if segment.isdigit() else segment, row["role"]))
    return pieces, places, True


def rows(
    folder: str, table: str, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    """The rows of a table of the report, a few at a time. Raises UsageError when they cannot be read."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    path = os.path.join(folder, f"{table}.parquet")
    try:
        with ParquetFile(path) as file:
            there = set(file.schema_arrow.names)
            if missing := [name for name in columns if name not in there]:
                raise UsageError(
                    f"{path} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}: "
                    "it is of another version; run `audit report` again"
                )
            wanted = [*columns, *(name for name in optional if name in there)]
            for batch in file.iter_batches(4096, columns=wanted):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(f"{path}: cannot be read: {why}") from error


def own_key(path: str) -> str:
    """The id of a row, the path of a document."""
    row = ROW.match(path)
    return path[row.end() :] if row else path


def beginning(paths: Iterable[str]) -> str:
    """The folders that all documents, or their tables, lie in, ending in "/", or ""."""
    folders = []
    for path in paths:
        row = ROW.match(path)
        file = row[1] if row else path
        if "://" in file:
            return ""
        folders.append(file.split("/")[:-1])
    if not folders:
        return ""
    lowest, highest = min(folders), max(folders)
    same = next(
        (number for number, (a, b) in enumerate(zip(lowest, highest, strict=False)) if a != b),
        min(len(lowest), len(highest)),
    )
    return "".join(f"{folder}/" for folder in lowest[:same])


def signature(folder: str) -> str:
    """What the signatures of the documents of a report have in common; "" where it does not say."""
    try:
        summary = msgspec.json.decode(Path(folder, SUMMARY).read_bytes())
    except (OSError, msgspec.DecodeError):
        return ""
    said = summary.get("signature") if isinstance(summary, dict) else None
    return said if isinstance(said, str) else ""
