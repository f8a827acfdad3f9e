"""Whether bytes are an office document, whatever its name says."""

from audit.model.errors import UnreadableError
from audit.readers.office.docx_package import is_docx
from audit.readers.office.read_odt import is_odt
from audit.readers.office.zip_members import Archive


def office_kind(data: bytes) -> str | None:
    """The name of the format of an archive; None for one that is no text document, or damaged."""
    try:
        archive = Archive(data, "")
        return "odt" if is_odt(archive) else "docx" if is_docx(archive) else None
    except UnreadableError:
        return None
