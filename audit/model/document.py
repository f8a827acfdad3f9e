"""A file as read."""

from enum import StrEnum

import msgspec

from audit.model.directive import Directive
from audit.model.part import Part
from audit.model.segment import Segment
from audit.model.unchecked import Unchecked
from audit.model.unit import Unit


class Flow(StrEnum):
    """What the segments of a document are to each other."""

    PROSE = "prose"  # a text: one goes on where the other ends
    CUES = "cues"  # running speech cut into subtitles
    UNITS = "units"  # entries of a translation file: each stands by itself


class Document(msgspec.Struct, frozen=True):
    """The decoded file and its segments, in file order.

    `text` is the whole file decoded with `encoding`, line breaks and a byte-order mark untouched, so
    that `text.encode(encoding, "surrogateescape")` gives the file's bytes back (`exact` says whether
    that was verified). Every offset of the tool counts code points of this text.
    `understood` is False where code stands among the text or a fence is never closed: nothing is repaired
    there unasked. `versions` are the tags of other languages in which the document lies beside this one, as the
    paths of the run say.

    `flow` says what the segments are to each other. Where the format has units, every target side of every unit has
    its segment, in the same order: what a reader sees of it, which may be nothing. `parts` are the members of
    an archive, in order, whose texts together are `text`, each with an encoding of its own; `archive` holds the bytes
    of the archive itself. `source` is the document that this one translates, where that is another: a page, or a file
    of entries, which are then in the units.
    """

    path: str
    format: str
    text: str
    segments: tuple[Segment, ...]
    encoding: str = "utf-8"
    exact: bool = True
    declared_language: str | None = None
    unchecked: tuple[Unchecked, ...] = ()
    directives: tuple[Directive, ...] = ()
    understood: bool = True
    versions: tuple[str, ...] = ()
    flow: Flow = Flow.PROSE
    units: tuple[Unit, ...] = ()
    parts: tuple[Part, ...] = ()
    archive: bytes | None = None
    source: "Document | None" = None

    @property
    def data(self) -> bytes | None:
        """The file's bytes; None when the text does not give them back."""
        if not self.exact:
            return None
        if self.archive is not None:
            return self.archive
        try:
            return self.text.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError:  # a string from a program may hold what no file can
            return None
