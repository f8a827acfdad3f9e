"""What a run was narrowed to."""

import msgspec


class ChangeScope(msgspec.Struct, frozen=True):
    """A run over what changed since a revision.

    `revision`: as named by the user. `base`: the commit compared with. `documents`: how many were meant;
    `changed`: how many of them changed and were audited; `ignored`: how many git does not keep, so that
    nothing can be said of their changes.
    """

    revision: str
    base: str
    documents: int
    changed: int
    ignored: int = 0

    @property
    def sentence(self) -> str:
        """What was looked at, without a full stop."""
        noun = "document" if self.documents == 1 else "documents"
        text = (
            f"changed since {self.revision} ({self.base[:10]}): {self.changed:,} of {self.documents:,} {noun}; "
            "only changed lines are reported and scored"
        )
        return text + (f"; {self.ignored:,} ignored by git left out" if self.ignored else "")
