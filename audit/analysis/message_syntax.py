"""ICU MessageFormat read piece by piece: arguments, branches of plural and select, and what breaks the syntax.

Java's MessageFormat is the same syntax where an apostrophe always quotes; ICU's quotes only in front of a brace, a
number sign in a plural, or a line. One pass, left to right; broken messages are read as far as they make sense.
"""

import re
from enum import StrEnum
from typing import NamedTuple

import msgspec

DEEPEST = 12  # messages inside messages
PLURALS = frozenset({"plural", "selectordinal"})
BRANCHING = PLURALS | {"select"}
SIMPLE = frozenset({"number", "date", "time", "spellout", "ordinal", "duration", "list", "choice"})

_STOPS = re.compile(r"[{}#']")
_BRACES = re.compile(r"[{}]")
_NAME = re.compile(r"\s*([^\s{},#|'<>]{1,80})\s*")
_KEYWORD = re.compile(r"\s*(?:offset:\s*\d+\s*)?([^\s{},#']{1,80})\s*\{")


class Trouble(StrEnum):
    """How the syntax of a message is broken."""

    UNCLOSED = "unclosed"  # a brace that is never closed
    STRAY = "stray"  # a closing brace that nothing opened
    NAMELESS = "nameless"  # braces around what is no name
    TYPE = "type"  # {n, whatever}: a type that there is not
    BRANCH = "branch"  # something between branches that is none
    NO_OTHER = "no other"  # a choice without the branch that every other value takes


class Fault(NamedTuple):
    """Broken syntax at `[start, end)`; `name` is the argument or the word in question."""

    trouble: Trouble
    start: int
    end: int
    name: str = ""


class Branch(NamedTuple):
    """`keyword {message}`: places of the keyword and of the message inside the braces."""

    keyword: str
    keyword_start: int
    start: int
    end: int


class Argument(msgspec.Struct):
    """`{name}`, `{name, type, style}` or `{name, plural, branches}`. `end` lies behind the closing brace."""

    name: str
    start: int
    end: int = 0
    kind: str = ""
    branches: list[Branch] = []
    depth: int = 0


class Message(msgspec.Struct):
    """What a message is made of. `frames` are the stretches a reader does not see, in order; `counts` are the number
    signs that stand for a plural's number, each with the plural's name; `quotes` are apostrophes that quote."""

    arguments: list[Argument] = []
    faults: list[Fault] = []
    frames: list[tuple[int, int, str]] = []
    counts: list[tuple[int, str]] = []
    quotes: list[tuple[int, int]] = []


def read_message(text: str, always_quotes: bool = False) -> Message:
    """Read one message. `always_quotes`: an apostrophe quotes whatever follows, as in Java."""
    message = Message()
    _Reader(text, message, always_quotes).message(0, None, 0)
    message.frames.sort()
    return message


