"""From what was typed to the documents meant: sorted, each once."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from audit.model.result import Unreadable
from audit.model.settings import Configuration
from audit.readers.formats import FORMATS
from audit.run.file_names import name_from, own_name
from audit.run.globs import glob_matches

STDIN = "-"
# Folders that hold other people's files; hidden folders are skipped as well.
SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages"})


class FoundDocument(msgspec.Struct, frozen=True, order=True):
    """A document to audit. `shown` is its path as typed; `relative` what the globs see."""

    shown: str
    relative: str


def find_documents(
    arguments: Iterable[str], configuration: Configuration, folder: Path, force_exclude: bool = False
) -> tuple[list[FoundDocument], list[Unreadable]]:
    """The documents meant by files, folders, globs and "-", and the arguments that mean none.

    `folder` is where the configuration's globs start. A file named outright is taken whatever its ending
    and, unless `force_exclude`, whatever `exclude` says; in folders the known endings (or `include`)
    decide, hidden folders and those of `SKIPPED` are left out, and links to folders are not followed, so
    no loop can catch us.
    """
    found: dict[str, FoundDocument] = {}
    nothing: list[Unreadable] = []
    start = os.path.abspath(folder)
    for argument in arguments:
        paths: Iterable[str]
        if argument == STDIN:
            found.setdefault(STDIN, FoundDocument(STDIN, STDIN))
            continue
        if force_exclude and excluded(argument, configuration, folder):
            continue
        if os.path.isdir(argument):
            paths = walk(argument, configuration, folder)
            why = f"no documents in this folder; known endings are {', '.join(sorted(known_extensions()))}"
            if configuration.include:
                why = f"no documents in this folder match include = {list(configuration.include)}"
        elif os.path.lexists(argument):
            paths, why = (argument,), ""
        elif any(char in argument for char in "*?["):
            paths, why = expand(argument, configuration, folder), "no document matches this glob"
        else:
            paths, why = (), "no such file or folder"
        count = 0
        for path in paths:
            count += 1
            shown = os.path.normpath(path).replace(os.sep, "/")
            found.setdefault(own_name(path), FoundDocument(shown, name_from(path, start)))
        if not count:
            nothing.append(Unreadable(argument, why))
    return sorted(found.values()), nothing


def known_extensions() -> frozenset[str]:
    """Endings of every format that can be read, lower case, with their dot."""
    return frozenset(extension for row in FORMATS.values() for extension in row.extensions)


def expand(pattern: str, configuration: Configuration, folder: Path) -> Iterator[str]:
    """Documents that match a glob the shell left alone; folders it matches are walked."""
    from glob import iglob

    for path in sorted(iglob(pattern, recursive=True)):
        if os.path.isdir(path):
            # `**` names every folder on its way: their files match by themselves.
            if "**" not in pattern:
                yield from walk(path, configuration, folder)
        elif not excluded(path, configuration, folder):
            yield path


def walk(top: str, configuration: Configuration, folder: Path) -> Iterator[str]:
    """Paths of the documents below a folder, in order."""
    endings = known_extensions()
    for root, folders, files in os.walk(top):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED
            and not excluded(os.path.join(root, name), configuration, folder)
        )
        for name in sorted(files):
            path = os.path.join(root, name)
            if name.startswith(".") or excluded(path, configuration, folder):
                continue
            if configuration.include:
                relative = relative_to(path, folder)
                if any(glob_matches(glob, relative) for glob in configuration.include):
                    yield path
            elif os.path.splitext(name)[1].lower() in endings:
                yield path


def excluded(path: str, configuration: Configuration, folder: Path) -> bool:
    """True when one of the `exclude` globs means this path."""
    if not configuration.exclude:
        return False
    relative = relative_to(path, folder)
    return any(glob_matches(glob, relative) for glob in configuration.exclude)


def relative_to(path: str, folder: Path) -> str:
    """The path from `folder`, with "/"; the path as it is when it lies elsewhere."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/").removeprefix("./")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")
