"""Files that appear under their name whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from audit.model.errors import UsageError


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
    """The same for bytes."""
    # Beside its final place, so that renaming stays within one file system; under a name of its own, so
    # that two processes that write the same file do not write into each other.
    part = path.with_name(f".{path.name[:80]}.{os.urandom(6).hex()}.part")
    try:
        stream = cast(BinaryIO, part.open("wb"))
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    try:
        # What goes wrong inside the block is none of our business, a closed pipe for instance.
        with stream:
            yield stream
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole; text as UTF-8. Raises UsageError when it cannot be written."""
    with whole_bytes(path) as stream:
        stream.write(content if isinstance(content, bytes) else content.encode())