class _Reader:
    def __init__(self, text: str, message: Message, always: bool) -> None:
        self.text = text
        self.out = message
        self.always = always
        self.closing: dict[int, int] = {}
        opened: list[int] = []
        for found in _BRACES.finditer(text):
            if found.group() == "{":
                opened.append(found.start())
            elif opened:
                self.closing[opened.pop()] = found.end()

    def message(self, place: int, plural: str | None, depth: int) -> int:
        """Read up to the brace that closes this message; its place, or the end of the text."""
        text, size = self.text, len(self.text)
        while True:
            found = _STOPS.search(text, place)
            if found is None:
                return size
            place, sign = found.start(), found.group()
            if sign == "'":
                place = self.quote(place, plural)
            elif sign == "#":
                if plural is not None:
                    self.out.counts.append((place, plural))
                    self.out.frames.append((place, place + 1, plural))
                place += 1
            elif sign == "{":
                place = self.argument(place, plural, depth)
            elif depth:
                return place
            else:
                self.out.faults.append(Fault(Trouble.STRAY, place, place + 1))
                place += 1

    def quote(self, place: int, plural: str | None) -> int:
        """The place behind an apostrophe and what it quotes."""
        text = self.text
        after = text[place + 1 : place + 2]
        if after == "'":
            return place + 2
        if not self.always and not (after in ("{", "}") or (plural is not None and after == "#")):
            return place + 1
        end = place + 1
        while True:
            end = text.find("'", end)
            if end < 0:
                end = len(text)
                break
            if text[end + 1 : end + 2] != "'":
                end += 1
                break
            end += 2
        self.out.quotes.append((place, end))
        return end

    def argument(self, place: int, plural: str | None, depth: int) -> int:
        """Read an argument from its opening brace; the place behind it."""
        text, out = self.text, self.out
        start = place
        found = _NAME.match(text, place + 1)
        if found is None or text[found.end() : found.end() + 1] not in ("}", ","):
            end = self.behind(place)
            closed = end > place + 1 and text[end - 1] == "}"
            trouble = Trouble.NAMELESS if closed else Trouble.UNCLOSED
            # A template's double braces are no broken argument.
            if not text.startswith("{{", place):
                out.faults.append(Fault(trouble, start, end if closed else start + 1))
            return end if closed else start + 1
        argument = Argument(found[1], start, depth=depth)
        out.arguments.append(argument)
        place = found.end()
        if text[place] == "}":
            argument.end = place + 1
            out.frames.append((start, argument.end, argument.name))
            return argument.end
        kind = _NAME.match(text, place + 1)
        if kind is None or text[kind.end() : kind.end() + 1] not in ("}", ","):
            end = self.behind(start)
            argument.end = end
            out.frames.append((start, end, argument.name))
            trouble = Trouble.UNCLOSED if text[end - 1] != "}" else Trouble.TYPE
            out.faults.append(Fault(trouble, start, end, argument.name))
            return end
        argument.kind = kind[1]
        if argument.kind in BRANCHING and text[kind.end()] == "," and depth < DEEPEST:
            return self.branches(argument, kind.end() + 1, plural, depth)
        if argument.kind not in SIMPLE and argument.kind not in BRANCHING:
            out.faults.append(Fault(Trouble.TYPE, kind.start(1), kind.end(1), argument.kind))
            if text[kind.end()] == "," and _KEYWORD.match(text, kind.end() + 1):
                return self.branches(argument, kind.end() + 1, plural, depth)
        end = self.behind(start)
        argument.end = end
        out.frames.append((start, end, argument.name))
        if text[end - 1] != "}" or end == start + 1:
            out.faults.append(Fault(Trouble.UNCLOSED, start, end, argument.name))
        return end

    def branches(self, argument: Argument, place: int, plural: str | None, depth: int) -> int:
        """Read `keyword {message}` up to the closing brace of the argument."""
        text, out, size = self.text, self.out, len(self.text)
        start = argument.start
        counted = argument.name if argument.kind != "select" else plural
        argument.branches = []
        while True:
            found = _KEYWORD.match(text, place)
            if found is None:
                break
            inside = found.end()
            out.frames.append((start, inside, argument.name))
            end = self.message(inside, counted, depth + 1)
            argument.branches.append(Branch(found[1], found.start(1), inside, end))
            start = place = end
            if end >= size:
                out.faults.append(Fault(Trouble.UNCLOSED, argument.start, size, argument.name))
                argument.end = size
                return size
            place = end + 1
        end = place
        while end < size and text[end].isspace():
            end += 1
        if text[end : end + 1] != "}":
            closing = text.find("}", end)
            stop = closing if closing >= 0 else size
            if closing < 0:
                out.faults.append(Fault(Trouble.UNCLOSED, argument.start, size, argument.name))
            else:
                out.faults.append(Fault(Trouble.BRANCH, end, max(stop, end), argument.name))
            end = stop
        argument.end = min(end + 1, size)
        out.frames.append((start, argument.end, argument.name))
        if not any(branch.keyword == "other" for branch in argument.branches):
            out.faults.append(Fault(Trouble.NO_OTHER, argument.start, argument.end, argument.name))
        return argument.end

    def behind(self, place: int) -> int:
        """The place behind the brace that closes the one at `place`, or the end of the text."""
        return self.closing.get(place, len(self.text))
