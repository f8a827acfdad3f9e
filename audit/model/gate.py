"""What makes a run fail."""

import msgspec

from audit.model.mqm import Severity
from audit.model.score import Score


class Limits(msgspec.Struct, frozen=True):
    """The gates in force for one document; None where one is not asked for.

    `fail_under`: a score (0–100). `fail_on`: the least severity that fails. `max_findings`: how many
    findings all documents that share `group` may have together; `group` is the glob of the `[[path]]` rule
    that says so, "" for the general limit. `verdict`: the verdict of the scoring profile decides.
    `floor`: words a document needs for a firm verdict.
    """

    fail_under: float | None = None
    fail_on: Severity | None = None
    max_findings: int | None = None
    group: str = ""
    verdict: bool = True
    floor: int = 0


class GateFailure(msgspec.Struct, frozen=True):
    """A gate that was not passed: its name (the key in `audit.toml`), and one sentence that says why."""

    gate: str
    why: str


class Grave(msgspec.Struct, frozen=True, array_like=True):
    """Findings of one severity in one document: how many, and where the first stands."""

    severity: Severity
    count: int
    line: int
    column: int


class Judged(msgspec.Struct, frozen=True, array_like=True):
    """All that the gates ask of one document. `findings` are those that count, a row a severity."""

    path: str
    score: Score
    findings: tuple[Grave, ...]
