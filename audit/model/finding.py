"""What a check saw (`Detection`) and what the tool reports (`Finding`)."""

from collections.abc import Mapping

import msgspec

from audit.model.fix import Fix
from audit.model.mqm import Category, Confidence, Severity
from audit.model.place import Place
from audit.model.role import Role
from audit.model.span import Span

BY_MODEL = "model"  # name of a reason that a model gives


class Reason(msgspec.Struct, frozen=True, gc=False):
    """One piece of evidence on a finding: its name, a sentence for people, and its weight.

    A weight above zero speaks for the finding, one below against; in natural logarithms of odds.
    """

    name: str
    says: str
    weight: float


class Detection(msgspec.Struct, frozen=True, gc=False):
    """A fault as a check sees it: a stretch of the text view, before it has a place in the file.

    `start`, `end` and the edits of `fix` count code points of the view. `values` fill the check's
    message. `confidence` and `severity` stand in for the check's defaults when given. `reasons` are the strongest
    evidence for it, then against it. Two-sided checks count in the pair view (`audit.analysis.pair_view`), and `source`
    is the stretch of its sources that the fault is about. `other` is what it does not agree with, where that is another
    place of the run. `place` is the stretch of the file where a fault stands that
    no segment shows (code, keys, comments, addresses): `start` and `end` are then the nearest place of the view, and the
    edits of `fix` count in the file, in its own notation. Detections of one check and one `cause` are one error that
    comes again and again.
    """

    start: int
    end: int
    values: dict[str, str]
    confidence: Confidence | None = None
    severity: Severity | None = None
    fix: Fix | None = None
    reasons: tuple[Reason, ...] = ()
    source: Span | None = None
    other: Place | None = None
    place: Span | None = None
    cause: str | None = None


class Finding(msgspec.Struct, frozen=True, gc=False):
    """A fault with its place.

    `start`/`end` (end exclusive) count code points of the decoded file; `line` and `column` count from 1,
    in code points; of an archive, `line` is the number of the paragraph, and `column` counts in its text.
    `segment_start`/`segment_end` count code points of the segment's own text. A finding of
    several whole segments names the first; `segments` counts them, and the `text` of each stands on a line
    of its own. `text` is the faulty stretch as a reader sees it. The edits of `fix` count code points of the
    decoded file and are already written in the file's notation. `fingerprint` depends on content, not place.
    One text shown in several places counts once: `repeats` says how many equal findings stand in equal
    segments further down, and each of those, neutral, names the one that counts in `repeat_of`, by fingerprint.
    In a unit, `unit` is its id, `form` the place of the target among its plural forms, and `segment_start`/`segment_end`
    count code points of the exact value of the target; `source` is the stretch of the source that it is about, in the
    file that `source_path` names (None: the document's own). `values` are the words that the message names, by what the
    check calls them. `other` is the place of what it does not agree with, in this
    file or in another of the run.
    """

    check: str
    category: Category
    severity: Severity
    confidence: Confidence
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    segment: int
    segment_start: int
    segment_end: int
    role: Role
    fix: Fix | None
    fingerprint: str
    segments: int = 1
    reasons: tuple[Reason, ...] = ()
    repeats: int = 0
    repeat_of: str | None = None
    unit: str | None = None
    form: int = 0
    source: Span | None = None
    source_path: str | None = None
    other: Place | None = None
    values: Mapping[str, str] = {}
