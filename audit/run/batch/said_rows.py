"""The rows of a table as they are compared with the units of other files of a run, and of other tables."""

from collections.abc import Iterable, Iterator
from itertools import chain

from audit.analysis.pairs.consistency import key_of
from audit.language.profiles import normalised
from audit.model.place import Place
from audit.model.settings import Settings
from audit.run.across.said_units import UNSETTLED, SaidUnit, digests_of, is_compared
from audit.run.audit_record import Record

Digests = tuple[bytes, bytes]


def said_rows(records: Iterable[Record], settings: Settings) -> Iterator[SaidUnit]:
    """The rows that others are compared with; none of a table of texts, which its first row tells."""
    rows = iter(records)
    first = next(rows, None)
    if first is None or first.unit is None:
        return
    for number, record in enumerate(chain((first,), rows), 1):
        keys = said_digests(record, settings)
        if keys is None:
            continue
        assert record.unit is not None
        source, target = record.unit.source, record.unit.target
        assert isinstance(source, str)
        assert isinstance(target, str)
        place = Place(f"{record.relative}#{record.name or number}", 0, len(target), 1, 1)
        yield SaidUnit(*keys, key_of(target) == key_of(source), record.unit, place)


def said_digests(record: Record, settings: Settings) -> Digests | None:
    """What a row shares with units that say the same, and that are written the same; None for what is compared with no
    file: a row that names no language, or one system of several."""
    unit, tag = record.unit, record.target_lang or settings.target
    if unit is None or tag is None or record.system is not None or unit.state in UNSETTLED:
        return None
    if not isinstance(unit.source, str) or not isinstance(unit.target, str):
        return None
    if not is_compared(unit.source, unit.target):
        return None
    return digests_of(normalised(tag), unit.context, unit.source, unit.target)
