"""The history: the figures of every run, in one SQLite file that several runs may write at a time.

A run is appended whole or not at all, and once, however often it is handed over. A file that is not a
history, is damaged or was written by a later version is refused and never touched.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from audit.files.whole_file import write_own
from audit.model.errors import UsageError
from audit.report.trends.run_record import Figure, Run
from audit.report.trends.shown import MOST

if TYPE_CHECKING:
    from sqlite3 import Connection

HISTORY = "history.sqlite"  # its usual name in a report folder
BEGUN = ".run.json"  # in a report folder while a run is under way
APPLICATION = 0x41554854  # "AUHT", in the head of the file
SCHEMA_VERSION = 2
PATIENCE = 60.0  # seconds to wait for another writer
TABLES = """
CREATE TABLE run (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, time TEXT NOT NULL, version TEXT NOT NULL,
  signature TEXT NOT NULL, label TEXT NOT NULL, documents INTEGER NOT NULL, incomplete INTEGER NOT NULL,
  words INTEGER NOT NULL, findings INTEGER NOT NULL, penalty REAL NOT NULL, score REAL
) STRICT;
CREATE TABLE figure (
  run INTEGER NOT NULL REFERENCES run (number), outlet TEXT NOT NULL, check_id TEXT NOT NULL,
  documents INTEGER NOT NULL, words INTEGER NOT NULL, affected INTEGER NOT NULL, findings INTEGER NOT NULL,
  penalty REAL NOT NULL, score REAL, PRIMARY KEY (run, outlet, check_id)
) STRICT, WITHOUT ROWID;
"""
# Since layout 2. What a run showed, for a comparison one by one; the newest runs have it, see `append`.
SHOWN = """
CREATE TABLE shown (run INTEGER PRIMARY KEY REFERENCES run (number), findings BLOB NOT NULL) STRICT
"""
KEEP_NEWEST = """
DELETE FROM shown WHERE run IN (
  SELECT run FROM (SELECT run, SUM(LENGTH(findings)) OVER (ORDER BY run DESC) AS size FROM shown) WHERE size > ?
)
"""
RUN_COLUMNS = "id, time, version, signature, label, documents, incomplete, words, findings, penalty, score"
RUN_FIELDS = tuple(RUN_COLUMNS.split(", "))
FIGURE_COLUMNS = "outlet, check_id, documents, words, affected, findings, penalty, score"


def append(path: Path, run: Run) -> bool:
    """Add a run; False when one of its id is there already. Makes the file when there is none. Its findings are kept
    with those of the runs before it as long as all of them have room.

    Raises UsageError when the file is no history, is damaged, or cannot be written.
    """
    values = [getattr(run, name) for name in RUN_FIELDS]
    with opened(path, write=True) as history:
        marks = ", ".join("?" * len(values))
        done = history.execute(f"INSERT OR IGNORE INTO run ({RUN_COLUMNS}) VALUES ({marks})", values)
        if not done.rowcount:
            return False
        number = done.lastrowid
        history.executemany(
            f"INSERT INTO figure (run, {FIGURE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *msgspec.structs.astuple(figure)) for figure in run.figures],
        )
        if run.shown:
            history.execute("INSERT INTO shown (run, findings) VALUES (?, ?)", (number, run.shown))
            history.execute(KEEP_NEWEST, (MOST,))
        return True


def runs(
    path: Path, last: int | None = None, outlet: str | None = None, check: str | None = None
) -> list[Run]:
    """The runs in the order they were appended, or the `last` ones, each with its figures.

    `outlet` and `check` narrow the figures to one (`ALL`, the empty text, is the sum over all).
    Raises UsageError when there is no such file or it is no sound history.
    """
    if not path.is_file():
        raise UsageError(f"{path}: there is no history; `audit report PATH… -o DIR` begins one")
    with opened(path, write=False) as history:
        found = history.execute(
            f"SELECT number, {RUN_COLUMNS} FROM run ORDER BY number DESC LIMIT ?",
            (-1 if last is None else last,),
        ).fetchall()
        wanted: list[Any] = []
        where = "run = ?"
        for column, value in (("outlet", outlet), ("check_id", check)):
            if value is not None:
                where += f" AND {column} = ?"
                wanted.append(value)
        query = f"SELECT {FIGURE_COLUMNS} FROM figure WHERE {where} ORDER BY outlet, check_id"
        return [
            decoded(path, values, history.execute(query, (number, *wanted)).fetchall())
            for number, *values in reversed(found)
        ]


def shown_by(path: Path, run: Run) -> bytes:
    """What is kept of a run's findings; nothing when that is an old run, or one of an old version."""
    with opened(path, write=False) as history:
        if not history.execute("SELECT 1 FROM sqlite_master WHERE name = 'shown'").fetchone():
            return b""
        query = "SELECT shown.findings FROM shown JOIN run ON run.number = shown.run WHERE run.id = ?"
        found = history.execute(query, (run.id,)).fetchone()
        return bytes(found[0]) if found else b""


