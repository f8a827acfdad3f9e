"""The block of values at the head of a Markdown file (YAML, TOML, JSON, a map of Elixir): those that people read."""

import re
from typing import NamedTuple

from audit.model.notation import Notation
from audit.model.role import Role
from audit.model.segment import Segment
from audit.readers.text_builder import TextBuilder

_ROLES = {
    "title": Role.HEADLINE,
    **dict.fromkeys(
        ("description", "summary", "subtitle", "lead", "caption", "alt", "headline", "excerpt", "abstract"),
        Role.METADATA,
    ),
    **dict.fromkeys(("teaser", "tagline", "linktitle", "seo_title", "seo_description"), Role.METADATA),
}
_LANGUAGE = frozenset({"lang", "language", "locale"})
# What stands below these keys tells of another text: "source: title: …" names the article that was translated.
_ELSEWHERE = frozenset(
    {"source", "sources", "original", "origin", "via", "translation_of", "translated_from"}
)
_FENCE = re.compile(r"\ufeff?(---|\+\+\+|%?\{)[ \t]*(?:\r\n|\r|\n)")
_CLOSERS = {"---": ("---", "..."), "+++": ("+++", "...")}  # others close with a brace
_RULE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")  # may stand behind the brace
_LINE = re.compile(r"([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(r"([ \t]*)(?:-[ \t]+)?[\"']?([A-Za-z_][\w.-]*)[\"']?[ \t]*[:=](?:[ \t]+|$)")
_BLOCK_SCALAR = re.compile(r"[|>][0-9+-]*[ \t]*(?:#.*)?$")
_THREE_QUOTES = re.compile(r"(\"\"\"|\'\'\')[ \t]*$")
_COMMENT = re.compile(r"[ \t]#")
_LONGEST = 65536  # code points of front matter that are looked at


class FrontMatter(NamedTuple):
    """The segments of a front matter, the language it declares, and where it ends (0 without one)."""

    segments: list[Segment]
    language: str | None
    end: int


def read_front_matter(text: str, start: int = 0, end: int | None = None) -> FrontMatter:
    """Read the front matter at the start of `text[start:end]`, if there is one.

    `title` is the headline; other values that people read are metadata; keys and the rest are for
    machines. Their segments are plain text: quotes inside quoted values are the caller's to mind.
    """
    end = len(text) if end is None else end
    opening = _FENCE.match(text, start, end)
    if opening is None:
        return FrontMatter([], None, 0)
    lines: list[tuple[int, int]] = []
    position = opening.end()
    while position < min(end, start + _LONGEST):
        match = _LINE.match(text, position, end)
        if match is None:
            break
        if match.group(1).rstrip() in _CLOSERS.get(opening.group(1), ("}",)):
            segments, language = _values(text, lines)
            rule = _RULE.match(text, match.end(), end) if match.group(1).startswith("}") else None
            return FrontMatter(segments, language, rule.end() if rule else match.end())
        lines.append(match.span(1))
        position = match.end()
    return FrontMatter([], None, 0)


def _values(text: str, lines: list[tuple[int, int]]) -> tuple[list[Segment], str | None]:
    segments: list[Segment] = []
    language: str | None = None
    for index, (start, end) in enumerate(lines):
        key = _KEY.match(text, start, end)
        if key is None:
            continue
        name = key.group(2).lower()
        if name in _LANGUAGE and not key.group(1):
            language = text[key.end() : end].strip(" \t\"'") or None
        elif name in _ROLES and not _is_elsewhere(text, lines[:index], len(key.group(1))):
            if _BLOCK_SCALAR.match(text, key.end(), end):
                nodes_lines = _indented(text, lines[index + 1 :], len(key.group(1)))
                built = _joined(text, nodes_lines)
            elif quotes := _THREE_QUOTES.match(text, key.end(), end):
                built = _joined(text, _up_to(text, lines[index + 1 :], quotes.group(1)))
            else:
                built = _scalar(text, key.end(), end)
            finished = built.finish()
            if finished is not None:
                path = f"front matter/{name}"
                segments.append(Segment(*finished, _ROLES[name], True, None, path, Notation.READ_ONLY))
    return segments, language


def _is_elsewhere(text: str, above: list[tuple[int, int]], indent: int) -> bool:
    """True for a key below one whose values tell of another text."""
    for start, end in reversed(above) if indent else ():
        line = text[start:end]
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            key = _KEY.match(line)
            return key is not None and key.group(2).lower() in _ELSEWHERE
    return False


def _indented(text: str, lines: list[tuple[int, int]], indent: int) -> list[tuple[int, int]]:
    """The lines of a block scalar: those indented more than its key."""
    kept = []
    for start, end in lines:
        stripped = text[start:end].lstrip(" ")
        if stripped and end - start - len(stripped) <= indent:
            break
        kept.append((end - len(stripped), end))
    return kept


def _up_to(text: str, lines: list[tuple[int, int]], quotes: str) -> list[tuple[int, int]]:
    """The lines of a value between three quotation marks."""
    kept = []
    for start, end in lines:
        stripped = text[start:end].lstrip()
        if stripped.startswith(quotes):
            break
        kept.append((end - len(stripped), end))
    return kept


def _joined(text: str, lines: list[tuple[int, int]]) -> TextBuilder:
    builder = TextBuilder()
    last = lines[0][0] if lines else 0
    for start, end in lines:
        builder.add_space(last, start, breaks=True)
        builder.add(text, start, end)
        last = end
    return builder


def _scalar(text: str, start: int, end: int) -> TextBuilder:
    """A value on one line: quoted with escapes, or plain up to a comment."""
    builder = TextBuilder()
    quote = text[start] if start < end else ""
    if quote not in ('"', "'") or not quote:
        comment = _COMMENT.search(text, start, end)
        builder.add(text, start, comment.start() if comment else end)
        return builder
    position = start + 1
    while (position < end and text[position] != quote) or (
        quote == "'" and text.startswith("''", position, end)
    ):
        stop = position + 1
        if quote == "'" and text.startswith("''", position, end):
            stop = position + 2
            builder.add_atomic("'", position, stop)
        elif quote == '"' and text[position] == "\\" and stop < end:
            stop = _escape(builder, text, position, end)
        else:
            while stop < end and text[stop] not in "\\\"'":
                stop += 1
            builder.add(text, position, stop)
        position = stop
    return builder


_SIMPLE_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "_": "\N{NO-BREAK SPACE}"}
_HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}


def _escape(builder: TextBuilder, text: str, position: int, end: int) -> int:
    """Add what a backslash escape stands for; returns where it ends."""
    letter = text[position + 1]
    digits = _HEX_ESCAPES.get(letter, 0)
    stop = min(position + 2 + digits, end)
    if digits:
        code = text[position + 2 : stop]
        if re.fullmatch(f"[0-9A-Fa-f]{{{digits}}}", code) and int(code, 16) <= 0x10FFFF:
            builder.add_atomic(chr(int(code, 16)), position, stop)
            return stop
    if letter in _SIMPLE_ESCAPES:
        builder.add_atomic(_SIMPLE_ESCAPES[letter], position, position + 2)
    else:
        builder.add_space(position, position + 2)
    return position + 2
