"""Notices that translation services and sites leave on what they translated."""

from enum import StrEnum
from functools import cache

import msgspec

from audit.language.catalogue import decode, table
from audit.language.phrases import AnchoredPatterns, Phrase, Position


class NoticeKind(StrEnum):
    """`notice` says that the text was translated; `button` is the control that stood beside it."""

    NOTICE = "notice"
    BUTTON = "button"


class Notice(Phrase, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One notice. `names_source` is the language tag of the source language when the notice names it."""

    kind: NoticeKind = NoticeKind.NOTICE
    names_source: str | None = None

    @property
    def whole_line(self) -> bool:
        """True when the notice counts only as a line of its own."""
        return self.position is not Position.ANYWHERE

    @property
    def provider(self) -> str:
        """The data file it comes from: "google", "deepl", … or "generic"."""
        return self.id.split("/", 1)[0]


class NoticeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/notices/<provider>.toml`."""

    notice: tuple[Notice, ...]


@cache
def notices() -> AnchoredPatterns[Notice]:
    """Every notice of every provider."""
    return AnchoredPatterns(
        [entry for name in table("notices") for entry in decode("notices", name, NoticeFile).notice]
    )
