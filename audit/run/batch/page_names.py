"""What documents and their pages are called."""

import os
import re
from collections.abc import Sequence
from hashlib import blake2b


def legible(path: str) -> str:
    """The path with bytes that are no UTF-8 written as `\\xff`: tables, pages and JSON can hold nothing else."""
    return (
        path
        if path.isascii()
        else path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    )


def report_names(paths: Sequence[str]) -> dict[str, str]:
    """Path → its name in a report, for paths that need another.

    Those that do not lie below here: there the name is the path itself; elsewhere it is the path from what these
    paths have in common. And those that are no UTF-8: see `legible`.
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
            names[path] = unlike(os.path.relpath(os.path.abspath(path), common).replace(os.sep, "/"), taken)
    written = [(path, legible(names.get(path, path))) for path in paths]
    odd = [(path, name) for path, name in written if name != names.get(path, path)]
    if odd:
        taken = set(paths).union(names.values())
        for path, name in odd:
            names[path] = unlike(name, taken)
    return names


def unlike(name: str, taken: set[str]) -> str:
    """The name, with a number where another document has it; notes that it is taken now."""
    stem, ending = os.path.splitext(name)
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem} ({number}){ending}"
    taken.add(free)
    return free


def page_name(name: str) -> str:
    """The file name of a document's page: readable, unlike any other document's, the same in every run."""
    stem = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII).strip("-.")[-60:].strip("-.")
    digest = blake2b(name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return f"{stem or 'document'}-{digest}.html"
