"""Aligns two files."""

from audit.analysis.alignment.align import align
from audit.analysis.alignment.nouns import Stretch
from audit.analysis.alignment.page_parts import PageParts, page_parts
from audit.analysis.target_language import known_profile, target_language
from audit.language.profile import LanguageProfile
from audit.model.aligned_bead import AlignedBead, FileSpan
from audit.model.document import Document
from audit.model.settings import Settings
from audit.readers.read_document import read_file


def align_files(source_path: str, target_path: str, settings: Settings) -> tuple[AlignedBead, ...]:
    """Which parts of one file belong to which of another. Raises UnreadableError as `read_file`."""
    source, target = (
        read_file(path, format=settings.format, encoding=settings.encoding, max_bytes=settings.max_bytes)
        for path in (source_path, target_path)
    )
    theirs, mine = page_parts(source), page_parts(target)
    found = align(
        theirs.segments,
        mine.segments,
        _language(source, settings.source),
        _language(target, settings.target),
        source_file=source.text,
        target_file=target.text,
    )
    return tuple(
        AlignedBead(
            tuple(_span(theirs, stretch) for stretch in bead.source),
            tuple(_span(mine, stretch) for stretch in bead.target),
            bead.sureness,
            bead.moved,
            None if bead.source_place is None else _span(theirs, bead.source_place),
            None if bead.target_place is None else _span(mine, bead.target_place),
        )
        for bead in found.beads
    )


def _language(document: Document, given: str | None) -> LanguageProfile | None:
    """What was named, else what the document seems to be in; None for a language that is not known."""
    return known_profile(target_language(document, given).tag)


def _span(parts: PageParts, stretch: Stretch) -> FileSpan:
    span = parts.segments[stretch.segment].map.to_file(stretch.start, stretch.end)
    return FileSpan(span.start, span.end)