def decoded(path: Path, values: list[Any], rows: list[tuple[Any, ...]]) -> Run:
    """One run. Raises UsageError for values that no run has: the file may come from anywhere."""
    figures = [dict(zip(Figure.__struct_fields__, row, strict=True)) for row in rows]
    record = dict(zip((*RUN_FIELDS, "figures"), [*values, figures], strict=True))
    try:
        return msgspec.convert(record, Run)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: the history holds what no run writes ({error})") from error


def check_ready(path: Path) -> None:
    """Raises UsageError now rather than after a long run when the history could not take it in."""
    if path.exists():
        with opened(path, write=True):
            return
    if not path.parent.is_dir():
        raise UsageError(f"--history {path}: there is no folder {path.parent}")


@contextmanager
def opened(path: Path, write: bool) -> "Iterator[Connection]":
    """A sound history, inside one transaction. Raises UsageError for anything else."""
    import sqlite3

    mode = "rwc" if write else "ro"
    try:
        address = path.resolve().as_uri()
        history = sqlite3.connect(f"{address}?mode={mode}", timeout=PATIENCE, isolation_level=None, uri=True)
    except sqlite3.Error as error:
        raise UsageError(f"{path}: the history cannot be opened: {error}") from error
    try:
        history.execute("PRAGMA trusted_schema = OFF")
        history.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        prepare(history, path, write)
        yield history
        history.execute("COMMIT")
    except sqlite3.OperationalError as error:
        hint = "; another run holds it" if "locked" in str(error) else ""
        raise UsageError(
            f"{path}: the history cannot be {'written' if write else 'read'}: {error}{hint}"
        ) from error
    except sqlite3.DatabaseError as error:
        raise UsageError(
            f"{path}: this is no history, or a damaged one ({error}); it was left as it is. "
            "Name another file with --history"
        ) from error
    finally:
        # Closing takes back what was not committed.
        history.close()


def prepare(history: "Connection", path: Path, write: bool) -> None:
    """Refuse what is not ours; lay out an empty file."""
    (application,) = history.execute("PRAGMA application_id").fetchone()
    (version,) = history.execute("PRAGMA user_version").fetchone()
    tables = {name for (name,) in history.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables and not application and write:
        for statement in (*TABLES.strip().split(";\n"), SHOWN):
            history.execute(statement)
        history.execute(f"PRAGMA application_id = {APPLICATION}")
        history.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        return
    if application != APPLICATION:
        raise UsageError(
            f"{path}: this database is no history of audits; it was left as it is. Name another file with --history"
        )
    if version > SCHEMA_VERSION:
        raise UsageError(
            f"{path}: written by a later version of this program (layout {version}, this one knows "
            f"{SCHEMA_VERSION}); it was left as it is. Upgrade, or name another file with --history"
        )
    if version == 1 and write and {"run", "figure"} <= tables:
        history.execute(SHOWN)
        history.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        tables.add("shown")
    (sound,) = history.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok" or not {"run", "figure", *(["shown"] if version > 1 else [])} <= tables:
        raise UsageError(
            f"{path}: the history is damaged ({' '.join(sound.split())}); it was left as it is. "
            "Put a copy in its place, or name another file with --history"
        )


def begin_run(folder: Path) -> tuple[str, str]:
    """Id and time (UTC) of a run that writes to a folder; those of the interrupted one when it is taken up again.

    SOURCE_DATE_EPOCH, in seconds, stands in for the clock when it is set.
    """
    note = folder / BEGUN
    try:
        begun = json.loads(note.read_text(encoding="utf-8"))
        if re.fullmatch(r"[0-9a-f]{32}", begun["id"]) and re.fullmatch(r"[\d:TZ-]{20}", begun["time"]):
            return begun["id"], begun["time"]
    except (OSError, ValueError, TypeError, KeyError):
        pass  # no run was interrupted, or not much is left of it: this one is new
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    run = {"id": uuid4().hex, "time": now.strftime("%Y-%m-%dT%H:%M:%SZ")}
    write_own(note, json.dumps(run) + "\n")
    return run["id"], run["time"]


def end_run(folder: Path) -> None:
    """The run is in the history and its folder is complete."""
    (folder / BEGUN).unlink(missing_ok=True)
