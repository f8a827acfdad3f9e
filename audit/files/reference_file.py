"""The file that holds a translation by somebody else of what a document says."""

import os

PLACES = ("{name}", "{stem}")


def reference_path(path: str, pattern: str | None) -> str | None:
    """Where the reference of `path` would lie by a pattern, {name} being the file's name and {stem} that without its
    ending; None without a pattern, and for a document that is the reference itself."""
    if not pattern:
        return None
    name = os.path.basename(path)
    found = pattern.replace("{name}", name).replace("{stem}", os.path.splitext(name)[0])
    same = os.path.exists(found) and os.path.exists(path) and os.path.samefile(found, path)
    return None if same else found


def names_one_file(pattern: str) -> bool:
    """True for a pattern that means the same file for every document."""
    return not any(place in pattern for place in PLACES)
