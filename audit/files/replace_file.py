"""Gives an existing file new bytes: whole or not at all, and only if it still is the file that was read."""

import os
import stat
import tempfile
from contextlib import suppress

from audit.files.whole_file import may_write
from audit.model.errors import AuditError


class UnreplaceableError(AuditError):
    """A file is left as it is; the message says why and what to do."""


def replace_file(path: str, old: bytes, new: bytes) -> None:
    """Write `new` over a file that holds `old`.

    The new file is written beside the old one, brought to the disk, and takes its name in one step: at no
    moment is there half a file, or none. Mode, owner and extended attributes are kept where the system
    lets us. Of a link, the file that it leads to is written. Raises UnreplaceableError when the file has
    changed, may not be written, or has several names.
    """
    target = os.path.realpath(path)
    part = None
    try:
        status = still_the_same(path, target, old)
        folder, name = os.path.split(target)
        handle, part = tempfile.mkstemp(".part", f".{name[:64]}.", folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(new)
            stream.flush()
            keep_attributes(target, status, stream.fileno())
            os.fsync(stream.fileno())
        again = still_the_same(path, target, old)
        if identity(again) != identity(status):
            raise changed(path)
        os.replace(part, target)
        part = None
        sync_folder(folder)
    except OSError as error:
        raise UnreplaceableError(
            f"{path}: could not be written ({error.strerror}); it is unchanged"
        ) from error
    finally:
        if part is not None:
            with suppress(OSError):
                os.unlink(part)


def still_the_same(path: str, target: str, old: bytes) -> os.stat_result:
    """The status of the file, which may be written and holds `old`."""
    with open(target, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise UnreplaceableError(f"{path}: is no ordinary file; it is unchanged")
        if status.st_nlink > 1:
            raise UnreplaceableError(
                f"{path}: has {status.st_nlink} names (hard links), which a new file would part; "
                "write the result of --diff by hand"
            )
        if not may_write(target, status.st_mode):
            raise UnreplaceableError(f"{path}: is write-protected; change its permissions")
        if status.st_size != len(old) or stream.read(len(old) + 1) != old:
            raise changed(path)
    return status


def changed(path: str) -> UnreplaceableError:
    """The error for a file that somebody else wrote to."""
    return UnreplaceableError(f"{path}: has changed since it was read; it was left alone, run this again")


def identity(status: os.stat_result) -> tuple[int, ...]:
    """What tells one state of a file from another."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def keep_attributes(target: str, status: os.stat_result, handle: int) -> None:
    """Give an open file the owner, attributes and mode of another: what the system lets us."""
    if hasattr(os, "fchown"):
        # Only the superuser may give files away; a group of one's own anybody may.
        with suppress(OSError):
            os.fchown(handle, -1, status.st_gid)
        with suppress(OSError):
            os.fchown(handle, status.st_uid, -1)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(target, name))
    # Last: a change of owner clears bits of the mode.
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(status.st_mode))


def sync_folder(folder: str) -> None:
    """Bring the new name to the disk. Some file systems cannot; the file is whole all the same."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
