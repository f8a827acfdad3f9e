"""What of a plain text is notation of AsciiDoc: blocks of code, lines of attributes and macros, terms of an index.

Manuals are written in it, and many come as plain text. Only these are told apart; the prose between them is read as any.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

FEWEST = 2  # lines of notation that make a text AsciiDoc
# What encloses code, literal text, passed-through markup and comments, by the first sign of its line.
_FENCES = frozenset("-.+/")
_SHORTEST_FENCE = 4
_TERM = "((("


@cache
def _attribute() -> re.Pattern[str]:
    """`[source,ruby]`, `[[anchor]]`, `[NOTE]`, `[role="x"]`: a line before the block it tells of."""
    return re.compile(
        r"\[\[[\w.:,-]{1,200}[^\[\]\n]{0,200}\]\]|\[(?:source|listing|literal|quote|verse|role|id|cols|options|width"
        r"|float|discrete|horizontal|NOTE|TIP|WARNING|IMPORTANT|CAUTION|#[\w-]+|\.[\w-]+|%\w+)\b[^\[\]\n]{0,300}\]"
    )


@cache
def _macro() -> re.Pattern[str]:
    """`include::part.asc[]`, `:toc: left`, `// a remark`."""
    return re.compile(
        r"(?:include|image|ifdef|ifndef|ifeval|endif|toc|video|audio)::[^\s\[\]]{0,300}\[[^\n]{0,300}\]"
        r"|:!?[A-Za-z][\w-]{1,60}!?:(?:\s[^\n]*)?|//(?!/)[^\n]*"
    )


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"={2,6} \S")


def notation_lines(text: str) -> frozenset[int]:
    """Numbers of the lines that nobody reads, those of code among them; none where the text is no AsciiDoc."""
    if not any(sign in text for sign in ("\n[", _TERM)) and not text.startswith("["):
        return frozenset()
    lines = [line.strip() for line in text.replace("\0", "\n").splitlines()]
    attributes = [
        index for index, line in enumerate(lines) if line[:1] == "[" and _attribute().fullmatch(line)
    ]
    headings = sum(line.startswith("==") and _heading().match(line) is not None for line in lines)
    terms = [index for index, line in enumerate(lines) if line[:3] == _TERM and line.endswith(")))")]
    hidden = {*attributes, *terms}
    if not hidden or len(hidden) + headings < FEWEST:
        return frozenset()
    hidden.update(_fenced(lines))
    hidden.update(
        index for index, line in enumerate(lines) if line[:1] in "iteva:/" and _macro().fullmatch(line)
    )
    return frozenset(hidden)


def _fenced(lines: list[str]) -> Iterator[int]:
    """The lines of blocks of code with those around them. A fence that nothing closes is a rule, and encloses nothing."""
    fences = [index for index, line in enumerate(lines) if _is_fence(line)]
    later: dict[str, list[int]] = {}
    for index in fences:
        later.setdefault(lines[index], []).append(index)
    after = {index: following for places in later.values() for index, following in pairwise(places)}
    end = -1
    for index in fences:
        if index > end and index in after:
            end = after[index]
            yield from range(index, end + 1)


def _is_fence(line: str) -> bool:
    return len(line) >= _SHORTEST_FENCE and line[0] in _FENCES and line == line[0] * len(line)


def without_terms(line: str) -> str:
    """The line without terms of an index at its end: "It lists them.(((commands, list)))"."""
    while line.endswith(")))") and (start := line.rfind(_TERM)) > 0:
        line = line[:start].rstrip()
    return line
