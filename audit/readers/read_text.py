"""Plain text: a segment is a line, or the lines of one hard-wrapped paragraph."""

import re
from functools import cache

from audit.model.directive import PREFIX, Directive
from audit.model.offset_map import OffsetMap
from audit.model.segment import Segment
from audit.readers.content import Content
from audit.readers.text_builder import BYTE_ORDER_MARK, TextBuilder, is_wide

# A line kept while looking for hard wraps: offset of its text, its text, its indentation in code points.
_Line = tuple[int, str, int]

# Width of text wrapped by hand or by a mailer, in code points.
_NARROWEST, _WIDEST = 45, 100
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

    Lines end where `str.splitlines` ends them (CR, LF, form feed, NEL, line separator …). Lines that
    were wrapped at a fixed width are joined again: the break and the indentation after it become one
    space. Roles are left to page anatomy (`role_known` is False). A line that begins with "%% audit-" is a
    directive and no text: what stands around it reads as if it were not there.
    """
    segments: list[Segment] = []
    directives: list[Directive] = []
    speaks = _SIGN in text and PREFIX in text
    block: list[_Line] = []
    wrappable = True
    position = 0
    for line in text.splitlines(keepends=True):
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
        if not stripped:
            if block:
                if len(block) == 1:
                    segments.append(_alone(block[0]))
                else:
                    _close(segments, block, wrappable, text)
                block, wrappable = [], True
            continue
        # What was stripped before the text holds none of its first character.
        indent = 0 if line[0] == stripped[0] else line.index(stripped[0])
        block.append((start + indent, stripped, indent))
        if len(stripped) > _WIDEST:
            wrappable = False
    if block:
        _close(segments, block, wrappable, text)
    return Content(tuple(segments), directives=tuple(directives))


def _strip(line: str) -> str:
    """Without white space and byte-order marks at the ends, however they are mixed."""
    start, end = 0, len(line)
    while start < end and (line[start] == BYTE_ORDER_MARK or line[start].isspace()):
        start += 1
    while start < end and (line[end - 1] == BYTE_ORDER_MARK or line[end - 1].isspace()):
        end -= 1
    return line[start:end]


def _close(segments: list[Segment], block: list[_Line], wrappable: bool, text: str) -> None:
    """Append the segments of consecutive lines without a blank line between them."""
    width = max(len(line) for _, line, _ in block)
    run, follows = [block[0]], False
    for item in block[1:]:
        filled = _is_filled(run[-1], item, width)
        if not (wrappable and filled) or _bullet().match(item[1]):
            segments.extend(_segments_of(run, text, follows))
            # Letters, numbers and dashes that look like the start of an item also come first in a line by chance.
            run, follows = [], filled and item[1][0] not in _ITEMS
        run.append(item)
    segments.extend(_segments_of(run, text, follows))


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


def _segments_of(run: list[_Line], text: str, follows: bool) -> list[Segment]:
    """One segment for a hard-wrapped paragraph, else one a line. `follows`: the first one may go on from what
    stands before the run."""
    if len(run) == 1 or not _is_wrapped(run):
        return [_alone(item, follows or number > 0) for number, item in enumerate(run)]
    builder = TextBuilder()
    end = run[0][0]
    for start, line, _ in run:
        # A word divided at the end of a line, or a compound broken at its hyphen, has no space in it.
        if not (builder.last == "-" and line[0].islower()):
            # Where a directive stands between, the break is that of the line alone: no edit reaches across.
            builder.add_space(end, end + 1 if text[end:start].strip() else start, breaks=True)
        builder.add(text, start, start + len(line))
        end = start + len(line)
    built = builder.finish()
    return [Segment(*built, follows=follows)] if built else []


def _is_wrapped(run: list[_Line]) -> bool:
    """True when the line breaks fall inside sentences, as a fixed width makes them."""
    full = run[:-1]
    widths = sorted(len(line) for _, line, _ in full)
    # A line of Han or kana is as wide as one of twice as many letters, and says three times as much.
    narrowest = _NARROWEST // 3 if is_wide(full[0][1][-1]) else _NARROWEST
    if widths[len(widths) // 2] < narrowest:
        return False
    open_ends = sum(line.rstrip(_CLOSERS)[-1:] not in _FULL_STOPS for _, line, _ in full)
    if open_ends * 2 < len(full):
        return False
    firsts = [line[0] for _, line, _ in run[1:]]
    if any(first.isupper() or first.islower() for first in firsts):
        # Names and nouns may stand first in a line, but not in most of them.
        return sum(first.islower() for first in firsts) * 3 >= len(firsts)
    return len(run) >= 3
