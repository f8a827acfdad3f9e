"""Whether a path leads out of a folder."""

import os
from pathlib import Path


def inside(path: str, root: Path) -> bool:
    """True when the path, its links followed, lies in the folder."""
    real, top = os.path.realpath(path), os.path.realpath(root)
    return real.startswith(top.rstrip(os.sep) + os.sep)
