"""Findings gained, lost and kept: by fingerprint, which depends on what is said and not on where it stands."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from audit.report.comparison.version import Found


class Fate(StrEnum):
    """What became of a finding on the way from the first version to a later one."""

    GAINED = "gained"
    LOST = "lost"
    KEPT = "kept"


class Change(msgspec.Struct, frozen=True):
    """One finding that either version has.

    `reworded`: the other version has one of the same check on the same words, in a sentence that is written otherwise;
    it is lost there and gained here, or the reverse, for nobody but its author knows whether it is the same.
    """

    fate: Fate
    found: Found
    reworded: bool = False


def changes(before: Sequence[Found], after: Sequence[Found]) -> tuple[Change, ...]:
    """What became of the findings of an entry: those of the later version in order, then those that are lost."""
    had = Counter(item.fingerprint for item in before)
    has = Counter(item.fingerprint for item in after)
    both = had & has
    lost = leftover(before, both)
    gained = leftover(after, both)
    same = Counter(map(words_of, lost)) & Counter(map(words_of, gained))
    reworded_lost, reworded_gained = once_more(lost, same), once_more(gained, same)
    new = {id(item): flag for item, flag in zip(gained, reworded_gained, strict=True)}
    told = [
        Change(Fate.GAINED, item, new[id(item)]) if id(item) in new else Change(Fate.KEPT, item)
        for item in after
    ]
    told += [Change(Fate.LOST, item, flag) for item, flag in zip(lost, reworded_lost, strict=True)]
    return tuple(told)


def leftover(found: Sequence[Found], both: Counter[str]) -> list[Found]:
    """Those that go beyond what both versions have. Of equal ones the first are those that were kept."""
    left, out = Counter(both), []
    for item in found:
        if left[item.fingerprint]:
            left[item.fingerprint] -= 1
        else:
            out.append(item)
    return out


def words_of(item: Found) -> tuple[str, str]:
    """The check and the words, white space aside."""
    return item.check, "".join(item.text.split())


def once_more(found: Sequence[Found], same: Counter[tuple[str, str]]) -> list[bool]:
    """Which of these have a twin in the other version, each twin counted once."""
    left, flags = Counter(same), []
    for item in found:
        name = words_of(item)
        flags.append(left[name] > 0)
        left[name] -= left[name] > 0
    return flags


class Fates(msgspec.Struct):
    """How many of each there are."""

    gained: int = 0
    lost: int = 0
    kept: int = 0
    reworded: int = 0  # of the gained ones

    def add(self, change: Change) -> None:
        setattr(self, change.fate, getattr(self, change.fate) + 1)
        self.reworded += change.reworded and change.fate is Fate.GAINED


def by_check(told: Sequence[Change]) -> dict[str, Fates]:
    """The counts of each check, by its id."""
    counts: dict[str, Fates] = defaultdict(Fates)
    for change in told:
        counts[change.found.check].add(change)
    return dict(sorted(counts.items()))
