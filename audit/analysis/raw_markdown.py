"""What of a Markdown file no segment shows: code fences, the keys at its head, comments. Offsets count in the file."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from audit.analysis.text_view import TextView
from audit.model.notation import Notation

# What a block calls its content when it is text, or nothing.
PLAIN = frozenset({"", "text", "txt", "plaintext", "plain", "md", "markdown", "mdx", "none"})
CODE = "code"  # the path of what is read of a code block: letters lost in it
_FENCE = re.compile(
    r"^[ \t>]{0,20}(?:[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)?(`{3,}+|~{3,}+)([^\r\n]*+)", re.MULTILINE
)
_MATTER = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_LONGEST_MATTER = 65536


class Fence(NamedTuple):
    """A code block: its opening line `[start, inside)`, what it holds up to `stop`, and where its last line ends.

    `marks` are the signs of the opening line, `info` what stands behind them. One that is never closed goes to the end.
    """

    start: int
    inside: int
    stop: int
    end: int
    marks: str
    info: str
    closed: bool

    @property
    def language(self) -> str:
        """The language it names, in small letters; "" for none."""
        name = re.match(r"[\w+#.-]+", self.info.strip().lstrip("{."))
        return name.group().lower() if name else ""


def is_markdown(view: TextView) -> bool:
    """True when the document was read as Markdown."""
    return view.remember(
        "is markdown", lambda: any(item.notation == Notation.MARKDOWN for item in view.segments)
    )


def fences(view: TextView) -> list[Fence]:
    """The code blocks of a Markdown file, in order."""
    return view.remember("fences", lambda: _fences(view.file_text) if is_markdown(view) else [])


def code_stretches(view: TextView) -> Iterator[tuple[Fence, int, int]]:
    """The code blocks whose content names no programming language, and what of each no segment shows."""
    for fence in fences(view):
        if fence.language not in PLAIN:
            continue
        index = bisect_left(view.file_starts, fence.inside)
        while index < len(view.segments) and view.segments[index].path == CODE:
            index += 1
        read = view.file_starts[index] if index < len(view.segments) else fence.stop
        if fence.inside < min(read, fence.stop):
            yield fence, fence.inside, min(read, fence.stop)


def _fences(text: str) -> list[Fence]:
    found: list[Fence] = []
    if "```" not in text and "~~~" not in text:
        return found
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        marks, info = match.groups()
        if opening is None:
            if "`" not in info or marks[0] == "~":
                opening = match
        elif marks.startswith(opening.group(1)) and not info.strip():
            found.append(_fence(text, opening, match))
            opening = None
    if opening is not None:
        found.append(_fence(text, opening, None))
    return found


def _fence(text: str, opening: re.Match[str], closing: re.Match[str] | None) -> Fence:
    inside = text.find("\n", opening.end()) + 1 or len(text)
    stop = len(text) if closing is None else max(closing.start(), inside)
    end = len(text) if closing is None else closing.end()
    return Fence(opening.start(1), inside, stop, end, opening.group(1), opening.group(2), closing is not None)


def in_fence(view: TextView, place: int) -> bool:
    """True for a place of the file inside a code block."""
    blocks = fences(view)
    index = bisect_right(blocks, place, key=lambda fence: fence.start) - 1
    return index >= 0 and place < blocks[index].end


def front_matter(view: TextView) -> tuple[int, int] | None:
    """The lines between the rules at the head of a Markdown file; None where there are none."""
    return view.remember("front matter", lambda: _matter(view.file_text) if is_markdown(view) else None)


def _matter(text: str) -> tuple[int, int] | None:
    opening = _MATTER.match(text)
    closing = _MATTER_END.search(text, opening.end(), _LONGEST_MATTER) if opening else None
    return (opening.end(), closing.start()) if opening and closing else None
