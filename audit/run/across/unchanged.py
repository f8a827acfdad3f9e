"""What the changed files of a run are compared with: the others of their languages as well, where reading these is cheap."""

import os
from collections.abc import Sequence

from audit.analysis.path_language import language_of_path
from audit.run.across.across_files import File, may_hold_units

MOST_BYTES = 32 << 20  # of files that are only read to be compared with: some seconds


def compared_files(changed: Sequence[File], every: Sequence[File]) -> Sequence[File]:
    """The files that are compared with each other, in the order of the run, where only some of `every` are audited.

    Those whose path names another language are left out. The changed ones alone, where the others are too large
    together: what they say is then not known.
    """
    names = {file.name for file in changed}
    audited = [file for file in changed if may_hold_units(file.path)]
    if not audited or len(names) >= len(every):
        return changed
    wanted = [languages(file) for file in audited]
    others = [
        file
        for file in every
        if file.name not in names and may_hold_units(file.path) and _may_agree(languages(file), wanted)
    ]
    if sum(map(size_of, others)) > MOST_BYTES:
        return changed
    kept = names | {file.name for file in others}
    return [file for file in every if file.name in kept]


def languages(file: File) -> frozenset[str]:
    """The base tags that a path names; none where it says nothing."""
    return frozenset(tag.partition("-")[0] for tag, _ in language_of_path(file.path))


def size_of(file: File) -> int:
    """Its bytes; 0 where there is none."""
    try:
        return os.stat(file.path).st_size
    except (OSError, ValueError):
        return 0


def _may_agree(own: frozenset[str], wanted: Sequence[frozenset[str]]) -> bool:
    return not own or any(not tags or not own.isdisjoint(tags) for tags in wanted)
