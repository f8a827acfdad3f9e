"""A suggested repair in words, for people."""

import re

import msgspec

from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.notation import Notation

# Notations in which a sign may be written as an entity.
WITH_ENTITIES = frozenset(
    {Notation.HTML_TEXT, Notation.HTML_ATTRIBUTE, "xml-text", "xml-tags", "xml-mixed", "qt-text", "android-text",
     "android-plain", "android-tags"}
)  # fmt: skip
_TAG = re.compile(r"<[^<>]*+>")


class Repair(msgspec.Struct, frozen=True):
    """`verb` is remove, insert or write; `before` and `after` are the stretch the edits touch, as read.

    `removed`: what goes where nothing else is done, piece by piece with the text between left out.
    """

    verb: str
    before: str
    after: str
    removed: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """One line: what to do."""
        if self.removed:
            return f"remove {' and '.join(f'“{piece}”' for piece in self.removed)}"
        return f"remove “{self.before}”" if self.verb == "remove" else f"{self.verb} “{self.after}”"


def repair_of(document: Document, finding: Finding) -> Repair | None:
    """What the fix of a finding does, or None when there is none."""
    if finding.fix is None or not finding.fix.edits:
        return None
    edits = finding.fix.edits
    start, end = edits[0].start, edits[-1].end
    before, after, place = document.text[start:end], "", start
    for edit in edits:
        after += document.text[place : edit.start] + edit.replacement
        place = edit.end
    after += document.text[place:end]
    notation = document.segments[finding.segment].notation
    if notation in WITH_ENTITIES or document.archive is not None:
        from html import unescape

        if document.archive is not None:  # its text holds no "<" but those of tags
            before, after = _TAG.sub("", before), _TAG.sub("", after)
        before, after = unescape(before), unescape(after)
    verb = "insert" if not before else "write" if after else "remove"
    # Fences around a whole page: the page between them is no part of what is told.
    far = len(edits) > 1 and "\n" in before and not any(edit.replacement for edit in edits)
    removed = tuple(document.text[edit.start : edit.end].strip() for edit in edits) if far else ()
    return Repair(verb, before, after, removed)
