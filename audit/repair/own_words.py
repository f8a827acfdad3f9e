"""Somebody's own words in the place of those that a finding is about."""

from audit.model.carrier import Carrier
from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.fix import Edit, Fix, Safety
from audit.repair.fix_in_file import fix_in_file


def own_words(document: Document, finding: Finding, words: str) -> Fix | None:
    """The repair that writes `words`, in the file's notation. None where that would delete markup, or cannot be
    written, or the found words stand in no one text."""
    segment = document.segments[finding.segment]
    shows = segment if segment.side is None else segment.side
    start, end = finding.segment_start, finding.segment_end
    if finding.segments > 1 or not 0 <= start <= end <= shows.map.length:
        return None
    place = shows.map.to_file(start, end)
    if document.archive is None and (place.start, place.end) != (finding.start, finding.end):
        return None  # it stands where no text is shown: in code, in an address
    carrier = Carrier(0, segment.value, shows.map, shows.notation)
    return fix_in_file(document, lambda _: carrier, Fix((Edit(start, end, words),), Safety.SUGGESTED))
