"""Notices that translation services and sites leave on what they translated."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import msgspec

from audit.language.catalogue import decode, table
from audit.language.frame_files import FrameFile, Place
from audit.language.frames import FrameMatch, frames
from audit.language.phrases import AnchoredPatterns, Phrase, PhraseMatch, Position, fold

FRAMES = "notice_frames"  # the kind of data file with the frames of notices
GENERIC = "generic"  # a notice that names no service


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
    """`data/notices/<provider>.toml`."""

    notice: tuple[Notice, ...]


@cache
def notices() -> AnchoredPatterns[Notice]:
    """Every notice of every provider."""
    return AnchoredPatterns(
        [entry for name in table("notices") for entry in decode("notices", name, NoticeFile).notice]
    )


class FoundNotice(NamedTuple):
    """What is known of a notice that was found, by a set phrase or by a frame.

    `elliptic`: it does not say what was translated ("Translated by GPT"). The other fields: see `Notice`.
    """

    language: str
    provider: str
    kind: NoticeKind
    name_only: bool
    whole_line: bool
    names_source: str | None
    elliptic: bool


def find_notices(
    text: str,
    folded: str | None = None,
    phrases: Iterable[PhraseMatch[Notice]] | None = None,
    prefer: str | None = None,
) -> list[tuple[FoundNotice, int, int]]:
    """Every notice in a text, in order and without overlaps.

    `folded` is `fold(text)` and `phrases` the set phrases among them, for whoever has these; `prefer` is the
    language that wins where relatives say it in the same words. A set phrase inside a framed notice belongs to it.
    """
    folded = fold(text) if folded is None else folded
    phrases = list(notices().find_folded(folded) if phrases is None else phrases)
    found: list[tuple[FoundNotice, int, int]] = []
    for match in frames(FRAMES).find(text, folded, prefer):
        within = [phrase for phrase in phrases if phrase.start < match.end and phrase.end > match.start]
        if any(
            phrase.end - phrase.start >= match.end - match.start and not phrase.entry.name_only
            for phrase in within
        ):
            continue  # the set phrase says as much, and more about itself
        phrases = [phrase for phrase in phrases if phrase not in within]
        named = next((phrase.entry for phrase in within if not phrase.entry.name_only), None)
        found.append((_framed(match, folded, named), match.start, match.end))
    found.extend((_phrased(phrase.entry), phrase.start, phrase.end) for phrase in phrases)
    return sorted(found, key=lambda item: item[1:])


def provider_of(text: str) -> str | None:
    """The translation service whose notice a text is, by its key in `provider_names` or its data file."""
    return next((notice.provider for notice, _, _ in find_notices(text)), None)


def _framed(match: FrameMatch, folded: str, phrase: Notice | None) -> FoundNotice:
    return FoundNotice(
        language=match.language,
        provider=phrase.provider if phrase else _named_provider(folded[match.start : match.end]),
        kind=NoticeKind.NOTICE,
        name_only=False,
        whole_line=False,
        names_source=phrase.names_source if phrase else None,
        elliptic=match.frame.place is not Place.SENTENCE,
    )


def _phrased(entry: Notice) -> FoundNotice:
    return FoundNotice(
        entry.language,
        entry.provider,
        entry.kind,
        entry.name_only,
        entry.whole_line,
        entry.names_source,
        True,
    )


def _named_provider(folded: str) -> str:
    stems = _provider_stems()
    return next((key for key, words in stems.items() if any(word in folded for word in words)), GENERIC)


@cache
def _provider_stems() -> dict[str, tuple[str, ...]]:
    return decode("provider_stems", "stems", dict[str, tuple[str, ...]])


def named_source(notice: FoundNotice, text: str) -> str | None:
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
    return {name: decode(FRAMES, name, FrameFile).tongues for name in table(FRAMES)}
