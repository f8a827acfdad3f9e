"""A piece of text that stands by itself on the page."""

import msgspec

from audit.model.link import Link
from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap
from audit.model.role import Role
from audit.model.side import Side
from audit.model.span import Span

# Stands in a segment's text for something that is not text of the target language: inline code,
# an image, a stretch marked with another `lang`. One code point, mapped to the whole object.
INLINE_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


class Segment(msgspec.Struct, frozen=True, gc=False):
    """One heading, paragraph, caption, attribute … of a document.

    `text` is what a reader sees: entities decoded, white space folded to single spaces, inline objects
    as U+FFFC; it never holds a line break. `map` leads from its code points to the decoded file.
    `role` is what the reader module knows from structure; `role_known` is False where it only guessed
    the default (plain text), and page anatomy then decides.
    `language` is the declared language tag, if any. `path` is the element path or block kind, for people.
    `id` is the unit id of translation files, `form` the place of the text among the plural forms of its unit.
    `follows` says that the text may go on from the segment before: lines of plain text that are read one by
    one, though a fixed width may have parted them. `cited` are the stretches of `text` in italics, where a
    part of it only is: titles, foreign words, examples. `side` is the target that a segment of a
    unit shows, `source` the source it translates. `links` are the stretches that lead somewhere, in
    order.
    """

    text: str
    map: OffsetMap
    role: Role = Role.BODY
    role_known: bool = False
    language: str | None = None
    path: str = ""
    notation: str = Notation.PLAIN
    id: str | None = None
    side: Side | None = None
    source: Side | None = None
    reference_text: str | None = None
    follows: bool = False
    cited: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    form: int = 0

    @property
    def value(self) -> str:
        """What places of findings count in: the exact value of a unit's target, elsewhere the text."""
        return self.text if self.side is None else self.side.text

    @property
    def source_text(self) -> str | None:
        """The exact value of the source of a unit."""
        return None if self.source is None else self.source.text
