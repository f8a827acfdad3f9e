"""The configurations in the folders that a run looks at: each holds for the documents below its own folder.

Like that a document has the same configuration wherever the run starts, and in the editor.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from glob import iglob
from pathlib import Path

import msgspec

from audit.config.read_settings import FoundConfiguration, configuration_in
from audit.files.find_documents import STDIN, Search, relative_to
from audit.model.in_force import Below, InForce
from audit.model.settings import ELSEWHERE, IgnoreWhere

Overlay = Callable[[FoundConfiguration], FoundConfiguration]


def with_below(
    found: FoundConfiguration,
    arguments: Iterable[str],
    overlay: Overlay,
    only: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> FoundConfiguration:
    """The configuration of a run with those that are nearer to documents it is to look at.

    `overlay` puts the command line on top of each; `only` and `without` are its globs. Raises SettingsError for one
    that is not understood: what it says of its documents would be lost without a word.
    """
    start = os.path.abspath(found.folder)
    nearer: dict[str, FoundConfiguration] = {}
    seen: set[str] = {start}
    search = Search(found.configuration, found.folder, lambda path: False)

    def look(folder: str) -> bool:
        """Note the configuration of a folder; True when it has one, or is where the run's own lies."""
        if folder in seen:
            return folder in nearer or folder == start
        seen.add(folder)
        if (one := configuration_in(Path(folder))) is None:
            return False
        nearer[folder] = one
        # What it leaves out is not looked into.
        search.configuration = joined(found, nearer, start, without)
        return True

    for argument in arguments:
        for place in places_of(argument):
            for folder in upwards(place):
                if look(folder):
                    break
            if os.path.isdir(place):
                for root, _ in search.folders(place):
                    look(os.path.abspath(root))
    if not nearer:
        return found
    overlaid = {folder: overlay(one) for folder, one in nearer.items()}
    configuration = msgspec.structs.replace(joined(found, overlaid, start, without), only=only)
    return msgspec.structs.replace(
        found, configuration=configuration, below=tuple(overlaid[name] for name in deepest_first(overlaid))
    )


def places_of(argument: str) -> Iterator[str]:
    """The files and folders that an argument names."""
    if argument == STDIN:
        return
    if os.path.lexists(argument):
        yield argument
    elif any(char in argument for char in "*?["):
        yield from sorted(iglob(argument, recursive=True))


def upwards(place: str) -> Iterator[str]:
    """The folder of a file, or a folder itself, and those above."""
    path = Path(os.path.abspath(place))
    if not path.is_dir():
        path = path.parent
    yield from map(str, (path, *path.parents))


def deepest_first(folders: Iterable[str]) -> list[str]:
    """The innermost folder of a document comes before those around it."""
    return sorted(folders, key=lambda folder: (-len(Path(folder).parts), folder))


def joined(
    found: FoundConfiguration, nearer: dict[str, FoundConfiguration], start: str, without: tuple[str, ...]
) -> InForce:
    """All of them in one record. Their rules of excuses get numbers that no other of the run has."""
    names = deepest_first(nearer)
    rules = [found.configuration.ignore_where, *(nearer[name].configuration.ignore_where for name in names)]

    def numbered(owner: int) -> tuple[IgnoreWhere, ...]:
        return tuple(
            rule if place == owner else msgspec.structs.replace(rule, match=ELSEWHERE)
            for place, own in enumerate(rules)
            for rule in own
        )

    below = tuple(
        Below(
            relative_to(name, Path(start)),
            msgspec.structs.replace(nearer[name].configuration, ignore_where=numbered(place)),
        )
        for place, name in enumerate(names, 1)
    )
    own = msgspec.structs.replace(found.configuration, ignore_where=numbered(0))
    return InForce.of(own, below, without)
