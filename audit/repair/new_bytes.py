"""The bytes of a file after edits of its text."""

from collections.abc import Sequence

from audit.model.document import Document
from audit.model.fix import Edit
from audit.readers.notation import UnwritableError
from audit.repair.edits import apply_edits


def new_bytes(document: Document, edits: Sequence[Edit]) -> bytes:
    """The document's bytes with sorted edits of its text made; the bytes it was read from when there are none.

    Of an archive only the members that hold an edit change. Raises UnwritableError when the new text cannot be written
    in the encoding of the file or its part, or an edit lies in no part.
    """
    if not edits and document.data is not None:
        return document.data
    if document.archive is None:
        return _encoded(apply_edits(document.text, edits), document.encoding)
    from audit.readers.office.rewrite_archive import rewritten
    from audit.readers.office.zip_members import Archive

    contents: dict[str, bytes] = {}
    left = list(edits)
    for part in document.parts:
        inside = [edit for edit in left if part.start <= edit.start and edit.end <= part.end]
        if inside:
            left = [edit for edit in left if edit not in inside]
            moved = [
                Edit(edit.start - part.start, edit.end - part.start, edit.replacement) for edit in inside
            ]
            text = apply_edits(document.text[part.start : part.end], moved)
            contents[part.name] = _encoded(text, part.encoding)
    if left:
        raise UnwritableError(f"{document.path}: an edit reaches from one part of the document into another")
    return rewritten(Archive(document.archive, document.path), contents)


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        raise UnwritableError(f"the new text cannot be written in {encoding}") from None
