"""What happened to a source since it was translated."""

import msgspec

from audit.model.span import Span


class SourceChange(msgspec.Struct, frozen=True):
    """`spans` are the stretches of the source that are new, or were changed, since the translation was last committed,
    which was at `translated`; the source was last committed at `changed`. Times are seconds since 1970."""

    translated: int
    changed: int
    spans: tuple[Span, ...]
