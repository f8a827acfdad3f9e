"""The segment of a target that a translation tool has not written yet: a `mrk` beside those that are there."""

from html import escape

from audit.model.offset_map import OffsetMap
from audit.model.side import Side
from audit.readers.notation import framed
from audit.readers.units.xml_notation import XmlNotation
from audit.readers.units.xml_records import Element
from audit.readers.units.xml_value import behind, new_behind, opened


def marked(element: Element) -> dict[str, Element]:
    """The segments of a source or target by their numbers, the outermost where they stand inside each other."""
    found: dict[str, Element] = {}
    waiting = list(reversed(list(element.elements())))
    while waiting:
        node = waiting.pop()
        if node.name == "mrk" and node.attributes.get("mtype") == "seg" and "mid" in node.attributes:
            found.setdefault(node.attributes["mid"], node)
        else:
            waiting.extend(reversed(list(node.elements())))
    return found


def new_segment(
    segment: Element, sources: Element, target: Element | None, file: str, language: str | None, tags: bool
) -> Side:
    """The side of a segment of `sources` that the target lacks, in a `mrk` of its own that is written with its text.

    It stands behind the last segment before it that is there, with what parts the two in the source; else before the
    first one; where the target holds none, it is the first thing in it.
    """
    key = segment.attributes.get("mid")
    if key is None:
        return behind(sources, language)
    prefix = file[segment.start + 1 : file.index("mrk", segment.start)]
    frame = f'<{prefix}mrk mtype="seg" mid="{escape(key)}">', f"</{prefix}mrk>"
    plain = XmlNotation.TAGS if tags else XmlNotation.TEXT
    if target is None:
        return new_behind(sources, "target", file, language, tags, frame)
    if target.self_closing:
        return opened(target, file, language, plain=plain, inner=frame)
    wanted, given = marked(sources), marked(target)
    order = list(wanted)
    place = order.index(key)
    before = next((given[name] for name in reversed(order[:place]) if name in given), None)
    if before is not None:
        gap = gap_between(wanted[order[place - 1]], segment, file)
        notation = framed(plain, gap + frame[0], frame[1])
        return Side("", OffsetMap.point(before.end), language, notation)
    after = next((given[name] for name in order[place + 1 :] if name in given), None)
    if after is not None:
        gap = gap_between(segment, wanted[order[place + 1]], file)
        notation = framed(plain, frame[0], frame[1] + gap)
        return Side("", OffsetMap.point(after.start), language, notation)
    return Side("", OffsetMap.point(target.inner_start), language, framed(plain, *frame))


def gap_between(one: Element, other: Element, file: str) -> str:
    """The white space between two segments; nothing where anything else parts them."""
    gap = file[one.end : other.start]
    return gap if gap.isspace() else ""
