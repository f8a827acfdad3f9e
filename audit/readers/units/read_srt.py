"""SubRip: a number, a timing and lines of text, up to an empty line."""

import re

from audit.model.unit import Unit
from audit.readers.content import Content
from audit.readers.units.cue_notations import ALONE
from audit.readers.units.cues import LINE, add_line_break, cue, cues, notation_in
from audit.readers.units.exact_value import ExactValue
from audit.readers.units.unread import Unread

SRT = "srt"

_CLOCK = r"-?[0-9]{1,4}:[0-9]{1,2}(?::[0-9]{1,2})?(?:[,.:][0-9]{1,4})?"
_TIMING = re.compile(rf"\ufeff?[ \t]*({_CLOCK}[ \t]*-->[ \t]*{_CLOCK})(?![0-9:,.])[^\r\n]*+")
_NUMBER = re.compile(r"\ufeff?[ \t]*([0-9]{1,9})[ \t]*(?=[\r\n]|\Z)")
_NO_TIMING = (
    "a timing such as 00:01:02,500 --> 00:01:04,000 is missing or not sound, and the text is shown by no player: "
    "write it, or take the lines out"
)


class _Line:
    __slots__ = ("blank", "end", "number", "start", "timing", "whole")

    def __init__(self, text: str, start: int, whole: int) -> None:
        self.start, self.whole = start, whole  # with its break
        self.end = start + len(text[start:whole].rstrip("\r\n"))
        stripped = text[start : self.end].strip(" \t\ufeff")
        self.blank = not stripped
        self.timing = _TIMING.match(text, start, self.end) if "-->" in stripped else None
        self.number = _NUMBER.match(text, start, self.end) if stripped.isdigit() else None


def read_srt(text: str) -> Content:
    """The cues of a SubRip file, in order. Text behind an empty line that no number follows belongs to its cue."""
    lines = [_Line(text, *match.span()) for match in LINE.finditer(text) if match.start() < match.end()]
    unread = Unread()
    units: list[Unit] = []
    notation = notation_in(SRT, text)
    timings = [at for at, line in enumerate(lines) if line.timing is not None]
    first = timings[0] if timings else len(lines)
    _lost(lines, 0, _before(lines, first), unread)
    for at, following in zip(timings, [*timings, len(lines)][1:], strict=True):
        stop = _before(lines, following) if following < len(lines) else following
        begin = at + 1
        end = begin
        after = begin
        while after < stop:
            if lines[after].blank:
                after += 1
                continue
            if after > end and lines[after].number is not None:
                break  # the number of a cue whose timing is lost
            if after > end and end == begin:
                break  # behind the empty line of a cue without text
            after += 1
            end = after
        _lost(lines, after, stop, unread)
        units.append(_cue(text, lines, at, end, len(units), notation))
    return cues(units, unread)


def _before(lines: list[_Line], timing: int) -> int:
    """Where a cue begins whose timing is given: at its number."""
    return timing - 1 if timing > 0 and timing < len(lines) and lines[timing - 1].number else timing


def _lost(lines: list[_Line], start: int, end: int, unread: Unread) -> None:
    kept = [at for at in range(start, end) if not lines[at].blank]
    if kept:
        unread.add(kept[0] + 1, kept[-1] + 1, _NO_TIMING)


def _cue(text: str, lines: list[_Line], at: int, end: int, done: int, notation: str) -> Unit:
    timing = lines[at].timing
    assert timing is not None
    before = lines[at - 1].number if at else None
    value = ExactValue()
    for number in range(at + 1, end):
        line = lines[number]
        value.add(text[line.start : line.end], line.start)
        if number + 1 < end:
            add_line_break(value, text, line.end, line.whole)
    side = value.finish(lines[at].end, notation + (ALONE if end == at + 1 else ""))
    return cue(before.group(1) if before else str(done + 1), side, timing.group(1))
