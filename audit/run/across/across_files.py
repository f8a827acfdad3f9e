"""The translation files of a run, compared with each other before any of them is audited.

What a file says of another is not in it: so the others are known first, and each file is audited beside the units that
it does not agree with. These are the same whoever audits it and whenever, for they depend on the files alone.
"""

import os
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from audit.config.path_settings import settings_for
from audit.files.source_file import source_file
from audit.model.errors import UsageError
from audit.model.settings import Configuration, Settings
from audit.one.choices import Choices
from audit.one.other_unit import OtherUnit
from audit.readers.units.key_rows import KEY_ROWS
from audit.readers.units.line_rows import LINE_ROWS
from audit.readers.units.xml_rows import XML_ROWS

if TYPE_CHECKING:
    from audit.run.across.said_units import SaidUnit
    from audit.run.across.unit_base import UnitBase

CUES = frozenset({".srt", ".vtt", ".ass", ".ssa"})  # running speech: a line says again what another said
ENDINGS = frozenset(
    ending for row in (*XML_ROWS, *KEY_ROWS, *LINE_ROWS) for ending in row.extensions
).difference(CUES)
SETTLED = (
    2_000_000_000  # nanoseconds: a file changed a moment ago may change again within a tick of the clock
)
QUICK = 1  # level of compression


class File(NamedTuple):
    """A file of the run: what reports call it, what `[[path]]` rules see, where it lies."""

    name: str
    relative: str
    path: str


class Table(NamedTuple):
    """A file of many rows, and what reads those that are compared: they may be too many to be held."""

    file: File
    units: "Callable[[Settings], Iterable[SaidUnit]]"


class Memory(Protocol):
    """What was read in earlier runs, by what the files' sizes and times came to."""

    def said(self, stamp: bytes) -> bytes | None: ...

    def remember_said(self, stamp: bytes, units: bytes) -> None: ...

    def forget_said_but(self, stamps: Iterable[bytes]) -> None: ...


class AcrossFiles:
    """What the files of a run say otherwise than each other. Close it: it holds a folder."""

    def __init__(
        self,
        files: Sequence[File],
        configuration: Configuration,
        memory: Memory | None = None,
        salt: bytes = b"",
        tables: Sequence[Table] = (),
    ) -> None:
        """`salt` is over everything but the files that changes what is remembered."""
        self._configuration = configuration
        self._memory = memory
        self._salt = salt
        self._wanted: dict[Settings, bool] = {}
        self._base: UnitBase | None = None
        self._numbers: dict[str, int] = {}
        self.state = b""  # what all the files were that are compared; nothing where none are
        candidates = [file for file in files if may_hold_units(file.path) and self._is_wanted(file)]
        compared = [table for table in tables if self._is_wanted(table.file)]
        if len(candidates) + len(compared) < 2:
            return
        self._base = opened()
        stamps = []
        for number, file in enumerate(candidates):
            self._numbers[file.name] = number
            stamps.append(self._add(number, file))
        for number, table in enumerate(compared, len(candidates)):
            self._numbers[table.file.name] = number
            self._base.add(number, table.units(settings_for(configuration, table.file.relative)))
            self._base.drop_alternatives(number)
        self.state = stamp_of(
            salt, "", "", [state_of(file.path) for file in (*candidates, *(table.file for table in compared))]
        )
        self._base.compare(configuration.source or "en")
        if memory is not None:
            memory.forget_said_but(stamps)

    def close(self) -> None:
        """Let go of the folder."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def others(self, name: str) -> tuple[OtherUnit, ...]:
        """The units of other files that the units of a file do not agree with."""
        number = self._numbers.get(name)
        return () if number is None or self._base is None else self._base.others(number)

    def others_of(self, name: str, digests: tuple[bytes, bytes] | None) -> tuple[OtherUnit, ...]:
        """The units of other files that a row of a table does not agree with."""
        number = self._numbers.get(name)
        if digests is None or number is None or self._base is None:
            return ()
        return self._base.others_of(number, *digests)

    def _is_wanted(self, file: File) -> bool:
        """True when some check compares the units of the file with others."""
        settings = settings_for(self._configuration, file.relative)
        if settings not in self._wanted:
            try:
                self._wanted[settings] = any(check.across for check in Choices(settings).checks)
            except UsageError:  # the audit itself will say so
                self._wanted[settings] = False
        return self._wanted[settings]

    def _add(self, number: int, file: File) -> bytes:
        """Read a file, or remember it."""
        from audit.run.across.said_units import SaidUnit, units_of_file

        assert self._base is not None
        settings = settings_for(self._configuration, file.relative)
        if self._memory is None:
            self._base.add(number, units_of_file(file.path, file.name, settings))
            return b""
        beside = source_file(os.path.abspath(file.path), settings.source, settings.source_patterns)
        states = state_of(file.path), state_of(beside) if beside else None
        stamp = stamp_of(self._salt, file.name, beside or "", states)
        known = self._memory.said(stamp)
        units: list[SaidUnit]
        if known is not None:
            units = msgspec.msgpack.decode(zlib.decompress(known), type=list[SaidUnit])
        else:
            units = list(units_of_file(file.path, file.name, settings))
            settled = time.time_ns() - SETTLED
            if states[0] is not None and all(state is None or state[1] < settled for state in states):
                self._memory.remember_said(stamp, zlib.compress(msgspec.msgpack.encode(units), QUICK))
        self._base.add(number, units)
        return stamp


def opened() -> "UnitBase":
    """A base without units; the database is loaded when it is first needed."""
    from audit.run.across.unit_base import UnitBase

    return UnitBase()


def may_hold_units(path: str) -> bool:
    """True for the ending of a translation file."""
    return os.path.splitext(path)[1].lower() in ENDINGS


def state_of(path: str) -> tuple[int, int, int] | None:
    """What tells that a file is what was read before; None when there is none."""
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return None
    return state.st_size, state.st_mtime_ns, state.st_ino


def stamp_of(salt: bytes, name: str, beside: str, states: Sequence[tuple[int, int, int] | None]) -> bytes:
    """16 bytes over what a file and that of its sources were."""
    return blake2b(salt + msgspec.msgpack.encode((name, beside, states)), digest_size=16).digest()
