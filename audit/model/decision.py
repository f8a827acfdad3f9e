"""What somebody decided about a finding."""

from enum import StrEnum

import msgspec


class Do(StrEnum):
    """What is to become of a finding."""

    FIX = "fix"  # its repair is made
    WRITE = "write"  # somebody's own words take the place of the found ones
    ACCEPT = "accept"  # it stays, for a reason
    DISMISS = "dismiss"  # it is no fault


# These two go into the baseline, the others into the document.
KEPT = frozenset({Do.ACCEPT, Do.DISMISS})


class Decision(msgspec.Struct, frozen=True):
    """One decision: of the finding with this `fingerprint` in the document `path`, or of all findings of one `cause`.

    `line` is where it stands in its file. `words` are those to write; `check` and `text` are for people.
    """

    do: Do
    line: int
    path: str | None = None
    fingerprint: str | None = None
    cause: str | None = None
    words: str = ""
    reason: str | None = None
    check: str = ""
    text: str = ""

    @property
    def about(self) -> str:
        """What it is about, in a word or two."""
        return f"cause {self.cause}" if self.cause else f"{self.path}: {self.fingerprint}"
