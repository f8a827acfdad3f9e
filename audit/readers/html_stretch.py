"""A stretch of a block of HTML, as the reader collects it."""

from enum import IntEnum
from typing import NamedTuple

from audit.readers.html_stack import Element


class StretchKind(IntEnum):
    """What a stretch of a block is."""

    TEXT = 0
    RAW = 1  # a CDATA section: text without references
    SPACE = 2  # a line break
    WORD = 3  # stands for a word
    PICTURE = 4
    GAP = 5  # the style of the page sets neighbours apart


class Stretch(NamedTuple):
    """File stretch `[start, end)` inside `element`."""

    kind: StretchKind
    start: int
    end: int
    element: Element
