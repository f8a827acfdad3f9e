"""Edits, and how safe they are."""

from enum import StrEnum

import msgspec


class Safety(StrEnum):
    """`safe` may be applied unseen; `suggested` wants a human eye."""

    SAFE = "safe"
    SUGGESTED = "suggested"


class Edit(msgspec.Struct, frozen=True, order=True, gc=False):
    """Replace the code points `[start, end)` by `replacement`."""

    start: int
    end: int
    replacement: str


class Fix(msgspec.Struct, frozen=True, gc=False):
    """One repair: all its edits belong together and do not overlap."""

    edits: tuple[Edit, ...]
    safety: Safety
