"""What the stream at hand can do."""

import os
from typing import TextIO

DEFAULT_WIDTH = 80


def wants_color(stream: TextIO) -> bool:
    """Colour on terminals only; NO_COLOR turns it off, FORCE_COLOR on (NO_COLOR wins)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """Columns: COLUMNS, else the terminal's, else 80."""
    if os.environ.get("COLUMNS", "").isdigit():
        return int(os.environ["COLUMNS"]) or DEFAULT_WIDTH
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):  # no terminal, or no file behind the stream
        return DEFAULT_WIDTH
