"""Blocks of code that differ in what a program reads: comments and texts in quotation marks may be translated."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from audit.analysis.page_view import PageView
from audit.model.mqm import Confidence
from audit.model.span import Span

LONGEST = 400  # lines of a block that are compared
# What is written for people, whatever stands between the fences.
FOR_PEOPLE = frozenset(
    {
        "text",
        "txt",
        "plain",
        "plaintext",
        "output",
        "log",
        "md",
        "markdown",
        "mermaid",
        "math",
        "latex",
        "tex",
    }
    | {"diff", "prompt", "ascii", "tree", "none"}
)
MARKED_UP = frozenset(
    {"html", "xml", "xhtml", "svg", "vue", "svelte", "jsx", "tsx", "htmldjango", "jinja", "jinja2", "django"}
    | {"erb", "php", "razor"}
)
OF_VALUES = frozenset({"yaml", "yml", "toml", "ini", "cfg", "conf", "env", "dotenv", "properties"})
_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t>]*(?:`{3,}|~{3,})[ \t]*([^\s`{]*)")
_COMMENT = re.compile(
    r"(?:(?<=\s)|^)(?:#(?![A-Za-z0-9{])|//|--(?=\s)|;;|REM\b|rem\b|%(?=\s)|::(?=\s))[^\n]*", re.M
)
_LONG = re.compile(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}|\"\"\".*?\"\"\"|'''.*?'''", re.S)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|(?<!\w)'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`|“[^”\n]*”")
_KEY = re.compile(r"\s*[:=](?!=)")
_BETWEEN_TAGS = re.compile(r">([^<>{}]+)(?=<|$)")
_PLACEHOLDER = re.compile(r"<[^<>=/\n]{1,60}>|\[[^\]\[\n\"']{1,60}\]|\{[^{}\n\"':]{1,60}\}")
_WORD = re.compile(r"\w+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[(){}\[\]<>=;$&|\\/+*]|\w_\w|\w\.\w")


class CodeFault(NamedTuple):
    """Pair `pair` is a block; `place` is the first line of the translation that differs, `source` that of the source."""

    pair: int
    place: Span
    source: Span
    lines: int
    was: str
    confidence: Confidence | None


class FenceFault(NamedTuple):
    pair: int
    place: Span
    language: str


def changed_code(view: PageView) -> Iterator[CodeFault]:
    """Blocks whose code differs."""
    for index, theirs, mine in _blocks(view):
        if theirs == mine:
            continue
        fault = _compared(index, theirs, mine)
        if fault is not None:
            yield fault


def lost_fence_languages(view: PageView) -> Iterator[FenceFault]:
    """Blocks whose fence names no language any more, or one that is none."""
    for index, theirs, mine in _blocks(view):
        one, other = _FENCE.match(theirs), _FENCE.match(mine)
        if one is None or other is None or not one[1] or one[1].casefold() == other[1].casefold():
            continue
        if not other[1] or not other[1].isascii():
            end = mine.find("\n")
            yield FenceFault(index, Span(0, end if end >= 0 else len(mine)), one[1])


def _blocks(view: PageView) -> Iterator[tuple[int, str, str]]:
    for index in range(view.whole, len(view.pairs)):
        bead = view.beads[index]
        if bead.source and bead.target and view.kind(index) == "code":
            yield index, view.pairs[index].source.text, view.pairs[index].target.text


def _compared(index: int, theirs: str, mine: str) -> CodeFault | None:
    fence = _FENCE.match(theirs)
    tag = fence[1].lower() if fence is not None else ""
    if tag in FOR_PEOPLE:
        return None
    lines, own = _lines(theirs, tag), _lines(mine, tag)
    if [line for _, line in lines] == [line for _, line in own] or max(len(lines), len(own)) > LONGEST:
        return None
    matcher = SequenceMatcher(None, [line for _, line in lines], [line for _, line in own], autojunk=False)
    first: CodeFault | None = None
    grade = Confidence.POSSIBLE
    count = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        count += max(b - a, d - c)
        telling = _telling([line for _, line in lines[a:b]], [line for _, line in own[c:d]], bool(tag))
        if first is None or (telling and grade is Confidence.POSSIBLE):
            source = (
                lines[a][0] if a < b else Span(lines[a - 1][0].end, lines[a - 1][0].end) if a else Span(0, 0)
            )
            place = own[c][0] if c < d else Span(own[c - 1][0].end, own[c - 1][0].end) if c else Span(0, 0)
            was = theirs[source.start : source.end].strip()
            first = CodeFault(index, place, source, 0, was, grade)
        if telling:
            grade = Confidence.LIKELY
    if first is None:
        return None
    return first._replace(lines=count, confidence=grade)


def _telling(theirs: list[str], mine: list[str], tagged: bool) -> bool:
    """True for a difference that no translation makes: other signs, or other words in what is surely code."""
    one, other = "\n".join(theirs), "\n".join(mine)
    if not _SIGNS.search(one) and not _SIGNS.search(other) and not tagged:
        return False
    if _LETTERS.sub("", one).split() != _LETTERS.sub("", other).split():
        return True
    return tagged


def _lines(block: str, tag: str) -> list[tuple[Span, str]]:
    """The lines of a block with code on them: where each stands, and what a program reads of it."""
    # The fences are no code, whatever their marks mean to a program.
    body = "\n".join(
        " " * len(line) if _FENCE.match(line) and (number == 0 or not line.strip("`~> \t")) else line
        for number, line in enumerate(block.split("\n"))
    )
    body = _LONG.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)
    body = _STRING.sub(lambda match: _blanked(match, body), body)
    body = _COMMENT.sub(lambda match: " " * len(match[0]), body)
    if tag in MARKED_UP or tag == "":
        body = _BETWEEN_TAGS.sub(lambda match: ">" + re.sub(r"[^\n]", " ", match[1]), body)
    found: list[tuple[Span, str]] = []
    place = 0
    for line in body.split("\n"):
        start, place = place, place + len(line) + 1
        if tag in OF_VALUES:
            key, sign, value = _parted(line)
            line = f"{key}{sign}" + ("" if " " in value.strip() or not value.isascii() else value)
        read = " ".join(_WORD.findall(_PLACEHOLDER.sub("<>", line)))
        if read:
            end = start + len(line.rstrip()) if tag not in OF_VALUES else place - 1
            found.append((Span(start, min(end, len(block))), read))
    return found


def _blanked(match: re.Match[str], body: str) -> str:
    """A text in quotation marks without what it says; the key of a value stays."""
    if _KEY.match(body, match.end()) and " " not in match[0]:
        return match[0]
    return '""'.ljust(len(match[0])) if "\n" not in match[0] else match[0]


@cache
def _value() -> re.Pattern[str]:
    return re.compile(r"([^:=]*)([:=])(.*)", re.S)


def _parted(line: str) -> tuple[str, str, str]:
    match = _value().match(line)
    return (match[1], match[2], match[3]) if match else (line, "", "")
