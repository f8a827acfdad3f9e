"""The way in: bytes, a file or a string become a `Document`."""

import os
import stat

from audit.model.document import Document
from audit.model.errors import UnreadableError, UsageError
from audit.readers.detect_format import detect_format
from audit.readers.format import Format, document_of
from audit.readers.formats import FORMATS

MAX_BYTES = 64 * 1024 * 1024


def read_bytes(
    data: bytes,
    path: str,
    format: str | None = None,  # noqa: A002
    encoding: str | None = None,
) -> Document:
    """Read a file's bytes. `path` is for its extension and for messages.

    `format` and `encoding` stand in for what would be detected. Raises UnreadableError when the bytes
    are of no known format, UsageError for an unknown format or encoding.
    """
    name = format if format is not None else detect_format(data, path)
    if name is None:
        extension = os.path.splitext(path)[1]
        raise UnreadableError(
            f"{path}: files named *{extension} are not known; name their format with --as "
            f"({', '.join(FORMATS)})"
        )
    return _format(name).read(data, path, encoding)


def read_file(
    path: str,
    format: str | None = None,  # noqa: A002
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Document:
    """Read a file of any known format, at most `max_bytes` of it long.

    Raises UnreadableError when it is missing, no ordinary file, too large, or of no known format.
    """
    return read_bytes(file_bytes(path, max_bytes)[0], path, format, encoding)


def file_bytes(path: str, max_bytes: int = MAX_BYTES) -> tuple[bytes, os.stat_result]:
    """All bytes of an ordinary file, and what the system says of it. Raises UnreadableError as `read_file`."""
    try:
        # Opening a named pipe would wait for a writer: look first, and do not block.
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(f"{path}: is a folder; name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(
                f"{path}: is no ordinary file; save its content to one, or use standard input"
            )
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            if status.st_size > max_bytes:
                raise _too_large(path, status.st_size, max_bytes)
            data = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: there is no such file; check the path") from error
    except PermissionError as error:
        raise UnreadableError(f"{path}: may not be read; change its permissions") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: could not be read ({error}); check the path") from error
    if len(data) > max_bytes:  # it grew while it was read
        raise _too_large(path, len(data), max_bytes)
    return data, status


def read_string(
    text: str,
    format: str = "text",  # noqa: A002
    path: str = "text",
) -> Document:
    """Read a text given as a string; offsets count its code points. `path` is for messages."""
    row = _format(format)
    if row.parse is None:
        raise UsageError(f"a string cannot be read as {format}: that format is not text; give the file")
    return document_of(text, path, format, row.parse)


def _format(name: str) -> Format:
    try:
        return FORMATS[name]
    except KeyError:
        raise UsageError(f"unknown format {name!r}: choose from {', '.join(FORMATS)}") from None


def _too_large(path: str, size: int, limit: int) -> UnreadableError:
    return UnreadableError(
        f"{path}: is {size:,} bytes long, more than the limit of {limit:,}; "
        "split it, or raise the limit with --max-size"
    )
