"""What happened to a source since it was translated."""

import msgspec


class ChangedSpan(msgspec.Struct, frozen=True):
    """A stretch of a source that is new, or was changed. `words` are those, in small letters, that the lines it stands
    in did not have before, in any form, `lost` is how many words they took the place of; `added` lines took that of none."""

    start: int
    end: int
    words: frozenset[str]
    lost: int = 0
    added: bool = False


class SourceChange(msgspec.Struct, frozen=True):
    """`spans` are the stretches of the source that are new, or were changed, since the translation was last committed,
    which was at `translated`; the source was last committed at `changed`. Times are seconds since 1970. `before` is what
    the source was, with one space for any white space; nothing of a very long one."""

    translated: int
    changed: int
    spans: tuple[ChangedSpan, ...]
    before: str = ""
