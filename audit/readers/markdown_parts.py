"""Parts of a Markdown page that lines of their own set off: names between rules, values between two rules."""

import re
from typing import NamedTuple

from audit.model.role import Role
from audit.readers.front_matter import read_front_matter

# "--- task ---" opens a part of the page, "--- /task ---" closes it.
_NAME = re.compile(r"-{3,}[ \t]+(/?)([a-z][a-z0-9]*+(?:-[a-z0-9]++)*+)[ \t]+-{3,}[ \t]*$")
_RULE = r"-{3,20}"
_WHOLE = re.compile(
    rf"{_RULE}[ \t]{{1,9}}([a-z][a-z0-9-]{{0,40}}+)[ \t]{{1,9}}{_RULE}[ \t]{{1,9}}(\S[^\n]{{0,2000}}?)"
    rf"[ \t]{{1,9}}{_RULE}[ \t]{{1,9}}/\1[ \t]{{1,9}}{_RULE}[ \t]*$"
)
_MOST_NAMES = 50  # each is looked for once in the whole text
_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:[A-Za-z_][\w-]{0,40}+:(?:[ \t][^\r\n]*+)?\r?\n){1,20}+---[ \t]*(?=[\r\n]|\Z)"
)


class InnerMatter(NamedTuple):
    """Values at the head of a part: where the titles among them stand, and where the block ends."""

    titles: list[tuple[int, int]]
    end: int


def inner_matter(text: str, start: int) -> InnerMatter | None:
    """The block of values that begins with the rule at `start`; None where none does."""
    match = _MATTER.match(text, start)
    if match is None:
        return None
    pieces = [
        segment.map.pieces
        for segment in read_front_matter(text, start, match.end()).segments
        if segment.role is Role.HEADLINE
    ]
    return InnerMatter([(found[0].file_start, found[-1].file_end) for found in pieces], match.end())


class NamedParts:
    """The names between rules that open and close a part of `text`: a name alone may be text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paired: dict[str, bool] = {}

    def inside(self, start: int, end: int) -> tuple[int, int] | None:
        """What stands between two such names on one line `[start, end)`; None where they do not."""
        if not self.text.startswith("---", start, end):
            return None
        match = _WHOLE.match(self.text, start, end)
        return match.span(2) if match else None

    def has_edge(self, start: int, end: int) -> bool:
        """True for a line `[start, end)` that opens or closes a part."""
        if not self.text.startswith("---", start, end):
            return False
        match = _NAME.match(self.text, start, end)
        if match is None:
            return False
        slash, name = match.groups()
        if name not in self.paired and len(self.paired) < _MOST_NAMES:
            twin = rf"^[ \t]*-{{3,}}[ \t]+{'' if slash else '/'}{name}[ \t]+-{{3,}}"
            self.paired[name] = re.search(twin, self.text, re.MULTILINE) is not None
        return self.paired.get(name, False)
