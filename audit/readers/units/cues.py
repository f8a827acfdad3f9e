"""What the readers of subtitles have in common: cues and their lines."""

import re

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.side import Side
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.cue_notations import CRLF
from audit.readers.units.exact_value import ExactValue
from audit.readers.units.unread import Unread

LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)")


def notation_in(name: str, text: str) -> str:
    """The notation for the cues of a file, those without text left out (`ALONE`)."""
    return name + (CRLF if "\r\n" in text else "")


def add_line_break(value: ExactValue, text: str, start: int, end: int) -> None:
    """The break between two lines of a cue: "\\n" in its text, whatever the file has."""
    if text[start:end] == "\r\n":
        value.add_escape("\n", start, end)
    else:
        value.add(text[start:end], start)


def cue(
    number: str, side: Side, timing: str, notes: tuple[str, ...] = (), state: State = State.TRANSLATED
) -> Unit:
    """The unit of a cue; `timing` tells apart cues of the same number."""
    return Unit(number, (), (side,), timing, notes, None, state, None, Family.HTML)


def cues(
    units: list[Unit], unread: Unread, directives: list[Directive] | None = None, language: str | None = None
) -> Content:
    """What a reader of subtitles hands over."""
    return Content(
        (),
        language=language,
        unchecked=unread.records(),
        directives=tuple(directives or ()),
        flow=Flow.CUES,
        units=tuple(units),
    )
