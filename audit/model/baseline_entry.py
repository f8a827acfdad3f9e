"""A finding that was accepted."""

from datetime import date

import msgspec


class BaselineEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of a baseline: the same finding in one document, `count` times.

    `fingerprint` says which finding; `check` and `text` are for people who read the file. `path` is
    relative to the baseline's folder. `expires` is the last day on which the entry holds.
    """

    fingerprint: str
    check: str
    path: str
    text: str
    reason: str | None
    expires: date | None
    count: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """What there is one entry for."""
        return self.path, self.fingerprint
