"""Checks that installed packages bring along, by the entry points of a group.

A package names them in its pyproject.toml:

    [project.entry-points."translation_audit.checks"]
    stray-comma = "their_package.stray_comma:stray_comma"

Whoever installs a package lets it run; a configuration file, which may come with a repository, can name none.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from audit.model.check import Check
from audit.model.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "translation_audit.checks"
LISTS = "entry_points.txt"
RECORDS = (".dist-info", ".egg-info")  # folders that tell what is installed


@cache
def plugin_checks() -> tuple[Check, ...]:
    """The checks of installed packages, sorted by id.

    Raises UsageError, naming the package, for one that cannot be loaded, is no check or has the id of another.
    """
    found: dict[str, tuple[Check, str]] = {}
    for point in entry_points():
        for check in loaded(point):
            if check.id in found:
                raise UsageError(
                    f"two installed packages have a check called {check.id!r}: {found[check.id][1]} and {name(point)}; "
                    "uninstall one of them"
                )
            found[check.id] = check, name(point)
    return tuple(found[key][0] for key in sorted(found))


def entry_points() -> "list[EntryPoint]":
    """The entry points of the group."""
    if not any(names_group(file) for file in installed_lists()):
        return []  # the library that knows them takes longer to load than a small document to check
    from importlib import metadata

    return sorted(metadata.entry_points(group=GROUP), key=lambda point: (point.name, point.value))


def installed_lists() -> Iterator[str]:
    """The files in which installed packages name their entry points."""
    for folder in sys.path:
        try:
            with os.scandir(folder or os.curdir) as entries:
                records = [entry.path for entry in entries if entry.name.endswith(RECORDS)]
        except OSError:  # an archive, or a folder that is not there
            continue
        yield from (os.path.join(record, LISTS) for record in records)


def names_group(file: str) -> bool:
    """True for a file that holds the group's name. A package without entry points has no such file."""
    try:
        with open(file, "rb") as lines:
            return GROUP.encode() in lines.read()
    except OSError:
        return False


def loaded(point: "EntryPoint") -> tuple[Check, ...]:
    """The check, or the checks, that an entry point means. Raises UsageError where it means none."""
    try:
        meant = point.load()
    except Exception as error:  # code of others may raise whatever it likes
        raise UsageError(
            f"the check of {name(point)} cannot be loaded: {type(error).__name__}: {error}; "
            "mend or uninstall the package"
        ) from error
    checks = (meant,) if isinstance(meant, Check) else meant
    if not isinstance(checks, tuple | list) or not all(isinstance(item, Check) for item in checks):
        raise UsageError(
            f"{name(point)} is no check: an entry point of {GROUP} names what @check made, or a list of such"
        )
    return tuple(checks)


def name(point: "EntryPoint") -> str:
    """An entry point as messages name it."""
    package = f"{point.dist.name} {point.dist.version}: " if point.dist is not None else ""
    return f"{package}{point.name} = {point.value}"


@cache
def plugins_digest() -> bytes:
    """Of the modules that hold such checks; empty where there are none. What it covers is the file of each check."""
    digest = blake2b(digest_size=8)
    files = set()
    for check in plugin_checks():
        module = sys.modules.get(check.run.__module__)
        files.add(getattr(module, "__file__", None) or check.run.__module__)
    for file in sorted(files):
        digest.update(file.encode("utf-8", "surrogatepass"))
        if os.path.isfile(file):
            with open(file, "rb") as content:
                digest.update(content.read())
    return digest.digest() if files else b""
