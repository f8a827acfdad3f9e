"""What happened to the page that a page translates, where both lie in one repository."""

from audit.model.document import Document, Flow
from audit.model.source_change import SourceChange
from audit.run.changes.source_history import Histories, Since, old_source, source_change


def known_change(histories: Histories, path: str, document: Document) -> SourceChange | None:
    """What changed in the source of the page at `path` since the page was last committed; None where nobody knows."""
    source = document.source
    if source is None or document.flow is not Flow.PROSE:
        return None
    since = histories.since(path, source.path)
    return None if since is None else change_of(since, old_source(since, source.path), source)


def change_of(since: Since, old: bytes | None, source: Document) -> SourceChange | None:
    """The same, where the history was asked before; None for an old source that cannot be read."""
    if old is None:
        return None
    try:
        before = old.decode(source.encoding, "surrogateescape")
    except (LookupError, UnicodeDecodeError):
        return None
    return source_change(since, before, source.text)
