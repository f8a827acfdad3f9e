"""Advanced SubStation Alpha and its forerunner: the texts of the lines that are spoken."""

import re

from audit.model.unit import State, Unit
from audit.readers.content import Content
from audit.readers.notation import UnwritableError, encodable
from audit.readers.units.cues import LINE, cue, cues
from audit.readers.units.exact_value import ExactValue
from audit.readers.units.unread import Unread

ASS = "ass-text"

_SECTION = re.compile(r"\ufeff?[ \t]*\[([^\]\r\n]{1,80})\]")
_FIELDS = re.compile(r"[ \t]*Format[ \t]*:([^\r\n]*)", re.IGNORECASE)
_DIALOGUE = re.compile(r"[ \t]*Dialogue[ \t]*:[ \t]*", re.IGNORECASE)
_USUAL = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
_ESCAPE = re.compile(r"\{[^{}]*+\}|\\([Nnh])")  # what overrides a style is kept as it stands
_SHOWN = {"N": "\n", "n": "\n", "h": "\N{NO-BREAK SPACE}"}
_DRAWING = re.compile(r"\\p[1-9]")
_FIELDS_MISSING = (
    "a line of dialogue has fewer fields than the line Format names, and is passed over; write them"
)


def read_ass(text: str) -> Content:
    """The lines of dialogue, in order; drawings are locked."""
    unread = Unread()
    units: list[Unit] = []
    spoken = False
    fields = _USUAL
    for number, match in enumerate(LINE.finditer(text), 1):
        start = match.start()
        end = start + len(match.group().rstrip("\r\n"))
        if section := _SECTION.match(text, start, end):
            spoken = section.group(1).strip().lower() == "events"
        elif not spoken:
            continue
        elif named := _FIELDS.match(text, start, end):
            fields = [name.strip().lower() for name in named.group(1).split(",")]
        elif begun := _DIALOGUE.match(text, start, end):
            parts = text[begun.end() : end].split(",", len(fields) - 1)
            if len(parts) < len(fields):
                unread.add(number, number, _FIELDS_MISSING)
                continue
            units.append(_unit(text, end - len(parts[-1]), end, dict(zip(fields, parts, strict=True)), units))
    return cues(units, unread)


def write_ass_text(text: str, encoding: str) -> str:
    """The text of a line of dialogue."""
    return encodable(text.replace("\n", "\\N").replace("\N{NO-BREAK SPACE}", "\\h"), encoding)


def ask_ass_text(text: str) -> None:
    """Raises UnwritableError for a text that no line of dialogue has."""
    if any(match.group(1) for match in _ESCAPE.finditer(text)):
        raise UnwritableError("a backslash before this letter is an escape; the text cannot hold it")
    if "\r" in text or any("\n" in part or "\xa0" in part for part in re.findall(r"\{[^{}]*+\}", text)):
        raise UnwritableError("this cannot stand among the signs that override a style")


def _unit(text: str, start: int, end: int, fields: dict[str, str], before: list[Unit]) -> Unit:
    value = ExactValue()
    done = start
    for match in _ESCAPE.finditer(text, start, end):
        if match.group(1) is None:
            continue
        value.add(text[done : match.start()], done)
        value.add_escape(_SHOWN[match.group(1)], match.start(), match.end())
        done = match.end()
    value.add(text[done:end], done)
    side = value.finish(start, ASS)
    drawn = any(_DRAWING.search(part) for part in re.findall(r"\{[^{}]*+\}", side.text))
    timing = f"{fields.get('start', '').strip()} --> {fields.get('end', '').strip()}"
    return cue(str(len(before) + 1), side, timing, (), State.LOCKED if drawn else State.TRANSLATED)
