"""What the reader of one text format hands over."""

import msgspec

from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.segment import Segment
from audit.model.unchecked import Unchecked
from audit.model.unit import Unit


class Content(msgspec.Struct, frozen=True):
    """The segments of a decoded text in file order, and what the text declares about itself.

    `language` is the language tag the text declares for itself (`<html lang>`, front matter), if any.
    `directives` are the comments that speak to the tool, in file order. `understood`, `flow`: see `Document`. A
    format with two sides gives `units` and leaves `segments` empty: they are made of the units.
    """

    segments: tuple[Segment, ...]
    language: str | None = None
    unchecked: tuple[Unchecked, ...] = ()
    directives: tuple[Directive, ...] = ()
    understood: bool = True
    flow: Flow = Flow.PROSE
    units: tuple[Unit, ...] = ()
