"""A repair as a check sees it becomes one in the file."""

from collections.abc import Callable, Sequence

from audit.model.carrier import Carrier
from audit.model.document import Document
from audit.model.fix import Edit, Fix, Safety
from audit.model.notation import Notation
from audit.model.segment import INLINE_OBJECT
from audit.model.span import Span
from audit.readers.formats import FORMATS, write
from audit.readers.notation import UnwritableError
from audit.repair.edits_of_runs import edits_of_runs, points_between_runs, stretches_of_runs


def fix_in_file(document: Document, carrier_at: Callable[[int], Carrier], fix: Fix | None) -> Fix | None:
    """The fix with its edits in file offsets and in the file's notation.

    None when an edit would have to delete markup, or cannot be written in the file's encoding, or when the
    file does not come back from its text: the finding stands, only the repair is not offered. `carrier_at` is that of
    the view in which the fix counts.
    """
    if fix is None or not document.exact:
        return None
    edits = []
    for edit in fix.edits:
        carrier = carrier_at(edit.start)
        start, end = edit.start - carrier.start, edit.end - carrier.start
        places = () if carrier.map.cuts(start, end) else places_of(document, carrier, start, end)
        if not places or any(
            holds_markup(carrier, start, end, document.text[place.start : place.end]) for place in places
        ):
            return None
        try:
            whole = carrier.text[:start] + edit.replacement + carrier.text[end:]
            encoding = encoding_at(document, places[0].start)
            replacement = write(edit.replacement, carrier.notation, encoding, whole)
        except UnwritableError:
            return None
        if start == end:
            written = [Edit(place.start, place.end, replacement) for place in places]
            edits.append(next((edit for edit in written if fits(document, [edit])), written[0]))
        else:
            edits += edits_of_runs(places, replacement)
    edits.sort()
    if not fits(document, edits):
        return None
    # What may be code is not repaired unasked.
    return Fix(tuple(edits), fix.safety if document.understood else Safety.SUGGESTED)


def places_of(document: Document, carrier: Carrier, start: int, end: int) -> list[Span]:
    """The stretches of the file that an edit of the text `[start, end)` replaces; none when it would delete markup.

    For an empty stretch the places where something may be put in, the best first.
    """
    if document.archive is None:
        return [carrier.map.to_file(start, end)] if carrier.map.unbroken(start, end) else []
    return stretches_of_runs(carrier, start, end) if start < end else points_between_runs(carrier, start)


def fits(document: Document, edits: Sequence[Edit]) -> bool:
    """False when the format says of sorted edits that their places would show something else than is written."""
    row = FORMATS.get(document.format)
    if row is None or row.fits is None:
        return True
    try:
        row.fits(document.text, edits)
    except UnwritableError:
        return False
    return True


def encoding_at(document: Document, offset: int) -> str:
    """The encoding of the file, or of its part, that holds a place."""
    for part in document.parts:
        if part.start <= offset <= part.end:
            return part.encoding
    return document.encoding


def holds_markup(carrier: Carrier, start: int, end: int, stretch: str) -> bool:
    """True when the file stretch of a text stretch holds a tag or an object that an edit would delete."""
    text = carrier.text[start:end]
    return INLINE_OBJECT in text or (
        carrier.notation != Notation.PLAIN and "<" in stretch and "<" not in text
    )
