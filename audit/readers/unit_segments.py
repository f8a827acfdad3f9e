"""What a reader sees of a unit: its target without placeholders, tags and line breaks, with its way to the file."""

import re
from collections.abc import Iterable, Sequence

from audit.analysis.placeholders import Placeholder, placeholders
from audit.model.offset_map import OffsetMap, Piece
from audit.model.role import Role
from audit.model.segment import INLINE_OBJECT, Segment
from audit.model.side import Side
from audit.model.unit import Unit
from audit.readers.text_builder import TextBuilder, is_wide, says_nothing, stands_as_it_is

FEWEST_WORDS = 4  # of a sentence that stands by itself
FEWEST_WIDE = 8  # code points, where words have no spaces
_END = re.compile(r"[.!?…。！？।؟۔]['\"»”’)\]」』]*$")


def unit_segments(units: Iterable[Unit], role: Role = Role.UNIT) -> tuple[Segment, ...]:
    """One segment for every target of every unit, in order; one without text stands where its text would.

    An entry of a program is no paragraph and no sentence, unless its source is one: that is running text.
    """
    return tuple(_segment(unit, side, form, role) for unit in units for form, side in enumerate(unit.targets))


def _segment(unit: Unit, side: Side, form: int, role: Role) -> Segment:
    source = unit.source_for(side)
    built = _seen(unit, side)
    text, way = built if built is not None else ("", OffsetMap.point(side.map.to_file(0, 0).start))
    if role is Role.UNIT and is_sentence(source.text if source is not None else text):
        role = Role.BODY
    return Segment(
        text,
        way,
        role,
        True,
        side.language,
        unit.id,
        side.notation,
        unit.id,
        side,
        source,
        unit.reference,
        form=form,
    )


def is_sentence(text: str) -> bool:
    """True for a text that ends as a sentence does and has words enough for one."""
    text = text.rstrip()
    if not _END.search(text, max(0, len(text) - 8)):
        return False
    return len(text.split(None, FEWEST_WORDS)) >= FEWEST_WORDS or sum(map(is_wide, text)) >= FEWEST_WIDE


def _seen(unit: Unit, side: Side) -> tuple[str, OffsetMap] | None:
    """The text with U+FFFC for what a program reads, folded, and its map; None when there is nothing to read."""
    objects = placeholders(side.text, unit.family)
    if stands_as_it_is(side.text):
        if not objects:
            return side.text, side.map
        shift = side.map.slice_start
        if shift is not None and all(map(_is_wide_object, objects)):
            return _with_objects(side.text, shift, objects)
    builder = TextBuilder()
    done = 0
    text = side.text.replace("\0", "\n")  # parts segments: no text holds it
    for place in objects:
        builder.add(text, done, place.start)
        builder.add_object(place.start, place.end)
        done = place.end
    builder.add(text, done, len(text))
    built = builder.finish()
    return None if built is None else (built[0], built[1].through(side.map))


def _is_wide_object(place: Placeholder) -> bool:
    """True for more than one code point: its sign in the text is shorter than what stands in the file."""
    return place.end - place.start > 1


def _with_objects(text: str, shift: int, objects: Sequence[Placeholder]) -> tuple[str, OffsetMap] | None:
    """The same for a text that is a slice of the file, from `shift` on, with nothing to fold beside the objects."""
    parts: list[str] = []
    pieces: list[Piece] = []
    done = size = 0
    for place in objects:
        start, end = place.start, place.end
        if start > done:
            parts.append(text[done:start])
            pieces.append(Piece(size, size + start - done, shift + done, shift + start))
            size += start - done
        parts.append(INLINE_OBJECT)
        pieces.append(Piece(size, size + 1, shift + start, shift + end))
        size += 1
        done = end
    if done < len(text):
        parts.append(text[done:])
        pieces.append(Piece(size, size + len(text) - done, shift + done, shift + len(text)))
    seen = "".join(parts)
    return None if says_nothing(seen) else (seen, OffsetMap(tuple(pieces)))
