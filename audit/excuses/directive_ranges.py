"""Directives in, stretches of the file out: what the comments in a document excuse, and where.

    audit-disable-line IDS: reason         the line the comment stands on
    audit-disable-next-line IDS: reason    the next line that is not blank
    audit-disable-next-block IDS: reason   the next paragraph, heading, list item or cell, however wrapped
    audit-disable IDS: reason              from here …
    audit-enable IDS                       … to here, or to the end of the file
    audit-disable-file IDS: reason         the whole file
    audit: ignore IDS: reason              in comments for translators: the same as audit-disable-next-block

IDS are check ids or categories, with commas or spaces between; without any, every check is meant. Works in
one pass from front to back, whatever the number of directives.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from audit.analysis.line_index import LineIndex
from audit.model.directive import Directive
from audit.model.document import Document
from audit.model.role import Role
from audit.model.suppression import NoteKind

EVERY = "*"  # the name of all checks
_VERB = re.compile(r"audit-[\w-]*|audit:[ \t]*+ignore\b")
_REASON = re.compile(r":|(?<!\S)--(?!\S)")  # a colon, or two hyphens as other linters have them
_SEPARATOR = re.compile(r"[,\s]+")
_TEXT = re.compile(r"\S")


class Verb(StrEnum):
    """What a directive does."""

    LINE = "audit-disable-line"
    NEXT_LINE = "audit-disable-next-line"
    NEXT_BLOCK = "audit-disable-next-block"
    DISABLE = "audit-disable"
    ENABLE = "audit-enable"
    FILE = "audit-disable-file"


VERBS: dict[str, Verb] = {str(verb): verb for verb in Verb}
FOR_TRANSLATORS = "audit: ignore"


class Order(msgspec.Struct, frozen=True, eq=False):
    """A directive as understood; `verb` is None for one that does not exist. No names: every check."""

    at: Directive
    verb: Verb | None
    word: str
    names: tuple[str, ...]
    reason: str | None


class Excuse(msgspec.Struct, eq=False):
    """Findings of `name` that begin in `[start, end)` of the file are excused. `used` once one is."""

    start: int
    end: int
    name: str
    order: Order
    used: bool = False


class Complaint(msgspec.Struct, frozen=True):
    """What is wrong with a directive. `names` are those it is wrong about. Put into words only when shown."""

    kind: NoteKind
    order: Order
    names: tuple[str, ...] = ()


def understood(directive: Directive) -> Order:
    """A directive cut into its verb, its names and its reason."""
    match = _VERB.match(directive.text)
    word = match[0] if match else ""
    listed, reason = directive.text[len(word) :], None
    if word.startswith("audit:"):
        word = FOR_TRANSLATORS
    if cut := _REASON.search(listed):
        listed, reason = listed[: cut.start()], listed[cut.end() :].strip() or None
    names = dict.fromkeys(name for name in _SEPARATOR.split(listed) if name)
    verb = Verb.NEXT_BLOCK if word == FOR_TRANSLATORS else VERBS.get(word)
    return Order(directive, verb, word, tuple(names), reason)


def excuses_of(
    document: Document, lines: LineIndex, known: frozenset[str], with_reason: bool
) -> tuple[list[Excuse], list[Complaint]]:
    """What the directives of a document excuse, and what is wrong with them.

    `known` are the names that checks are called by. `with_reason`: without a reason they do not hold.
    """
    excuses: list[Excuse] = []
    complaints: list[Complaint] = []
    opened: dict[str, Order] = {}
    size = len(document.text) + 1  # a finding may stand at the very end
    orders = [understood(directive) for directive in document.directives]
    following = _next_lines(document, orders, lines)
    blocks = _Blocks(document)
    for order, next_line in zip(orders, following, strict=True):
        if order.verb is None:
            complaints.append(Complaint(NoteKind.UNKNOWN, order))
            continue
        unknown = tuple(name for name in order.names if name not in known)
        if unknown:
            complaints.append(Complaint(NoteKind.UNKNOWN, order, unknown))
        names = tuple(name for name in order.names if name in known) if order.names else (EVERY,)
        at = order.at
        if order.verb is Verb.ENABLE:
            closed = list(opened) if not order.names else [name for name in names if name in opened]
            for name in closed:
                begun = opened.pop(name)
                excuses.append(Excuse(begun.at.end, at.start, name, begun))
            idle = tuple(name for name in names if name not in closed)
            if idle and not (closed and not order.names):
                complaints.append(Complaint(NoteKind.UNUSED, order, idle))
            continue
        if with_reason and order.reason is None:
            complaints.append(Complaint(NoteKind.REASON, order))
            continue
        match order.verb:
            case Verb.DISABLE:
                again = tuple(name for name in names if name in opened)
                if again:
                    complaints.append(Complaint(NoteKind.UNUSED, order, again))
                opened |= {name: order for name in names if name not in opened}
                continue
            case Verb.LINE:
                start, end = lines.bounds(lines.place(at.start)[0])
            case Verb.NEXT_LINE:
                start, end = next_line
            case Verb.NEXT_BLOCK:
                start, end = blocks.after(at.end)
            case Verb.FILE:
                start, end = 0, size
        excuses += [Excuse(start, end, name, order) for name in names]
    for name, order in opened.items():
        excuses.append(Excuse(order.at.end, size, name, order))
    for order in dict.fromkeys(opened.values()):
        names = tuple(name for name, other in opened.items() if other is order)
        complaints.append(Complaint(NoteKind.UNCLOSED, order, names))
    return excuses, complaints


def _next_lines(document: Document, orders: Sequence[Order], lines: LineIndex) -> Iterator[tuple[int, int]]:
    """For each directive the line meant by "next": not blank, and more than other directives."""
    text = document.text
    empty = (len(text) + 1, len(text) + 1)
    found: list[tuple[int, int]] = []
    by_start: dict[int, int] = {}  # where a directive begins → its number
    known: dict[int, tuple[int, int]] = {}  # where a line ends → the next line with text
    for number in range(len(orders) - 1, -1, -1):
        at = orders[number].at
        by_start[at.start] = number
        _, end = lines.bounds(lines.place(max(at.end - 1, at.start))[0])
        if end not in known:
            first = _TEXT.search(text, min(end, len(text)))
            if first is None:
                known[end] = empty
            else:
                other = by_start.get(first.start())
                start, stop = lines.bounds(lines.place(first.start())[0])
                alone = other is not None and not text[orders[other].at.end : stop].strip()
                known[end] = found[len(orders) - 1 - other] if other is not None and alone else (start, stop)
        found.append(known[end])
    return reversed(found)


class _Blocks:
    """The texts of a document that stand by themselves, attributes left out; of a translation file its units."""

    def __init__(self, document: Document) -> None:
        if document.units:
            places = sorted(_unit_places(document))
        else:
            places = [
                (pieces[0].file_start, pieces[-1].file_end)
                for segment in document.segments
                if segment.role is not Role.ATTRIBUTE and (pieces := segment.map.pieces)
            ]
        self.starts = [start for start, _ in places]
        self.ends = [end for _, end in places]

    def after(self, offset: int) -> tuple[int, int]:
        """From `offset` to the end of the first text that begins there or later; empty when none does."""
        index = bisect_left(self.starts, offset)
        # A finding may stand at the very end of a text, where a mark is missing for instance.
        return (offset, self.ends[index] + 1) if index < len(self.starts) else (offset, offset)


def _unit_places(document: Document) -> Iterator[tuple[int, int]]:
    """From the first to the last text of every unit, whatever plural forms it has."""
    for unit in document.units:
        ways = [side.map.pieces for side in (*unit.sources, *unit.targets) if side.path is None]
        if ways := [pieces for pieces in ways if pieces]:
            yield (
                min(pieces[0].file_start for pieces in ways),
                max(pieces[-1].file_end for pieces in ways),
            )
