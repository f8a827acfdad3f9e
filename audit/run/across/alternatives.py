"""Several translations of one text, by several systems or people: these are not to agree with each other.

A table tells them apart by a column that names the system, or it holds them under one name of a segment; or most of its
texts come twice and never the same.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from audit.run.unit_row import one_text

# Columns that say who or what translated a row, and which text it translates; the first that is there counts.
SYSTEM = ("system", "mt_system", "annotator", "rater", "engine", "model")
DOCUMENT = ("document", "doc", "doc_id", "document_id")
SEGMENT = ("segment", "segment_id", "seg_id", "seg")

FEWEST = 10  # sources with several translations, where nothing else tells that they are alternatives
SHARE = 0.3  # of all sources: of those of one translator a few in a hundred differ


def named_in(row: Mapping[Any, Any], names: Iterable[str]) -> str:
    """What a row has in one of some columns; "" for nothing."""
    for name in names:
        value = row.get(name)
        if value is not None and value == value:
            return one_text(value) or ("" if isinstance(value, str) else str(value))
    return ""


def are_alternatives(several: int, every: int) -> bool:
    """True for so many sources with several translations among so many sources that they are no slips."""
    return several >= FEWEST and several >= SHARE * every


def hold_alternatives(rows: Iterable[tuple[str, bytes, bytes]]) -> bool:
    """True for rows, each the name of its segment ("" for none), its source and its translation, that hold several
    translations of one text."""
    by_segment: dict[tuple[str, bytes], bytes] = {}
    by_source: dict[bytes, bytes] = {}
    differing: set[bytes] = set()
    for segment, said, written in rows:
        if segment and by_segment.setdefault((segment, said), written) != written:
            return True
        if by_source.setdefault(said, written) != written:
            differing.add(said)
    return are_alternatives(len(differing), len(by_source))
