"""Answers of models that were given already: in memory up to a limit, and in a file where a run has a folder.

What is kept is named by the model, everything that its answers depend on, and the question. Nothing here is needed for
a right result: a file that cannot be read or written is done without.
"""

import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from audit.neural.answer import Answer

SCHEMA = """
CREATE TABLE IF NOT EXISTS models (model BLOB PRIMARY KEY, facts BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, model BLOB NOT NULL, answer BLOB NOT NULL) WITHOUT ROWID;
"""
ROOM = 64 << 20  # bytes of answers in memory
AT_ONCE = 500  # keys in one question to the file
PATIENCE = 30  # seconds to wait for another process that writes
QUICK = 1  # level of compression


class ModelFacts(msgspec.Struct, frozen=True):
    """What must be known of a model whose answers are all there already."""

    signature: str
    needs_source: bool
    threshold: float = 0.5
    calibrated: bool = False


class AnswerStore:
    """Answers by key. One process may hold several, several processes one file."""

    def __init__(self, file: Path | None = None, room: int = ROOM) -> None:
        self._room = room
        self._kept: dict[bytes, bytes] = {}
        self._size = 0
        self._facts: dict[bytes, ModelFacts] = {}
        self._disk = None if file is None else opened(file)

    def facts(self, model: bytes) -> ModelFacts | None:
        """What is known of a model."""
        if model not in self._facts:
            for row in self._read("SELECT model, facts FROM models WHERE model = ?", (model,)):
                self._facts[model] = msgspec.msgpack.decode(row[1], type=ModelFacts)
        return self._facts.get(model)

    def remember_facts(self, model: bytes, facts: ModelFacts) -> None:
        """Keep what is known of a model."""
        self._facts[model] = facts
        self._write("INSERT OR REPLACE INTO models VALUES (?, ?)", [(model, msgspec.msgpack.encode(facts))])

    def answers(self, keys: Sequence[bytes]) -> dict[bytes, Answer]:
        """Those answers that are there."""
        found = {key: self._kept[key] for key in keys if key in self._kept}
        if self._disk is not None:
            wanted = [key for key in keys if key not in found]
            for start in range(0, len(wanted), AT_ONCE):
                some = wanted[start : start + AT_ONCE]
                marks = ", ".join("?" * len(some))
                found |= dict(self._read(f"SELECT key, answer FROM answers WHERE key IN ({marks})", some))
        return {key: decoded(packed) for key, packed in found.items()}

    def remember(self, model: bytes, answers: Mapping[bytes, Answer]) -> None:
        """Keep answers. Those without a judgement are not kept: what hindered it may be gone the next time."""
        packed = {key: encoded(answer) for key, answer in answers.items() if not answer.why}
        for key, value in packed.items():
            self._size += len(value) - len(self._kept.pop(key, b""))
            self._kept[key] = value
        while self._size > self._room and self._kept:
            oldest = next(iter(self._kept))
            self._size -= len(self._kept.pop(oldest))
        rows = [(key, model, value) for key, value in packed.items()]
        self._write("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)

    def forget_models_but(self, models: Sequence[bytes]) -> None:
        """Answers of models that nobody asks any more."""
        marks = ", ".join("?" * len(models))
        for table in ("models", "answers"):
            self._write(f"DELETE FROM {table} WHERE model NOT IN ({marks})", [tuple(models)])

    def close(self) -> None:
        """Let go of the file."""
        if self._disk is not None:
            self._disk.close()
            self._disk = None

    def _read(self, query: str, values: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        if self._disk is None:
            return []
        try:
            return self._disk.execute(query, tuple(values)).fetchall()
        except sqlite3.Error:
            self.close()
            return []

    def _write(self, query: str, rows: Sequence[tuple[bytes, ...]]) -> None:
        if self._disk is None or not rows:
            return
        try:
            with self._disk:
                self._disk.executemany(query, rows)
        except sqlite3.Error:
            self.close()


def opened(file: Path) -> sqlite3.Connection | None:
    """The file of a store; None where it cannot be used. One that is broken is begun anew."""
    for _ in range(2):
        try:
            disk = sqlite3.connect(file, timeout=PATIENCE, check_same_thread=False)
            disk.execute("PRAGMA synchronous = OFF")
            disk.executescript(SCHEMA)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            file.unlink(missing_ok=True)
            continue
        return disk
    return None


def encoded(answer: Answer) -> bytes:
    """An answer in few bytes."""
    return zlib.compress(msgspec.msgpack.encode(answer), QUICK)


def decoded(packed: bytes) -> Answer:
    """The same, read back."""
    return msgspec.msgpack.decode(zlib.decompress(packed), type=Answer)
