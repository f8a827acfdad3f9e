"""Files that appear under their name whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from audit.model.errors import UsageError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file, line breaks as written, that takes its name when the block ends well.

    Raises UsageError when it cannot be written.
    """
    # Beside its final place, so that renaming stays within one file system.
    part = path.with_name(f".{path.name}.part")
    try:
        stream = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    try:
        # What goes wrong inside the block is none of our business, a closed pipe for instance.
        with stream:
            yield stream
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a text file whole. Raises UsageError when it cannot be written."""
    with whole_file(path) as stream:
        stream.write(text)
