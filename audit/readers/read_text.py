"""Plain text: a segment is a line, or the lines of one hard-wrapped paragraph."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from audit.model.directive import PREFIX, Directive
from audit.model.offset_map import OffsetMap
from audit.model.segment import Segment
from audit.readers.asciidoc_lines import notation_lines, without_terms
from audit.readers.content import Content
from audit.readers.text_builder import BYTE_ORDER_MARK, TextBuilder, is_wide

# A line kept while looking for hard wraps: offset of its text, its text, its indentation in code points.
_Line = tuple[int, str, int]

# Lines of a wrapped text are at least so wide, in code points: the half of them; of Han or kana a third.
_NARROWEST = 32
# Marks after which a line may well be a whole paragraph.
_FULL_STOPS = frozenset(".!?…:;。！？؟۔।")
_CLOSERS = "\"'”’»›)]}」』"


@cache
def _bullet() -> re.Pattern[str]:
    """The start of a list item, a quoted mail line or a line of dialogue."""
    return re.compile(r"[-*+•‣◦▪·–—>#|]|\(?(?:[0-9]{1,3}|[A-Za-z])[.)][ \t]")


_ITEMS = "-*+•‣◦▪·>#|"  # begin items and nothing else


# Begins a line that speaks to the tool. No text has a line like that; LaTeX, Matlab and Obsidian comment so.
_SIGN = "%%"


def read_text(text: str) -> Content:
    """The segments of a plain text, in order; offsets count code points of `text`.

    Lines end where `str.splitlines` ends them (CR, LF, form feed, NEL, line separator …). In a document
    whose lines were wrapped at a fixed width they are joined again: the break and the indentation after it
    become one space. Roles are left to page anatomy (`role_known` is False). A line that begins with "%% audit-" is a
    directive and no text: what stands around it reads as if it were not there. Blocks of code and other notation of
    AsciiDoc are not read.
    """
    segments: list[Segment] = []
    directives: list[Directive] = []
    speaks = _SIGN in text and PREFIX in text
    blocks: list[list[_Line]] = [[]]
    position = 0
    unread = notation_lines(text)
    # A NUL is no text: what stands on either side of it is read by itself.
    for number, line in enumerate(text.replace("\0", "\n").splitlines(keepends=True)):
        start, position = position, position + len(line)
        stripped = line.strip()
        if stripped and (stripped[0] == BYTE_ORDER_MARK or stripped[-1] == BYTE_ORDER_MARK):
            stripped = _strip(stripped)
        if speaks and stripped.startswith(_SIGN):
            said = stripped.removeprefix(_SIGN).removesuffix(_SIGN).strip()
            if said.startswith(PREFIX):
                begin = start + line.index(_SIGN)
                directives.append(Directive(begin, begin + len(stripped), said))
                continue
        if unread:
            stripped = "" if number in unread else without_terms(stripped)
        if not stripped:
            if blocks[-1]:
                blocks.append([])
            continue
        # What was stripped before the text holds none of its first character.
        indent = 0 if line[0] == stripped[0] else line.index(stripped[0])
        blocks[-1].append((start + indent, stripped, indent))
    width = _width(blocks)
    for block in blocks:
        if len(block) == 1:
            segments.append(_alone(block[0]))
        elif block:
            _close(segments, block, width, text)
    return Content(tuple(segments), directives=tuple(directives))


def _strip(line: str) -> str:
    """Without white space and byte-order marks at the ends, however they are mixed."""
    start, end = 0, len(line)
    while start < end and (line[start] == BYTE_ORDER_MARK or line[start].isspace()):
        start += 1
    while start < end and (line[end - 1] == BYTE_ORDER_MARK or line[end - 1].isspace()):
        end -= 1
    return line[start:end]


def _width(blocks: list[list[_Line]]) -> int:
    """The width at which the document's lines were wrapped, in code points; 0 when its lines are its own.

    Wrapping is a habit of a document, not of a paragraph: a fixed width breaks lines amid sentences, so that
    many go on with a small letter. Lines without capital and small letters are told by how they fill it.
    """
    breaks = [pair for block in blocks for pair in _breaks(block)]
    if not breaks:
        return 0
    widths = sorted(len(line[1]) for line, _ in breaks)
    width = widths[len(widths) * 9 // 10]
    cased = open_ends = within = filled = wide = 0
    for line, following in breaks:
        first, open_end = following[1][0], _is_open(line)
        wide += is_wide(line[1][-1])
        if first.islower() or first.isupper():
            cased += 1
            within += first.islower() and open_end
        open_ends += open_end
        filled += open_end and _is_filled(line, following, width)
    narrowest = _NARROWEST // 3 if wide * 2 > len(breaks) else _NARROWEST
    if widths[len(widths) // 2] < narrowest or open_ends * 2 < len(breaks):
        return 0
    if cased * 2 >= len(breaks):
        return width if within * 3 >= cased else 0
    return width if filled * 2 >= len(breaks) >= 2 else 0


def _breaks(block: list[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """The pairs of lines of a block that a width may have parted."""
    for line, following in pairwise(block):
        if following[2] <= line[2] and not _bullet().match(following[1]):
            yield line, following


def _is_open(line: _Line) -> bool:
    """True when a line ends without a mark after which it may well be whole."""
    return line[1].rstrip(_CLOSERS)[-1:] not in _FULL_STOPS


def _close(segments: list[Segment], block: list[_Line], width: int, text: str) -> None:
    """Append the segments of consecutive lines without a blank line between them."""
    wrapped = width > 0 and _is_wrapped(block, width)
    longest = max(len(line) for _, line, _ in block)
    run, follows = [block[0]], False
    for item in block[1:]:
        filled = _is_filled(run[-1], item, min(width, longest) if wrapped else longest)
        is_item = _bullet().match(item[1]) is not None
        if is_item and wrapped and filled and _is_open(run[-1]) and not _bullet().match(run[0][1]):
            is_item = False  # a dash or figure amid a sentence that came first in its line
        if not wrapped or is_item or not _goes_on(run[-1], item, filled, width):
            segments.append(_joined(run, text, follows))
            if is_item:
                # What looks like the start of an item also comes first in a line by chance.
                follows = filled and item[1][0] not in _ITEMS
            else:
                follows = not wrapped or _is_open(run[-1])
            run = []
        run.append(item)
    segments.append(_joined(run, text, follows))


def _is_wrapped(block: list[_Line], width: int) -> bool:
    """False for verse and the like amid wrapped prose: narrow lines that begin with capitals."""
    if max(len(line) for _, line, _ in block) * 4 >= width * 3:
        return True
    firsts = [following[1][0] for _, following in _breaks(block)]
    return sum(first.islower() for first in firsts) * 3 >= len(firsts) > 0


def _goes_on(line: _Line, following: _Line, filled: bool, width: int) -> bool:
    """True when a paragraph of a wrapped text goes on in the next line."""
    if following[2] > line[2]:
        return False
    open_end = _is_open(line)
    return filled or (open_end and (following[1][0].islower() or len(line[1]) * 5 >= width * 3))


def _is_filled(line: _Line, following: _Line, width: int) -> bool:
    """True when the first word of `following` had no room in `line`, so that the one may go on in the other."""
    if following[2] > line[2]:
        return False
    if is_wide(line[1][-1]) and is_wide(following[1][0]):
        return len(line[1]) + 2 >= width
    return len(line[1]) + 1 + len(following[1].split(None, 1)[0]) > width


def _alone(item: _Line, follows: bool = False) -> Segment:
    """A line read by itself."""
    start, line, _ = item
    return Segment(line, OffsetMap.verbatim(start, len(line)), follows=follows)


def _joined(run: list[_Line], text: str, follows: bool) -> Segment:
    """The segment of lines that are one paragraph. `follows`: it may go on from what stands before it."""
    if len(run) == 1:
        return _alone(run[0], follows)
    builder = TextBuilder(laid_out=False)
    end = run[0][0]
    for start, line, _ in run:
        # A word divided at the end of a line, or a compound broken at its hyphen, has no space in it.
        if not (builder.last == "-" and line[0].islower()):
            # Where a directive stands between, the break is that of the line alone: no edit reaches across.
            builder.add_space(end, end + 1 if text[end:start].strip() else start, breaks=True)
        builder.add(text, start, start + len(line))
        end = start + len(line)
    built = builder.finish()
    return Segment(*built, follows=follows) if built else _alone(run[0], follows)
