"""The archive that an office document is."""

from audit.model.errors import UnreadableError
from audit.readers.office.zip_members import Archive

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def office_archive(data: bytes, path: str, kind: str) -> Archive:
    """The archive that a document is. Raises UnreadableError when it is something else."""
    if data.startswith(_OLD):
        raise UnreadableError(
            f"{path}: is an old Office document, or one with a password, and no {kind}; save it as {kind} without one"
        )
    if not data.startswith(b"PK"):
        raise UnreadableError(
            f"{path}: is no {kind}: it does not begin as a ZIP archive; name its format with --as"
        )
    return Archive(data, path)
