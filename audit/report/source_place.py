"""Where the source that a finding is about stands."""

import msgspec

from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.result import Result


class SourcePlace(msgspec.Struct, frozen=True):
    """The stretch `[start, end)` of a decoded file, `text`, that lies at `path`; None means the document's own file.

    `value` is all of the source, exactly as a program would read it.
    """

    path: str | None
    text: str
    start: int
    end: int
    value: str


def source_place(result: Result, finding: Finding) -> SourcePlace | None:
    """The stretch of the source that a finding in a unit is about, all of the source where it names none.

    None for a finding in a text without source, in an archive, and where the file of the source is not at hand.
    """
    document = result.document
    source = document.segments[finding.segment].source
    text = document.text if source is None or source.path is None else beside_text(document)
    if source is None or text is None or document.archive is not None:
        return None
    span = finding.source or source.map.to_file(0, len(source.text))
    return SourcePlace(source.path, text, span.start, span.end, source.text)


def beside_text(document: Document) -> str | None:
    """The decoded file of the sources, where that is another and at hand."""
    return None if document.source is None else document.source.text
