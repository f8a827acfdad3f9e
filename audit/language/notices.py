"""Notices that translation services and sites leave on what they translated."""

from enum import StrEnum
from functools import cache

import msgspec

from audit.language.catalogue import decode, table
from audit.language.phrases import AnchoredPatterns, Phrase, Position, fold


class NoticeKind(StrEnum):
    """`notice` says that the text was translated; `button` is the control that stood beside it."""

    NOTICE = "notice"
    BUTTON = "button"


class Notice(Phrase, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One notice. `names_source` is the language tag of the source language when the notice names it.

    `name_only` marks the mere name of a service, which says something only at the margin of a page.
    """

    kind: NoticeKind = NoticeKind.NOTICE
    names_source: str | None = None
    name_only: bool = False

    @property
    def whole_line(self) -> bool:
        """True when the notice counts only as a line of its own."""
        return self.position is not Position.ANYWHERE

    @property
    def provider(self) -> str:
        """The data file it comes from: "google", "deepl", … or "generic"."""
        return self.id.split("/", 1)[0]


class NoticeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/notices/<provider>.toml`.

    `source_names`: language of the notice → stem of a language name, folded → language tag.
    """

    notice: tuple[Notice, ...]
    source_names: dict[str, dict[str, str]] = {}


@cache
def notices() -> AnchoredPatterns[Notice]:
    """Every notice of every provider."""
    return AnchoredPatterns(
        [entry for name in table("notices") for entry in decode("notices", name, NoticeFile).notice]
    )


def named_source(notice: Notice, text: str) -> str | None:
    """The tag of the source language that a found notice names, if any ("Translated from Russian": "ru").

    `text` is the stretch that was found. A notice that names its own language names the target.
    """
    if notice.names_source:
        return notice.names_source
    folded = fold(text)
    names = _source_names().get(notice.language, {})
    # The longest stem wins: "belarussisch" holds "russisch".
    found = max((stem for stem in names if stem in folded), key=len, default=None)
    return names[found] if found and names[found] != notice.language else None


@cache
def _source_names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for provider in table("notices"):
        names |= decode("notices", provider, NoticeFile).source_names
    return names
