"""A file as read."""

import msgspec

from audit.model.directive import Directive
from audit.model.segment import Segment
from audit.model.unchecked import Unchecked


class Document(msgspec.Struct, frozen=True):
    """The decoded file and its segments, in file order.

    `text` is the whole file decoded with `encoding`, line breaks and a byte-order mark untouched, so
    that `text.encode(encoding, "surrogateescape")` gives the file's bytes back (`exact` says whether
    that was verified). Every offset of the tool counts code points of this text.
    `understood` is False where code stands among the text or a fence is never closed: nothing is repaired
    there unasked. `versions` are the tags of other languages in which the document lies beside this one, as the
    paths of the run say.
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

    @property
    def data(self) -> bytes | None:
        """The file's bytes; None when the text does not give them back."""
        if not self.exact:
            return None
        try:
            return self.text.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError:  # a string from a program may hold what no file can
            return None
