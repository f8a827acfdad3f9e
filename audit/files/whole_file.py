"""Files that appear under their name whole, or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from audit.model.errors import UsageError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file, line breaks as written, that takes its name when the block ends well.

    Raises UsageError when it cannot be written.
    """
    with whole_bytes(path) as stream:
        from io import TextIOWrapper

        text = TextIOWrapper(stream, encoding="utf-8", newline="")
        yield text
        text.flush()


@contextmanager
def whole_bytes(path: Path) -> Iterator[BinaryIO]:
    """The same for bytes. Of a link, the file that it leads to is written; a pipe or a device as it comes.

    A file that exists keeps its mode, and one that is write-protected is left alone.
    """
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        raise UsageError(f"cannot write {path}: it is a folder; name a file")
    if mode and not stat.S_ISREG(mode):
        # A new file under its name would take the device's place, for everybody else too.
        with _opened(path, path) as stream:
            yield stream
        return
    # Renaming over a file asks for no right to write it.
    if mode and not may_write(path, mode):
        raise UsageError(f"cannot write {path}: it is write-protected")
    with _renamed(Path(os.path.realpath(path)), path, mode) as stream:
        yield stream


@contextmanager
def own_bytes(path: Path) -> Iterator[BinaryIO]:
    """A file of a report folder, for writing.

    Whatever has its name makes way and is not followed: a folder that somebody else filled before may hold
    links that lead anywhere.
    """
    with _renamed(path, path, 0) as stream:
        yield stream


@contextmanager
def _renamed(path: Path, shown: Path, mode: int) -> Iterator[BinaryIO]:
    """A new file that takes the name `path` in the end, with the permissions of `mode` unless that is 0."""
    # Beside its final place, so that renaming stays within one file system; under a name of its own, so
    # that two processes that write the same file do not write into each other.
    part = path.with_name(f".{path.name[:80]}.{os.urandom(6).hex()}.part")
    stream = _opened(part, shown)
    try:
        # What goes wrong inside the block is none of our business, a closed pipe for instance.
        with stream:
            yield stream
        if mode:
            part.chmod(stat.S_IMODE(mode))
        os.replace(part, path)
    except OSError as error:
        if error.errno not in FULL:
            raise
        why = f"cannot write {shown}: {error.strerror}; make room and run the same command again"
        raise UsageError(why) from error
    finally:
        part.unlink(missing_ok=True)


def may_write(path: str | Path, mode: int) -> bool:
    """True when a file of this mode may be written. The superuser may write everything, but a mode without w
    says what its owner wants."""
    return bool(mode & 0o222) and os.access(path, os.W_OK)


def _mode(path: Path) -> int:
    """Kind and permissions of what a name leads to; 0 for nothing."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0  # whatever the matter is, writing tells


def _opened(path: Path, shown: Path) -> BinaryIO:
    """A file opened for writing. Raises UsageError naming `shown`."""
    try:
        return cast(BinaryIO, path.open("wb"))
    except FileNotFoundError as error:
        raise UsageError(f"cannot write {shown}: there is no folder {shown.parent}; make it first") from error
    except OSError as error:
        raise UsageError(f"cannot write {shown}: {error.strerror}") from error


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole; text as UTF-8. Raises UsageError when it cannot be written."""
    with whole_bytes(path) as stream:
        stream.write(content if isinstance(content, bytes) else content.encode())


def write_own(path: Path, content: str | bytes) -> None:
    """Write a file of a report folder whole; text as UTF-8. Raises UsageError when it cannot be written."""
    with own_bytes(path) as stream:
        stream.write(content if isinstance(content, bytes) else content.encode())
