"""WebVTT: cues with identifiers and settings, among notes, styles and regions."""

import re

from audit.model.directive import Directive
from audit.model.unchecked import Unchecked
from audit.model.unit import Unit
from audit.readers.content import Content
from audit.readers.units.comments import directive_in_comment
from audit.readers.units.cue_notations import ALONE
from audit.readers.units.cues import LINE, add_line_break, cue, cues, notation_in
from audit.readers.units.exact_value import ExactValue
from audit.readers.units.locale_tags import tag_of_locale
from audit.readers.units.unread import Unread

VTT = "vtt"

_SIGNATURE = re.compile(r"\ufeff?WEBVTT(?=[ \t\r\n]|\Z)")
_CLOCK = r"[0-9]{1,6}:[0-9]{1,2}(?::[0-9]{1,2})?\.[0-9]{1,4}"
_TIMING = re.compile(rf"[ \t]*({_CLOCK}[ \t]*-->[ \t]*{_CLOCK})(?=[ \t]|\Z)")
_LANGUAGE = re.compile(r"language[ \t]*:[ \t]*([A-Za-z0-9_-]+)[ \t]*\Z", re.IGNORECASE)
_APART = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t]|\Z)")
# "&lt;" and "&gt;" stay as they are written: beside them "<" and ">" are tags.
_ENTITY = re.compile(r"&(?:(amp|nbsp|lrm|rlm)|#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "nbsp": "\N{NO-BREAK SPACE}", "lrm": "\u200e", "rlm": "\u200f"}
_AMPERSAND = re.compile(r"&(?!(?:lt|gt);)")
_WRITTEN = {char: f"&{name};" for name, char in _NAMED.items() if name != "amp"}
_NO_TIMING = (
    "the timing of a cue, such as 00:01:02.500 --> 00:01:04.000, is missing or not sound, and no player shows the "
    "text: write it, or put NOTE before what is a comment"
)
_NO_SIGNATURE = (
    "the file does not begin with WEBVTT, and players show none of it; write that on its first line"
)

_Line = tuple[int, int, int]  # start, end, end with its break


def read_vtt(text: str) -> Content:
    """The cues of a WebVTT file, in order."""
    reader = _Reader(text)
    reader.read()
    content = cues(reader.units, reader.unread, reader.directives, reader.language)
    if _SIGNATURE.match(text) or not text.strip("\ufeff \t\r\n"):
        return content
    return Content(
        (),
        language=content.language,
        unchecked=(Unchecked("the first line", _NO_SIGNATURE), *content.unchecked),
        directives=content.directives,
        flow=content.flow,
        units=content.units,
    )


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.units: list[Unit] = []
        self.directives: list[Directive] = []
        self.unread = Unread()
        self.language: str | None = None
        self._notes: tuple[str, ...] = ()
        self._notation = notation_in(VTT, text)

    def read(self) -> None:
        text = self.text
        lines: list[_Line] = []
        for match in LINE.finditer(text):
            start, whole = match.span()
            if start < whole:
                lines.append((start, start + len(match.group().rstrip("\r\n")), whole))
        at, size = 0, len(lines)
        while at < size:
            end = at
            while end < size and lines[end][0] < lines[end][1]:
                end += 1
            while at < end:  # a cue ends also where the next timing stands
                at = self._block(lines, at, end)
            at = end + 1

    def _block(self, lines: list[_Line], first: int, end: int) -> int:
        """Reads the block of lines `[first, end)`; gives where it ends."""
        text = self.text
        start, stop, _ = lines[first]
        if start <= 1 and _SIGNATURE.match(text):
            self._header(lines, first, end)
            return end
        arrows = (at for at in range(first, end) if "-->" in text[lines[at][0] : lines[at][1]])
        at = next(arrows, None)
        if at is not None:  # only the line before it can be an identifier
            begin = max(first, at - 1)
            self._lost(lines, first, begin)
            return self._cue(lines, begin, at, end)
        if _APART.match(text, start, stop):
            if text.startswith("NOTE", start):
                self._note(start, lines[end - 1][1])
        else:
            self._lost(lines, first, end)
        return end

    def _lost(self, lines: list[_Line], first: int, end: int) -> None:
        """Notes lines of text that belong to no cue."""
        kept = [at for at in range(first, end) if self.text[lines[at][0] : lines[at][1]].strip("\ufeff \t")]
        if kept:
            self.unread.add(kept[0] + 1, kept[-1] + 1, _NO_TIMING)

    def _header(self, lines: list[_Line], first: int, end: int) -> None:
        for start, stop, _ in lines[first + 1 : end]:
            if match := _LANGUAGE.match(self.text, start, stop):
                self.language = self.language or tag_of_locale(match.group(1))

    def _note(self, start: int, end: int) -> None:
        directive = directive_in_comment(self.text, start, start + 4, end, end)
        if directive is not None:
            self.directives.append(directive)
        elif note := self.text[start + 4 : end].strip():
            self._notes = (*self._notes, note)

    def _cue(self, lines: list[_Line], first: int, at: int, end: int) -> int:
        """The cue whose timing stands on line `at`, before it, where `first` is another, its identifier."""
        text = self.text
        begin = at + 1
        stop = begin
        while stop < end and "-->" not in text[lines[stop][0] : lines[stop][1]]:
            stop += 1
        timing = _TIMING.match(text, lines[at][0], lines[at][1])
        if timing is None:
            self.unread.add(first + 1, stop, _NO_TIMING)
            return stop
        value = ExactValue()
        for number in range(begin, stop):
            start, line_end, whole = lines[number]
            self._line(value, start, line_end)
            if number + 1 < stop:
                add_line_break(value, text, line_end, whole)
        side = value.finish(lines[at][1], self._notation + (ALONE if stop == begin else ""), self.language)
        name = text[lines[first][0] : lines[first][1]].strip() if first < at else str(len(self.units) + 1)
        self.units.append(cue(name, side, timing.group(1), self._notes))
        self._notes = ()
        return stop

    def _line(self, value: ExactValue, start: int, end: int) -> None:
        done = start
        for match in _ENTITY.finditer(self.text, start, end):
            shown = _character(match)
            if shown is None:
                continue
            value.add(self.text[done : match.start()], done)
            value.add_escape(shown, match.start(), match.end())
            done = match.end()
        value.add(self.text[done:end], done)


def write_vtt_line(text: str, encoding: str) -> str:
    """A line of a cue. Tags, "&lt;" and "&gt;" are written as they stand."""
    text = _AMPERSAND.sub("&amp;", text)
    return "".join([_WRITTEN.get(character, character) for character in text])


def _character(match: re.Match[str]) -> str | None:
    """What a reference stands for; None for no character."""
    name, decimal, hexadecimal = match.groups()
    if name is not None:
        return _NAMED[name]
    code = int(decimal) if decimal is not None else int(hexadecimal, 16)
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return None
    return chr(code)
