"""What documents and their pages are called."""

import os
import re
from collections.abc import Sequence
from hashlib import blake2b


def report_names(paths: Sequence[str]) -> dict[str, str]:
    """Path → its name in a report, for paths that need another: those that do not lie below here.

    Below here the name is the path itself; elsewhere it is the path from what these paths have in common.
    """
    names: dict[str, str] = {}
    elsewhere = [path for path in paths if os.path.isabs(path) or path.startswith("..")]
    here = os.getcwd() + os.sep
    for path in elsewhere:
        absolute = os.path.abspath(path)
        if absolute.startswith(here):
            names[path] = absolute.removeprefix(here).replace(os.sep, "/")
    elsewhere = [path for path in elsewhere if path not in names]
    if elsewhere:
        common = os.path.commonpath([os.path.dirname(os.path.abspath(path)) for path in elsewhere])
        taken = set(paths).difference(elsewhere) | set(names.values())
        for path in elsewhere:
            name = os.path.relpath(os.path.abspath(path), common).replace(os.sep, "/")
            stem, ending = os.path.splitext(name)
            number = 1
            while name in taken:
                number += 1
                name = f"{stem} ({number}){ending}"
            taken.add(name)
            names[path] = name
    return names


def page_name(name: str) -> str:
    """The file name of a document's page: readable, unlike any other document's, the same in every run."""
    stem = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).strip("-.")[-60:].strip("-.")
    digest = blake2b(name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return f"{stem or 'document'}-{digest}.html"
