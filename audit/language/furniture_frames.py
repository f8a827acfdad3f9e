"""Sentences and rows of buttons that sites print around their articles, in the words of many languages.

Whole labels that never change are in `page_words`; here are the frames of what is worded anew on every site:
"Found a mistake? Select it and press Ctrl+Enter", "Share on Facebook · Telegram", "Read also: …".
"""

from functools import cache

from audit.language.catalogue import decode, table
from audit.language.frame_files import FrameFile
from audit.language.frames import FrameSet, frames
from audit.language.phrases import fold

FRAMES = "furniture_frames"  # the kind of data file


def furniture_frames() -> FrameSet:
    """The frames in all languages."""
    return frames(FRAMES)


@cache
def buttons() -> frozenset[str]:
    """What stands on buttons below an article, folded: "like", "print", "Facebook"."""
    return _slot("button") | _slot("network")


@cache
def leads() -> frozenset[str]:
    """Labels before the title of another article, folded: "read also"."""
    return _slot("leads")


@cache
def homes() -> frozenset[str]:
    """The first step of a breadcrumb trail, folded: "home"."""
    return _slot("home")


def _slot(name: str) -> frozenset[str]:
    """The words of a slot in all languages."""
    files = (decode(FRAMES, tag, FrameFile) for tag in table(FRAMES))
    return frozenset(fold(word) for file in files for word in file.slots.get(name, ()))
