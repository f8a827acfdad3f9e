"""A result narrowed to the lines that changed."""

import os
from bisect import bisect_right
from collections.abc import Iterable
from functools import partial

import msgspec

from audit.analysis.text_view import TextView
from audit.files.file_names import own_name
from audit.files.find_documents import STDIN, FoundDocument
from audit.language.profiles import profile
from audit.model.changes import ChangeScope
from audit.model.document import Document
from audit.model.errors import UsageError
from audit.model.finding import Finding
from audit.model.offset_map import OffsetMap
from audit.model.result import Outcome, Unreadable
from audit.model.segment import Segment
from audit.model.settings import Settings
from audit.one.audit_document import still_counting
from audit.one.draft import of_language
from audit.run.changes.git_changes import OPTION, Changes, Lines
from audit.score.mqm_score import mqm_score
from audit.score.scoring_profile import scoring_profile

Ranges = list[tuple[int, int]]


def changed_documents(
    documents: Iterable[FoundDocument], changes: Changes, revision: str
) -> tuple[list[FoundDocument], ChangeScope]:
    """The documents that changed, and what the run is narrowed to.

    Raises UsageError for standard input and for documents outside the repository: they have no history.
    """
    kept, count, ignored = [], 0, 0
    for document in documents:
        if document.shown == STDIN:
            raise UsageError(f"{OPTION}: standard input has no history; name files or folders")
        path = os.fsencode(own_name(document.shown))
        if not changes.holds(path):
            raise UsageError(
                f"{OPTION}: {document.shown} lies outside this git repository; audit it by itself"
            )
        count += 1
        if changes.change(path)[0]:
            kept.append(document)
        else:
            ignored += changes.ignored(path)
    return kept, ChangeScope(revision, changes.base, count, len(kept), ignored)


def on_changed_lines(
    outcome: Outcome, document: FoundDocument, changes: Changes, settings: Settings
) -> Outcome:
    """The outcome with the findings that stand on changed lines, scored over the words of those lines.

    What went unchecked stays. A finding counts where it is reported, wherever its cause lies.
    """
    if isinstance(outcome, Unreadable):
        return outcome
    replace = msgspec.structs.replace
    signature = outcome.score.signature + "|lines:changed"
    _, lines = changes.change(os.fsencode(own_name(document.shown)))
    # git counts the lines of such files in another way, if at all.
    packed = outcome.document.archive is not None
    if (
        lines is None
        or packed
        or outcome.document.encoding.startswith(("utf-16", "utf-32"))
        or not outcome.checks_run
    ):
        return replace(outcome, score=replace(outcome.score, signature=signature))
    starts = line_starts(outcome.document.text)
    touched = partial(touches, lines, starts)
    kept = tuple(finding for finding in outcome.findings if touched(finding))
    suppressed = tuple(item for item in outcome.suppressed if touched(item.finding))
    words = changed_words(outcome.document, outcome.target_language.tag, stretches(lines, starts), settings)
    unlisted = still_counting(outcome.unlisted, outcome.findings, kept)
    length = sum(len(segment.text) + 1 for segment in outcome.document.segments)
    per_word = length / max(outcome.score.words, 1)
    score = mqm_score(kept, words, scoring_profile(settings.profile), signature, unlisted, per_word)
    return replace(outcome, findings=kept, score=score, suppressed=suppressed, unlisted=unlisted)


def touches(lines: Lines, starts: list[int], finding: Finding) -> bool:
    """True for a finding on changed lines; `starts` are the offsets at which lines begin."""
    last = max(finding.end - 1, finding.start)
    return lines.touch(bisect_right(starts, finding.start), bisect_right(starts, last))


def line_starts(text: str) -> list[int]:
    """Offsets at which lines begin, in code points; only line feeds end a line, as git has it."""
    starts, place = [0], text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return starts


def stretches(lines: Lines, starts: list[int]) -> Ranges:
    """Stretches of the file, in code points, that hold the changed lines; the last may have no end."""
    end = [*starts[1:], 1 << 62]
    return [
        (starts[first - 1], end[min(last, len(starts)) - 1])
        for first, last in sorted(lines.added)
        if first <= len(starts)
    ]


def changed_words(document: Document, tag: str | None, ranges: Ranges, settings: Settings) -> int:
    """Evaluation words of what stands on changed lines."""
    if tag is None:
        return 0
    language = profile(tag)
    _, segments = of_language(document.segments, language)
    parts = [part for segment in segments if (part := changed_part(segment, ranges)) is not None]
    return TextView(parts, language, None, settings.terms).volume if parts else 0


def changed_part(segment: Segment, ranges: Ranges) -> Segment | None:
    """What of a segment stands in the ranges of the file, as a segment to count words in."""
    firsts = [first for first, _ in ranges]
    text: list[str] = []
    reached = 0
    for piece in segment.map.pieces:
        place = max(bisect_right(firsts, piece.file_start) - 1, 0)
        for first, end in ranges[place:]:
            if first >= piece.file_end:
                break
            start, stop = max(first, piece.file_start), min(end, piece.file_end)
            if start >= stop:
                continue
            shift = piece.text_start - piece.file_start
            begin, close = (
                (start + shift, stop + shift) if piece.linear else (piece.text_start, piece.text_end)
            )
            if begin < reached:  # a piece that moves as a whole, seen already
                break
            # What was left out between must not glue two words together.
            text.append((" " if begin > reached and text else "") + segment.text[begin:close])
            reached = close
    if not text:
        return None
    joined = "".join(text)
    return msgspec.structs.replace(segment, text=joined, map=OffsetMap.verbatim(0, len(joined)))
