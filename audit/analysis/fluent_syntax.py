"""Fluent patterns read piece by piece: what stands in braces, and the variants of a selection."""

import re
from typing import NamedTuple

_TOKEN = re.compile(r"""(?m)"(?:[^"\\\n]|\\.)*+"|\{|\}|->|^[ \t]*\*?\[[^\[\]\n]{1,80}\]""")
_REFERENCE = re.compile(
    r"\$[A-Za-z][\w-]*|(?<![\w$-])-[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)?|[A-Za-z][\w-]*(?:\.[\w-]+)?"
)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*+"')
_FUNCTION = re.compile(r"[A-Z][A-Z0-9_-]*\s*\(")
_OPTION = re.compile(r"[A-Za-z][\w-]*\s*:\s*(?:[\d.]+|\x01*)")


class Frame(NamedTuple):
    """A stretch that a reader does not see, with what it refers to ("" for a literal, or none)."""

    start: int
    end: int
    name: str


class Pattern(NamedTuple):
    """The frames of a pattern in order, the variant keys of its selections, and the braces without partner."""

    frames: list[Frame]
    keys: list[tuple[str, str]]  # selector, key
    unpaired: list[int]


def read_pattern(text: str) -> Pattern:
    """Read one pattern."""
    frames: list[Frame] = []
    keys: list[tuple[str, str]] = []
    unpaired: list[int] = []
    # Of each open brace: its place, and the selector once the arrow has come; `begun` is where code began.
    stack: list[tuple[int, str | None]] = []
    begun = 0
    in_text = True
    for found in _TOKEN.finditer(text):
        token, place = found.group(), found.start()
        if token == "{":
            if in_text:
                begun = place
            stack.append((place, None))
            in_text = False
        elif token == "}":
            if not stack:
                unpaired.append(place)
                continue
            _, selector = stack.pop()
            if selector is not None:
                # The line break and the blanks before it belong to the code.
                start = begun if not in_text else _line_end(text, place)
                frames.append(Frame(start, found.end(), ""))
                in_text = True
            elif not stack or stack[-1][1] is not None:
                frames.append(Frame(begun, found.end(), reference(text[begun + 1 : place])))
                in_text = True
        elif token == "->":
            if stack and not in_text and stack[-1][1] is None:
                selector = reference(text[stack[-1][0] + 1 : place])
                stack[-1] = (stack[-1][0], selector)
        elif token[0] != '"' and stack and stack[-1][1] is not None:
            selector = stack[-1][1] or ""
            keys.append((selector, token.strip(" \t*[]")))
            start = begun if not in_text else _line_end(text, place)
            end = found.end() + (text[found.end() : found.end() + 1] == " ")
            frames.append(Frame(start, end, selector))
            in_text = True
    unpaired += [place for place, _ in stack]
    return Pattern(sorted(frame for frame in frames if frame.end > frame.start), keys, sorted(unpaired))


def _line_end(text: str, place: int) -> int:
    while place and text[place - 1] in " \t\n":
        place -= 1
    return place


def reference(code: str) -> str:
    """What the code between braces refers to: `$name`, `-term`, `message.attribute`; "" for a literal."""
    if '"' in code:
        code = _STRING.sub("", code)
    if "(" in code:
        code = _FUNCTION.sub(" ", code)
        code = _OPTION.sub("", code)
    found = _REFERENCE.search(code)
    return found.group() if found else ""
