"""From what was typed to the documents meant: sorted, each once."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import msgspec

from audit.files.file_names import name_from, own_name
from audit.files.globs import glob_matches
from audit.model.result import Unreadable
from audit.model.settings import Configuration
from audit.readers.detect_format import found_in_folders
from audit.readers.formats import FORMATS
from audit.readers.units.translation_paths import is_of_a_tool

STDIN = "-"
# Asked for every file in a folder that is no document by its ending: is it taken all the same?
Also = Callable[[str], bool]
# Folders that hold other people's files; hidden folders are skipped as well.
SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages"})
# Files that may hold texts and are not read, or only where translations lie.
MAY_HOLD_TEXT = frozenset(
    {".adoc", ".csv", ".doc", ".epub", ".json", ".jsonl", ".pdf", ".pot", ".pptx", ".properties", ".rst", ".rtf", ".tex",
     ".tsv", ".xls", ".xlsx", ".xml", ".yaml", ".yml"}
)  # fmt: skip
# Files that tell a report of ours, finished or not: its pages quote faults and hold none of their own.
OF_REPORTS = (("summary.json", "cleanup-plan.json"), ("manifest.sqlite", ".work"))
OF_COMPARISONS = (("comparison.json", "compare.html"),)


class FoundDocument(msgspec.Struct, frozen=True, order=True):
    """A document to audit. `shown` is its path as typed; `relative` what the globs see."""

    shown: str
    relative: str


def find_documents(
    arguments: Iterable[str],
    configuration: Configuration,
    folder: Path,
    force_exclude: bool = False,
    also: Also = lambda path: False,
    passed: Counter[str] | None = None,
) -> tuple[list[FoundDocument], list[Unreadable]]:
    """The documents meant by files, folders, globs and "-", and what means none or cannot be looked into.

    `folder` is where the configuration's globs start. A file named outright is taken whatever its ending
    and, unless `force_exclude`, whatever `exclude` says; in folders the known endings (or `include`)
    decide, and `also` where the endings say no; hidden folders, those of `SKIPPED` and reports of earlier
    runs are left out, and links to folders are not followed, so no loop can catch us. `passed` counts, by ending, the
    files in folders that are not taken though they may hold texts.
    """
    found: dict[str, FoundDocument] = {}
    nothing: list[Unreadable] = []
    start = os.path.abspath(folder)
    search = Search(configuration, folder, also, passed)
    for argument in arguments:
        paths: Iterable[str]
        if argument == STDIN:
            found.setdefault(STDIN, FoundDocument(STDIN, STDIN))
            continue
        if force_exclude and excluded(argument, configuration, folder):
            continue
        if os.path.isdir(argument):
            paths = search.walk(argument)
            why = f"no documents in this folder; known endings are {', '.join(sorted(known_extensions()))}"
            if configuration.include:
                why = f"no documents in this folder match include = {list(configuration.include)}"
        elif os.path.lexists(argument):
            paths, why = (argument,), ""
        elif any(char in argument for char in "*?["):
            paths, why = search.expand(argument), "no document matches this glob"
        elif is_closed(argument):
            nothing.append(
                Unreadable(argument, "may not be looked at; change the permissions of its folder", True)
            )
            continue
        else:
            paths, why = (), "no such file or folder"
        count = 0
        for path in paths:
            count += 1
            shown = os.path.normpath(path).replace(os.sep, "/")
            found.setdefault(own_name(path), FoundDocument(shown, name_from(path, start)))
        if not count and not search.closed:
            nothing.append(Unreadable(argument, why))
        nothing += search.closed
        search.closed.clear()
    return sorted(found.values()), nothing


def known_extensions() -> frozenset[str]:
    """Endings of every format that can be read, lower case, with their dot."""
    return frozenset(extension for row in FORMATS.values() for extension in row.extensions)


class Search:
    """Looks for documents in folders. `closed`: folders that could not be looked into."""

    def __init__(
        self, configuration: Configuration, folder: Path, also: Also, passed: Counter[str] | None = None
    ) -> None:
        self.configuration = configuration
        self._folder = folder
        self._also = also
        self._passed = passed
        self.closed: list[Unreadable] = []

    def expand(self, pattern: str) -> Iterator[str]:
        """Documents that match a glob the shell left alone; folders it matches are walked."""
        from glob import iglob

        for path in sorted(iglob(pattern, recursive=True)):
            if os.path.isdir(path):
                # `**` names every folder on its way: their files match by themselves.
                if "**" not in pattern:
                    yield from self.walk(path)
            elif not self._excluded(path):
                yield path
        self._look_for_closed(pattern)

    def _look_for_closed(self, pattern: str) -> None:
        """Note the folders on the way of a glob that could not be looked into: `iglob` passes them over."""
        fixed = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
        top = fixed[: fixed.rfind("/") + 1]
        wanted = pattern[len(top) :].split("/")
        for root, folders, _ in os.walk(top or ".", onerror=self._close):
            depth = len(Path(root).relative_to(top or ".").parts)
            anywhere = "**" in wanted[: depth + 1]
            folders[:] = [
                name
                for name in folders
                if not name.startswith(".")
                and (anywhere or (depth + 1 < len(wanted) and fnmatch(name, wanted[depth])))
                and not self._excluded(os.path.join(root, name))
            ]

    def walk(self, top: str) -> Iterator[str]:
        """Paths of the documents below a folder, in order."""
        for root, files in self.folders(top):
            for name in sorted(files):
                path = os.path.join(root, name)
                if not name.startswith(".") and not self._excluded(path) and self._is_meant(path):
                    yield path

    def folders(self, top: str) -> Iterator[tuple[str, list[str]]]:
        """The folders below one, itself first, that may hold documents, each with the names in it. A folder that is
        excluded by the time it is come to is not looked into."""
        for root, folders, files in os.walk(top, onerror=self._close):
            yield root, files
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".")
                and name not in SKIPPED
                and not is_ours(os.path.join(root, name))
                and not self._excluded(os.path.join(root, name))
            )

    def _is_meant(self, path: str) -> bool:
        if any(one.include for _, one in self.configuration.every()):
            asked = list(self.configuration.inclusions(relative_to(path, self._folder)))
            if asked:
                return any(glob_matches(glob, relative) for glob, relative in asked)
        if found_in_folders(path) or self._also(path):
            return True
        ending = os.path.splitext(path)[1].lower()
        if self._passed is not None and ending in MAY_HOLD_TEXT and not is_of_a_tool(path):
            self._passed[ending] += 1
        return False

    def _excluded(self, path: str) -> bool:
        return excluded(path, self.configuration, self._folder)

    def _close(self, error: OSError) -> None:
        path = os.path.normpath(str(error.filename)).replace(os.sep, "/")
        why = f"this folder could not be looked into ({error.strerror}); change its permissions or exclude it"
        self.closed.append(Unreadable(path, why, True))


def is_closed(path: str) -> bool:
    """True for a path of which the system does not say whether it is there."""
    try:
        os.lstat(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return False


def is_report(folder: str) -> bool:
    """True for a folder that `audit report` wrote, or is writing."""
    return holds(folder, OF_REPORTS)


def is_ours(folder: str) -> bool:
    """The same, or one that `audit compare` wrote."""
    return holds(folder, (*OF_REPORTS, *OF_COMPARISONS))


def holds(folder: str, signs: Iterable[tuple[str, ...]]) -> bool:
    """True when all files of one of the signs lie in a folder."""
    return any(all(os.path.exists(os.path.join(folder, name)) for name in names) for names in signs)


def excluded(path: str, configuration: Configuration, folder: Path) -> bool:
    """True when one of the `exclude` globs means this path."""
    if not any(one.exclude for _, one in configuration.every()):
        return False
    exclusions = configuration.exclusions(relative_to(path, folder))
    return any(glob_matches(glob, relative) for glob, relative in exclusions)


def relative_to(path: str, folder: Path) -> str:
    """The path from `folder`, with "/"; the path as it is when it lies elsewhere."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/").removeprefix("./")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")
