"""How text is written into cues: on lines by themselves, none of them empty."""

from collections.abc import Callable, Mapping

from audit.readers.notation import UnwritableError, encodable

ALONE = "-alone"  # of a cue without text: what is written begins a line of its own
CRLF = "-crlf"
_BREAKS = {"": "\n", CRLF: "\r\n"}

Write = Callable[[str, str], str]


def cue_notations(name: str, write: Write) -> Mapping[str, Write]:
    """The notations of a format whose text stands on lines by itself, out of the writer of one line.

    A line break is written as the file has it; a cue without text gets a line.
    """

    def in_file(line_break: str, alone: bool) -> Write:
        def written(text: str, encoding: str) -> str:
            if "\r" in text:
                raise UnwritableError("a cue has no carriage return")
            lines = text.split("\n")
            if (len(lines) > 1 or (alone and text)) and not all(line.strip(" \t\ufeff") for line in lines):
                raise UnwritableError("a cue ends at an empty line: the text cannot hold one")
            characters = line_break.join([write(encodable(line, encoding), encoding) for line in lines])
            return line_break + characters if alone else characters

        return written

    return {
        name + ending + standing: in_file(line_break, bool(standing))
        for ending, line_break in _BREAKS.items()
        for standing in ("", ALONE)
    }
