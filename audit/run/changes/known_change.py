"""What happened to the page that a page translates, where both lie in one repository."""

import msgspec

from audit.model.document import Document, Flow
from audit.model.source_change import SourceChange
from audit.model.unchecked import Unchecked
from audit.run.changes.source_history import SHALLOW, Histories, Since, old_source, source_change


def known_change(histories: Histories, path: str, document: Document) -> tuple[Document, SourceChange | None]:
    """What changed in the source of the page at `path` since the page was last committed, None where nobody knows; and
    the page, with a note where its history is missing."""
    source = document.source
    if source is None or document.flow is not Flow.PROSE:
        return document, None
    since = histories.since(path, source.path)
    if since is None or since == SHALLOW:
        return (document if since is None else without_history(document)), None
    return document, change_of(since, old_source(since, source.path), source)


def without_history(document: Document) -> Document:
    """A page with the note that its repository does not tell what changed."""
    why = (
        "this clone is shallow, so git cannot tell what changed in the source since; fetch the whole history"
    )
    return msgspec.structs.replace(document, unchecked=(*document.unchecked, Unchecked("stale parts", why)))


def change_of(since: Since, old: bytes | None, source: Document) -> SourceChange | None:
    """The same, where the history was asked before; None for an old source that cannot be read."""
    if old is None:
        return None
    try:
        before = old.decode(source.encoding, "surrogateescape")
    except (LookupError, UnicodeDecodeError):
        return None
    return source_change(since, before, source.text)
