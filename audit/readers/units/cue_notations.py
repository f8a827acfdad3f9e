"""How text is written into cues: on lines by themselves, none of them empty."""

from collections.abc import Callable, Mapping

from audit.readers.notation import UnwritableError, encodable

ALONE = "-alone"  # of a cue without text: what is written begins a line of its own
CRLF = "-crlf"
_BREAKS = {"": "\n", CRLF: "\r\n"}
_NAMES = [(ending, standing) for ending in _BREAKS for standing in ("", ALONE)]

Write = Callable[[str, str], str]


def cue_notations(name: str, write: Write) -> Mapping[str, Write]:
    """The notations of a format whose text stands on lines by itself, out of the writer of one line.

    A line break is written as the file has it; a cue without text gets a line.
    """

    def in_file(line_break: str, alone: bool) -> Write:
        def written(text: str, encoding: str) -> str:
            lines = [write(encodable(line, encoding), encoding) for line in text.split("\n")]
            return (line_break if alone else "") + line_break.join(lines)

        return written

    return {name + ending + alone: in_file(_BREAKS[ending], bool(alone)) for ending, alone in _NAMES}


def cue_wholes(name: str) -> Mapping[str, Callable[[str], None]]:
    """What those notations ask of the whole text of a cue."""
    return {name + ending + alone: _ask for ending, alone in _NAMES}


def _ask(text: str) -> None:
    if "\r" in text or "-->" in text:
        raise UnwritableError("a cue holds neither a carriage return nor an arrow, the mark of a timing")
    if text and not all(line.strip(" \t\ufeff") for line in text.split("\n")):
        raise UnwritableError("a cue ends at an empty line: the text cannot hold one")
