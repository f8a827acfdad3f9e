"""Which documents of the versions belong together, and which have no counterpart: nothing is paired by its number."""

from collections.abc import Sequence

import msgspec

from audit.report.comparison.version import Entry, Origin, Version


class Alone(msgspec.Struct, frozen=True):
    """A document that is in no figure: the versions that have it (by their place), and why it is left out."""

    key: str
    versions: tuple[int, ...]
    why: str


class PairedUp(msgspec.Struct, frozen=True):
    """`together` holds the entries of each key, one for each version, in the order of the first."""

    together: tuple[tuple[str, tuple[Entry, ...]], ...]
    alone: tuple[Alone, ...]


def pair_up(versions: Sequence[Version]) -> PairedUp:
    """The entries that every version has, by key."""
    tables = one_name([keyed(version, versions) for version in versions], versions)
    together, alone = list[tuple[str, tuple[Entry, ...]]](), list[Alone]()
    for key, first in tables[0].items():
        entries = [first, *(table[key] for table in tables[1:] if key in table)]
        if len(entries) < len(tables):
            alone.append(missing(key, versions, tables))
        elif faults := [
            f"in {version.name}: {entry.fault}"
            for version, entry in zip(versions, entries, strict=True)
            if entry.fault
        ]:
            same = len({entry.fault for entry in entries}) == 1
            why = entries[0].fault if same else "; ".join(faults)
            alone.append(Alone(key, tuple(range(len(tables))), why))
        else:
            together.append((key, tuple(entries)))
    seen = set(tables[0])
    for table in tables[1:]:
        for key in table:
            if key not in seen:
                seen.add(key)
                alone.append(missing(key, versions, tables))
    for number, version in enumerate(versions):
        alone += [Alone(key, (number,), f"{version.name} has several of this name") for key in version.twice]
    return PairedUp(tuple(together), tuple(alone))


def missing(key: str, versions: Sequence[Version], tables: Sequence[dict[str, Entry]]) -> Alone:
    """What is said of a document that some versions lack."""
    have = tuple(number for number, table in enumerate(tables) if key in table)
    lack = [version.name for version, table in zip(versions, tables, strict=True) if key not in table]
    return Alone(key, have, f"not in {', '.join(lack)}")


def keyed(version: Version, versions: Sequence[Version]) -> dict[str, Entry]:
    """The entries of a version by the keys that others share most of: a report may call its documents by paths that
    begin elsewhere."""
    if not version.keys:
        return version.entries
    shorter = {version.keys.get(key, key): entry for key, entry in version.entries.items()}
    others = [other for other in versions if other is not version]
    known = {key for other in others for key in (*other.entries, *other.keys.values())}
    whole = sum(key in known for key in version.entries)
    return shorter if sum(key in known for key in shorter) > whole else version.entries


def one_name(tables: list[dict[str, Entry]], versions: Sequence[Version]) -> list[dict[str, Entry]]:
    """Two files are two versions of one document, whatever they are called."""
    if all(version.origin is Origin.FILE and len(version.entries) == 1 for version in versions):
        (key,) = tables[0]
        return [dict.fromkeys([key], next(iter(table.values()))) for table in tables]
    return tables
